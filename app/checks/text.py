"""The views of a clean text: sentences, quotations, and the narration with quotations masked.

No view moves an offset: every view of a text has its length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from app.checks.english.tokens import QUOTE_FILL

_PLAIN: Final = str.maketrans({"\u00a0": " ", "\u2018": "'", "\u2019": "'", "\u201b": "'",
                               "\u02bc": "'", "\t": " "})  # fmt: skip
_STRAIGHT: Final = str.maketrans({"\u201c": '"', "\u201d": '"'})
_ABBREVIATIONS: Final = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "st",
        "jr",
        "sr",
        "no",
        "vs",
        "etc",
        "a.m",
        "p.m",
        "u.s",
        "sgt",
        "lt",
        "capt",
        "gen",
        "col",
        "prof",
        "approx",
        "ft",
        "oz",
        "tsp",
        "tbsp",
        "e.g",
        "i.e",
    ]
)
MAX_SENTENCE: Final = 700
"""The longest sentence looked at as one, in code points: about 120 words."""

_AFTER_QUOTE: Final = re.compile(rf'{QUOTE_FILL}"(?=\s+["A-Z0-9])')
_END: Final = re.compile(r"[.?!…]+[\"”'’)\]]*(?=\s|$)|(?<=[a-z]{2})[.?!](?=[A-Z](?:[a-z]|\s))|\n+")
"""The end of a sentence; also where the blank behind the full stop was forgotten."""


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open stretch of code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Views:
    """A clean text as the rules see it.

    Attributes:
        text: The matching view: blanks and apostrophes in their plain forms.
        narration: The same with everything inside quotations masked.
        quotes: The insides of balanced double quotations.
        unclosed: Where quotations open and never close within their paragraph.
    """

    text: str
    narration: str
    quotes: tuple[Span, ...]
    unclosed: tuple[int, ...]
    sentences: tuple[Span, ...]

    @classmethod
    def of(cls, clean: str) -> Views:
        """Make the views of a clean text."""
        text = clean.translate(_PLAIN)
        quotes, unclosed = _quotations(text)
        straight = text.translate(_STRAIGHT)
        narration = straight
        if quotes:
            parts: list[str] = []
            at = 0
            for quote in quotes:
                parts += (straight[at : quote.start], QUOTE_FILL * (quote.end - quote.start))
                at = quote.end
            narration = "".join((*parts, straight[at:]))
        whole = _split_after_quotes(_sentences(narration), narration, straight)
        sentences = tuple(_cut_long(whole, narration))
        return cls(straight, narration, tuple(quotes), tuple(unclosed), sentences)


def _quotations(text: str) -> tuple[list[Span], list[int]]:
    """Insides of balanced double quotes, straight or curly, each within one paragraph."""
    found: list[Span] = []
    unclosed: list[int] = []
    opened = -1
    for match in re.finditer(r'["“”\n]', text):
        mark, at = match.group(), match.start()
        if mark == "\n":
            if opened >= 0:
                unclosed.append(opened)
            opened = -1
            continue
        if opened < 0:
            opened = at if mark != "”" else -1
        elif mark != "“":
            if at > opened + 1:
                found.append(Span(opened + 1, at))
            opened = -1
    if opened >= 0:
        unclosed.append(opened)
    return found, unclosed


def _sentences(narration: str) -> list[Span]:
    found: list[Span] = []
    start = 0
    for match in _END.finditer(narration):
        if match.group()[0] != "\n" and not _ends_sentence(narration, match.start(), match.end()):
            continue
        _append(found, narration, start, match.end())
        start = match.end()
    _append(found, narration, start, len(narration))
    return found


def _ends_sentence(narration: str, at: int, end: int) -> bool:
    rest = narration[end : end + 4].lstrip()
    if not rest:
        return True
    head = narration[:at]
    word = head[max(head.rfind(" "), head.rfind("\n")) + 1 :].strip("(\"'").lower()
    if narration[at] == "." and (word in _ABBREVIATIONS or (len(word) == 1 and word != "i")):
        return False
    if narration[at] in ".…" and rest[0].islower():
        return not narration[at:end].startswith(("..", "…"))
    return rest[0].isupper() or rest[0].isdigit() or rest[0] in "\"'([#*-" or rest[0].islower()


def _split_after_quotes(spans: list[Span], narration: str, text: str) -> list[Span]:
    """Split behind a quotation that ends a sentence: its full stop lies inside the mask."""
    found: list[Span] = []
    for span in spans:
        start = span.start
        for match in _AFTER_QUOTE.finditer(narration[span.start : span.end]):
            cut = span.start + match.end()
            if text[cut - 2] in ".?!…—":
                _append(found, narration, start, cut)
                start = cut
        _append(found, narration, start, span.end)
    return found


def _cut_long(spans: list[Span], narration: str) -> list[Span]:
    """Cut what has no full stop for too long at a space, so that no step of a check is long."""
    found: list[Span] = []
    for span in spans:
        start = span.start
        while span.end - start > MAX_SENTENCE:
            cut = narration.rfind(" ", start + 1, start + MAX_SENTENCE)
            cut = cut if cut > 0 else start + MAX_SENTENCE
            _append(found, narration, start, cut)
            start = cut
        _append(found, narration, start, span.end)
    return found


def _append(found: list[Span], narration: str, start: int, end: int) -> None:
    text = narration[start:end]
    lead = len(text) - len(text.lstrip())
    trimmed = text.strip()
    if trimmed:
        found.append(Span(start + lead, start + lead + len(trimmed)))
