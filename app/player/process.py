"""The player process: commands come on its standard input, answers go to what was its output.

Run as `python -m app.player.process --frames FD_OR_PATH --copies FOLDER`. It ends when its input
ends.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import queue
import signal
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from app.player.wire import Lines, Message, encode, write_all

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.player.engine import Engine
    from app.player.session import Session

_TICK: Final = object()
_DEATH_SIGNAL: Final = 1


def end_with_parent() -> None:
    """Ask Linux for a signal when the thread that started this process ends; a second belt."""
    if not sys.platform.startswith("linux"):
        return
    library = ctypes.CDLL(None)
    library.prctl(_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)


def take_output() -> int:
    """Keep standard output for messages alone; what libraries print goes to standard error."""
    fd = os.dup(1)
    os.dup2(2, 1)
    return fd


class Busy:
    """For how long the main loop has been at one thing."""

    def __init__(self) -> None:
        self._since: float | None = None

    def begins(self) -> None:
        """The main loop begins something."""
        self._since = time.monotonic()

    def rests(self) -> None:
        """The main loop waits for something to do."""
        self._since = None

    @property
    def seconds(self) -> float:
        """Zero while it waits."""
        since = self._since
        return 0.0 if since is None else time.monotonic() - since


def read_commands(
    put: queue.SimpleQueue[object], send: Callable[[Message], None], busy: Busy
) -> None:
    """Feed the main loop from standard input, None when it ends; give signs of life meanwhile."""
    lines = Lines()
    while data := os.read(0, 65536):
        for message in lines.feed(data):
            if message["m"] == "ping":
                send({"m": "pong", "busy": round(busy.seconds, 3)})
            else:
                put.put(message)
    put.put(None)


def _load_engine(tell: queue.SimpleQueue[object]) -> Engine | None:
    """LibVLC, or None where it cannot be used."""
    if os.environ.get("SCENEWRIGHT_NO_LIBVLC"):
        return None
    try:
        from app.player.engine import Engine, NoLibVlcError
    except (ImportError, OSError, NameError, AttributeError):
        return None
    try:
        return Engine(tell.put)
    except NoLibVlcError:
        return None


def _serve(session: Session, inbox: queue.SimpleQueue[object], busy: Busy) -> None:
    """The main loop: one thing after the other, never waiting for anything else."""
    while True:
        busy.rests()
        try:
            item = inbox.get(timeout=session.next_tick_s)
        except queue.Empty:
            item = _TICK
        if item is None:
            return
        busy.begins()
        if isinstance(item, dict):
            session.do(cast("Message", item))
        elif item is not _TICK:
            session.hear(item)
        session.tick()


def main() -> int:
    """Serve until the input ends."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--frames", required=True)
    parser.add_argument("--copies", type=Path)
    options = parser.parse_args()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    out = take_output()
    lock = threading.Lock()

    def send(message: Message) -> None:
        with lock:
            try:
                write_all(out, encode(message))
            except OSError:
                # Nobody reads any more; there is nothing left to do.
                os._exit(0)

    inbox: queue.SimpleQueue[object] = queue.SimpleQueue()
    busy = Busy()
    reading = threading.Thread(
        target=read_commands, args=(inbox, send, busy), name="commands", daemon=True
    )
    reading.start()
    name: str = options.frames
    frames = int(name) if name.isdigit() else os.open(name, os.O_RDWR)

    from app.player.copies import Copies
    from app.player.frames import FrameMemory
    from app.player.publisher import Publisher
    from app.player.session import Session

    engine = _load_engine(inbox)
    session = Session(
        send=send,
        tell=inbox.put,
        publisher=Publisher(FrameMemory(frames), send),
        engine=engine,
        copies=Copies(options.copies),
    )
    send(
        {
            "m": "ready",
            "libvlc": engine.version if engine is not None else None,
            "sound": engine.sound_device if engine is not None else False,
        }
    )
    _serve(session, inbox, busy)
    # Past this point only libVLC's own threads run; taking it down cleanly can hang.
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
