"""Timers of the event loop behind the desk's port."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimerEvent


class _Waiting:
    """One call that waits."""

    __slots__ = ("_number", "_timers", "call")

    def __init__(self, timers: QtTimers, number: int, call: Callable[[], None]) -> None:
        self._timers = timers
        self._number = number
        self.call = call

    def cancel(self) -> None:
        """Do not make the call; nothing happens when it was made."""
        self._timers.forget(self._number, self)


class QtTimers(QObject):
    """Makes calls later on MAIN.

    Many are made at each key, so they are plain timer ids of one object: a QTimer with its
    connection costs a hundred times as much.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: dict[int, _Waiting] = {}

    def call_later(self, delay_ms: int, call: Callable[[], None]) -> _Waiting:
        """Make one call after at least ``delay_ms``."""
        number = self.startTimer(delay_ms, Qt.TimerType.PreciseTimer)
        waiting = self._waiting[number] = _Waiting(self, number, call)
        return waiting

    def forget(self, number: int, waiting: _Waiting) -> None:
        """Cancel a call; Qt gives the number of one that was made to another."""
        if self._waiting.get(number) is waiting:
            del self._waiting[number]
            self.killTimer(number)

    def timerEvent(self, event: QTimerEvent) -> None:
        """Make the call whose time has come."""
        number = event.timerId()
        self.killTimer(number)
        waiting = self._waiting.pop(number, None)
        if waiting is not None:
            waiting.call()
