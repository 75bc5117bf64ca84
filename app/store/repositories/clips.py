"""Clips and the queue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from app.desk.ports.store import QueueRow
from app.domain.clip import Clip, ClipState, SourceKind
from app.domain.errors import RefusedError
from app.store.codecs import text_from_stored
from app.store.models import (
    ClipRow,
    DecisionRow,
    DialogueRow,
    DraftRow,
    EditRow,
    IntervalRow,
    LastOpenedRow,
    SnapshotRow,
    WatchedRow,
)
from app.store.repositories.rows import (
    HotQuery,
    columns_of,
    read_all,
    read_first,
    require_clip,
    values_of,
)

_CLIP = columns_of(ClipRow, Clip)


def _queue(clip_id: ColumnElement[str] | None = None) -> HotQuery:
    """Join clips with their drafts and with the sum of the intervals that count now."""
    worked = (
        select(
            IntervalRow.clip_id,
            func.sum(IntervalRow.end_ms - IntervalRow.start_ms).label("worked_ms"),
        )
        .where(IntervalRow.counts.is_(True), IntervalRow.clip_id.is_not(None))
        .group_by(IntervalRow.clip_id)
    )
    if clip_id is not None:
        worked = worked.where(IntervalRow.clip_id == clip_id)
    times = worked.subquery()
    columns = columns_of(
        ClipRow,
        QueueRow,
        words=func.coalesce(DraftRow.words, 0),
        to_look_at=func.coalesce(DraftRow.to_look_at, 0),
        worked_ms=func.coalesce(times.c.worked_ms, 0),
    )
    listed = (
        select(*columns)
        .outerjoin(DraftRow, DraftRow.clip_id == ClipRow.id)
        .outerjoin(times, times.c.clip_id == ClipRow.id)
        .order_by(ClipRow.number)
    )
    return HotQuery(listed if clip_id is None else listed.where(ClipRow.id == clip_id))


_TITLES: Final = HotQuery(select(ClipRow.id, ClipRow.title))
_QUEUE: Final = _queue()
_QUEUE_OF_ONE: Final = _queue(bindparam("this"))
_STATES: Final = {state.value: state for state in ClipState}
_KINDS: Final = {kind.value: kind for kind in SourceKind}


def _queue_row(found: tuple[Any, ...]) -> QueueRow:
    """Make a line of the queue from the columns, which stand in the order of its fields."""
    (id_, title, kind, source, state, duration, words, to_look_at, worked, added, due, content,
     reason, sample) = found  # fmt: skip
    return QueueRow(
        id=id_,
        title=text_from_stored(title),
        kind=_KINDS[kind],
        source=text_from_stored(source),
        state=_STATES[state],
        duration_ms=duration,
        words=words,
        to_look_at=to_look_at,
        worked_ms=worked,
        added_ms=added,
        due_ms=due,
        content_hash=content,
        set_aside_reason=text_from_stored(reason),
        sample=bool(sample),
    )


class SqlClips:
    """Clips in the database; see ``app.desk.ports.store.ClipRepository``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, clip: Clip) -> None:
        """Add a clip; raises RefusedError ``clip.duplicate`` when the id is known."""
        if self._find(clip.id) is not None:
            raise RefusedError("clip.duplicate", clip_id=clip.id)
        self._session.execute(insert(ClipRow).values(values_of(clip)))

    def get(self, clip_id: str) -> Clip:
        """Give a clip; raises RefusedError ``clip.unknown``."""
        clip = self._find(clip_id)
        if clip is None:
            raise RefusedError("clip.unknown", clip_id=clip_id)
        return clip

    def find_source(self, source: str) -> Clip | None:
        """Find the clip of a path or URL; no clip has the source ""."""
        if not source:
            return None
        by_source = select(*_CLIP).where(ClipRow.source == source).order_by(ClipRow.number)
        return read_first(self._session, Clip, by_source)

    def find_hash(self, content_hash: str) -> Sequence[Clip]:
        """Find the clips whose file had this content."""
        if not content_hash:
            return ()
        by_hash = select(*_CLIP).where(ClipRow.content_hash == content_hash)
        return read_all(self._session, Clip, by_hash.order_by(ClipRow.number))

    def save(self, clip: Clip) -> None:
        """Store every field; raises RefusedError ``clip.unknown``."""
        require_clip(self._session, clip.id)
        self._session.execute(update(ClipRow).where(ClipRow.id == clip.id).values(values_of(clip)))

    def remove(self, clip_id: str) -> None:
        """Remove a clip that was never worked on.

        Raises:
            RefusedError: ``clip.unknown``, or ``clip.has-work``.
        """
        require_clip(self._session, clip_id)
        evidence = (EditRow, DialogueRow, SnapshotRow, DecisionRow, IntervalRow)
        for row in evidence:
            work = select(row.clip_id).where(row.clip_id == clip_id).limit(1)
            if self._session.scalar(work) is not None:
                raise RefusedError("clip.has-work", clip_id=clip_id)
        for row in (DraftRow, WatchedRow, LastOpenedRow):
            self._session.execute(delete(row).where(row.clip_id == clip_id))
        self._session.execute(delete(ClipRow).where(ClipRow.id == clip_id))

    def rows(self) -> Sequence[QueueRow]:
        """List all clips for the queue, in the order in which they were added."""
        return [_queue_row(found) for found in _QUEUE.rows(self._session)]

    def row(self, clip_id: str) -> QueueRow:
        """List one clip; raises RefusedError ``clip.unknown``."""
        found = _QUEUE_OF_ONE.rows(self._session, this=clip_id)
        if not found:
            raise RefusedError("clip.unknown", clip_id=clip_id)
        return _queue_row(found[0])

    def all(self) -> Sequence[Clip]:
        """Give all clips in the order in which they were added."""
        return read_all(self._session, Clip, select(*_CLIP).order_by(ClipRow.number))

    def titles(self) -> dict[str, str]:
        """Give the title of every clip by its id."""
        found = _TITLES.rows(self._session)
        return {id_: text_from_stored(title) for id_, title in found}

    def last_opened(self) -> Clip | None:
        """Give the clip that was opened last."""
        opened = select(*_CLIP).join(LastOpenedRow, LastOpenedRow.clip_id == ClipRow.id)
        return read_first(self._session, Clip, opened)

    def set_last_opened(self, clip_id: str, at_ms: int) -> None:
        """Note that a clip is opened; raises RefusedError ``clip.unknown``."""
        require_clip(self._session, clip_id)
        noted = sqlite.insert(LastOpenedRow).values(only=1, clip_id=clip_id, at_ms=at_ms)
        self._session.execute(
            noted.on_conflict_do_update(set_={"clip_id": clip_id, "at_ms": at_ms})
        )

    def _find(self, clip_id: str) -> Clip | None:
        return read_first(self._session, Clip, select(*_CLIP).where(ClipRow.id == clip_id))
