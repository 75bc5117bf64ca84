"""The bridge from the other lanes to MAIN: one long-lived object with one signal."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot


class Wake(QObject):
    """Makes MAIN drain the mailbox soon, from whatever thread asks.

    Create it on MAIN and keep it as long as the lanes run: a signal may be emitted from a foreign
    thread only when its object lives on MAIN. The signal carries nothing; what is to be done waits
    in the mailbox.

    Signals:
        woke: delivered queued, so the drain never runs inside the call that posted.
    """

    woke = Signal()

    def __init__(self, drain: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._drain: Callable[[], object] | None = drain
        self.woke.connect(self._on_woke, Qt.ConnectionType.QueuedConnection)

    def wake(self) -> None:
        """Ask MAIN to drain. Any thread; never raises, not even after the object is gone."""
        if self._drain is None:
            return
        try:
            self.woke.emit()
        except RuntimeError:
            # Qt deleted the object between the check and the emission: nobody is left to wake.
            self._drain = None

    def close(self) -> None:
        """Drain no more. MAIN only."""
        self._drain = None

    @Slot()
    def _on_woke(self) -> None:
        if self._drain is not None:
            self._drain()
