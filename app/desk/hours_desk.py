"""The hours at the desk: the board of a period, what is selected, and corrections."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from app.desk import hours
from app.desk.hours_board import HoursBoard, read_board
from app.desk.hours_lines import Line, Selection, read_lines
from app.desk.hours_papers import PaperDesk
from app.desk.hours_period import Period, PeriodKind, own_period, period_of, stepped
from app.desk.lanes import Newest
from app.desk.pay import pay_settings
from app.desk.runtime import Desk
from app.desk.settings import Settings
from app.domain.timesheet import GroupBy, Timesheet
from app.domain.worklog import Activity, Correction, Track, WorkGap
from app.timekeeping.corrections import GapAnswer, WorkBook
from app.timekeeping.pay import PaySettings
from app.timekeeping.report import day_at

MakeCorrection = Callable[[WorkBook], Correction]


class HoursDesk:
    """Keeps one board and the reports made of it. MAIN only; never waits.

    Attributes:
        on_board: Called when the board of another period, or a newer one, is there.
        on_sheet: Called when the table for the grouping in force is there.
        on_corrected: Called after a correction was stored, with the correction.
        on_error: Called when something could not be done.
        on_lines: Called with what was selected and its lines.
        papers: Writes timesheets and invoices of what is shown.
    """

    def __init__(
        self,
        desk: Desk,
        *,
        settings: Callable[[], Settings],
        on_board: Callable[[HoursBoard], None],
        on_sheet: Callable[[Timesheet], None],
        on_lines: Callable[[Selection, Sequence[Line]], None],
        on_corrected: Callable[[Correction], None],
        on_error: Callable[[Exception], None],
    ) -> None:
        self._desk = desk
        self._settings = settings
        self._on_board = on_board
        self._on_sheet = on_sheet
        self._on_lines = on_lines
        self._on_corrected = on_corrected
        self._on_error = on_error
        self._newest = Newest()
        self._newest_lines = Newest()
        self._sheets: dict[GroupBy, Timesheet] = {}
        self.by = GroupBy.CLIP
        self.board: HoursBoard | None = None
        self._shows_today = True
        self.papers = PaperDesk(desk, board=lambda: self.board, on_locked=self.refresh)
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

        # As a reading, though it reads nothing: that is how thousands of rows are made quickly.
        self._desk.read(
            lambda _unit: board.summary.timesheet(by, board.rounding), take, self._on_error
        )

    def select(self, selection: Selection) -> None:
        """Read the lines behind a bar or a row of what is shown."""
        board = self.board
        if board is None:
            return
        number = self._newest_lines.next()

        def take(lines: Sequence[Line]) -> None:
            if self.board is board and self._newest_lines.is_newest(number):
                self._on_lines(selection, lines)

        self._desk.read(lambda unit: read_lines(unit, board, selection), take, self._on_error)

    def select_nothing(self) -> None:
        """Drop the lines that are being read."""
        self._newest_lines.next()

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
