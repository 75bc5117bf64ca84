"""A window's stand-in: starts a server on a lane of its own, tells its id, and waits to be killed.

Usage: owner.py JARS STATE_FOLDER
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from app.checks.language.server import LanguageToolServer

started = threading.Event()
server = LanguageToolServer(Path(sys.argv[1]), Path(sys.argv[2]))


def lane() -> None:
    server.start()
    started.set()
    threading.Event().wait()


threading.Thread(target=lane, daemon=True).start()
started.wait()
print(server.pid, flush=True)
sys.stdin.read()
