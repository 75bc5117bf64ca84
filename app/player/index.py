"""The table of a clip's frame times, and the three questions asked of it. Pure.

The frame at a time is the last whose PTS is at or before it; a time handed out is ceil(PTS in ms).
With floor or rounding a third and more of the frames would come back as their neighbors.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from app.domain.timecode import ceil_ms


@dataclass(frozen=True, kw_only=True)
class FrameIndex:
    """Times of all frames in units of `base` seconds, ascending, without repeats.

    Attributes:
        pts: The container's times.
        base: Length of one unit in seconds.
        keys: Numbers of the frames that decode by themselves.
        last_duration: Length of the last frame, in units.
        reorder: How much earlier than its PTS the first packet is decoded, in units.
    """

    pts: tuple[int, ...]
    base: Fraction
    keys: tuple[int, ...]
    last_duration: int
    reorder: int = 0

    @classmethod
    def build(
        cls, frames: Iterable[tuple[int, bool]], base: Fraction, last_duration: int
    ) -> FrameIndex:
        """Sort `(pts, is key)` pairs in decoding order into a table."""
        known: dict[int, bool] = {}
        for pts, key in frames:
            known[pts] = key or known.get(pts, False)
        ordered = sorted(known)
        keys = tuple(n for n, pts in enumerate(ordered) if known[pts])
        if last_duration <= 0 and len(ordered) > 1:
            last_duration = (ordered[-1] - ordered[0]) // (len(ordered) - 1)
        return cls(pts=tuple(ordered), base=base, keys=keys, last_duration=max(1, last_duration))

    def __len__(self) -> int:
        return len(self.pts)

    def exact_ms(self, number: int) -> Fraction:
        """Media time of a frame in ms, not rounded."""
        return (self.pts[number] - self.pts[0]) * self.base * 1000

    def token_ms(self, number: int) -> int:
        """The time to hand out for a frame: ceil(PTS in ms)."""
        return ceil_ms(self.pts[number] - self.pts[0], self.base)

    def at(self, media_ms: float) -> int:
        """The frame at a time: the last with PTS at or before it; the first before the start."""
        units = Fraction(media_ms) / 1000 / self.base + self.pts[0]
        return max(0, bisect_right(self.pts, units) - 1)

    def at_pts(self, pts: int) -> int:
        """The frame at a container time."""
        return max(0, bisect_right(self.pts, pts) - 1)

    def nearest(self, media_ms: float) -> int:
        """The frame whose PTS is closest: what was seen when the clock read `media_ms`."""
        units = media_ms / 1000 / float(self.base) + self.pts[0]
        right = min(bisect_left(self.pts, units), len(self.pts) - 1)
        left = max(0, right - 1)
        return left if units - self.pts[left] <= self.pts[right] - units else right

    def key_before(self, number: int) -> int:
        """The last frame at or before `number` that decodes by itself; 0 when there is none."""
        place = bisect_right(self.keys, number)
        return self.keys[place - 1] if place else 0

    def clamp(self, number: int) -> int:
        """The frame number inside the clip."""
        return min(max(0, number), len(self.pts) - 1)

    @property
    def duration_ms(self) -> int:
        """From the first frame to the end of the last, in ms, rounded."""
        units = self.pts[-1] - self.pts[0] + self.last_duration
        return round(units * self.base * 1000)

    @property
    def variable(self) -> bool:
        """Whether two frames' lengths differ by more than 1.5 ms (what rounding to ms makes)."""
        steps = [b - a for a, b in pairwise(self.pts)]
        return bool(steps) and (max(steps) - min(steps)) * self.base * 1000 > Fraction(3, 2)

    @cached_property
    def longest_ms(self) -> float:
        """How long the longest frame stays, in ms."""
        steps = [b - a for a, b in pairwise(self.pts)]
        return float(max(steps, default=self.last_duration) * self.base * 1000)

    @property
    def longest_gap(self) -> Fraction:
        """Length of the longest group of pictures in seconds."""
        edges = [*(self.pts[k] for k in self.keys), self.pts[-1] + self.last_duration]
        return max((b - a for a, b in pairwise(edges)), default=0) * self.base
