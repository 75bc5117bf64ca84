"""The transport: play and its neighbors, the time, speed and volume."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QSlider,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from app.desk.keymap import Keymap
from app.desk.playback_state import MAX_RATE, MIN_RATE, PlaybackState
from app.desk.ports.player import PlayState
from app.ui.common import sizes
from app.ui.common.buttons import Button, IconButton, Kind, paint_box
from app.ui.common.fonts import Role
from app.ui.common.icons import paint_icon
from app.ui.common.labels import Label
from app.ui.common.marks import Mark
from app.ui.common.panes import Pane
from app.ui.common.theme import current_theme, font, scaled, theme_hub
from app.ui.common.words.formats import clock_time
from app.ui.video import words

_BUTTONS = (
    ("replay", "rotate-ccw", "Play the last seconds again"),
    ("back_5s", "rewind", "Back 5 seconds"),
    ("frame_back", "step-back", "One frame back"),
    ("play_pause", "play", words.PLAY),
    ("frame_on", "step-forward", "One frame on"),
    ("forward_5s", "fast-forward", "Forward 5 seconds"),
    ("loop", "repeat", "Repeat a stretch"),
)
_APART, _CLOSE = 4, 1
"""Between the buttons, and in narrow windows."""
_SNUG = 9
"""How much of the space at each side a snug button gives up."""
_OFF = {
    PlayState.RESTARTING: "The player starts again.",
    PlayState.FAILED: "This clip does not play now.",
}
_RATES = (0.5, 0.75, 0.9, 1.0, 1.25, 1.5, 2.0)


class Transport(Pane):
    """Buttons that never take the focus from the text.

    Signals:
        asked: A button was pressed; carries the id of the action.
        rate_chosen, volume_chosen: A speed (0.25 to 2), a volume in percent.
    """

    asked = Signal(str)
    rate_chosen = Signal(float)
    volume_chosen = Signal(int)
    mute_toggled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("win", parent)
        self.setFixedHeight(scaled(sizes.TRANSPORT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(sizes.STRIP_PADDING - 4, 0, sizes.STRIP_PADDING - 4, 0)
        row.setSpacing(_APART)
        self._row = row
        self.buttons: dict[str, IconButton] = {}
        for action, icon_name, name in _BUTTONS:
            play = action == "play_pause"
            button = IconButton(
                icon_name, name, outlined=play, width=36 if play else 26, height=32 if play else 28
            )
            button.clicked.connect(lambda _checked=False, action=action: self.asked.emit(action))
            self.buttons[action] = button
            row.addWidget(button)
        self.buttons["play_pause"].set_mark(Mark.PLAY)
        self.buttons["loop"].setCheckable(True)
        row.addSpacing(8)
        self._time = Label("00:00.000", Role.TITLE)
        self._length = Label("", Role.BASE, "ink3")
        # The row is close where it is narrow; the length stands apart from the time there too.
        self._length.setContentsMargins(scaled(3), 0, 0, 0)
        self._time.setAccessibleName("Place in the clip")
        row.addWidget(self._time)
        row.addWidget(self._length)
        row.addStretch(1)
        self._rate = RateButton()
        self._rate.clicked.connect(self._open_rates)
        row.addWidget(self._rate)
        self._volume = IconButton("volume-2", "Volume")
        self._volume.clicked.connect(self._open_volume)
        row.addWidget(self._volume)
        self.buttons["own_window"] = IconButton("picture-in-picture-2", "Picture in its own window")
        self.buttons["full_screen"] = IconButton("maximize", "Full screen")
        for action in ("own_window", "full_screen"):
            self.buttons[action].clicked.connect(
                lambda _checked=False, action=action: self.asked.emit(action)
            )
            row.addWidget(self.buttons[action])
        self._state = PlaybackState()
        self._least = 0
        self._giving_way: tuple[tuple[QWidget, ...], ...] = (
            tuple(self.buttons[action] for action in ("back_5s", "forward_5s", "own_window")),
            (self.buttons["loop"], self._volume, self._length),
            tuple(self.buttons[action] for action in ("replay", "frame_back", "frame_on")),
            (self.buttons["full_screen"],),
            (self._rate,),
        )
        hub = theme_hub()
        if hub is not None:
            hub.changed.connect(self._on_changed)

    def set_keys(self, keymap: Keymap) -> None:
        """Show the person's own keys in the tooltips."""
        for action, button in self.buttons.items():
            button.set_key(keymap.first_key(action))

    def set_narrow(self, *, narrow: bool, tight: bool = False) -> None:
        """Leave out what has keys in narrow windows; in tight ones all but the time and speed."""
        self._least = 2 if tight else 1 if narrow else 0
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out more where large text needs the room: the time is always whole."""
        super().resizeEvent(event)
        self._fit()

    def _on_changed(self) -> None:
        """Take another text size."""
        self.setFixedHeight(scaled(sizes.TRANSPORT))
        self._fit()

    def _fit(self) -> None:
        level = self._least
        while level < len(self._giving_way) and self._needed(level) > self.width():
            level += 1
        for at, widgets in enumerate(self._giving_way):
            for widget in widgets:
                widget.setVisible(level <= at)
        self._row.setSpacing(_CLOSE if level else _APART)
        self._rate.set_snug(level > 0)

    def _needed(self, level: int) -> int:
        """The width of the row when the first ``level`` groups have given way."""
        gone = {widget for group in self._giving_way[:level] for widget in group}
        spacing = _CLOSE if level else _APART
        margins = self._row.contentsMargins()
        total = margins.left() + margins.right() + 8
        for index in range(self._row.count()):
            item = self._row.itemAt(index)
            widget = item.widget() if item is not None else None
            if widget is not None and widget not in gone:
                total += widget.sizeHint().width() + spacing
        return total

    def show_place(self, at_ms: int) -> None:
        """Show the time of the frame on screen."""
        said = ("≈" if self._estimated() else "") + clock_time(at_ms)
        longer = len(said) != len(self._time.text())
        self._time.setText(said)
        if longer:
            self._fit()

    def show_state(self, state: PlaybackState) -> None:
        """Show whether it plays, how fast and how loud."""
        self._state = state
        playing = state.state in {PlayState.PLAYING, PlayState.BUFFERING}
        play = self.buttons["play_pause"]
        play.set_icon_name("pause" if playing else "play", words.PAUSE if playing else words.PLAY)
        play.set_mark(Mark.PAUSE if playing else Mark.PLAY)
        duration = state.info.duration_ms if state.info else 0
        self._rate.set_words(f"{state.rate:.2f}×")
        length = f"/ {clock_time(duration)}" if duration else ""
        if length != self._length.text():
            self._length.setText(length)
            self._fit()
        silent = state.muted or state.volume == 0
        self._volume.set_icon_name("volume-x" if silent else "volume-2", "Volume")
        self.buttons["loop"].setChecked(state.loop[0] is not None)
        off = _OFF.get(state.state, "")
        for button in self.buttons.values():
            button.set_unavailable(off)

    def _estimated(self) -> bool:
        info = self._state.info
        return self._state.damaged is not None or (info is not None and info.is_stream)

    def _open_rates(self) -> None:
        menu = QMenu(self)
        for rate in _RATES:
            action = menu.addAction(f"{rate:.2f}×")
            action.setCheckable(True)
            action.setChecked(abs(rate - self._state.rate) < 0.001)
            action.triggered.connect(lambda _checked=False, rate=rate: self.rate_chosen.emit(rate))
        menu.addSeparator()
        slider = _slider(
            menu, round(MIN_RATE * 20), round(MAX_RATE * 20), round(self._state.rate * 20)
        )
        slider.setAccessibleName("Speed in steps of 5 percent")
        slider.valueChanged.connect(lambda value: self.rate_chosen.emit(value / 20))
        menu.popup(self._rate.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _open_volume(self) -> None:
        menu = QMenu(self)
        mute = menu.addAction("Sound off")
        mute.setCheckable(True)
        mute.setChecked(self._state.muted)
        mute.triggered.connect(lambda _checked=False: self.mute_toggled.emit())
        slider = _slider(menu, 0, 150, self._state.volume)
        slider.setAccessibleName("Volume in percent, up to 150")
        slider.valueChanged.connect(self.volume_chosen.emit)
        menu.popup(self._volume.mapToGlobal(QPoint(0, -menu.sizeHint().height())))


class RateButton(Button):
    """The speed; snug in narrow windows, where every digit of the time has to be read."""

    def __init__(self) -> None:
        super().__init__("1.00×", Kind.FLAT, icon_name="gauge")
        self._snug = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.set_help("Speed; the pitch is kept")

    def set_snug(self, snug: bool) -> None:
        """Leave out the space beside the words."""
        if snug != self._snug:
            self._snug = snug
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Natural size in logical pixels."""
        size = super().sizeHint()
        return QSize(size.width() - scaled(2 * _SNUG), size.height()) if self._snug else size

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon and the words."""
        if not self._snug:
            super().paintEvent(event)
            return
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            paint_box(painter, QRectF(self.rect()), theme.hover, None)
        side = scaled(sizes.ICON_SMALL)
        box = QRectF(scaled(2), (self.height() - side) / 2, side, side)
        paint_icon(painter, box, "gauge", theme.ink2)
        painter.setFont(font(Role.NAME))
        painter.setPen(theme.ink2)
        rest = QRectF(self.rect()).adjusted(box.right() + scaled(5), 0, 0, 0)
        painter.drawText(rest, int(Qt.AlignmentFlag.AlignVCenter), self.text())


def _slider(menu: QMenu, low: int, high: int, value: int) -> QSlider:
    """Put a slider into a menu."""
    box = QWidget(menu)
    column = QVBoxLayout(box)
    column.setContentsMargins(12, 6, 12, 6)
    slider = QSlider(Qt.Orientation.Horizontal, box)
    slider.setRange(low, high)
    slider.setValue(value)
    slider.setMinimumWidth(160)
    column.addWidget(slider)
    action = QWidgetAction(menu)
    action.setDefaultWidget(box)
    menu.addAction(action)
    return slider
