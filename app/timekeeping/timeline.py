"""Where lived time lies on the calendar: monotonic lengths, wall-clock places, never twice used."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.timekeeping.signals import Instant

Span = tuple[int, int]
"""Half-open ``(start_ms, end_ms)``, UTC."""


class Timeline:
    """Places each lived millisecond once.

    Lengths come from the monotonic clock, so a step of the wall clock cannot stretch or shrink
    work. Places come from the wall clock as it was at the last anchor. A stretch that already holds
    recorded work is stepped over, so a clock that was set back cannot make an overlap.
    """

    def __init__(self, occupied: Iterable[Span] = ()) -> None:
        """Start with the stretches that take no new work: recorded intervals and locked periods."""
        self._occupied: list[Span] = []  # sorted, and no two of them touch
        for span in occupied:
            self.occupy(span)
        self._anchor_wall_ms = 0
        self._anchor_monotonic_ms = 0
        self._shift_ms = 0

    def occupy(self, span: Span) -> None:
        """Take a stretch; without length it takes nothing."""
        start_ms, end_ms = span
        if end_ms <= start_ms:
            return
        first = bisect_left(self._occupied, start_ms, key=lambda taken: taken[1])
        last = bisect_right(self._occupied, end_ms, key=lambda taken: taken[0])
        if first < last:
            start_ms = min(start_ms, self._occupied[first][0])
            end_ms = max(end_ms, self._occupied[last - 1][1])
        self._occupied[first:last] = [(start_ms, end_ms)]

    def anchor(self, now: Instant) -> None:
        """Believe the wall clock from now on, at the first free place."""
        self._anchor_wall_ms = now.wall_ms
        self._anchor_monotonic_ms = now.monotonic_ms
        self._shift_ms = self.free_from(now.wall_ms) - now.wall_ms

    def drift_ms(self, now: Instant) -> int:
        """How far the wall clock has run ahead of the monotonic one since the anchor."""
        return now.wall_ms - self._expected_wall_ms(now)

    def position(self, now: Instant) -> int:
        """The calendar place of this instant, UTC ms."""
        return self._expected_wall_ms(now) + self._shift_ms

    def step_over(self, span: Span) -> int:
        """Move everything from ``span`` on behind it; return the first free place, UTC ms."""
        free = self.free_from(span[1])
        self._shift_ms += free - span[0]
        return free

    def free_from(self, place_ms: int) -> int:
        """The first place at or after ``place_ms`` that is not taken."""
        index = bisect_right(self._occupied, place_ms, key=lambda taken: taken[0]) - 1
        if index >= 0 and self._occupied[index][1] > place_ms:
            return self._occupied[index][1]
        return place_ms

    def first_taken(self, start_ms: int, end_ms: int) -> Span | None:
        """The first taken stretch that begins in ``[start_ms, end_ms)``."""
        index = bisect_left(self._occupied, start_ms, key=lambda taken: taken[0])
        if index < len(self._occupied) and self._occupied[index][0] < end_ms:
            return self._occupied[index]
        return None

    def _expected_wall_ms(self, now: Instant) -> int:
        return self._anchor_wall_ms + now.monotonic_ms - self._anchor_monotonic_ms
