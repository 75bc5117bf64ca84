"""The hours: intervals, corrections, gaps, locks and rates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, or_, select, text, update
from sqlalchemy.orm import Session

from app.domain.errors import RefusedError
from app.domain.timesheet import GroupBy
from app.domain.worklog import (
    SHIPPED_RATES,
    Correction,
    IntervalOrigin,
    IntervalRecord,
    PeriodLock,
    Rate,
    WorkGap,
    WorkInterval,
    WorkSum,
    active_corrections,
)
from app.store.models import (
    CorrectionRow,
    GapRow,
    IntervalRow,
    LockRow,
    RateRow,
    ReplacedRow,
)
from app.store.repositories.rows import (
    columns_of,
    read_all,
    read_first,
    values_of,
)
from app.store.repositories.worklog_queries import (
    COLUMNS,
    COUNTED,
    ORIGINALS,
    OVER_MIDNIGHT,
    REPLACED,
    SUMS_OF_DAYS,
    intervals_of,
)
from app.timekeeping.report import add_up

_GAP = columns_of(GapRow, WorkGap)
_LOCK = columns_of(LockRow, PeriodLock)
_RATE = columns_of(RateRow, Rate)
_IS_OPEN = text("intervals.is_open = 1")  # as the partial index says it, so that it is used


class SqlWorkLog:
    """The hours in the database; see ``app.desk.ports.worklog.WorkLogRepository``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add_interval(self, interval: WorkInterval, *, is_open: bool) -> None:
        """Store a new original; raises RefusedError ``worklog.duplicate``."""
        self._refuse_known(IntervalRow.id == interval.id, interval.id)
        row = _interval_values(interval, is_open=is_open, correction_id=None)
        self._session.execute(insert(IntervalRow).values(row))

    def extend_open(self, interval_id: str, end_ms: int) -> None:
        """Move the end of an open interval; raises RefusedError ``worklog.not-open``."""
        self._set_end(interval_id, end_ms, is_open=True)

    def close_open(self, interval_id: str, end_ms: int) -> None:
        """Set the final end of an open interval; raises RefusedError ``worklog.not-open``."""
        self._set_end(interval_id, end_ms, is_open=False)

    def recover_open(self) -> Sequence[WorkInterval]:
        """Close what a crash left open at its last heartbeat, mark it recovered, and give it."""
        left = list(self._session.scalars(select(IntervalRow.id).where(_IS_OPEN)))
        if not left:
            return ()
        these = IntervalRow.id.in_(left)
        closed = {"is_open": False, "origin": IntervalOrigin.RECOVERED}
        self._session.execute(update(IntervalRow).where(these).values(closed))
        recovered = select(*COLUMNS).where(these).order_by(IntervalRow.start_ms)
        return read_all(self._session, WorkInterval, recovered)

    def open_ids(self) -> frozenset[str]:
        """The intervals that are open now."""
        return frozenset(self._session.scalars(select(IntervalRow.id).where(_IS_OPEN)))

    def intervals(self, start_ms: int, end_ms: int) -> Sequence[WorkInterval]:
        """Originals that share time with a stretch, by start; an open one counts from its start."""
        return intervals_of(ORIGINALS.rows(self._session, from_ms=start_ms, to_ms=end_ms))

    def counted_records(self, start_ms: int, end_ms: int) -> Sequence[IntervalRecord]:
        """What counts now in a stretch, by start, with its codes as plain text."""
        return self._counted(None, from_ms=start_ms, to_ms=end_ms)

    def counted(
        self, start_ms: int, end_ms: int, by: GroupBy | None = None, key: str | None = None
    ) -> Sequence[WorkInterval]:
        """What counts now in a stretch, by start, whole or of one clip, track or activity."""
        of_one = {} if by is None else {"key": key}
        return intervals_of(self._counted(by, from_ms=start_ms, to_ms=end_ms, **of_one))

    def day_sums(self, start_ms: int, end_ms: int) -> Sequence[WorkSum]:
        """The same added up by local day, clip, track and activity, each once; in no order."""
        span = {"from_ms": start_ms, "to_ms": end_ms}
        sums: Any = SUMS_OF_DAYS.rows(self._session, **span)
        return add_up(OVER_MIDNIGHT.rows(self._session, **span), sums)

    def replaced(self) -> Sequence[WorkInterval]:
        """The intervals that a correction ever took out or changed, by start."""
        return intervals_of(REPLACED.rows(self._session))

    def corrections(self) -> Sequence[Correction]:
        """All corrections in the order they were added."""
        replaced: defaultdict[str, list[str]] = defaultdict(list)
        ordered = select(ReplacedRow.correction_id, ReplacedRow.interval_id)
        for correction_id, interval_id in self._session.execute(
            ordered.order_by(ReplacedRow.correction_id, ReplacedRow.place)
        ):
            replaced[correction_id].append(interval_id)
        added: defaultdict[str, list[WorkInterval]] = defaultdict(list)
        adds = select(IntervalRow.correction_id, *COLUMNS).where(
            IntervalRow.correction_id.is_not(None)
        )
        for row in self._session.execute(adds.order_by(IntervalRow.number)).mappings():
            fields: dict[str, Any] = dict(row)
            added[fields.pop("correction_id")].append(WorkInterval(**fields))
        return [
            Correction(
                id=row.id,
                kind=row.kind,
                replaces=tuple(replaced[row.id]),
                adds=tuple(added[row.id]),
                reason=row.reason,
                at_ms=row.at_ms,
                gap_id=row.gap_id,
                undoes=row.undoes,
            )
            for row in self._session.scalars(select(CorrectionRow).order_by(CorrectionRow.number))
        ]

    def add_correction(self, correction: Correction) -> None:
        """Append a correction with the intervals it adds; raises ``worklog.duplicate``."""
        self._refuse_known(CorrectionRow.id == correction.id, correction.id)
        for interval in correction.adds:
            self._refuse_known(IntervalRow.id == interval.id, interval.id)
        values = values_of(correction)
        replaces = values.pop("replaces")
        values.pop("adds")
        self._session.execute(insert(CorrectionRow).values(values))
        if replaces:
            rows = [
                {"correction_id": correction.id, "place": place, "interval_id": interval_id}
                for place, interval_id in enumerate(replaces)
            ]
            self._session.execute(insert(ReplacedRow), rows)
        if correction.adds:
            added = [
                _interval_values(interval, is_open=False, correction_id=correction.id)
                for interval in correction.adds
            ]
            self._session.execute(insert(IntervalRow), added)
        self._update_counts()

    def gaps(self, start_ms: int, end_ms: int) -> Sequence[WorkGap]:
        """Gaps that share time with a stretch, by start."""
        sharing = select(*_GAP).where(GapRow.end_ms > start_ms, GapRow.start_ms < end_ms)
        return read_all(self._session, WorkGap, sharing.order_by(GapRow.start_ms, GapRow.number))

    def add_gap(self, gap: WorkGap) -> None:
        """Append a gap; raises RefusedError ``worklog.duplicate``."""
        self._refuse_known(GapRow.id == gap.id, gap.id)
        self._session.execute(insert(GapRow).values(values_of(gap)))

    def locks(self) -> Sequence[PeriodLock]:
        """All locked periods by start."""
        every = select(*_LOCK).order_by(LockRow.start_ms, LockRow.number)
        return read_all(self._session, PeriodLock, every)

    def add_lock(self, lock: PeriodLock) -> None:
        """Append a lock; raises RefusedError ``worklog.duplicate``."""
        known = or_(LockRow.id == lock.id, LockRow.invoice_number == lock.invoice_number)
        self._refuse_known(known, lock.id)
        self._session.execute(insert(LockRow).values(values_of(lock)))

    def rates(self) -> Sequence[Rate]:
        """All rates by track and date; the shipped ones when none was ever set."""
        every = select(*_RATE).order_by(RateRow.track, RateRow.valid_from)
        return read_all(self._session, Rate, every) or SHIPPED_RATES

    def set_rates(self, rates: Sequence[Rate]) -> None:
        """Replace the table of rates."""
        self._session.execute(delete(RateRow))
        if rates:
            self._session.execute(insert(RateRow), [values_of(rate) for rate in rates])

    def _counted(self, by: GroupBy | None, **params: str | int | None) -> list[IntervalRecord]:
        found: Any = COUNTED[by].rows(self._session, **params)
        found.sort(key=itemgetter(1))  # by start; quicker than in SQLite, they are nearly in order
        return found

    def _set_end(self, interval_id: str, end_ms: int, *, is_open: bool) -> None:
        this = select(*COLUMNS).where(IntervalRow.id == interval_id, _IS_OPEN)
        interval = read_first(self._session, WorkInterval, this)
        if interval is None:
            raise RefusedError("worklog.not-open", interval_id=interval_id)
        if end_ms < interval.start_ms:
            raise ValueError(f"interval {interval_id} would end before it starts")
        moved = update(IntervalRow).where(IntervalRow.id == interval_id)
        self._session.execute(moved.values(end_ms=end_ms, is_open=is_open))

    def _refuse_known(self, condition: ColumnElement[bool], known_id: str) -> None:
        if self._session.execute(select(text("1")).where(condition)).first() is not None:
            raise RefusedError("worklog.duplicate", id=known_id)

    def _update_counts(self) -> None:
        """Set which intervals count now, as ``app.domain.worklog.current`` folds it."""
        corrections = self.corrections()
        active = active_corrections(corrections)
        replaced = {interval_id for held in active for interval_id in held.replaces}
        touched = {interval_id for every in corrections for interval_id in every.replaces}
        touched |= {added.id for every in corrections for added in every.adds}
        active_ids = {held.id for held in active}
        state = select(IntervalRow.id, IntervalRow.correction_id, IntervalRow.counts)
        changed: list[dict[str, Any]] = []
        for chunk in _chunks(sorted(touched), 500):
            for interval_id, correction_id, counted in self._session.execute(
                state.where(IntervalRow.id.in_(chunk))
            ):
                holds = correction_id is None or correction_id in active_ids
                counts = holds and interval_id not in replaced
                if counts != counted:
                    changed.append({"interval_id": interval_id, "counts": counts})
        for change in changed:
            self._session.execute(
                update(IntervalRow)
                .where(IntervalRow.id == change["interval_id"])
                .values(counts=change["counts"])
            )


def _interval_values(
    interval: WorkInterval, *, is_open: bool, correction_id: str | None
) -> dict[str, Any]:
    return interval._asdict() | {
        "is_open": is_open,
        "correction_id": correction_id,
        "counts": True,
    }


def _chunks(ids: Sequence[str], size: int) -> Sequence[Sequence[str]]:
    """Cut a list so that no statement has more parameters than SQLite takes."""
    return [ids[start : start + size] for start in range(0, len(ids), size)]
