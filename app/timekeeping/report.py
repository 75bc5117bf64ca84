"""Reports: what was worked in a period, by clip, day, week, track or activity, and what it pays.

A local day is the day at the offset the interval was lived in, so a night shift, a journey and
the change to daylight saving time all fall where the person lived them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, TypeVar, cast

from app.domain.timesheet import (
    GroupBy,
    Rounding,
    RoundingScope,
    Timesheet,
    TimesheetRow,
    TimesheetTotal,
)
from app.domain.worklog import (
    DAY_MS,
    HOUR_MS,
    MINUTE_MS,
    ZONE_MARGIN_MS,
    Activity,
    IntervalRecord,
    Rate,
    Track,
    WorkInterval,
    WorkSum,
    WorkSumRecord,
)
from app.timekeeping.pay import (
    PaySettings,
    RateTable,
    digits_of,
    round_time,
    share_coins,
    share_time,
    to_coins,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_TRACKS = {track.value: track for track in Track}
_ACTIVITIES = {activity.value: activity for activity in Activity}
_EPOCH = date(1970, 1, 1)
_EPOCH_WEEKDAY = 3  # 1 January 1970 was a Thursday

_RowKey = tuple[str | None, str]
"""The key of a row and its currency."""

_Record = TypeVar("_Record", bound=IntervalRecord)


class _Line:
    """A row or a total while it is added up.

    Attributes:
        billed_at: Billed ms by the place of their rate among the rates that occur.
        by_activity: Exact ms of each activity.
    """

    __slots__ = ("billed_at", "billed_ms", "by_activity", "milliseconds", "paid_ms")

    def __init__(self) -> None:
        self.milliseconds = self.paid_ms = self.billed_ms = 0
        self.billed_at: dict[int, int] = {}
        self.by_activity: dict[Activity, int] = {}

    def weight(self, rates: Sequence[int]) -> int:
        """Sum of billed ms times hourly rate: exact, as nothing has been divided yet."""
        return sum([billed_ms * rates[place] for place, billed_ms in self.billed_at.items()])


def day_number(day: date) -> int:
    """Local days since 1 January 1970."""
    return (day - _EPOCH).days


@lru_cache(maxsize=4096)
def day_of(number: int) -> date:
    """The date of a day number."""
    return _EPOCH + timedelta(days=number)


def day_at(utc_ms: int, offset_minutes: int) -> date:
    """The local day of a moment."""
    return day_of((utc_ms + offset_minutes * MINUTE_MS) // DAY_MS)


def local_day(interval: WorkInterval) -> date:
    """The local day an interval begins on."""
    return day_at(interval.start_ms, interval.offset_minutes)


def first_of_week(number: int, week_start: int) -> int:
    """The day number of the first day of the week a day lies in; ``week_start`` Monday = 0."""
    return number - (number + _EPOCH_WEEKDAY - week_start) % 7


def read_span(first_day: date, last_day: date) -> tuple[int, int]:
    """The UTC stretch that holds the local days in every zone, for reading from the store."""
    return (
        day_number(first_day) * DAY_MS - ZONE_MARGIN_MS,
        (day_number(last_day) + 1) * DAY_MS + ZONE_MARGIN_MS,
    )


class WorkSummary:
    """The time of a period, added up once and grouped as often as wanted.

    It stands on the sums of the days, so that a view of a year of 50,000 intervals is there at
    once; whoever needs the intervals themselves reads them.

    Attributes:
        sums: The time of each day, clip, track and activity, by its first work.
    """

    def __init__(
        self,
        sums: Iterable[WorkSum],
        *,
        first_day: date,
        last_day: date,
        settings: PaySettings,
    ) -> None:
        """Keep what lies in the period.

        Args:
            sums: What counts now, each day, clip, track and activity once; other days are fine.
            first_day: First local day.
            last_day: Last local day, included.
            settings: Rates, paid activities and the first day of the week.
        """
        self.first_day = first_day
        self.last_day = last_day
        self.settings = settings
        self._rates = RateTable(settings.rates)
        first, last = day_number(first_day), day_number(last_day)
        self.sums = sorted(
            (one for one in sums if first <= one.day <= last), key=attrgetter("start_ms")
        )

    @property
    def milliseconds(self) -> int:
        """All time of the period, exact."""
        return sum(one.milliseconds for one in self.sums)

    def timesheet(self, by: GroupBy, rounding: Rounding | None = None) -> Timesheet:
        """The report with one row for each clip, day, week, track or activity."""
        rounding = rounding or Rounding()
        occurring = self._rates_of_days()
        rates = list(dict.fromkeys(occurring.values()))
        places = {rate: place for place, rate in enumerate(rates)}
        held = {key: (places[rate], rate.currency) for key, rate in occurring.items()}
        billed = self._billed(rounding, occurring)
        key_of = self._key_of(by)
        rows: dict[_RowKey, _Line] = {}
        totals: dict[tuple[Track, int], _Line] = {}
        paid_activities = {a for a in Activity if self.settings.is_paid(a)}
        for one, billed_ms in zip(self.sums, billed, strict=True):
            day, _clip, track, activity, milliseconds, _start, _end = one
            place, currency = held[day, track]
            row_key = (key_of(one), currency)
            row = rows.get(row_key)
            if row is None:
                row = rows[row_key] = _Line()
            total = totals.get((track, place))
            if total is None:
                total = totals[track, place] = _Line()
            row.milliseconds += milliseconds
            total.milliseconds += milliseconds
            if activity in paid_activities:
                row.paid_ms += milliseconds
                total.paid_ms += milliseconds
            if billed_ms:
                row.billed_ms += billed_ms
                row.billed_at[place] = row.billed_at.get(place, 0) + billed_ms
                total.billed_ms += billed_ms
            row.by_activity[activity] = row.by_activity.get(activity, 0) + milliseconds
        return Timesheet(
            first_day=self.first_day,
            last_day=self.last_day,
            by=by,
            rounding=rounding,
            rows=_finish_rows(rows, rates, by),
            totals=_finish_totals(totals, rates),
        )

    def _rates_of_days(self) -> dict[tuple[int, Track], Rate]:
        days = {(one.day, one.track) for one in self.sums}
        return {(day, track): self._rates.on(track, day_of(day)) for day, track in days}

    def _billed(self, rounding: Rounding, rates: dict[tuple[int, Track], Rate]) -> list[int]:
        """What is billed of each sum, in their order."""
        paid_activities = {a for a in Activity if self.settings.is_paid(a)}
        billed = [one.milliseconds if one.activity in paid_activities else 0 for one in self.sums]
        if rounding.minutes == 0:
            return billed
        buckets: dict[object, list[int]] = defaultdict(list)
        for index, one in enumerate(self.sums):
            if one.activity in paid_activities:
                rate = rates[one.day, one.track]
                scope = one.day if rounding.scope is RoundingScope.DAY else one.clip_id
                buckets[scope, one.track, rate.amount, rate.currency].append(index)
        for indexes in buckets.values():
            exact = [billed[index] for index in indexes]
            shares = share_time(exact, round_time(sum(exact), rounding.minutes))
            for index, share in zip(indexes, shares, strict=True):
                billed[index] = share
        return billed

    def _key_of(self, by: GroupBy) -> Callable[[WorkSum], str | None]:
        names: dict[int, str] = {}
        week_start = self.settings.week_start

        def day_key(one: WorkSum) -> str:
            day = one.day
            if day not in names:
                first = day if by is GroupBy.DAY else first_of_week(day, week_start)
                names[day] = day_of(first).isoformat()
            return names[day]

        match by:
            case GroupBy.CLIP:
                return lambda one: one.clip_id
            case GroupBy.TRACK:
                return lambda one: one.track.value
            case GroupBy.ACTIVITY:
                return lambda one: one.activity.value
            case GroupBy.DAY | GroupBy.WEEK:
                return day_key


def cut_to_days(records: Sequence[_Record], first_day: int, last_day: int) -> Sequence[_Record]:
    """The parts of intervals, or of their records, that lie in the local days.

    Args:
        records: By start, and without overlap.
        first_day: First local day, in days since 1 January 1970.
        last_day: Last local day, included.
    """
    first_ms = first_day * DAY_MS
    end_ms = (last_day + 1) * DAY_MS
    # In no zone can those between be cut.
    begun = bisect_left(records, first_ms + ZONE_MARGIN_MS, key=itemgetter(1))
    over = max(begun, bisect_left(records, end_ms - ZONE_MARGIN_MS, key=itemgetter(2)))
    return [
        *_cut(records[:begun], first_ms, end_ms),
        *records[begun:over],
        *_cut(records[over:], first_ms, end_ms),
    ]


def _cut(records: Iterable[_Record], first_ms: int, end_ms: int) -> Iterator[_Record]:
    """Give the parts in ``[first_ms, end_ms)``, in local time."""
    for record in records:
        shift = record[3] * MINUTE_MS
        start = max(record[1], first_ms - shift)
        end = min(record[2], end_ms - shift)
        if (start, end) == record[1:3]:
            yield record
        elif start < end:
            fields = (record[0], start, end, *record[3:])
            is_interval = isinstance(record, WorkInterval)
            yield cast("_Record", WorkInterval._make(fields) if is_interval else fields)


def add_up(records: Iterable[IntervalRecord], sums: Iterable[WorkSumRecord] = ()) -> list[WorkSum]:
    """Add intervals, or their records, up by local day, clip, track and activity.

    Args:
        records: Each is cut at its midnights.
        sums: Other intervals, added up already; what is there twice becomes one sum.
    """
    added: dict[tuple[int, str | None, str, str], list[int]] = {}
    for one in sums:
        key = one[:4]
        known = added.get(key)
        if known is None:
            added[key] = [*one[4:]]
        else:
            known[0] += one[4]
            known[1] = min(known[1], one[5])
            known[2] = max(known[2], one[6])
    day = first_ms = midnight_ms = at_offset = 0
    for _id, start, end, offset, track, activity, clip_id, _origin in records:
        while start < end:
            # Most lie on the day of the one before, whose midnights are known.
            if offset != at_offset or not first_ms <= start < midnight_ms:
                day, at_offset = (start + offset * MINUTE_MS) // DAY_MS, offset
                first_ms = day * DAY_MS - offset * MINUTE_MS
                midnight_ms = first_ms + DAY_MS
            until = end if end < midnight_ms else midnight_ms
            key = (day, clip_id, track, activity)
            known = added.get(key)
            if known is None:
                added[key] = [until - start, start, until]
            else:
                known[0] += until - start
                if until > known[2]:
                    known[2] = until
                if start < known[1]:
                    known[1] = start
            start = until
    return [
        WorkSum(day, clip_id, _TRACKS[track], _ACTIVITIES[activity], *spent)
        for (day, clip_id, track, activity), spent in added.items()
    ]


def _finish_rows(
    rows: dict[_RowKey, _Line], rates: Sequence[Rate], by: GroupBy
) -> tuple[TimesheetRow, ...]:
    digits = digits_of(rate.amount for rate in rates)
    whole = [int(rate.amount.scaleb(digits)) for rate in rates]
    order = list(rows)
    if by is GroupBy.ACTIVITY:
        fixed = [activity.value for activity in Activity]
        order.sort(key=lambda row_key: (fixed.index(str(row_key[0])), row_key[1]))
    amounts: dict[_RowKey, Decimal] = {}
    for currency in {currency for _key, currency in rows}:
        keys = [row_key for row_key in rows if row_key[1] == currency]
        shares = share_coins([rows[row_key].weight(whole) for row_key in keys], digits, currency)
        amounts.update(zip(keys, shares, strict=True))
    return tuple(_finish_row(row_key, rows[row_key], amounts[row_key]) for row_key in order)


def _finish_row(row_key: _RowKey, line: _Line, amount: Decimal) -> TimesheetRow:
    key, currency = row_key
    return TimesheetRow(
        key, line.milliseconds, line.paid_ms, line.billed_ms, amount, currency, line.by_activity
    )


def _finish_totals(
    totals: dict[tuple[Track, int], _Line], rates: Sequence[Rate]
) -> tuple[TimesheetTotal, ...]:
    # A rate that holds again after another one is one line.
    joined: dict[tuple[Track, Decimal, str], _Line] = {}
    for (track, place), line in totals.items():
        rate = rates[place]
        into = joined.setdefault((track, rate.amount, rate.currency), _Line())
        into.milliseconds += line.milliseconds
        into.paid_ms += line.paid_ms
        into.billed_ms += line.billed_ms
    digits = digits_of(rate.amount for rate in rates)
    amounts: dict[tuple[Track, Decimal, str], Decimal] = {}
    for currency in {currency for _track, _rate, currency in joined}:
        keys = [key for key in joined if key[2] == currency]
        weights = [joined[key].billed_ms * int(key[1].scaleb(digits)) for key in keys]
        shares = share_coins(weights, digits, currency)
        amounts.update(zip(keys, shares, strict=True))
    return tuple(
        TimesheetTotal(
            track=track,
            rate=rate,
            currency=currency,
            milliseconds=line.milliseconds,
            paid_ms=line.paid_ms,
            billed_ms=line.billed_ms,
            amount=amounts[track, rate, currency],
            unrounded_amount=to_coins(line.paid_ms * rate / HOUR_MS, currency),
        )
        for (track, rate, currency), line in joined.items()
    )
