"""Which part of the clip the timeline shows, and the numbers of its ruler."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

STEP: Final = 1.25
"""One notch of the wheel or one press of a key."""
CLOSEST_MS: Final = 2.0
"""Media time per pixel at the closest look: 17 px a frame at 30 frames a second."""
_NUMBER_EVERY: Final = 68
_STEPS_MS: Final = (
    *(100, 200, 500, 1000, 2000, 4000, 5000, 10_000, 15_000, 30_000),
    *(60_000, 120_000, 300_000, 600_000, 1_800_000, 3_600_000),
)


@dataclass(frozen=True, slots=True)
class Zoom:
    """A view of the clip, in logical pixels from the left edge of the lanes.

    Attributes:
        start_ms: What lies at the left edge.
        factor: 1 shows the whole clip.
    """

    duration_ms: int = 0
    width: float = 1.0
    start_ms: float = 0.0
    factor: float = 1.0

    @property
    def ms_per_pixel(self) -> float:
        """Media time per logical pixel."""
        return max(self.duration_ms, 1) / (max(self.width, 1.0) * self.factor)

    @property
    def span_ms(self) -> float:
        """How much is in view."""
        return self.duration_ms / self.factor

    @property
    def end_ms(self) -> float:
        """What lies at the right edge."""
        return self.start_ms + self.span_ms

    @property
    def whole(self) -> bool:
        """Whether the whole clip is in view."""
        return self.factor <= 1.0

    def x(self, ms: float) -> float:
        """Where a time lies; may be outside the view."""
        return (ms - self.start_ms) / self.ms_per_pixel

    def time(self, x: float) -> int:
        """The time at a place, inside the clip."""
        return round(min(max(self.start_ms + x * self.ms_per_pixel, 0), self.duration_ms))

    def fitted(self, duration_ms: int, width: float) -> Zoom:
        """The same look at another width; another clip is shown whole."""
        if duration_ms != self.duration_ms:
            return Zoom(duration_ms, width)
        return _inside(replace(self, width=width))

    def zoomed(self, by: float, at_x: float) -> Zoom:
        """Closer or farther, with the time at ``at_x`` staying where it is."""
        closest = max(1.0, self.duration_ms / (max(self.width, 1.0) * CLOSEST_MS))
        factor = min(max(self.factor * by, 1.0), closest)
        kept = self.start_ms + at_x * self.ms_per_pixel
        closer = replace(self, factor=factor)
        return _inside(replace(closer, start_ms=kept - at_x * closer.ms_per_pixel))

    def scrolled(self, by_ms: float) -> Zoom:
        """Moved along the clip, never past its ends."""
        return _inside(replace(self, start_ms=self.start_ms + by_ms))

    def showing(self, ms: float) -> Zoom:
        """The same when the time is in view, else turned like a page so that it is."""
        if self.whole or self.start_ms <= ms <= self.end_ms:
            return self
        return _inside(replace(self, start_ms=ms - self.span_ms * 0.1))


def _inside(zoom: Zoom) -> Zoom:
    start = min(max(zoom.start_ms, 0.0), max(0.0, zoom.duration_ms - zoom.span_ms))
    return replace(zoom, start_ms=start)


def number_step_ms(zoom: Zoom, least_px: float = _NUMBER_EVERY) -> int:
    """How far apart the numbers of the ruler stand."""
    least = least_px * zoom.ms_per_pixel
    return next((step for step in _STEPS_MS if step >= least), _STEPS_MS[-1])


def ruler_numbers(zoom: Zoom, step_ms: int) -> tuple[int, ...]:
    """The times that have a number, those whose number reaches into the view included."""
    if not zoom.duration_ms:
        return ()
    first = max(0, int(zoom.start_ms // step_ms) - 1) * step_ms
    last = min(zoom.end_ms, zoom.duration_ms)
    return tuple(range(first, int(last) + 1, step_ms))


def number_words(ms: int, step_ms: int) -> str:
    """A number of the ruler: `0:04`, `1:02:00`, with tenths where they differ: `0:04.2`."""
    minutes, second = divmod(ms // 1000, 60)
    hours, minute = divmod(minutes, 60)
    tail = f".{ms % 1000 // 100}" if step_ms < 1000 else ""
    return (f"{hours}:{minute:02d}" if hours else f"{minute}") + f":{second:02d}{tail}"
