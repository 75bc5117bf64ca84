"""Timers of the event loop behind the desk's port."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer


class _Waiting:
    """One call that waits; keeps its timer alive until it is made or cancelled."""

    def __init__(self, timer: QTimer) -> None:
        self._timer: QTimer | None = timer

    def cancel(self) -> None:
        """Do not make the call."""
        timer, self._timer = self._timer, None
        if timer is not None:
            timer.stop()
            timer.deleteLater()

    def done(self) -> None:
        """Let the timer go."""
        self.cancel()


class QtTimers(QObject):
    """Makes calls later on MAIN."""

    def call_later(self, delay_ms: int, call: Callable[[], None]) -> _Waiting:
        """Make one call after at least ``delay_ms``."""
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        waiting = _Waiting(timer)

        def fire() -> None:
            waiting.done()
            call()

        timer.timeout.connect(fire)
        timer.start(delay_ms)
        return waiting
