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
    func,
    literal_column,
    or_,
    select,
    text,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute

from app.domain.timesheet import GroupBy
from app.domain.worklog import (
    DAY_MS,
    MINUTE_MS,
    Activity,
    IntervalOrigin,
    IntervalRecord,
    Track,
    WorkInterval,
)
from app.store.models import IntervalRow, ReplacedRow
from app.store.repositories.rows import HotQuery

COLUMNS: Final = tuple(getattr(IntervalRow, name) for name in WorkInterval._fields)
"""The columns of an interval in the order of its fields."""

_TRACKS: Final = {track.value: track for track in Track}
_ACTIVITIES: Final = {activity.value: activity for activity in Activity}
_ORIGINS: Final = {origin.value: origin for origin in IntervalOrigin}

_Column = ColumnElement[Any] | InstrumentedAttribute[Any]

_FROM: Final[ColumnElement[int]] = bindparam("from_ms")
_TO: Final[ColumnElement[int]] = bindparam("to_ms")


def _counting(
    *conditions: ColumnElement[bool],
    columns: Sequence[_Column] = COLUMNS,
    grouped: Sequence[_Column] = (),
) -> CompoundSelect[*tuple[object, ...]]:
    """Select what counts and shares time with ``[from_ms, to_ms)``.

    With ``grouped``, originals and added intervals make groups of their own.
    """

    def those(kind: str) -> Select[*tuple[Any, ...]]:
        found = select(*columns).where(
            text(kind),  # as the partial index says it
            text("+intervals.counts"),  # not by the index of clips: by time
            IntervalRow.end_ms > IntervalRow.start_ms,
            IntervalRow.end_ms > _FROM,
            IntervalRow.start_ms < _TO,
            *conditions,
        )
        return found.group_by(*grouped) if grouped else found

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


def _day_at(utc_ms: str) -> ColumnElement[int]:
    """The local day of a moment from 1970 on: a quotient of whole numbers is whole in SQLite."""
    return literal_column(f"(({utc_ms} + intervals.offset_minutes * {MINUTE_MS}) / {DAY_MS})")


_FIRST_DAY: Final = _day_at("intervals.start_ms")
_LAST_DAY: Final = _day_at("intervals.end_ms - 1")
_OWNER: Final = (_FIRST_DAY, IntervalRow.clip_id, IntervalRow.track, IntervalRow.activity)

SUMS_OF_DAYS: Final = HotQuery(
    _counting(
        _FIRST_DAY == _LAST_DAY,
        columns=(
            *_OWNER,
            func.sum(IntervalRow.end_ms - IntervalRow.start_ms),
            func.min(IntervalRow.start_ms),
            func.max(IntervalRow.end_ms),
        ),
        grouped=_OWNER,
    )
)
"""What counts within one local day, added up in SQLite: a fifth of the rows come to Python."""

OVER_MIDNIGHT: Final = HotQuery(_counting(_FIRST_DAY != _LAST_DAY))
"""What counts and passes a local midnight; in no order."""

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
