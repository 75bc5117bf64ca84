"""What the system says about the session on Linux: it goes to sleep, the screen is locked.

Over D-Bus from logind and from the screen savers of the desktops. Where no bus is, and on macOS and
Windows, nothing is heard; the work clock then notices the gap between its clocks afterwards.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import cast

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBusConnection

from app.timekeeping.signals import Locked, Signal, Suspended, Unlocked

_LOGIND = "org.freedesktop.login1"
_LOGIND_PATH = "/org/freedesktop/login1"
_SCREEN_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver")


def _slot(signature: str) -> bytes:
    return cast("bytes", SLOT(signature))  # its types say bytes; it takes text alone


class SessionWatch(QObject):
    """Turns what the buses say into signs for the work clock. MAIN.

    Args:
        heard: Takes the signs.
        parent: Its owner.
    """

    def __init__(self, heard: Callable[[Signal], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heard = heard

    def listen(self, system: QDBusConnection, session: QDBusConnection) -> None:
        """Listen on the two buses; one that is not there says nothing."""
        if system.isConnected():
            system.connect(
                "",
                _LOGIND_PATH,
                f"{_LOGIND}.Manager",
                "PrepareForSleep",
                self,
                _slot("on_sleep(bool)"),
            )
            # The signals of all sessions come from one service: only the path tells whose it is.
            path = session_path(os.environ.get("XDG_SESSION_ID", ""))
            for name, slot in (("Lock", "on_lock()"), ("Unlock", "on_unlock()")):
                if path:
                    system.connect("", path, f"{_LOGIND}.Session", name, self, _slot(slot))
        if session.isConnected():
            for interface in _SCREEN_SAVERS:
                session.connect("", "", interface, "ActiveChanged", self, _slot("on_screen(bool)"))

    @Slot(bool)
    def on_sleep(self, begins: bool) -> None:
        """The system goes to sleep, or has woken: then the next sign of the person counts."""
        if begins:
            self._heard(Suspended())

    @Slot()
    def on_lock(self) -> None:
        """The session is locked."""
        self._heard(Locked())

    @Slot()
    def on_unlock(self) -> None:
        """The session is unlocked."""
        self._heard(Unlocked())

    @Slot(bool)
    def on_screen(self, covered: bool) -> None:
        """The screen saver covers the screen, or has gone."""
        self._heard(Locked() if covered else Unlocked())


def watch_session(heard: Callable[[Signal], None], parent: QObject) -> SessionWatch | None:
    """Listen to the buses of this session; None where there are none to listen to."""
    if not sys.platform.startswith("linux"):
        return None
    watch = SessionWatch(heard, parent)
    watch.listen(QDBusConnection.systemBus(), QDBusConnection.sessionBus())
    return watch


def session_path(session_id: str) -> str:
    """The object path of a session of logind; "" without an id.

    What may not stand in a path, and a digit in front, is written as ``_`` and two hex digits.
    """
    if not session_id:
        return ""
    escaped = "".join(
        char
        if char.isascii() and (char.isalpha() or (char.isdigit() and place))
        else "".join(f"_{byte:02x}" for byte in char.encode())
        for place, char in enumerate(session_id)
    )
    return f"{_LOGIND_PATH}/session/{escaped}"
