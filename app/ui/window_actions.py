"""What every action of the window does, by the ids of the key table."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.desk.ports.store import SnapshotReason
from app.domain.clip import TICKS
from app.ui.common.focus_of import holds_focus

if TYPE_CHECKING:
    from app.ui.window_controller import WindowController


class WindowActions:
    """Does actions; the table is made once. MAIN."""

    def __init__(self, controller: WindowController) -> None:
        self._controller = controller
        self._window = controller.window
        self._desks = controller.desks
        self._table = self._make_table()

    def do(self, action: str) -> None:
        """Do an action; an id that nobody knows is left alone."""
        call = self._table.get(action)
        if call is not None:
            call()

    def _make_table(self) -> dict[str, Callable[[], object]]:
        playback = self._desks.playback
        table: dict[str, Callable[[], object]] = {
            "play_pause": playback.toggle,
            "escape": self._escape,
            "back_5s": lambda: playback.jump_large(-1),
            "forward_5s": lambda: playback.jump_large(1),
            "back_1s": lambda: playback.jump_small(-1),
            "forward_1s": lambda: playback.jump_small(1),
            "frame_back": lambda: playback.step(-1),
            "frame_on": lambda: playback.step(1),
            "slower": lambda: playback.change_rate(-1),
            "faster": lambda: playback.change_rate(1),
            "speed_normal": lambda: playback.set_rate(1.0),
            "replay": playback.replay,
            "loop": playback.mark_loop,
            "mute": lambda: playback.set_muted(muted=not playback.state.muted),
            "mark_dialogue": self._mark_dialogue,
            "insert_token": self._desks.captioning.lines.insert_token,
            "play_token": self._controller.presenter.play_token,
            "save": lambda: self._desks.captioning.snapshot(SnapshotReason.ASKED),
            "submit": self._controller.submit,
            "copy_caption": self._controller.presenter.copy_all,
            "find": self._find,
            "zoom_in": lambda: self._zoom(10),
            "zoom_out": lambda: self._zoom(-10),
            "zoom_reset": lambda: self._controller.set_setting("writing.zoom", 100),
            "next_finding": lambda: self._controller.presenter.findings.step(1),
            "previous_finding": lambda: self._controller.presenter.findings.step(-1),
            "next_clip": lambda: self._controller.step_clip(1),
            "previous_clip": lambda: self._controller.step_clip(-1),
            "next_pane": lambda: self._walk_panes(short=True),
            "previous_pane": lambda: self._walk_panes(short=False),
            "room_queue": lambda: self._controller.show_room("queue"),
            "room_caption": lambda: self._controller.show_room("caption"),
            "room_hours": lambda: self._controller.show_room("hours"),
            "settings": lambda: self._controller.show_room("settings"),
            "sheet": self._window.show_sheet,
            "quit": self._window.close,
            "history": self._controller.rooms.open_history,
            "guide": lambda: self._controller.rooms.open_guide(""),
            "add_clips": self._controller.rooms.add_clips,
            "add_stream": self._controller.rooms.add_stream,
            "add_without_file": self._controller.rooms.add_without_file,
            "sidebar": self._controller.rooms.toggle_sidebar,
            **self._controller.presenter.timeline.actions(),
            **self._controller.comfort.actions(),
        }
        for number, _ in enumerate(TICKS, 1):
            table[f"fact_{number}"] = lambda number=number: (
                self._window.caption_room.rubric.sidebar.facts.tick(number)
            )
        return table

    def _escape(self) -> None:
        if self._window.close_sheet() or self._controller.rooms.close_topmost():
            return
        if self._controller.comfort.close_topmost():
            return
        if self._controller.rooms.current == "caption":
            room = self._window.caption_room
            if room.caption.close_topmost() or room.rubric.shut():
                return
            self._desks.playback.toggle()

    def _mark_dialogue(self) -> None:
        if self._desks.captioning.clip is None:
            return
        self._desks.captioning.lines.mark()
        entry = self._desks.captioning.lines.entry
        if entry.out_ms is not None:
            self._window.caption_room.video.dialogue.focus_words()

    def _find(self) -> None:
        if self._controller.rooms.current == "caption":
            self._window.caption_room.caption.open_find()
        else:
            self._controller.rooms.find()

    def _zoom(self, by: int) -> None:
        zoom = max(80, min(200, self._controller.settings.whole("writing.zoom") + by))
        self._controller.set_setting("writing.zoom", zoom)

    def _walk_panes(self, *, short: bool) -> None:
        """Go between text and player, or on through timeline, dialogue and rubric."""
        room = self._window.caption_room
        reason = Qt.FocusReason.ShortcutFocusReason
        editor, player = room.caption.editor, room.video.player
        stops: list[QWidget] = [editor, player]
        if not short:
            stops += [
                room.timeline,
                room.video.dialogue.in_field,
                room.rubric.sidebar.criteria,
            ]
        focus = QApplication.focusWidget()
        now = next((i for i, stop in enumerate(stops) if holds_focus(stop, focus)), -1)
        stops[(now + 1) % len(stops)].setFocus(reason)
