"""How alike two pictures are, told from some hundred samples of their light. Pure.

libVLC shows a picture or two of the old place after a seek, and nothing says so; but such a picture
is more like the old place than like the frame asked for, which PyAV decoded already.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter, sub
from typing import Any, Final

_ROWS: Final = 24
_COLUMNS: Final = 32
_SAME: Final = 3.0
"""Levels that two scalers may make of the same picture; below it pictures look alike."""

Samples = tuple[int, ...]


@lru_cache(maxsize=8)
def _grid(width: int, height: int, stride: int, turns: int) -> itemgetter[Any]:
    """Where the samples lie, in the order of the upright picture."""
    places: list[int] = []
    for row in range(_ROWS):
        for column in range(_COLUMNS):
            y, x = (row + 0.5) / _ROWS, (column + 0.5) / _COLUMNS
            for _ in range(turns):
                # One quarter counter-clockwise: what is at the top was at the right.
                y, x = x, 1 - y
            places.append(int(y * height) * stride + int(x * width))
    return itemgetter(*places)


def samples(light: Sequence[int], width: int, height: int, stride: int, turns: int = 0) -> Samples:
    """Samples of a plane of light.

    Args:
        light: the plane, a byte a pixel.
        width: of the plane in pixels.
        height: of the plane in pixels.
        stride: bytes from one line to the next.
        turns: quarters counter-clockwise that make the picture upright.
    """
    taken: Samples = _grid(width, height, stride, turns)(light)
    return taken


def difference(one: Samples, other: Samples) -> float:
    """Mean difference in levels."""
    return sum(map(abs, map(sub, one, other))) / max(1, len(one))


def is_old(picture: Samples, wanted: Samples, old: Sequence[Samples]) -> bool:
    """Whether a picture is clearly more like one of the old ones than like the one wanted."""
    away = difference(picture, wanted) - _SAME
    return any(difference(picture, one) < away for one in old)
