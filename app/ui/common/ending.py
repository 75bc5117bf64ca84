"""The system's wish to end: a terminal that closes, a session that ends, Ctrl+C."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from types import FrameType
from typing import Final

from PySide6.QtCore import QObject, QSocketNotifier, Slot

_NAMES: Final = ("SIGTERM", "SIGINT", "SIGHUP")


class EndSignals(QObject):
    """Turns the signals that ask a program to end into one call on MAIN.

    Python runs its handlers between two of its own steps, and an idle event loop makes none; so
    the interpreter also writes a byte into a socket that the event loop watches.
    """

    def __init__(self, on_end: Callable[[], object], parent: QObject | None = None) -> None:
        """Begin to listen.

        Args:
            on_end: Called at each signal, on MAIN.
            parent: What keeps this alive.
        """
        super().__init__(parent)
        self._on_end = on_end
        self._reading, self._writing = socket.socketpair()
        for end in (self._reading, self._writing):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._reading.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_bytes)
        self._wakeup_before = signal.set_wakeup_fd(
            self._writing.fileno(), warn_on_full_buffer=False
        )
        self._before = {
            number: signal.signal(number, _leave_to_the_loop)
            for name in _NAMES
            if (number := getattr(signal, name, None)) is not None
        }

    def close(self) -> None:
        """Listen no more; the handlers from before are back."""
        self._notifier.setEnabled(False)
        for number, handler in self._before.items():
            signal.signal(number, handler if handler is not None else signal.SIG_DFL)
        signal.set_wakeup_fd(self._wakeup_before)
        self._reading.close()
        self._writing.close()

    @Slot()
    def _on_bytes(self) -> None:
        told = self._reading.recv(64)
        if any(number in self._before for number in told):
            self._on_end()


def _leave_to_the_loop(_number: int, _frame: FrameType | None) -> None:
    """The byte in the socket says it."""
