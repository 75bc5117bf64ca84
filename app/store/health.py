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
           removed, inserted, removed_hash, inserted_hash, edit_number, head_hash
    FROM edits LEFT JOIN drafts USING (clip_id) ORDER BY edits.clip_id, edits.number
"""


def check_database(path: Path) -> DatabaseHealth:
    """Check a database from end to end. READER lane, or a script.

    Problems are told as ``pages: …`` (SQLite's words), ``foreign-key: TABLE`` and
    ``record: CLIP_ID`` (a writing record whose chain does not hold).

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
        if not _holds(links):
            yield f"record: {clip_id}"


def _holds(links: Iterator[Any]) -> bool:
    """Tell whether links follow one another and end where the draft says."""
    previous, number, end = GENESIS, 0, (0, GENESIS)
    for row in links:
        number += 1
        this = _link(previous, row)
        if row["number"] != number or this != row["hash"].hex():
            return False
        previous = this
        end = (row["edit_number"], (row["head_hash"] or b"").hex())
    return end == (number, previous)


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
