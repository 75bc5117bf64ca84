"""The lines at the right of the hours room: the intervals behind a bar or a row, one by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.desk.hours_board import HoursBoard
from app.domain.timesheet import GroupBy
from app.domain.worklog import (
    DAY_MS,
    HOUR_MS,
    MINUTE_MS,
    Correction,
    WorkGap,
    WorkInterval,
)
from app.timekeeping.report import day_at, day_number, local_day


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line.

    Attributes:
        day: The local day it belongs to; all there is to a heading.
        interval: What counts, or for REMOVED what counted.
        gap: What the clock cut out; ``correction`` is then its answer, None while it is open.
        correction: What brought or took the interval.
        old: What stood there before the correction.
        invoice: The invoice that locks it, "" where it can be corrected.
    """

    kind: LineKind
    day: date
    interval: WorkInterval | None = None
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


def selected_intervals(board: HoursBoard, selection: Selection) -> tuple[WorkInterval, ...]:
    """The intervals behind a bar or a row, cut at the ends of the period."""
    if selection.hour is None:
        return board.summary.drill_down(selection.by, selection.key)
    return tuple(
        interval
        for interval in board.summary.intervals
        if interval.start_ms < _hour_end(interval.offset_minutes, selection)
        and interval.end_ms > _hour_end(interval.offset_minutes, selection) - HOUR_MS
    )


def lines_of(board: HoursBoard, selection: Selection) -> tuple[Line, ...]:
    """The lines of a selection by time, with what was cut out or taken out in between."""
    lines = [_work_line(board, interval) for interval in selected_intervals(board, selection)]
    lines += [
        _line(board, LineKind.REMOVED, interval, correction)
        for interval, correction in board.removed
        if _belongs(selection, interval)
    ]
    lines += [
        Line(
            kind=LineKind.GAP,
            day=day_at(gap.start_ms, gap.offset_minutes),
            gap=gap,
            correction=board.answers.get(gap.id),
        )
        for gap in board.gaps
        if _belongs(selection, gap) and not _given_back(board, gap)
    ]
    lines.sort(key=lambda line: line.start_ms)
    return _with_days(lines)


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


def _work_line(board: HoursBoard, interval: WorkInterval) -> Line:
    return _line(board, LineKind.WORK, interval, board.explained.get(interval.id))


def _line(
    board: HoursBoard, kind: LineKind, interval: WorkInterval, correction: Correction | None
) -> Line:
    old = None
    if kind is LineKind.WORK and correction is not None and correction.replaces:
        old = board.known.get(correction.replaces[0])
    lock = board.locked_by(interval.start_ms, interval.end_ms)
    return Line(
        kind=kind,
        day=local_day(interval),
        interval=interval,
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
            day = day_at(what.start_ms, what.offset_minutes)
            first = date.fromisoformat(str(selection.key))
            if selection.hour is not None:
                end_ms = _hour_end(what.offset_minutes, selection)
                return what.start_ms < end_ms and what.end_ms > end_ms - HOUR_MS
            last = first + timedelta(days=6 if selection.by is GroupBy.WEEK else 0)
            return first <= day <= last


def _hour_end(offset_minutes: int, selection: Selection) -> int:
    day = day_number(date.fromisoformat(str(selection.key)))
    hour = selection.hour or 0
    return day * DAY_MS + (hour + 1) * HOUR_MS - offset_minutes * MINUTE_MS
