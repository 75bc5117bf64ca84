"""Lanes that do the work at once, or when the test lets them."""

from __future__ import annotations

from collections.abc import Callable

from app.desk.lanes import Job, Lane, Lanes, Mailbox


class InlineLanes(Lanes):
    """Does every job at once on the calling thread."""

    def __init__(self) -> None:
        super().__init__(Mailbox(lambda: None))
        self.jobs: list[Lane] = []

    def submit(self, lane, job, *, first=False):
        self.jobs.append(lane)
        job.perform(lambda call: call())


class ManualLanes(Lanes):
    """Holds jobs until the test performs them, in any order."""

    def __init__(self) -> None:
        super().__init__(Mailbox(lambda: None))
        self.waiting: list[tuple[Lane, Job]] = []

    def submit(self, lane, job, *, first=False):
        self.waiting.append((lane, job))

    def perform(self, index: int = 0) -> None:
        _, job = self.waiting.pop(index)
        calls: list[Callable[[], None]] = []
        job.perform(calls.append)
        for call in calls:
            call()

    def perform_all(self) -> None:
        while self.waiting:
            self.perform()
