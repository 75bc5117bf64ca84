"""How large the caption is set, and where its lines begin and end."""

from __future__ import annotations

from enum import IntEnum

from app.ui.common.theme import scaled

ZOOM_MIN, ZOOM_MAX, ZOOM_STEP = 80, 200, 10
"""Zoom of the caption in percent."""

_MEASURE = 640
_CENTERED_FROM = 720


class Density(IntEnum):
    """How much room the window has; decides font, line and padding."""

    ROOMY = 0
    TIGHT = 1
    SMALL = 2


TYPE = {Density.ROOMY: (18, 30), Density.TIGHT: (17, 28), Density.SMALL: (17, 27)}
"""Font and line in logical pixels at 100 %."""

_PADDING = {Density.ROOMY: (36, 22), Density.TIGHT: (28, 16), Density.SMALL: (24, 14)}


def scaled_by(value: float, zoom: int) -> float:
    """Grow a size in logical pixels with the text scale and a zoom in percent."""
    return scaled(round(value * zoom)) / 100


def margins(width: int, density: Density, zoom: int) -> tuple[float, float]:
    """Give the space beside and above the text of an editor of a width in logical pixels.

    The text is 640 px wide and centered from 720 px on; up to there the padding stays.
    """
    side, top = _PADDING[density]
    measure = scaled_by(_MEASURE, zoom)
    centered = width > measure + scaled(_CENTERED_FROM - _MEASURE)
    margin = (width - measure) / 2 if centered else scaled(side)
    return float(int(margin)), float(scaled(top))
