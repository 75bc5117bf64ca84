"""Captions from a file, shown under the picture for reference only."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.exchange.captions_in import Cue, cues_at
from app.ui.common.buttons import IconButton
from app.ui.common.fonts import Role
from app.ui.common.theme import current_theme, font, line_height, scaled

_PAD = 12
_LINES = 2


class ReferenceStrip(QWidget):
    """Two lines of fixed height, so that nothing jumps when a caption comes or goes.

    Signals:
        closed: The person wants to see no captions.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cues: tuple[Cue, ...] = ()
        self._shown: tuple[Cue, ...] = ()
        self._name = ""
        self._close = IconButton("x", "Hide these captions", parent=self)
        self._close.clicked.connect(self.closed)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVisible(False)

    def set_cues(self, cues: Sequence[Cue], name: str = "") -> None:
        """Show the captions of a file; none hides the strip."""
        self._cues, self._shown, self._name = tuple(cues), (), name
        self.setToolTip(f"From {name}, for reference only" if name else "")
        self.setVisible(bool(cues))
        self._describe()
        self.update()

    def set_place(self, media_ms: int) -> None:
        """Show what is said at a time."""
        if not self._cues:
            return
        now = cues_at(self._cues, media_ms)
        if now != self._shown:
            self._shown = now
            self._describe()
            self.update()

    @property
    def lines(self) -> tuple[str, ...]:
        """What is on screen, at most two lines."""
        said: list[str] = []
        for cue in self._shown:
            words = " ".join(cue.words.split("\n"))
            said.append(f"{cue.speaker}: {words}" if cue.speaker else words)
        return tuple(said[-_LINES:])

    def sizeHint(self) -> QSize:
        """Natural size in logical pixels."""
        return QSize(300, _LINES * line_height(Role.BASE) + scaled(8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button at the right."""
        super().resizeEvent(event)
        size = self._close.sizeHint()
        self._close.setGeometry(
            self.width() - size.width() - 4,
            (self.height() - size.height()) // 2,
            size.width(),
            size.height(),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines; a long one is broken into two."""
        theme = current_theme()
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.sunken)
        painter.setFont(font(Role.BASE))
        painter.setPen(theme.ink if self._shown else theme.ink3)
        side = scaled(_PAD) + self._close.width()
        area = QRectF(self.rect()).adjusted(side, 0, -side, 0)
        lines = self.lines or (f"Captions from {self._name}",)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        if len(lines) > 1:
            metrics = QFontMetricsF(font(Role.BASE))
            lines = tuple(
                metrics.elidedText(line, Qt.TextElideMode.ElideRight, area.width())
                for line in lines
            )
        painter.drawText(area, int(flags), "\n".join(lines))

    def _describe(self) -> None:
        self.setAccessibleName("Captions for reference")
        self.setAccessibleDescription(" ".join(self.lines))
