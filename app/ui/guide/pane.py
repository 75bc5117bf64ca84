"""What lies in the guide drawer: the guide to read and search, and the health of its rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.checks.guide.model import Guide
from app.checks.report import Finding, State
from app.desk.guide_view import GuideView
from app.desk.health import RuleRecord
from app.ui.common import sizes
from app.ui.common.access import announce
from app.ui.common.bars import BarContent, BarHost, Gravity
from app.ui.common.buttons import Button, IconButton
from app.ui.common.fields import Field
from app.ui.common.fonts import Role
from app.ui.common.labels import ElidedLabel, Label
from app.ui.common.panes import Divider, EmptyState, Pane, PaneHeading
from app.ui.common.segmented import Segmented
from app.ui.common.theme import scaled, theme_hub
from app.ui.guide import words
from app.ui.guide.health_table import HealthTable
from app.ui.guide.page import FindingStrip, PageView
from app.ui.guide.page_list import PageList

LIST_WIDTH = 250
ONE_LINE = 480
_READ, _HEALTH = "read", "health"
_TROUBLE = "trouble"
_EMPTY, _NOTHING, _PAGES = range(3)


class GuidePane(Pane):
    """The guide with its search, and the second tab with the rules' health.

    Signals:
        reload_asked: the guide is to be read again.
        close_asked: the drawer is to go away.
        confirm_asked: the person called the finding behind the page right.
    """

    reload_asked = Signal()
    close_asked = Signal()
    confirm_asked = Signal()

    def __init__(self, view: GuideView, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent)
        self._view = view
        self._states: Mapping[str, State] = {}
        self._low = False
        self.setAccessibleName(words.TITLE)
        self.heading = PaneHeading("panel")
        self._name = ElidedLabel("", Role.LABEL, "ink3", elide=Qt.TextElideMode.ElideRight)
        self.reload = Button(words.RELOAD, icon_name="refresh-cw")
        self.reload.set_help(words.RELOAD_HELP)
        self.close_button = IconButton("x", words.CLOSE, key="Esc", width=28)
        for widget, stretch in (
            (Label(words.TITLE, Role.HEADING_BASE), 0),
            (self._name, 1),
            (self.reload, 0),
            (self.close_button, 0),
        ):
            self.heading.row.addWidget(widget, stretch)
        self.bars = BarHost()
        self.tabs = Segmented("View", ((_READ, words.READING), (_HEALTH, words.HEALTH)))
        self.field = Field(words.SEARCH)
        self.list = PageList()
        self.list.setFixedWidth(scaled(LIST_WIDTH))
        self.page = PageView()
        self.strip = FindingStrip()
        self.health = HealthTable()
        self._pages = QStackedWidget()
        self._views = QStackedWidget()
        self._build()
        self._connect()
        self.show_finding(None, confirmed=False)
        self._refresh()
        hub = theme_hub()
        if hub is not None:
            hub.changed.connect(self._fit)

    def _build(self) -> None:
        tools = QHBoxLayout()
        tools.setContentsMargins(sizes.PANE_PADDING, 8, sizes.PANE_PADDING, 8)
        tools.setSpacing(12)
        tools.addWidget(self.tabs)
        tools.addWidget(self.field, 1)
        tools.addStretch()
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(Divider(Qt.Orientation.Vertical))
        row.addWidget(self.page, 1)
        empty = EmptyState("book-open", words.NO_GUIDE, (words.NO_GUIDE_LINE,))
        nothing = EmptyState("search", words.NOTHING_FOUND, (words.NOTHING_FOUND_LINE,))
        for widget in (empty, nothing, both):
            self._pages.addWidget(widget)
        reading = QWidget()
        column = QVBoxLayout(reading)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self._pages, 1)
        self._views.addWidget(reading)
        self._views.addWidget(self.health)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.heading)
        outer.addWidget(self.bars)
        outer.addLayout(tools)
        outer.addWidget(Divider())
        outer.addWidget(self._views, 1)

    def _connect(self) -> None:
        self.reload.clicked.connect(self.reload_asked)
        self.close_button.clicked.connect(self.close_asked)
        self.tabs.value_changed.connect(self._on_tab)
        self.field.textEdited.connect(self._on_search)
        self.field.installEventFilter(self)
        self.list.page_asked.connect(self.open_page)
        self.page.page_asked.connect(self.open_page)
        self.health.page_asked.connect(self.open_page)
        self.strip.confirmed.connect(self.confirm_asked)
        self.bars.pressed.connect(lambda bar_id, _key: self.bars.remove(bar_id))

    # -- what it is given

    def show_guide(self, guide: Guide | None) -> None:
        """Show a guide."""
        if guide is not None and guide is not self._view.guide:
            self._view.set_guide(guide)
        self._name.set_words(words.guide_name(guide) if guide is not None else "")
        self._refresh(again=True)

    def show_finding(self, finding: Finding | None, *, confirmed: bool) -> None:
        """Show the finding that the drawer was opened for, or none."""
        self.strip.set_finding(finding, confirmed=confirmed)

    def show_states(self, states: Mapping[str, State]) -> None:
        """Show where the criteria of the text stand, by their ids."""
        if states != self._states:
            self._states = dict(states)
            self.list.pages.set_states(self._states)
            self._refresh(again=True)

    def show_health(self, records: Sequence[RuleRecord]) -> None:
        """Show how the rules fared."""
        self.health.set_records(records)

    def set_reloading(self, *, reloading: bool) -> None:
        """Say that the guide is being read."""
        self.reload.set_words(words.RELOADING if reloading else words.RELOAD)
        self.reload.set_unavailable(words.RELOADING if reloading else "")

    def show_trouble(self, error: Exception) -> None:
        """Say that the guide was not reloaded, and why."""
        problem = words.not_reloaded(error, self._view.guide)
        self.bars.show_bar(
            BarContent(
                id=_TROUBLE,
                gravity=Gravity.WEAK,
                sentence=problem.sentence,
                detail=problem.detail,
                buttons=(("close", "Close"),),
            )
        )

    def clear_trouble(self) -> None:
        """The guide was read without trouble."""
        self.bars.remove(_TROUBLE)

    def open_page(self, page_id: str) -> None:
        """Show a page by its id or a section by its number."""
        if self._view.open(page_id):
            self.tabs.set_value(_READ)
            self._views.setCurrentIndex(0)
            self.field.setVisible(True)
            self.field.setText(self._view.query)
            self._refresh()

    def open_health(self) -> None:
        """Show the health of the rules."""
        self.tabs.set_value(_HEALTH)
        self._on_tab(_HEALTH)

    def set_low(self, low: bool) -> None:
        """Tighten for low windows."""
        self._low = low
        self.heading.set_low(low)
        self._fit_width()

    # -- inside

    def _fit(self) -> None:
        """Follow the text size; a page lays itself out when it is made."""
        self._fit_width()
        self.list.scheduleDelayedItemsLayout()
        self._refresh(again=True)

    def _fit_width(self) -> None:
        """Leave the page the larger part where large text makes the drawer narrow."""
        self.list.setFixedWidth(min(scaled(LIST_WIDTH), self.width() * 9 // 20))
        self.strip.set_low(self._low and self.width() >= scaled(ONE_LINE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size."""
        super().resizeEvent(event)
        self._fit_width()

    def _refresh(self, *, again: bool = False) -> None:
        view = self._view
        page = view.page
        shown = view.shown
        if view.guide is None or page is None:
            self._pages.setCurrentIndex(_EMPTY)
            return
        self._pages.setCurrentIndex(_PAGES if shown else _NOTHING)
        self.list.show_pages(shown, page.id, found=bool(view.query.strip()))
        if page != self.page.page or again:
            linked = tuple((name, view.title_of(name)) for name in page.links)
            now = self._states.get(page.criterion.id) if page.criterion is not None else None
            self.page.show_page(page, linked, now)

    def _on_search(self, query: str) -> None:
        self._view.search(query)
        self._refresh()

    def _on_tab(self, key: str) -> None:
        self._views.setCurrentIndex(1 if key == _HEALTH else 0)
        self.field.setVisible(key == _READ)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys in the search field walk the list, page keys scroll the page."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self._view.step(step)
                self._refresh()
                page = self._view.page
                if page is not None:
                    announce(self.page, f"{page.number} {page.title}")
                return True
            turn = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()))
            if turn is not None:
                bar = self.page.verticalScrollBar()
                bar.setValue(bar.value() + turn * bar.pageStep())
                return True
        return super().eventFilter(watched, event)
