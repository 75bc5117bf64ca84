"""The hours at the desk: the board of a period, what is selected, corrections, timesheets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from app.desk import hours
from app.desk.hours_board import HoursBoard, read_board
from app.desk.hours_period import Period, PeriodKind, own_period, period_of, stepped
from app.desk.lanes import Lane, Newest
from app.desk.pay import pay_settings
from app.desk.ports.store import UnitOfWork
from app.desk.runtime import Desk
from app.desk.settings import Settings
from app.domain.errors import EnvironmentFailureError, RefusedError
from app.domain.timesheet import GroupBy, Invoice, Party, Timesheet
from app.domain.worklog import Activity, Correction, Track, WorkGap
from app.exchange.timesheet_csv import intervals_csv, rows_csv
from app.exchange.timesheet_ics import timesheet_ics
from app.timekeeping.corrections import GapAnswer, WorkBook
from app.timekeeping.pay import PaySettings
from app.timekeeping.report import day_at

MakeCorrection = Callable[[WorkBook], Correction]


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


class HoursDesk:
    """Keeps one board and the reports made of it. MAIN only; never waits.

    Attributes:
        on_board: Called when the board of another period, or a newer one, is there.
        on_sheet: Called when the table for the grouping in force is there.
        on_corrected: Called after a correction was stored, with the correction.
        on_error: Called when something could not be done.
        letter: US Letter for what is printed, else A4.
    """

    def __init__(
        self,
        desk: Desk,
        *,
        settings: Callable[[], Settings],
        on_board: Callable[[HoursBoard], None],
        on_sheet: Callable[[Timesheet], None],
        on_corrected: Callable[[Correction], None],
        on_error: Callable[[Exception], None],
    ) -> None:
        self._desk = desk
        self._settings = settings
        self._on_board = on_board
        self._on_sheet = on_sheet
        self._on_corrected = on_corrected
        self._on_error = on_error
        self._newest = Newest()
        self._sheets: dict[GroupBy, Timesheet] = {}
        self.by = GroupBy.CLIP
        self.board: HoursBoard | None = None
        self._shows_today = True
        self.letter = True
        self.period = period_of(PeriodKind.WEEK, self.today(), self._pay())

    def today(self) -> date:
        """The local date."""
        clock = self._desk.clock
        return day_at(clock.utc_ms(), clock.offset_minutes())

    # -- what is shown

    def enter(self) -> None:
        """Read the board for a person who comes to the room; what showed today goes on with it."""
        if self._shows_today and self.period.kind is not PeriodKind.OWN:
            self.period = period_of(self.period.kind, self.today(), self._pay())
        self.refresh()

    def refresh(self) -> None:
        """Read the board again, behind what waits to be stored."""
        number = self._newest.next()
        period, today, settings = self.period, self.today(), self._settings()

        def take(board: HoursBoard) -> None:
            if not self._newest.is_newest(number):
                return
            self.board = board
            self._sheets.clear()
            self._on_board(board)
            self.group(self.by)

        def read(_: None) -> None:
            self._desk.read(
                lambda unit: read_board(
                    unit, period, today, pay_settings(settings, unit.worklog.rates())
                ),
                take,
                self._on_error,
            )

        self._desk.run(lambda _unit: None, read, self._on_error)

    def show(self, kind: PeriodKind) -> None:
        """Show the day, week or month that holds today, or else the end of what is shown."""
        around = self.today() if self.period.holds(self.today()) else self.period.last
        if kind is PeriodKind.OWN:
            self.choose(self.period.first, self.period.last)
        else:
            self.go(period_of(kind, around, self._pay()))

    def step(self, by: int) -> None:
        """Show the period before (-1) or after (1)."""
        self.go(stepped(self.period, by, self._pay()))

    def go_today(self) -> None:
        """Show the period of this kind that holds today."""
        kind = self.period.kind if self.period.kind is not PeriodKind.OWN else PeriodKind.WEEK
        self.go(period_of(kind, self.today(), self._pay()))

    def choose(self, first: date, last: date) -> None:
        """Show the days between two dates."""
        self.go(own_period(first, last))

    def group(self, by: GroupBy) -> None:
        """Show the table with one row for each clip, day, week, track or activity."""
        self.by = by
        board = self.board
        if board is None:
            return
        made = self._sheets.get(by)
        if made is not None:
            self._on_sheet(made)
            return

        def take(sheet: Timesheet) -> None:
            if self.board is board:
                self._sheets[by] = sheet
                if self.by is by:
                    self._on_sheet(sheet)

        self._desk.lanes.run(
            Lane.READER,
            lambda: board.summary.timesheet(by, board.rounding),
            take,
            self._on_error,
        )

    def go(self, period: Period) -> None:
        """Show a period."""
        self.period = period
        self._shows_today = period.holds(self.today())
        self.refresh()

    def _pay(self) -> PaySettings:
        return pay_settings(self._settings(), ())[0]

    # -- corrections

    def correct(
        self,
        make: MakeCorrection,
        on_refused: Callable[[Exception], None] | None = None,
    ) -> None:
        """Make a correction and read the board again; a refusal changes nothing."""
        now_ms, new_id = self._desk.clock.utc_ms(), self._desk.ids.new

        def corrected(correction: Correction) -> None:
            self._on_corrected(correction)
            self.refresh()

        self._desk.run(
            lambda unit: hours.correct(unit.worklog, make, now_ms=now_ms, new_id=new_id),
            corrected,
            on_refused or self._on_error,
        )

    def undo(self, correction_id: str) -> None:
        """Take a correction back; the undo is a correction that can be undone too."""
        self.correct(lambda book: book.undo(correction_id))

    def answer(
        self,
        gap: WorkGap,
        answer: GapAnswer,
        *,
        clip_id: str | None = None,
        activity: Activity | None = None,
    ) -> None:
        """Say what a gap was."""
        self.correct(lambda book: book.answer(gap, answer, clip_id=clip_id, activity=activity))

    def add(
        self,
        *,
        start_ms: int,
        end_ms: int,
        track: Track,
        activity: Activity,
        clip_id: str | None,
        reason: str,
        on_refused: Callable[[Exception], None],
    ) -> None:
        """Add work that the clock did not see, in the local zone of now."""
        offset = self._desk.clock.offset_minutes()
        self.correct(
            lambda book: book.add(
                start_ms=start_ms,
                end_ms=end_ms,
                offset_minutes=offset,
                track=track,
                activity=activity,
                clip_id=clip_id,
                reason=reason,
            ),
            on_refused,
        )

    # -- what leaves the room

    def export(
        self,
        form: SheetForm,
        path: Path,
        on_done: Callable[[Path], None],
        on_refused: Callable[[Exception], None],
    ) -> None:
        """Write the timesheet of the period, grouped as the table is. READER lane."""
        board = self.board
        if board is None:
            return
        by, person = self.by, self._settings().text("person.name")
        made_ms, today = self._desk.clock.utc_ms(), self.today()
        letter = self.letter

        def write() -> Path:
            sheet = board.summary.timesheet(by, board.rounding)
            match form:
                case SheetForm.PDF:
                    # Only here: the library behind it takes long to load.
                    from app.exchange.timesheet_pdf import timesheet_pdf

                    content = timesheet_pdf(
                        sheet, board.titles, person=person, made_on=today, letter=letter
                    )
                case SheetForm.CSV:
                    content = rows_csv(sheet, board.titles).encode()
                case SheetForm.CSV_INTERVALS:
                    content = intervals_csv(sheet, board.titles, board.explained).encode()
                case SheetForm.ICS:
                    content = timesheet_ics(sheet, board.titles, made_ms=made_ms).encode()
            return _written(path, content)

        self._desk.lanes.run(Lane.READER, write, on_done, on_refused)

    def invoice(
        self,
        order: InvoiceOrder,
        path: Path,
        on_done: Callable[[Path], None],
        on_refused: Callable[[Exception], None],
    ) -> None:
        """Write the invoice of the period and lock its days; both happen or neither."""
        board = self.board
        if board is None:
            return
        period, letter = board.period, self.letter
        now_ms, offset = self._desk.clock.utc_ms(), self._desk.clock.offset_minutes()
        today, new_id = self.today(), self._desk.ids.new

        def render() -> bytes:
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
            return invoice_pdf(invoice, board.titles, letter=letter)

        def lock(unit: UnitOfWork, content: bytes) -> Path:
            hours.lock_period(
                unit.worklog,
                first_day=period.first,
                last_day=period.last,
                offset_minutes=offset,
                invoice_number=order.number,
                now_ms=now_ms,
                new_id=new_id,
            )
            # Inside the transaction: a file that cannot be written leaves the period open.
            return _written(path, content)

        def done(written: Path) -> None:
            on_done(written)
            self.refresh()

        def rendered(content: bytes) -> None:
            self._desk.run(lambda unit: lock(unit, content), done, on_refused)

        self._desk.lanes.run(Lane.READER, render, rendered, on_refused)

    def next_invoice_number(self) -> str:
        """A number to propose: the newest one's last figures counted on, or the year's first."""
        locks: Sequence[str] = (
            [lock.invoice_number for lock in sorted(self.board.locks, key=lambda lock: lock.at_ms)]
            if self.board is not None
            else []
        )
        if not locks:
            return f"{self.today().year}-001"
        head = locks[-1].rstrip("0123456789")
        figures = locks[-1][len(head) :]
        return f"{head}{int(figures) + 1:0{len(figures)}}" if figures else f"{locks[-1]}-2"


def _written(path: Path, content: bytes) -> Path:
    """Write a file; a failure names the place.

    Raises:
        EnvironmentFailureError: ``file.not-written``.
    """
    try:
        path.write_bytes(content)
    except OSError as error:
        raise EnvironmentFailureError(
            "file.not-written", path=str(path), why=error.strerror or ""
        ) from error
    return path
