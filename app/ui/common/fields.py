"""Fields to type one line into, with an error state that says what is wrong."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.ui.common import sizes
from app.ui.common.marks import Mark, paint_mark
from app.ui.common.theme import current_theme, scaled, theme_hub

_MARK_LEFT = 9
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
