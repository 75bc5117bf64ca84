"""Captions that came with a clip, read from SRT or WebVTT, for reference only.

Files found in the wild are read as far as they make sense: numbers may be missing, separators
mixed, blocks out of order, encodings old. What is no cue is left out.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.domain.errors import RefusedError

MAX_BYTES: Final = 8_000_000
"""A film of three hours has captions of 0.2 MB; more is some other file."""
MAX_CUES: Final = 50_000
LONGEST_MS: Final = 60_000
"""A cue that would stay longer is taken to have a broken end."""
BROKEN_END_MS: Final = 3000

_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?"
_TIMING = re.compile(rf"^\s*{_TIME}\s*-{{1,3}}>\s*{_TIME}")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|<\d[\d:.]*>|\{\\[^{}]{0,200}\}")
_SHOUTED = re.compile(r"^[-–—]?\s*([A-Z][A-Z0-9 .'’-]{0,30}):\s+(?=\S)")
_NO_CUE = ("NOTE", "STYLE", "REGION", "WEBVTT")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One caption of a file: half-open, media time, lines parted by newlines."""

    start_ms: int
    end_ms: int
    words: str
    speaker: str = ""


def decode_captions(data: bytes) -> str:
    """Give the text of a file: UTF-8, UTF-16 by its mark, else the old western code page.

    Raises:
        RefusedError: ``captions.too-large``, ``captions.not-text``.
    """
    if len(data) > MAX_BYTES:
        raise RefusedError("captions.too-large", bytes=len(data))
    try:
        if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
            return data.decode("utf-16")
        if b"\0" in data:
            raise RefusedError("captions.not-text")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Every byte means something there, so this never fails.
        return data.decode("cp1252", errors="replace")


def parse_captions(text: str) -> tuple[Cue, ...]:
    """Read the cues of an SRT or WebVTT text, in order of time.

    Raises:
        RefusedError: ``captions.no-cues`` when there is none.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    cues: list[Cue] = []
    at = 0
    while at < len(lines) and len(cues) < MAX_CUES:
        if lines[at].strip().split(" ", 1)[0] in _NO_CUE and "-->" not in lines[at]:
            while at < len(lines) and lines[at].strip():
                at += 1
            continue
        timing = _TIMING.match(lines[at])
        at += 1
        if timing is None:
            continue
        body: list[str] = []
        while at < len(lines) and lines[at].strip() and not _TIMING.match(lines[at]):
            body.append(lines[at])
            at += 1
        if at < len(lines) and _TIMING.match(lines[at]) and body and body[-1].strip().isdigit():
            # No empty line between two blocks: the number belongs to the next one.
            body.pop()
        cue = _cue(timing, body)
        if cue is not None:
            cues.append(cue)
    if not cues:
        raise RefusedError("captions.no-cues")
    return tuple(sorted(cues, key=lambda cue: (cue.start_ms, cue.end_ms)))


def read_captions(data: bytes) -> tuple[Cue, ...]:
    """Read the cues of a file.

    Raises:
        RefusedError: As ``decode_captions`` and ``parse_captions`` say.
    """
    return parse_captions(decode_captions(data))


def cues_at(cues: Sequence[Cue], media_ms: int) -> tuple[Cue, ...]:
    """Give the cues that are on screen at a time, at most the last three."""
    last = bisect_right(cues, media_ms, key=lambda cue: cue.start_ms)
    # A cue stays a minute at most, so that none further back can still be on screen.
    found = [cue for cue in cues[max(0, last - 50) : last] if cue.start_ms <= media_ms < cue.end_ms]
    return tuple(found[-3:])


def _cue(timing: re.Match[str], body: list[str]) -> Cue | None:
    groups = timing.groups()
    start, end = _milliseconds(groups[:4]), _milliseconds(groups[4:])
    if not start < end <= start + LONGEST_MS:
        end = start + BROKEN_END_MS
    raw = "\n".join(body)
    voice = _VOICE.search(raw)
    words = html.unescape(_TAG.sub("", raw))
    words = "\n".join(line for line in (" ".join(one.split()) for one in words.split("\n")) if line)
    speaker = " ".join(html.unescape(voice.group(1)).split()) if voice else ""
    shouted = _SHOUTED.match(words)
    if not speaker and shouted:
        speaker, words = shouted.group(1).strip().title(), words[shouted.end() :]
    return Cue(start_ms=start, end_ms=end, words=words, speaker=speaker) if words else None


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds = (int(part or 0) for part in parts[:3])
    milli = int((parts[3] or "0").ljust(3, "0"))
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + milli
