"""A drawer: something to read that slides over part of the window and goes away with Esc."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QObject,
    QPoint,
    QRect,
    Qt,
    QVariantAnimation,
    Signal,
)
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.ui.common import sizes
from app.ui.common.theme import current_theme, theme_hub


class Drawer(QWidget):
    """Lies over the window at its right-hand place; opens in 120 ms, or at once.

    It takes the focus while it is open and gives it back to whoever had it before.

    Args:
        window: The window it lies in.
        content: What it shows; it becomes the drawer's child.
        place: Gives where it lies when it is open, in the window's own pixels.
        anchors: Widgets whose moving and growing moves the drawer along.
        first: Who gets the focus when it opens.

    Signals:
        opened: it came.
        closed: it went away and the focus is back.
    """

    opened = Signal()
    closed = Signal()

    def __init__(
        self,
        window: QWidget,
        content: QWidget,
        place: Callable[[], QRect],
        *,
        anchors: Sequence[QWidget] = (),
        first: QWidget | None = None,
    ) -> None:
        super().__init__(window)
        self.content = content
        self._place = place
        self._first = first
        self._before: QWidget | None = None
        self._motion = QVariantAnimation(self)
        self._motion.setDuration(sizes.MOTION_MS)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._motion.setStartValue(0.0)
        self._motion.setEndValue(1.0)
        self._motion.valueChanged.connect(lambda _value: self._lay())
        content.setParent(self)
        self.setAccessibleName(content.accessibleName())
        self.hide()
        for anchor in anchors:
            anchor.installEventFilter(self)

    @property
    def is_open(self) -> bool:
        """Whether it is open; true from the moment it begins to open."""
        return not self.isHidden()

    @property
    def place(self) -> QRect:
        """Where it lies when it is open."""
        return self._place()

    def has_focus(self) -> bool:
        """Whether the keys go into it."""
        holder = QApplication.focusWidget()
        return holder is not None and self.isAncestorOf(holder)

    def open(self) -> None:
        """Come, and take the focus; nothing moves if it is open already."""
        if not self.is_open:
            self._before = self.window().focusWidget()
            hub = theme_hub()
            still = hub is None or hub.reduce_motion
            if not still:
                self._motion.start()
            self._lay()
            self.show()
            self.raise_()
            self.opened.emit()
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.PopupFocusReason)

    def shut(self, *, give_back: bool = True) -> bool:
        """Go away.

        Args:
            give_back: Give the focus back to whoever had it before.

        Returns:
            Whether it was open, so that Esc knows if there was something to close.
        """
        if not self.is_open:
            return False
        self._motion.stop()
        inside = self.has_focus()
        self.hide()
        before, self._before = self._before, None
        if give_back and inside and before is not None and isValid(before):
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()
        return True

    def _lay(self) -> None:
        """Put it where it belongs; while it opens, less wide, from its right edge."""
        whole = self._place()
        moving = self._motion.state() == QVariantAnimation.State.Running
        share = float(self._motion.currentValue()) if moving else 1.0
        width = max(1, round(whole.width() * share))
        self.setGeometry(whole.right() + 1 - width, whole.y(), width, whole.height())
        self._lay_content()

    def _lay_content(self) -> None:
        whole = self._place()
        self.content.setGeometry(1, 0, max(1, whole.width() - 1), whole.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size."""
        super().resizeEvent(event)
        self._lay_content()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move along with what it lies over."""
        if self.is_open and event.type() in {QEvent.Type.Resize, QEvent.Type.Move}:
            self._lay()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line at the left edge, where the drawer ends."""
        del event
        QPainter(self).fillRect(0, 0, 1, self.height(), current_theme().btn)


def rect_in(window: QWidget, widget: QWidget) -> QRect:
    """Where a widget lies in a window's own pixels."""
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
