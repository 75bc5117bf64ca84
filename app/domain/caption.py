"""The caption's text: raw with its tokens, clean without them, and the map between the two.

Every check, both language checkers, the word counter, find, diff and every export work on the
clean text. Offsets are Unicode code points throughout.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field

from app.domain.timecode import Timecode, find_tokens

MAX_LENGTH = 20_000
"""The longest caption that is taken, in code points; more is refused with a sentence."""

_BLANKS = " \t\u00a0"
_WORD = re.compile(r"[^\W_]+(?:['’.:-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Pin:
    """A token of the raw text and the place in the clean text where it stood."""

    raw_start: int
    raw_end: int
    clean_at: int
    timecode: Timecode


@dataclass(frozen=True, slots=True)
class CleanText:
    """The caption without its tokens, with a map of offsets back to the raw text.

    Each token goes with the run of spaces before it (at the start of the text or of a line,
    with the run after it); no other character is touched.
    """

    raw: str
    text: str
    pins: tuple[Pin, ...]
    _cuts_clean: tuple[int, ...] = field(repr=False)
    _cuts_removed: tuple[int, ...] = field(repr=False)

    @classmethod
    def of(cls, raw: str) -> CleanText:
        """Take the tokens out of a raw text."""
        kept: list[str] = []
        pins: list[Pin] = []
        cuts_clean: list[int] = []
        cuts_removed: list[int] = []
        at, clean_length, removed = 0, 0, 0
        for token in find_tokens(raw):
            start, end = token.start, token.end
            while start > at and raw[start - 1] in _BLANKS:
                start -= 1
            line_start = start == 0 or raw[start - 1] == "\n"
            if line_start or (start == at and _stands_at_line_start(kept)):
                start = max(at, start)
                while end < len(raw) and raw[end] in _BLANKS:
                    end += 1
            kept.append(raw[at:start])
            clean_length += start - at
            removed += end - start
            pins.append(Pin(token.start, token.end, clean_length, token.timecode))
            cuts_clean.append(clean_length)
            cuts_removed.append(removed)
            at = end
        kept.append(raw[at:])
        return cls(raw, "".join(kept), tuple(pins), tuple(cuts_clean), tuple(cuts_removed))

    def to_raw(self, offset: int) -> int:
        """Map an offset of the clean text to the raw text, behind a token that stands there."""
        index = bisect_right(self._cuts_clean, offset)
        return offset + (self._cuts_removed[index - 1] if index else 0)

    def to_raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Map a half-open span; an end that touches a token stays before it."""
        if end <= start:
            at = self.to_raw(start)
            return at, at
        return self.to_raw(start), self.to_raw(end - 1) + 1

    def to_clean(self, offset: int) -> int:
        """Map an offset of the raw text to the clean text; inside a removed part, to its place."""
        removed_before = 0
        for cut, removed in zip(self._cuts_clean, self._cuts_removed, strict=True):
            raw_start = cut + removed_before
            if offset <= raw_start:
                break
            if offset < cut + removed:
                return cut
            removed_before = removed
        return offset - removed_before


def _stands_at_line_start(kept: list[str]) -> bool:
    """Tell whether everything kept so far ends a line (or is nothing at all)."""
    for part in reversed(kept):
        if part:
            return part.endswith("\n")
    return True


def letters_view(text: str) -> str:
    """Give a text of the same length in which combining marks count as letters."""
    if text.isascii():
        return text
    return "".join(
        "a" if char > "\u02ff" and unicodedata.category(char).startswith("M") else char
        for char in text
    )


def word_spans(clean: str) -> tuple[tuple[int, int], ...]:
    """Give the spans of the words: hyphenated is one, ``3:15`` is one, dashes separate."""
    return tuple(match.span() for match in _WORD.finditer(letters_view(clean)))


def count_words(clean: str) -> int:
    """Count the words of a clean text as the rubric does (hyphenated is one, emoji are none)."""
    return sum(1 for _ in _WORD.finditer(letters_view(clean)))
