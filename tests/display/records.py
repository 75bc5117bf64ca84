"""Reads what a window stored, from its file: the proof after a kill."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.domain.journal import GENESIS, Edit, EditKind, link_hash, replay
from app.store.codecs import text_from_stored


@dataclass(frozen=True, slots=True)
class StoredText:
    """A draft whose writing record was checked.

    Attributes:
        clip_id: The clip.
        raw: The draft's text.
        updated_ms: When it was stored, UTC.
    """

    clip_id: str
    raw: str
    updated_ms: int


@contextmanager
def reading(database: Path) -> Iterator[sqlite3.Connection]:
    """Open the file for reading; works while a window is open and after it was killed."""
    connection = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True, timeout=5)
    with closing(connection):
        connection.row_factory = sqlite3.Row
        yield connection


def read_texts(database: Path) -> list[StoredText]:
    """Check file and records, and give every draft.

    Raises:
        AssertionError: The file is damaged, or a record does not lead to its text.
    """
    with reading(database) as connection:
        told = connection.execute("PRAGMA integrity_check").fetchall()
        assert [row[0] for row in told] == ["ok"], told
        assert not connection.execute("PRAGMA foreign_key_check").fetchall()
        drafts = connection.execute("SELECT * FROM drafts").fetchall()
        found: list[StoredText] = []
        for draft in drafts:
            raw = text_from_stored(draft["text"])
            rows = connection.execute(
                "SELECT * FROM edits WHERE clip_id = ? ORDER BY number", (draft["clip_id"],)
            ).fetchall()
            edits = [_edit(row) for row in rows]
            head = GENESIS
            for edit, row in zip(edits, rows, strict=True):
                head = link_hash(head, edit)
                assert row["hash"].hex() == head, f"edit {edit.number} breaks the chain"
            assert [edit.number for edit in edits] == list(range(1, len(edits) + 1))
            assert replay("", edits) == raw, "the record does not give the text"
            if edits:
                assert draft["head_hash"].hex() == head
            found.append(StoredText(draft["clip_id"], raw, draft["updated_ms"]))
    return found


def last_text(database: Path) -> str:
    """Give the stored text of the clip opened last, "" when there is none."""
    try:
        with reading(database) as connection:
            row = connection.execute(
                "SELECT text FROM drafts JOIN last_opened USING (clip_id)"
            ).fetchone()
    except sqlite3.OperationalError:
        return ""
    return text_from_stored(row["text"]) if row is not None else ""


def worked_ms(database: Path) -> int:
    """Give the sum of all intervals that count."""
    with reading(database) as connection:
        return connection.execute(
            "SELECT coalesce(sum(end_ms - start_ms), 0) FROM intervals WHERE counts = 1"
        ).fetchone()[0]


def _edit(row: sqlite3.Row) -> Edit:
    return Edit(
        number=row["number"],
        at_ms=row["at_ms"],
        kind=EditKind(row["kind"]),
        position=row["position"],
        removed=text_from_stored(row["removed"]),
        inserted=text_from_stored(row["inserted"]),
        note=text_from_stored(row["note"]),
    )
