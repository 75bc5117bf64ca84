"""``scenewright database``: what each of its actions does and says, and its exit code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from app.desk.ports.store import BackupInfo, Store
from app.domain.errors import RefusedError


def check(store: Store) -> int:
    """Check the database from end to end; 0 when it is sound, 1 when not."""
    health = store.check()
    print(f"{health.path}: schema {health.schema}, {_size(health.size)}")
    if health.on_network:
        print(
            "It lies on a network file system, where a database can be damaged. Move it to this"
            " machine."
        )
    for problem in health.problems:
        print(f"  {_problem(problem)}")
    if health.problems:
        print("The database is damaged. 'scenewright database restore' brings a backup back.")
        return 1
    print("The database is sound.")
    return 0


def backup(store: Store) -> int:
    """Make a backup, check it and say where it is."""
    print(f"Backed up and checked: {_told(store.backup('asked'))}")
    return 0


def list_backups(backups: Callable[[], Sequence[BackupInfo]]) -> int:
    """List the good backups, newest first; 1 when there is none."""
    found = backups()
    for info in found:
        print(_told(info))
    if not found:
        print("There is no backup yet.")
    return 0 if found else 1


def restore(
    path: Path | None,
    backups: Callable[[], Sequence[BackupInfo]],
    put_back: Callable[[Path], Path | None],
) -> int:
    """Bring a backup back and set the present database aside.

    Args:
        path: The backup to bring back, None for the newest good one.
        backups: Lists the good backups, newest first.
        put_back: Puts a backup in the database's place and gives where the present one is now.

    Raises:
        RefusedError: ``store.no-backup`` when there is none, or what ``put_back`` raises.
    """
    if path is None:
        good = backups()
        if not good:
            raise RefusedError("store.no-backup")
        path = good[0].path
    aside = put_back(path)
    print(f"Brought back: {path}")
    if aside is not None:
        print(f"The database that was there is kept as {aside}")
    return 0


def _told(info: BackupInfo) -> str:
    at = datetime.fromtimestamp(info.at_ms / 1000, UTC).astimezone()
    clips = "1 clip" if info.clips == 1 else f"{info.clips:,} clips"
    return f"{info.path} ({info.kind}, {at:%Y-%m-%d %H:%M}, {clips}, {_size(info.size)})"


def _problem(problem: str) -> str:
    kind, _, about = problem.partition(": ")
    words = {
        "foreign-key": f"The table {about} refers to something that is not there.",
        "record": f"The writing record of clip {about} does not hold together.",
        "draft": f"The text of clip {about} is not what its writing record leads to.",
        "pages": about,
    }
    return words.get(kind, problem)


def _size(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB"
