"""The table of rule health: what people said of each rule, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.checks.rule_health import Standing
from app.desk.health import RuleRecord
from app.ui.common import sizes
from app.ui.common.buttons import Button
from app.ui.common.fonts import Role
from app.ui.common.icons import paint_icon
from app.ui.common.labels import Label
from app.ui.common.marks import Mark, paint_mark
from app.ui.common.panes import Divider, EmptyState, Pane
from app.ui.common.theme import current_theme, font, scaled, theme_hub
from app.ui.common.words.criteria import criterion_name
from app.ui.guide import words

RECORD = Qt.ItemDataRole.UserRole
SORT = Qt.ItemDataRole.UserRole + 1
_WIDTHS = (0, 48, 74, 74, 204)
_ROW = 44
_ALL_COLUMNS = 500
_EDGE = 8
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns, in their order."""

    RULE = 0
    CONFIRMED = 1
    DISMISSED = 2
    PRECISION = 3
    STATE = 4


_NUMBERS = frozenset({Column.CONFIRMED, Column.DISMISSED, Column.PRECISION})


class HealthModel(QAbstractTableModel):
    """One rule a row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._records: tuple[RuleRecord, ...] = ()

    def set_records(self, records: Sequence[RuleRecord]) -> None:
        """Show other records."""
        if tuple(records) != self._records:
            self.beginResetModel()
            self._records = tuple(records)
            self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self._records)

    def columnCount(self, parent: Index | None = None) -> int:
        """Number of columns."""
        return 0 if parent is not None and parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Give the words over a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return words.HEALTH_COLUMNS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the words of a cell, its record, or what it is sorted by."""
        record, column = self._records[index.row()], Column(index.column())
        if role == RECORD:
            return record
        if role == SORT:
            return _sort_key(record, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.record_words(record)
        if role == Qt.ItemDataRole.AccessibleTextRole and column is Column.RULE:
            return f"{record.rule}, {criterion_name(record.criterion)}"
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return _cell(record, column)
        return None


def _cell(record: RuleRecord, column: Column) -> str:
    return {
        Column.RULE: record.rule,
        Column.CONFIRMED: str(record.confirmed),
        Column.DISMISSED: str(record.dismissed),
        Column.PRECISION: words.precision_words(record),
        Column.STATE: words.standing_words(record),
    }[column]


def _sort_key(record: RuleRecord, column: Column) -> str | float:
    if column is Column.STATE:
        # What wants attention first: switched off, lowered, in use, too few to say.
        order = {Standing.OFF: 0, Standing.INFO: 1, Standing.KEPT: 2}
        return order[record.standing] if record.judged else 3 + 1 / (1 + record.decided)
    if column is Column.PRECISION:
        known = record.precision if record.judged else None
        return 2.0 if known is None else known
    if column in _NUMBERS:
        return float(_cell(record, column))
    return _cell(record, column).casefold()


class _Heading(QHeaderView):
    """Paints the headings, and an arrow at the one that sorts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSortIndicatorShown(False)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint one heading."""
        theme = current_theme()
        column = Column(section)
        painter.save()
        painter.fillRect(rect, theme.panel)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.line)
        sorts = section == self.sortIndicatorSection()
        painter.setFont(font(Role.HEADING if sorts else Role.LABEL_MEDIUM))
        painter.setPen(theme.ink if sorts else theme.ink2)
        text = words.HEALTH_COLUMNS[section]
        side = scaled(12) if sorts else 0
        width = QFontMetrics(painter.font()).horizontalAdvance(text)
        left = rect.left() + scaled(sizes.PANE_PADDING if column is Column.RULE else _EDGE)
        if column in _NUMBERS:
            left = rect.right() + 1 - scaled(_EDGE) - width - side
        painter.drawText(QRect(left, rect.top(), width + 2, rect.height()), _LEFT, text)
        if sorts:
            box = QRectF(left + width + 1, rect.top() + (rect.height() - side) / 2, side, side)
            down = self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
            paint_icon(painter, box, "chevron-down" if down else "chevron-up", theme.ink)
        painter.restore()


class _Delegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell from the tokens."""
        theme = current_theme()
        painter.save()
        rect = QRect(option.rect)
        column, record = Column(index.column()), index.data(RECORD)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, theme.soft if chosen else theme.paper)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.line)
        if chosen and column is Column.RULE:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), theme.accent)
        left = sizes.PANE_PADDING if column is Column.RULE else _EDGE
        area = rect.adjusted(scaled(left), 0, -scaled(_EDGE), -1)
        role, color = Role.BASE, theme.ink
        if column is Column.RULE:
            self._paint_criterion(painter, area, record)
            area.setBottom(area.center().y() + scaled(1))
            area.setTop(area.top() + scaled(3))
            role = Role.NAME
        elif column is Column.STATE:
            mark, token = _STATE_LOOK[record.standing if record.judged else None]
            side = scaled(sizes.ICON_SMALL)
            box = QRectF(area.left(), area.top() + (area.height() - side) / 2, side, side)
            paint_mark(painter, box, mark, theme)
            area.setLeft(area.left() + side + scaled(6))
            role, color = Role.LABEL_MEDIUM, theme.token(token)
        painter.setFont(font(role))
        painter.setPen(color)
        metrics = QFontMetrics(font(role))
        shown = metrics.elidedText(index.data(), Qt.TextElideMode.ElideMiddle, area.width())
        painter.drawText(area, _RIGHT if column in _NUMBERS else _LEFT, shown)
        painter.restore()

    def _paint_criterion(self, painter: QPainter, area: QRect, record: RuleRecord) -> None:
        """Paint the name of the criterion under that of the rule."""
        painter.setFont(font(Role.LABEL))
        painter.setPen(current_theme().ink3)
        below = area.adjusted(0, area.height() // 2, 0, -scaled(3))
        metrics = QFontMetrics(font(Role.LABEL))
        name = criterion_name(record.criterion)
        right = Qt.TextElideMode.ElideRight
        painter.drawText(below, _LEFT, metrics.elidedText(name, right, below.width()))


_STATE_LOOK: dict[Standing | None, tuple[Mark, str]] = {
    None: (Mark.DOTTED, "ink3"),
    Standing.KEPT: (Mark.TICK, "ink2"),
    Standing.INFO: (Mark.DOT, "info"),
    Standing.OFF: (Mark.CROSS, "bad"),
}


class HealthTable(Pane):
    """The table with a line below that tells the chosen rule in full.

    Signals:
        page_asked: the page of a criterion is wanted; carries its id.
    """

    page_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("paper", parent)
        self.model = HealthModel(self)
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(self.model)
        self._sorted.setSortRole(SORT)
        self.summary = Label("", Role.HEADING, "ink2")
        self.view = QTableView()
        self.detail = Label("", Role.LABEL, "ink2", wrap=True)
        self.open_page = Button("", icon_name="book-open")
        self.open_page.clicked.connect(self._ask_page)
        self._set_up_view()
        explained = Label(words.HEALTH_EXPLAINED, Role.LABEL, "ink3", wrap=True)
        head = QVBoxLayout()
        head.setContentsMargins(sizes.PANE_PADDING, 10, sizes.PANE_PADDING, 10)
        head.setSpacing(2)
        head.addWidget(self.summary)
        head.addWidget(explained)
        foot = QHBoxLayout()
        foot.setContentsMargins(sizes.PANE_PADDING, 10, sizes.PANE_PADDING, 12)
        foot.setSpacing(12)
        foot.addWidget(self.detail, 1)
        foot.addWidget(self.open_page, 0, Qt.AlignmentFlag.AlignVCenter)
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        column.addWidget(Divider())
        column.addLayout(foot)
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState("scale", words.NO_HEALTH, words.NO_HEALTH_LINES))
        self._stack.addWidget(full)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _set_up_view(self) -> None:
        view = self.view
        heading = _Heading(view)
        view.setHorizontalHeader(heading)
        view.setModel(self._sorted)
        view.setItemDelegate(_Delegate(view))
        view.setAccessibleName(words.HEALTH)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setShowGrid(False)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setTabKeyNavigation(False)
        view.verticalHeader().hide()
        self._fit()
        hub = theme_hub()
        if hub is not None:
            hub.changed.connect(self._fit)
        view.setSortingEnabled(True)
        view.sortByColumn(Column.STATE, Qt.SortOrder.AscendingOrder)
        view.selectionModel().currentChanged.connect(self._show_detail)

    def _fit(self) -> None:
        heading = self.view.horizontalHeader()
        self.view.verticalHeader().setDefaultSectionSize(scaled(_ROW))
        heading.setFixedHeight(scaled(sizes.TABLE_ROW))
        for section, width in enumerate(_WIDTHS):
            fixed = QHeaderView.ResizeMode.Fixed if width else QHeaderView.ResizeMode.Stretch
            heading.setSectionResizeMode(section, fixed)
            if width:
                heading.resizeSection(section, scaled(width))
        # The state and the line at the foot say the same figures.
        narrow = self.width() < scaled(_ALL_COLUMNS)
        for column in _NUMBERS:
            self.view.setColumnHidden(column, narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size."""
        super().resizeEvent(event)
        self._fit()

    @property
    def current(self) -> RuleRecord | None:
        """The chosen rule."""
        index = self.view.currentIndex()
        return index.data(RECORD) if index.isValid() else None

    def rows(self) -> list[str]:
        """The rules, in the order of the table."""
        proxy = self._sorted
        return [proxy.index(row, Column.RULE).data() for row in range(proxy.rowCount())]

    def set_records(self, records: Sequence[RuleRecord]) -> None:
        """Show other records; the chosen rule stays chosen."""
        before = self.current
        self.model.set_records(records)
        self._stack.setCurrentIndex(1 if records else 0)
        self.summary.setText(words.health_summary(tuple(records)))
        rules = self.rows()
        if rules:
            row = rules.index(before.rule) if before and before.rule in rules else 0
            self.view.setCurrentIndex(self._sorted.index(row, 0))

    def _show_detail(self) -> None:
        record = self.current
        if record is not None:
            self.detail.setText(words.record_words(record))
            self.open_page.set_words(criterion_name(record.criterion))

    def _ask_page(self) -> None:
        record = self.current
        if record is not None:
            self.page_asked.emit(record.criterion)
