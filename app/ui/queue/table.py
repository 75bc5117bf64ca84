"""The list of the queue: a table with a heading that sorts, moved through by keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QRect,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.desk.ports.store import QueueRow
from app.desk.queue_list import COLUMNS, Column, Order
from app.ui.common import sizes
from app.ui.common.fonts import Role
from app.ui.common.icons import paint_icon
from app.ui.common.panes import Pane
from app.ui.common.theme import current_theme, font, scaled, theme_hub
from app.ui.queue.delegate import TEXT_LEFT, QueueDelegate
from app.ui.queue.model import MISSING, NUMBERS, ROW, Index, QueueModel

WIDTHS = {
    Column.LENGTH: 84,
    Column.STATE: 152,
    Column.WORDS: 96,
    Column.TO_LOOK_AT: 112,
    Column.TIME: 124,
    Column.DUE: 122,
}
"""Widths of the columns; the name takes the rest."""
NARROW_WIDTHS = {
    Column.LENGTH: 72,
    Column.STATE: 130,
    Column.WORDS: 72,
    Column.TO_LOOK_AT: 96,
    Column.TIME: 104,
    Column.DUE: 100,
}
GOES = (Column.DUE, Column.TO_LOOK_AT, Column.WORDS, Column.TIME, Column.LENGTH)
"""Which columns go, in this order, where the name would have too little room."""
_LEAST_NAME = 300
"""So much the picture of a clip and the first words of its name take."""
_ARROW = 12
_END = 16
_SETTLE_MS = 60
"""So long the list must stand still before the files of its rows are looked at."""


class QueueHeading(QHeaderView):
    """Paints the headings, and an arrow at the one that sorts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.order = Order()
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionsMovable(False)
        self.setMinimumSectionSize(scaled(40))

    def set_order(self, order: Order) -> None:
        """Show by what the list is sorted."""
        self.order = order
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint one heading."""
        theme = current_theme()
        column = COLUMNS[section]
        painter.save()
        painter.fillRect(rect, theme.win)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.line)
        sorts = column is self.order.column
        painter.setFont(font(Role.HEADING if sorts else Role.LABEL_MEDIUM))
        painter.setPen(theme.ink if sorts else theme.ink2)
        text = self.model().headerData(section, Qt.Orientation.Horizontal)
        side = scaled(_ARROW) if sorts else 0
        width = QFontMetrics(painter.font()).horizontalAdvance(text)
        left = rect.left() + (scaled(TEXT_LEFT) if column is Column.CLIP else 0)
        if column in NUMBERS:
            left = rect.right() + 1 - scaled(_END) - width - side
        area = QRect(left, rect.top(), width + 2, rect.height() - 1)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        if sorts:
            box = QRectF(left + width + 1, rect.top() + (rect.height() - side) / 2, side, side)
            name = "chevron-down" if self.order.descending else "chevron-up"
            paint_icon(painter, box, name, theme.ink)
        painter.restore()


class _Corner(Pane):
    """Continues the heading over the scroll bar."""

    def __init__(self) -> None:
        super().__init__("win")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the line at the foot."""
        super().paintEvent(event)
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, current_theme().line)


class QueueTable(QTableView):
    """The list itself.

    Signals:
        opened: A clip is to be opened; carries its id.
        locate_asked: *Locate…* of a missing file was pressed; carries the id.
        current_changed: Another clip is current; carries its id, "" for none.
        sort_asked: A heading was pressed; carries the column.
        menu_asked: The menu of the current clip is wanted; carries a point of the screen.
        settled: Other rows are on screen and it stands still.
    """

    opened = Signal(str)
    locate_asked = Signal(str)
    current_changed = Signal(str)
    sort_asked = Signal(str)
    menu_asked = Signal(object)
    settled = Signal()

    def __init__(
        self,
        model: QueueModel,
        picture: Callable[[QueueRow], QPixmap | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rows = model
        self._hover = -1
        self._kept = ""
        self._resetting = False
        self.heading = QueueHeading(self)
        self.setHorizontalHeader(self.heading)
        self.setModel(model)
        self._delegate = QueueDelegate(picture, lambda: self._hover, self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Clips")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.heading.sectionClicked.connect(lambda at: self.sort_asked.emit(COLUMNS[at].value))
        self._corner = _Corner()
        self.addScrollBarWidget(self._corner, Qt.AlignmentFlag.AlignTop)
        self._narrow = False
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self.settled)
        self.verticalScrollBar().valueChanged.connect(self._settle.start)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._bring_back)
        self._fit()
        hub = theme_hub()
        if hub is not None:
            hub.changed.connect(self._fit)

    def current_id(self) -> str:
        """Give the id of the current clip, "" for none."""
        index = self.currentIndex()
        return index.data(ROW).id if index.isValid() else ""

    def set_current(self, clip_id: str) -> None:
        """Make a clip current and bring it on screen."""
        place = self._rows.place(clip_id)
        if place is not None:
            self._stand_on(place)

    def visible_rows(self) -> list[QueueRow]:
        """Give the rows on screen, with a few below."""
        count = self.model().rowCount()
        first = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height() - 1)
        last = count - 1 if last < 0 else min(count - 1, last + 2)
        return list(self._rows.shown[first : last + 1])

    def settle_soon(self) -> None:
        """Something changed in the rows: tell when it stands still."""
        self._settle.start()

    def set_order(self, order: Order) -> None:
        """Show by what the list is sorted; that column is always there."""
        self.heading.set_order(order)
        self._give_way()

    def set_narrow(self, *, narrow: bool) -> None:
        """Give the columns less room."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._fit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which clip is current."""
        super().currentChanged(current, previous)
        if not self._resetting:
            self.current_changed.emit(self.current_id())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; Home and End go to the ends of the list."""
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.current_id():
                self.opened.emit(self.current_id())
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End} and self.model().rowCount():
            last = self.model().rowCount() - 1
            self._stand_on(0 if key == Qt.Key.Key_Home else last)
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on *Locate…* asks for the file; elsewhere it chooses the row."""
        super().mousePressEvent(event)
        index = self._missing_under(event)
        if event.button() == Qt.MouseButton.LeftButton and index is not None:
            self.locate_asked.emit(index.data(ROW).id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens."""
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self.opened.emit(index.data(ROW).id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which row the pointer is on."""
        super().mouseMoveEvent(event)
        self._set_hover(self.rowAt(int(event.position().y())))
        hand = self._missing_under(event) is not None
        shape = Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer went away."""
        super().leaveEvent(event)
        self._set_hover(-1)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu, at the pointer or under the current row."""
        if not self.current_id():
            return
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            below = self.visualRect(self.currentIndex()).bottomLeft()
            below.setX(below.x() + scaled(TEXT_LEFT))
            self.menu_asked.emit(self.viewport().mapToGlobal(below))
        else:
            self.menu_asked.emit(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand on a row as soon as the keys come here."""
        # Before Qt does, which would make the first row current and select nothing.
        if not self.currentIndex().isValid() and self.model().rowCount():
            self._stand_on(0)
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The bar of the current row goes with the keys."""
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other rows may be on screen now."""
        super().resizeEvent(event)
        self._give_way()
        self._settle.start()

    def _stand_on(self, row: int) -> None:
        index = self.model().index(row, 0)
        # Said in full: while Ctrl is held, as in Ctrl+1, Qt would take the selection away.
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
        self.scrollTo(index)

    def _missing_under(self, event: QMouseEvent) -> QModelIndex | None:
        point = event.position().toPoint()
        index = self.indexAt(point)
        if not index.isValid() or COLUMNS[index.column()] is not Column.CLIP:
            return None
        if not index.data(MISSING):
            return None
        row = index.data(ROW)
        return index if self._delegate.hits_locate(self.visualRect(index), row, point) else None

    def _set_hover(self, row: int) -> None:
        if row == self._hover:
            return
        before, self._hover = self._hover, row
        for one in (before, row):
            if one >= 0:
                top = self.rowViewportPosition(one)
                self.viewport().update(0, top, self.viewport().width(), self.rowHeight(one))

    def _remember(self) -> None:
        self._kept = self.current_id()
        self._resetting = True

    def _bring_back(self) -> None:
        self._resetting = False
        self._hover = -1
        kept = self._rows.place(self._kept) if self._kept else None
        if kept is not None:
            self._stand_on(kept)
        elif self.model().rowCount():
            self._stand_on(0)
        else:
            self.current_changed.emit("")
        self._settle.start()

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(scaled(sizes.QUEUE_ROW))
        self.verticalScrollBar().setSingleStep(scaled(sizes.QUEUE_ROW) // 2)
        self.heading.setFixedHeight(scaled(sizes.TABLE_ROW))
        self._corner.setFixedHeight(scaled(sizes.TABLE_ROW))
        widths = NARROW_WIDTHS if self._narrow else WIDTHS
        for section, column in enumerate(COLUMNS):
            if column in widths:
                self.heading.setSectionResizeMode(section, QHeaderView.ResizeMode.Fixed)
                self.heading.resizeSection(section, scaled(widths[column]))
            else:
                self.heading.setSectionResizeMode(section, QHeaderView.ResizeMode.Stretch)
        self._give_way()

    def _give_way(self) -> None:
        """Leave out columns until the name has room; what the list is sorted by stays."""
        widths = NARROW_WIDTHS if self._narrow else WIDTHS
        left = self.viewport().width() - scaled(_LEAST_NAME) - scaled(sum(widths.values()))
        hidden: set[Column] = set()
        for column in GOES:
            if left < 0 and column is not self.heading.order.column:
                hidden.add(column)
                left += scaled(widths[column])
        for section, column in enumerate(COLUMNS):
            if self.isColumnHidden(section) != (column in hidden):
                self.setColumnHidden(section, column in hidden)
