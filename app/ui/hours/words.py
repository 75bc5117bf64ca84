"""The words of the hours room: activities, periods, corrections and answers."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QLocale

from app.desk.hours_lines import Line, LineKind
from app.desk.hours_period import Period
from app.domain.worklog import MINUTE_MS, CorrectionKind, IntervalOrigin, Track, WorkInterval
from app.exchange.timesheet_text import ACTIVITY_WORDS, TRACK_WORDS, money_text
from app.timekeeping.corrections import GapAnswer
from app.timekeeping.pay import to_coins
from app.ui.common.words.formats import (
    clock,
    day,
    moment,
    month_first,
    q_date,
    told_time,
    work_time,
)

ANSWERS: Final = {
    GapAnswer.KEEP: "you kept it as work",
    GapAnswer.DISCARD: "you discarded it",
    GapAnswer.CLIENT_TOOL: "you worked in the client's tool",
    GapAnswer.REASSIGN: "you gave it to other work",
}
TOO_FEW: Final = "too few to say"
_COINS_BELOW: Final = 10


def period_words(period: Period) -> str:
    """The days of a period: `November 16 to 22, 2026`, in the order of the system's locale."""
    first, last = period.first, period.last
    if first == last:
        return f"{_weekday(first)}, {_full(first)}"
    if first.year != last.year:
        return f"{_full(first)} to {_full(last)}"
    if first.day == 1 and (last + timedelta(days=1)).day == 1 and first.month == last.month:
        return QLocale().toString(q_date(first), "MMMM yyyy")
    if first.month != last.month:
        return f"{day(first)} to {_full(last)}"
    if month_first():
        return f"{day(first)} to {last.day}, {last.year}"
    return f"{first.day} to {_full(last)}"


def day_tick(value: date) -> str:
    """A day under a bar: `Mon 16`."""
    return QLocale().toString(q_date(value), "ddd d")


def short_day(value: date) -> str:
    """A day where there is little room: `Nov 16` or `16 Nov`."""
    return QLocale().toString(q_date(value), "MMM d" if month_first() else "d MMM")


def short_money(amount: Decimal | float, currency: str) -> str:
    """An amount for axes and bars: without coins, where it is not less than ten."""
    exact = to_coins(Decimal(str(amount)), currency)
    is_whole = abs(exact) >= _COINS_BELOW or exact == exact.to_integral_value()
    return money_text(exact.quantize(Decimal(1)) if is_whole else exact, currency)


def worked_time(ms: int) -> str:
    """Worked time: `3 h 05`; less than a minute to the second, `0:11`, as it is not nothing."""
    return told_time(ms) if 0 < ms < MINUTE_MS else work_time(ms)


def clock_seconds(utc_ms: int, offset_minutes: int) -> str:
    """A time of day with seconds where it was lived."""
    return clock(moment(utc_ms, offset_minutes), seconds=True)


def gap_question(start_ms: int, end_ms: int, offset_minutes: int, *, plays: bool = False) -> str:
    """The question about a gap, with its bounds."""
    first, last = moment(start_ms, offset_minutes), moment(end_ms, offset_minutes)
    since = f"{clock(first)}" if first.date() == last.date() else f"{clock(first)} on {day(first)}"
    if plays:
        return f"The loop played alone from {since} to {clock(last)}."
    return f"You were away from {since} to {clock(last)}."


def correction_words(line: Line) -> tuple[str, ...]:
    """The lines under a corrected interval or an answered gap: the old value, then the reason."""
    correction = line.correction
    if correction is None:
        return ()
    if correction.kind is CorrectionKind.ANSWER:
        return (ANSWERS[GapAnswer(correction.reason)],)
    reason = f"“{correction.reason}”"
    if line.kind is LineKind.REMOVED:
        return ("removed, no longer counts", reason)
    if line.old is None or line.interval is None:
        return ("added by hand", reason)
    if correction.kind is CorrectionKind.SPLIT:
        return (f"split from {_bounds(line.old)}", reason)
    return (f"changed from {_changes(line.old, line.interval)}", reason)


def _changes(old: WorkInterval, new: WorkInterval) -> str:
    """What was different before, as short as it can be."""
    found: list[str] = []
    if old.start_ms != new.start_ms and old.end_ms != new.end_ms:
        found.append(_bounds(old))
    elif old.start_ms != new.start_ms:
        found.append(clock_seconds(old.start_ms, old.offset_minutes))
    elif old.end_ms != new.end_ms:
        found.append(clock_seconds(old.end_ms, old.offset_minutes))
    if old.activity is not new.activity:
        found.append(ACTIVITY_WORDS[old.activity])
    if old.track is not new.track:
        found.append(TRACK_WORDS[old.track])
    if old.clip_id != new.clip_id:
        found.append("another clip" if old.clip_id else "no clip")
    return ", ".join(found) or "the same"


def _bounds(interval: WorkInterval) -> str:
    start = clock_seconds(interval.start_ms, interval.offset_minutes)
    return f"{start} – {clock_seconds(interval.end_ms, interval.offset_minutes)}"


def line_bounds(line: Line) -> str:
    """From when to when a line reaches."""
    what = line.interval or line.gap
    if what is None:
        return ""
    start = clock_seconds(what.start_ms, what.offset_minutes)
    end = clock_seconds(what.end_ms, what.offset_minutes)
    # Less than a second within one second is not nothing: it stands in the sums.
    same = what.start_ms < what.end_ms and end == start
    return f"{start}, {told_time(what.end_ms - what.start_ms)}" if same else f"{start}  –  {end}"


def line_spoken(line: Line, title: str) -> str:
    """A line for screen readers."""
    if line.kind is LineKind.DAY:
        return day(line.day)
    what = line.interval or line.gap
    if what is None:
        return ""
    words = "away" if line.kind is LineKind.GAP else ACTIVITY_WORDS[what.activity]
    length = told_time(what.end_ms - what.start_ms)
    bounds = line_bounds(line).replace("–", "to")
    said = "" if bounds.endswith(length) else length
    parts = [bounds, words, said, title, *correction_words(line)]
    if line.asks:
        parts.append("no answer yet")
    if line.invoice:
        parts.append(f"locked by invoice {line.invoice}")
    return ", ".join(part for part in parts if part)


def origin_words(interval: WorkInterval) -> str:
    """How an interval is known, where that is worth a word."""
    if interval.origin is IntervalOrigin.RECOVERED:
        return "recovered after a crash"
    return ""


def track_words(tracks: frozenset[Track]) -> str:
    """The tracks a row was lived in."""
    return ", ".join(TRACK_WORDS[track] for track in Track if track in tracks)


def local_moment(day_value: date, hour: int, minute: int, second: int, offset_minutes: int) -> int:
    """UTC ms of a local time of day."""
    start = datetime(day_value.year, day_value.month, day_value.day, hour, minute, second)  # noqa: DTZ001 - shifted by hand
    naive_ms = int((start - datetime(1970, 1, 1)).total_seconds() * 1000)  # noqa: DTZ001 - see above
    return naive_ms - offset_minutes * 60_000


def _full(value: date) -> str:
    pattern = "MMMM d, yyyy" if month_first() else "d MMMM yyyy"
    return QLocale().toString(q_date(value), pattern)


def _weekday(value: date) -> str:
    return QLocale().toString(q_date(value), "dddd")
