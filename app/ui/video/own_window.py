"""The picture elsewhere: in a window for a second screen, and on the full screen under the text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from app.desk.keymap import Keymap
from app.ui.common.actions import PlayerKeys
from app.ui.common.fonts import Role
from app.ui.common.theme import current_theme, font, scaled
from app.ui.common.words.formats import clock_time
from app.ui.video.picture import PictureView
from app.ui.video.seek_line import SeekLine

_EDITOR_WIDTH = 600
_EDITOR_SHARE = 0.46
_EDITOR_HEIGHT = 0.42
_EDITOR_LEAST = 260
_EDGE = 24
_FOOT = 36


class PictureWindow(QWidget):
    """The picture in a window of its own; every key of the program acts there too.

    Signals:
        asked: The id of an action, by a key.
        closed: The person closed it.
        in_front: It came to the front after it was shown; the keys can go back to the text.
    """

    asked = Signal(str)
    closed = Signal()
    in_front = Signal()
    shows_work = True  # keys and the pointer are signs of work in it too

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._coming = False
        self.setWindowTitle("Picture – Scenewright")
        self.setMinimumSize(320, 180)
        self.resize(960, 540)
        self._keys = PlayerKeys()
        self.picture = PictureView()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.picture)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.picture.clicked.connect(lambda: self.asked.emit("play_pause"))
        self.picture.doubled.connect(self.toggle_full)

    def set_keys(self, keymap: Keymap) -> None:
        """Use the person's own keys."""
        self._keys.set_keys(keymap, with_text_keys=True)

    def show_above(self, main: QWidget) -> None:
        """Show it in front of the main window, where it stays when that gets the keys again."""
        self.winId()  # Makes the handle, which is there otherwise only after it was shown.
        self.windowHandle().setTransientParent(main.windowHandle())
        self._coming = True
        self.show()
        self.raise_()
        self.activateWindow()

    def changeEvent(self, event: QEvent) -> None:
        """Tell once that it is in front: a window gets the keys some time after it is shown."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self._coming:
            self._coming = False
            self.in_front.emit()

    def toggle_full(self) -> None:
        """Fill the screen it is on, or go back."""
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the full screen first; all other keys act as in the player."""
        if event.key() == Qt.Key.Key_Escape and self.isFullScreen():
            self.showNormal()
        elif not self._keys.take(event, self._ask):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that it is gone."""
        super().closeEvent(event)
        self.closed.emit()

    def _ask(self, action: str) -> None:
        if action == "full_screen":
            self.toggle_full()
        else:
            self.asked.emit(action)


class FullPicture(QWidget):
    """Covers the window with the picture; the editor lies over its lower right corner.

    A child of the window, so that all keys go on working; the editor is the very same one, lent
    from its splitter and given back, caret and undo steps and all.

    Signals:
        sought: A place was chosen on the seek line, in ms.
        asked: The id of an action, by the pointer.
    """

    sought = Signal(int)
    asked = Signal(str)

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._pane: QWidget | None = None
        self._home: tuple[QSplitter, int, list[int]] | None = None
        self._maximized = False
        self._at_ms = 0
        self.picture = PictureView(self)
        self.seek_line = SeekLine(self)
        self.picture.clicked.connect(lambda: self.asked.emit("play_pause"))
        self.picture.doubled.connect(lambda: self.asked.emit("full_screen"))
        self.seek_line.sought.connect(self.sought)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.hide()
        host.installEventFilter(self)

    @property
    def is_open(self) -> bool:
        """Whether the picture fills the window."""
        return self._home is not None

    def open(self, pane: QWidget) -> None:
        """Fill the screen and take the editor along."""
        splitter = pane.parentWidget()
        if self.is_open or not isinstance(splitter, QSplitter):
            return
        focus = pane.focusWidget() if pane.isAncestorOf(pane.window().focusWidget()) else None
        self._home = (splitter, splitter.indexOf(pane), splitter.sizes())
        self._pane = pane
        self._maximized = self._host.isMaximized()
        self._host.showFullScreen()
        self.setGeometry(self._host.rect())
        pane.setParent(self)
        self.show()
        self.raise_()
        pane.show()
        self._lay_out()
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def shut(self) -> None:
        """Give the editor back and leave the full screen."""
        if self._home is None or self._pane is None:
            return
        splitter, index, sizes = self._home
        pane, self._pane, self._home = self._pane, None, None
        had_keys = pane.isAncestorOf(self._host.focusWidget())
        focus = pane.focusWidget() if had_keys else None
        splitter.insertWidget(index, pane)
        pane.show()
        splitter.setSizes(sizes)
        self.hide()
        if self._maximized:
            self._host.showMaximized()
        else:
            self._host.showNormal()
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_place(self, at_ms: int) -> None:
        """Show the time and the place."""
        self._at_ms = at_ms
        self.seek_line.set_place(at_ms)
        self.update(0, self.height() - scaled(_FOOT), self.width(), scaled(_FOOT))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if watched is self._host and event.type() == QEvent.Type.Resize and self.is_open:
            self.setGeometry(self._host.rect())
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size."""
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the strip with the time."""
        theme = current_theme()
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.win)
        foot = scaled(_FOOT)
        box = QRect(scaled(_EDGE), self.height() - foot + 8, 200, foot - 8)
        painter.setFont(font(Role.TITLE))
        painter.setPen(theme.ink)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), clock_time(self._at_ms))

    def _lay_out(self) -> None:
        width, height = self.width(), self.height()
        foot = scaled(_FOOT)
        self.picture.setGeometry(0, 0, width, height - foot)
        self.seek_line.setGeometry(0, height - foot, width, scaled(8))
        if self._pane is None:
            return
        wide = max(
            self._pane.minimumSizeHint().width(),
            self._pane.minimumWidth(),
            min(scaled(_EDITOR_WIDTH), round(width * _EDITOR_SHARE)),
        )
        high = max(scaled(_EDITOR_LEAST), round(height * _EDITOR_HEIGHT))
        edge = scaled(_EDGE)
        high = min(high, height - foot - 2 * edge)
        self._pane.setGeometry(width - wide - edge, height - foot - high - edge, wide, high)
        self._pane.raise_()
