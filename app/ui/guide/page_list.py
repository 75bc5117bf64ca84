"""The list of the guide's pages: sections, then criteria, with a mark where something is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.checks.report import State
from app.desk.guide_view import GuidePage, PageKind
from app.ui.common import sizes
from app.ui.common.fonts import Role
from app.ui.common.marks import paint_mark
from app.ui.common.theme import current_theme, font, scaled
from app.ui.common.words.criteria import STATE_MARK
from app.ui.guide import words

PAGE = Qt.ItemDataRole.UserRole
MARK = Qt.ItemDataRole.UserRole + 1
_ROW, _HEADING = 28, 30
_NUMBER = 34
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_OPEN = (State.VIOLATED, State.WEAK, State.NEEDS_HUMAN)

Index = QModelIndex | QPersistentModelIndex


class PageModel(QAbstractListModel):
    """Headings (plain words) and pages, in their order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[GuidePage | str, ...] = ()
        self._states: Mapping[str, State] = {}

    def set_pages(self, pages: Sequence[GuidePage], *, found: bool) -> None:
        """Show other pages; ``found`` ones keep the order of the search and have no headings."""
        rows: list[GuidePage | str] = []
        for kind, heading in ((PageKind.SECTION, words.SECTIONS), (PageKind.CRITERION, "")):
            own = [page for page in pages if page.kind is kind]
            if own and not found:
                rows += [heading or words.CRITERIA, *own]
        wanted = tuple(pages) if found else tuple(rows)
        if wanted != self._rows:
            self.beginResetModel()
            self._rows = wanted
            self.endResetModel()

    def set_states(self, states: Mapping[str, State]) -> None:
        """Take where the criteria of the text stand, by their ids."""
        if states != self._states:
            self._states = dict(states)
            if self._rows:
                self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def place(self, page_id: str) -> int | None:
        """The row of a page, None if it is not in the list."""
        for place, row in enumerate(self._rows):
            if isinstance(row, GuidePage) and row.id == page_id:
                return place
        return None

    def rowCount(self, parent: Index | None = None) -> int:
        """Number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if isinstance(self._rows[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the words of a row, its page, or the gravest state behind it."""
        row = self._rows[index.row()]
        if role == PAGE:
            return row if isinstance(row, GuidePage) else None
        if role == MARK:
            return self._open_state(row) if isinstance(row, GuidePage) else None
        if isinstance(row, str):
            return row if role == Qt.ItemDataRole.DisplayRole else None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return f"{row.number} {row.title}"
        return row.title if role == Qt.ItemDataRole.ToolTipRole else None

    def _open_state(self, page: GuidePage) -> State | None:
        criteria = page.links if page.kind is PageKind.SECTION else (page.id,)
        here = {self._states.get(name) for name in criteria}
        return next((state for state in _OPEN if state in here), None)


class _Delegate(QStyledItemDelegate):
    """Number, title, mark."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Size of a row in logical pixels."""
        heading = index.data(PAGE) is None
        return QSize(option.rect.width(), scaled(_HEADING if heading else _ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row from the tokens."""
        theme = current_theme()
        painter.save()
        rect = QRect(option.rect)
        page = index.data(PAGE)
        area = rect.adjusted(scaled(sizes.PANE_PADDING), 0, -scaled(8), 0)
        if page is None:
            painter.fillRect(rect, theme.paper)
            painter.setFont(font(Role.HEADING))
            painter.setPen(theme.ink2)
            painter.drawText(area.adjusted(0, scaled(6), 0, 0), _LEFT, str(index.data()))
            painter.restore()
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(rect, theme.soft if chosen else theme.hover if over else theme.paper)
        if chosen:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), theme.accent)
        state = index.data(MARK)
        if state is not None:
            side = scaled(sizes.ICON_SMALL)
            left = area.right() + 1 - side
            box = QRectF(left, rect.top() + (rect.height() - side) / 2, side, side)
            paint_mark(painter, box, STATE_MARK[state], theme)
            area.setRight(left - scaled(6))
        painter.setFont(font(Role.LABEL))
        painter.setPen(theme.ink2 if chosen else theme.ink3)
        painter.drawText(area, _LEFT, page.number)
        area.setLeft(area.left() + scaled(_NUMBER))
        role = Role.NAME if chosen else Role.BASE
        painter.setFont(font(role))
        painter.setPen(theme.ink)
        metrics = QFontMetrics(font(role))
        shown = metrics.elidedText(page.title, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, _LEFT, shown)
        painter.restore()


class PageList(QListView):
    """The list itself.

    Signals:
        page_asked: the person went to a page; carries its id.
    """

    page_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages = PageModel(self)
        self._quiet = False
        self.setModel(self.pages)
        self.setItemDelegate(_Delegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("Pages of the guide")
        self.selectionModel().currentChanged.connect(self._on_current)

    def show_pages(self, pages: Sequence[GuidePage], current: str, *, found: bool) -> None:
        """Show pages and mark the open one; nothing is asked for."""
        self._quiet = True
        self.pages.set_pages(pages, found=found)
        place = self.pages.place(current)
        if place is None:
            self.selectionModel().clear()
        else:
            self.setCurrentIndex(self.pages.index(place))
            self.scrollTo(self.currentIndex())
        self._quiet = False

    def _on_current(self, now: QModelIndex) -> None:
        page = now.data(PAGE) if now.isValid() else None
        if page is not None and not self._quiet:
            self.page_asked.emit(page.id)
