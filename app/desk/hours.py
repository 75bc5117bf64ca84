"""The hours: what the clock says is recorded, corrected, locked and reported here.

Every function is meant for the STORE lane, the reports for READER; refusals are ``RefusedError``.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.domain.errors import RefusedError
from app.domain.worklog import DAY_MS, MINUTE_MS, PeriodLock, Rate, Track, current
from app.timekeeping.corrections import WorkBook
from app.timekeeping.pay import PaySettings, RateTable
from app.timekeeping.report import (
    WorkSummary,
    cut_to_days,
    day_at,
    day_number,
    read_span,
)
from app.timekeeping.signals import (
    ClockEffect,
    GapFound,
    IntervalClosed,
    IntervalExtended,
    IntervalOpened,
    WentAway,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from app.desk.ports.worklog import WorkLogRepository
    from app.domain.worklog import Correction, IntervalRecord, WorkGap, WorkInterval
    from app.timekeeping.timeline import Span

_ALL_TIME = (0, 1 << 62)


def record(worklog: WorkLogRepository, effects: Iterable[ClockEffect]) -> None:
    """Store what the work clock said; for one signal in one transaction, in order."""
    for effect in effects:
        match effect:
            case IntervalOpened():
                worklog.add_interval(effect.interval, is_open=True)
            case IntervalExtended():
                worklog.extend_open(effect.interval_id, effect.end_ms)
            case IntervalClosed():
                worklog.close_open(effect.interval_id, effect.end_ms)
            case GapFound():
                worklog.add_gap(effect.gap)
            case WentAway():
                pass  # for the window alone: the gap is stored when it ends


def recover(worklog: WorkLogRepository) -> Sequence[WorkInterval]:
    """Settle what a crash left open, at its last heartbeat; for the start of the window."""
    return worklog.recover_open()


def taken_spans(worklog: WorkLogRepository) -> tuple[Span, ...]:
    """Where work is recorded or a period is locked, for ``WorkClock.occupy``, by start.

    A clock that is set back must not place new work there. For a new clock, and again after each
    correction or lock; the interval that runs is left out.
    """
    open_ids = worklog.open_ids()
    recorded = current(worklog.intervals(*_ALL_TIME), worklog.corrections())
    spans = [(i.start_ms, i.end_ms) for i in recorded if i.id not in open_ids]
    spans += [(lock.start_ms, lock.end_ms) for lock in worklog.locks()]
    return tuple(sorted(spans))


def open_book(worklog: WorkLogRepository, *, now_ms: int, new_id: Callable[[], str]) -> WorkBook:
    """Everything recorded, for a correction: an undo may reach back to any day."""
    return WorkBook(
        originals=worklog.intervals(*_ALL_TIME),
        corrections=worklog.corrections(),
        locks=worklog.locks(),
        open_ids=worklog.open_ids(),
        now_ms=now_ms,
        new_id=new_id,
    )


def correct(
    worklog: WorkLogRepository,
    make: Callable[[WorkBook], Correction],
    *,
    now_ms: int,
    new_id: Callable[[], str],
) -> Correction:
    """Make a correction against what holds now and store it.

    Args:
        worklog: The hours.
        make: Asks the book for it, such as ``lambda book: book.remove(id, reason=reason)``.
        now_ms: UTC now.
        new_id: Gives fresh identifiers.

    Raises:
        RefusedError: See ``app.timekeeping.corrections``; nothing was stored.
    """
    correction = make(open_book(worklog, now_ms=now_ms, new_id=new_id))
    worklog.add_correction(correction)
    return correction


def open_questions(
    worklog: WorkLogRepository, start_ms: int, end_ms: int, *, now_ms: int
) -> tuple[WorkGap, ...]:
    """The gaps in a stretch that still wait for an answer."""
    answered = WorkBook(
        originals=(),
        corrections=worklog.corrections(),
        now_ms=now_ms,
        new_id=lambda: "",
    )
    return answered.unanswered(worklog.gaps(start_ms, end_ms))


def new_lock(
    worklog: WorkLogRepository,
    *,
    first_day: date,
    last_day: date,
    offset_minutes: int,
    invoice_number: str,
    now_ms: int,
    new_id: Callable[[], str],
) -> PeriodLock:
    """The lock for the local days of an invoice, both included; it is not stored yet.

    Where work at an edge was lived at another offset, the lock reaches as far as that work does.

    Args:
        worklog: The hours.
        first_day: First local day.
        last_day: Last local day; it must be over.
        offset_minutes: Offset of the local zone, for the two midnights.
        invoice_number: The invoice the period is locked for; each has its own.
        now_ms: UTC now.
        new_id: Gives fresh identifiers.

    Raises:
        RefusedError: ``hours.invoice-number-missing``, ``hours.invoice-number-used``,
            ``hours.empty``, ``hours.future``, ``hours.open`` or ``hours.locked``.
    """
    number = invoice_number.strip()
    locks = worklog.locks()
    if not number:
        raise RefusedError("hours.invoice-number-missing")
    if any(lock.invoice_number == number for lock in locks):
        raise RefusedError("hours.invoice-number-used", invoice=number)
    if last_day < first_day:
        raise RefusedError("hours.empty")
    start_ms = day_number(first_day) * DAY_MS - offset_minutes * MINUTE_MS
    end_ms = (day_number(last_day) + 1) * DAY_MS - offset_minutes * MINUTE_MS
    worked = summary(worklog, first_day, last_day, PaySettings()).sums
    start_ms = min([start_ms, *(one.start_ms for one in worked)])
    end_ms = max([end_ms, *(one.end_ms for one in worked)])
    if end_ms > now_ms:
        raise RefusedError("hours.future")
    open_ids = worklog.open_ids()
    if any(interval.id in open_ids for interval in worklog.intervals(start_ms, end_ms)):
        raise RefusedError("hours.open")
    for lock in locks:
        if start_ms < lock.end_ms and lock.start_ms < end_ms:
            raise RefusedError("hours.locked", invoice=lock.invoice_number)
    return PeriodLock(
        id=new_id(), start_ms=start_ms, end_ms=end_ms, invoice_number=number, at_ms=now_ms
    )


def set_rates(worklog: WorkLogRepository, rates: Sequence[Rate]) -> None:
    """Use other rates from their dates on.

    Raises:
        RefusedError: ``hours.rate-negative``, or ``hours.locked`` when it would change what an
            invoiced day pays.
    """
    if any(rate.amount < 0 for rate in rates):
        raise RefusedError("hours.rate-negative")
    before, after = RateTable(worklog.rates()), RateTable(rates)
    for lock in worklog.locks():
        for day in _days_of(lock):
            for track in Track:
                old, new = before.on(track, day), after.on(track, day)
                if (old.amount, old.currency) != (new.amount, new.currency):
                    raise RefusedError("hours.locked", invoice=lock.invoice_number)
    worklog.set_rates(rates)


def summary(
    worklog: WorkLogRepository, first_day: date, last_day: date, settings: PaySettings
) -> WorkSummary:
    """What was worked on the local days, added up; ask it for timesheets.

    An interval that is still open counts up to its last heartbeat.
    """
    return WorkSummary(
        worklog.day_sums(*read_span(first_day, last_day)),
        first_day=first_day,
        last_day=last_day,
        settings=settings,
    )


def counted_records(
    worklog: WorkLogRepository, first_day: date, last_day: date
) -> Sequence[IntervalRecord]:
    """What counts on the local days by start, cut at the ends of the period."""
    found = worklog.counted_records(*read_span(first_day, last_day))
    return cut_to_days(found, day_number(first_day), day_number(last_day))


def _days_of(lock: PeriodLock) -> list[date]:
    """The dates a lock may touch in any zone."""
    first = day_at(lock.start_ms, 0) - timedelta(days=1)
    count = (lock.end_ms - lock.start_ms) // DAY_MS + 3
    return [first + timedelta(days=offset) for offset in range(count)]
