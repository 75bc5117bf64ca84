"""Drafts and their writing records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from app.desk.ports.store import Draft
from app.domain.errors import RefusedError
from app.domain.journal import GENESIS, ChainedEdit, Edit, content_hash
from app.store.models import DraftRow, EditRow
from app.store.repositories.rows import columns_of, read_first, require_clip, values_of

_DRAFT = columns_of(DraftRow, Draft)


class SqlDrafts:
    """Drafts in the database; see ``app.desk.ports.store.DraftRepository``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, clip_id: str) -> Draft:
        """Give the draft of a clip, an empty one when nothing was written."""
        stored = select(*_DRAFT).where(DraftRow.clip_id == clip_id)
        return read_first(self._session, Draft, stored) or Draft(clip_id=clip_id)

    def append(self, draft: Draft, edits: Sequence[ChainedEdit]) -> None:
        """Save a draft with the edits that led to it.

        Raises:
            RefusedError: ``clip.unknown``, or ``draft.moved-on`` when the stored record does not
                end where the first edit starts.
            ValueError: The edits are not one chain that ends at the draft.
        """
        require_clip(self._session, draft.clip_id)
        stored = self._session.execute(
            select(DraftRow.edit_number, DraftRow.head_hash).where(
                DraftRow.clip_id == draft.clip_id
            )
        ).first()
        number, head = (0, GENESIS) if stored is None else (stored.edit_number, stored.head_hash)
        check_links(draft, edits, number, head)
        if edits:
            rows = [_edit_values(draft.clip_id, link) for link in edits]
            self._session.execute(insert(EditRow), rows)
        self._put(draft)

    def save_counts(self, clip_id: str, *, words: int, to_look_at: int, caret: int) -> None:
        """Store what is derived from the text; raises RefusedError ``clip.unknown``."""
        require_clip(self._session, clip_id)
        counts = {"words": words, "to_look_at": to_look_at, "caret": caret}
        new = values_of(Draft(clip_id=clip_id)) | counts
        self._session.execute(
            sqlite.insert(DraftRow).values(new).on_conflict_do_update(set_=counts)
        )

    def edits(self, clip_id: str) -> Sequence[ChainedEdit]:
        """Give the whole writing record of a clip; an erased content is empty."""
        rows = self._session.execute(
            select(
                EditRow.number,
                EditRow.at_ms,
                EditRow.kind,
                EditRow.position,
                EditRow.removed,
                EditRow.inserted,
                EditRow.note,
                EditRow.hash,
            )
            .where(EditRow.clip_id == clip_id)
            .order_by(EditRow.number)
        )
        links: list[ChainedEdit] = []
        previous = GENESIS
        for number, at_ms, kind, position, removed, inserted, note, this in rows:
            edit = Edit(
                number=number,
                at_ms=at_ms,
                kind=kind,
                position=position,
                removed=removed or "",
                inserted=inserted or "",
                note=note,
            )
            links.append(ChainedEdit(edit=edit, previous_hash=previous, hash=this))
            previous = this
        return links

    def erase_content(self, clip_id: str, number: int) -> None:
        """Erase the text of one edit and keep its hashes; erasing twice changes nothing.

        Raises:
            RefusedError: ``edit.unknown``.
        """
        this = (EditRow.clip_id == clip_id) & (EditRow.number == number)
        stored = self._session.execute(
            select(EditRow.removed, EditRow.inserted).where(this)
        ).first()
        if stored is None:
            raise RefusedError("edit.unknown", clip_id=clip_id, number=number)
        removed, inserted = stored
        if removed is None or inserted is None:
            return
        self._session.execute(
            update(EditRow)
            .where(this)
            .values(
                removed=None,
                inserted=None,
                removed_hash=content_hash(removed),
                inserted_hash=content_hash(inserted),
            )
        )

    def _put(self, draft: Draft) -> None:
        """Store a draft; the findings of a text that is stored stay as they were counted."""
        values = values_of(draft)
        written = {name: values[name] for name in values if name != "to_look_at"}
        self._session.execute(
            sqlite.insert(DraftRow).values(values).on_conflict_do_update(set_=written)
        )


def check_links(draft: Draft, edits: Sequence[ChainedEdit], number: int, head: str) -> None:
    """Check that edits lead from a stored record to a draft without a gap.

    Args:
        draft: What the edits lead to.
        edits: The new links.
        number: The number of the last stored edit, 0 when there is none.
        head: The hash of the last stored link.

    Raises:
        RefusedError: ``draft.moved-on`` when the record does not end where the edits start.
        ValueError: The edits are not one chain that ends at the draft.
    """
    starts = (edits[0].edit.number - 1, edits[0].previous_hash) if edits else _end(draft)
    if starts != (number, head):
        raise RefusedError("draft.moved-on", clip_id=draft.clip_id, stored=number)
    for link in edits:
        number += 1
        if (link.edit.number, link.previous_hash) != (number, head):
            raise ValueError(f"edit {link.edit.number} does not follow edit {number - 1}")
        head = link.hash
    if _end(draft) != (number, head):
        raise ValueError(f"the draft ends at edit {draft.edit_number}, the record at {number}")


def _end(draft: Draft) -> tuple[int, str]:
    return draft.edit_number, draft.head_hash


def _edit_values(clip_id: str, link: ChainedEdit) -> dict[str, Any]:
    return values_of(link.edit) | {
        "clip_id": clip_id,
        "hash": link.hash,
        "removed_hash": None,
        "inserted_hash": None,
    }
