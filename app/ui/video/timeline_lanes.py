"""Where the lanes of the timeline lie, and which of them give way in low windows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QRectF

from app.ui.common.theme import scaled

GUTTER: Final = 104
MARGIN: Final = 12
GAP: Final = 4
_TOP: Final = 7
_FOOT: Final = 8


class Lane(StrEnum):
    """The lanes, from the top down."""

    RULER = "ruler"
    PICTURE = "picture"
    SOUND = "sound"
    LINES = "lines"
    DESCRIBED = "described"
    WATCHED = "watched"


class Shape(StrEnum):
    """How much room the window gives."""

    FULL = "full"
    LOW = "low"
    TINY = "tiny"


NAMES: Final = {
    Lane.RULER: "Shots",
    Lane.PICTURE: "Picture",
    Lane.SOUND: "Sound",
    Lane.LINES: "Lines",
    Lane.DESCRIBED: "Described",
    Lane.WATCHED: "Watched",
}
_HEIGHTS: Final = {
    Shape.FULL: {
        Lane.RULER: 20,
        Lane.PICTURE: 34,
        Lane.SOUND: 40,
        Lane.LINES: 20,
        Lane.DESCRIBED: 12,
        Lane.WATCHED: 12,
    },
    Shape.LOW: {
        Lane.RULER: 20,
        Lane.SOUND: 30,
        Lane.LINES: 20,
        Lane.DESCRIBED: 12,
        Lane.WATCHED: 12,
    },
    Shape.TINY: {Lane.SOUND: 27, Lane.DESCRIBED: 8, Lane.WATCHED: 5},
}
GROWING: Final = (Lane.PICTURE, Lane.SOUND)
"""Lanes that take the room of a timeline drawn higher."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The lanes of one size, in logical pixels of the widget."""

    shape: Shape
    lanes: dict[Lane, QRectF]
    left: float
    width: float

    def lane_at(self, y: float) -> Lane | None:
        """The lane under a place, the gap below it counted to it."""
        found = None
        for lane, rect in self.lanes.items():
            if y >= rect.top():
                found = lane
        return found

    @property
    def top(self) -> float:
        """Where the first lane begins."""
        return min((rect.top() for rect in self.lanes.values()), default=0.0)

    @property
    def bottom(self) -> float:
        """Where the last lane ends."""
        return max((rect.bottom() for rect in self.lanes.values()), default=0.0)


def _gap_after(lane: Lane, shape: Shape) -> int:
    if shape is Shape.TINY:
        return 1
    # The ruler's ticks stand on the lane below.
    return 1 if lane is Lane.RULER else GAP


def natural_height(shape: Shape) -> int:
    """The height of a shape, its line on top included."""
    if shape is Shape.TINY:
        return scaled(53)
    heights = _HEIGHTS[shape]
    gaps = sum(_gap_after(lane, shape) for lane in list(heights)[:-1])
    return scaled(_TOP + sum(heights.values()) + gaps + _FOOT)


def lay_out(shape: Shape, width: int, height: int) -> Layout:
    """Lay the lanes out; room beyond the natural height goes to picture and sound."""
    tiny = shape is Shape.TINY
    left = scaled(MARGIN if tiny else GUTTER)
    heights = _HEIGHTS[shape]
    growing = [lane for lane in heights if lane in GROWING]
    extra = max(0, height - natural_height(shape)) // max(1, len(growing))
    lanes: dict[Lane, QRectF] = {}
    y = scaled(_TOP)
    inner = max(1, width - left - scaled(MARGIN))
    for lane, natural in heights.items():
        tall = scaled(natural) + (extra if lane in growing else 0)
        lanes[lane] = QRectF(left, y, inner, tall)
        y += tall + scaled(_gap_after(lane, shape))
    return Layout(shape, lanes, float(left), float(inner))
