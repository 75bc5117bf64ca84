"""The seek line under the picture: 4 px, with the time under the pointer."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.ui.common.theme import current_theme, scaled
from app.ui.common.words.formats import clock_time, short_time

_LINE = 4
_HANDLE = 6


class SeekLine(QWidget):
    """Where the playhead is; click or drag to go elsewhere.

    Signals:
        sought: A place was chosen, in ms of media time.
    """

    sought = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._duration_ms = 0
        self._at_ms = 0
        self._loop: tuple[int | None, int | None] = (None, None)
        self._hover: float | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Place in the clip")

    def set_duration(self, duration_ms: int) -> None:
        """Tell the length of the clip."""
        if duration_ms != self._duration_ms:
            self._duration_ms = duration_ms
            self.update()

    def set_place(self, at_ms: int) -> None:
        """Move the handle; only what changes is painted."""
        if at_ms == self._at_ms:
            return
        before = self._x(self._at_ms)
        self._at_ms = at_ms
        after = self._x(at_ms)
        left, right = sorted((before, after))
        self.update(int(left) - _HANDLE, 0, int(right - left) + 2 * _HANDLE + 2, self.height())

    def set_loop(self, start_ms: int | None, end_ms: int | None) -> None:
        """Show the loop."""
        if (start_ms, end_ms) != self._loop:
            self._loop = (start_ms, end_ms)
            self.update()

    def sizeHint(self) -> QSize:
        """A line of 4 in a strip that a pointer can hit."""
        return QSize(100, scaled(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line, what was played, the loop and the handle."""
        theme = current_theme()
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.win)
        top = 0.0
        painter.fillRect(QRectF(0, top, self.width(), _LINE), theme.line)
        if not self._duration_ms:
            return
        painter.fillRect(QRectF(0, top, self._x(self._at_ms), _LINE), theme.ink3)
        start, end = self._loop
        if start is not None:
            right = self._x(end) if end is not None else self._x(start) + 2
            painter.fillRect(
                QRectF(self._x(start), top, right - self._x(start), _LINE), theme.accent
            )
        if self._hover is not None:
            painter.fillRect(QRectF(self._hover, top, 1, _LINE + 3), theme.ink2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.accent)
        x = min(max(self._x(self._at_ms), _HANDLE / 2), self.width() - _HANDLE / 2)
        painter.drawRoundedRect(QRectF(x - _HANDLE / 2, 0, _HANDLE, self.height()), 2, 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        if event.button() == Qt.MouseButton.LeftButton and self._duration_ms:
            self.sought.emit(self._time(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the time under the pointer; drag to go along."""
        if not self._duration_ms:
            return
        self._hover = event.position().x()
        QToolTip.showText(
            event.globalPosition().toPoint(), short_time(self._time(self._hover)), self
        )
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.sought.emit(self._time(self._hover))
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the pointer."""
        super().leaveEvent(event)
        self._hover = None
        self.update()

    def describe(self) -> str:
        """Say the place for screen readers."""
        return f"{clock_time(self._at_ms)} of {clock_time(self._duration_ms)}"

    def _x(self, ms: int) -> float:
        return (
            self.width() * min(ms, self._duration_ms) / self._duration_ms
            if self._duration_ms
            else 0.0
        )

    def _time(self, x: float) -> int:
        share = min(1.0, max(0.0, x / max(1, self.width())))
        return round(share * self._duration_ms)
