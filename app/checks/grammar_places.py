"""Finds the matches at a place without looking at all of them: a text may be wrong everywhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from app.checks.matches import LanguageMatch

_WIDTH: Final = 64


def overlap(one: LanguageMatch, other: LanguageMatch) -> bool:
    """Whether two matches share a character; one without length counts as one character."""
    start = max(one.start, other.start)
    return start < min(max(one.end, one.start + 1), max(other.end, other.start + 1))


class Places:
    """Matches by place."""

    def __init__(self, matches: Iterable[LanguageMatch] = ()) -> None:
        self._at: defaultdict[int, list[LanguageMatch]] = defaultdict(list)
        for match in matches:
            self.add(match)

    def add(self, match: LanguageMatch) -> None:
        """Add one."""
        for place in _places(match):
            self._at[place].append(match)

    def overlapping(self, match: LanguageMatch) -> Iterator[LanguageMatch]:
        """Those that share a character with a match, itself among them, in the order added."""
        seen: set[int] = set()
        for place in _places(match):
            for other in self._at.get(place, ()):
                if id(other) not in seen and overlap(match, other):
                    seen.add(id(other))
                    yield other


def _places(match: LanguageMatch) -> range:
    return range(match.start // _WIDTH, max(match.end - 1, match.start) // _WIDTH + 1)
