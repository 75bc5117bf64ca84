"""Key hints: the small outlined words that say which key does a thing."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.common import sizes
from app.ui.common.fonts import Role
from app.ui.common.theme import current_theme, font, scaled, theme_hub
from app.ui.common.tokens import Theme

_PADDING = 6
_HEIGHT = 20


def hint_words(key: str) -> str:
    """A key as a hint shows it: `Ctrl+T` becomes `Ctrl T`."""
    if key.endswith("++"):
        return f"{key[:-2].replace('+', ' ')} +"
    return key.replace("+", " ") if len(key) > 1 else key


def hint_size(words: str) -> QSizeF:
    """Size of a painted hint in logical pixels."""
    width = QFontMetricsF(font(Role.SMALL)).horizontalAdvance(words)
    return QSizeF(float(int(width + 0.999) + scaled(2 * _PADDING)), float(scaled(_HEIGHT)))


def paint_hint(painter: QPainter, rect: QRectF, words: str, theme: Theme) -> None:
    """Paint a hint into a rectangle of the size `hint_size` gave."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.btn if theme.high_contrast else theme.line, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    box = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(box, sizes.CORNER_CHIP, sizes.CORNER_CHIP)
    painter.setFont(font(Role.SMALL))
    painter.setPen(theme.ink2)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()


class KeyHint(QWidget):
    """A hint that stands by itself, in a pane heading or under an entry row.

    It takes no room while hints are switched off or the action has no key.
    """

    def __init__(self, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = hint_words(key)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        # A screen reader hears keys from the action's own description, not from the sign.
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        hub = theme_hub()
        if hub is not None:
            hub.changed.connect(self._on_changed)

    def set_key(self, key: str) -> None:
        """Show another key, in the form `Ctrl+T`."""
        words = hint_words(key)
        if words != self._words:
            self._words = words
            self.updateGeometry()
            self.update()

    def key_words(self) -> str:
        """The words it shows."""
        return self._words

    def _on_changed(self) -> None:
        self.updateGeometry()

    def _shown(self) -> bool:
        hub = theme_hub()
        return bool(self._words) and (hub is None or hub.key_hints)

    def sizeHint(self) -> QSize:
        """Natural size in logical pixels."""
        return hint_size(self._words).toSize() if self._shown() else QSize(0, scaled(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the widget from the tokens."""
        del event
        if self._shown():
            paint_hint(QPainter(self), QRectF(self.rect()), self._words, current_theme())
