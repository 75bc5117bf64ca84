"""Media times and the timecode tokens that pin words of a caption to the clip.

All times are whole milliseconds of media time: 0 is the first video frame. A token stores
ceil(PTS in ms) of the frame seen, so that the frame at a token (the last one whose PTS is the
token's time or less) is always that frame: with floor or rounding, 33 to 98 % of the frames
of the usual rates come back wrong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

MAX_MS = 100 * 3_600_000 - 1
"""The last time a token can hold, 99:59:59.999."""

_TIME = r"(?:(\d{1,2}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TOKEN = re.compile(rf"\[{_TIME}(?:-{_TIME})?\]")
_LOOKS_LIKE_TOKEN = re.compile(r"\[(?=[^\[\]]*\d)(?=[^\[\]]*[:.])[\d:.,\-–—\s]{2,40}\]")
_ENTERED = re.compile(r"^\s*(?:(\d{1,3}):)?(?:(\d{1,3}):)?(\d{1,5})(?:[.,](\d{1,3}))?\s*$")


@dataclass(frozen=True, slots=True, order=True)
class Timecode:
    """A moment of the clip, or a stretch of it.

    Attributes:
        start_ms: Media time of the moment or of the first frame of the stretch.
        end_ms: Media time of the end of the stretch, later than ``start_ms``, or None.
    """

    start_ms: int
    end_ms: int | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.start_ms <= MAX_MS:
            raise ValueError(f"start_ms out of range: {self.start_ms}")
        if self.end_ms is not None and not self.start_ms < self.end_ms <= MAX_MS:
            raise ValueError(f"end_ms must lie after start_ms: {self.start_ms}-{self.end_ms}")

    @property
    def last_ms(self) -> int:
        """The end of the stretch, or the moment itself."""
        return self.start_ms if self.end_ms is None else self.end_ms


@dataclass(frozen=True, slots=True)
class TokenSpan:
    """A timecode token found in a text, as a half-open span of code points."""

    start: int
    end: int
    timecode: Timecode


def ceil_ms(pts: int, time_base: Fraction) -> int:
    """Give the time of a frame in milliseconds, rounded up, from its PTS and time base."""
    scaled = pts * time_base * 1000
    return -(-scaled.numerator // scaled.denominator)


def frame_start_ms(at_ms: int, rate: Fraction) -> int:
    """Give the time of the frame at a time, rounded up as in a token, at a constant frame rate."""
    number = at_ms * rate // 1000
    return ceil_ms(number, 1 / rate)


def format_time(ms: int) -> str:
    """Write a media time as ``00:12.400``, with hours in front when there are any."""
    seconds, milli = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    head = f"{hours:02d}:" if hours else ""
    return f"{head}{minutes:02d}:{seconds:02d}.{milli:03d}"


def format_token(timecode: Timecode) -> str:
    """Write a token as it stands in the text: ``[00:12.400]`` or ``[00:12.400-00:14.000]``."""
    if timecode.end_ms is None:
        return f"[{format_time(timecode.start_ms)}]"
    return f"[{format_time(timecode.start_ms)}-{format_time(timecode.end_ms)}]"


def parse_token(text: str) -> Timecode | None:
    """Read a whole token; None if the text is not exactly one valid token."""
    match = _TOKEN.fullmatch(text)
    return _timecode(match) if match else None


def parse_entered_time(text: str) -> int | None:
    """Read a time as people type it (``12``, ``0:12.4``, ``1:02:03,5``); None if it is none."""
    match = _ENTERED.match(text)
    if not match:
        return None
    first, second, last, fraction = match.groups()
    high, low = (first, second) if second is not None else (None, first)
    ms = int((fraction or "").ljust(3, "0")) if fraction else 0
    total = ((int(high or 0) * 60 + int(low or 0)) * 60 + int(last)) * 1000 + ms
    return total if total <= MAX_MS else None


def find_tokens(text: str) -> tuple[TokenSpan, ...]:
    """Find the valid tokens of a text, in order. A stretch that ends before it starts is none."""
    found: list[TokenSpan] = []
    for match in _TOKEN.finditer(text):
        timecode = _timecode(match)
        if timecode is not None:
            found.append(TokenSpan(match.start(), match.end(), timecode))
    return tuple(found)


def find_malformed_tokens(text: str) -> tuple[tuple[int, int], ...]:
    """Find spans that look like a token and are not a time, such as ``[00:99.100]``."""
    return tuple(
        match.span()
        for match in _LOOKS_LIKE_TOKEN.finditer(text)
        if parse_token(match.group()) is None
    )


def _timecode(match: re.Match[str]) -> Timecode | None:
    groups = match.groups()
    start = _milliseconds(groups[:4])
    if groups[5] is None:
        return Timecode(start)
    end = _milliseconds(groups[4:])
    return Timecode(start, end) if end > start else None


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, milli = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + milli
