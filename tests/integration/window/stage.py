"""The whole window in this process: real database, player, analysis and Harper; no LanguageTool."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap.places import Folders
from app.bootstrap.window import make_parts
from app.desk.parts import Parts
from app.desk.ports.language import CheckerName
from app.store.lock import try_acquire
from app.ui.application import RunningWindow
from app.ui.caption.editor import CaptionEditor
from app.ui.common.bars import BarHost
from tests.fakes.language import FakeLanguageChecker

PATIENCE_MS = 30_000
"""Two cores run everything else too; what comes at all comes long before this."""


def places(folder: Path, database: Path | None = None) -> Folders:
    """Keep everything in one folder."""
    return Folders(
        database=database or folder / "data" / "scenewright.db",
        cache=folder / "cache",
        state=folder / "state",
        rescue=(folder / "rescue",),
    )


class OpenWindow:
    """A window that a test opened; waits for what it expects, never for time."""

    def __init__(
        self,
        qtbot: QtBot,
        where: Folders,
        clips: Sequence[str] = (),
        change: Callable[[Parts], Parts] | None = None,
    ) -> None:
        self._qtbot = qtbot
        self.where = where
        lock = try_acquire(where.database)
        assert lock is not None, "another window of this test has the database"
        self._lock = lock
        self._closed = False
        parts = make_parts(where, lock)
        languagetool = FakeLanguageChecker({}, name=CheckerName.LANGUAGETOOL)
        parts = replace(parts, make_languagetool=lambda: languagetool)
        self._parts = change(parts) if change is not None else parts
        hook = sys.excepthook
        self.running = RunningWindow(self._parts, clips)
        # A bug in the window is to fail the test, not only to be said.
        sys.excepthook = hook
        self.window = self.running.window
        self.controller = self.running.controller
        self.window.show()

    @property
    def editor(self) -> CaptionEditor:
        """The caption's editor."""
        return self.window.caption_room.caption.editor

    @property
    def text(self) -> str:
        """The raw text on the desk."""
        return self.controller.captioning.writing.text

    def until(self, done: Callable[[], object]) -> None:
        """Let the window run until something holds."""
        self._qtbot.waitUntil(lambda: bool(done()), timeout=PATIENCE_MS)

    def until_ready(self) -> None:
        """Wait until the database is open and the list was read."""
        self.until(lambda: self.controller.ready)

    def until_open(self, name: str) -> None:
        """Wait until a clip lies on the desk and can be written."""
        self.until(
            lambda: (
                (clip := self.controller.captioning.clip) is not None
                and clip.title == name
                and not self.editor.isReadOnly()
            )
        )

    def until_said(self, *words: str) -> None:
        """Wait until the window says all of these words where a person sees them."""
        try:
            self.until(lambda: all(word in self.said() for word in words))
        except Exception as error:
            error.add_note(f"it said: {self.said()!r}")
            raise

    def until_saved(self) -> None:
        """Wait until the text is stored."""
        writing = self.controller.captioning.writing
        self.until(lambda: writing.status.saved_ms is not None and not writing.status.pending)

    def said(self) -> str:
        """Give the sentences in sight: the bars, and the words in the picture."""
        room = self.window.caption_room
        found: list[str] = []
        for host in self.window.findChildren(BarHost):
            if host.isVisible() and host.current is not None:
                found += [host.current.sentence, host.current.detail]
        if room.video.player.picture.isVisible():
            found.append(room.video.player.picture.accessibleDescription())
        return " ".join(found)

    def next_bar(self) -> None:
        """Press the arrow of the bar in sight, behind which others wait."""
        bar = next(host.bar for host in self.window.findChildren(BarHost) if host.bar is not None)
        bar.next.click()

    def drop(self, *things: Path | str) -> None:
        """Drop files or addresses on the window, as a file manager does."""
        mime = QMimeData()
        mime.setUrls(
            [QUrl.fromLocalFile(str(t)) if isinstance(t, Path) else QUrl(t) for t in things]
        )
        how = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton)
        for event in (
            QDragEnterEvent(QPoint(40, 40), *how, Qt.KeyboardModifier.NoModifier),
            QDropEvent(QPoint(40, 40), *how, Qt.KeyboardModifier.NoModifier),
        ):
            QApplication.sendEvent(self.window, event)

    def type(self, text: str) -> None:
        """Press the keys of a text in the editor."""
        QTest.keyClicks(self.editor, text)

    def paste(self, text: str) -> None:
        """Paste a text with its key."""
        QGuiApplication.clipboard().setText(text)
        QTest.keyClick(self.editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    def close(self) -> None:
        """Close it as a person does; doing it twice is fine."""
        if self._closed:
            return
        self._closed = True
        if self.window.isVisible():
            self.window.close()
            self.until(lambda: not self.window.isVisible())
        self._parts.mailbox.close()
        self._parts.close()
        self._lock.release()
        # Nothing that still waits may be done in the next test.
        self.running.timers.deleteLater()
        # What is left of it may not hear the next test's keys.
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.removeEventFilter(self.window)
        with suppress(RuntimeError):
            app.focusChanged.disconnect(self.window._on_focus)
        self.window.deleteLater()
