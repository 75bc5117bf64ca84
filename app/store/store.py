"""The open database: transactions on the STORE lane, snapshots for readers."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.desk.ports.clock import Clock
from app.desk.ports.store import BackupInfo, DatabaseHealth, UnitOfWork
from app.store.backup import Backups
from app.store.engines import reader_engine, writer_engine
from app.store.failures import environment_failures, failure_of
from app.store.health import check_database
from app.store.repositories.rows import collector_at_rest
from app.store.unit_of_work import SqlUnitOfWork

T = TypeVar("T")


class SqliteStore:
    """A database that is open; see ``app.desk.ports.store.Store``.

    The first thread that writes becomes the STORE lane, and a write from any other thread is a
    bug that raises: SQLAlchemy itself would let two threads share one session.
    """

    def __init__(self, path: Path, clock: Clock, backups: Backups) -> None:
        self.path = path
        self._clock = clock
        self._backups = backups
        self._writer = writer_engine(path)
        self._reader = reader_engine(path)
        self._lane: int | None = None
        self._writing = False

    def write(self, work: Callable[[UnitOfWork], T]) -> T:
        """Run ``work`` in one transaction: all of it is stored, or nothing. STORE lane.

        Raises:
            EnvironmentFailureError: What ``environment_failures`` names; nothing was stored.
            RuntimeError: Called on another thread than before, or from within a write.
        """
        self._enter_lane()
        try:
            with (
                database_failures(self.path),
                Session(self._writer, close_resets_only=False) as session,
                session.begin(),
            ):
                return work(SqlUnitOfWork(session))
        finally:
            self._writing = False

    def read(self, work: Callable[[UnitOfWork], T]) -> T:
        """Run ``work`` on a read-only connection that sees one state of the database.

        Raises:
            EnvironmentFailureError: What ``environment_failures`` names; ``store.read-only`` when
                ``work`` tries to write.
        """
        with (
            database_failures(self.path),
            collector_at_rest(),
            Session(self._reader, close_resets_only=False) as session,
            session.begin(),
        ):
            return work(SqlUnitOfWork(session))

    def check(self) -> DatabaseHealth:
        """Check the file, its foreign keys and every writing record. READER lane."""
        return check_database(self.path)

    def backup(self, kind: str) -> BackupInfo:
        """Make and check a backup, then drop those that are too many. READER lane.

        Raises:
            EnvironmentFailureError: ``store.backup-damaged``, or what ``environment_failures``
                names; no earlier backup was touched.
        """
        return self._backups.make(self.path, kind, self._clock.utc_ms())

    def backups(self) -> Sequence[BackupInfo]:
        """List the good backups, newest first. READER lane."""
        return self._backups.all()

    def due_backup(self) -> str | None:
        """Give the kind of backup that is due now, None when there is one of today."""
        return self._backups.due(self._clock.utc_ms())

    def close(self) -> None:
        """Close every connection; the last one folds the write-ahead log into the file."""
        self._reader.dispose()
        self._writer.dispose()

    def _enter_lane(self) -> None:
        here = threading.get_ident()
        if self._lane is None:
            self._lane = here
        if self._lane != here:
            raise RuntimeError("the database is written on the STORE lane only")
        if self._writing:
            raise RuntimeError("a unit of work is open already")
        self._writing = True


@contextmanager
def database_failures(path: Path) -> Generator[None]:
    """Turn SQLAlchemy's errors that the environment caused into failures with a code.

    Raises:
        EnvironmentFailureError: What ``environment_failures`` names.
    """
    try:
        with environment_failures(path):
            yield
    except DBAPIError as error:
        cause = error.orig
        if not isinstance(cause, sqlite3.Error) or isinstance(cause, sqlite3.IntegrityError):
            raise
        raise failure_of(cause, path) from error
