"""The rubric sidebar: heading, facts, criteria and the finding at hand."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.ui.common import sizes
from app.ui.common.fonts import Role
from app.ui.common.labels import ElidedLabel, Label
from app.ui.common.marks import Mark
from app.ui.common.panes import Pane, PaneHeading
from app.ui.common.signs import MarkSign
from app.ui.common.theme import current_theme, scaled
from app.ui.common.words.criteria import put_aside_words
from app.ui.rubric.card import FindingView
from app.ui.rubric.facts import FactsPanel
from app.ui.rubric.link import ListLink
from app.ui.rubric.model import RubricState
from app.ui.rubric.put_aside import PutAsideList
from app.ui.rubric.rows import CriteriaList

NARROW_PADDING = 12
"""Padding of the sidebar at 288 px, in logical pixels."""

_NARROW = 304


class RubricSidebar(Pane):
    """What the rubric says about the caption. Give it states, listen to what the person wants.

    Signals:
        finding_selected: the person went to a finding; carries its index.
        finding_dismissed: carries index, reason and scope (values of the desk's enums).
        suggestion_chosen: carries the index of a spelling finding and the spelling.
        fact_changed: carries the name of a tick and its new `Ternary`.
        names_changed: carries the tuple of names allowed.
        titles_changed: carries the tuple of titles forbidden.
        cue_hovered: the pointer came to a criterion; carries its id, or None when it left.
        guide_requested: carries a section of the guide, such as `5.1`.
        take_back_asked: carries the id of a dismissal that is to be taken back.
    """

    finding_selected = Signal(int)
    finding_dismissed = Signal(int, str, str)
    suggestion_chosen = Signal(int, str)
    fact_changed = Signal(str, object)
    names_changed = Signal(object)
    titles_changed = Signal(object)
    cue_hovered = Signal(object)
    guide_requested = Signal(str)
    take_back_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent)
        self._state = RubricState()
        self._floating = False
        self.setAccessibleName("Rubric")
        self.heading = PaneHeading("panel")
        self._guide = ElidedLabel("", Role.LABEL, "ink3", elide=Qt.TextElideMode.ElideRight)
        self._mark = MarkSign(Mark.DOTTED)
        self._count = Label("", Role.HEADING)
        self.heading.row.addWidget(Label("Rubric", Role.HEADING_BASE))
        self.heading.row.addWidget(self._guide, 1)
        self.heading.row.addWidget(self._mark)
        self.heading.row.addWidget(self._count)
        self.facts = FactsPanel()
        self.criteria = CriteriaList()
        self.card = FindingView()
        self._aside = QWidget()
        self.put_aside = ListLink(self._aside)
        row = QHBoxLayout(self._aside)
        row.addWidget(self.put_aside)
        row.addStretch(1)
        self._aside.hide()
        self._list: PutAsideList | None = None
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self.criteria)
        self._area.viewport().setAutoFillBackground(False)
        self.criteria.setAutoFillBackground(False)
        self._area.viewport().installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.heading, self.facts):
            column.addWidget(widget)
        column.addWidget(self._area, 1)
        column.addWidget(self._aside)
        column.addWidget(self.card)
        self._connect()
        self.set_state(self._state)

    def _connect(self) -> None:
        self.facts.fact_changed.connect(self.fact_changed)
        self.facts.names_changed.connect(self.names_changed)
        self.facts.titles_changed.connect(self.titles_changed)
        self.criteria.criterion_chosen.connect(self._on_criterion)
        self.criteria.criterion_hovered.connect(self._on_hover)
        self.criteria.line_wanted.connect(self._on_line_wanted)
        self.card.stepped.connect(self.step)
        self.card.guide_requested.connect(self.guide_requested)
        self.card.dismissed.connect(self._on_dismissed)
        self.card.suggestion_chosen.connect(self._on_suggestion)
        self.put_aside.clicked.connect(self._open_put_aside)

    @property
    def state(self) -> RubricState:
        """What it shows."""
        return self._state

    def set_state(self, state: RubricState) -> None:
        """Show another state; only what differs is painted again."""
        self._state = state
        self._guide.set_words(state.guide_title)
        if state.heading_words != self._count.text():
            self._count.setText(state.heading_words)
        self._mark.set_mark(state.heading_mark)
        self.facts.set_facts(state.facts)
        self.criteria.set_state(state)
        self.card.set_state(state)
        self._show_put_aside()

    def step(self, by: int) -> None:
        """Go to the next (1) or the previous (-1) finding, round and round; `F8` calls this."""
        count = len(self._state.findings)
        if not count:
            return
        now = self._state.current
        following = (0 if by > 0 else count - 1) if now is None else (now + by) % count
        self.finding_selected.emit(following)

    @property
    def put_aside_list(self) -> PutAsideList | None:
        """The small window of what was put aside, None before it was first opened."""
        return self._list

    def _show_put_aside(self) -> None:
        """Keep one quiet line while something is put aside; typing does not change how much is."""
        rows = self._state.put_aside
        words = put_aside_words(len(rows)) if rows else ""
        if words != self.put_aside.text():
            self.put_aside.setText(words)
            self.put_aside.setAccessibleName(words)
            self.put_aside.updateGeometry()
            self._aside.setVisible(bool(rows))
        if self._list is not None:
            self._list.set_rows(rows)

    def _open_put_aside(self) -> None:
        if self._list is None:
            self._list = PutAsideList(self)
            self._list.take_back_asked.connect(self.take_back_asked)
        self._list.set_rows(self._state.put_aside)
        self._list.open_at(self._aside.mapToGlobal(QPoint(self._aside.width(), 0)))

    def set_low(self, low: bool) -> None:
        """Tighten for windows below 800 px: heading, rows, facts in one line."""
        self.heading.set_low(low)
        self.facts.set_low(low)
        self.criteria.set_low(low)

    def set_floating(self, floating: bool) -> None:
        """Draw a line at the left edge while the sidebar lies over the text."""
        self._floating = floating
        self.setContentsMargins(1 if floating else 0, 0, 0, 0)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the widget from the tokens."""
        super().paintEvent(event)
        if self._floating:
            QPainter(self).fillRect(0, 0, 1, self.height(), current_theme().btn)

    def set_keys(self, facts: tuple[str, ...], next_finding: str) -> None:
        """Show the person's own keys: those of the six facts, and that of the next finding."""
        self.facts.set_keys(facts)
        self.card.set_keys(next_finding)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch the widget above."""
        if event.type() == QEvent.Type.Resize:
            self._tell_room()
            padding = NARROW_PADDING if self.width() < scaled(_NARROW) else sizes.PANE_PADDING
            for part in (self.facts, self.criteria, self.card):
                part.set_padding(padding)
            self.heading.row.setContentsMargins(scaled(padding), 0, scaled(padding), 1)
            row = self._aside.layout()
            if row is not None:
                row.setContentsMargins(scaled(padding), 0, scaled(padding), scaled(4))
        return super().eventFilter(watched, event)

    def _tell_room(self) -> None:
        """Count the line of what is put aside in always: its coming must not fold anything."""
        coming = self._aside.sizeHint().height() if self._aside.isHidden() else 0
        self.criteria.set_room(self._area.viewport().height() - coming)

    def _on_criterion(self, criterion: str) -> None:
        index = self._state.first_finding_of(criterion)
        if index is not None:
            self.finding_selected.emit(index)

    def _on_line_wanted(self, top: int, height: int) -> None:
        self._area.ensureVisible(0, top + height // 2, 0, height)

    def _on_hover(self, criterion: str) -> None:
        self.cue_hovered.emit(criterion or None)

    def _on_dismissed(self, reason: str, scope: str) -> None:
        if self._state.current is not None:
            self.finding_dismissed.emit(self._state.current, reason, scope)

    def _on_suggestion(self, words: str) -> None:
        if self._state.current is not None:
            self.suggestion_chosen.emit(self._state.current, words)
