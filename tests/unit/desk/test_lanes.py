from __future__ import annotations

import threading

import pytest

from app.desk.lanes import Lane, Lanes, Mailbox, Newest
from app.desk.runtime import Desk
from tests.fakes.lanes import InlineLanes
from tests.fakes.store import MemoryStore
from tests.fakes.time import CountingIds, ManualClock, ManualTimers


def test_mailbox_wakes_once_until_drained() -> None:
    wakes: list[int] = []
    seen: list[int] = []
    mailbox = Mailbox(lambda: wakes.append(1))
    for number in range(3):
        mailbox.post(lambda number=number: seen.append(number))
    assert wakes == [1]
    assert mailbox.drain() == 3
    assert seen == [0, 1, 2]
    mailbox.post(lambda: seen.append(3))
    assert wakes == [1, 1]


def test_a_call_that_fails_costs_one_call() -> None:
    seen: list[str] = []
    wakes: list[int] = []
    mailbox = Mailbox(lambda: wakes.append(1))
    mailbox.post(lambda: 1 // 0)
    mailbox.post(lambda: seen.append("after"))
    with pytest.raises(ZeroDivisionError):
        mailbox.drain()
    assert len(wakes) == 2
    mailbox.drain()
    assert seen == ["after"]


def test_nothing_is_posted_after_closing() -> None:
    mailbox = Mailbox(lambda: None)
    mailbox.post(lambda: pytest.fail("must not run"))
    mailbox.close()
    mailbox.post(lambda: pytest.fail("must not run"))
    assert mailbox.drain() == 0


class Harness:
    """Real lanes whose mailbox the test drains when it is woken."""

    def __init__(self) -> None:
        self.woken = threading.Event()
        self.mailbox = Mailbox(self.woken.set)
        self.lanes = Lanes(self.mailbox)

    def drain_until(self, done) -> None:
        while not done():
            assert self.woken.wait(10)
            self.woken.clear()
            self.mailbox.drain()


def test_answers_come_back_on_the_draining_thread() -> None:
    harness = Harness()
    answers: list[tuple[int, int]] = []
    harness.lanes.run(
        Lane.STORE,
        threading.get_ident,
        lambda worker: answers.append((worker, threading.get_ident())),
    )
    harness.drain_until(lambda: answers)
    worker, here = answers[0]
    assert worker != here == threading.get_ident()
    assert harness.lanes.close() == ()


def test_urgent_work_goes_first() -> None:
    harness = Harness()
    gate, entered = threading.Event(), threading.Event()
    order: list[str] = []

    def hold() -> None:
        entered.set()
        assert gate.wait(10)

    harness.lanes.run(Lane.STORE, hold)
    assert entered.wait(10)
    for name, first in (("late", False), ("soon", True), ("later", False)):
        harness.lanes.run(Lane.STORE, lambda name=name: name, order.append, first=first)
    gate.set()
    harness.drain_until(lambda: len(order) == 3)
    assert order == ["soon", "late", "later"]
    harness.lanes.close()


def test_a_cancelled_answer_is_dropped_and_errors_travel() -> None:
    harness = Harness()
    errors: list[Exception] = []
    gate = threading.Event()
    job = harness.lanes.run(Lane.READER, lambda: gate.wait(10), lambda _: pytest.fail("cancelled"))
    job.cancel()
    gate.set()
    harness.lanes.run(Lane.READER, lambda: 1 // 0, None, errors.append)
    harness.drain_until(lambda: errors)
    assert isinstance(errors[0], ZeroDivisionError)
    harness.lanes.close()


def test_only_the_newest_request_counts() -> None:
    newest = Newest()
    first, second = newest.next(), newest.next()
    assert not newest.is_newest(first)
    assert newest.is_newest(second)


def test_use_cases_given_before_the_database_opens_wait_for_it() -> None:
    lanes = InlineLanes()
    store = MemoryStore()
    desk = Desk(
        lanes=lanes,
        clock=ManualClock(),
        timers=ManualTimers(ManualClock()),
        ids=CountingIds(),
        open_store=lambda: store,
    )
    seen: list[object] = []
    desk.run(lambda unit: unit.dictionary.words(), seen.append, seen.append)
    assert seen == []
    desk.open(lambda _: seen.append("open"), seen.append)
    assert seen == ["open", frozenset()]
