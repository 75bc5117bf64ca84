"""A timesheet as data: what a report of the hours says, ready for any format or chart."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from app.domain.worklog import Activity, Track


class GroupBy(StrEnum):
    """What a line of a report stands for."""

    CLIP = "clip"
    DAY = "day"
    WEEK = "week"
    TRACK = "track"
    ACTIVITY = "activity"


class RoundingScope(StrEnum):
    """What is rounded as one: the paid time of a track on a day, or on a clip."""

    DAY = "day"
    CLIP = "clip"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounding:
    """To the nearest ``minutes`` (0 for none, else 6 or 15), the exact half up, per ``scope``."""

    minutes: int = 0
    scope: RoundingScope = RoundingScope.DAY


class TimesheetRow(NamedTuple):
    """One line; a named tuple, as a year by clip has 5,000 of them.

    Attributes:
        key: Clip id (None for no clip), ISO date of the day or of the first day of the week, or the
            code of the track or activity.
        milliseconds: All time, exact.
        paid_ms: The part that is paid, exact.
        billed_ms: The paid part by the rounding rule.
        amount: Pay for ``billed_ms``, to the smallest unit of the currency.
        currency: ISO 4217 code; time in two currencies makes two rows.
        by_activity: Exact ms of each activity.
    """

    key: str | None
    milliseconds: int
    paid_ms: int
    billed_ms: int
    amount: Decimal
    currency: str
    by_activity: Mapping[Activity, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimesheetTotal:
    """The sum of one track at one rate; ``unrounded_amount`` is the pay without the rounding."""

    track: Track
    rate: Decimal
    currency: str
    milliseconds: int
    paid_ms: int
    billed_ms: int
    amount: Decimal
    unrounded_amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Timesheet:
    """A report for the local days ``first_day`` to ``last_day``, both included.

    Attributes:
        first_day: First local day.
        last_day: Last local day.
        by: What the rows stand for.
        rounding: The rule behind ``billed_ms``.
        rows: The lines, in the order of the first work of each; activities in their fixed order.
        totals: By track and rate; their amounts add up to those of the rows.
    """

    first_day: date
    last_day: date
    by: GroupBy
    rounding: Rounding
    rows: tuple[TimesheetRow, ...]
    totals: tuple[TimesheetTotal, ...]

    @property
    def milliseconds(self) -> int:
        """All time of the period, exact."""
        return sum(total.milliseconds for total in self.totals)

    @property
    def paid_ms(self) -> int:
        """Paid time of the period, exact."""
        return sum(total.paid_ms for total in self.totals)

    @property
    def billed_ms(self) -> int:
        """Paid time of the period by the rounding rule."""
        return sum(total.billed_ms for total in self.totals)


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One side of an invoice: a name and the lines of an address."""

    name: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """What an invoice says; its lines are the paid rows of ``timesheet``."""

    number: str
    issued: date
    sender: Party
    recipient: Party
    timesheet: Timesheet
    note: str = ""
