"""Keeps a player process alive: starts one after the other, and ends one that does not answer.

Standard library only and light, because the window imports it. Two threads: one reads what the
child sends (and starts the next child), one asks for signs of life. The child answers from a thread
of its own, so that one that opens a large file is not taken for one that hangs; the answer tells
for how long it has been at one thing.
"""

from __future__ import annotations

import os
import select
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final, Protocol

from app.player.child import Child, spawn
from app.player.wire import Message, encode_command

SILENCE_LIMIT_S: Final = 1.4
"""A child that leaves a question unanswered for this long is ended; a stopped one at once."""
STUCK_LIMIT_S: Final = 3.0
"""So is one that answers but is at the same thing for this long: libVLC does not come back."""
_START_LIMIT_S: Final = 15.0
_ASK_EVERY_S: Final = 0.25
_HEALTHY_S: Final = 5.0
_ENDING_LIMIT_S: Final = 3.0


class Charge(Protocol):
    """What the children work for; called on the supervisor's threads."""

    def first_words(self) -> list[Message]:
        """What a new child is told, with the lock held."""
        ...

    def hear(self, message: Message) -> None:
        """A message came."""
        ...

    def ended(self, code: int, *, healthy: bool) -> bool:
        """A child ended by itself or was ended; gives whether there shall be another.

        Args:
            code: its exit code.
            healthy: whether it had lived for a while.
        """
        ...

    def cannot_start(self, detail: str) -> None:
        """No child can be started at all."""
        ...


class Supervisor:
    """One child at a time. `send` and `close` are called on any thread and return at once."""

    def __init__(
        self,
        charge: Charge,
        *,
        frames: tuple[int, Path | None],
        copies: Path | None,
        environment: dict[str, str],
        lock: threading.RLock,
        now_s: Callable[[], float],
    ) -> None:
        """Prepare.

        Args:
            charge: what the children work for.
            frames: the shared memory's descriptor, closed at the end, and its path or None.
            copies: folder of copies of clips.
            environment: variables added to the child's environment.
            lock: guards what a child is told; the charge holds it while it changes that.
            now_s: a monotonic clock in seconds.
        """
        self._charge = charge
        self._fd, self._path = frames
        self._copies = copies
        self._environment = environment
        self._lock = lock
        self._now = now_s
        self._closing = threading.Event()
        self._child: Child | None = None
        self._threads: list[threading.Thread] = []

    @property
    def process_id(self) -> int | None:
        """The child's number, for support and tests."""
        child = self._child
        return child.process.pid if child is not None else None

    def start(self) -> None:
        """Start the child in the background."""
        if self._threads:
            return
        self._threads = [
            threading.Thread(target=self._supervise, name="player-reader", daemon=True),
            threading.Thread(target=self._watch, name="player-watch", daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def send(self, message: Message) -> None:
        """Write a command; a child that cannot take it is replaced and told everything again."""
        with self._lock:
            child = self._child
            if child is None or child.process.stdin is None or child.process.stdin.closed:
                return
            try:
                os.write(child.process.stdin.fileno(), encode_command(message))
            except (BlockingIOError, BrokenPipeError):
                # Full or gone: the next one is told everything anew.
                child.process.kill()

    def close(self) -> None:
        """End the child; it goes when its input ends, and is ended when it does not."""
        self._closing.set()
        with self._lock:
            child = self._child
            if child is not None and child.process.stdin is not None:
                try:
                    child.process.stdin.close()
                except OSError:
                    child.process.kill()

    def wait_closed(self, timeout_s: float) -> bool:
        """Wait for the threads to end after `close`; for commands and tests, not for MAIN."""
        for thread in self._threads:
            thread.join(timeout_s)
        return not any(thread.is_alive() for thread in self._threads)

    # The reader's thread.

    def _supervise(self) -> None:
        try:
            while not self._closing.is_set():
                try:
                    child = spawn(
                        self._fd,
                        self._path,
                        copies=self._copies,
                        environment=self._environment,
                        now_s=self._now(),
                    )
                except OSError as error:
                    self._charge.cannot_start(type(error).__name__)
                    return
                if not self._serve(child):
                    return
        finally:
            # Those who still paint keep the mapping; the descriptor is for new children only.
            os.close(self._fd)
            if self._path is not None:
                self._path.unlink(missing_ok=True)

    def _serve(self, child: Child) -> bool:
        """Live with one child to its end; gives whether there shall be another."""
        with self._lock:
            self._child = child
            if self._closing.is_set() and child.process.stdin is not None:
                # Closed while it was being started: nobody else will end its input.
                child.process.stdin.close()
            for message in self._charge.first_words():
                self.send(message)
        self._read(child)
        with self._lock:
            self._child = None
            if child.process.stdin is not None:
                child.process.stdin.close()
        code = child.process.wait()
        if self._closing.is_set():
            return False
        healthy = child.ready and self._now() - child.started_s > _HEALTHY_S
        return self._charge.ended(code, healthy=healthy)

    def _read(self, child: Child) -> None:
        output = child.process.stdout
        if output is None:
            return
        while data := os.read(output.fileno(), 65536):
            for message in child.lines.feed(data):
                if message["m"] == "pong":
                    child.asked_s = None
                    child.busy_s = message["busy"]
                    continue
                child.ready = child.ready or message["m"] == "ready"
                self._charge.hear(message)
        with self._lock:
            child.process.stdout = None
            output.close()

    # The watcher's thread.

    def _watch(self) -> None:
        wait_s = _ASK_EVERY_S
        while not self._closing.wait(wait_s):
            with self._lock:
                child = self._child
                wait_s = self._look_after(child) if child is not None else _ASK_EVERY_S
        child = self._child
        if child is None:
            return
        try:
            child.process.wait(timeout=_ENDING_LIMIT_S)
        except subprocess.TimeoutExpired:
            child.process.kill()

    def _look_after(self, child: Child) -> float:
        """End a child that is lost, ask the others; gives how long to wait until the next look."""
        now, asked = self._now(), child.asked_s
        if not child.ready:
            lost = now - child.started_s > _START_LIMIT_S
        else:
            silent = asked is not None and (
                now - asked >= SILENCE_LIMIT_S or _is_stopped(child.process.pid)
            )
            # What lies in the pipe unread is this side's delay.
            lost = child.busy_s > STUCK_LIMIT_S or (silent and not _has_news(child))
        if lost:
            child.process.kill()
            return _ASK_EVERY_S
        if asked is None:
            child.asked_s = asked = now
            self.send({"m": "ping"})
        return max(0.01, min(_ASK_EVERY_S, asked + SILENCE_LIMIT_S - now))


def _is_stopped(process_id: int) -> bool:
    """Whether the system holds the process (SIGSTOP), where it tells."""
    try:
        about = Path(f"/proc/{process_id}/stat").read_bytes()
    except OSError:
        return False
    # The state follows the name, which stands in brackets and may hold anything.
    return about.rpartition(b")")[2].split()[:1] == [b"T"]


def _has_news(child: Child) -> bool:
    output = child.process.stdout
    if output is None or os.name != "posix":
        return False
    return bool(select.select([output.fileno()], [], [], 0)[0])
