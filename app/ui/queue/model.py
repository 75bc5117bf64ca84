"""The queue as a table model: one list of rows, rearranged in Python, no proxy."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.desk.harm import Harms
from app.desk.ports.store import QueueRow
from app.desk.queue_list import COLUMNS, Column, Group, Order, arrange
from app.ui.common.words.harm import harm_words
from app.ui.queue import words

ROW = Qt.ItemDataRole.UserRole
MISSING = Qt.ItemDataRole.UserRole + 1
HARM = Qt.ItemDataRole.UserRole + 2
Index = QModelIndex | QPersistentModelIndex
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
NUMBERS = frozenset({Column.LENGTH, Column.WORDS, Column.TO_LOOK_AT, Column.TIME, Column.DUE})
"""Columns whose cells stand at the right."""


class QueueModel(QAbstractTableModel):
    """All rows of the queue, and of them those that are shown, in order.

    Args:
        now: Gives the local time, for *today* and *tomorrow*.
    """

    def __init__(self, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._all: Sequence[QueueRow] = ()
        self._shown: list[QueueRow] = []
        self._places: dict[str, int] = {}
        self._missing: Mapping[str, bool] = {}
        self._harms = Harms()
        self.group = Group.ALL
        self.search = ""
        self.order = Order()

    @property
    def shown(self) -> Sequence[QueueRow]:
        """The rows that are shown, in order."""
        return self._shown

    def set_rows(self, rows: Sequence[QueueRow]) -> None:
        """Show other rows."""
        self._all = rows
        self._rearrange()

    def update_row(self, row: QueueRow) -> None:
        """One row changed: repaint it, or rearrange when it stands elsewhere now."""
        place = self._places.get(row.id)
        shown = arrange(self._all, group=self.group, search=self.search, order=self.order)
        if place is None or [one.id for one in shown] != [one.id for one in self._shown]:
            self._take(shown)
            return
        self._shown = shown
        self._tell(place)

    def set_group(self, group: Group) -> None:
        """Show the clips of one group."""
        self.group = group
        self._rearrange()

    def set_search(self, search: str) -> None:
        """Show the clips that have all these words."""
        self.search = search
        self._rearrange()

    def set_order(self, order: Order) -> None:
        """Sort by a column."""
        self.order = order
        self._rearrange()

    def set_missing(self, missing: Mapping[str, bool], changed: Sequence[str]) -> None:
        """Take which files are missing; ``changed`` are the ids that say something new."""
        self._missing = missing
        for clip_id in changed:
            place = self._places.get(clip_id)
            if place is not None:
                self._tell(place)

    def set_harms(self, harms: Harms) -> None:
        """Take where to ask which files are damaged."""
        self._harms = harms

    def is_missing(self, clip_id: str) -> bool:
        """Tell whether the file of a clip is known to be missing."""
        return self._missing.get(clip_id, False)

    def place(self, clip_id: str) -> int | None:
        """Give the row number of a clip, None when it is not shown."""
        return self._places.get(clip_id)

    def refresh_row(self, clip_id: str) -> None:
        """Repaint a row (its picture has come)."""
        place = self._places.get(clip_id)
        if place is not None:
            self._tell(place)

    def rowCount(self, parent: Index | None = None) -> int:
        """Number of rows that are shown."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index | None = None) -> int:
        """Number of columns."""
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the words of a cell, its row, or what a screen reader says."""
        if not index.isValid():
            return None
        row = self._shown[index.row()]
        if role == ROW:
            return row
        missing = self._missing.get(row.id, False)
        if role == MISSING:
            return missing
        harm = None if missing else self._harms.of(row.id, row.source)
        if role == HARM:
            return harm
        column = COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(row, column, missing)
        if role == Qt.ItemDataRole.AccessibleTextRole and column is Column.CLIP:
            return words.spoken_row(row, self._now(), missing=missing, harm=harm)
        if role == Qt.ItemDataRole.ToolTipRole and column is Column.CLIP and harm is not None:
            return " ".join(harm_words(harm))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column in NUMBERS else _LEFT
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Give the heading of a column."""
        if orientation == Qt.Orientation.Vertical or section >= len(COLUMNS):
            return None
        column = COLUMNS[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return words.HEADINGS[column]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column in NUMBERS else _LEFT
        return None

    def _cell(self, row: QueueRow, column: Column, missing: bool) -> str:
        match column:
            case Column.CLIP:
                return row.title
            case Column.LENGTH:
                return words.length(row.duration_ms)
            case Column.STATE:
                return words.state_look(row, missing=missing).words
            case Column.WORDS:
                return words.number(row, row.words)
            case Column.TO_LOOK_AT:
                return words.number(row, row.to_look_at)
            case Column.TIME:
                return words.spent(row.worked_ms)
            case Column.DUE:
                return words.due(row.due_ms, self._now())

    def _rearrange(self) -> None:
        self._take(arrange(self._all, group=self.group, search=self.search, order=self.order))

    def _take(self, shown: list[QueueRow]) -> None:
        self.beginResetModel()
        self._shown = shown
        self._places = {row.id: place for place, row in enumerate(shown)}
        self.endResetModel()

    def _tell(self, place: int) -> None:
        self.dataChanged.emit(self.index(place, 0), self.index(place, len(COLUMNS) - 1))
