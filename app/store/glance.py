"""A quick look at the last caption, so that the window can be painted before SQLAlchemy loads.

Standard library only. Reads in a few milliseconds, changes nothing and makes no file. Whatever is
wrong, the answer is None, and the real opening tells it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from app.desk.ports.store import Draft
from app.domain.clip import Clip, ClipState, SourceKind
from app.store.codecs import facts_from_json, text_from_stored
from app.store.connections import connect_still, file_uri, has_log
from app.store.schema import APPLICATION_ID, SCHEMA_NUMBER

_CLIP: Final = """
    SELECT clips.* FROM last_opened JOIN clips ON clips.id = last_opened.clip_id
"""
_DRAFT: Final = "SELECT * FROM drafts WHERE clip_id = ?"
_SETTINGS: Final = "SELECT key, value_json FROM settings"
_WORKED: Final = """
    SELECT coalesce(sum(end_ms - start_ms), 0) FROM intervals WHERE counts = 1 AND clip_id = ?
"""
_BUSY_MS: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """What the first picture of the window needs.

    Attributes:
        clip: The clip opened last, None when none was opened.
        draft: Its draft with text and caret, None when there is no clip.
        worked_ms: Work time on the clip so far, every activity.
        settings: Every stored setting as JSON by key.
    """

    clip: Clip | None
    draft: Draft | None
    worked_ms: int
    settings: Mapping[str, str]


def glance(path: Path) -> Glance | None:
    """Look into a database of this version; None when it can't be read, for whatever reason."""
    try:
        if not path.exists():
            return None
        if not has_log(path):
            connection = connect_still(path)
        elif path.with_name(path.name + "-shm").exists():
            connection = sqlite3.connect(file_uri(path, mode="ro"), uri=True)
        else:
            return None  # reading such a log would make a file
        with closing(connection):
            return _read(connection)
    except (sqlite3.Error, OSError, ValueError, LookupError, TypeError):
        return None


def _read(connection: sqlite3.Connection) -> Glance | None:
    connection.row_factory = sqlite3.Row
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
    known = (APPLICATION_ID, SCHEMA_NUMBER)
    if (_number(connection, "application_id"), _number(connection, "user_version")) != known:
        return None
    settings = {row["key"]: text_from_stored(row["value_json"]) for row in _rows(connection)}
    row = connection.execute(_CLIP).fetchone()
    if row is None:
        return Glance(clip=None, draft=None, worked_ms=0, settings=settings)
    clip = _clip(row)
    stored = connection.execute(_DRAFT, (clip.id,)).fetchone()
    return Glance(
        clip=clip,
        draft=Draft(clip_id=clip.id) if stored is None else _draft(stored),
        worked_ms=connection.execute(_WORKED, (clip.id,)).fetchone()[0],
        settings=settings,
    )


def _rows(connection: sqlite3.Connection) -> sqlite3.Cursor:
    return connection.execute(_SETTINGS)


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


def _clip(row: sqlite3.Row) -> Clip:
    fields: dict[str, Any] = {name: row[name] for name in row.keys() if name != "number"}  # noqa: SIM118 - a Row iterates over values
    for name in ("title", "source", "link", "set_aside_reason"):
        fields[name] = text_from_stored(fields[name])
    before = fields["state_before"]
    fields["kind"] = SourceKind(fields["kind"])
    fields["state"] = ClipState(fields["state"])
    fields["state_before"] = None if before is None else ClipState(before)
    fields["facts"] = facts_from_json(fields["facts"])
    fields["sample"] = bool(fields["sample"])
    return Clip(**fields)


def _draft(row: sqlite3.Row) -> Draft:
    fields: dict[str, Any] = {name: row[name] for name in row.keys()}  # noqa: SIM118 - a Row iterates over values
    fields["text"] = text_from_stored(fields["text"])
    fields["head_hash"] = fields["head_hash"].hex()
    return Draft(**fields)
