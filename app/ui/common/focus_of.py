"""Where the keys go."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def holds_focus(widget: QWidget, focus: QWidget | None) -> bool:
    """Tell whether the widget with the focus is this one or stands in it."""
    return focus is not None and (focus is widget or widget.isAncestorOf(focus))
