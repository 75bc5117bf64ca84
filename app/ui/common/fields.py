"""Fields to type one line into, to choose from a list, to count in, and to tick."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractSpinBox, QCheckBox, QComboBox, QLineEdit, QWidget

from app.ui.common import sizes
from app.ui.common.buttons import paint_box
from app.ui.common.fonts import Role
from app.ui.common.icons import paint_icon
from app.ui.common.marks import Mark, paint_mark
from app.ui.common.theme import current_theme, font, scaled, theme_hub

_MARK_LEFT = 9
_TEXT_LEFT = 5
_MARK_GAP = 6


class Field(QLineEdit):
    """One line of text, 30 high; the border of 2 px in accent is its focus.

    Args:
        name: What it holds, for screen readers and as placeholder.
        placeholder: Other words while it is empty.
    """

    def __init__(
        self, name: str, placeholder: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(name if placeholder is None else placeholder)
        self._problem = ""
        self.textEdited.connect(self._on_edited)
        hub = theme_hub()
        if hub is not None:
            hub.changed.connect(self._fit)

    @property
    def problem(self) -> str:
        """What is wrong with it, "" if nothing."""
        return self._problem

    def set_problem(self, sentence: str) -> None:
        """Say what is wrong, or "" when it is right; typing takes the error away."""
        if sentence == self._problem:
            return
        self._problem = sentence
        self.setProperty("error", bool(sentence))
        self.setToolTip(sentence)
        self.setAccessibleDescription(sentence)
        self._fit()
        # The property is part of a selector of the stylesheet.
        self.style().unpolish(self)
        self.style().polish(self)
        self.update()

    def _fit(self) -> None:
        room = scaled(sizes.ICON_SMALL + _MARK_GAP) if self._problem else 0
        self.setTextMargins(room, 0, 0, 0)

    def _on_edited(self) -> None:
        self.set_problem("")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the widget from the tokens."""
        super().paintEvent(event)
        if not self._problem:
            return
        side = scaled(sizes.ICON_SMALL)
        box = QRectF(scaled(_MARK_LEFT), (self.height() - side) / 2, side, side)
        paint_mark(QPainter(self), box, Mark.OCTAGON, current_theme())


class Choice(QComboBox):
    """One of a list. Named, 30 high, with a chevron in the color of the text."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the widget from the tokens."""
        super().paintEvent(event)
        theme = current_theme()
        side = scaled(sizes.ICON_SMALL)
        box = QRectF(self.width() - side - scaled(8), (self.height() - side) / 2, side, side)
        paint_icon(
            QPainter(self), box, "chevron-down", theme.ink if self.isEnabled() else theme.ink3
        )


def as_field(box: QAbstractSpinBox, name: str) -> None:
    """Give a box for a number, a date or a time the look of a field; arrow keys still count."""
    box.setProperty("field", True)
    box.setAccessibleName(name)
    box.setFixedHeight(scaled(sizes.FIELD))
    # The property is part of a selector of the stylesheet.
    box.style().unpolish(box)
    box.style().polish(box)
    # The text in a box takes no padding from the stylesheet.
    for text in box.findChildren(QLineEdit):
        text.setTextMargins(scaled(_TEXT_LEFT), 0, 0, 0)


class Check(QCheckBox):
    """A tick with words behind it; the words are part of its target."""

    ring_corner = sizes.CORNER_CHIP

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def hitButton(self, pos: QPoint) -> bool:
        """The whole control is its target."""
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        """Natural size in logical pixels."""
        width = QFontMetrics(font(Role.BASE)).horizontalAdvance(self.text())
        return QSize(scaled(sizes.MARK + 8) + width + 2, scaled(sizes.TARGET))

    def minimumSizeHint(self) -> QSize:
        """Smallest size in logical pixels."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the widget from the tokens."""
        del event
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = scaled(sizes.MARK)
        box = QRectF(0, (self.height() - side) / 2, side, side)
        on, live = self.isChecked(), self.isEnabled()
        fill = (theme.accent if on else theme.paper) if live else None
        outline = theme.accent if on and live else theme.edge
        if self.underMouse() and live and not on:
            fill = theme.hover
        paint_box(painter, box, fill, outline, corner=sizes.CORNER_CHIP, dashed=not live)
        if on:
            inner = box.adjusted(2, 2, -2, -2)
            paint_mark(painter, inner, Mark.TICK, theme, theme.onaccent if live else theme.ink3)
        painter.setFont(font(Role.BASE))
        painter.setPen(theme.ink if live else theme.ink3)
        left = side + scaled(8)
        words = QRectF(left, 0, self.width() - left, self.height())
        painter.drawText(
            words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text()
        )
