"""The charts of the hours room, made from its board."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from app.desk.hours_board import HoursBoard
from app.desk.hours_charts import BarUnit, TimeBar
from app.desk.hours_glance import FEW
from app.desk.hours_lines import Selection
from app.domain.timesheet import GroupBy
from app.domain.worklog import HOUR_MS, MINUTE_MS
from app.exchange.timesheet_text import ACTIVITY_WORDS, money_text
from app.ui.common.words.formats import (
    day,
    running_time,
    spoken_time,
    told_time,
    weekday,
)
from app.ui.hours.chart_content import ChartContent, Column
from app.ui.hours.fills import STACK
from app.ui.hours.words import TOO_FEW, day_tick, short_day, short_money, worked_time

_TIME_STEPS = tuple(
    float(minutes * MINUTE_MS)
    for minutes in (5, 10, 15, 30, 60, 120, 180, 240, 360, 480, 600, 900, 1200)
)
_NAMES = {
    BarUnit.HOUR: "Minutes by hour",
    BarUnit.DAY: "Hours by day",
    BarUnit.WEEK: "Hours by week",
}


def hours_content(board: HoursBoard) -> ChartContent:
    """The work of the period, a bar for each hour, day or week, stacked by activity."""
    used = [a for a in STACK if any(a in bar.by_activity for bar in board.bars)]
    sums = {a: sum(bar.by_activity.get(a, 0) for bar in board.bars) for a in used}
    return ChartContent(
        name=_NAMES[board.unit],
        columns=tuple(_time_column(board, bar) for bar in board.bars) if used else (),
        axis=_minute_axis if board.unit is BarUnit.HOUR else _time_axis,
        steps=_TIME_STEPS,
        legend=tuple((a, worked_time(sums[a])) for a in used),
        head=(_UNIT_WORDS[board.unit], *(ACTIVITY_WORDS[a] for a in used), "Total"),
        rows=tuple(
            (
                _bar_name(board, bar),
                *(told_time(bar.by_activity.get(a, 0)) for a in used),
                told_time(bar.milliseconds),
            )
            for bar in board.bars
        ),
        empty=no_work_words(board),
    )


def no_work_words(board: HoursBoard) -> str:
    """What an empty period says."""
    unit = {1: "on this day", 7: "in this week"}.get(board.period.days, "in this period")
    if board.period.kind.value == "month":
        unit = "in this month"
    return f"No work {unit}."


def minutes_content(board: HoursBoard) -> ChartContent:
    """Work on each clip that was handed over, in the order of the work."""
    points = board.points
    last = points[-1].trend_ms / MINUTE_MS if points else 0.0
    return ChartContent(
        name="Minutes per clip",
        note=f"median now {last:.1f}" if len(points) >= FEW else TOO_FEW if points else "",
        columns=tuple(
            Column(
                target=Selection(by=GroupBy.CLIP, key=point.clip_id),
                tick=f"clip {number}",
                value=float(point.worked_ms),
                spoken=f"{point.title}, {told_time(point.worked_ms)}",
                trend=point.trend_ms if len(points) >= FEW else None,
            )
            for number, point in enumerate(points, 1)
        ),
        axis=lambda value: f"{value / MINUTE_MS:.0f}",
        steps=_TIME_STEPS,
        head=("Clip", "Time", "Median"),
        rows=tuple(
            (
                point.title,
                told_time(point.worked_ms),
                running_time(round(point.trend_ms)) if len(points) >= FEW else TOO_FEW,
            )
            for point in points
        ),
        empty="No clip was handed over.",
    )


def effort_content(board: HoursBoard) -> ChartContent:
    """Work minutes for a minute of clip, for the same clips."""
    points = [point for point in board.points if point.effort is not None]
    efforts = sorted(point.effort or 0.0 for point in points)
    middle = efforts[len(efforts) // 2] if efforts else 0.0
    return ChartContent(
        name="Work per clip minute",
        note=f"median {middle:.0f}" if len(points) >= FEW else TOO_FEW if points else "",
        columns=tuple(
            Column(
                target=Selection(by=GroupBy.CLIP, key=point.clip_id),
                tick=f"clip {number}",
                value=point.effort or 0.0,
                spoken=f"{point.title}, {point.effort or 0:.1f} minutes for a minute of clip",
                trend=middle if len(points) >= FEW else None,
            )
            for number, point in enumerate(points, 1)
        ),
        head=("Clip", "Time", "Minutes per clip minute"),
        rows=tuple(
            (point.title, told_time(point.worked_ms), f"{point.effort or 0:.1f}")
            for point in points
        ),
        empty="No clip of known length was handed over.",
    )


def pace_content(board: HoursBoard) -> ChartContent:
    """Words written in an hour of work on clips."""
    bars = board.bars if any(bar.words_per_hour for bar in board.bars) else ()
    return ChartContent(
        name="Words per hour",
        note="",
        columns=tuple(
            Column(
                target=_target(board, bar) if bar.words_per_hour else None,
                tick=_short_tick(board, bar),
                value=float(round(bar.words_per_hour or 0)),
                label=f"{bar.words_per_hour or 0:.0f}",
                spoken=f"{_bar_name(board, bar)}, "
                + (
                    f"{bar.words_per_hour:.0f} words per hour"
                    if bar.words_per_hour
                    else "nothing written"
                ),
            )
            for bar in bars
        ),
        head=(_UNIT_WORDS[board.unit], "Words per hour"),
        rows=tuple(
            (
                _bar_name(board, bar),
                f"{bar.words_per_hour:.0f}" if bar.words_per_hour else "nothing written",
            )
            for bar in bars
        ),
        empty="Nothing was written.",
    )


def earned_content(board: HoursBoard) -> ChartContent:
    """The pay of the last weeks."""
    weeks = board.earned
    currency = weeks[-1].currency
    total = sum((week.amount for week in weeks), Decimal(0))
    if not total:
        weeks = ()
    this = board.glance.week.first_day
    return ChartContent(
        name="Earned by week",
        note=f"{short_money(total, currency)} in 8 weeks" if weeks else "",
        columns=tuple(
            Column(
                target=Selection(by=GroupBy.WEEK, key=week.first.isoformat()),
                tick="now" if week.first == this else short_day(week.first),
                value=float(week.amount),
                label=short_money(week.amount, currency),
                spoken=f"Week of {day(week.first)}, {money_text(week.amount, week.currency)}",
                now=week.first == max(w.first for w in weeks),
            )
            for week in weeks
        ),
        axis=lambda value: short_money(value, currency),
        head=("Week from", "Earned"),
        rows=tuple((day(week.first), money_text(week.amount, week.currency)) for week in weeks),
        empty="Nothing was earned.",
    )


_UNIT_WORDS = {BarUnit.HOUR: "Hour", BarUnit.DAY: "Day", BarUnit.WEEK: "Week"}


def _time_column(board: HoursBoard, bar: TimeBar) -> Column:
    now = bar.hour is None and _holds_today(board, bar)
    tick = _tick(board, bar)
    by_hour = board.unit is BarUnit.HOUR
    label = told_time(bar.milliseconds) if by_hour else worked_time(bar.milliseconds)
    return Column(
        target=_target(board, bar) if bar.milliseconds else None,
        tick=f"{tick}, today"
        if now and board.unit is BarUnit.DAY and len(board.bars) < 10
        else tick,
        value=float(bar.milliseconds),
        parts=tuple((a, float(bar.by_activity[a])) for a in STACK if a in bar.by_activity),
        label=label,
        words="" if by_hour or bar.first > board.today else "no work",
        spoken=_spoken_bar(board, bar),
        now=now,
    )


def _spoken_bar(board: HoursBoard, bar: TimeBar) -> str:
    name = _bar_name(board, bar)
    if not bar.milliseconds:
        return f"{name}, no work"
    parts: Iterable[str] = (
        f"{ACTIVITY_WORDS[a].lower()} {spoken_time(bar.by_activity[a])}"
        for a in STACK
        if a in bar.by_activity
    )
    return f"{name}, {spoken_time(bar.milliseconds)}, {', '.join(parts)}"


def _target(board: HoursBoard, bar: TimeBar) -> Selection:
    by = GroupBy.WEEK if board.unit is BarUnit.WEEK else GroupBy.DAY
    return Selection(by=by, key=bar.first.isoformat(), hour=bar.hour)


def _bar_name(board: HoursBoard, bar: TimeBar) -> str:
    if bar.hour is not None:
        return f"{bar.hour:02d}:00 to {bar.hour + 1:02d}:00"
    return f"Week of {day(bar.first)}" if board.unit is BarUnit.WEEK else weekday(bar.first)


def _tick(board: HoursBoard, bar: TimeBar) -> str:
    if bar.hour is not None:
        return f"{bar.hour:02d}:00"
    if board.unit is BarUnit.WEEK:
        return short_day(bar.first)
    return day_tick(bar.first) if len(board.bars) < 10 else str(bar.first.day)


def _short_tick(board: HoursBoard, bar: TimeBar) -> str:
    if board.unit is BarUnit.DAY and len(board.bars) < 10:
        return day_tick(bar.first)[0]
    return f"{bar.hour}" if bar.hour is not None else _tick(board, bar)


def _holds_today(board: HoursBoard, bar: TimeBar) -> bool:
    days = 7 if board.unit is BarUnit.WEEK else 1
    return 0 <= (board.today - bar.first).days < days


def _time_axis(value: float) -> str:
    return (
        f"{round(value / HOUR_MS, 2):g} h" if not value or value >= HOUR_MS else _minute_axis(value)
    )


def _minute_axis(value: float) -> str:
    return f"{value / MINUTE_MS:.0f} min"
