"""Which media time a picture had when libVLC displayed it. Pure; times come from outside.

libVLC 3 hands no time to a picture. Its time events come every 250 or 500 ms and are right to a
millisecond at their own moment; between them time runs on at the rate (measured: within 0.1 frame).
After a seek the last event is wrong until the next one, so a seek voids the anchor. A provisional
one takes its place: the picture sought is displayed `LEAD_MS` after playing goes on, because
libVLC's output clock starts there (src/input/es_out.c, i_wakeup_delay).

Another event comes with the start itself, most often. It is exact, or too low: libVLC tells no time
later than what it has read so far, and above speed 1 its clock may begin later than that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

LEAD_MS: Final = 10.0
_SETTLE_MS: Final = 50.0
_NEAR_MS: Final = 100.0
"""How far from the provisional anchor an early event may be and still be believed."""


@dataclass(frozen=True, slots=True)
class _Anchor:
    at_ms: float
    media_ms: float
    provisional: bool


class PlayClock:
    """Media time against a monotonic clock, both in milliseconds."""

    def __init__(self) -> None:
        self._anchor: _Anchor | None = None
        self._held_ms: float | None = None
        self._settled_ms = 0.0
        self._spread_ms = 0.0
        self.rate = 1.0

    @property
    def known(self) -> bool:
        """Whether a time can be told at all."""
        return self._anchor is not None

    def void(self) -> None:
        """Forget everything: a seek or another clip."""
        self._anchor = None
        self._held_ms = None

    def started(
        self, now_ms: float, media_ms: float, late_ms: float = 0.0, spread_ms: float = 0.0
    ) -> None:
        """Playing goes on at `media_ms` after a seek or a start.

        Args:
            now_ms: the moment.
            media_ms: the time asked for.
            late_ms: how much later than at speed 1 its picture is displayed.
            spread_ms: how much longer than thought libVLC's way to the time asked for may be.
        """
        self._spread_ms = spread_ms
        self._anchor = _Anchor(now_ms + LEAD_MS + late_ms, media_ms, True)
        self._settled_ms = now_ms + _SETTLE_MS
        self._held_ms = None

    def heard(self, now_ms: float, media_ms: float) -> None:
        """A time event arrived; an unlikely one is ignored while the output clock settles."""
        expected = self.at(now_ms)
        if expected is None or self._held_ms is not None:
            return
        if now_ms < self._settled_ms and not self._likely(media_ms - expected):
            return
        self._anchor = _Anchor(now_ms, media_ms, False)

    def _likely(self, ahead_ms: float) -> bool:
        """Whether an early event may differ so much from what is expected."""
        longer = self._spread_ms * (self.rate - 1)
        return min(0.0, longer) - _NEAR_MS < ahead_ms < max(0.0, longer) + _NEAR_MS

    def hold(self, now_ms: float) -> None:
        """Playing stops; time stands still."""
        if self._held_ms is None:
            self._held_ms = now_ms

    def resume(self, now_ms: float) -> None:
        """Playing goes on where it was held: libVLC shifts its clock by the pause."""
        anchor, held = self._anchor, self._held_ms
        if anchor is None or held is None:
            return
        self._anchor = _Anchor(anchor.at_ms + now_ms - held, anchor.media_ms, anchor.provisional)
        self._settled_ms += now_ms - held
        self._held_ms = None

    def at(self, now_ms: float) -> float | None:
        """The media time at a moment, or None while nothing is known."""
        anchor = self._anchor
        if anchor is None:
            return None
        if self._held_ms is not None:
            now_ms = min(now_ms, self._held_ms)
        return anchor.media_ms + (now_ms - anchor.at_ms) * self.rate
