"""Starts Qt, shows the window with the last caption at once, and runs it."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from app.desk.parts import Parts
from app.ui.common.ending import EndSignals
from app.ui.common.lanes import Wake
from app.ui.common.theme import ThemeHub
from app.ui.common.timers import QtTimers
from app.ui.first_sight import restore_window, show_early
from app.ui.look import show_look
from app.ui.main_window import MainWindow

if TYPE_CHECKING:
    from app.ui.window_controller import WindowController  # loaded behind the first paint

_log = logging.getLogger(__name__)
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class RunningWindow:
    """A window with everything behind it; made, shown and run on MAIN.

    With a last caption the window is painted first, and the desks are made behind that.
    """

    def __init__(self, parts: Parts, clips: Sequence[str]) -> None:
        self.app = make_application()
        self.hub = ThemeHub.install(self.app)
        show_look(self.hub, parts.settings)
        self._parts = parts
        self._clips = clips
        self._made: WindowController | None = None
        self._wake = Wake(parts.mailbox.drain)
        self.window = MainWindow()
        self.timers = QtTimers(self.window)
        restore_window(self.window, parts.settings)
        if parts.early is not None:
            show_early(self.window, parts.settings, parts.early, parts.early_worked_ms)
        else:
            self._make()
        self.window.painted.connect(self._go_on, Qt.ConnectionType.QueuedConnection)
        self.window.close_asked.connect(lambda: self.controller.life.close())
        sys.excepthook = self._on_exception
        qInstallMessageHandler(_on_qt_message)

    @property
    def controller(self) -> WindowController:
        """What runs the window; made when it is first asked for."""
        return self._made if self._made is not None else self._make()

    def _make(self) -> WindowController:
        from app.ui.window_controller import WindowController

        parts = self._parts
        made = WindowController(self.window, parts, self.timers, self.hub, self._clips)
        self._made = made
        parts.mailbox.connect(self._wake.wake)
        return made

    def _go_on(self) -> None:
        self.controller.life.start()

    def run(self) -> int:
        """Show the window and run until it is closed; gives the exit code."""
        ending = EndSignals(self.window.close)
        self.window.show()
        self.window.activateWindow()  # without a window manager nobody else gives it the keys
        code = self.app.exec()
        ending.close()
        self._wake.close()
        self._parts.mailbox.close()
        self._parts.close()
        return code

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """A bug: log it, say it, keep the text; the event loop goes on."""
        _log.critical("a bug in the window", exc_info=(kind, error, trace))
        if self._made is None:
            self.app.exit(1)  # there is nothing yet that could go on
        elif isinstance(error, Exception):
            self._made.show_bug(error)


def run_window(parts: Parts, clips: Sequence[str]) -> int:
    """Run the window; gives the exit code."""
    return RunningWindow(parts, clips).run()


def make_application() -> QApplication:
    """Make Qt's application, or give the one there is."""
    present = QApplication.instance()
    if isinstance(present, QApplication):
        return present
    app = QApplication(sys.argv[:1])
    app.setApplicationName("scenewright")
    app.setApplicationDisplayName("Scenewright")
    app.setDesktopFileName("scenewright")
    app.setQuitOnLastWindowClosed(True)
    return app


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    logging.getLogger("qt").log(
        _LEVELS.get(kind, logging.WARNING), "%s (%s)", message, context.category or "default"
    )
