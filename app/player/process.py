"""The player process: commands come on its standard input, answers go to what was its output.

Run as `python -m app.player.process --frames FD_OR_PATH`. It ends when its input ends.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import queue
import signal
import sys
import threading
from typing import TYPE_CHECKING, Final, cast

from app.player.wire import Lines, Message, encode, write_all

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.player.engine import Engine
    from app.player.session import Session

_TICK_S: Final = 0.05
_HURRIED_S: Final = 0.005
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


def read_commands(put: queue.SimpleQueue[object]) -> None:
    """Feed the main loop from standard input; None when it ends."""
    lines = Lines()
    while data := os.read(0, 65536):
        for message in lines.feed(data):
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


def _serve(
    session: Session, inbox: queue.SimpleQueue[object], send: Callable[[Message], None]
) -> None:
    """The main loop: one thing after the other, never waiting for anything else."""
    while True:
        try:
            item = inbox.get(timeout=_HURRIED_S if session.hurried else _TICK_S)
        except queue.Empty:
            session.tick()
            continue
        if item is None:
            return
        if isinstance(item, dict):
            message = cast("Message", item)
            if message["m"] == "ping":
                send({"m": "pong"})
            elif message["m"] == "close":
                return
            else:
                session.do(message)
        else:
            session.hear(item)
        session.tick()


def main() -> int:
    """Serve until the input ends."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--frames", required=True)
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
    threading.Thread(target=read_commands, args=(inbox,), name="commands", daemon=True).start()
    name: str = options.frames
    frames = int(name) if name.isdigit() else os.open(name, os.O_RDWR)

    from app.player.frames import FrameMemory
    from app.player.publisher import Publisher
    from app.player.session import Session

    engine = _load_engine(inbox)
    session = Session(
        send=send, tell=inbox.put, publisher=Publisher(FrameMemory(frames), send), engine=engine
    )
    send(
        {
            "m": "ready",
            "libvlc": engine.version if engine is not None else None,
            "sound": engine.sound_device if engine is not None else False,
        }
    )
    _serve(session, inbox, send)
    # Past this point only libVLC's own threads run; taking it down cleanly can hang.
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
