"""Sizes below which something gives way."""

from __future__ import annotations

from app.ui.common.theme import scaled

HYSTERESIS = 24
"""A limit is passed back only this many pixels later, so that a drag does not flicker."""


class Limit:
    """A size below which something gives way, with hysteresis."""

    def __init__(self, below: int) -> None:
        self._below = below
        self.on = False

    def feed(self, size: int) -> bool:
        """Take the size in logical pixels; gives whether the limit is passed."""
        edge = scaled(self._below) + (HYSTERESIS if self.on else 0)
        self.on = size < edge
        return self.on
