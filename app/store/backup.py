"""Backups: a compact copy of the database that is checked before it counts; stdlib only."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from app.desk.ports.store import BackupInfo
from app.domain.errors import EnvironmentFailureError
from app.store.connections import connect_reader, connect_still
from app.store.failures import environment_failures
from app.store.health import file_problems
from app.store.schema import APPLICATION_ID

DAILY: Final = "daily"
WEEKLY: Final = "weekly"
MONTHLY: Final = "monthly"
BEFORE_MIGRATION: Final = "before-migration"
ASKED: Final = "asked"
KEPT: Final = {DAILY: 7, WEEKLY: 4, MONTHLY: 12, BEFORE_MIGRATION: 3, ASKED: 10}
"""How many of each kind stay."""
SHARE_OF_FREE: Final = 0.10
"""All backups together take at most this share of the free space."""
_STAMP: Final = "%Y%m%dT%H%M%S"
_NAME: Final = re.compile(r"(?P<stem>.+)-(?P<at>\d{8}T\d{6})\.(?P<ms>\d{3})Z-(?P<kind>[a-z-]+)\.db")


def _free_bytes(folder: Path) -> int:
    return shutil.disk_usage(folder).free


class Backups:
    """The folder with the backups of one database."""

    def __init__(
        self, folder: Path, stem: str, free_bytes: Callable[[Path], int] = _free_bytes
    ) -> None:
        """Take a folder that may hold backups of other databases too.

        Args:
            folder: Made when the first backup is.
            stem: The start of the names of this database's backups.
            free_bytes: How much room a folder has.
        """
        self.folder = folder
        self._stem = stem
        self._free_bytes = free_bytes

    def make(self, database: Path, kind: str, now_ms: int) -> BackupInfo:
        """Copy, check, give it its name, and only then drop those that are too many.

        Raises:
            EnvironmentFailureError: ``store.backup-damaged`` when the copy does not hold, or what
                ``environment_failures`` names.
            ValueError: There is no such kind.
        """
        if kind not in KEPT:
            raise ValueError(f"no such kind of backup: {kind}")
        at = datetime.fromtimestamp(now_ms / 1000, UTC)
        name = f"{self._stem}-{at.strftime(_STAMP)}.{now_ms % 1000:03d}Z-{kind}.db"
        partial = self.folder / f"{name}.partial"
        with environment_failures(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            partial.unlink(missing_ok=True)
            try:
                _copy(database, partial)
                _sync(partial)
                _verify(partial)
                partial.replace(self.folder / name)
                _sync(self.folder)
            finally:
                partial.unlink(missing_ok=True)
            self._drop_surplus()
        return self._info(self.folder / name, kind, now_ms)

    def all(self) -> Sequence[BackupInfo]:
        """List the backups, newest first; what is not a database of ours is left out."""
        found: list[BackupInfo] = []
        for path, kind, at_ms in self._named():
            try:
                found.append(self._info(path, kind, at_ms))
            except (sqlite3.Error, OSError, EnvironmentFailureError):
                continue  # a backup that can't be read is not a good one, and stays where it is
        return found

    def due(self, now_ms: int) -> str | None:
        """Give the kind that is due: the first backup of a month, of a week, of a day (UTC)."""
        now = datetime.fromtimestamp(now_ms / 1000, UTC)
        regular = [
            datetime.fromtimestamp(at_ms / 1000, UTC)
            for _, kind, at_ms in self._named()
            if kind in (DAILY, WEEKLY, MONTHLY)
        ]
        if all((at.year, at.month) != (now.year, now.month) for at in regular):
            return MONTHLY
        if all(at.isocalendar()[:2] != now.isocalendar()[:2] for at in regular):
            return WEEKLY
        return DAILY if all(at.date() != now.date() for at in regular) else None

    def _named(self) -> list[tuple[Path, str, int]]:
        """List path, kind and time of the backups by their names, newest first."""
        if not self.folder.is_dir():
            return []
        named: list[tuple[Path, str, int]] = []
        for path in self.folder.iterdir():
            match = _NAME.fullmatch(path.name)
            if match and match["stem"] == self._stem and match["kind"] in KEPT:
                at = datetime.strptime(match["at"], _STAMP).replace(tzinfo=UTC)
                named.append((path, match["kind"], int(at.timestamp()) * 1000 + int(match["ms"])))
        named.sort(key=lambda backup: backup[2], reverse=True)
        return named

    def _info(self, path: Path, kind: str, at_ms: int) -> BackupInfo:
        with environment_failures(path), closing(connect_still(path)) as connection:
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            if application != APPLICATION_ID:
                raise EnvironmentFailureError("store.backup-damaged", path=str(path))
            clips = connection.execute("SELECT count(*) FROM clips").fetchone()[0]
            return BackupInfo(
                path=path, at_ms=at_ms, kind=kind, size=path.stat().st_size, clips=clips
            )

    def _drop_surplus(self) -> None:
        named = self._named()
        sizes = {path: path.stat().st_size for path, _, _ in named}
        stays = keep(
            [(path, kind, sizes[path]) for path, kind, _ in named],
            round(self._free_bytes(self.folder) * SHARE_OF_FREE),
        )
        for path, _, _ in named:
            if path not in stays:
                path.unlink()


def keep(newest_first: Iterable[tuple[Path, str, int]], most_bytes: int) -> frozenset[Path]:
    """Choose the backups that stay: so many of each kind, and together not over a size.

    The newest one always stays.

    Args:
        newest_first: Path, kind and size of each.
        most_bytes: What they may take together.
    """
    stays: list[Path] = []
    counts = dict.fromkeys(KEPT, 0)
    taken = 0
    for path, kind, size in newest_first:
        counts[kind] += 1
        if stays and (counts[kind] > KEPT[kind] or taken + size > most_bytes):
            continue
        taken += size
        stays.append(path)
    return frozenset(stays)


def _copy(database: Path, target: Path) -> None:
    with closing(connect_reader(database)) as connection:
        connection.execute("PRAGMA query_only = OFF")  # it would forbid writing the copy too
        connection.execute("VACUUM INTO ?", (str(target),))


def _verify(path: Path) -> None:
    with closing(connect_still(path)) as connection:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        problems = file_problems(connection)
    if application != APPLICATION_ID or problems:
        detail = problems[0] if problems else "application_id"
        raise EnvironmentFailureError("store.backup-damaged", path=str(path), detail=detail)


def _sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    if os.name == "nt" and path.is_dir():
        return  # Windows has no such thing for folders
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
