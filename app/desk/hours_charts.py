"""What the charts of the hours room show: bars of time, clips one by one, earned weeks. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from statistics import median
from typing import Final

from app.desk.hours_period import Period
from app.desk.ports.store import QueueRow
from app.domain.clip import ClipState
from app.domain.timesheet import GroupBy, Rounding, RoundingScope
from app.domain.worklog import HOUR_MS, MINUTE_MS, Activity, WorkInterval
from app.timekeeping.figures import minutes_per_clip_minute, week_of, words_per_hour
from app.timekeeping.report import WorkSummary, day_number

WEEKS: Final = 8
"""So many weeks are shown as earnings and looked at for the effort of a clip."""
POINTS: Final = 60
"""So many clips stand in the chart of minutes per clip, the newest ones."""
TREND: Final = 9
"""The trend at a clip is the median of so many clips up to it."""
DAYS_AS_BARS: Final = 45
"""A longer period has a bar for each week."""

DONE: Final = frozenset(
    {
        ClipState.SUBMITTED,
        ClipState.IN_REVIEW,
        ClipState.RETURNED,
        ClipState.RESUBMITTED,
        ClipState.ACCEPTED,
    }
)
"""A clip in one of these states was handed over."""


class BarUnit(StrEnum):
    """What a bar of the chart of the period stands for."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeBar:
    """One bar: an hour, a day or a week of the period.

    Attributes:
        first: Its first local day.
        hour: The hour of the day, None for a day or a week.
        by_activity: Exact ms of each activity; empty without work.
        words_per_hour: Words of the clips worked on, each spread evenly over the time on its clip;
            None where nothing was written.
    """

    first: date
    hour: int | None = None
    by_activity: Mapping[Activity, int]
    words_per_hour: float | None = None

    @property
    def milliseconds(self) -> int:
        """All time of the bar."""
        return sum(self.by_activity.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipPoint:
    """A clip that was handed over, at its last work in the period.

    Attributes:
        worked_ms: All work on it, whenever it was.
        effort: Work minutes for a minute of clip; None when its length is not known.
        trend_ms: Median of the work on the clips up to this one.
    """

    clip_id: str
    title: str
    worked_ms: int
    effort: float | None
    trend_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class EarnedWeek:
    """The pay of a week in one currency, by the rounding rule."""

    first: date
    amount: Decimal
    currency: str


def unit_for(period: Period) -> BarUnit:
    """What the bars of a period stand for."""
    if period.days == 1:
        return BarUnit.HOUR
    return BarUnit.DAY if period.days <= DAYS_AS_BARS else BarUnit.WEEK


def counts_in_averages(row: QueueRow) -> bool:
    """Whether a clip belongs in an average: work that was handed over, no practice."""
    return row.state in DONE and not row.sample and row.worked_ms > 0


class _Bar:
    """A bar while it is added up."""

    def __init__(self) -> None:
        self.times: dict[Activity, int] = defaultdict(int)
        self._words = 0.0
        self._on_clips_ms = 0

    def add(self, activity: Activity, milliseconds: int, row: QueueRow | None) -> None:
        self.times[activity] += milliseconds
        if row is not None and row.words and row.worked_ms:
            self._words += row.words / row.worked_ms * milliseconds
            self._on_clips_ms += milliseconds

    def shown(self, first: date, hour: int | None = None) -> TimeBar:
        return TimeBar(
            first=first,
            hour=hour,
            by_activity={a: self.times[a] for a in Activity if a in self.times},
            words_per_hour=words_per_hour(round(self._words), self._on_clips_ms)
            if self._words
            else None,
        )


def day_bars(summary: WorkSummary, clips: Mapping[str, QueueRow]) -> tuple[TimeBar, ...]:
    """A bar for each day of the period, also for those without work."""
    return _bars_of(summary, clips, 1, 0)


def week_bars(summary: WorkSummary, clips: Mapping[str, QueueRow]) -> tuple[TimeBar, ...]:
    """A bar for each week of the period, also for those without work."""
    weekday = (summary.first_day.weekday() - summary.settings.week_start) % 7
    return _bars_of(summary, clips, 7, weekday)


def _bars_of(
    summary: WorkSummary, clips: Mapping[str, QueueRow], width: int, before: int
) -> tuple[TimeBar, ...]:
    """Bars of so many days; the first begins so many days before the period."""
    days = (summary.last_day - summary.first_day).days + 1 + before
    start = summary.first_day - timedelta(days=before)
    bars = [_Bar() for _ in range((days + width - 1) // width)]
    first = day_number(start)
    for one in summary.sums:
        bar = bars[(one.day - first) // width]
        bar.add(one.activity, one.milliseconds, clips.get(one.clip_id or ""))
    return tuple(bar.shown(start + timedelta(days=index * width)) for index, bar in enumerate(bars))


def hour_bars(
    day: date, intervals: Iterable[WorkInterval], clips: Mapping[str, QueueRow]
) -> tuple[TimeBar, ...]:
    """A bar from the first to the last hour with work; a whole empty day has none.

    Args:
        day: The local day.
        intervals: What counts, cut to the day.
        clips: The clips by their ids.
    """
    bars: dict[int, _Bar] = defaultdict(_Bar)
    midnight = day_number(day) * 24
    for interval in intervals:
        shift = interval.offset_minutes * MINUTE_MS
        place, end = interval.start_ms + shift, interval.end_ms + shift
        row = clips.get(interval.clip_id or "")
        while place < end:
            slot = place // HOUR_MS
            until = min(end, (slot + 1) * HOUR_MS)
            bars[slot - midnight].add(interval.activity, until - place, row)
            place = until
    hours = range(min(bars), max(bars) + 1) if bars else range(0)
    return tuple(bars[hour].shown(day, hour) for hour in hours)


def clip_points(summary: WorkSummary, clips: Mapping[str, QueueRow]) -> tuple[ClipPoint, ...]:
    """The newest clips that were handed over, by their last work in the period."""
    last_ms: dict[str, int] = {}
    for one in summary.sums:
        if one.clip_id is not None:
            last_ms[one.clip_id] = max(one.end_ms, last_ms.get(one.clip_id, 0))
    rows = [
        clips[clip_id]
        for clip_id in sorted(last_ms, key=lambda clip_id: last_ms[clip_id])
        if clip_id in clips and counts_in_averages(clips[clip_id])
    ]
    return tuple(
        ClipPoint(
            clip_id=row.id,
            title=row.title,
            worked_ms=row.worked_ms,
            effort=minutes_per_clip_minute(row.worked_ms, row.duration_ms),
            trend_ms=median(r.worked_ms for r in rows[max(0, index + 1 - TREND) : index + 1]),
        )
        for index, row in enumerate(rows)
        if index >= len(rows) - POINTS
    )


def earned_weeks(weeks: WorkSummary, until: date, rounding: Rounding) -> tuple[EarnedWeek, ...]:
    """The pay of the last weeks up to a day."""
    # A clip may reach over two weeks; rounded by clip its pay would depend on where it is cut.
    rule = rounding if rounding.scope is RoundingScope.DAY else Rounding()
    rows = weeks.timesheet(GroupBy.WEEK, rule).rows
    currencies = [row.currency for row in rows]
    currency = max(currencies, key=currencies.count) if currencies else "USD"
    amounts = {row.key: row.amount for row in rows if row.currency == currency}
    last = week_of(until, weeks.settings)[0]
    firsts = [last - timedelta(weeks=WEEKS - 1 - index) for index in range(WEEKS)]
    return tuple(
        EarnedWeek(
            first=first, amount=amounts.get(first.isoformat(), Decimal(0)), currency=currency
        )
        for first in firsts
    )
