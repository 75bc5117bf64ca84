"""The marks and underlines by name; free of Qt, so that the command line has the same words."""

from __future__ import annotations

from enum import StrEnum


class Mark(StrEnum):
    """Every mark of the window; the first six are states, the next five severities."""

    TICK = "tick"
    HALF = "half"
    OCTAGON = "octagon"
    QUESTION = "question"
    DASH = "dash"
    DOTTED = "dotted"
    DOT = "dot"
    TRIANGLE = "triangle"
    TRIANGLE_FILLED = "triangle_filled"
    CRITICAL = "critical"
    LANGUAGE = "language"
    CROSS = "cross"
    RING = "ring"
    INFO = "info"
    PLAY = "play"
    PAUSE = "pause"


class Underline(StrEnum):
    """How a finding is underlined."""

    NOTE = "note"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"
    LANGUAGE = "language"
