"""Small painted signs that stand between words: a mark by itself, and a bar filled to a share."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.common import sizes
from app.ui.common.marks import Mark, paint_mark
from app.ui.common.theme import current_theme, scaled

_BAR_CORNER = 3


class MarkSign(QWidget):
    """One mark of the size of small icons."""

    def __init__(self, mark: Mark, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = mark
        self.setFixedSize(scaled(sizes.ICON_SMALL), scaled(sizes.ICON_SMALL))

    def set_mark(self, mark: Mark) -> None:
        """Show another mark."""
        if mark is not self._mark:
            self._mark = mark
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the mark."""
        del event
        paint_mark(QPainter(self), QRectF(self.rect()), self._mark, current_theme())


class ShareBar(QWidget):
    """A low bar that is filled to a share."""

    def __init__(self, width: int | None = None) -> None:
        """Make an empty bar.

        Args:
            width: Its width in logical pixels at 100 %; None takes what there is.
        """
        super().__init__()
        self._share = 0.0
        self._width = width
        across = QSizePolicy.Policy.Expanding if width is None else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float) -> None:
        """Fill it to a share; more than 1 is full."""
        share = min(1.0, share)
        if share != self._share:
            self._share = share
            self.update()

    def sizeHint(self) -> QSize:
        """6 high."""
        return QSize(scaled(self._width or 0), scaled(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the widget from the tokens."""
        del event
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.line)
        painter.drawRoundedRect(self.rect(), _BAR_CORNER, _BAR_CORNER)
        painter.setBrush(theme.ink2)
        filled = QRectF(0, 0, self.width() * self._share, self.height())
        painter.drawRoundedRect(filled, _BAR_CORNER, _BAR_CORNER)
