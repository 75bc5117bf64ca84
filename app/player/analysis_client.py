"""The window's side of the analysis: numbered requests out, events in. Standard library only."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from app.desk.ports.analysis import (
    AnalysisEvent,
    AnalysisFailed,
    AnalysisProgress,
    PeaksFound,
    ThumbnailMade,
)
from app.desk.ports.player import PlayerFault
from app.player.answers import analysis_event
from app.player.wire import Lines, Message, encode, write_all

_ROOT: Final = Path(__file__).resolve().parents[2]
_TRIES: Final = 2
IDLE_S: Final = 10.0
"""Without a request for so long the process ends and gives its hundred megabytes back."""


def _is_last(event: AnalysisEvent) -> bool:
    if isinstance(event, PeaksFound | ThumbnailMade):
        return event.last
    return not isinstance(event, AnalysisProgress)


class AnalysisClient:
    """`AnalysisPort` over a niced child process; called on MAIN, returns at once.

    The process runs only while there is something to do, and a while longer.
    """

    def __init__(
        self,
        post: Callable[[AnalysisEvent], None],
        *,
        cache: Path,
        copies: Path | None = None,
        idle_s: float = IDLE_S,
    ) -> None:
        """Prepare.

        Args:
            post: takes each event, on a thread of this object; a mailbox of the window.
            cache: folder for results by content hash; made when needed.
            copies: folder for copies of clips; made when needed.
            idle_s: after so many seconds without a request the process ends.
        """
        self._post = post
        self._cache = cache
        self._copies = copies
        self._idle_s = idle_s
        self._wake = threading.Condition()
        self._outbox: list[Message] = []
        self._open: dict[int, Message] = {}
        self._tries: dict[int, int] = {}
        self._next = 0
        self._closing = False
        self._process: subprocess.Popen[bytes] | None = None
        self._threads: list[threading.Thread] = []

    @property
    def process_id(self) -> int | None:
        """The child's number, for support and tests."""
        return self._process.pid if self._process is not None else None

    def start(self) -> None:
        """Begin to listen; the process starts with the first request."""
        if not self._threads:
            names = ((self._supervise, "analysis-reader"), (self._write, "analysis-writer"))
            self._threads = [
                threading.Thread(target=target, name=name, daemon=True) for target, name in names
            ]
            for thread in self._threads:
                thread.start()

    def probe(self, path: str) -> int:
        """Describe a file."""
        return self._ask({"m": "probe", "path": path})

    def peaks(self, path: str, *, from_ms: int = 0) -> int:
        """The waveform in chunks, those from `from_ms` on first."""
        return self._ask({"m": "peaks", "path": path, "from": from_ms})

    def shots(self, path: str) -> int:
        """Where shots begin."""
        return self._ask({"m": "shots", "path": path})

    def thumbnails(self, path: str, times_ms: tuple[int, ...], *, height: int) -> int:
        """Small pictures in the order asked for."""
        return self._ask(
            {"m": "thumbnails", "path": path, "times": list(times_ms), "height": height}
        )

    def hash_content(self, path: str) -> int:
        """Hash the whole file."""
        return self._ask({"m": "hash", "path": path})

    def preflight(self, path: str) -> int:
        """Look through the whole file."""
        return self._ask({"m": "preflight", "path": path})

    def make_seekable_copy(self, path: str) -> int:
        """Write a copy that seeks quickly."""
        return self._ask({"m": "copy", "path": path})

    def keep_stream(self, address: str) -> int:
        """Keep a stream on this machine."""
        return self._ask({"m": "keep", "path": address})

    def cancel(self, request: int) -> None:
        """Give a request up."""
        with self._wake:
            if request in self._open:
                self._outbox.append({"m": "cancel", "r": request})
                self._wake.notify_all()

    def close(self) -> None:
        """End the process; waits for nothing."""
        with self._wake:
            self._closing = True
            self._wake.notify_all()

    def wait_closed(self, timeout_s: float) -> bool:
        """Wait for the threads to end after `close`; for commands and tests, not for MAIN."""
        for thread in self._threads:
            thread.join(timeout_s)
        return not any(thread.is_alive() for thread in self._threads)

    def wait_idle(self, timeout_s: float) -> bool:
        """Wait until no process runs; for commands and tests, not for MAIN."""
        with self._wake:
            return self._wake.wait_for(lambda: self._process is None, timeout_s)

    def _ask(self, message: Message) -> int:
        with self._wake:
            self._next += 1
            message["r"] = self._next
            self._open[self._next] = message
            self._outbox.append(message)
            self._wake.notify_all()
            return self._next

    def _write(self) -> None:
        """The writer's thread: a request may be longer than a pipe takes at once."""
        while True:
            with self._wake:
                while not self._closing and (not self._outbox or self._process is None):
                    self._wake.wait()
                process = self._process
                if self._closing:
                    if process is not None and process.stdin is not None:
                        process.stdin.close()
                    return
                lines = b"".join(encode(m) for m in self._outbox)
                self._outbox.clear()
            if process is not None and process.stdin is not None:
                try:
                    write_all(process.stdin.fileno(), lines)
                except OSError:
                    # It died; the next one is asked again by `_again`.
                    continue

    def _spawn(self) -> subprocess.Popen[bytes]:
        paths = [str(_ROOT), os.environ.get("PYTHONPATH", "")]
        return subprocess.Popen(
            [
                *(sys.executable, "-m", "app.player.analysis"),
                *("--cache", str(self._cache), "--idle", str(self._idle_s)),
                *(("--copies", str(self._copies)) if self._copies is not None else ()),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
        )

    def _supervise(self) -> None:
        """The reader's thread: one process after the other, each from a first request on."""
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._closing or self._outbox)
                if self._closing:
                    return
            try:
                process = self._spawn()
            except OSError as error:
                self._give_up(type(error).__name__)
                return
            with self._wake:
                self._process = process
                if self._closing and process.stdin is not None:
                    # Closed while it was being started: the writer is gone already.
                    process.stdin.close()
                self._wake.notify_all()
            lines = Lines()
            if process.stdout is not None:
                while data := os.read(process.stdout.fileno(), 1 << 18):
                    for message in lines.feed(data):
                        self._hear(message)
                process.stdout.close()
            died = process.wait() != 0
            with self._wake:
                self._process = None
                self._wake.notify_all()
                if process.stdin is not None and not process.stdin.closed:
                    process.stdin.close()
                if not self._closing:
                    self._again(died=died)

    def _hear(self, message: Message) -> None:
        event = analysis_event(message) if "r" in message else None
        if event is None:
            return
        with self._wake:
            if event.request not in self._open:
                return
            if _is_last(event):
                del self._open[event.request]
                self._tries.pop(event.request, None)
        self._post(event)

    def _again(self, *, died: bool) -> None:
        """After an end: of a death the first open request may be the cause; it has one more try."""
        if self._open and died:
            first = min(self._open)
            self._tries[first] = self._tries.get(first, 0) + 1
            if self._tries[first] >= _TRIES:
                del self._open[first]
                code = PlayerFault.CLIP_STOPS_PLAYER
                self._post(AnalysisFailed(request=first, code=code, detail="died"))
        self._outbox = list(self._open.values())

    def _give_up(self, detail: str) -> None:
        with self._wake:
            requests = list(self._open)
            self._open.clear()
        for request in requests:
            code = PlayerFault.CANNOT_START
            self._post(AnalysisFailed(request=request, code=code, detail=detail))
