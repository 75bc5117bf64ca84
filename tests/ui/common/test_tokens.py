"""The colors keep the contrast they were chosen for (WCAG 2 ratios, on the worst ground)."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from app.ui.common.tokens import DARK, LIGHT, Theme, high_contrast

GROUNDS = ("win", "panel", "paper", "sunken", "hover")


def luminance(color: QColor) -> float:
    channels = (color.redF(), color.greenF(), color.blueF())
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: QColor, other: QColor) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def worst(theme: Theme, token: str) -> float:
    return min(ratio(theme.token(token), theme.token(ground)) for ground in GROUNDS)


# Token, ratio on the worst ground, ratio on paper, as published for each theme.
LIGHT_RATIOS = [
    ("edge", 3.0, 3.7),
    ("ink", 14.0, 17.1),
    ("ink2", 7.1, 8.6),
    ("ink3", 5.0, 6.0),
    ("accent", 5.3, 6.5),
    ("ok", 5.4, 6.5),
    ("weak", 5.6, 6.8),
    ("bad", 6.1, 7.4),
    ("info", 6.3, 7.7),
]
DARK_RATIOS = [
    ("edge", 3.5, 3.9),
    ("ink", 11.4, 12.9),
    ("ink2", 7.3, 8.2),
    ("ink3", 5.3, 6.0),
    ("accent", 6.4, 7.2),
    ("ok", 6.9, 7.8),
    ("weak", 7.2, 8.1),
    ("bad", 6.1, 6.9),
    ("info", 6.8, 7.6),
]


@pytest.mark.parametrize(
    ("theme", "token", "on_worst", "on_paper"),
    [(LIGHT, *row) for row in LIGHT_RATIOS] + [(DARK, *row) for row in DARK_RATIOS],
)
def test_contrast_is_what_was_published(
    theme: Theme, token: str, on_worst: float, on_paper: float
) -> None:
    assert worst(theme, token) == pytest.approx(on_worst, abs=0.06)
    assert ratio(theme.token(token), theme.paper) == pytest.approx(on_paper, abs=0.06)


@pytest.mark.parametrize("theme", [LIGHT, DARK, high_contrast(LIGHT), high_contrast(DARK)])
def test_text_reads_on_every_ground(theme: Theme) -> None:
    assert worst(theme, "ink") >= 7
    assert worst(theme, "ink2") >= 7
    for token in ("ink3", "accent", "ok", "weak", "bad", "info"):
        assert worst(theme, token) >= 4.5
    assert ratio(theme.onaccent, theme.accent) >= 6.5
    for soft in ("badsoft", "weaksoft", "infosoft"):
        assert ratio(theme.ink, theme.token(soft)) >= 10
        assert ratio(theme.ink2, theme.token(soft)) >= 6.5
    assert ratio(theme.ink, theme.soft) >= 10
    assert ratio(theme.accent, theme.soft) >= 4.5


@pytest.mark.parametrize("theme", [high_contrast(LIGHT), high_contrast(DARK)])
def test_high_contrast_outlines_reach_three_to_one(theme: Theme) -> None:
    assert worst(theme, "btn") >= 2.99
    assert worst(theme, "line") >= 2.99
    assert theme.ink3 == theme.ink2
    assert theme.high_contrast
