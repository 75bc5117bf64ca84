"""The queue room: filter and search, the list, and one clip in short beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.desk.ports.store import QueueRow
from app.desk.queue_list import Group
from app.ui.common import sizes
from app.ui.common.bars import BarHost
from app.ui.common.fields import Choice, Field
from app.ui.common.icons import paint_icon
from app.ui.common.keyhint import hint_size, hint_words, paint_hint
from app.ui.common.panes import EmptyState, Pane, PaneHeading
from app.ui.common.segmented import Segmented
from app.ui.common.theme import current_theme, scaled, theme_hub
from app.ui.queue import words
from app.ui.queue.empty import EmptyQueue
from app.ui.queue.model import QueueModel
from app.ui.queue.preview import WIDTH, Preview
from app.ui.queue.table import QueueTable

_SEARCH = 220
_LEAST_SEARCH = 140
_NARROW = 1400
_NO_PREVIEW = 1180
_NARROW_PREVIEW = 288
_LOW = 800
_ICON_LEFT = 9


class SearchField(Field):
    """A field with a glass in front and its key behind.

    Signals:
        left_down: Down or Enter was pressed: the keys go on to the list.
    """

    left_down = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Search clips", parent=parent)
        self._key = ""
        self._fit()

    def set_key(self, key: str) -> None:
        """Show the person's own key."""
        self._key = key
        self.update()

    def _fit(self) -> None:
        super()._fit()
        self.setTextMargins(scaled(sizes.ICON_SMALL + _ICON_LEFT), 0, 0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down and Enter go to the list."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.left_down.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint glass and key over the field."""
        super().paintEvent(event)
        theme = current_theme()
        painter = QPainter(self)
        side = scaled(sizes.ICON_SMALL)
        box = QRectF(scaled(_ICON_LEFT), (self.height() - side) / 2, side, side)
        paint_icon(painter, box, "search", theme.ink2)
        hub = theme_hub()
        if self._key and not self.text() and (hub is None or hub.key_hints):
            key = hint_words(self._key)
            size = hint_size(key)
            left = self.width() - size.width() - scaled(6)
            said = QFontMetrics(self.font()).horizontalAdvance(self.placeholderText())
            if left < scaled(2 * _ICON_LEFT + sizes.ICON_SMALL) + said:
                return  # it would lie on the words
            top = (self.height() - size.height()) / 2
            paint_hint(painter, QRectF(left, top, size.width(), size.height()), key, theme)


class QueueRoom(Pane):
    """Puts list and preview together and decides nothing.

    Signals:
        group_chosen: Another filter was chosen; carries its key.
        searched: The search changed; carries its words.
    """

    group_chosen = Signal(str)
    searched = Signal(str)

    def __init__(
        self,
        now: Callable[[], datetime],
        picture: Callable[[QueueRow], QPixmap | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("win", parent)
        self.model = QueueModel(now, self)
        self.table = QueueTable(self.model, picture)
        self.preview = Preview()
        self.empty = EmptyQueue()
        self.bars = BarHost()
        self.groups = Segmented(
            "Show", tuple((group.value, words.GROUPS[group]) for group in Group)
        )
        self.group_list = Choice("Show")
        for group in Group:
            self.group_list.addItem(words.GROUPS[group], group.value)
        self.group_list.hide()
        self.search = SearchField()
        self.search.setMaximumWidth(scaled(_SEARCH))
        self._beside = True
        self._over = False
        heading = PaneHeading("win")
        heading.row.addWidget(self.groups)
        heading.row.addWidget(self.group_list)
        heading.row.addStretch(1)
        heading.row.addWidget(self.search, 2)
        self._heading = heading
        self._none = EmptyState("search", words.NOTHING_FOUND, ("",), (("all", words.SHOW_ALL),))
        self._none.pressed.connect(lambda _key: self.show_all())
        self._lists = QStackedWidget()
        self._lists.addWidget(self.table)
        self._lists.addWidget(self._none)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(heading)
        column.addWidget(self._lists, 1)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(left)
        self._split.addWidget(self.preview)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 0)
        self._reading = EmptyState("list-video", words.READING, ground="win")
        self._pages = QStackedWidget()
        for page in (Pane("win"), self._reading, self.empty, self._split):
            self._pages.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.bars)
        outer.addWidget(self._pages, 1)
        self.groups.value_changed.connect(self._choose_group)
        self.group_list.activated.connect(
            lambda at: self._choose_group(str(self.group_list.itemData(at)))
        )
        self.search.textChanged.connect(self.searched)
        self.search.left_down.connect(self.focus_list)
        self.model.modelReset.connect(self._show_list)

    def show_counts(self, counts: Mapping[Group, int]) -> None:
        """Show how many clips each filter lets through; without any, the first start."""
        for group, count in counts.items():
            shown = f"{words.GROUPS[group]}  {count:,}"
            self.groups.set_words(group.value, shown)
            self.group_list.setItemText(self.group_list.findData(group.value), shown)
        self._pages.setCurrentWidget(self._split if counts.get(Group.ALL) else self.empty)

    def set_group(self, group: Group) -> None:
        """Show which filter holds; nothing is emitted."""
        self.groups.set_value(group.value)
        self.group_list.setCurrentIndex(self.group_list.findData(group.value))

    @property
    def nothing(self) -> EmptyState | None:
        """What is said where nothing matches, None while something does."""
        return self._none if self._lists.currentWidget() is self._none else None

    def show_all(self) -> None:
        """Clear filter and search, and go back to the list."""
        self.search.clear()
        self._choose_group(Group.ALL.value)
        self.focus_list()

    def show_reading(self) -> None:
        """Say that the clips are still being read, if they are."""
        if self._pages.currentIndex() == 0:
            self._pages.setCurrentWidget(self._reading)

    @property
    def lists(self) -> bool:
        """Whether there is a list to show."""
        return self._pages.currentWidget() is self._split

    def set_keys(self, find: str, keys: dict[str, str]) -> None:
        """Show the person's own keys."""
        self.search.set_key(find)
        self.empty.set_keys(keys)

    def focus_search(self) -> None:
        """Bring the keys to the search."""
        if self.lists:
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.selectAll()

    def focus_list(self) -> None:
        """Bring the keys to the list, or to the first button of an empty queue."""
        if self.lists:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._pages.currentWidget() is self.empty:
            self.empty.buttons["sample"].setFocus(Qt.FocusReason.OtherFocusReason)

    def close_topmost(self) -> bool:
        """Shut the pane that lies over the list, else empty the search; gives whether it did."""
        if self._over and not self.preview.isHidden():
            self.toggle_preview()
            return True
        if not self.search.text():
            return False
        self.search.clear()
        self.focus_list()
        return True

    def toggle_preview(self) -> None:
        """Show or hide the pane with the clip; where there is no room it lies over the list."""
        hidden = self.preview.isHidden()
        self.preview.setVisible(hidden)
        if not self._over:
            self._beside = hidden
        if hidden:
            self._fit()
        elif self.lists:
            self.focus_list()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the pane with the clip give way."""
        super().resizeEvent(event)
        over = self.width() < scaled(_NO_PREVIEW)
        if over != self._over:
            self._over = over
            self.preview.set_over(over)
            if over:
                self.preview.setParent(self)
            else:
                self._split.addWidget(self.preview)
            self.preview.setVisible(not over and self._beside)
        self._heading.set_low(self.window().height() < scaled(_LOW))
        self._fit()

    def _choose_group(self, group: str) -> None:
        self.set_group(Group(group))
        self.group_chosen.emit(group)

    def _fit(self) -> None:
        narrow = self.width() < scaled(_NARROW)
        width = scaled(_NARROW_PREVIEW if narrow else WIDTH)
        self.preview.setFixedWidth(width)
        self.table.set_narrow(narrow=narrow)
        # The parts stand side by side where they fit, with room to search; else they are a list.
        beside = 0 if self._over or self.preview.isHidden() else width
        if beside:  # of itself the splitter may give the pane more than the width it can have
            self._split.setSizes([self.width() - self._split.handleWidth() - width, width])
        room = self.width() - beside - scaled(2 * sizes.PANE_PADDING + _LEAST_SEARCH)
        listed = self.groups.sizeHint().width() > room
        self.groups.setVisible(not listed)
        self.group_list.setVisible(listed)
        if self._over and not self.preview.isHidden():
            self.preview.setGeometry(self.width() - width, 0, width, self.height())
            self.preview.raise_()

    def _show_list(self) -> None:
        if self.model.rowCount():
            self._lists.setCurrentWidget(self.table)
            return
        self._none.set_line(words.nothing_line(self.model.group, self.model.search))
        self._lists.setCurrentWidget(self._none)
