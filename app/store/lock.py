"""One window per database: an operating system's lock, and a door for the second start.

Standard library only. The lock is free after any death of its holder. Its file also says where
the holder listens and with which secret, so that a second start can hand over its arguments.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
import selectors
import socket
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

from app.domain.errors import EnvironmentFailureError
from app.store.failures import environment_failures

_log = logging.getLogger(__name__)
_TIMEOUT_S: Final = 3.0
_LONGEST: Final = 1024 * 1024
"""The longest message in bytes: thousands of paths."""
_LONGEST_FOLDER: Final = 60
"""A local socket's path has 104 bytes on some systems; ours adds about 30 to its folder."""
_LOCKED_BYTE: Final = 1 << 30
"""On Windows a locked byte can't be read by others, so one far behind the content is locked."""


@dataclass(frozen=True, slots=True)
class _Door:
    """Where a window listens: a path (local socket) or a port of this machine."""

    address: str | int
    secret: str

    def connect(self) -> socket.socket:
        if isinstance(self.address, int):
            return socket.create_connection(("127.0.0.1", self.address), timeout=_TIMEOUT_S)
        client = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            client.settimeout(_TIMEOUT_S)
            client.connect(self.address)
        except BaseException:
            client.close()
            raise
        return client


class Lock:
    """The held lock of a database; see ``try_acquire``."""

    def __init__(self, path: Path, file: IO[bytes]) -> None:
        self.path = path
        self._file = file
        self._listener: _Listener | None = None

    def listen(self, on_arguments: Callable[[list[str]], None]) -> None:
        """Take arguments of later starts from now on.

        Args:
            on_arguments: Called on the listener's own thread, so it may only post them on.

        Raises:
            EnvironmentFailureError: No socket can be made.
        """
        if self._listener is not None:
            raise RuntimeError("the lock listens already")
        with environment_failures(self.path):
            self._listener = _Listener(on_arguments)
            self._write(self._listener.door)

    def release(self) -> None:
        """Listen no more and free the lock; doing it twice is fine."""
        if self._listener is not None:
            self._listener.close()
            self._listener = None
        if not self._file.closed:
            self._file.seek(0)
            self._file.truncate()
            self._file.close()

    def _write(self, door: _Door) -> None:
        told = {"address": door.address, "secret": door.secret, "process": os.getpid()}
        self._file.seek(0)
        self._file.truncate()
        self._file.write(json.dumps(told).encode())
        self._file.flush()


def lock_path(database: Path) -> Path:
    """Give the place of a database's lock file, the same for every way of naming the database."""
    real = database.resolve()
    return real.with_name(real.name + ".lock")


def try_acquire(database: Path) -> Lock | None:
    """Take the lock of a database; None when a window holds it.

    The database's folder is made when it is not there.

    Raises:
        EnvironmentFailureError: ``store.read-only``, ``store.disk-full`` or ``store.cannot-open``.
    """
    path = lock_path(database)
    with environment_failures(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        file = os.fdopen(handle, "r+b")
        try:
            taken = _lock(file)
        except BaseException:
            file.close()
            raise
    if not taken:
        file.close()
        return None
    return Lock(path, file)


def send_to_running(database: Path, arguments: list[str]) -> bool:
    """Hand arguments to the window that has a database open; paths must be absolute.

    Returns:
        True when the window took them; False when there is no door, or not yet.

    Raises:
        EnvironmentFailureError: ``window.silent`` with the ``process`` when the window is there
            and does not answer within seconds: it is stopped or hangs.
    """
    try:
        told: Any = json.loads(lock_path(database).read_bytes())
    except (OSError, ValueError):
        return False
    try:
        door = _Door(told["address"], told["secret"])
        message = {"secret": door.secret, "arguments": arguments}
        with door.connect() as client:
            client.sendall(json.dumps(message).encode() + b"\n")
            return client.makefile("rb").readline(16) == b"taken\n"
    except TimeoutError as error:
        raise EnvironmentFailureError("window.silent", process=str(told["process"])) from error
    except (OSError, ValueError, LookupError, TypeError):
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> bool:
        file.seek(_LOCKED_BYTE)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True
else:
    import fcntl

    def _lock(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


class _Listener:
    """A thread that takes messages, one connection after the other."""

    def __init__(self, on_arguments: Callable[[list[str]], None]) -> None:
        self._on_arguments = on_arguments
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._server, address = self._open()
        self.door = _Door(address, secrets.token_hex(16))
        self._wake, self._woken = socket.socketpair()
        self._thread = threading.Thread(target=self._run, name="second-starts", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End the thread and remove the socket."""
        self._wake.send(b"x")
        self._thread.join(_TIMEOUT_S)
        for end in (self._server, self._wake, self._woken):
            end.close()
        if self._folder is not None:
            self._folder.cleanup()

    def _open(self) -> tuple[socket.socket, str | int]:
        """Listen on a local socket in a folder of our own, or where that can't be, on a port."""
        if hasattr(socket, "AF_UNIX"):
            runtime = os.environ.get("XDG_RUNTIME_DIR", "")
            short = len(runtime) <= _LONGEST_FOLDER and Path(runtime or "/none").is_dir()
            server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            try:
                self._folder = tempfile.TemporaryDirectory(
                    prefix="scenewright-", dir=runtime if short else None
                )
                address = str(Path(self._folder.name) / "door")
                server.bind(address)
                server.listen()
            except OSError as error:  # a folder with too long a path, or a file system without
                _log.info("no local socket, so a port is used: %s", error)
                server.close()
            else:
                return server, address
        server = socket.create_server(("127.0.0.1", 0))
        return server, int(server.getsockname()[1])

    def _run(self) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._server, selectors.EVENT_READ)
            selector.register(self._woken, selectors.EVENT_READ)
            while True:
                ready = [key.fileobj for key, _ in selector.select()]
                if self._woken in ready:
                    return
                self._serve()

    def _serve(self) -> None:
        """Take one message; what is no message of ours is dropped."""
        try:
            client, _ = self._server.accept()
            with client:
                client.settimeout(_TIMEOUT_S)
                told: Any = json.loads(client.makefile("rb").readline(_LONGEST))
                if not secrets.compare_digest(str(told["secret"]), self.door.secret):
                    return
                self._on_arguments([str(argument) for argument in told["arguments"]])
                client.sendall(b"taken\n")
        except (OSError, ValueError, LookupError, TypeError) as error:
            _log.warning("a second start could not hand over its arguments: %s", error)
