"""What the hours room shows of a period, added up once; pure, for the READER lane."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from statistics import median
from typing import Final

from app.desk.hours_period import Period
from app.desk.ports.store import QueueRow, UnitOfWork
from app.domain.clip import ClipState
from app.domain.timesheet import GroupBy, Rounding, RoundingScope, Timesheet
from app.domain.worklog import (
    HOUR_MS,
    MINUTE_MS,
    Activity,
    Correction,
    CorrectionKind,
    PeriodLock,
    Track,
    WorkGap,
    WorkInterval,
    active_corrections,
    current,
    explained_by,
    undone_corrections,
)
from app.timekeeping.figures import (
    WeekProgress,
    minutes_per_clip_minute,
    week_of,
    week_progress,
    words_per_hour,
)
from app.timekeeping.pay import PaySettings
from app.timekeeping.report import WorkSummary, day_at, day_number, local_day, read_span

FEW: Final = 30
"""Below this many items an average says nothing; the room says so in its place."""
WEEKS: Final = 8
"""So many weeks are shown as earnings and looked at for the effort of a clip."""
POINTS: Final = 60
"""So many clips stand in the chart of minutes per clip, the newest ones."""
TREND: Final = 9
"""The trend at a clip is the median of so many clips up to it."""
DAYS_AS_BARS: Final = 45
"""A longer period has a bar for each week."""

_DONE = frozenset(
    {
        ClipState.SUBMITTED,
        ClipState.IN_REVIEW,
        ClipState.RETURNED,
        ClipState.RESUBMITTED,
        ClipState.ACCEPTED,
    }
)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class AtAGlance:
    """The four figures on top of the room; they are of now, whatever period is shown.

    Attributes:
        today_ms, week_ms: All work but training, as in the status line.
        week: The paid time of this week against the target.
        earned: This week by track and rate, with and without rounding.
        effort: Median of the work minutes for a minute of clip; None below ``FEW`` clips.
        effort_clips: How many clips of the last weeks it is made of.
    """

    today_ms: int
    today_clips: int
    today_done: int
    week_ms: int
    week: WeekProgress
    earned: Timesheet
    effort: float | None
    effort_clips: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursBoard:
    """Everything the room shows; asking it for another view adds nothing up again.

    Attributes:
        known: Every interval that may be shown, also those that no longer count, by id and uncut.
        explained: The correction behind an interval, by interval id.
        removed: What a correction took out, with that correction.
        gaps: What the clock cut out in the period.
        answers: The answer to a gap, by gap id.
        last_correction: The newest one that still holds; what *Undo* takes back.
    """

    period: Period
    today: date
    pay: PaySettings
    rounding: Rounding
    summary: WorkSummary
    glance: AtAGlance
    unit: BarUnit
    bars: tuple[TimeBar, ...]
    points: tuple[ClipPoint, ...]
    earned: tuple[EarnedWeek, ...]
    clips: Mapping[str, QueueRow]
    tracks: Mapping[str | None, frozenset[Track]]
    known: Mapping[str, WorkInterval]
    explained: Mapping[str, Correction]
    removed: tuple[tuple[WorkInterval, Correction], ...]
    gaps: tuple[WorkGap, ...]
    answers: Mapping[str, Correction]
    locks: tuple[PeriodLock, ...]
    last_correction: Correction | None

    @property
    def questions(self) -> tuple[WorkGap, ...]:
        """The gaps that still wait for an answer; invoiced days ask nothing any more."""
        return tuple(
            gap
            for gap in self.gaps
            if gap.asks
            and gap.id not in self.answers
            and self.locked_by(gap.start_ms, gap.end_ms) is None
        )

    @property
    def titles(self) -> Mapping[str, str]:
        """The titles of the clips by their ids."""
        return {clip_id: row.title for clip_id, row in self.clips.items()}

    def locks_in_period(self) -> tuple[PeriodLock, ...]:
        """The invoices that lock work of the period."""
        intervals = self.summary.intervals
        if not intervals:
            return ()
        start_ms, end_ms = intervals[0].start_ms, max(i.end_ms for i in intervals)
        return tuple(
            lock for lock in self.locks if lock.start_ms < end_ms and start_ms < lock.end_ms
        )

    def locked_by(self, start_ms: int, end_ms: int) -> PeriodLock | None:
        """The invoice that locks a stretch, if any."""
        for lock in self.locks:
            if start_ms < lock.end_ms and lock.start_ms < end_ms:
                return lock
        return None


def read_board(
    unit: UnitOfWork,
    period: Period,
    today: date,
    pay: tuple[PaySettings, Rounding],
) -> HoursBoard:
    """Read and add up what the room shows. READER lane."""
    settings, rounding = pay
    week_first, week_last = week_of(today, settings)
    until = max(period.first, min(period.last, today))
    weeks_first = week_of(until, settings)[0] - timedelta(weeks=WEEKS - 1)
    glance_first = week_first - timedelta(weeks=WEEKS - 1)
    first = min(period.first, weeks_first, glance_first)
    last = max(period.last, week_of(period.last, settings)[1], week_last)
    originals = unit.worklog.intervals(*read_span(first, last))
    corrections = tuple(unit.worklog.corrections())
    counted = current(originals, corrections)
    clips = {row.id: row for row in unit.clips.rows()}

    def added_up(first_day: date, last_day: date) -> WorkSummary:
        start_ms, end_ms = read_span(first_day, last_day)
        near = [i for i in counted if i.start_ms < end_ms and i.end_ms > start_ms]
        return WorkSummary(near, first_day=first_day, last_day=last_day, settings=settings)

    summary = added_up(period.first, period.last)
    known = _known(originals, corrections)
    holding = active_corrections(corrections)
    answers = {c.gap_id: c for c in holding if c.gap_id is not None}
    gaps = [
        gap
        for gap in unit.worklog.gaps(*read_span(period.first, period.last))
        if period.holds(day_at(gap.start_ms, gap.offset_minutes))
    ]
    return HoursBoard(
        period=period,
        today=today,
        pay=settings,
        rounding=rounding,
        summary=summary,
        glance=_at_a_glance(
            added_up(today, today),
            added_up(week_first, week_last),
            added_up(glance_first, today),
            clips,
            rounding,
        ),
        unit=unit_for(period),
        bars=_bars(summary, unit_for(period), clips),
        points=_points(summary, clips),
        earned=_earned(added_up(weeks_first, last), until, rounding),
        clips=clips,
        tracks=_tracks(summary),
        known=known,
        explained=explained_by(corrections),
        removed=tuple(
            (known[interval_id], correction)
            for correction in holding
            if correction.kind is CorrectionKind.REMOVE
            for interval_id in correction.replaces
            if interval_id in known and period.holds(local_day(known[interval_id]))
        ),
        gaps=tuple(gaps),
        answers=answers,
        locks=tuple(unit.worklog.locks()),
        last_correction=_last_holding(corrections),
    )


def unit_for(period: Period) -> BarUnit:
    """What the bars of a period stand for."""
    if period.days == 1:
        return BarUnit.HOUR
    return BarUnit.DAY if period.days <= DAYS_AS_BARS else BarUnit.WEEK


def _known(
    originals: Iterable[WorkInterval], corrections: Iterable[Correction]
) -> dict[str, WorkInterval]:
    known = {interval.id: interval for interval in originals}
    known.update((added.id, added) for c in corrections for added in c.adds)
    return known


def _last_holding(corrections: Sequence[Correction]) -> Correction | None:
    undone = undone_corrections(corrections)
    for correction in reversed(corrections):
        if correction.kind is not CorrectionKind.UNDO and correction.id not in undone:
            return correction
    return None


def _at_a_glance(
    today: WorkSummary,
    week: WorkSummary,
    weeks: WorkSummary,
    clips: Mapping[str, QueueRow],
    rounding: Rounding,
) -> AtAGlance:
    touched = {i.clip_id for i in today.intervals if i.clip_id in clips}
    earned = week.timesheet(GroupBy.TRACK, rounding)
    efforts = [
        effort
        for clip_id in {i.clip_id for i in weeks.intervals}
        if clip_id is not None and (row := clips.get(clip_id)) is not None and _counts(row)
        if (effort := minutes_per_clip_minute(row.worked_ms, row.duration_ms)) is not None
    ]
    return AtAGlance(
        today_ms=_without_training(today.intervals),
        today_clips=len(touched),
        today_done=sum(clips[clip_id].state in _DONE for clip_id in touched if clip_id),
        week_ms=_without_training(week.intervals),
        week=week_progress(earned.paid_ms, today.first_day, week.settings),
        earned=earned,
        effort=median(efforts) if len(efforts) >= FEW else None,
        effort_clips=len(efforts),
    )


def _counts(row: QueueRow) -> bool:
    """Whether a clip belongs in an average: work that was handed over, no practice."""
    return row.state in _DONE and not row.sample and row.worked_ms > 0


def _without_training(intervals: Iterable[WorkInterval]) -> int:
    return sum(i.duration_ms for i in intervals if i.activity is not Activity.TRAINING)


def _bars(
    summary: WorkSummary, unit: BarUnit, clips: Mapping[str, QueueRow]
) -> tuple[TimeBar, ...]:
    times: dict[int, dict[Activity, int]] = defaultdict(lambda: defaultdict(int))
    words: dict[int, float] = defaultdict(float)
    on_clips: dict[int, int] = defaultdict(int)
    first = day_number(summary.first_day)
    width_ms = HOUR_MS if unit is BarUnit.HOUR else 24 * HOUR_MS
    weekday = (summary.first_day.weekday() - summary.settings.week_start) % 7
    for interval in summary.intervals:
        shift = interval.offset_minutes * MINUTE_MS
        place, end = interval.start_ms + shift, interval.end_ms + shift
        row = clips.get(interval.clip_id or "")
        pace = row.words / row.worked_ms if row is not None and row.worked_ms else 0.0
        while place < end:
            slot = place // width_ms
            until = min(end, (slot + 1) * width_ms)
            index = slot - first * 24 if unit is BarUnit.HOUR else slot - first
            if unit is BarUnit.WEEK:
                index = (index + weekday) // 7
            times[index][interval.activity] += until - place
            if pace:
                words[index] += pace * (until - place)
                on_clips[index] += until - place
            place = until
    days = (summary.last_day - summary.first_day).days + 1
    match unit:
        case BarUnit.HOUR:
            # From the first to the last hour with work; a whole empty day has no bars.
            places = range(min(times), max(times) + 1) if times else range(0)
        case BarUnit.DAY:
            places = range(days)
        case BarUnit.WEEK:
            places = range((days + weekday + 6) // 7)
    start = summary.first_day
    week_start = start - timedelta(days=weekday)
    return tuple(
        TimeBar(
            first=start
            if unit is BarUnit.HOUR
            else start + timedelta(days=index)
            if unit is BarUnit.DAY
            else week_start + timedelta(weeks=index),
            hour=index if unit is BarUnit.HOUR else None,
            by_activity={
                activity: times[index][activity]
                for activity in Activity
                if activity in times[index]
            },
            words_per_hour=words_per_hour(round(words[index]), on_clips[index])
            if words[index]
            else None,
        )
        for index in places
    )


def _points(summary: WorkSummary, clips: Mapping[str, QueueRow]) -> tuple[ClipPoint, ...]:
    last_ms: dict[str, int] = {}
    for interval in summary.intervals:
        if interval.clip_id is not None:
            last_ms[interval.clip_id] = interval.end_ms
    rows = [
        clips[clip_id]
        for clip_id in sorted(last_ms, key=lambda clip_id: last_ms[clip_id])
        if clip_id in clips and _counts(clips[clip_id])
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


def _earned(weeks: WorkSummary, until: date, rounding: Rounding) -> tuple[EarnedWeek, ...]:
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


def _tracks(summary: WorkSummary) -> dict[str | None, frozenset[Track]]:
    found: dict[str | None, set[Track]] = defaultdict(set)
    for interval in summary.intervals:
        found[interval.clip_id].add(interval.track)
    return {clip_id: frozenset(tracks) for clip_id, tracks in found.items()}
