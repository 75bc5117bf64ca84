"""The word meter: how long the caption is, against the band it has to reach."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.common.fonts import Role
from app.ui.common.theme import current_theme, font, line_height, scaled, theme_hub
from app.ui.common.words.length import LengthBand, length_words

_BAR = 6
_TICK = 14
_MARKER = 6


class WordMeter(QWidget):
    """A bar from 0 to 300 words with the band, its two ticks and the fill.

    Args:
        band: Fewest and most words.
        detailed: With a marker above and the two numbers below, as in the heading of the editor.
    """

    def __init__(
        self,
        band: LengthBand | None = None,
        *,
        detailed: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._band = band if band is not None else LengthBand()
        self._count = 0
        self._detailed = detailed
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._describe()
        hub = theme_hub()
        if hub is not None:
            hub.changed.connect(self._on_changed)

    @property
    def count(self) -> int:
        """Words it shows."""
        return self._count

    def set_count(self, count: int) -> None:
        """Show another number of words."""
        if count != self._count:
            self._count = count
            self._describe()
            self.update()

    def set_band(self, band: LengthBand) -> None:
        """Use the limits of another guide."""
        if band != self._band:
            self._band = band
            self._describe()
            self.update()

    def _describe(self) -> None:
        low, high = self._band.low, self._band.high
        state = length_words(self._count, self._band).words
        self.setAccessibleName(f"{self._count} words, {state} {low} to {high}")

    def _on_changed(self) -> None:
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Natural size in logical pixels."""
        height = scaled(_TICK + 2)
        if self._detailed:
            height = scaled(_MARKER + 2 + _TICK) + line_height(Role.SMALL) - 4
        return QSize(scaled(220), height)

    def minimumSizeHint(self) -> QSize:
        """Smallest size in logical pixels."""
        return QSize(scaled(80), self.sizeHint().height())

    def _x(self, words: float) -> float:
        return self.width() * min(words, self._band.end) / self._band.end

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the widget from the tokens."""
        del event
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        bar, tick = scaled(_BAR), scaled(_TICK)
        top = (
            scaled(_MARKER + 2) + (tick - bar) / 2 if self._detailed else (self.height() - bar) / 2
        )
        track = QRectF(0, top, self.width(), bar)
        painter.setBrush(theme.sunken)
        painter.drawRoundedRect(track, bar / 2, bar / 2)
        low, high = self._x(self._band.low), self._x(self._band.high)
        painter.fillRect(QRectF(low, top, high - low, bar), theme.softedge)
        over = self._count > self._band.high
        if self._count:
            painter.setBrush(theme.bad if over else theme.ink2)
            width = max(self._x(self._count), bar)
            painter.drawRoundedRect(QRectF(0, top, width, bar), bar / 2, bar / 2)
        middle = top + bar / 2
        for x in (low, high):
            painter.fillRect(QRectF(round(x) - 1, middle - tick / 2, 2, tick), theme.ink3)
        if self._detailed:
            self._paint_details(painter, middle + tick / 2, (low, high))

    def _paint_details(self, painter: QPainter, below: float, ticks: tuple[float, float]) -> None:
        theme = current_theme()
        x = min(max(self._x(self._count), 5.0), self.width() - 5.0)
        painter.setBrush(theme.ink)
        half, size = scaled(5), scaled(_MARKER)
        painter.drawPolygon(
            QPolygonF([QPointF(x - half, 0), QPointF(x + half, 0), QPointF(x, size)])
        )
        painter.setFont(font(Role.SMALL))
        painter.setPen(theme.ink2)
        height = line_height(Role.SMALL)
        for tick, words in zip(ticks, (self._band.low, self._band.high), strict=True):
            area = QRectF(tick - 24, below - 3, 48, height)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(words))
