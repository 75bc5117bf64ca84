"""Hold-to-play: the clip plays while a key is down. A foot pedal is such a key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.desk.keymap import Keymap
from app.ui.common.actions import event_key

ACTION = "hold_to_play"
REPEAT_MS = 50
"""A key that is down again this soon was held all the time."""


class HoldToPlay(QObject):
    """Hears the key go down and up, wherever the caret is.

    A shortcut knows no key that is let go, so this stands before all shortcuts.

    Signals:
        pressed: The key went down.
        released: It came up, or the window lost the keys while it was down.
    """

    pressed = Signal()
    released = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keys: frozenset[str] = frozenset()
        self._down = False
        self._down_key = 0
        self._rising = QTimer(self)
        self._rising.setSingleShot(True)
        self._rising.setInterval(REPEAT_MS)
        self._rising.timeout.connect(self._let_go)

    def watch(self, window: QWidget) -> None:
        """Hear the keys of a window.

        At the window itself and not at the application, so that no other event passes by here.
        """
        window.winId()
        window.windowHandle().installEventFilter(self)

    def set_keys(self, keymap: Keymap) -> None:
        """Use the person's own keys."""
        self._keys = frozenset(keymap.keys(ACTION))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the key before anything else does; the repeats of a held key are dropped."""
        del watched
        kind = event.type()
        if kind == QEvent.Type.FocusOut:
            self._let_go()
            return False
        if kind not in {
            QEvent.Type.ShortcutOverride,
            QEvent.Type.KeyPress,
            QEvent.Type.KeyRelease,
        } or not isinstance(event, QKeyEvent):
            return False
        if kind == QEvent.Type.KeyRelease:
            if not self._down or event.key() != self._down_key:
                return False
            if not event.isAutoRepeat():
                self._rising.start()
            return True
        if event_key(event) not in self._keys:
            return False
        if kind == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        # X11 sends the repeats of a held key as up and down, not always marked as repeats.
        self._rising.stop()
        if not self._down and not event.isAutoRepeat():
            self._down, self._down_key = True, event.key()
            self.pressed.emit()
        return True

    def _let_go(self) -> None:
        self._rising.stop()
        if self._down:
            self._down = False
            self.released.emit()
