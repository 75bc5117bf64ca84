"""The period the hours room shows: a day, a week, a month, or the person's own choice of days."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.timekeeping.figures import week_of
from app.timekeeping.pay import PaySettings


class PeriodKind(StrEnum):
    """How a period is chosen and how far a step goes."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    OWN = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Local days from ``first`` to ``last``, both included."""

    kind: PeriodKind
    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in it."""
        return self.first <= day <= self.last


def period_of(kind: PeriodKind, day: date, settings: PaySettings) -> Period:
    """The day, week or month a day lies in; for an own period, the day alone."""
    match kind:
        case PeriodKind.WEEK:
            first, last = week_of(day, settings)
        case PeriodKind.MONTH:
            first = day.replace(day=1)
            last = day.replace(day=monthrange(day.year, day.month)[1])
        case PeriodKind.DAY | PeriodKind.OWN:
            first = last = day
    return Period(kind=kind, first=first, last=last)


def own_period(first: date, last: date) -> Period:
    """The days between two dates, in whichever order they were given."""
    return Period(kind=PeriodKind.OWN, first=min(first, last), last=max(first, last))


def stepped(period: Period, step: int, settings: PaySettings) -> Period:
    """The period that many places on; an own period goes on by its own length."""
    if period.kind is PeriodKind.OWN:
        by = timedelta(days=period.days * step)
        return Period(kind=period.kind, first=period.first + by, last=period.last + by)
    if period.kind is PeriodKind.MONTH:
        months = period.first.year * 12 + period.first.month - 1 + step
        return period_of(period.kind, date(months // 12, months % 12 + 1, 1), settings)
    return period_of(period.kind, period.first + timedelta(days=period.days * step), settings)
