"""What a chart shows, as data: the same for its bars, its table and its words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from app.desk.hours_lines import Selection
from app.domain.worklog import Activity


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One bar or dot.

    Attributes:
        target: What it opens, None when there is nothing behind it.
        tick: The words under it.
        value: Its height; 0 for nothing.
        parts: The activities it is made of, from the ground up; empty for one fill.
        label: The number over it.
        words: Said in its place when its value is 0 ("no work").
        spoken: Its name for screen readers and its tooltip.
        now: Whether it is the one of now: accent, or its tick in bold.
        trend: Where the line of the trend passes, None without one.
    """

    target: Selection | None
    tick: str
    value: float
    parts: tuple[tuple[Activity, float], ...] = ()
    label: str = ""
    words: str = ""
    spoken: str = ""
    now: bool = False
    trend: float | None = None


def plain_number(value: float) -> str:
    """A number on an axis, with as many digits behind the point as it has, two at most."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartContent:
    """A chart and the table behind it.

    Attributes:
        name: What is counted; the heading.
        note: Beside the heading; "too few to say" stands here.
        columns: The bars, in their order.
        axis: Words for a value on the axis.
        steps: What the distance of two grid lines may be, smallest first.
        legend: Each activity with its sum.
        head: Headings of the table, the first one for the names of the columns.
        rows: The table, a row for each column.
        empty: What is said when there are no columns.
    """

    name: str
    note: str = ""
    columns: tuple[Column, ...] = ()
    axis: Callable[[float], str] = plain_number
    steps: tuple[float, ...] = ()
    legend: tuple[tuple[Activity, str], ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = field(default=())
    empty: str = ""


def axis_top(highest: float, steps: tuple[float, ...], lines: int = 4) -> tuple[float, float]:
    """The step of the grid and the top of an axis from 0, with ``lines`` lines at most."""
    if highest < 1e-9:  # nothing worth a line
        step = steps[0] if steps else 1.0
        return step, step
    for step in steps or _decimal_steps(highest):
        count = -(-highest // step)
        if count <= lines:
            return step, step * count
    step = (steps or _decimal_steps(highest))[-1]
    while highest > step * lines:
        step *= 2
    return step, step * -(-highest // step)


def _decimal_steps(highest: float) -> tuple[float, ...]:
    """1, 2 and 5 times the powers of ten around a value."""
    power = 1.0
    while power * 1000 < highest:
        power *= 10
    while power > highest:
        power /= 10
    return tuple(power * factor for factor in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500))
