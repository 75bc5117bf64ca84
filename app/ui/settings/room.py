"""The settings room: the pages at the left, one of them at the right."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QScrollArea,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.desk.settings import Page
from app.ui.common import sizes
from app.ui.common.bars import BarHost
from app.ui.common.fonts import Role
from app.ui.common.icons import paint_icon
from app.ui.common.panes import Divider, Pane
from app.ui.common.scrolling import KeepHeight
from app.ui.common.theme import current_theme, font, scaled
from app.ui.settings.page import SettingsPage
from app.ui.settings.words import PAGES

_LIST = 200
_SCROLL_BAR = 12
_PAGE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class _PageDelegate(QStyledItemDelegate):
    """Icon and word of a page; the current one has the accent bar."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as a row of a table."""
        del index
        return QSize(option.rect.width(), scaled(sizes.TABLE_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row from the tokens."""
        theme = current_theme()
        rect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        ink = theme.ink if selected or over else theme.ink2
        painter.save()
        painter.fillRect(rect, theme.soft if selected else theme.hover if over else theme.panel)
        if selected and option.widget is not None and option.widget.hasFocus():
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), theme.accent)
        name, icon_name = PAGES[Page(index.data(_PAGE))]
        side = scaled(sizes.ICON)
        box = QRectF(rect.left() + scaled(16), rect.center().y() - side / 2, side, side)
        paint_icon(painter, box, icon_name, ink)
        painter.setFont(font(Role.NAME if selected else Role.BASE))
        painter.setPen(ink)
        words = rect.adjusted(scaled(16 + 8) + side, 0, 0, 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), name)
        painter.restore()


class SettingsRoom(Pane):
    """Shows pages; each is made when it is first wanted.

    Signals:
        page_wanted: A page is to be shown; carries its name.
    """

    page_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("paper", parent)
        self._pages: dict[str, QScrollArea] = {}
        self._widgets: list[SettingsPage] = []
        model = QStandardItemModel(self)
        for page, (name, _) in PAGES.items():
            item = QStandardItem(name)
            item.setData(page.value, _PAGE)
            item.setEditable(False)
            model.appendRow(item)
        self.list = QListView()
        self.list.setAccessibleName("Pages of the settings")
        self.list.setModel(model)
        self.list.setItemDelegate(_PageDelegate(self.list))
        self.list.setMouseTracking(True)
        self.list.setFixedWidth(scaled(_LIST))
        self.list.setFixedHeight(scaled(sizes.TABLE_ROW) * len(PAGES))
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left = Pane("panel")
        left_column = QVBoxLayout(left)
        left_column.setContentsMargins(0, 12, 0, 0)
        left_column.addWidget(self.list)
        left_column.addStretch(1)
        self.bars = BarHost()
        self._stack = QStackedWidget()
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.bars)
        right.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left)
        row.addWidget(Divider(Qt.Orientation.Vertical))
        row.addLayout(right, 1)
        self.list.selectionModel().currentChanged.connect(self._on_current)

    @property
    def page(self) -> str:
        """Name of the page that is shown, "" before any is."""
        index = self.list.currentIndex()
        return str(index.data(_PAGE)) if index.isValid() else ""

    def choose(self, page: str) -> None:
        """Choose a page."""
        at = next(place for place, one in enumerate(PAGES) if one.value == page)
        index = self.list.model().index(at, 0)
        # Said in full: a list that gets the keys makes its first row current and selects nothing.
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.list.selectionModel().setCurrentIndex(index, flag)

    def has_page(self, page: str) -> bool:
        """Tell whether a page was made."""
        return page in self._pages

    def add_page(self, page: str, widget: SettingsPage) -> None:
        """Add a page; one that does not fit is scrolled."""
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(widget)
        KeepHeight(widget)
        self._pages[page] = area
        self._widgets.append(widget)
        self._stack.addWidget(area)
        self._fit()

    def show_page(self, page: str) -> None:
        """Show a page that was made."""
        self._stack.setCurrentWidget(self._pages[page])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the pages most of the width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        beside = min(scaled(_LIST), self.width() * 3 // 10)
        self.list.setFixedWidth(beside)
        for page in self._widgets:
            page.set_room(self.width() - beside - 1 - scaled(_SCROLL_BAR))

    def _on_current(self) -> None:
        if self.page:
            self.page_wanted.emit(self.page)
