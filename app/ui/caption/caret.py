"""The caret of the caption: 2 px in the accent; Qt's own has the color of the text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtGui import QGuiApplication

WIDTH = 2


class Caret(QObject):
    """Blinks at the system's pace, and stands still after every move.

    Args:
        parent: Owner.
        repaint: Asks for the place of the caret to be painted again.
    """

    def __init__(self, parent: QObject, repaint: Callable[[], None]) -> None:
        super().__init__(parent)
        self._repaint = repaint
        self._on = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._blink)

    @property
    def is_on(self) -> bool:
        """Whether it is to be seen now."""
        return self._on

    def start(self) -> None:
        """Show it and begin to blink."""
        self._on = True
        flash_ms = QGuiApplication.styleHints().cursorFlashTime()
        if flash_ms > 1:
            self._timer.start(flash_ms // 2)
        self._repaint()

    def stop(self) -> None:
        """Hide it: the keys go elsewhere."""
        self._on = False
        self._timer.stop()
        self._repaint()

    def _blink(self) -> None:
        self._on = not self._on
        self._repaint()


def caret_rect(line: QRect) -> QRect:
    """Give the caret's own rectangle from the one Qt gives for a place in the text."""
    return QRect(line.center().x() - WIDTH // 2 + 1, line.top(), WIDTH, line.height())
