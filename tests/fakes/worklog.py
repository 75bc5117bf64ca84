"""Hours kept in memory: the same promises as the database, checked by the same contract."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.errors import RefusedError
from app.domain.worklog import (
    SHIPPED_RATES,
    Correction,
    IntervalOrigin,
    PeriodLock,
    Rate,
    WorkGap,
    WorkInterval,
)
from tests.fakes.counting import PlainCounting


class FakeWorkLog(PlainCounting):
    def __init__(self) -> None:
        self._intervals: dict[str, WorkInterval] = {}
        self._open: set[str] = set()
        self._corrections: list[Correction] = []
        self._gaps: dict[str, WorkGap] = {}
        self._locks: list[PeriodLock] = []
        self._rates: tuple[Rate, ...] = SHIPPED_RATES

    def add_interval(self, interval: WorkInterval, *, is_open: bool) -> None:
        if interval.id in self._intervals:
            raise RefusedError("worklog.duplicate", interval=interval.id)
        self._intervals[interval.id] = interval
        if is_open:
            self._open.add(interval.id)

    def extend_open(self, interval_id: str, end_ms: int) -> None:
        if interval_id not in self._open:
            raise RefusedError("worklog.not-open", interval=interval_id)
        self._intervals[interval_id] = self._intervals[interval_id]._replace(end_ms=end_ms)

    def close_open(self, interval_id: str, end_ms: int) -> None:
        self.extend_open(interval_id, end_ms)
        self._open.discard(interval_id)

    def recover_open(self) -> Sequence[WorkInterval]:
        for interval_id in self._open:
            found = self._intervals[interval_id]
            self._intervals[interval_id] = found._replace(origin=IntervalOrigin.RECOVERED)
        recovered = [i for i in self._by_start() if i.id in self._open]
        self._open.clear()
        return recovered

    def open_ids(self) -> frozenset[str]:
        return frozenset(self._open)

    def intervals(self, start_ms: int, end_ms: int) -> Sequence[WorkInterval]:
        return [i for i in self._by_start() if i.start_ms < end_ms and i.end_ms > start_ms]

    def corrections(self) -> Sequence[Correction]:
        return tuple(self._corrections)

    def add_correction(self, correction: Correction) -> None:
        known = {*self._intervals}
        known.update(added.id for c in self._corrections for added in c.adds)
        if any(c.id == correction.id for c in self._corrections):
            raise RefusedError("worklog.duplicate", correction=correction.id)
        if any(added.id in known for added in correction.adds):
            raise RefusedError("worklog.duplicate", correction=correction.id)
        self._corrections.append(correction)

    def gaps(self, start_ms: int, end_ms: int) -> Sequence[WorkGap]:
        found = [g for g in self._gaps.values() if g.start_ms < end_ms and g.end_ms > start_ms]
        return sorted(found, key=lambda gap: gap.start_ms)

    def add_gap(self, gap: WorkGap) -> None:
        if gap.id in self._gaps:
            raise RefusedError("worklog.duplicate", gap=gap.id)
        self._gaps[gap.id] = gap

    def locks(self) -> Sequence[PeriodLock]:
        return sorted(self._locks, key=lambda lock: lock.start_ms)

    def add_lock(self, lock: PeriodLock) -> None:
        if any(known.id == lock.id for known in self._locks):
            raise RefusedError("worklog.duplicate", lock=lock.id)
        if any(known.invoice_number == lock.invoice_number for known in self._locks):
            raise RefusedError("worklog.duplicate", invoice=lock.invoice_number)
        self._locks.append(lock)

    def rates(self) -> Sequence[Rate]:
        return self._rates

    def set_rates(self, rates: Sequence[Rate]) -> None:
        self._rates = tuple(sorted(rates, key=lambda rate: (rate.track, rate.valid_from)))

    def _by_start(self) -> list[WorkInterval]:
        return sorted(self._intervals.values(), key=lambda interval: interval.start_ms)
