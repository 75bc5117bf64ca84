"""A running window on fakes, for tests: what a captioner does, by keys and buttons."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.desk.ports.store import Draft
from app.domain.clip import ClipState
from app.ui.application import RunningWindow
from app.ui.video.own_window import PictureWindow
from tests.fakes.parts import FakeParts


class Window:
    """A running window on fakes, driven by the test."""

    def __init__(self, qtbot, fakes: FakeParts) -> None:
        self.qtbot = qtbot
        self.fakes = fakes
        self.running = RunningWindow(fakes.parts, [])
        self.window = self.running.window
        self.controller = self.running.controller
        self.room = self.window.caption_room
        self.editor = self.room.caption.editor
        self.window.show()
        self.window.activateWindow()

    def until(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=30_000)

    def open_sample(self) -> None:
        self.until(lambda: self.controller.ready)
        self.controller.open_sample()
        self.until(lambda: (clip := self.controller.captioning.clip) is not None and clip.sample)
        self.fakes.player.advance(1)
        self.until(lambda: self.controller.desks.playback.state.info is not None)

    def type(self, text: str) -> None:
        self.editor.setFocus()
        self.qtbot.keyClicks(self.editor, text)

    def key(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self.qtbot.keyClick(self.editor, key, modifier)

    def stored(self, clip_id: str = "sample") -> Draft:
        return self.fakes.store.read(lambda unit: unit.drafts.get(clip_id))

    def state(self, clip_id: str = "sample") -> ClipState:
        return self.fakes.store.read(lambda unit: unit.clips.get(clip_id)).state

    def bar(self) -> str:
        current = self.room.caption.bars.current
        return current.id if current is not None else ""

    def close(self) -> None:
        if not self.fakes.mailbox.closed:
            self.window.close()
            self.until(lambda: not self.window.isVisible())
        self.fakes.mailbox.close()
        shiboken6.delete(self.window)  # or it goes on hearing every event of the application


def own_window() -> PictureWindow:
    """The one that is seen: those of earlier tests may still wait for the collector, hidden."""
    windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, PictureWindow)]
    (found,) = (w for w in windows if w.isVisible())
    return found
