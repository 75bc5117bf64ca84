"""What a file at the database's place is, found out without changing it; stdlib only."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import Final

from app.store.connections import connect_reader, connect_still, has_log
from app.store.failures import failure_of, failure_of_os
from app.store.schema import APPLICATION_ID, SCHEMA_NUMBER

_MAGIC: Final = b"SQLite format 3\x00"
_DAMAGED: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


class FileKind(StrEnum):
    """What lies at the database's place."""

    MISSING = "missing"
    EMPTY = "empty"  # no bytes, or a SQLite file without any table
    OURS = "ours"
    OLDER = "older"  # ours, to be migrated
    NEWER = "newer"  # ours, from a newer version
    FOREIGN = "foreign"  # the SQLite file of another program
    NOT_A_DATABASE = "not_a_database"
    DAMAGED = "damaged"


def inspect(path: Path) -> FileKind:
    """Tell what lies at a path.

    Raises:
        EnvironmentFailureError: ``store.read-only``, ``store.locked`` or ``store.cannot-open``
            when the file can't be read.
    """
    try:
        if not path.exists():
            return FileKind.MISSING
        with path.open("rb") as file:
            start = file.read(100)
    except OSError as error:
        raise failure_of_os(error, path) from error
    if not start:
        return FileKind.EMPTY
    if not start.startswith(_MAGIC):
        return FileKind.NOT_A_DATABASE
    try:
        return _inspect_database(path)
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _DAMAGED:
            return FileKind.DAMAGED
        raise failure_of(error, path) from error


def _inspect_database(path: Path) -> FileKind:
    """Ask SQLite; it takes a write-ahead log that a crash left into account."""
    connect = connect_reader if has_log(path) else connect_still
    with closing(connect(path)) as connection:
        application = _pragma(connection, "application_id")
        number = _pragma(connection, "user_version")
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        size = _pragma(connection, "page_count") * _pragma(connection, "page_size")
    if application == 0 and tables == 0:
        return FileKind.EMPTY
    if application != APPLICATION_ID:
        return FileKind.FOREIGN
    if number > SCHEMA_NUMBER:
        return FileKind.NEWER
    if path.stat().st_size < size and not has_log(path):
        return FileKind.DAMAGED
    return FileKind.OURS if number == SCHEMA_NUMBER else FileKind.OLDER


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])
