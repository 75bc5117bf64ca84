"""An X display as a person has it: windows to look at, keys and a pointer. POSIX only.

Speaks to libX11, libXext and libXtst through ctypes, so that no package is needed. Not for use by
several threads. Coordinates are of the screen.
"""

from __future__ import annotations

import ctypes as c
import select
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

_Pointer = c.c_void_p
_Id = c.c_ulong
_IPC_PRIVATE: Final = 0
_IPC_RMID: Final = 0
_IPC_CREATE: Final = 0o1000
_Z_PIXMAP: Final = 2
_ALL_PLANES: Final = 0xFFFFFFFF
_VIEWABLE: Final = 2
_REVERT_TO_PARENT: Final = 2
_MODIFIERS: Final = {"ctrl": "Control_L", "shift": "Shift_L", "alt": "Alt_L"}
_NAMES: Final = {
    " ": "space", ".": "period", ",": "comma", "'": "apostrophe", '"': "quotedbl", "-": "minus",
    "[": "bracketleft", "]": "bracketright", ":": "colon", ";": "semicolon", "\n": "Return",
    "?": "question", "!": "exclam", "(": "parenleft", ")": "parenright",
}  # fmt: skip


class _Segment(c.Structure):
    _fields_ = (
        ("segment", c.c_ulong),
        ("id", c.c_int),
        ("address", c.c_void_p),
        ("read_only", c.c_int),
    )


class _ImageHead(c.Structure):
    """The first fields of an XImage, as far as the pointer to its pixels."""

    _fields_ = (
        ("width", c.c_int),
        ("height", c.c_int),
        ("offset", c.c_int),
        ("format", c.c_int),
        ("data", c.c_void_p),
    )


class _Attributes(c.Structure):
    """XWindowAttributes, of which size and map state are read."""

    _fields_ = (
        *((name, c.c_int) for name in ("x", "y", "width", "height", "border", "depth")),
        ("visual", c.c_void_p),
        ("root", c.c_ulong),
        *((name, c.c_int) for name in ("kind", "bit_gravity", "win_gravity", "backing_store")),
        ("planes", c.c_ulong),
        ("pixel", c.c_ulong),
        ("save_under", c.c_int),
        ("colormap", c.c_ulong),
        ("map_installed", c.c_int),
        ("map_state", c.c_int),
        *((name, c.c_long) for name in ("events", "own_events", "no_propagate")),
        ("override_redirect", c.c_int),
        ("screen", c.c_void_p),
    )


_Handler = c.CFUNCTYPE(c.c_int, _Pointer, _Pointer)


class _Libraries:
    """The functions that are used, with their types."""

    def __init__(self) -> None:
        self.x = x = c.CDLL("libX11.so.6")
        self.ext = ext = c.CDLL("libXext.so.6")
        self.test = test = c.CDLL("libXtst.so.6")
        self.libc = libc = c.CDLL(None, use_errno=True)
        ints, longs, ids = c.POINTER(c.c_int), c.POINTER(c.c_ulong), c.POINTER(_Id)
        table: tuple[tuple[Any, Any, tuple[Any, ...]], ...] = (
            (x.XOpenDisplay, _Pointer, (c.c_char_p,)),
            (x.XCloseDisplay, c.c_int, (_Pointer,)),
            (x.XConnectionNumber, c.c_int, (_Pointer,)),
            (x.XDefaultRootWindow, _Id, (_Pointer,)),
            (x.XDefaultVisual, _Pointer, (_Pointer, c.c_int)),
            (x.XDefaultDepth, c.c_int, (_Pointer, c.c_int)),
            (x.XSync, c.c_int, (_Pointer, c.c_int)),
            (x.XFlush, c.c_int, (_Pointer,)),
            (x.XFree, c.c_int, (_Pointer,)),
            (x.XStringToKeysym, _Id, (c.c_char_p,)),
            (x.XKeysymToKeycode, c.c_ubyte, (_Pointer, _Id)),
            (x.XKeycodeToKeysym, _Id, (_Pointer, c.c_ubyte, c.c_int)),
            (x.XInternAtom, _Id, (_Pointer, c.c_char_p, c.c_int)),
            (x.XSetInputFocus, c.c_int, (_Pointer, _Id, c.c_int, _Id)),
            (x.XRaiseWindow, c.c_int, (_Pointer, _Id)),
            (x.XGetWindowAttributes, c.c_int, (_Pointer, _Id, c.POINTER(_Attributes))),
            (x.XQueryTree, c.c_int,
             (_Pointer, _Id, ids, ids, c.POINTER(ids), c.POINTER(c.c_uint))),
            (x.XGetWindowProperty, c.c_int,
             (_Pointer, _Id, _Id, c.c_long, c.c_long, c.c_int, _Id, longs, ints, longs, longs,
              c.POINTER(_Pointer))),
            (ext.XShmCreateImage, _Pointer,
             (_Pointer, _Pointer, c.c_uint, c.c_int, _Pointer, _Pointer, c.c_uint, c.c_uint)),
            (ext.XShmAttach, c.c_int, (_Pointer, _Pointer)),
            (ext.XShmDetach, c.c_int, (_Pointer, _Pointer)),
            (ext.XShmGetImage, c.c_int, (_Pointer, _Id, _Pointer, c.c_int, c.c_int, c.c_ulong)),
            (test.XTestFakeKeyEvent, c.c_int, (_Pointer, c.c_uint, c.c_int, c.c_ulong)),
            (test.XTestFakeButtonEvent, c.c_int, (_Pointer, c.c_uint, c.c_int, c.c_ulong)),
            (test.XTestFakeMotionEvent, c.c_int,
             (_Pointer, c.c_int, c.c_int, c.c_int, c.c_ulong)),
            (libc.shmget, c.c_int, (c.c_int, c.c_size_t, c.c_int)),
            (libc.shmat, _Pointer, (c.c_int, _Pointer, c.c_int)),
            (libc.shmdt, c.c_int, (_Pointer,)),
            (libc.shmctl, c.c_int, (c.c_int, c.c_int, _Pointer)),
        )  # fmt: skip
        for function, result, arguments in table:
            function.restype, function.argtypes = result, arguments
        # A window may be gone before it is asked about; libX11 would end the process for that.
        self.handler = _Handler(lambda _display, _error: 0)
        x.XSetErrorHandler(self.handler)


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the screen."""

    x: int
    y: int
    width: int
    height: int

    def inside(self, left: float, top: float, right: float, bottom: float) -> Box:
        """Give a part of this one by fractions of its sides."""
        x, y = round(self.width * left), round(self.height * top)
        return Box(
            self.x + x,
            self.y + y,
            round(self.width * right) - x,
            round(self.height * bottom) - y,
        )


@dataclass(frozen=True, slots=True)
class Window:
    """A mapped top-level window."""

    id: int
    pid: int
    title: str
    box: Box


class Display:
    """A connection to an X server that runs without a window manager."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._own = _Libraries()
        self._display = self._own.x.XOpenDisplay(name.encode())
        if not self._display:
            raise ConnectionError(f"no X server answers at {name}")
        self.root: int = self._own.x.XDefaultRootWindow(self._display)
        self._codes: dict[str, tuple[int, bool]] = {}

    def close(self) -> None:
        """End the connection."""
        self._own.x.XCloseDisplay(self._display)

    def windows(self) -> list[Window]:
        """Give the mapped windows of a size worth looking at, the lowest first."""
        root, parent, count = _Id(), _Id(), c.c_uint()
        children = c.POINTER(_Id)()
        self._own.x.XQueryTree(
            self._display, self.root,
            c.byref(root), c.byref(parent), c.byref(children), c.byref(count),
        )  # fmt: skip
        ids = [children[n] for n in range(count.value)]
        if children:
            self._own.x.XFree(children)
        return [window for number in ids if (window := self._window(number)) is not None]

    def window_of(self, pid: int) -> Window | None:
        """Give the largest window of a process."""
        own = [window for window in self.windows() if window.pid == pid]
        return max(own, key=lambda w: w.box.width * w.box.height, default=None)

    def focus(self, window: Window) -> None:
        """Bring a window to the top and let the keys go to it."""
        self._own.x.XRaiseWindow(self._display, window.id)
        self._own.x.XSetInputFocus(self._display, window.id, _REVERT_TO_PARENT, 0)
        self._own.x.XSync(self._display, 0)

    # -- keys and pointer

    def press(self, key: str, *modifiers: str) -> None:
        """Press and release a key: a character, or a name such as Return."""
        held = [self._code(_MODIFIERS[name])[0] for name in modifiers]
        _, shifted = self._code(key)
        if shifted:
            held.append(self._code("Shift_L")[0])
        for number in held:
            self._own.test.XTestFakeKeyEvent(self._display, number, 1, 0)
        self.hold(key, down=True)
        self.hold(key, down=False)
        for number in reversed(held):
            self._own.test.XTestFakeKeyEvent(self._display, number, 0, 0)
        self._own.x.XFlush(self._display)

    def hold(self, key: str, *, down: bool) -> None:
        """Press a key without releasing it, or release it."""
        self._own.test.XTestFakeKeyEvent(self._display, self._code(key)[0], int(down), 0)
        self._own.x.XFlush(self._display)

    def type(self, text: str) -> None:
        """Press the keys of a text, one after the other."""
        for character in text:
            self.press(character)
        self._own.x.XSync(self._display, 0)

    def click(self, x: int, y: int) -> None:
        """Click with the left button."""
        self._own.test.XTestFakeMotionEvent(self._display, -1, x, y, 0)
        for down in (1, 0):
            self._own.test.XTestFakeButtonEvent(self._display, 1, down, 0)
        self._own.x.XSync(self._display, 0)

    # -- pictures

    @contextmanager
    def watching(self, box: Box) -> Iterator[Callable[[], bytes]]:
        """Give a function that reads the pixels of a part of the screen (blue, green, red, any)."""
        own, display = self._own, self._display
        size = box.width * box.height * 4
        segment = _Segment()
        visual = own.x.XDefaultVisual(display, 0)
        depth = own.x.XDefaultDepth(display, 0)
        image = own.ext.XShmCreateImage(
            display, visual, depth, _Z_PIXMAP, None, c.byref(segment), box.width, box.height
        )
        segment.id = own.libc.shmget(_IPC_PRIVATE, size, _IPC_CREATE | 0o600)
        segment.address = own.libc.shmat(segment.id, None, 0)
        _ImageHead.from_address(image).data = segment.address
        own.ext.XShmAttach(display, c.byref(segment))
        own.x.XSync(display, 0)
        own.libc.shmctl(segment.id, _IPC_RMID, None)

        def read() -> bytes:
            own.ext.XShmGetImage(display, self.root, image, box.x, box.y, _ALL_PLANES)
            return c.string_at(segment.address, size)

        try:
            yield read
        finally:
            own.ext.XShmDetach(display, c.byref(segment))
            own.x.XSync(display, 0)
            own.libc.shmdt(segment.address)
            own.x.XFree(image)

    def look(self, box: Box) -> bytes:
        """Read the pixels of a part of the screen once."""
        with self.watching(box) as read:
            return read()

    def breathe(self, seconds: float) -> None:
        """Wait for the server to say something, but not longer than so many seconds."""
        select.select([self._own.x.XConnectionNumber(self._display)], [], [], seconds)

    # -- within

    def _code(self, key: str) -> tuple[int, bool]:
        """The key's code, and whether it needs Shift."""
        if key not in self._codes:
            keysym = self._own.x.XStringToKeysym(_NAMES.get(key, key).encode())
            code = self._own.x.XKeysymToKeycode(self._display, keysym)
            if not code:
                raise ValueError(f"no key gives {key!r} on this display")
            plain = self._own.x.XKeycodeToKeysym(self._display, code, 0)
            self._codes[key] = code, plain != keysym
        return self._codes[key]

    def _window(self, number: int) -> Window | None:
        told = _Attributes()
        if not self._own.x.XGetWindowAttributes(self._display, number, c.byref(told)):
            return None
        if told.map_state != _VIEWABLE or told.width < 100 or told.height < 60:
            return None
        pid = self._property(number, "_NET_WM_PID")
        return Window(
            id=number,
            pid=int.from_bytes(pid[:4], "little"),
            title=self._property(number, "_NET_WM_NAME").decode(errors="replace"),
            box=Box(told.x, told.y, told.width, told.height),
        )

    def _property(self, window: int, name: str) -> bytes:
        kind, width, count, left, data = (
            c.c_ulong(), c.c_int(), c.c_ulong(), c.c_ulong(), _Pointer(),
        )  # fmt: skip
        atom = self._own.x.XInternAtom(self._display, name.encode(), 0)
        self._own.x.XGetWindowProperty(
            self._display, window, atom, 0, 1024, 0, 0, c.byref(kind), c.byref(width),
            c.byref(count), c.byref(left), c.byref(data),
        )  # fmt: skip
        if not data.value:
            return b""
        # libX11 hands 32-bit values out as longs.
        size = {8: 1, 16: 2, 32: c.sizeof(c.c_long)}[width.value]
        found = c.string_at(data.value, count.value * size)
        self._own.x.XFree(data)
        return found
