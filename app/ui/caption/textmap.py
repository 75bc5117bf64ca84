"""The map between code points of the raw text and positions of a QTextDocument.

A document counts UTF-16 units and has one position for a whole chip. Nearly every character is one
of each, so only the odd ones are kept: chips, characters beyond the BMP, and ghosts.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

OBJECT = "\ufffc"
"""The character that stands for a chip in a document."""

_LAST_BMP = "\uffff"
_GHOSTS = {OBJECT, "\ufdd0", "\ufdd1"}


@dataclass(frozen=True, slots=True)
class Odd:
    """A place where the two counts differ.

    Attributes:
        cp: Start in code points of the raw text.
        cp_length: Code points: the length of the token, 1 beyond the BMP, 0 for a ghost.
        qt: Start in document positions.
        qt_length: Document positions: 1 for a chip or a ghost, 2 beyond the BMP.
    """

    cp: int
    cp_length: int
    qt: int
    qt_length: int

    @property
    def is_chip(self) -> bool:
        """Whether a whole token stands at one position."""
        return self.cp_length > 1

    @property
    def is_ghost(self) -> bool:
        """Whether it is a foreign object that does not belong to the raw text."""
        return self.cp_length == 0


@dataclass(frozen=True, slots=True)
class Fragment:
    """A part of a document: its raw text, its odd places from 0, its length in positions."""

    raw: str
    odd: tuple[Odd, ...]
    qt_length: int

    @classmethod
    def of(cls, shape: str, tokens: dict[int, str] | None = None) -> Fragment:
        """Read what a document holds.

        Args:
            shape: The characters of the document, chips as U+FFFC, blocks as U+2029.
            tokens: The raw text of the chips by their index in ``shape``; a U+FFFC without one is
                a ghost.
        """
        if shape.isascii():
            return cls(shape, (), len(shape))
        parts: list[str] = []
        odd: list[Odd] = []
        cp = qt = 0
        for index, char in enumerate(shape):
            if char in _GHOSTS:
                token = (tokens or {}).get(index, "")
                odd.append(Odd(cp, len(token), qt, 1))
                parts.append(token)
                cp += len(token)
                qt += 1
            elif char > _LAST_BMP:
                odd.append(Odd(cp, 1, qt, 2))
                parts.append(char)
                cp += 1
                qt += 2
            else:
                parts.append("\n" if char in "\u2029\u2028" else char)
                cp += 1
                qt += 1
        return cls("".join(parts), tuple(odd), qt)


class TextMap:
    """The raw text of a document and the map to its positions, kept up to date by changes."""

    def __init__(self) -> None:
        self._raw = ""
        self._qt_length = 0
        self._odd: list[Odd] = []
        self._cps: list[int] = []
        self._qts: list[int] = []

    @property
    def raw(self) -> str:
        """The raw text, with its tokens."""
        return self._raw

    @property
    def qt_length(self) -> int:
        """Positions of the document, without the end of its last block."""
        return self._qt_length

    def to_cp(self, position: int) -> int:
        """Map a document position to a code point; the middle of a pair to its start."""
        index = bisect_right(self._qts, position) - 1
        if index < 0:
            return position
        odd = self._odd[index]
        over = position - odd.qt - odd.qt_length
        return odd.cp if over < 0 else odd.cp + odd.cp_length + over

    def to_qt(self, cp: int, *, after: bool = False) -> int:
        """Map a code point to a document position.

        Args:
            cp: Code points from the start of the raw text.
            after: Inside a token, give the position behind its chip, not the one before it.
        """
        index = bisect_right(self._cps, cp) - 1
        if index < 0:
            return cp
        odd = self._odd[index]
        over = cp - odd.cp - odd.cp_length
        if over >= 0:
            return odd.qt + odd.qt_length + over
        return odd.qt + odd.qt_length if after and cp > odd.cp else odd.qt

    def chip_at(self, cp: int) -> Odd | None:
        """The chip that starts at or holds a code point."""
        index = bisect_right(self._cps, cp) - 1
        if index < 0:
            return None
        odd = self._odd[index]
        return odd if odd.is_chip and cp < odd.cp + odd.cp_length else None

    def chip_at_qt(self, position: int) -> Odd | None:
        """The chip at a document position."""
        index = bisect_left(self._qts, position)
        if index < len(self._qts) and self._qts[index] == position and self._odd[index].is_chip:
            return self._odd[index]
        return None

    def chips(self) -> Iterator[Odd]:
        """All chips, in order."""
        return (odd for odd in self._odd if odd.is_chip)

    def ghosts(self) -> list[int]:
        """Document positions of foreign objects, in order."""
        return [odd.qt for odd in self._odd if odd.is_ghost]

    def splice(self, qt_start: int, qt_removed: int, new: Fragment) -> tuple[int, str]:
        """Put a fragment in the place of a range of document positions.

        Returns:
            Where the range started in code points, and the raw text that it held.

        Raises:
            ValueError: The range cuts a character in two; read the whole document again.
        """
        qt_end = qt_start + qt_removed
        first = bisect_left(self._qts, qt_start)
        last = bisect_left(self._qts, qt_end)
        for index in (first - 1, last - 1):
            if index >= 0:
                odd = self._odd[index]
                edge = qt_start if index < first else qt_end
                if odd.qt < edge < odd.qt + odd.qt_length:
                    raise ValueError("range cuts a character in two")
        # A ghost has no length in code points, so the start is counted from what stands before it.
        cp_start = self._before(first, qt_start)
        cp_end = self._before(last, qt_end)
        removed = self._raw[cp_start:cp_end]
        self._raw = self._raw[:cp_start] + new.raw + self._raw[cp_end:]
        self._qt_length += new.qt_length - qt_removed
        if new.odd or len(self._odd) > first:
            cp_shift = len(new.raw) - len(removed)
            qt_shift = new.qt_length - qt_removed
            tail = [
                Odd(odd.cp + cp_shift, odd.cp_length, odd.qt + qt_shift, odd.qt_length)
                for odd in self._odd[last:]
            ]
            middle = [
                Odd(odd.cp + cp_start, odd.cp_length, odd.qt + qt_start, odd.qt_length)
                for odd in new.odd
            ]
            self._odd[first:] = middle + tail
            self._cps[first:] = [odd.cp for odd in self._odd[first:]]
            self._qts[first:] = [odd.qt for odd in self._odd[first:]]
        return cp_start, removed

    def _before(self, index: int, position: int) -> int:
        if index == 0:
            return position
        odd = self._odd[index - 1]
        return odd.cp + odd.cp_length + position - odd.qt - odd.qt_length
