"""The lanes: one worker thread each for the store, long reads and the language checkers.

Work goes to a lane as a plain function; its answer comes back to MAIN through one mailbox with
one wake-up. Nothing here knows Qt: the window supplies ``wake`` and calls ``drain`` on MAIN.
"""

from __future__ import annotations

import itertools
import logging
import threading
from collections import deque
from collections.abc import Callable
from enum import StrEnum
from queue import PriorityQueue
from typing import Generic, TypeVar

T = TypeVar("T")
_log = logging.getLogger(__name__)


class Lane(StrEnum):
    """Who does the work; see docs/architecture.md for what each may touch."""

    STORE = "store"
    READER = "reader"
    HARPER = "harper"
    LANGUAGETOOL = "languagetool"


class Mailbox:
    """Calls posted by any thread, run in order on MAIN.

    ``wake`` is called once when the mailbox turns non-empty, from the posting thread; it must
    make MAIN call ``drain`` soon. Posting after ``close`` is a no-op. A mailbox made before
    there is an event loop gets its ``wake`` later, by ``connect``.
    """

    def __init__(self, wake: Callable[[], None] | None = None) -> None:
        self._wake = wake
        self._calls: deque[Callable[[], None]] = deque()
        self._lock = threading.Lock()
        self._armed = False
        self._closed = False

    def post(self, call: Callable[[], None]) -> None:
        """Add a call to run on MAIN. Any lane."""
        with self._lock:
            if self._closed:
                return
            self._calls.append(call)
            must_wake = not self._armed
            self._armed = True
        if must_wake and self._wake is not None:
            self._wake()

    def connect(self, wake: Callable[[], None]) -> None:
        """Give what wakes MAIN; it is called at once when calls wait already."""
        with self._lock:
            self._wake = wake
            waiting = self._armed
        if waiting:
            wake()

    def drain(self) -> int:
        """Run what was posted so far and give how many calls ran. MAIN only."""
        with self._lock:
            calls = list(self._calls)
            self._calls.clear()
            self._armed = False
        for index, call in enumerate(calls):
            try:
                call()
            except BaseException:
                self._put_back(calls[index + 1 :])
                raise
        return len(calls)

    @property
    def closed(self) -> bool:
        """Whether no more calls are taken."""
        return self._closed

    def close(self) -> None:
        """Take no more calls and forget those that wait."""
        with self._lock:
            self._closed = True
            self._calls.clear()

    def _put_back(self, calls: list[Callable[[], None]]) -> None:
        """Keep the calls behind one that failed, so that one bug costs one call."""
        with self._lock:
            if not calls or self._closed:
                return
            self._calls.extendleft(reversed(calls))
            self._armed = True
        if self._wake is not None:
            self._wake()


class Job(Generic[T]):
    """A handle on work that was given to a lane."""

    def __init__(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None] | None,
        on_error: Callable[[Exception], None] | None,
    ) -> None:
        self._work = work
        self._on_done = on_done
        self._on_error = on_error
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Drop the answer, and the work too when it has not begun."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        """Whether nobody wants the answer any more."""
        return self._cancelled.is_set()

    def perform(self, post: Callable[[Callable[[], None]], None]) -> None:
        """Do the work on the lane's thread and post the answer to MAIN."""
        if self.cancelled:
            return
        try:
            result = self._work()
        except Exception as error:  # noqa: BLE001 - the lane's edge: the error travels to MAIN
            failure = error
            post(lambda: self._fail(failure))
        else:
            post(lambda: self._finish(result))

    def _finish(self, result: T) -> None:
        if self._on_done is not None and not self.cancelled:
            self._on_done(result)

    def _fail(self, error: Exception) -> None:
        if self.cancelled:
            return
        if self._on_error is None:
            raise error
        self._on_error(error)


class Worker:
    """One thread that does jobs one after the other, urgent ones first."""

    def __init__(self, name: str, post: Callable[[Callable[[], None]], None]) -> None:
        self._post = post
        self._queue: PriorityQueue[tuple[int, int, Job[object] | None]] = PriorityQueue()
        self._numbers = itertools.count()
        self._thread = threading.Thread(target=self._run, name=f"lane-{name}", daemon=True)
        self._thread.start()

    def submit(self, job: Job[object], *, first: bool = False) -> None:
        """Add a job; ``first`` puts it before every job that is not."""
        self._queue.put((0 if first else 1, next(self._numbers), job))

    def close(self, seconds: float) -> bool:
        """Finish what waits, then end; gives False when that took longer than ``seconds``."""
        self._queue.put((2, next(self._numbers), None))
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while True:
            _, _, job = self._queue.get()
            if job is None:
                return
            job.perform(self._post)


class Lanes:
    """All worker lanes with the mailbox that leads back to MAIN."""

    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox
        self._workers: dict[Lane, Worker] = {}

    def run(
        self,
        lane: Lane,
        work: Callable[[], T],
        on_done: Callable[[T], None] | None = None,
        on_error: Callable[[Exception], None] | None = None,
        *,
        first: bool = False,
    ) -> Job[T]:
        """Do ``work`` on a lane; the answer or the error comes back on MAIN.

        Without ``on_error`` an error is raised on MAIN, where the exception hook tells it.
        """
        job = Job(work, on_done, on_error)
        self.submit(lane, job, first=first)
        return job

    def submit(self, lane: Lane, job: Job[T], *, first: bool = False) -> None:
        """Give a job that was made before to a lane."""
        worker = self._workers.get(lane)
        if worker is None:
            worker = self._workers[lane] = Worker(lane.value, self._mailbox.post)
        worker.submit(job, first=first)  # type: ignore[arg-type]  # Job[T] is used as Job[object]

    def close(self, seconds: float = 5.0) -> tuple[Lane, ...]:
        """End every worker after what waits; gives the lanes that did not end in time."""
        late = tuple(lane for lane, worker in self._workers.items() if not worker.close(seconds))
        for lane in late:
            _log.warning("lane %s did not end within %s s", lane, seconds)
        self._workers.clear()
        return late


class Newest:
    """Numbers requests so that an answer that is not the newest can be dropped."""

    def __init__(self) -> None:
        self._number = 0

    def next(self) -> int:
        """Give the number of a new request."""
        self._number += 1
        return self._number

    def is_newest(self, number: int) -> bool:
        """Tell whether no later request was made."""
        return number == self._number
