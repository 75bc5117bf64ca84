"""Fact pills: what is true of the clip, each yes, no or not known yet."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from app.domain.clip import Ternary
from app.ui.common import sizes
from app.ui.common.buttons import paint_box
from app.ui.common.fonts import Role
from app.ui.common.keyhint import hint_words
from app.ui.common.marks import Mark, mark_color, paint_mark
from app.ui.common.theme import current_theme, font, scaled, theme_hub

_PADDING = 9
_SIGN = 12
_GAP = 5

MARK_OF = {Ternary.YES: Mark.TICK, Ternary.NO: Mark.CROSS, Ternary.UNKNOWN: Mark.QUESTION}

_CHECK_OF = {
    Ternary.YES: Qt.CheckState.Checked,
    Ternary.NO: Qt.CheckState.Unchecked,
    Ternary.UNKNOWN: Qt.CheckState.PartiallyChecked,
}
_VALUE_OF = {check: value for value, check in _CHECK_OF.items()}


class FactPill(QCheckBox):
    """A three-state check box drawn as a pill. A click or Space goes unknown, yes, no.

    Signals:
        answered: the person changed it; carries the new `Ternary`.
    """

    answered = Signal(object)

    ring_corner = sizes.PILL // 2

    def __init__(self, words: str, parent: QWidget | None = None, *, explanation: str = "") -> None:
        super().__init__(words, parent)
        self._explanation = explanation
        self.setToolTip(explanation)
        self.setTristate(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        # By pointer it must not take the keys from the text.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCheckState(Qt.CheckState.PartiallyChecked)
        self.setAccessibleName(words)
        self._describe()
        hub = theme_hub()
        if hub is not None:
            hub.changed.connect(self._on_changed)

    @property
    def value(self) -> Ternary:
        """The answer it shows."""
        return _VALUE_OF[self.checkState()]

    def set_value(self, value: Ternary) -> None:
        """Show an answer; not a change by the person, so nothing is emitted."""
        if value is not self.value:
            self.setCheckState(_CHECK_OF[value])
            self._describe()

    def set_key(self, key: str) -> None:
        """Say in the tooltip which key ticks it."""
        parts = (self._explanation, hint_words(key))
        self.setToolTip(" · ".join(part for part in parts if part))

    def nextCheckState(self) -> None:
        """Go on to the next answer."""
        following = self.value.next()
        self.setCheckState(_CHECK_OF[following])
        self._describe()
        self.answered.emit(following)

    def _describe(self) -> None:
        self.setAccessibleDescription(self.value.value)

    def _on_changed(self) -> None:
        self.updateGeometry()

    def hitButton(self, pos: QPoint) -> bool:
        """The whole control is its target."""
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        """Natural size in logical pixels."""
        width = QFontMetricsF(font(Role.LABEL)).horizontalAdvance(self.text())
        return QSize(int(width + 0.999) + scaled(2 * _PADDING + _SIGN + _GAP), scaled(sizes.PILL))

    def minimumSizeHint(self) -> QSize:
        """Smallest size in logical pixels."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the widget from the tokens."""
        del event
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        value = self.value
        fill = theme.paper if value is Ternary.YES else None
        if self.underMouse():
            fill = theme.hover
        outline = theme.edge if value is Ternary.UNKNOWN else theme.btn
        dashed = value is Ternary.UNKNOWN
        paint_box(
            painter, QRectF(self.rect()), fill, outline, corner=self.height() / 2, dashed=dashed
        )
        side = scaled(_SIGN)
        mark = MARK_OF[value]
        box = QRectF(scaled(_PADDING), (self.height() - side) / 2, side, side)
        paint_mark(painter, box, mark, theme, mark_color(mark, theme))
        painter.setPen(theme.ink2 if value is Ternary.UNKNOWN else theme.ink)
        painter.setFont(font(Role.LABEL))
        left = scaled(_PADDING + _SIGN + _GAP)
        area = QRectF(left, 0, self.width() - left, self.height())
        painter.drawText(
            area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text()
        )
