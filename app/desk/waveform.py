"""The waveform of a clip as it becomes known, and where it is quiet."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from app.domain.coverage import Span, gaps, merge

STEP_MS: Final = 10
"""One peak stands for this much of the clip."""
QUIET: Final = 3
"""A peak of at most this much of 255 is silent whatever surrounds it (-38 dB)."""
SHORTEST_MS: Final = 200
_CLICK_MS: Final = 30
"""A louder moment of at most this length does not end a silence."""
_SHARE: Final = 0.2
"""How far above the floor, on the way to the loud parts, it still counts as quiet."""
_LIVELY: Final = 10
"""With less between floor and loud parts the sound is steady and has no quiet places."""

_QUIET_RUN = re.compile(rb"q+")


class Waveform:
    """Peaks of 10 ms each, 0 to 255 of full scale, that may arrive in any order. MAIN.

    Attributes:
        version: Grows with every part that arrives.
    """

    def __init__(self) -> None:
        self.version = 0
        self._peaks = bytearray()
        self._known: tuple[Span, ...] = ()
        self._silences: tuple[int, tuple[Span, ...]] | None = None
        self._loudest = 0

    @property
    def known(self) -> tuple[Span, ...]:
        """The parts that arrived, merged, in ms."""
        return self._known

    @property
    def loudest(self) -> int:
        """The highest peak so far, by which painters scale."""
        return self._loudest

    def add(self, start_ms: int, peaks: bytes) -> None:
        """Take a part that starts at ``start_ms``."""
        if not peaks:
            return
        at = start_ms // STEP_MS
        end = at + len(peaks)
        if len(self._peaks) < end:
            self._peaks.extend(bytes(end - len(self._peaks)))
        self._peaks[at:end] = peaks
        self._known = merge((*self._known, (at * STEP_MS, end * STEP_MS)))
        self._loudest = max(self._loudest, *peaks)
        self.version += 1

    def unknown(self, duration_ms: int) -> tuple[Span, ...]:
        """Give what has not arrived, rests of less than a tenth of a second left out."""
        return gaps(self._known, duration_ms, longer_than_ms=100)

    def peak(self, start_ms: float, end_ms: float) -> int:
        """Give the highest peak of a stretch; 0 where nothing is known."""
        at = max(0, int(start_ms // STEP_MS))
        end = max(at + 1, int(-(-end_ms // STEP_MS)))
        return max(self._peaks[at:end], default=0)

    def silences(self) -> tuple[Span, ...]:
        """Give the quiet stretches of what is known, each at least 200 ms long.

        Quiet is judged against this clip: near its own floor, not near digital zero, because
        films have room tone. Steady sound has no quiet stretches.
        """
        if self._silences is None or self._silences[0] != self.version:
            self._silences = (self.version, self._find_silences())
        return self._silences[1]

    def _find_silences(self) -> tuple[Span, ...]:
        limit = _quiet_limit(self._peaks)
        if limit is None:
            return ()
        table = bytes(ord("q") if level <= limit else ord("l") for level in range(256))
        marked = self._peaks.translate(table)
        runs = merge(
            ((m.start() * STEP_MS, m.end() * STEP_MS) for m in _QUIET_RUN.finditer(marked)),
            bridge_ms=_CLICK_MS,
        )
        inside = (
            (max(start, low), min(end, high)) for start, end in runs for low, high in self._known
        )
        return tuple(span for span in inside if span[1] - span[0] >= SHORTEST_MS)


def _quiet_limit(peaks: bytearray) -> int | None:
    """The highest level that is quiet in this clip, None when it has no quiet places."""
    if not peaks:
        return None
    counts = Counter(peaks)
    floor = _percentile(counts, len(peaks), 0.1)
    loud = _percentile(counts, len(peaks), 0.95)
    if loud - floor < _LIVELY:
        return QUIET if floor <= QUIET else None
    return max(QUIET, round(floor + (loud - floor) * _SHARE))


def _percentile(counts: Counter[int], total: int, share: float) -> int:
    seen = 0
    for level in sorted(counts):
        seen += counts[level]
        if seen >= total * share:
            return level
    return 0
