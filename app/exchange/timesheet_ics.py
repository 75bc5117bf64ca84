"""Timesheets as iCalendar (RFC 5545): one event for each unbroken stretch on one work.

Written by hand, as a year of 50,000 intervals has to be there in 200 ms; the tests read it back
with a library of its own. Calendar times have whole seconds; the exact length stands beside them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.exchange.timesheet_text import ACTIVITY_WORDS, TRACK_WORDS, basic_utc, seconds_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.domain.timesheet import Timesheet
    from app.domain.worklog import WorkInterval

_LINE_OCTETS = 75


def timesheet_ics(timesheet: Timesheet, titles: Mapping[str, str], *, made_ms: int) -> str:
    """The calendar, with CRLF line ends and folded lines.

    Args:
        timesheet: The period.
        titles: Clip titles by id.
        made_ms: When it is made, UTC; the DTSTAMP of each event.
    """
    stamp = f"DTSTAMP:{basic_utc(made_ms)}"
    summaries: dict[tuple[str | None, str], str] = {}
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Scenewright//Timesheet//EN"]
    for first, last_end_ms, worked_ms in _stretches(timesheet):
        key = (first.clip_id, first.activity)
        summary = summaries.get(key)
        if summary is None:
            what = ACTIVITY_WORDS[first.activity]
            title = titles.get(first.clip_id, first.clip_id) if first.clip_id else None
            summary = _fold(f"SUMMARY:{_escape(f'{what}: {title}' if title else what)}")
            summaries[key] = summary
        lines.append(
            f"BEGIN:VEVENT\r\nUID:{first.id}-{first.start_ms}@scenewright\r\n{stamp}\r\n"
            f"DTSTART:{basic_utc(first.start_ms)}\r\nDTEND:{basic_utc(last_end_ms)}\r\n"
            f"{summary}\r\nCATEGORIES:{TRACK_WORDS[first.track]}\r\nTRANSP:OPAQUE\r\n"
            f"X-SCENEWRIGHT-SECONDS:{seconds_text(worked_ms)}\r\nEND:VEVENT"
        )
    lines += ["END:VCALENDAR", ""]
    return "\r\n".join(lines)


def _stretches(timesheet: Timesheet) -> Iterator[tuple[WorkInterval, int, int]]:
    """The first interval of each stretch, the end of the last one, and the ms in it."""
    first: WorkInterval | None = None
    end_ms = 0
    for interval in timesheet.intervals:
        if (
            first is not None
            and interval.start_ms == end_ms
            and interval.clip_id == first.clip_id
            and interval.activity is first.activity
            and interval.track is first.track
        ):
            end_ms = interval.end_ms
            continue
        if first is not None:
            yield first, end_ms, end_ms - first.start_ms
        first, end_ms = interval, interval.end_ms
    if first is not None:
        yield first, end_ms, end_ms - first.start_ms


def _escape(text: str) -> str:
    """Text as RFC 5545 3.3.11 wants it; control characters go."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = "".join(char for char in text if char == "\n" or ord(char) >= 0x20)
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _fold(line: str) -> str:
    """Lines of 75 octets at most, never cut inside a character (RFC 5545 3.1)."""
    if len(line.encode()) <= _LINE_OCTETS:
        return line
    folded: list[str] = []
    size = 0
    for char in line:
        octets = len(char.encode())
        if size + octets > _LINE_OCTETS:
            folded.append("\r\n ")
            size = 1
        folded.append(char)
        size += octets
    return "".join(folded)
