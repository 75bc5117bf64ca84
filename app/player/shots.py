"""Shot boundaries from numbers already read from a clip. Pure, numpy only.

A cut is where two neighbors differ far more than the frames around them do. A flash is not one:
the picture after it is like the picture before. A fade is none either: no single step stands out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_TIMES_MEDIAN: Final = 4.0
_LEAST: Final = 8.0
"""Mean difference in levels of 255 below which nothing is a cut."""
_AROUND: Final = 12
"""Frames each side that say how lively the picture is."""
_FLASH: Final = 3
"""Longest flash in frames."""
_APART: Final = 4


def find_cuts(pictures: NDArray[np.uint8]) -> list[int]:
    """Numbers of the frames that begin a new shot.

    Args:
        pictures: small gray pictures, one row of pixels each: (frames, pixels).
    """
    if len(pictures) < 3:
        return []
    wide = pictures.astype(np.int16)
    steps = np.abs(np.diff(wide, axis=0)).mean(axis=1)
    cuts: list[int] = []
    for place in range(len(steps)):
        low, high = max(0, place - _AROUND), min(len(steps), place + _AROUND + 1)
        around = np.concatenate((steps[low:place], steps[place + 1 : high]))
        lively = float(np.median(around)) if len(around) else 0.0
        height = float(steps[place])
        nearby = steps[max(0, place - _APART) : place + _APART + 1]
        if height < max(_LEAST, _TIMES_MEDIAN * lively) or height < float(nearby.max()):
            continue
        if not _is_flash(wide, place, height):
            cuts.append(place + 1)
    return cuts


def _is_flash(wide: NDArray[np.int16], place: int, height: float) -> bool:
    """Whether the picture soon before and soon after the step are alike."""
    for before in range(max(0, place - _FLASH + 1), place + 1):
        after = before + _FLASH + 1
        if after < len(wide):
            apart = float(np.abs(wide[after] - wide[before]).mean())
            if apart < height / 3:
                return True
    return False
