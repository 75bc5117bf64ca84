"""The left column of the caption room: picture, seek line, transport, dialogue."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.desk.keymap import Keymap
from app.desk.playback_state import PlaybackState
from app.desk.ports.player import PlayerFault, PlayState
from app.ui.common.actions import PlayerKeys
from app.ui.common.panes import Pane
from app.ui.common.words.formats import clock_time, short_time
from app.ui.video import words
from app.ui.video.dialogue_strip import DialogueStrip
from app.ui.video.link_panel import LinkPanel
from app.ui.video.picture import PictureView
from app.ui.video.reference import ReferenceStrip
from app.ui.video.seek_line import SeekLine
from app.ui.video.transport import Transport

_KEEPS_PICTURE = frozenset({PlayerFault.DAMAGED_PLACE, PlayerFault.NO_LIBVLC})


class PlayerPane(Pane):
    """Picture, seek line and transport; takes bare keys while it has the focus.

    Signals:
        asked: The id of an action, by a button or by a bare key.
        placed: There is a new frame or place, in ms of media time.
    """

    asked = Signal(str)
    placed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("win", parent)
        self._keys = PlayerKeys()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.picture = PictureView()
        self.link = LinkPanel(self.picture)
        self._mirrors: list[PictureView] = []
        self.seek_line = SeekLine()
        self.reference = ReferenceStrip()
        self.transport = Transport()
        for widget in (self.picture, self.seek_line, self.reference, self.transport):
            column.addWidget(widget)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName("Player")
        self.transport.asked.connect(self.asked)
        self.picture.clicked.connect(lambda: self.asked.emit("play_pause"))
        self.picture.doubled.connect(lambda: self.asked.emit("full_screen"))

    def set_keys(self, keymap: Keymap) -> None:
        """Use the person's own keys."""
        self._keys.set_keys(keymap)
        self.transport.set_keys(keymap)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Bare keys act while the player has the focus."""
        if not self._keys.take(event, self.asked.emit):
            super().keyPressEvent(event)

    def add_mirror(self, view: PictureView) -> None:
        """Show everything in a second picture too: another window, the full screen."""
        view.mirror(self.picture)
        self._mirrors.append(view)

    def remove_mirror(self, view: PictureView) -> None:
        """Stop showing it there."""
        if view in self._mirrors:
            self._mirrors.remove(view)

    @property
    def views(self) -> tuple[PictureView, ...]:
        """Every picture, the one in the column first."""
        return (self.picture, *self._mirrors)

    def show_place(self, at_ms: int) -> None:
        """Show a new frame or place."""
        for view in self.views:
            view.update()
        self.reference.set_place(at_ms)
        self.placed.emit(at_ms)
        self.seek_line.set_place(at_ms)
        self.transport.show_place(at_ms)

    def show_state(self, state: PlaybackState) -> None:
        """Show what the player does, and say what is wrong."""
        info = state.info
        for view in self.views:
            view.set_info(info)
        self.seek_line.set_duration(info.duration_ms if info else 0)
        self.seek_line.set_loop(*state.loop)
        self.transport.show_state(state)
        for view in self.views:
            self._say(view, state)

    def _say(self, picture: PictureView, state: PlaybackState) -> None:
        problem = state.problem
        if state.manual:
            picture.set_words(center=(words.NO_PICTURE, words.STOPWATCH))
        elif problem is not None:
            sentence = words.FAULTS[problem.code]
            if problem.code in _KEEPS_PICTURE:
                picture.set_words(strip=sentence)
            elif problem.code is PlayerFault.CLIP_STOPS_PLAYER:
                picture.set_words(strip=sentence, dimmed=True)
            else:
                picture.set_words(center=sentence)
        elif state.restarting_at_ms is not None or state.state is PlayState.RESTARTING:
            place = clock_time(state.restarting_at_ms or 0)
            picture.set_words(
                strip=words.restarting(place, picture=state.damaged is None), dimmed=True
            )
        elif state.damaged is not None:
            start, end = state.damaged
            strip = words.damaged(short_time(start), short_time(end))
            picture.set_words(strip=strip, dimmed=True)
        elif state.buffering is not None:
            picture.set_words(strip=(f"Buffering, {state.buffering} %", ""))
        elif state.info is not None and not state.info.has_video:
            picture.set_words(center=(words.SOUND_ONLY, ""))
        else:
            picture.set_words()


class VideoColumn(QWidget):
    """The whole left column."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.player = PlayerPane()
        self.dialogue = DialogueStrip()
        # As high as its picture wants at this width; the dialogue takes the rest.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.player.setSizePolicy(policy)
        column.addWidget(self.player)
        column.addWidget(self.dialogue, 1)
        self.setMinimumWidth(300)

    def set_keys(self, keymap: Keymap) -> None:
        """Use the person's own keys."""
        self.player.set_keys(keymap)
        self.dialogue.set_keys(keymap)
