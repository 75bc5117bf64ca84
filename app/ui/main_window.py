"""The window: header, the room, status line. It assembles the rooms and decides nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from app.ui.caption_room import CaptionRoom
from app.ui.common.actions import Actions
from app.ui.common.bars import BarHost, BarStage
from app.ui.common.limits import Limit
from app.ui.common.panes import Pane
from app.ui.common.sheet import KeySheet
from app.ui.header import Header
from app.ui.status_line import StatusLine


class MainWindow(Pane):
    """Header, bars that concern the whole window, rooms, status line.

    Signals:
        painted: The window was painted for the first time.
        close_asked: The window is to close; ``finish_closing`` lets it.
        dropped: Files or addresses were dropped, as texts.
        key_pressed: A key went somewhere in the window; carries whether it went into a text.
        pointer_moved: The pointer moved, clicked or scrolled over the window.
        focus_changed: The keys go somewhere else now.
    """

    painted = Signal()
    close_asked = Signal()
    dropped = Signal(list)
    key_pressed = Signal(bool)
    pointer_moved = Signal()
    focus_changed = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__("win")
        self.setWindowTitle("Scenewright")
        self.setMinimumSize(960, 540)
        self.resize(1440, 900)
        self.setAcceptDrops(True)
        self.actions_table = Actions(self)
        self.header = Header()
        self.bars = BarHost()
        self.rooms = QStackedWidget()
        self.status = StatusLine()
        self.caption_room = CaptionRoom()
        self.rooms.addWidget(self.caption_room)
        self.stage = BarStage(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.header, self.bars):
            column.addWidget(widget)
        column.addWidget(self.rooms, 1)
        column.addWidget(self.status)
        self.stage.take((self.bars, self.caption_room.caption.bars))
        self._narrow, self._small = Limit(1400), Limit(1080)
        self._sheet: KeySheet | None = None
        self._painted = False
        self._may_close = False
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def when_painted(self, call: Callable[[], None]) -> None:
        """Call something once the window is painted; at once when it was."""
        if self._painted:
            call()
        else:
            self.painted.connect(call)

    def add_room(self, room: QWidget) -> None:
        """Add a room; its bars take turns with those of the window."""
        self.rooms.addWidget(room)
        self.stage.take(room.findChildren(BarHost))

    def show_sheet(self) -> None:
        """Show all keys."""
        if self._sheet is None:
            self._sheet = KeySheet(self, self.actions_table.keymap)
        self._sheet.set_keymap(self.actions_table.keymap)
        self._sheet.open()

    def close_sheet(self) -> bool:
        """Close the sheet of keys; gives whether it was open."""
        if self._sheet is not None and self._sheet.isVisible():
            self._sheet.shut()
            return True
        return False

    def finish_closing(self) -> None:
        """Everything is stored: let the window go."""
        self._may_close = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask for everything to be stored first."""
        if self._may_close:
            event.accept()
        else:
            event.ignore()
            self.close_asked.emit()
            if self._may_close:  # there was nothing to store
                event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and tell the first time."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            app = QApplication.instance()
            if app is not None:
                app.installEventFilter(self)  # the events of the start are no signs of work
            self.painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let header and status line give way."""
        super().resizeEvent(event)
        narrow, small = self._narrow.feed(self.width()), self._small.feed(self.width())
        self.header.set_narrow(without_place=narrow, without_words=small)
        self.status.set_narrow(without_track=narrow, without_hints=small)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and addresses."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on what was dropped."""
        urls = event.mimeData().urls()
        self.dropped.emit([u.toLocalFile() if u.isLocalFile() else u.toString() for u in urls])
        event.acceptProposedAction()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice signs of work; nothing is held back."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if isinstance(watched, QWidget) and self._sees_work(watched):
                self.key_pressed.emit(bool(event.text()) and self._takes_text(watched))
        elif isinstance(event, QMouseEvent | QWheelEvent) and isinstance(watched, QWidget):
            if self._sees_work(watched):
                self.pointer_moved.emit()
        elif event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            # The application does not tell when the focus comes back from a list or a menu.
            if watched.window() is self:
                self.focus_changed.emit()
        elif event.type() == QEvent.Type.WindowDeactivate and watched is self:
            self.left.emit()
        return False

    def _sees_work(self, widget: QWidget) -> bool:
        """Tell whether a sign is one of work here, or where the picture stands alone."""
        window = widget.window()
        return window is self or bool(getattr(window, "shows_work", False))

    def _takes_text(self, widget: QWidget) -> bool:
        """Tell whether what is typed into a widget goes into the caption or a line of dialogue."""
        in_room = self.caption_room.isVisible() and self.caption_room.isAncestorOf(widget)
        return in_room and widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)

    def _on_focus(self, _before: QWidget | None, _now: QWidget | None) -> None:
        self.focus_changed.emit()

    def bring_forward(self) -> None:
        """Show the window on top, for a second start."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
