"""Captions from a file, shown under the picture for reference only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.common.buttons import IconButton
from app.ui.common.fonts import Role
from app.ui.common.theme import current_theme, font, line_height, scaled

if TYPE_CHECKING:
    from app.exchange.captions_in import Cue  # the first paint waits for no reader of files

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
        from app.exchange.captions_in import cues_at

        now = cues_at(self._cues, media_ms)
        if now != self._shown:
            self._shown = now
            self._describe()
            self.update()

    @property
    def lines(self) -> tuple[str, ...]:
        """What is on screen, at most two lines; those of a single cue as its file breaks them."""
        said: list[str] = []
        alone = len(self._shown) == 1 and self._shown[0].words.count("\n") < _LINES
        for cue in self._shown:
            words = cue.words if alone else " ".join(cue.words.split("\n"))
            said += (f"{cue.speaker}: {words}" if cue.speaker else words).split("\n")
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
        painter.setPen(theme.ink if self._shown else theme.ink3)
        side = scaled(_PAD) + self._close.width()
        area = QRectF(self.rect()).adjusted(side, 0, -side, 0)
        flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        role, said = self._fitted(area, flags)
        painter.setFont(font(role))
        painter.drawText(area, flags, said)

    def _fitted(self, area: QRectF, flags: int) -> tuple[Role, str]:
        """The text as it fits: smaller in narrow windows, cut off when all else fails."""
        lines = self.lines or (f"Captions from {self._name}",)
        for role in (Role.BASE, Role.LABEL):
            metrics = QFontMetricsF(font(role))
            # Lines are broken anew when one is too long for the strip.
            for said in ("\n".join(lines), " ".join(lines)):
                if metrics.boundingRect(area, flags, said).height() <= area.height():
                    return role, said
        metrics = QFontMetricsF(font(Role.LABEL))
        room = area.width() * _LINES * 0.9
        return Role.LABEL, metrics.elidedText(" ".join(lines), Qt.TextElideMode.ElideRight, room)

    def _describe(self) -> None:
        self.setAccessibleName("Captions for reference")
        self.setAccessibleDescription(" ".join(self.lines))
