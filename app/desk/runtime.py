"""The desk itself: the lanes, the clock and the database, under one roof for the use cases."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from app.desk.lanes import Job, Lane, Lanes
from app.desk.ports.clock import Clock, Ids, Timers
from app.desk.ports.store import Store, UnitOfWork
from app.domain.errors import EnvironmentFailureError

T = TypeVar("T")
OnError = Callable[[Exception], None]


class Desk:
    """Runs use cases on the lanes; made and used on MAIN.

    Opening the database is the first job of the STORE lane. Use cases may be given before that:
    they wait until ``open`` is called.
    """

    def __init__(
        self,
        *,
        lanes: Lanes,
        clock: Clock,
        timers: Timers,
        ids: Ids,
        open_store: Callable[[], Store],
    ) -> None:
        self.lanes = lanes
        self.clock = clock
        self.timers = timers
        self.ids = ids
        self._open_store = open_store
        self._store: Store | None = None
        self._early: list[Callable[[], None]] | None = []

    def open(self, on_done: Callable[[Store], None], on_error: OnError) -> None:
        """Open the database on the STORE lane."""
        self.lanes.run(Lane.STORE, self._open_on_lane, on_done, on_error, first=True)
        early, self._early = self._early, None
        for submit in early or ():
            submit()

    def run(
        self,
        work: Callable[[UnitOfWork], T],
        on_done: Callable[[T], None] | None = None,
        on_error: OnError | None = None,
        *,
        first: bool = False,
    ) -> Job[T]:
        """Run a use case in one transaction on the STORE lane."""
        job = Job(lambda: self._opened().write(work), on_done, on_error)
        if self._early is None:
            self.lanes.submit(Lane.STORE, job, first=first)
        else:
            self._early.append(lambda: self.lanes.submit(Lane.STORE, job, first=first))
        return job

    def read(
        self,
        work: Callable[[UnitOfWork], T],
        on_done: Callable[[T], None],
        on_error: OnError | None = None,
    ) -> Job[T]:
        """Run a long read on the READER lane."""
        return self.lanes.run(Lane.READER, lambda: self._opened().read(work), on_done, on_error)

    def maintain(
        self,
        work: Callable[[Store], T],
        on_done: Callable[[T], None] | None = None,
        on_error: OnError | None = None,
    ) -> Job[T]:
        """Check or back up the database on the READER lane."""
        return self.lanes.run(Lane.READER, lambda: work(self._opened()), on_done, on_error)

    def close(self, seconds: float = 5.0) -> tuple[Lane, ...]:
        """Finish what waits, close the database and end the lanes."""
        if self._store is not None:
            self.lanes.run(Lane.STORE, self._store.close)
        return self.lanes.close(seconds)

    def _open_on_lane(self) -> Store:
        self._store = self._open_store()
        return self._store

    def _opened(self) -> Store:
        if self._store is None:
            raise EnvironmentFailureError("store.not-open")
        return self._store
