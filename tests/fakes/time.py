"""A clock and timers that only move when the test moves them."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable


class ManualClock:
    """Starts on a Monday morning, 2026-11-23 09:00 UTC."""

    def __init__(self, utc_ms: int = 1_795_424_400_000, offset_minutes: int = 0) -> None:
        self.wall_ms = utc_ms
        self.mono_ms = 1_000_000
        self.offset = offset_minutes

    def utc_ms(self) -> int:
        return self.wall_ms

    def monotonic_ms(self) -> int:
        return self.mono_ms

    def offset_minutes(self) -> int:
        return self.offset


class ManualTimer:
    def __init__(self, call: Callable[[], None]) -> None:
        self.call = call
        self.cancelled = False

    def cancel(self) -> None:
        self.cancelled = True


class ManualTimers:
    """Timers driven by ``advance``; the clock moves along."""

    def __init__(self, clock: ManualClock) -> None:
        self.clock = clock
        self._waiting: list[tuple[int, int, ManualTimer]] = []
        self._numbers = itertools.count()

    def call_later(self, delay_ms: int, call: Callable[[], None]) -> ManualTimer:
        timer = ManualTimer(call)
        heapq.heappush(self._waiting, (self.clock.mono_ms + delay_ms, next(self._numbers), timer))
        return timer

    @property
    def waiting(self) -> int:
        """How many calls are still to be made."""
        return sum(not timer.cancelled for _, _, timer in self._waiting)

    def advance(self, ms: int) -> None:
        """Let time pass and make every call that is due, in order."""
        end = self.clock.mono_ms + ms
        while self._waiting and self._waiting[0][0] <= end:
            due, _, timer = heapq.heappop(self._waiting)
            self._move(max(0, due - self.clock.mono_ms))
            if not timer.cancelled:
                timer.call()
        self._move(end - self.clock.mono_ms)

    def _move(self, ms: int) -> None:
        self.clock.mono_ms += ms
        self.clock.wall_ms += ms


class CountingIds:
    """Gives ids that tests can foretell."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)

    def new(self) -> str:
        return f"00000000-0000-7000-8000-{next(self._numbers):012d}"
