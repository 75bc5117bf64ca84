"""Joins the hours room to the desk: periods, drill-down, corrections, gaps, what is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol

from PySide6.QtCore import QLocale, QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from app.desk.hours_board import HoursBoard
from app.desk.hours_charts import BarUnit
from app.desk.hours_desk import HoursDesk
from app.desk.hours_lines import Line, LineKind, Selection, has_lines, in_period, question_lines
from app.desk.hours_period import PeriodKind, period_of
from app.desk.queue_desk import QueueDesk
from app.desk.runtime import Desk
from app.desk.settings import Settings, Value
from app.domain.timesheet import GroupBy, Timesheet
from app.domain.worklog import Activity, Correction, WorkGap
from app.timekeeping.corrections import GapAnswer
from app.ui.common.bars import BarHost
from app.ui.common.words.formats import counted
from app.ui.hours import side
from app.ui.hours.contents import no_work_words
from app.ui.hours.corrections import Corrections
from app.ui.hours.gaps import GapQuestions
from app.ui.hours.papers import PROBLEM, Papers, SaveFile
from app.ui.hours.room import HoursRoom
from app.ui.hours.table import key_words
from app.ui.hours.words import worked_time

TIMESHEET, INVOICE = "timesheet", "invoice"
_US_PAPER = {QLocale.Country.UnitedStates, QLocale.Country.Canada, QLocale.Country.AnyCountry}


class HoursHost(Protocol):
    """What the hours ask of the window around them."""

    @property
    def desk(self) -> Desk:
        """Runs use cases."""
        ...

    @property
    def queue(self) -> QueueDesk:
        """The rows of the queue, for the titles of clips."""
        ...

    @property
    def settings(self) -> Settings:
        """All settings."""
        ...

    def set_setting(self, key: str, value: Value) -> None:
        """Change a setting."""
        ...

    def open_id(self) -> str:
        """Give the id of the clip that is open in Caption, "" for none."""
        ...

    def show_error(self, error: Exception) -> None:
        """Say a problem where the person looks."""
        ...


class HoursPresenter(QObject):
    """Runs the hours room and the questions about gaps. MAIN.

    Args:
        host: The window.
        bars: Where the questions about gaps are shown.
        corrected: Called after a correction, so that the clock reads its past again.
        save_file: Asks for a place to write to.
    """

    def __init__(
        self,
        host: HoursHost,
        *,
        bars: BarHost,
        corrected: Callable[[], None],
        save_file: SaveFile | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._host = host
        self._corrected = corrected
        self._save_file = save_file
        self._papers: Papers | None = None
        self._room: HoursRoom | None = None
        self._selection: Selection | None = None
        self._shows_questions = False
        self._unit: BarUnit | None = None
        self._after = ""
        self._did = ""
        self._corrections: Corrections | None = None
        self.hours = HoursDesk(
            host.desk,
            settings=lambda: host.settings,
            on_board=self._show_board,
            on_sheet=self._show_sheet,
            on_lines=self._show_lines,
            on_corrected=self._on_corrected,
            on_error=self._on_error,
        )
        self.hours.papers.letter = QLocale().territory() in _US_PAPER
        self.gaps = GapQuestions(bars, answer=self._answer, undo=self.hours.undo, clips=self._clips)

    # -- the room

    @property
    def room(self) -> HoursRoom:
        """The room, made when it is first asked for."""
        if self._room is None:
            self._room = HoursRoom()
            self._connect(self._room)
        return self._room

    @property
    def papers(self) -> Papers:
        """Timesheets and invoices."""
        if self._papers is None:
            self._papers = Papers(
                self.hours,
                self.room,
                settings=lambda: self._host.settings,
                set_setting=self._host.set_setting,
                corrected=self._corrected,
                save_file=self._save_file,
            )
        return self._papers

    def _connect(self, room: HoursRoom) -> None:
        hours = self.hours
        room.strip.kind_chosen.connect(self._choose_kind)
        room.strip.stepped.connect(hours.step)
        room.strip.today_asked.connect(hours.go_today)
        room.strip.days_chosen.connect(hours.choose)
        room.strip.questions_asked.connect(self._show_questions)
        room.selected.connect(self.select)
        room.group_chosen.connect(hours.group)
        room.side.answered.connect(self._answer_line)
        self._corrections = Corrections(
            hours,
            room.side,
            clips=self._clips,
            offset_minutes=self._host.desk.clock.offset_minutes,
        )
        # Keys of this room alone; the table of actions holds those of the whole window.
        for keys, call in (
            ("Ctrl+PgUp", lambda: hours.step(-1)),
            ("Ctrl+PgDown", lambda: hours.step(1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), room)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(call)

    def entered(self) -> None:
        """The person came to the room: what was lived since counts too."""
        self.room.setFocus()
        self.hours.enter()

    def header_buttons(self) -> tuple[tuple[str, str, str, bool, str], ...]:
        """Give what leaves the room: action, words, icon, main or not, key."""
        return (
            (INVOICE, "Invoice…", "", False, ""),
            (TIMESHEET, "Timesheet…", "download", True, ""),
        )

    def do(self, action: str) -> None:
        """Do what a button of the header asks for."""
        if action == TIMESHEET:
            self.papers.export()
        elif action == INVOICE:
            self.papers.invoice()

    def close_topmost(self) -> bool:
        """Close the form; gives whether it was open."""
        if self._room is None or not self._room.side.form_is_open:
            return False
        self._room.side.close_form()
        return True

    def show_problem(self, error: Exception) -> None:
        """Say a problem on top of the room."""
        self.papers.show_problem(error)

    def _on_error(self, error: Exception) -> None:
        self._host.show_error(error)

    # -- what is shown

    def select(self, selection: Selection) -> None:
        """Show the intervals behind a bar or a row; a week outside the period is gone to."""
        board = self.hours.board
        if board is None:
            return
        if selection.by is GroupBy.WEEK and not in_period(board, selection):
            first = date.fromisoformat(str(selection.key))
            week = period_of(PeriodKind.WEEK, first, board.pay)
            self._selection = None
            self.hours.go(week)
            return
        self._selection = selection
        self._shows_questions = False
        self.room.mark(selection)
        self.hours.select(selection)

    def _choose_kind(self, kind: PeriodKind) -> None:
        self._selection = None
        self.hours.show(kind)

    def _show_board(self, board: HoursBoard) -> None:
        if self._room is None:
            return
        other_bars, self._unit = self._unit is not board.unit, board.unit
        if self._selection is not None and not _is_shown(board, self._selection, other_bars):
            self._selection = None
        if self._selection is None and not self._shows_questions:
            self._selection = _first_selection(board)
        self._room.show_board(board, self._selection, _lock_words(board))
        if self._selection is not None:
            self.hours.select(self._selection)
        elif self._shows_questions:
            self._show_questions_of(board)
        else:
            self.hours.select_nothing()
            self._room.side.show_nothing(no_work_words(board))
            self._said_done()

    def _said_done(self) -> None:
        """Say what was done, once what it led to is shown."""
        if self._did:
            self.room.side.say_done(self._did)
        self._after = self._did = ""

    def _show_sheet(self, sheet: Timesheet) -> None:
        board = self.hours.board
        if board is not None and self._room is not None:
            self._room.show_sheet(board, sheet, self._selection)

    def _show_lines(self, selection: Selection, lines: Sequence[Line]) -> None:
        board = self.hours.board
        if board is None or selection != self._selection:
            return
        total_ms = sum(
            line.interval.duration_ms
            for line in lines
            if line.kind is LineKind.WORK and line.interval is not None
        )
        self.room.side.show_selection(
            _title(board, selection),
            worked_time(total_ms),
            lines,
            {} if selection.by is GroupBy.CLIP else board.titles,
            self._after,
        )
        self._said_done()

    def _show_questions_of(self, board: HoursBoard) -> None:
        self.hours.select_nothing()
        total = counted(len(board.questions), "gap")
        lines = question_lines(board)
        self.room.side.show_selection("Not answered", total, lines, board.titles, self._after)
        self._said_done()

    def _show_questions(self) -> None:
        """List the gaps that wait for an answer."""
        self._shows_questions = True
        self._selection = None
        self.room.mark(None)
        if self.hours.board is not None:
            self._show_questions_of(self.hours.board)
        self.room.side.lines.take_keys()

    def _clips(self) -> Sequence[tuple[str, str]]:
        """The clips to choose from: the open one first, then the newest."""
        rows = list(reversed(self._host.queue.rows))
        open_id = self._host.open_id()
        rows.sort(key=lambda row: row.id != open_id)
        return [(row.id, row.title) for row in rows]

    def _on_corrected(self, correction: Correction) -> None:
        self._corrected()
        self._after = correction.adds[0].id if correction.adds else correction.gap_id or ""
        if correction.gap_id is not None:
            self.gaps.answered(correction)
        if self._room is None or self._corrections is None:
            return
        self._did = self._corrections.corrected(correction)
        self._room.bars.remove(PROBLEM)

    # -- gaps

    def ask_gap(self, gap: WorkGap) -> None:
        """Ask what a stretch without signs of work was."""
        row = self._host.queue.row(gap.clip_id or "")
        self.gaps.ask(gap, row.title if row is not None else "")

    def say_loop(self, since_ms: int) -> None:
        """Say that a loop was left alone."""
        self.gaps.say_loop(since_ms)

    def somebody_is_back(self) -> None:
        """A key or the pointer: the clock counts again."""
        self.gaps.loop_goes_on()

    def _answer(
        self, gap: WorkGap, answer: GapAnswer, clip_id: str | None, activity: Activity | None
    ) -> None:
        self.hours.answer(gap, answer, clip_id=clip_id, activity=activity)

    def _answer_line(self, key: str) -> None:
        line = self.room.side.lines.current_line()
        if line is None or line.gap is None:
            return
        if key == side.OTHER:
            self.gaps.choose_other(line.gap)
        else:
            self._answer(line.gap, GapAnswer(key), None, None)


def _title(board: HoursBoard, selection: Selection) -> str:
    words = key_words(board, selection.by, selection.key)
    return words if selection.hour is None else f"{selection.hour:02d}:00, {words}"


def _lock_words(board: HoursBoard) -> str:
    locks = board.locks_in_period()
    if not locks:
        return ""
    numbers = ", ".join(lock.invoice_number for lock in locks)
    return f"{'Locked' if board.is_locked else 'Partly locked'} by invoice {numbers}"


def _is_shown(board: HoursBoard, selection: Selection, other_bars: bool) -> bool:
    """Whether there is something to show of a selection; a bar goes with the bars of its kind."""
    if other_bars and selection.by in {GroupBy.DAY, GroupBy.WEEK}:
        return False
    return has_lines(board, selection)


def _first_selection(board: HoursBoard) -> Selection | None:
    """Today where there is work, else the last bar with work."""
    for bar in reversed(board.bars):
        if bar.milliseconds:
            by = GroupBy.WEEK if board.unit is BarUnit.WEEK else GroupBy.DAY
            return Selection(by=by, key=bar.first.isoformat(), hour=bar.hour)
    return None
