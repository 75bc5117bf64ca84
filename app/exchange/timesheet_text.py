"""Durations, money and names as the timesheets print them, in every format the same."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from app.domain.timesheet import GroupBy, Rounding, RoundingScope, Timesheet
from app.domain.worklog import DAY_MS, MINUTE_MS, Activity, Track

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from app.domain.worklog import IntervalRecord

TRACK_WORDS = {Track.CAPTIONER: "Captioner", Track.SENIOR_QC: "Senior QC"}

ACTIVITY_WORDS = {
    Activity.WATCH: "Watch",
    Activity.WRITE: "Write",
    Activity.GUIDE: "Guide",
    Activity.REVIEW: "Review",
    Activity.CALIBRATE: "Calibrate",
    Activity.TRAINING: "Training",
    Activity.CLIENT_TOOL: "Client's tool",
    Activity.OTHER: "Other",
}

GROUP_WORDS = {
    GroupBy.CLIP: "Clip",
    GroupBy.DAY: "Day",
    GroupBy.WEEK: "Week from",
    GroupBy.TRACK: "Track",
    GroupBy.ACTIVITY: "Activity",
}

_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}


def clock_text(milliseconds: int) -> str:
    """A duration as ``h:mm:ss``, the exact half second up; exact figures stand in CSV and JSON."""
    seconds = (milliseconds + 500) // 1000
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def seconds_text(milliseconds: int) -> str:
    """Seconds to the millisecond, such as ``12.345``."""
    return f"{milliseconds // 1000}.{_MILLI[milliseconds % 1000]}"


def money_text(amount: Decimal, currency: str) -> str:
    """An amount such as ``$1,369.08``; currencies without a sign by their code."""
    sign = _SIGNS.get(currency)
    return f"{sign}{amount:,}" if sign else f"{currency} {amount:,}"


@cache
def _date_iso(day_number: int) -> str:
    return (date(1970, 1, 1) + timedelta(days=day_number)).isoformat()


@cache
def _offset_iso(offset_minutes: int) -> str:
    hours, minutes = divmod(abs(offset_minutes), 60)
    return f"{'-' if offset_minutes < 0 else '+'}{hours:02}:{minutes:02}"


_CLOCK = tuple(f"{minute // 60:02}:{minute % 60:02}" for minute in range(1440))
_SECOND = tuple(f"{second:02}" for second in range(60))
_MILLI = tuple(f"{milli:03}" for milli in range(1000))


def iso_local(utc_ms: int, offset_minutes: int) -> str:
    """An instant as ISO 8601 with milliseconds and the offset it was lived in.

    By tables and not by ``datetime``: a year has 100,000 of them in a tenth of a second.
    """
    day, rest = divmod(utc_ms + offset_minutes * MINUTE_MS, DAY_MS)
    minute, rest = divmod(rest, MINUTE_MS)
    clock = f"{_CLOCK[minute]}:{_SECOND[rest // 1000]}.{_MILLI[rest % 1000]}"
    return f"{_date_iso(day)}T{clock}{_offset_iso(offset_minutes)}"


def stamped(
    records: Iterable[IntervalRecord],
) -> Iterator[tuple[IntervalRecord, str, str]]:
    """Each interval with its start and end as ``iso_local`` writes them.

    Most begin where the one before has ended and on the same day: half of the work is saved.
    """
    end, end_ms, offset = "", -1, 0
    midnight_ms = next_ms = 0
    date_text = zone = ""
    for record in records:
        start_ms, joins = record[1], record[1] == end_ms and record[3] == offset
        end_ms, offset = record[2], record[3]
        if not (joins and end_ms < next_ms):
            day = (start_ms + offset * MINUTE_MS) // DAY_MS
            midnight_ms = day * DAY_MS - offset * MINUTE_MS
            next_ms = midnight_ms + DAY_MS
            date_text, zone = f"{_date_iso(day)}T", _offset_iso(offset)
        start = end if joins else iso_local(start_ms, offset)
        if end_ms < next_ms:
            minute, rest = divmod(end_ms - midnight_ms, MINUTE_MS)
            end = f"{date_text}{_CLOCK[minute]}:{_SECOND[rest // 1000]}.{_MILLI[rest % 1000]}{zone}"
        else:
            end = iso_local(end_ms, offset)
        yield record, start, end


def basic_utc(utc_ms: int) -> str:
    """An instant as iCalendar writes it, ``20261122T141203Z``; part seconds are dropped."""
    day, rest = divmod(utc_ms, DAY_MS)
    minute, rest = divmod(rest, MINUTE_MS)
    return f"{_date_basic(day)}T{_CLOCK_BASIC[minute]}{_SECOND[rest // 1000]}Z"


@cache
def _date_basic(day_number: int) -> str:
    return _date_iso(day_number).replace("-", "")


_CLOCK_BASIC = tuple(text.replace(":", "") for text in _CLOCK)


def key_text(by: GroupBy, key: str | None, titles: Mapping[str, str]) -> str:
    """The words of a row: the title of a clip, the name of a track or an activity, or the date."""
    match by:
        case GroupBy.CLIP:
            return "No clip" if key is None else titles.get(key, key)
        case GroupBy.TRACK:
            return TRACK_WORDS[Track(str(key))]
        case GroupBy.ACTIVITY:
            return ACTIVITY_WORDS[Activity(str(key))]
        case GroupBy.DAY | GroupBy.WEEK:
            return str(key)


def rounding_text(rounding: Rounding) -> str:
    """The stated rule of rounding."""
    if rounding.minutes == 0:
        return "Not rounded."
    scope = "day" if rounding.scope is RoundingScope.DAY else "clip"
    return (
        f"Paid time rounded to the nearest {rounding.minutes} minutes for each track and {scope}."
    )


def day_text(day: date) -> str:
    """A date in words, such as ``November 22, 2026``."""
    return f"{day:%B} {day.day}, {day.year}"


def period_text(timesheet: Timesheet) -> str:
    """The period in words, as short as it can be: ``January 1 to 7, 2026``."""
    first, last = timesheet.first_day, timesheet.last_day
    if first == last:
        return day_text(first)
    if first.year != last.year:
        return f"{day_text(first)} to {day_text(last)}"
    end = f"{last.day}" if first.month == last.month else f"{last:%B} {last.day}"
    return f"{first:%B} {first.day} to {end}, {last.year}"


def table_text(timesheet: Timesheet, titles: Mapping[str, str]) -> str:
    """The report as a plain table for a terminal, numbers at the right."""
    head = [GROUP_WORDS[timesheet.by], "Time", "Paid", "Billed", "Amount"]
    lines = [
        [
            key_text(timesheet.by, row.key, titles),
            clock_text(row.milliseconds),
            clock_text(row.paid_ms),
            clock_text(row.billed_ms),
            money_text(row.amount, row.currency),
        ]
        for row in timesheet.rows
    ]
    for total in timesheet.totals:
        rate = money_text(total.rate, total.currency)
        lines.append(
            [
                f"All, {TRACK_WORDS[total.track]} at {rate}",
                clock_text(total.milliseconds),
                clock_text(total.paid_ms),
                clock_text(total.billed_ms),
                money_text(total.amount, total.currency),
            ]
        )
    if not timesheet.rows:
        return f"{period_text(timesheet)}: no work.\n"
    if timesheet.rounding.minutes == 0:
        for cells in (head, *lines):
            del cells[3]
    widths = [max(len(cells[i]) for cells in (head, *lines)) for i in range(len(head))]
    rows = [
        "  ".join(
            [cells[0].ljust(widths[0])]
            + [cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True)]
        ).rstrip()
        for cells in (head, *lines)
    ]
    rule = rounding_text(timesheet.rounding)
    return "\n".join([f"{period_text(timesheet)}. {rule}", "", *rows, ""])
