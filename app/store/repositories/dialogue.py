"""Dialogue lines."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from app.domain.dialogue import DialogueLine, sort_key
from app.store.models import DialogueRow
from app.store.repositories.rows import columns_of, read_all, require_clip, values_of

_LINE = columns_of(DialogueRow, DialogueLine)


class SqlDialogue:
    """Dialogue lines in the database; see ``app.desk.ports.store.DialogueRepository``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def lines(self, clip_id: str) -> Sequence[DialogueLine]:
        """Give the lines of a clip as they are heard."""
        of_clip = select(*_LINE).where(DialogueRow.clip_id == clip_id)
        return sorted(read_all(self._session, DialogueLine, of_clip), key=sort_key)

    def save(self, line: DialogueLine) -> None:
        """Add or change a line; raises RefusedError ``clip.unknown``."""
        require_clip(self._session, line.clip_id)
        values = values_of(line)
        self._session.execute(
            sqlite.insert(DialogueRow).values(values).on_conflict_do_update(set_=values)
        )

    def remove(self, line_id: str) -> None:
        """Remove a line; one that is not there is no error."""
        self._session.execute(delete(DialogueRow).where(DialogueRow.id == line_id))
