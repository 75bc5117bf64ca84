"""From a key to the first changed pixel of a part of the screen, seen from outside of the program.

A key is sent by XTest, then the part is read through shared memory about a thousand times a second
until it differs. Nothing else may move in that part. Figures are in ms.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tests.display.x11 import Box, Display

POLL_S = 0.001
QUIET_S = 0.06
LOST_S = 0.4
"""A key after which nothing changes for so long was not seen."""
LINE = "the quick brown fox jumps over a lazy dog and waits for its turn "
ERASE_AFTER = 40
"""Keys after which they are taken back, so that the text stays as long as it was."""


@dataclass(slots=True)
class Latency:
    """What was seen."""

    ms: list[float] = field(default_factory=list)
    missed: int = 0

    def at(self, percent: float) -> float | None:
        """The value that so many percent of the keys do not exceed."""
        if not self.ms:
            return None
        ordered = sorted(self.ms)
        return round(ordered[min(len(ordered) - 1, round(percent / 100 * (len(ordered) - 1)))], 1)

    def figures(self) -> dict[str, float | int | None]:
        """As they are printed."""
        return {
            "p50": self.at(50),
            "p95": self.at(95),
            "p99": self.at(99),
            "max": self.at(100),
            "keys": len(self.ms) + self.missed,
            "missed": self.missed,
        }


def until_quiet(read: Callable[[], bytes], limit_s: float = 1.5) -> bytes:
    """Wait until the part stays as it is; gives its pixels."""
    seen = read()
    since = begun = time.perf_counter()
    while time.perf_counter() - since < QUIET_S and time.perf_counter() - begun < limit_s:
        time.sleep(0.002)
        now = read()
        if now != seen:
            seen, since = now, time.perf_counter()
    return seen


def measure(
    display: Display,
    box: Box,
    *,
    keys: Sequence[str] = tuple(LINE),
    count: int = 100,
    rate: float = 10.0,
    prepare: Callable[[], None] | None = None,
    erase: bool = True,
) -> Latency:
    """Type and time each key.

    Args:
        display: Where the window is that has the keys.
        box: The part that changes by a key and by nothing else.
        keys: What is typed, again and again.
        count: Timed keys.
        rate: Keys a second; the caret's blinking pauses at 3 or more.
        prepare: Called before each key; what it changes is waited for and not timed.
        erase: Take the keys back now and then.
    """
    found = Latency()
    typed = 0
    with display.watching(box) as read:
        until_quiet(read)
        following = time.perf_counter()
        for number in range(count):
            if erase and typed >= ERASE_AFTER:
                _take_back(display, typed)
                typed = 0
                until_quiet(read)
                following = time.perf_counter()
            # Not in step with a screen of 60 Hz.
            following += (0.9 + 0.2 * (number * 37 % 100) / 100) / rate
            time.sleep(max(0.0, following - time.perf_counter()))
            if prepare is not None:
                prepare()
                until_quiet(read)
            _time_key(display, read, keys[number % len(keys)], found)
            typed += 1
            following = max(following, time.perf_counter() - 1 / rate)
    if erase:
        _take_back(display, typed)
    return found


def _time_key(display: Display, read: Callable[[], bytes], key: str, found: Latency) -> None:
    before = read()
    begun = time.perf_counter()
    display.press(key)
    while True:
        changed = read() != before
        elapsed = time.perf_counter() - begun
        if changed:
            found.ms.append(elapsed * 1000)
            return
        if elapsed > LOST_S:
            found.missed += 1
            return
        time.sleep(POLL_S / 2)


def _take_back(display: Display, keys: int) -> None:
    for _ in range(keys):
        display.press("BackSpace")
        time.sleep(0.02)
