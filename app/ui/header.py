"""The header: the rooms as tabs, what is open, and the buttons of the room."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLayout, QSizePolicy, QWidget

from app.ui.common import sizes
from app.ui.common.buttons import Button, IconButton, Kind
from app.ui.common.fonts import Role
from app.ui.common.icons import paint_icon
from app.ui.common.labels import ElidedLabel, Label
from app.ui.common.panes import Divider, Pane
from app.ui.common.theme import current_theme, font, scaled

ROOMS = (
    ("queue", "list-todo", "Queue"),
    ("caption", "pencil", "Caption"),
    ("hours", "clock", "Hours"),
)
"""Rooms that are there now: id, icon, words."""
DOORS = (("circle-question-mark", "All keys", "sheet"), ("settings", "Settings", "settings"))
"""What is there in every room: icon, words, action."""


class _Step(IntEnum):
    """What gives way, one after the other."""

    ALL = 0
    NO_PLACE = 1
    NO_WORDS = 2
    NO_KEY = 3
    NO_CHEVRONS = 4
    ICONS = 5


class RoomTab(QAbstractButton):
    """A tab with icon and word, and an accent rule of 2 px under the current one."""

    def __init__(self, icon_name: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._compact = False
        self._bare = False
        self.setText(words)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def set_compact(self, *, compact: bool) -> None:
        """Show the word only when it is the current room (narrow windows)."""
        if compact != self._compact:
            self._compact = compact
            self.updateGeometry()
            self.update()

    def set_bare(self, *, bare: bool) -> None:
        """Show no word at all: the last thing to give way."""
        if bare != self._bare:
            self._bare = bare
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Icon, and the word where it is shown."""
        width = scaled(16 + sizes.ICON)
        if self._shows_word():
            width += scaled(7) + round(
                QFontMetricsF(font(Role.NAME)).horizontalAdvance(self.text())
            )
        return QSize(width, scaled(sizes.HEADER))

    def nextCheckState(self) -> None:
        """Qt's toggle, with a new size where words come and go."""
        super().nextCheckState()
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint icon, word and rule."""
        del event
        theme = current_theme()
        painter = QPainter(self)
        ink = theme.ink if self.isChecked() or self.underMouse() else theme.ink2
        side = scaled(sizes.ICON)
        left = scaled(8)
        paint_icon(
            painter, QRectF(left, (self.height() - side) / 2, side, side), self._icon_name, ink
        )
        if self._shows_word():
            painter.setFont(font(Role.NAME if self.isChecked() else Role.BASE))
            painter.setPen(ink)
            area = QRectF(left + side + scaled(7), 0, self.width(), self.height())
            painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), self.text())
        if self.isChecked():
            painter.fillRect(left, self.height() - 2, self.width() - 2 * left, 2, theme.accent)

    def _shows_word(self) -> bool:
        return not self._bare and (not self._compact or self.isChecked())


class Header(Pane):
    """44 px on top of the window.

    Signals:
        room_chosen: The id of a room.
        asked: The id of an action.
    """

    room_chosen = Signal(str)
    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("win", parent)
        self.setFixedHeight(scaled(sizes.HEADER))
        row = QHBoxLayout(self)
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # it gives way itself
        row.setContentsMargins(12, 0, 12, 1)
        row.setSpacing(8)
        self.tabs: dict[str, RoomTab] = {}
        for room, icon_name, words in ROOMS:
            tab = RoomTab(icon_name, words)
            tab.clicked.connect(lambda _checked=False, room=room: self.room_chosen.emit(room))
            self.tabs[room] = tab
            row.addWidget(tab)
        divider = Divider(Qt.Orientation.Vertical)
        divider.setFixedHeight(scaled(20))
        self._divider = divider
        row.addWidget(divider)
        self._previous = IconButton("chevron-left", "Previous clip")
        self._next = IconButton("chevron-right", "Next clip")
        self._previous.clicked.connect(lambda: self.asked.emit("previous_clip"))
        self._next.clicked.connect(lambda: self.asked.emit("next_clip"))
        self._title = ElidedLabel("", Role.NAME)
        self._title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._place = Label("", Role.BASE, "ink3")
        for widget in (self._previous, self._title, self._place, self._next):
            row.addWidget(widget)
        row.addStretch(1)
        self.doors: dict[str, IconButton] = {}
        for icon_name, words, action in DOORS:
            door = self.doors[action] = IconButton(icon_name, words)
            door.clicked.connect(lambda _checked=False, action=action: self.asked.emit(action))
            row.addWidget(door)
        self._row = row
        self._steps = False
        self._buttons: dict[str, Button] = {}
        self._least = _Step.ALL

    def show_room(self, room: str) -> None:
        """Mark the current room; none where it has no tab."""
        for name, tab in self.tabs.items():
            tab.setAutoExclusive(False)
            tab.setChecked(name == room)
            tab.setAutoExclusive(True)
            tab.updateGeometry()
        for action, door in self.doors.items():
            door.setCheckable(action == room)
            door.setChecked(action == room)
        self._fit()

    def show_open(self, title: str, place: str, *, steps: bool) -> None:
        """Show what is open: a name, "12 of 48", and chevrons where there are neighbors."""
        self._title.set_words(title)
        self._divider.setVisible(bool(title))
        self._place.setText(place)
        self._steps = steps
        self._fit()

    def set_buttons(self, buttons: tuple[tuple[str, str, str, bool, str], ...]) -> None:
        """Show the buttons of a room: action, words, icon, main or not, key."""
        for button in self._buttons.values():
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons = {}
        for action, words, icon_name, main, key in buttons:
            button = Button(
                words, Kind.MAIN if main else Kind.STANDARD, icon_name=icon_name, key=key
            )
            button.clicked.connect(lambda _checked=False, action=action: self.asked.emit(action))
            self._buttons[action] = button
            self._row.addWidget(button)
            button.show()  # a hidden one takes no room, so it would not count
        self._fit()

    def set_door_keys(self, key_of: Callable[[str], str]) -> None:
        """Say in the tooltips which keys do the same."""
        for action, door in self.doors.items():
            door.set_key(key_of(action))

    def button(self, action: str) -> Button | None:
        """Give a button of the room."""
        return self._buttons.get(action)

    def set_narrow(self, *, without_place: bool, without_words: bool) -> None:
        """Give way in narrow windows, also where the words would still fit."""
        self._least = (
            _Step.NO_WORDS if without_words else _Step.NO_PLACE if without_place else _Step.ALL
        )
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let words give way."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Go on giving way until everything has room."""
        for step in _Step:
            if step >= self._least:
                self._give_way(step)
                self._row.invalidate()
                if self._row.minimumSize().width() <= self.width():
                    break

    def _give_way(self, step: _Step) -> None:
        self._place.setVisible(bool(self._place.text()) and step < _Step.NO_PLACE)
        for tab in self.tabs.values():
            tab.set_compact(compact=step >= _Step.NO_WORDS)
            tab.set_bare(bare=step >= _Step.ICONS)
        for button in self._buttons.values():
            button.set_compact(step >= _Step.NO_WORDS)
            button.set_terse(step >= _Step.NO_KEY)
        for chevron in (self._previous, self._next):
            chevron.setVisible(self._steps and step < _Step.NO_CHEVRONS)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the line at the foot."""
        super().paintEvent(event)
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, current_theme().line)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
