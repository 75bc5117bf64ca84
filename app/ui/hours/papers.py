"""What leaves the hours room: timesheets and invoices, with a place asked for and a word after."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from app.desk.hours_desk import HoursDesk
from app.desk.hours_papers import InvoiceOrder, SheetForm
from app.desk.settings import Settings, Value
from app.domain.errors import ScenewrightError
from app.ui.common.bars import BarContent, Gravity
from app.ui.common.words.errors import UNKNOWN, Problem, error_words
from app.ui.hours.invoice import InvoiceDialog, stored_parties
from app.ui.hours.room import HoursRoom
from app.ui.hours.words import period_words

SaveFile = Callable[[QWidget, str, str, str], tuple[str, str]]
"""Asks for a place: parent, title, name, filters; gives path and filter, "" for none."""

PARTIES = "hours.invoice_parties"
PROBLEM = "problem"
_WRITTEN = "written:"
_FILTERS = {
    "PDF (*.pdf)": (SheetForm.PDF, ".pdf"),
    "CSV, a row for each line of the table (*.csv)": (SheetForm.CSV, ".csv"),
    "CSV, a row for each interval (*.csv)": (SheetForm.CSV_INTERVALS, ".csv"),
    "iCalendar (*.ics)": (SheetForm.ICS, ".ics"),
}


class Papers:
    """Writes timesheets and invoices of the period that is shown. MAIN.

    Args:
        hours: The desk of the hours.
        room: Where results and problems are said.
        settings: Gives all settings.
        set_setting: Changes one.
        corrected: Called after days were locked, so that the clock reads its past again.
        save_file: Asks for a place.
    """

    def __init__(
        self,
        hours: HoursDesk,
        room: HoursRoom,
        *,
        settings: Callable[[], Settings],
        set_setting: Callable[[str, Value], None],
        corrected: Callable[[], None],
        save_file: SaveFile | None = None,
    ) -> None:
        self._hours = hours
        self._room = room
        self._settings = settings
        self._set_setting = set_setting
        self._corrected = corrected
        self._save_file = save_file or _ask_place
        room.bars.pressed.connect(self._on_bar)

    def export(self) -> None:
        """Ask for a place and write the timesheet of the period."""
        board = self._hours.board
        if board is None:
            return
        name = f"timesheet-{board.period.first}-to-{board.period.last}.pdf"
        path, chosen = self._save_file(self._room, "Timesheet", name, ";;".join(_FILTERS))
        if not path:
            return
        form, suffix = _FILTERS.get(chosen, (SheetForm.PDF, ".pdf"))
        self._hours.papers.export(
            form,
            self._hours.by,
            with_suffix(Path(path), suffix),
            self._settings().text("person.name"),
            self._written,
            self.show_problem,
        )

    def invoice(self) -> None:
        """Ask for number and parties, say that the period is locked, and write the invoice."""
        board = self._hours.board
        if board is None:
            return
        if board.period.last >= board.today:
            self._say("An invoice is for days that are over.", "Choose a period before today.")
            return
        locks = board.locks_in_period()
        if locks:
            self._say(
                f"Invoice {locks[0].invoice_number} is about these days already.",
                "Choose days that are on no invoice.",
            )
            return
        dialog = InvoiceDialog(
            self._room.window(),
            period_words(board.period),
            self._hours.papers.next_invoice_number(),
            stored_parties(self._settings().text(PARTIES), self._settings()),
            open_questions=len(board.questions),
        )
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        order = dialog.order()
        self._set_setting(PARTIES, dialog.parties_json())
        name = f"invoice-{order.number}.pdf"
        path, _ = self._save_file(self._room, "Invoice", name, "PDF (*.pdf)")
        if path:
            self.write_invoice(order, with_suffix(Path(path), ".pdf"))

    def write_invoice(self, order: InvoiceOrder, path: Path) -> None:
        """Write an invoice and lock its days."""

        def done(written: Path) -> None:
            self._corrected()
            self._written(written)

        self._hours.papers.invoice(order, path, done, self.show_problem)

    def show_problem(self, error: Exception) -> None:
        """Say a problem on top of the room."""
        problem = words_of(error)
        self._say(problem.sentence, problem.detail)

    def _say(self, sentence: str, detail: str) -> None:
        self._room.bars.show_bar(
            BarContent(
                id=PROBLEM,
                gravity=Gravity.WEAK,
                sentence=sentence,
                detail=detail,
                buttons=(("close", "Close"),),
            )
        )

    def _written(self, path: Path) -> None:
        self._room.bars.remove(PROBLEM)
        self._room.bars.show_bar(
            BarContent(
                id=f"{_WRITTEN}{path}",
                gravity=Gravity.INFO,
                sentence=f"{path.name} is written.",
                detail=f"It lies in {path.parent}.",
                buttons=(("open", "Open"), ("close", "Close")),
            )
        )

    def _on_bar(self, bar_id: str, key: str) -> None:
        self._room.bars.remove(bar_id)
        if bar_id.startswith(_WRITTEN) and key == "open":
            QDesktopServices.openUrl(QUrl.fromLocalFile(bar_id.removeprefix(_WRITTEN)))


def words_of(error: Exception) -> Problem:
    """The words of a problem; a bug is said in general terms."""
    return error_words(error) if isinstance(error, ScenewrightError) else UNKNOWN


def with_suffix(path: Path, suffix: str) -> Path:
    """The path with the ending of its format, where the person gave none."""
    return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)


def _ask_place(parent: QWidget, title: str, name: str, filters: str) -> tuple[str, str]:
    return QFileDialog.getSaveFileName(parent, title, str(Path.home() / name), filters)
