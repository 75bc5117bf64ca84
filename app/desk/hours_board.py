"""What the hours room shows of a period, added up once; for the READER lane."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.desk.hours_charts import (
    WEEKS,
    BarUnit,
    ClipPoint,
    EarnedWeek,
    TimeBar,
    clip_points,
    day_bars,
    earned_weeks,
    hour_bars,
    unit_for,
    week_bars,
)
from app.desk.hours_glance import AtAGlance, at_a_glance
from app.desk.hours_period import Period
from app.desk.ports.store import QueueRow, UnitOfWork
from app.domain.timesheet import Rounding
from app.domain.worklog import (
    Correction,
    CorrectionKind,
    PeriodLock,
    Track,
    WorkGap,
    WorkInterval,
    active_corrections,
    explained_by,
    undone_corrections,
)
from app.timekeeping.figures import week_of
from app.timekeeping.pay import PaySettings
from app.timekeeping.report import (
    WorkSummary,
    cut_to_days,
    day_at,
    day_number,
    local_day,
    read_span,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursBoard:
    """Everything the room shows; asking it for another view adds nothing up again.

    Attributes:
        known: What corrections took out or brought, also what no longer counts, by id and uncut.
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
        sums = self.summary.sums
        if not sums:
            return ()
        start_ms, end_ms = sums[0].start_ms, max(one.end_ms for one in sums)
        return tuple(
            lock for lock in self.locks if lock.start_ms < end_ms and start_ms < lock.end_ms
        )

    @property
    def is_locked(self) -> bool:
        """Whether invoices lock all work of the period."""
        return all(
            any(lock.start_ms <= one.start_ms and one.end_ms <= lock.end_ms for lock in self.locks)
            for one in self.summary.sums
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
    worklog = unit.worklog
    week_first, week_last = week_of(today, settings)
    until = max(period.first, min(period.last, today))
    weeks_first = week_of(until, settings)[0] - timedelta(weeks=WEEKS - 1)
    glance_first = week_first - timedelta(weeks=WEEKS - 1)
    last = max(period.last, week_of(period.last, settings)[1], week_last)
    sums = worklog.day_sums(*read_span(min(period.first, weeks_first, glance_first), last))
    corrections = tuple(worklog.corrections())
    clips = {row.id: row for row in unit.clips.rows()}

    def added_up(first_day: date, last_day: date) -> WorkSummary:
        return WorkSummary(sums, first_day=first_day, last_day=last_day, settings=settings)

    summary = added_up(period.first, period.last)
    known = {interval.id: interval for interval in worklog.replaced()}
    known.update((added.id, added) for correction in corrections for added in correction.adds)
    holding = active_corrections(corrections)
    return HoursBoard(
        period=period,
        today=today,
        pay=settings,
        rounding=rounding,
        summary=summary,
        glance=at_a_glance(
            added_up(today, today),
            added_up(week_first, week_last),
            added_up(glance_first, today),
            clips,
            rounding,
        ),
        unit=unit_for(period),
        bars=_bars(unit, period, summary, clips),
        points=clip_points(summary, clips),
        earned=earned_weeks(added_up(weeks_first, last), until, rounding),
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
        gaps=tuple(
            gap
            for gap in worklog.gaps(*read_span(period.first, period.last))
            if period.holds(day_at(gap.start_ms, gap.offset_minutes))
        ),
        answers={c.gap_id: c for c in holding if c.gap_id is not None},
        locks=tuple(worklog.locks()),
        last_correction=_last_holding(corrections),
    )


def _last_holding(corrections: Sequence[Correction]) -> Correction | None:
    undone = undone_corrections(corrections)
    for correction in reversed(corrections):
        if correction.kind is not CorrectionKind.UNDO and correction.id not in undone:
            return correction
    return None


def _bars(
    unit: UnitOfWork, period: Period, summary: WorkSummary, clips: Mapping[str, QueueRow]
) -> tuple[TimeBar, ...]:
    match unit_for(period):
        case BarUnit.HOUR:
            day = day_number(period.first)
            lived = unit.worklog.counted(*read_span(period.first, period.last))
            return hour_bars(period.first, cut_to_days(lived, day, day), clips)
        case BarUnit.DAY:
            return day_bars(summary, clips)
        case BarUnit.WEEK:
            return week_bars(summary, clips)


def _tracks(summary: WorkSummary) -> dict[str | None, frozenset[Track]]:
    found: dict[str | None, set[Track]] = defaultdict(set)
    for one in summary.sums:
        found[one.clip_id].add(one.track)
    return {clip_id: frozenset(tracks) for clip_id, tracks in found.items()}
