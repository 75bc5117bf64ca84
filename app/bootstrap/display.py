"""Whether a window can be opened, asked before Qt, which would end the process with an abort."""

from __future__ import annotations

import ctypes
import os
import sys


def has_display() -> bool:
    """Tell whether there is a screen, and one that answers."""
    if sys.platform in {"win32", "darwin"} or os.environ.get("WAYLAND_DISPLAY"):
        return True
    return bool(os.environ.get("DISPLAY")) and _x_server_answers()


def _x_server_answers() -> bool:
    """Tell whether the X server of ``DISPLAY`` takes a connection, as Qt will ask for one."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # Qt names the library that it lacks
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not failed
