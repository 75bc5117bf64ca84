"""Where things are in the window at its first size, as fractions of its sides."""

from __future__ import annotations

from tests.display.x11 import Box


def text_of(window: Box) -> Box:
    """The caption's text without meter and facets."""
    return window.inside(0.405, 0.115, 0.77, 0.78)


def picture_of(window: Box) -> Box:
    """The middle of the clip's picture."""
    return window.inside(0.05, 0.12, 0.35, 0.32)


def rubric_of(window: Box) -> Box:
    """The criteria of the sidebar."""
    return window.inside(0.78, 0.23, 0.995, 0.80)


def meter_of(window: Box) -> Box:
    """The count of words over the text."""
    return window.inside(0.405, 0.055, 0.47, 0.1)


def start_of(window: Box) -> tuple[int, int]:
    """The left end of the line under the picture: a click there goes to the clip's start."""
    line = window.inside(0.001, 0.4, 0.4, 0.4111)
    return line.x, line.y + line.height
