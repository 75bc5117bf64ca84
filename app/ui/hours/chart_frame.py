"""A chart with its heading, its legend and the table behind it."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.domain.worklog import Activity
from app.exchange.timesheet_text import ACTIVITY_WORDS
from app.ui.common.buttons import Button, IconButton, Kind
from app.ui.common.fonts import Role
from app.ui.common.labels import ElidedLabel, Label
from app.ui.common.theme import current_theme, font, line_height, scaled, theme_hub
from app.ui.hours.chart import Chart
from app.ui.hours.chart_content import ChartContent
from app.ui.hours.fills import paint_fill
from app.ui.hours.row_delegate import RowDelegate

_Index = QModelIndex | QPersistentModelIndex
_ROW = 24
_ENTRY_GAP = 20


class Legend(QWidget):
    """Each activity with its fill and its sum, in the order of the bars; goes on in a next line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[tuple[Activity, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        hub = theme_hub()
        if hub is not None:
            hub.changed.connect(self.updateGeometry)

    def show_entries(self, entries: tuple[tuple[Activity, str], ...]) -> None:
        """Show other sums."""
        self._entries = entries
        self.setAccessibleName("Legend")
        self.setAccessibleDescription(
            ", ".join(f"{ACTIVITY_WORDS[activity]} {words}" for activity, words in entries)
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """All entries in one line."""
        wide = sum(self._width(entry) for entry in self._entries)
        gaps = scaled(_ENTRY_GAP) * max(0, len(self._entries) - 1)
        return QSize(ceil(wide) + gaps, line_height(Role.BASE))

    def minimumSizeHint(self) -> QSize:
        """Wide enough for the longest entry."""
        wide = max((self._width(entry) for entry in self._entries), default=0)
        return QSize(round(wide), line_height(Role.BASE))

    def fit(self, width: int) -> None:
        """Take as many lines as the entries need in a width."""
        # Not by Qt's height for a width: a scroll area takes the preferred height of all then.
        lines = 1 + max((line for line, _, _ in self._places(width)), default=0)
        self.setFixedHeight(lines * line_height(Role.BASE))

    def _width(self, entry: tuple[Activity, str]) -> float:
        metrics = QFontMetricsF(font(Role.LABEL))
        words = metrics.horizontalAdvance(f"{ACTIVITY_WORDS[entry[0]]}  {entry[1]}")
        return scaled(14 + 6) + words + 2

    def _places(self, width: int) -> list[tuple[int, float, tuple[Activity, str]]]:
        """The line and the left edge of each entry."""
        found: list[tuple[int, float, tuple[Activity, str]]] = []
        line, left = 0, 0.0
        for entry in self._entries:
            wide = self._width(entry)
            if left and left + wide > width:
                line, left = line + 1, 0.0
            found.append((line, left, entry))
            left += wide + scaled(_ENTRY_GAP)
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the widget from the tokens."""
        del event
        theme = current_theme()
        painter = QPainter(self)
        painter.setFont(font(Role.LABEL))
        metrics = QFontMetricsF(font(Role.LABEL))
        where = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        side, high = scaled(14), line_height(Role.BASE)
        for line, left, (activity, total) in self._places(self.width()):
            top = line * high
            box = QRectF(round(left), top + round((high - side) / 2), side, side)
            paint_fill(painter, box, activity)
            words = ACTIVITY_WORDS[activity]
            x = left + side + scaled(6)
            painter.setPen(theme.ink)
            painter.drawText(QRectF(x, top, self.width(), high), where, words)
            painter.setPen(theme.ink2)
            x += metrics.horizontalAdvance(f"{words}  ")
            painter.drawText(QRectF(x, top, self.width(), high), where, total)


class _TableModel(QAbstractTableModel):
    """The rows behind a chart."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._content = ChartContent(name="")

    def show_content(self, content: ChartContent) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._content = content
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """A row for each bar."""
        return 0 if parent.isValid() else len(self._content.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """The name and the numbers."""
        return 0 if parent.isValid() else len(self._content.head)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words and where they stand."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self._content.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The headings of the columns."""
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self._content.head[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(section)
        return None


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


class ChartFrame(QWidget):
    """Heading, legend and *Show as table* over a chart.

    Signals:
        chosen: A bar or a row of its table was opened; carries a ``Selection``.
    """

    chosen = Signal(object)

    def __init__(self, chart: Chart, *, large: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart = chart
        self._title = Label("", Role.HEADING_BASE)
        self._note = ElidedLabel("", Role.LABEL, "ink2", elide=Qt.TextElideMode.ElideRight)
        self.legend = Legend()
        self.switch: Button | IconButton = (
            Button("Show as table", Kind.FLAT)
            if large
            else IconButton("table-2", "Show as table", takes_focus=True)
        )
        self.switch.clicked.connect(self._turn)
        self._head = QHBoxLayout()
        self._head.setSpacing(8)
        self._head.addWidget(self._title)
        self._head.addWidget(self._note, 0 if large else 1)
        self._head.addStretch(1 if large else 0)
        if large:
            self._head.addWidget(self.legend)
            self._head.addSpacing(8)
        self._head.addWidget(self.switch)
        self.table = QTableView()
        self._model = _TableModel(self)
        self.table.setModel(self._model)
        self.table.setItemDelegate(RowDelegate(self.table))
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.verticalHeader().setDefaultSectionSize(scaled(_ROW))
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.activated.connect(self._open_row)
        self.table.clicked.connect(self._open_row)
        self._stack = QStackedLayout()
        self._stack.addWidget(chart)
        self._stack.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._head)
        self._second = QHBoxLayout()
        column.addLayout(self._second)
        column.addLayout(self._stack, 1)
        self._large = large
        self.legend.setVisible(large)
        self._is_below = False
        chart.chosen.connect(self.chosen)

    @property
    def shows_table(self) -> bool:
        """Whether the table is shown in place of the chart."""
        return self._stack.currentWidget() is self.table

    def show_content(self, content: ChartContent) -> None:
        """Show other figures."""
        self._title.setText(content.name)
        self._note.set_words(content.note)
        self.legend.show_entries(content.legend)
        self.chart.show_content(content)
        self._model.show_content(content)
        self._name_switch()
        self.table.setAccessibleName(f"{content.name}, as a table")
        header = self.table.horizontalHeader()
        for section in range(len(content.head)):
            header.setSectionResizeMode(
                section,
                QHeaderView.ResizeMode.ResizeToContents
                if section
                else QHeaderView.ResizeMode.Stretch,
            )
        self._place()

    def _turn(self) -> None:
        """Show the table, or the chart again; the keys stay on the button."""
        table = not self.shows_table
        self._stack.setCurrentWidget(self.table if table else self.chart)
        words = "Show as chart" if table else "Show as table"
        if isinstance(self.switch, Button):
            self.switch.set_words(words)
        else:
            self.switch.set_icon_name("chart-column" if table else "table-2", words)
        self._name_switch()

    def _name_switch(self) -> None:
        """Say which chart it is about: the room has five of them."""
        words = "show as chart" if self.shows_table else "show as table"
        self.switch.setAccessibleName(f"{self.chart.content.name}, {words}")

    def _open_row(self, index: QModelIndex) -> None:
        target = self.chart.content.columns
        if 0 <= index.row() < len(target) and target[index.row()].target is not None:
            self.chosen.emit(target[index.row()].target)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the legend where it fits."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        part: QWidget = self.legend if self._large else self._note
        taken = self._title.sizeHint().width() + self.switch.sizeHint().width()
        taken += scaled(48) if self._large else scaled(20)
        below = part.sizeHint().width() + taken > self.width()
        self.legend.fit(self.width() if below else self.width() - taken)
        self.legend.setMinimumWidth(0 if below else self.legend.sizeHint().width())
        if below == self._is_below:
            return
        self._is_below = below
        if below:
            self._head.removeWidget(part)
            self._second.addWidget(part)
        else:
            self._second.removeWidget(part)
            self._head.insertWidget(3 if self._large else 1, part, 0 if self._large else 1)
