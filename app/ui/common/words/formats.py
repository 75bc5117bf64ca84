"""Times, lengths and dates as the window writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from PySide6.QtCore import QDate, QLocale, QTime

from app.domain.timecode import format_time


def short_time(ms: int) -> str:
    """A media time in text: `0:12.4`; hours only if there are any, tenths cut and not rounded."""
    tenths = max(ms, 0) // 100
    seconds, tenth = divmod(tenths, 10)
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    if hours:
        return f"{hours}:{minute:02d}:{second:02d}.{tenth}"
    return f"{minute}:{second:02d}.{tenth}"


def short_range(start_ms: int, end_ms: int | None) -> str:
    """A moment or a stretch: `0:12.4`, `0:12.4–14.0`; the minute is said once."""
    start = short_time(start_ms)
    if end_ms is None:
        return start
    end = short_time(end_ms)
    if start_ms // 60_000 == end_ms // 60_000:
        end = end.rsplit(":", 1)[1]
    return f"{start}–{end}"


def clock_time(ms: int) -> str:
    """A media time in the transport: `00:12.400`, hours in front when there are any."""
    return format_time(max(ms, 0))


def work_time(ms: int) -> str:
    """Hours and minutes of work: `3 h 05`, `0 h 40`; seconds are cut, never rounded up."""
    hours, minutes = divmod(max(ms, 0) // 60_000, 60)
    return f"{hours} h {minutes:02d}"


def running_time(ms: int) -> str:
    """Minutes and seconds of work on a clip: `12:41`, with hours when there are any: `1:02:03`."""
    minutes, seconds = divmod(max(ms, 0) // 1000, 60)
    hours, rest = divmod(minutes, 60)
    return f"{hours}:{rest:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def told_time(ms: int) -> str:
    """The same for a figure that is added up: `<1 s` where there is something, never `0:00`."""
    return "<1 s" if 0 < ms < 1000 else running_time(ms)


def long_time(ms: int) -> str:
    """A duration in a sentence: `3 min 17 s`, `1 h 04 min`, `17 s`, `less than 1 s`."""
    if 0 < ms < 1000:
        return "less than 1 s"
    minutes, seconds = divmod(max(ms, 0) // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes:02d} min"
    return f"{minutes} min {seconds:02d} s" if minutes else f"{seconds} s"


def spoken_time(ms: int) -> str:
    """The same for screen readers: `2 hours 5 minutes`, `1 minute`."""
    hours, minutes = divmod(max(ms, 0) // 60_000, 60)
    parts = [counted(hours, "hour")] if hours else []
    if minutes or not hours:
        parts.append(counted(minutes, "minute"))
    return " ".join(parts)


def percent(share: float) -> str:
    """A share from 0 to 1: `86 %`; 99.6 is 99, so that 100 always means all."""
    return f"{int(share * 100 + 1e-9)} %"


def moment(utc_ms: int, offset_minutes: int | None = None) -> datetime:
    """A time of storage as a local one.

    Args:
        utc_ms: UTC milliseconds since 1970.
        offset_minutes: The offset it was lived in; None means the zone of this machine now.
    """
    utc = datetime.fromtimestamp(utc_ms / 1000, UTC)
    if offset_minutes is None:
        return utc.astimezone()
    return utc.astimezone(timezone(timedelta(minutes=offset_minutes)))


def clock(value: datetime, *, seconds: bool = False) -> str:
    """A time of day by the system's locale; with seconds as `14:03:07`, the same everywhere."""
    if seconds:
        return f"{value:%H:%M:%S}"
    time = QTime(value.hour, value.minute)
    return QLocale().toString(time, QLocale.FormatType.ShortFormat)


def day(value: date) -> str:
    """A day without its year, by the system's locale: `November 22`."""
    return QLocale().toString(q_date(value), "MMMM d" if month_first() else "d MMMM")


def month_first() -> bool:
    """Whether the system's locale says the month before the day."""
    locale = QLocale()
    english = locale.language() == QLocale.Language.English
    return english and locale.territory() in {
        QLocale.Country.UnitedStates,
        QLocale.Country.AnyCountry,
    }


def long_day(value: date) -> str:
    """A day in full, by the system's locale."""
    return QLocale().toString(q_date(value), QLocale.FormatType.LongFormat)


def weekday(value: date) -> str:
    """The name of a day: `Wednesday 18`."""
    return QLocale().toString(q_date(value), "dddd d")


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number before its noun: `1 line`, `3 lines`, `1,204 words`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def q_date(value: date) -> QDate:
    """A date as Qt's locale takes it."""
    return QDate(value.year, value.month, value.day)


def date_format() -> str:
    """How a date is typed: the short one of the system's locale, with the whole year."""
    short = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
    return short if "yyyy" in short else short.replace("yy", "yyyy")
