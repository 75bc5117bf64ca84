"""Timesheets as iCalendar (RFC 5545): one event for each unbroken stretch on one work.

Written by hand, as a year of 50,000 intervals has to be there in 200 ms; the tests read it back
with a library of its own. Calendar times have whole seconds; the exact length stands beside them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.worklog import Activity, Track
from app.exchange.timesheet_text import ACTIVITY_WORDS, TRACK_WORDS, basic_utc, seconds_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from app.domain.worklog import IntervalRecord

_LINE_OCTETS = 75


def timesheet_ics(
    intervals: Iterable[IntervalRecord], titles: Mapping[str, str], *, made_ms: int
) -> str:
    """The calendar, with CRLF line ends and folded lines.

    Args:
        intervals: What counts in the period, by start.
        titles: Clip titles by id.
        made_ms: When it is made, UTC; the DTSTAMP of each event.
    """
    stamp = f"DTSTAMP:{basic_utc(made_ms)}"
    tails: dict[tuple[str, str, str | None], str] = {}
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Scenewright//Timesheet//EN"]
    end, before_ms = "", -1
    for record in _stretches(intervals):
        start_ms, end_ms = record[1], record[2]
        owner = record[4:7]
        tail = tails.get(owner)
        if tail is None:
            track, activity, clip_id = owner
            what = ACTIVITY_WORDS[Activity(activity)]
            title = titles.get(clip_id, clip_id) if clip_id else None
            summary = _fold(f"SUMMARY:{_escape(f'{what}: {title}' if title else what)}")
            tail = tails[owner] = (
                f"\r\n{summary}\r\nCATEGORIES:{TRACK_WORDS[Track(track)]}\r\nTRANSP:OPAQUE\r\n"
                "X-SCENEWRIGHT-SECONDS:"
            )
        start = end if start_ms == before_ms else basic_utc(start_ms)
        end, before_ms = basic_utc(end_ms), end_ms
        lines.append(
            f"BEGIN:VEVENT\r\nUID:{record[0]}-{start_ms}@scenewright\r\n{stamp}\r\n"
            f"DTSTART:{start}\r\nDTEND:{end}{tail}"
            f"{seconds_text(end_ms - start_ms)}\r\nEND:VEVENT"
        )
    lines += ["END:VCALENDAR", ""]
    return "\r\n".join(lines)


def _stretches(records: Iterable[IntervalRecord]) -> Iterator[IntervalRecord]:
    """Join the intervals on one work that follow each other without a break."""
    first: IntervalRecord | None = None
    end_ms = 0
    for record in records:
        if first is None:
            first = record
        elif record[1] != end_ms or record[4:7] != first[4:7]:  # track, activity and clip
            yield first if first[2] == end_ms else (*first[:2], end_ms, *first[3:])
            first = record
        end_ms = record[2]
    if first is not None:
        yield (*first[:2], end_ms, *first[3:])


_ESCAPES: dict[int, str | None] = {
    **dict.fromkeys(range(0x20)),  # control characters go
    **str.maketrans({"\n": "\\n", "\\": "\\\\", ";": "\\;", ",": "\\,"}),
}


def _escape(text: str) -> str:
    """Text as RFC 5545 3.3.11 wants it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_ESCAPES)


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
