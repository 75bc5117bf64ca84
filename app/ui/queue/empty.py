"""The first start: where clips can be dropped, what to begin with, and the three steps."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.common import sizes
from app.ui.common.buttons import Button, Kind
from app.ui.common.fonts import Role
from app.ui.common.icons import paint_icon
from app.ui.common.labels import Label
from app.ui.common.panes import Divider, Pane
from app.ui.common.theme import current_theme, font, scaled
from app.ui.queue import words

_STEPS = (
    ("Watch", "Tick what is in the clip: speech, music, text on screen."),
    ("Write", "50 to 250 words, all your own. The rubric follows along."),
    ("Submit", "Everything is saved as you type, and so is your time."),
)
_BUTTONS = (
    ("sample", "Open the sample clip", "film"),
    ("add_clips", "Add clips…", "plus"),
    ("add_stream", "Add a stream…", "link"),
    ("add_without_file", words.ADD_WITHOUT_FILE, "pencil-line"),
)
_MARGIN = 24
_STEP_WIDTH = 200


class _Icon(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(scaled(sizes.ICON_EMPTY), scaled(sizes.ICON_EMPTY))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the film."""
        del event
        paint_icon(QPainter(self), QRectF(self.rect()), "film", current_theme().ink2)


class _Number(QWidget):
    """The number of a step in a circle."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = str(number)
        self.setFixedSize(scaled(20), scaled(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint circle and number."""
        del event
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.edge, 1))
        painter.drawEllipse(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setFont(font(Role.SMALL))
        painter.setPen(theme.ink)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._number)


class EmptyQueue(Pane):
    """Shown while there are no clips.

    Signals:
        asked: A button was pressed: ``sample`` or the id of an action.
    """

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("win", parent)
        self.setAccessibleName("No clips yet")
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN * 2, _MARGIN, _MARGIN * 2, _MARGIN)
        column.setSpacing(4)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(1)
        column.addWidget(_Icon(), 0, middle)
        column.addSpacing(12)
        column.addWidget(Label("No clips yet", Role.FIGURE), 0, middle)
        line = "Drop video files or a folder anywhere in this window, or start with one of these."
        sentence = Label(line, Role.BASE, "ink2", wrap=True)
        sentence.setAlignment(middle)
        column.addWidget(sentence)
        column.addSpacing(16)
        self.buttons: dict[str, Button] = {}
        row = QHBoxLayout()
        row.setSpacing(sizes.BUTTON_GAP)
        row.addStretch(1)
        for key, text, icon_name in _BUTTONS:
            kind = Kind.MAIN if key == "sample" else Kind.STANDARD
            button = Button(text, kind, icon_name=icon_name, roomy=True)
            button.clicked.connect(lambda _checked=False, key=key: self.asked.emit(key))
            self.buttons[key] = button
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addSpacing(32)
        column.addWidget(_Steps(), 0, middle)
        column.addStretch(1)

    def set_keys(self, keys: dict[str, str]) -> None:
        """Show the person's own keys in the tooltips."""
        for key, button in self.buttons.items():
            button.set_key(keys.get(key, ""))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the area for drops."""
        super().paintEvent(event)
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.btn, 1)
        pen.setDashPattern([3, 2.5])
        painter.setPen(pen)
        painter.setBrush(theme.panel)
        area = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        corner = sizes.CORNER_DROP
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)


class _Steps(QWidget):
    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.addWidget(Divider(), 0, 0, 1, 9)
        grid.setRowMinimumHeight(1, 16)
        for place, (name, sentence) in enumerate(_STEPS):
            at = place * 3
            grid.addWidget(_Number(place + 1), 2, at)
            grid.addWidget(Label(name, Role.HEADING_BASE), 2, at + 1)
            words = Label(sentence, Role.BASE, "ink2", wrap=True)
            words.setFixedWidth(scaled(_STEP_WIDTH) - 44)
            grid.addWidget(words, 3, at + 1, Qt.AlignmentFlag.AlignTop)
            grid.setColumnMinimumWidth(at + 2, 32 if place < len(_STEPS) - 1 else 0)
