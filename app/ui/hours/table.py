"""The table of the hours room: by clip, day, week, track or activity."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)

from app.desk.hours_board import HoursBoard
from app.desk.hours_lines import Selection
from app.domain.timesheet import GroupBy, Timesheet, TimesheetRow
from app.domain.worklog import Activity, Track
from app.exchange.timesheet_text import ACTIVITY_WORDS, GROUP_WORDS, TRACK_WORDS, money_text
from app.timekeeping.figures import minutes_per_clip_minute
from app.ui.common import sizes
from app.ui.common.fonts import Role
from app.ui.common.theme import font, scaled, theme_hub
from app.ui.common.words.formats import day, running_time, told_time, weekday
from app.ui.hours.row_delegate import RowDelegate
from app.ui.hours.words import track_words

_Index = QModelIndex | QPersistentModelIndex
_Words = Callable[[TimesheetRow], str]
_ALWAYS: Final = (Activity.WATCH, Activity.WRITE, Activity.GUIDE)
_SAMPLE_ROWS: Final = 40
"""So many rows are measured for the width of the columns."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A column: its heading, its words, whether it is a name, whether it is bold."""

    head: str
    words: _Words
    name: bool = False
    strong: bool = False


def key_words(board: HoursBoard, by: GroupBy, key: str | None) -> str:
    """The words of a row of the table."""
    match by:
        case GroupBy.CLIP:
            row = board.clips.get(key or "")
            return row.title if row is not None else "No clip"
        case GroupBy.DAY:
            value = date.fromisoformat(str(key))
            return f"{weekday(value).rsplit(' ', 1)[0]}, {day(value)}"
        case GroupBy.WEEK:
            return f"Week of {day(date.fromisoformat(str(key)))}"
        case GroupBy.TRACK:
            return TRACK_WORDS[Track(str(key))]
        case GroupBy.ACTIVITY:
            return ACTIVITY_WORDS[Activity(str(key))]


class SheetModel(QAbstractTableModel):
    """The rows of a timesheet as the table shows them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._sheet: Timesheet | None = None
        self._parts: tuple[_Part, ...] = ()

    @property
    def sheet(self) -> Timesheet | None:
        """What is shown."""
        return self._sheet

    def show_sheet(self, board: HoursBoard, sheet: Timesheet) -> None:
        """Show another timesheet."""
        self.beginResetModel()
        self._sheet = sheet
        self._parts = _parts(board, sheet)
        self.endResetModel()

    def selection(self, place: int) -> Selection | None:
        """What a row stands for."""
        if self._sheet is None or not 0 <= place < len(self._sheet.rows):
            return None
        return Selection(by=self._sheet.by, key=self._sheet.rows[place].key)

    def place(self, selection: Selection | None) -> int:
        """The row of a selection, -1 where there is none."""
        if self._sheet is None or selection is None or selection.by is not self._sheet.by:
            return -1
        return next((i for i, r in enumerate(self._sheet.rows) if r.key == selection.key), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """A row for each line of the timesheet."""
        return 0 if parent.isValid() or self._sheet is None else len(self._sheet.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """What the grouping has to say."""
        return 0 if parent.isValid() else len(self._parts)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words, where they stand and how heavy they are."""
        part = self._parts[index.column()]
        if role == Qt.ItemDataRole.DisplayRole and self._sheet is not None:
            return part.words(self._sheet.rows[index.row()])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(part)
        if role == Qt.ItemDataRole.FontRole and part.strong:
            heavy = QFont(font(Role.BASE))
            heavy.setWeight(QFont.Weight.DemiBold)
            return heavy
        if role == Qt.ItemDataRole.FontRole and index.column() == 0:
            return font(Role.NAME)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The headings of the columns."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self._parts):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._parts[section].head
        return (
            _alignment(self._parts[section]) if role == Qt.ItemDataRole.TextAlignmentRole else None
        )


def _alignment(part: _Part) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if part.name else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter


def _parts(board: HoursBoard, sheet: Timesheet) -> tuple[_Part, ...]:
    of_clips = sheet.by is GroupBy.CLIP
    used = {a for row in sheet.rows for a in row.by_activity}
    parts = [
        _Part(
            GROUP_WORDS[sheet.by].split(" ")[0],
            lambda row: key_words(board, sheet.by, row.key),
            name=True,
        )
    ]
    if of_clips:
        parts.append(_Part("Track", lambda r: track_words(board.tracks[r.key]), name=True))
        parts.append(_Part("Length", lambda row: _length(board, row)))
    if sheet.by is not GroupBy.ACTIVITY:
        parts += [
            _Part(ACTIVITY_WORDS[a], lambda row, a=a: told_time(row.by_activity.get(a, 0)))
            for a in _ALWAYS
        ]
        if used - set(_ALWAYS):
            parts.append(_Part("Other", lambda row: told_time(_other_ms(row))))
    parts.append(_Part("Total", lambda row: told_time(row.milliseconds), strong=True))
    if any(row.paid_ms != row.milliseconds for row in sheet.rows):
        parts.append(_Part("Paid", lambda row: told_time(row.paid_ms)))
    if sheet.rounding.minutes:
        parts.append(_Part("Rounded", lambda row: told_time(row.billed_ms)))
    if of_clips:
        parts.append(_Part("Min per clip min", lambda row: _effort(board, row)))
    parts.append(_Part("Pay", lambda row: money_text(row.amount, row.currency)))
    return tuple(parts)


def _other_ms(row: TimesheetRow) -> int:
    return sum(ms for activity, ms in row.by_activity.items() if activity not in _ALWAYS)


def _length(board: HoursBoard, row: TimesheetRow) -> str:
    clip = board.clips.get(row.key or "")
    return running_time(clip.duration_ms) if clip is not None and clip.duration_ms else "–"


def _effort(board: HoursBoard, row: TimesheetRow) -> str:
    clip = board.clips.get(row.key or "")
    effort = minutes_per_clip_minute(row.milliseconds, clip.duration_ms if clip else None)
    return "–" if effort is None else f"{effort:.1f}"


class SheetTable(QTableView):
    """The table itself.

    Signals:
        chosen: A row was clicked, walked to or opened; carries a ``Selection``.
        opened: Enter was pressed on a row.
    """

    chosen = Signal(object)
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quiet = False
        self.rows = SheetModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(RowDelegate(self))
        self.setAccessibleName("Hours")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setResizeContentsPrecision(_SAMPLE_ROWS)
        self.horizontalHeader().setMinimumSectionSize(scaled(48))
        self._fit()
        hub = theme_hub()
        if hub is not None:
            hub.changed.connect(self._fit)

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(scaled(sizes.TABLE_ROW))
        self.setMinimumHeight(scaled(sizes.TABLE_ROW) * 4)

    def show_sheet(self, board: HoursBoard, sheet: Timesheet, selection: Selection | None) -> None:
        """Show another timesheet; the row of the selection stays chosen."""
        self._quiet = True
        self.rows.show_sheet(board, sheet)
        header = self.horizontalHeader()
        for column in range(self.rows.columnCount()):
            header.setSectionResizeMode(
                column,
                QHeaderView.ResizeMode.ResizeToContents
                if column
                else QHeaderView.ResizeMode.Stretch,
            )
        self.mark(selection)
        self._quiet = False

    def mark(self, selection: Selection | None) -> None:
        """Choose the row of a selection, without telling anybody."""
        was, self._quiet = self._quiet, True
        place = self.rows.place(selection)
        if place >= 0:
            self.setCurrentIndex(self.rows.index(place, 0))
            self.scrollTo(self.currentIndex())
        else:
            self.clearSelection()
        self._quiet = was

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Tell which row is chosen."""
        super().currentChanged(current, previous)
        self._tell(current)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the current row chooses it again after a bar was chosen."""
        super().mousePressEvent(event)
        self._tell(self.indexAt(event.position().toPoint()))

    def _tell(self, index: _Index) -> None:
        selection = self.rows.selection(index.row()) if index.isValid() else None
        if selection is not None and not self._quiet:
            self.chosen.emit(selection)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the keys; Qt makes a row current then, which is no choice of the person's."""
        self._quiet = True
        super().focusInEvent(event)
        self._quiet = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the intervals; Home and End to the ends of the table."""
        key, last = event.key(), self.rows.rowCount() - 1
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.selectRow(self.currentIndex().row())
            self._tell(self.currentIndex())
            self.opened.emit()
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End} and last >= 0:
            self.setCurrentIndex(self.rows.index(0 if key == Qt.Key.Key_Home else last, 0))
        else:
            super().keyPressEvent(event)
