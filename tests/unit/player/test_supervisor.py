"""Which player process is lost: one that does not answer, not one that is busy."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.player.child import Child
from app.player.supervisor import SILENCE_LIMIT_S, STUCK_LIMIT_S, Supervisor
from app.player.wire import Message


class Charge:
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.failed = threading.Event()

    def first_words(self) -> list[Message]:
        return []

    def hear(self, message: Message) -> None: ...

    def ended(self, code: int, *, healthy: bool) -> bool:
        return False

    def cannot_start(self, detail: str) -> None:
        self.failed.set()


class Process:
    """A process that does nothing but be killed."""

    def __init__(self) -> None:
        self.pid = os.getpid()
        reading, self.told = os.pipe()
        self.stdout = os.fdopen(reading, "rb")
        self.stdin = None
        self.killed = False

    def kill(self) -> None:
        self.killed = True


class Bench:
    def __init__(self) -> None:
        self.now_s = 100.0
        self.charge = Charge()
        self.fd = os.open(os.devnull, os.O_RDONLY)
        self.supervisor = Supervisor(
            self.charge,
            frames=(self.fd, None),
            copies=None,
            environment={},
            lock=threading.RLock(),
            now_s=lambda: self.now_s,
        )
        self.process = Process()
        self.child = Child(process=self.process, started_s=self.now_s, ready=True)

    def look(self, at_s: float) -> bool:
        """Look after the child at a moment; gives whether it was ended."""
        self.now_s = 100.0 + at_s
        self.supervisor._look_after(self.child)
        return self.process.killed


@pytest.fixture
def bench() -> Iterator[Bench]:
    bench = Bench()
    yield bench
    bench.process.stdout.close()
    os.close(bench.process.told)


def test_one_that_does_not_answer_is_ended(bench: Bench) -> None:
    assert not bench.look(0)
    assert not bench.look(SILENCE_LIMIT_S - 0.01)
    assert bench.look(SILENCE_LIMIT_S)


def test_an_answer_that_was_not_read_yet_is_one(bench: Bench) -> None:
    bench.look(0)
    os.write(bench.process.told, b"x")
    assert not bench.look(SILENCE_LIMIT_S + 5)


def test_one_that_is_busy_for_a_while_lives(bench: Bench) -> None:
    for at_s in range(10):
        bench.child.asked_s = None
        bench.child.busy_s = STUCK_LIMIT_S
        assert not bench.look(at_s)
    bench.child.busy_s = STUCK_LIMIT_S + 0.01
    assert bench.look(11)


def test_one_that_starts_has_more_time(bench: Bench) -> None:
    bench.child.ready = False
    assert not bench.look(14)
    assert bench.look(16)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the system does not tell")
def test_one_that_is_stopped_is_ended_at_the_next_look(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.look(0)
    monkeypatch.setattr(Path, "read_bytes", lambda _path: b"7 (python (x) T) T 1 2 3")
    assert bench.look(0.25)


def test_where_none_can_be_started_nothing_is_left_open(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/nonexistent/python")
    bench.supervisor.start()
    assert bench.charge.failed.wait(10)
    bench.supervisor.close()
    assert bench.supervisor.wait_closed(10)
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(bench.fd)
