"""Where a window may lie: never larger than its screen, and never beside it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QStyle, QWidget


def within(wanted: QRect, available: QRect) -> QRect:
    """Give the rectangle that is nearest to a wanted one and lies on the screen."""
    size = wanted.size().boundedTo(available.size())
    left = max(available.left(), min(wanted.left(), available.right() + 1 - size.width()))
    top = max(available.top(), min(wanted.top(), available.bottom() + 1 - size.height()))
    return QRect(left, top, size.width(), size.height())


def keep_on_screen(window: QWidget, available: QRect) -> None:
    """Shrink and move a window that its screen cannot show whole, title bar and all.

    The least size gives way too: a small screen at a large scale has less room than that.
    """
    if window.isMaximized() or window.isFullScreen():
        return
    title = window.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight, None, window)
    inner = available
    if window.height() + title > available.height():
        inner = available.adjusted(0, title, 0, 0)
    least = QSize(window.minimumSize()).boundedTo(inner.size())
    window.setMinimumSize(least)
    wanted = window.geometry()
    kept = within(wanted, inner)
    if kept != wanted:
        window.setGeometry(kept)
