"""Opening a database, whatever lies at its place, and bringing a backup back."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from app.desk.ports.clock import Clock
from app.desk.ports.store import BackupInfo
from app.domain.errors import EnvironmentFailureError, RefusedError, ScenewrightError
from app.store.backup import BEFORE_MIGRATION, Backups
from app.store.failures import environment_failures
from app.store.inspection import FileKind, inspect
from app.store.networks import is_on_network
from app.store.schema import MIGRATIONS
from app.store.store import SqliteStore, database_failures

_REFUSED: Final = {
    FileKind.FOREIGN: "store.foreign",
    FileKind.NEWER: "store.newer",
}
_BESIDE: Final = ("", "-wal", "-shm")
"""The endings of the files that make one database."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenOutcome:
    """What came of opening a database, for the window to tell.

    Attributes:
        path: The database's place.
        store: The open database; None when the file is damaged and a person must choose.
        problem: "" or the code of what is wrong: ``store.damaged``, ``store.not-a-database``.
        found: What lay at the place.
        migrated: Whether the schema was brought up to date; ``backup`` is the one made before.
        backup: The backup made before a migration, or the newest good one when ``problem`` is
            set or the place was empty.
        on_network: Whether it lies on a network file system.
    """

    path: Path
    store: SqliteStore | None
    problem: str = ""
    found: FileKind
    migrated: bool = False
    backup: BackupInfo | None = None
    on_network: bool = False


def backups_of(path: Path, folder: Path | None = None) -> Backups:
    """Give the backups of a database; by default in ``backups`` beside it."""
    return Backups(folder or path.parent / "backups", path.stem)


def open_database(
    path: Path, clock: Clock, backup_folder: Path | None = None, migrations: Path = MIGRATIONS
) -> OpenOutcome:
    """Open a database, make a new one, or migrate an older one. STORE lane, or a script.

    A damaged file stays where it is and is not opened; ``restore`` and ``start_afresh`` set it
    aside, and nothing is ever deleted.

    Args:
        path: The file; its folder is made when it is not there.
        clock: For the times of backups.
        backup_folder: Where backups go.
        migrations: The folder of Alembic's environment.

    Raises:
        RefusedError: ``store.foreign`` or ``store.newer``; the file is untouched.
        EnvironmentFailureError: ``store.read-only``, ``store.locked``, ``store.disk-full``,
            ``store.cannot-open``, ``store.migration-failed`` (the file is unchanged) or another
            that ``environment_failures`` names.
    """
    backups = backups_of(path, backup_folder)
    with environment_failures(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    found = inspect(path)
    on_network = is_on_network(path)
    if found in _REFUSED:
        raise RefusedError(_REFUSED[found], path=str(path))
    if found in (FileKind.DAMAGED, FileKind.NOT_A_DATABASE):
        return OpenOutcome(
            path=path,
            store=None,
            problem="store.damaged" if found is FileKind.DAMAGED else "store.not-a-database",
            found=found,
            backup=_newest(backups),
            on_network=on_network,
        )
    backup = None
    if found is FileKind.OLDER:
        backup = backups.make(path, BEFORE_MIGRATION, clock.utc_ms())
    elif found in (FileKind.MISSING, FileKind.EMPTY):
        backup = _newest(backups)
    if found is not FileKind.OURS:
        _migrate(path, migrations)
    store = SqliteStore(path, clock, backups)
    return OpenOutcome(
        path=path,
        store=store,
        found=found,
        migrated=found is FileKind.OLDER,
        backup=backup,
        on_network=on_network,
    )


def open_for_reading(path: Path, clock: Clock, backup_folder: Path | None = None) -> SqliteStore:
    """Open a database only to read it, beside a window that may have it open. Scripts.

    Nothing is made, migrated or locked.

    Raises:
        RefusedError: ``store.missing``, ``store.older``, ``store.newer``, ``store.foreign`` or
            ``store.not-a-database``.
        EnvironmentFailureError: ``store.damaged``, or another that ``environment_failures`` names.
    """
    found = inspect(path)
    if found is FileKind.DAMAGED:
        raise EnvironmentFailureError("store.damaged", path=str(path))
    if found is not FileKind.OURS:
        code = "missing" if found is FileKind.EMPTY else found.value.replace("_", "-")
        raise RefusedError(f"store.{code}", path=str(path))
    return SqliteStore(path, clock, backups_of(path, backup_folder))


def restore(path: Path, backup: Path, now_ms: int) -> Path | None:
    """Put a backup in the place of the database; gives where the present file was set aside.

    The database must be closed and its lock held.

    Raises:
        RefusedError: ``store.backup-refused`` when the backup is no sound database of ours.
        EnvironmentFailureError: What ``environment_failures`` names.
    """
    if inspect(backup) not in (FileKind.OURS, FileKind.OLDER):
        raise RefusedError("store.backup-refused", path=str(backup))
    copy = path.with_name(f"{path.name}.restoring")
    with environment_failures(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(backup, copy)
        aside = set_aside(path, now_ms)
        copy.replace(path)
    return aside


def start_afresh(path: Path, now_ms: int) -> Path | None:
    """Set a damaged database aside, so that opening makes a new one; gives where it is."""
    with environment_failures(path):
        return set_aside(path, now_ms)


def set_aside(path: Path, now_ms: int) -> Path | None:
    """Rename a database with its write-ahead log; gives the new name, None when none was there."""
    if not path.exists():
        return None
    at = datetime.fromtimestamp(now_ms / 1000, UTC).strftime("%Y%m%dT%H%M%S")
    aside = path.with_name(f"{path.name}.set-aside-{at}.{now_ms % 1000:03d}Z")
    for ending in reversed(_BESIDE):
        part = path.with_name(path.name + ending)
        if part.exists():
            part.rename(aside.with_name(aside.name + ending))
    return aside


def _newest(backups: Backups) -> BackupInfo | None:
    return next(iter(backups.all()), None)


def _migrate(path: Path, migrations: Path) -> None:
    from app.store.migrate import migrate  # Alembic is slow to load and seldom needed

    try:
        with database_failures(path):
            migrate(path, migrations)
    except ScenewrightError as error:
        if error.code != "store.failed":
            raise
        raise _migration_failure(path, error) from error
    except (SQLAlchemyError, ValueError, RuntimeError) as error:
        raise _migration_failure(path, error) from error


def _migration_failure(path: Path, error: Exception) -> EnvironmentFailureError:
    return EnvironmentFailureError("store.migration-failed", path=str(path), detail=str(error))
