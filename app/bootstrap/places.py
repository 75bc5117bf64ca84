"""Where things lie on this machine, and its clocks."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import platformdirs

NAME = "scenewright"
ROOT = Path(__file__).resolve().parents[2]
RESOURCES = ROOT / "resources"
LANGUAGETOOL = ROOT / "build" / "languagetool"
"""Where the set-up lays the jars."""


class SystemClock:
    """The clocks of this machine."""

    def utc_ms(self) -> int:
        """Wall clock, UTC."""
        return time.time_ns() // 1_000_000

    def monotonic_ms(self) -> int:
        """Time since some moment; never set by anybody, stands still while the machine sleeps."""
        return time.monotonic_ns() // 1_000_000

    def offset_minutes(self) -> int:
        """The offset of the local zone now."""
        offset = datetime.now(UTC).astimezone().utcoffset()
        return round(offset.total_seconds() / 60) if offset is not None else 0


class SystemIds:
    """UUIDv7, so that ids sort by the time they were given."""

    def new(self) -> str:
        """Give a new one."""
        import uuid6

        return str(uuid6.uuid7())


@dataclass(frozen=True, slots=True, kw_only=True)
class Folders:
    """Where things lie on this machine."""

    database: Path
    cache: Path
    state: Path
    rescue: tuple[Path, ...]


def folders(database: str | None = None) -> Folders:
    """Give the folders of this person; ``database`` is a path or ``sqlite:///…``.

    The environment variable SCENEWRIGHT_DATABASE stands in for a missing argument.
    """
    wanted = database or os.environ.get("SCENEWRIGHT_DATABASE") or ""
    wanted = wanted.removeprefix("sqlite:///") if wanted.startswith("sqlite:///") else wanted
    data = platformdirs.user_data_path(NAME, appauthor=False)
    path = Path(wanted).expanduser() if wanted else data / "scenewright.db"
    state = platformdirs.user_state_path(NAME, appauthor=False)
    return Folders(
        database=path.absolute(),
        cache=platformdirs.user_cache_path(NAME, appauthor=False),
        state=state,
        rescue=(state / "rescue", Path(tempfile.gettempdir()) / f"{NAME}-rescue-{_user()}"),
    )


def _user() -> str:
    return str(os.getuid()) if sys.platform != "win32" else os.environ.get("USERNAME", "user")
