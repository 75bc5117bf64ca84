"""The lines at the right of the hours room: the intervals behind a bar or a row, one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from app.desk.hours_board import HoursBoard
from app.desk.hours_period import Period
from app.desk.ports.store import UnitOfWork
from app.domain.timesheet import GroupBy
from app.domain.worklog import (
    DAY_MS,
    HOUR_MS,
    MINUTE_MS,
    Correction,
    WorkGap,
    WorkInterval,
    WorkSum,
)
from app.timekeeping.report import cut_to_days, day_at, day_number, local_day, read_span


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """A bar or a row: what it groups by and its key; with ``hour``, an hour of the day ``key``."""

    by: GroupBy
    key: str | None
    hour: int | None = None


class LineKind(StrEnum):
    """What a line shows."""

    DAY = "day"
    WORK = "work"
    GAP = "gap"
    REMOVED = "removed"


class Line(NamedTuple):
    """One line; a named tuple, as a track of a year has 50,000 of them.

    Attributes:
        day: The local day it belongs to; all there is to a heading.
        interval: What counts, or for REMOVED what counted; cut at the ends of the days shown.
        whole: What counts, uncut.
        gap: What the clock cut out; ``correction`` is then its answer, None while it is open.
        correction: What brought or took the interval.
        old: What stood there before the correction.
        invoice: The invoice that locks it, "" where it can be corrected.
    """

    kind: LineKind
    day: date
    interval: WorkInterval | None = None
    whole: WorkInterval | None = None
    gap: WorkGap | None = None
    correction: Correction | None = None
    old: WorkInterval | None = None
    invoice: str = ""

    @property
    def asks(self) -> bool:
        """Whether it is a gap whose question is still open."""
        return self.gap is not None and self.gap.asks and self.correction is None

    @property
    def start_ms(self) -> int:
        """Where it begins, UTC; 0 for a heading."""
        if self.interval is not None:
            return self.interval.start_ms
        return self.gap.start_ms if self.gap is not None else 0


def read_lines(unit: UnitOfWork, board: HoursBoard, selection: Selection) -> tuple[Line, ...]:
    """Read the intervals behind a selection and make its lines. READER lane."""
    period = board.period
    first, last = _days_of(selection) or (period.first, period.last)
    by_time = selection.by in {GroupBy.DAY, GroupBy.WEEK}
    found = unit.worklog.counted(
        *read_span(first, last),
        None if by_time else selection.by,
        None if by_time else selection.key,
    )
    return lines_of(board, selection, found)


def lines_of(
    board: HoursBoard, selection: Selection, found: Sequence[WorkInterval]
) -> tuple[Line, ...]:
    """The lines of a selection by time, with what was cut out or taken out in between.

    Args:
        board: What is shown.
        selection: The bar or row.
        found: What counts of it, by start and uncut; more days are fine.
    """
    lines = _work_lines(board, found, _selected(board.period, selection, found))
    others = [
        _line(board, LineKind.REMOVED, interval, correction)
        for interval, correction in board.removed
        if _belongs(selection, interval)
    ]
    others += [
        Line(
            kind=LineKind.GAP,
            day=day_at(gap.start_ms, gap.offset_minutes),
            gap=gap,
            correction=board.answers.get(gap.id),
        )
        for gap in board.gaps
        if _belongs(selection, gap) and not _given_back(board, gap)
    ]
    if others:  # what counts is by start already
        lines = sorted([*lines, *others], key=attrgetter("start_ms"))
    return _with_days(lines)


def _work_lines(
    board: HoursBoard, found: Sequence[WorkInterval], shown: Sequence[WorkInterval]
) -> list[Line]:
    """The lines of what counts; ``shown`` is what lies in the selection of ``found``."""
    if not board.explained and not board.locks and len(shown) == len(found):
        # Nothing to look up for each of the 50,000 of a year; only the ends can be cut.
        return [
            Line(LineKind.WORK, local_day(interval), interval, whole)
            for interval, whole in zip(shown, found, strict=True)
        ]
    wholes = {interval.id: interval for interval in found}
    return [
        _line(board, LineKind.WORK, interval, board.explained.get(interval.id), wholes[interval.id])
        for interval in shown
    ]


def in_period(board: HoursBoard, selection: Selection) -> bool:
    """Whether something of a selection may lie in the period that is shown."""
    days = _days_of(selection)
    period = board.period
    return days is None or (days[0] <= period.last and days[1] >= period.first)


def has_lines(board: HoursBoard, selection: Selection) -> bool:
    """Whether there is something to show of a selection, as far as the sums of the days tell."""
    if not in_period(board, selection):
        return False
    days = _days_of(selection)
    if selection.hour is not None:
        worked = any(bar.hour == selection.hour and bar.milliseconds for bar in board.bars)
    else:
        worked = any(_holds(selection, days, one) for one in board.summary.sums)
    return (
        worked
        or any(_belongs(selection, interval) for interval, _why in board.removed)
        or any(_belongs(selection, gap) for gap in board.gaps)
    )


def _holds(selection: Selection, days: tuple[date, date] | None, one: WorkSum) -> bool:
    """Whether a sum stands under the selection."""
    if days is not None:
        return day_number(days[0]) <= one.day <= day_number(days[1])
    match selection.by:
        case GroupBy.CLIP:
            return one.clip_id == selection.key
        case GroupBy.TRACK:
            return one.track == selection.key
        case _:
            return one.activity == selection.key


def _days_of(selection: Selection) -> tuple[date, date] | None:
    """The local days of a bar or row of time."""
    if selection.by not in {GroupBy.DAY, GroupBy.WEEK}:
        return None
    first = date.fromisoformat(str(selection.key))
    return first, first + timedelta(days=6 if selection.by is GroupBy.WEEK else 0)


def _selected(
    period: Period, selection: Selection, found: Sequence[WorkInterval]
) -> Sequence[WorkInterval]:
    """What lies in the selection, cut at the ends of its days and of the period."""
    first, last = _days_of(selection) or (period.first, period.last)
    inside = cut_to_days(
        found, day_number(max(first, period.first)), day_number(min(last, period.last))
    )
    if selection.hour is None:
        return inside
    return [
        interval
        for interval in inside
        if interval.start_ms < _hour_end(interval.offset_minutes, selection)
        and interval.end_ms > _hour_end(interval.offset_minutes, selection) - HOUR_MS
    ]


def question_lines(board: HoursBoard) -> tuple[Line, ...]:
    """The gaps of the period that wait for an answer."""
    return _with_days(
        [
            Line(kind=LineKind.GAP, day=day_at(gap.start_ms, gap.offset_minutes), gap=gap)
            for gap in board.questions
        ]
    )


def _given_back(board: HoursBoard, gap: WorkGap) -> bool:
    """Whether an answer made the gap work: its intervals stand there then, with the answer."""
    answer = board.answers.get(gap.id)
    return answer is not None and bool(answer.adds)


def _with_days(lines: list[Line]) -> tuple[Line, ...]:
    """With a heading before each day, where there is more than one."""
    if len({line.day for line in lines}) < 2:
        return tuple(lines)
    shown: list[Line] = []
    for line in lines:
        if not shown or shown[-1].day != line.day:
            shown.append(Line(kind=LineKind.DAY, day=line.day))
        shown.append(line)
    return tuple(shown)


def _line(
    board: HoursBoard,
    kind: LineKind,
    interval: WorkInterval,
    correction: Correction | None,
    whole: WorkInterval | None = None,
) -> Line:
    old = None
    if kind is LineKind.WORK and correction is not None and correction.replaces:
        old = board.known.get(correction.replaces[0])
    lock = board.locked_by(interval.start_ms, interval.end_ms) if board.locks else None
    return Line(
        kind=kind,
        day=local_day(interval),
        interval=interval,
        whole=whole,
        correction=correction,
        old=old,
        invoice=lock.invoice_number if lock is not None else "",
    )


def _belongs(selection: Selection, what: WorkInterval | WorkGap) -> bool:
    """Whether a gap or a removed interval stands under the selection."""
    match selection.by:
        case GroupBy.CLIP:
            return what.clip_id == selection.key
        case GroupBy.TRACK:
            return what.track == selection.key
        case GroupBy.ACTIVITY:
            return what.activity == selection.key
        case GroupBy.DAY | GroupBy.WEEK:
            days = _days_of(selection)
            if days is None:
                return False
            day = day_at(what.start_ms, what.offset_minutes)
            if selection.hour is not None:
                end_ms = _hour_end(what.offset_minutes, selection)
                return what.start_ms < end_ms and what.end_ms > end_ms - HOUR_MS
            return days[0] <= day <= days[1]


def _hour_end(offset_minutes: int, selection: Selection) -> int:
    day = day_number(date.fromisoformat(str(selection.key)))
    hour = selection.hour or 0
    return day * DAY_MS + (hour + 1) * HOUR_MS - offset_minutes * MINUTE_MS
