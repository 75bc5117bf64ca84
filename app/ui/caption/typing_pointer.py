"""The mouse pointer goes away while somebody types, and comes back when it is moved."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QWidget


class TypingPointer:
    """Hides the pointer over one widget.

    Args:
        over: The widget.
        usual: The shape that comes back.
    """

    def __init__(self, over: QWidget, usual: Qt.CursorShape) -> None:
        self._over = over
        self._usual = usual
        self._at: QPoint | None = None

    @property
    def hidden(self) -> bool:
        """Whether it is out of sight."""
        return self._at is not None

    def hide(self) -> None:
        """Take it out of sight, for it lies over the words."""
        if self._at is None:
            self._at = QCursor.pos()
            self._over.setCursor(Qt.CursorShape.BlankCursor)

    def moved(self, to: QPoint) -> None:
        """Hear where it is on the screen; a move to where it was is none."""
        if self._at is not None and to != self._at:
            self.show()

    def show(self) -> None:
        """Bring it back."""
        if self._at is not None:
            self._at = None
            self._over.setCursor(self._usual)
