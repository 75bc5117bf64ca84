"""Which stretches of a clip have no picture that can be shown rightly, as far as is known. Pure.

A packet that does not decode takes with it all that is told as a difference from it: everything up
to the next frame that decodes by itself. What a decoder makes up for these looks like a picture and
is none of that moment.
"""

from __future__ import annotations

from bisect import bisect_left
from math import ceil

from app.player.index import FrameIndex

Stretch = tuple[int, int]


class Damage:
    """Stretches in ms of media time, half-open, in order and apart; they only grow.

    One thread adds; any thread reads, for the tuple is replaced as a whole.
    """

    def __init__(self) -> None:
        self.stretches: tuple[Stretch, ...] = ()

    def add(self, start_ms: int, end_ms: int) -> None:
        """Add a stretch, joined with those it touches."""
        joined: list[Stretch] = []
        for start, end in self.stretches:
            if end < start_ms or start > end_ms:
                joined.append((start, end))
            else:
                start_ms, end_ms = min(start, start_ms), max(end, end_ms)
        self.stretches = tuple(sorted([*joined, (start_ms, end_ms)]))

    def at(self, media_ms: float) -> Stretch | None:
        """The stretch around a time."""
        return stretch_at(self.stretches, media_ms)


def stretch_at(stretches: tuple[Stretch, ...], media_ms: float) -> Stretch | None:
    """The stretch around a time, or None."""
    return next((s for s in stretches if s[0] <= media_ms < s[1]), None)


_MANY = 16
"""So many frames are missing together only where something broke, if anything did."""


class DamageFinder:
    """Listens to the decoding of one file in its order and adds what is missing.

    Only an error makes a missing frame damage: some streams number frames that are never shown.
    """

    def __init__(self, index: FrameIndex, damage: Damage) -> None:
        self._index = index
        self._damage = damage
        self._last = -1
        self._broke = self._ever_broke = False
        self._missing: Stretch | None = None

    def begins(self, number: int) -> None:
        """Decoding begins anew with this frame."""
        self._last, self._missing = number - 1, None
        self._broke = self._ever_broke = False

    def broke(self) -> None:
        """A packet did not decode; told a little late, or before whole frames that waited."""
        self._broke = self._ever_broke = True
        self._settle()

    def saw(self, number: int, *, corrupt: bool = False) -> None:
        """A frame was decoded."""
        last, self._last = self._last, max(number, self._last)
        if corrupt:
            self.broke()
        if number <= last:
            return
        if number > last + 1 or corrupt:
            self._broke = self._broke or (self._ever_broke and number > last + _MANY)
            first = last + 1
            after = number if self._is_key(number) and not corrupt else self._key_after(number)
            self._missing = (self._missing[0] if self._missing else first, after)
            self._settle()
        elif self._is_key(number):
            self._broke, self._missing = False, None
        elif self._missing is not None and number > self._missing[1]:
            self._missing = None

    def ended(self) -> None:
        """Nothing more comes; what was due and broke is missing too."""
        if self._broke and self._last + 1 < len(self._index):
            self._missing = (self._last + 1, len(self._index))
            self._settle()

    def _settle(self) -> None:
        if self._broke and self._missing is not None:
            first, after = self._missing
            self._damage.add(*frames_ms(self._index, first, after))
            self._broke, self._missing = False, None

    def _is_key(self, number: int) -> bool:
        return self._index.key_before(number) == number

    def _key_after(self, number: int) -> int:
        keys = self._index.keys
        place = bisect_left(keys, number + 1)
        return keys[place] if place < len(keys) else len(self._index)


def frames_ms(index: FrameIndex, first: int, after: int) -> Stretch:
    """From where the frame before `first` ends to where the frame `after` begins, in ms."""
    end = index.token_ms(after) if after < len(index) else ceil(index.duration_ms)
    return index.token_ms(first), end
