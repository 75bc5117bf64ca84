"""The queries that read thousands of hours: originals, and what counts now.

Originals and added intervals are asked for apart, each in the words of its own partial index.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    bindparam,
    or_,
    select,
    text,
    union_all,
)

from app.domain.timesheet import GroupBy
from app.domain.worklog import Activity, IntervalOrigin, IntervalRecord, Track, WorkInterval
from app.store.models import IntervalRow, ReplacedRow
from app.store.repositories.rows import HotQuery

COLUMNS: Final = tuple(getattr(IntervalRow, name) for name in WorkInterval._fields)
"""The columns of an interval in the order of its fields."""

_TRACKS: Final = {track.value: track for track in Track}
_ACTIVITIES: Final = {activity.value: activity for activity in Activity}
_ORIGINS: Final = {origin.value: origin for origin in IntervalOrigin}

_FROM: Final[ColumnElement[int]] = bindparam("from_ms")
_TO: Final[ColumnElement[int]] = bindparam("to_ms")


def _counting(*conditions: ColumnElement[bool]) -> CompoundSelect[*tuple[object, ...]]:
    """Select what counts and shares time with ``[from_ms, to_ms)``."""

    def those(kind: str) -> Select[*tuple[Any, ...]]:
        return select(*COLUMNS).where(
            text(kind),  # as the partial index says it
            text("+intervals.counts"),  # not by the index of clips: by time
            IntervalRow.end_ms > IntervalRow.start_ms,
            IntervalRow.end_ms > _FROM,
            IntervalRow.start_ms < _TO,
            *conditions,
        )

    return union_all(
        those("intervals.correction_id IS NULL"), those("intervals.correction_id IS NOT NULL")
    )


ORIGINALS: Final = HotQuery(
    select(*COLUMNS)
    .where(
        text("intervals.correction_id IS NULL"),
        IntervalRow.end_ms >= _FROM,
        IntervalRow.start_ms < _TO,
        or_(
            IntervalRow.end_ms > _FROM,
            IntervalRow.is_open.is_(True) & (IntervalRow.start_ms >= _FROM),
        ),
    )
    .order_by(IntervalRow.start_ms, IntervalRow.number)
)

_KEY: Final[ColumnElement[str]] = bindparam("key")
COUNTED: Final = {
    None: HotQuery(_counting()),
    GroupBy.CLIP: HotQuery(
        select(*COLUMNS).where(
            IntervalRow.counts.is_(True),
            IntervalRow.clip_id.is_not_distinct_from(_KEY),
            IntervalRow.end_ms > IntervalRow.start_ms,
            IntervalRow.end_ms > _FROM,
            IntervalRow.start_ms < _TO,
        )
    ),
    GroupBy.TRACK: HotQuery(_counting(IntervalRow.track == _KEY)),
    GroupBy.ACTIVITY: HotQuery(_counting(IntervalRow.activity == _KEY)),
}
"""What counts, whole or of one clip, track or activity; in no order."""

REPLACED: Final = HotQuery(
    select(*COLUMNS)
    .where(IntervalRow.id.in_(select(ReplacedRow.interval_id)))
    .order_by(IntervalRow.start_ms, IntervalRow.number)
)


def intervals_of(rows: Sequence[IntervalRecord]) -> list[WorkInterval]:
    """Make intervals of ``COLUMNS`` as SQLite gives them."""
    return [
        WorkInterval(
            id_,
            start,
            end,
            offset,
            _TRACKS[track],
            _ACTIVITIES[activity],
            clip_id,
            _ORIGINS[origin],
        )
        for id_, start, end, offset, track, activity, clip_id, origin in rows
    ]
