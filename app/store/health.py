"""The check of a database: its pages, its foreign keys and its writing records; stdlib only."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from app.desk.ports.store import DatabaseHealth
from app.domain.journal import GENESIS, content_hash
from app.store.codecs import text_from_stored
from app.store.connections import connect_reader
from app.store.failures import environment_failures
from app.store.networks import is_on_network
from app.store.schema import schema_name

_MOST: Final = 20
"""So many problems say enough."""
_RECORD: Final = """
    SELECT edits.clip_id, edits.number, at_ms, kind, position, note, hash,
           removed, inserted, removed_hash, inserted_hash, edit_number, head_hash, text
    FROM edits LEFT JOIN drafts USING (clip_id) ORDER BY edits.clip_id, edits.number
"""
_RECORD_LOST: Final = """
    SELECT clip_id FROM drafts WHERE edit_number > 0
    AND NOT EXISTS (SELECT 1 FROM edits WHERE edits.clip_id = drafts.clip_id)
"""


def check_database(path: Path) -> DatabaseHealth:
    """Check a database from end to end. READER lane, or a script.

    Problems are told as ``pages: …`` (SQLite's words), ``foreign-key: TABLE``,
    ``record: CLIP_ID`` (a writing record whose chain does not hold) and ``draft: CLIP_ID`` (a text
    that is not what its writing record leads to).

    Raises:
        EnvironmentFailureError: The file can't be read.
    """
    number = 0
    with environment_failures(path), closing(connect_reader(path)) as connection:
        try:
            number = int(connection.execute("PRAGMA user_version").fetchone()[0])
            problems = (*file_problems(connection), *_record_problems(connection))
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF not in (
                sqlite3.SQLITE_CORRUPT,
                sqlite3.SQLITE_NOTADB,
            ):
                raise
            problems = (f"pages: {error}",)
        size = path.stat().st_size
    return DatabaseHealth(
        path=path,
        schema=schema_name(number),
        problems=problems[:_MOST],
        on_network=is_on_network(path),
        size=size,
    )


def file_problems(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Check pages and foreign keys."""
    told = [row[0] for row in connection.execute(f"PRAGMA integrity_check({_MOST})")]
    pages = [f"pages: {line}" for line in told if line != "ok"]
    keys = {row[0] for row in connection.execute("PRAGMA foreign_key_check")}
    return (*pages, *(f"foreign-key: {table}" for table in sorted(keys)))


def _record_problems(connection: sqlite3.Connection) -> Iterator[str]:
    connection.row_factory = sqlite3.Row
    rows: Iterator[Any] = iter(connection.execute(_RECORD))
    for clip_id, links in groupby(rows, key=lambda row: row["clip_id"]):
        problem = _problem_of(list(links))
        if problem:
            yield f"{problem}: {clip_id}"
    for row in connection.execute(_RECORD_LOST):
        yield f"record: {row['clip_id']}"


def _problem_of(links: list[Any]) -> str:
    """Follow one writing record; gives "record" or "draft" when something does not hold, or ""."""
    previous = GENESIS
    text: str | None = ""
    for number, row in enumerate(links, 1):
        this = _link(previous, row)
        if row["number"] != number or this != row["hash"].hex():
            return "record"
        previous = this
        text = None if text is None else _edited(text, row)
    end = links[-1]
    if (end["edit_number"], (end["head_hash"] or b"").hex()) != (len(links), previous):
        return "record"
    return "draft" if text is not None and text != text_from_stored(end["text"]) else ""


def _edited(text: str, row: Any) -> str | None:  # noqa: ANN401 - a row of any shape
    """Apply a stored edit; None when its content was erased, so that nobody can tell any more."""
    if row["removed"] is None or row["inserted"] is None:
        return None
    start = row["position"]
    end = start + len(text_from_stored(row["removed"]))
    return text[:start] + text_from_stored(row["inserted"]) + text[end:]


def _link(previous: str, row: Any) -> str:  # noqa: ANN401 - a row of any shape
    parts = (
        previous,
        str(row["number"]),
        str(row["at_ms"]),
        row["kind"],
        str(row["position"]),
        _hash_of(row["removed"], row["removed_hash"]),
        _hash_of(row["inserted"], row["inserted_hash"]),
        text_from_stored(row["note"]),
    )
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _hash_of(content: str | bytes | None, erased: bytes | None) -> str:
    """Give the hash of a content: its own, or the one that was kept when it was erased."""
    return (erased or b"").hex() if content is None else content_hash(text_from_stored(content))
