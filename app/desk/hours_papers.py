"""What leaves the hours: timesheets in every form, and invoices that lock their days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.desk import hours
from app.desk.files import write_whole
from app.desk.hours_board import HoursBoard
from app.desk.lanes import Lane
from app.desk.ports.store import UnitOfWork
from app.desk.runtime import Desk
from app.domain.errors import RefusedError
from app.domain.timesheet import GroupBy, Invoice, Party
from app.domain.worklog import IntervalRecord, PeriodLock
from app.exchange.timesheet_csv import intervals_csv, rows_csv
from app.exchange.timesheet_ics import timesheet_ics
from app.timekeeping.report import day_at


class SheetForm(StrEnum):
    """What a timesheet is written as."""

    PDF = "pdf"
    CSV = "csv"
    CSV_INTERVALS = "csv_intervals"
    ICS = "ics"


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceOrder:
    """What the person says for an invoice; the period is the one that is shown."""

    number: str
    sender: Party
    recipient: Party
    by: GroupBy
    note: str = ""


class PaperDesk:
    """Writes the papers of the period that is shown. MAIN only; never waits.

    Args:
        desk: Runs what needs files or the database.
        board: What is shown.
        on_locked: Called when days were locked by an invoice.

    Attributes:
        letter: US Letter for what is printed, else A4.
    """

    def __init__(
        self,
        desk: Desk,
        *,
        board: Callable[[], HoursBoard | None],
        on_locked: Callable[[], None],
    ) -> None:
        self._desk = desk
        self._board = board
        self._on_locked = on_locked
        self.letter = True

    def export(
        self,
        form: SheetForm,
        by: GroupBy,
        path: Path,
        person: str,
        on_done: Callable[[Path], None],
        on_refused: Callable[[Exception], None],
    ) -> None:
        """Write the timesheet of the period. READER lane.

        Args:
            form: What it is written as.
            by: What its rows stand for.
            path: Where to.
            person: Whose hours these are; may be empty.
            on_done: Called with the place.
            on_refused: Called when it could not be written; the place is as it was.
        """
        board = self._board()
        if board is None:
            return
        made_ms, letter = self._desk.clock.utc_ms(), self.letter
        today = day_at(made_ms, self._desk.clock.offset_minutes())

        def records(unit: UnitOfWork) -> Sequence[IntervalRecord]:
            period = board.period
            return hours.counted_records(unit.worklog, period.first, period.last)

        def write(unit: UnitOfWork) -> Path:
            match form:
                case SheetForm.PDF:
                    # Only here: the library behind it takes long to load.
                    from app.exchange.timesheet_pdf import timesheet_pdf

                    content = timesheet_pdf(
                        board.summary.timesheet(by, board.rounding),
                        board.titles,
                        person=person,
                        made_on=today,
                        letter=letter,
                    )
                case SheetForm.CSV:
                    sheet = board.summary.timesheet(by, board.rounding)
                    content = rows_csv(sheet, board.titles).encode()
                case SheetForm.CSV_INTERVALS:
                    found = records(unit)
                    content = intervals_csv(found, board.titles, board.explained).encode()
                case SheetForm.ICS:
                    content = timesheet_ics(records(unit), board.titles, made_ms=made_ms).encode()
            return write_whole(path, content)

        self._desk.read(write, on_done, on_refused)

    def invoice(
        self,
        order: InvoiceOrder,
        path: Path,
        on_done: Callable[[Path], None],
        on_refused: Callable[[Exception], None],
    ) -> None:
        """Write the invoice of the period and lock its days; both happen or neither.

        The days are locked last, when the invoice is whole on the disk: a disk that fails locks
        nothing, and a crash in between leaves an invoice whose days can still be locked. Where
        they cannot be locked, the place is as it was before.
        """
        board = self._board()
        if board is None:
            return
        letter, before = self.letter, _Before(path)
        now_ms, offset = self._desk.clock.utc_ms(), self._desk.clock.offset_minutes()
        today, new_id = day_at(now_ms, offset), self._desk.ids.new

        def new_lock(unit: UnitOfWork) -> PeriodLock:
            return hours.new_lock(
                unit.worklog,
                first_day=board.period.first,
                last_day=board.period.last,
                offset_minutes=offset,
                invoice_number=order.number,
                now_ms=now_ms,
                new_id=new_id,
            )

        def write(unit: UnitOfWork) -> None:
            new_lock(unit)  # whatever would refuse it does so before anything is written
            from app.exchange.invoice_pdf import invoice_pdf

            sheet = board.summary.timesheet(order.by, board.rounding)
            if not sheet.billed_ms:
                raise RefusedError("hours.nothing-to-invoice")
            invoice = Invoice(
                number=order.number,
                issued=today,
                sender=order.sender,
                recipient=order.recipient,
                timesheet=sheet,
                note=order.note,
            )
            content = invoice_pdf(invoice, board.titles, letter=letter)
            before.read()
            write_whole(path, content)

        def lock(unit: UnitOfWork) -> None:
            unit.worklog.add_lock(new_lock(unit))

        def locked(_: None) -> None:
            on_done(path)
            self._on_locked()

        def not_locked(error: Exception) -> None:
            self._desk.lanes.run(
                Lane.READER, before.bring_back, lambda _: on_refused(error), on_refused
            )

        def written(_: None) -> None:
            self._desk.run(lock, locked, not_locked)

        self._desk.read(write, written, on_refused)

    def next_invoice_number(self) -> str:
        """A number to propose: the newest one's last figures counted on, or the year's first."""
        board = self._board()
        locks: Sequence[str] = (
            [lock.invoice_number for lock in sorted(board.locks, key=lambda lock: lock.at_ms)]
            if board is not None
            else []
        )
        if not locks:
            clock = self._desk.clock
            return f"{day_at(clock.utc_ms(), clock.offset_minutes()).year}-001"
        head = locks[-1].rstrip("0123456789")
        figures = locks[-1][len(head) :]
        return f"{head}{int(figures) + 1:0{len(figures)}}" if figures else f"{locks[-1]}-2"


class _Before:
    """What stood in a place before, to be brought back."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._content: bytes | None = None

    def read(self) -> None:
        self._content = self._path.read_bytes() if self._path.is_file() else None

    def bring_back(self) -> None:
        if self._content is None:
            self._path.unlink(missing_ok=True)
        else:
            write_whole(self._path, self._content)
