"""Words that stand by themselves: roles and tokens in place of fonts and colors."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.ui.common.fonts import Role
from app.ui.common.theme import current_theme, font, line_height, theme_hub


class Label(QLabel):
    """A label with a type role and a color token; follows theme and text size."""

    def __init__(
        self,
        words: str = "",
        role: Role = Role.BASE,
        color: str = "ink",
        *,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, parent)
        self._role = role
        self._color = color
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self._refresh()
        hub = theme_hub()
        if hub is not None:
            hub.changed.connect(self._refresh)

    def set_color(self, color: str) -> None:
        """Use another color token."""
        if color != self._color:
            self._color = color
            self._refresh()

    def _refresh(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, current_theme().token(self._color))
        self.setPalette(palette)
        self.setFont(font(self._role))
        self.setMinimumHeight(line_height(self._role))


class ElidedLabel(QWidget):
    """One line that gets shorter with the room: names in the middle, sentences at the end.

    The whole text stands in the tooltip when it does not fit, and is always the accessible name.
    """

    def __init__(
        self,
        words: str = "",
        role: Role = Role.BASE,
        color: str = "ink",
        *,
        elide: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._role = role
        self._color = color
        self._elide = elide
        self._shown = words
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)
        hub = theme_hub()
        if hub is not None:
            hub.changed.connect(self._on_changed)

    @property
    def words(self) -> str:
        """The whole text."""
        return self._words

    @property
    def shown_words(self) -> str:
        """What fits."""
        return self._shown

    def set_words(self, words: str) -> None:
        """Show another text."""
        if words != self._words:
            self._words = words
            self.setAccessibleName(words)
            self.updateGeometry()
            self._fit()

    def set_color(self, color: str) -> None:
        """Use another color token."""
        if color != self._color:
            self._color = color
            self.update()

    def _on_changed(self) -> None:
        self.updateGeometry()
        self._fit()

    def _fit(self) -> None:
        metrics = QFontMetrics(font(self._role))
        self._shown = metrics.elidedText(self._words, self._elide, self.width())
        self.setToolTip("" if self._shown == self._words else self._words)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """Natural size in logical pixels."""
        width = QFontMetrics(font(self._role)).horizontalAdvance(self._words)
        return QSize(width + 1, line_height(self._role))

    def minimumSizeHint(self) -> QSize:
        """Smallest size in logical pixels."""
        metrics = QFontMetrics(font(self._role))
        return QSize(
            min(metrics.averageCharWidth() * 6, self.sizeHint().width()), line_height(self._role)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the widget from the tokens."""
        del event
        painter = QPainter(self)
        painter.setFont(font(self._role))
        painter.setPen(current_theme().token(self._color))
        where = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(self.rect(), where, self._shown)
