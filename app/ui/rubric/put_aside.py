"""What the person put aside in this clip: what, why, how far, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from app.ui.common.buttons import Button
from app.ui.common.fonts import Role
from app.ui.common.labels import ElidedLabel, Label
from app.ui.common.theme import current_theme, scaled
from app.ui.rubric.model import PutAsideRow

_TITLE = "Put aside in this clip"
_EXPLANATION = "The rubric says nothing of these."
_TAKE_BACK = "Take back"
_WIDTH = 400
_MOST_HEIGHT = 260
_ROW_GAP = 10


class PutAsideList(QWidget):
    """A small window beside the sidebar; it closes by Esc, by a click elsewhere, or when empty.

    Signals:
        take_back_asked: carries the id of the decision.
    """

    take_back_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._rows: tuple[PutAsideRow, ...] = ()
        self.setAccessibleName(_TITLE)
        self.buttons: dict[str, Button] = {}
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.viewport().setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 8, 12)
        column.setSpacing(6)
        column.addWidget(Label(_TITLE, Role.HEADING_BASE))
        column.addWidget(Label(_EXPLANATION, Role.LABEL, "ink2"))
        column.addSpacing(4)
        column.addWidget(self._area, 1)

    def set_rows(self, rows: Sequence[PutAsideRow]) -> None:
        """Show other rows, the newest first; without any it closes."""
        if tuple(rows) == self._rows:
            return
        self._rows = tuple(rows)
        if not rows:
            self.close()
        elif self.isVisible():
            self._fill()

    def open_at(self, corner: QPoint) -> None:
        """Show what is put aside.

        Args:
            corner: Lower right corner in global coordinates.
        """
        self._fill()
        self.move(corner - QPoint(self.width(), self.height()))
        self.show()
        self._focus_first()

    def _fill(self) -> None:
        had_focus = any(button.hasFocus() for button in self.buttons.values())
        self.buttons = {}
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        for index, row in enumerate(reversed(self._rows)):
            top = 3 * index
            what = ElidedLabel(row.what, Role.NAME, "ink", elide=Qt.TextElideMode.ElideMiddle)
            detail = ElidedLabel(row.detail, Role.LABEL, "ink2", elide=Qt.TextElideMode.ElideRight)
            button = Button(_TAKE_BACK)
            button.setAccessibleName(f"{_TAKE_BACK} {row.what}, {row.detail}")
            button.clicked.connect(partial(self.take_back_asked.emit, row.id))
            grid.addWidget(what, top, 0)
            grid.addWidget(detail, top + 1, 0)
            grid.addWidget(button, top, 1, 2, 1, Qt.AlignmentFlag.AlignVCenter)
            grid.setRowMinimumHeight(top + 2, scaled(_ROW_GAP))
            self.buttons[row.id] = button
        grid.setRowStretch(3 * len(self._rows), 1)
        self._area.setWidget(inside)
        inside.setAutoFillBackground(False)  # the area has just switched it on
        wanted = min(inside.sizeHint().height(), scaled(_MOST_HEIGHT))
        self._area.setFixedHeight(wanted)
        self.setFixedWidth(scaled(_WIDTH))
        bottom = self.geometry().bottom()
        self.adjustSize()
        if self.isVisible():  # its foot stays where it was opened
            self.move(self.x(), bottom - self.height() + 1)
        if had_focus:
            self._focus_first()

    def _focus_first(self) -> None:
        for button in self.buttons.values():
            button.setFocus(Qt.FocusReason.PopupFocusReason)
            return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Esc; the window behind keeps its own use of the key."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the widget from the tokens."""
        del event
        theme = current_theme()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.panel)
        painter.setPen(theme.btn)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
