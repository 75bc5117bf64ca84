"""What is true of the clip: six pills and two lists, or one line about them in low windows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.clip import TICKS, ClipFacts, Ternary
from app.ui.common import sizes
from app.ui.common.buttons import IconButton
from app.ui.common.fonts import Role
from app.ui.common.keyhint import hint_words
from app.ui.common.marks import Mark, paint_mark
from app.ui.common.panes import Pane
from app.ui.common.pills import FactPill
from app.ui.common.theme import current_theme, font, scaled, theme_hub
from app.ui.common.words.facts import FACT_HELP, FACT_WORDS
from app.ui.common.words.formats import counted
from app.ui.rubric.link import ListLink
from app.ui.rubric.lists import ListEditor

_TOP = 10
_HEAD = 20
_PILL_GAP = 6
_BOTTOM = 11
_FOLDED = 36


def names_words(names: Sequence[str]) -> str:
    """How many names the clip allows: "no names", "2 names"."""
    return counted(len(names), "name") if names else "no names"


def titles_words(titles: Sequence[str]) -> str:
    """How many titles are forbidden: "no titles", "1 title"."""
    return counted(len(titles), "title") if titles else "no titles"


def summary_parts(facts: ClipFacts) -> tuple[tuple[Mark, str], ...]:
    """The one line of low windows: "4 yes, 1 no, 1 to tick", each with its mark."""
    values = [getattr(facts, tick) for tick in TICKS]
    told = (
        (Mark.TICK, values.count(Ternary.YES), "yes"),
        (Mark.CROSS, values.count(Ternary.NO), "no"),
        (Mark.QUESTION, values.count(Ternary.UNKNOWN), "to tick"),
    )
    return tuple((mark, f"{count} {words}") for mark, count, words in told if count)


class FactsPanel(Pane):
    """The part *In this clip* of the sidebar.

    Signals:
        fact_changed: a pill was ticked; carries its name and the new `Ternary`.
        names_changed: carries the new tuple of names.
        titles_changed: carries the new tuple of titles.
        height_changed: it needs more or less room now.
    """

    fact_changed = Signal(str, object)
    names_changed = Signal(object)
    titles_changed = Signal(object)
    height_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent)
        self._facts = ClipFacts()
        self._padding = sizes.PANE_PADDING
        self._low = False
        self._open = False
        self._keys = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("In this clip")
        self.pills: dict[str, FactPill] = {}
        for name in TICKS:
            pill = FactPill(FACT_WORDS[name], self, explanation=FACT_HELP[name])
            pill.answered.connect(partial(self.fact_changed.emit, name))
            self.pills[name] = pill
        self.names = ListLink(self)
        self.titles = ListLink(self)
        self.names.clicked.connect(self._edit_names)
        self.titles.clicked.connect(self._edit_titles)
        self.chevron = IconButton(
            "chevron-down", "Show the facts", width=24, height=24, parent=self
        )
        self.chevron.clicked.connect(self._toggle)
        self._name_editor: ListEditor | None = None
        self._title_editor: ListEditor | None = None
        self._name_lists()
        self._arrange()
        hub = theme_hub()
        if hub is not None:
            hub.changed.connect(self._arrange)

    @property
    def folded(self) -> bool:
        """Whether only the one line is shown."""
        return self._low and not self._open

    def set_facts(self, facts: ClipFacts) -> None:
        """Show other facts; nothing is emitted."""
        if facts == self._facts:
            return
        self._facts = facts
        for name, pill in self.pills.items():
            pill.set_value(getattr(facts, name))
        self._name_lists()
        self._arrange()
        self.update()

    def set_keys(self, keys: Sequence[str]) -> None:
        """The keys of the six pills; said at the right of the heading and in the tooltips."""
        for pill, key in zip(self.pills.values(), keys, strict=False):
            pill.set_key(key)
        usual = [f"Alt+{number}" for number in range(1, 7)]
        self._keys = "Alt 1 … 6" if list(keys) == usual else hint_words(keys[0]) if keys else ""
        self.update()

    def set_low(self, low: bool) -> None:
        """Fold into one line, for windows below 800 px."""
        if low != self._low:
            self._low = low
            self._open = False
            self._arrange()

    def set_padding(self, padding: int) -> None:
        """Padding at the sides in logical pixels at 100 %."""
        if padding != self._padding:
            self._padding = padding
            self._arrange()

    def tick(self, number: int) -> None:
        """Tick the pill of a number from 1 to 6, as its key does."""
        list(self.pills.values())[number - 1].click()

    def _name_lists(self) -> None:
        for link, words, name in (
            (self.names, names_words(self._facts.names_allowed), "Names allowed"),
            (self.titles, titles_words(self._facts.titles_forbidden), "Titles forbidden"),
        ):
            link.setText(words)
            link.setToolTip(name)
            link.setAccessibleName(f"{name}, {words}")

    def _edit_names(self) -> None:
        if self._name_editor is None:
            self._name_editor = ListEditor(
                "Names allowed", "People and brands that are clearly visible or named.", self
            )
            self._name_editor.changed.connect(self.names_changed)
        self._name_editor.open_at(_below(self.names), self._facts.names_allowed)

    def _edit_titles(self) -> None:
        if self._title_editor is None:
            self._title_editor = ListEditor(
                "Titles forbidden",
                "Show or film; other names of it behind a bar: Title | Alias.",
                self,
            )
            self._title_editor.changed.connect(self.titles_changed)
        self._title_editor.open_at(_below(self.titles), self._facts.titles_forbidden)

    def _toggle(self) -> None:
        self._open = not self._open
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Flow the pills over as many lines as they need."""
        folded = self.folded
        left, right = scaled(self._padding), self.width() - scaled(self._padding)
        head = scaled(_FOLDED - 1) if folded else scaled(_TOP + _HEAD + 6)
        middle = head // 2 if folded else scaled(_TOP) + scaled(_HEAD) // 2
        self.chevron.setVisible(self._low)
        self.chevron.resize(self.chevron.sizeHint())
        self.chevron.move(
            right + scaled(4) - self.chevron.width(), middle - self.chevron.height() // 2
        )
        words = "Show the facts" if folded else "Fold the facts"
        self.chevron.set_icon_name("chevron-down" if folded else "chevron-up", words)
        x = left + QFontMetrics(font(Role.HEADING)).horizontalAdvance(_HEADING) + scaled(12)
        for link in (self.names, self.titles):
            link.setVisible(not folded)
            link.resize(link.sizeHint())
            link.move(x, middle - link.height() // 2)
            x += link.width() + scaled(10)
        x, y = left, head
        for pill in self.pills.values():
            pill.setVisible(not folded)
            size = pill.sizeHint()
            if x + size.width() > right and x > left:
                x, y = left, y + size.height() + scaled(_PILL_GAP)
            pill.resize(size)
            pill.move(x, y)
            x += size.width() + scaled(8)
        needed = scaled(_FOLDED) if folded else y + scaled(sizes.PILL + _BOTTOM)
        if needed != self.height() or needed != self.minimumHeight():
            self.setFixedHeight(needed)
            self.height_changed.emit()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a press of the pointer."""
        if self.folded and event.button() == Qt.MouseButton.LeftButton:
            self._toggle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the widget from the tokens."""
        super().paintEvent(event)
        theme = current_theme()
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.line)
        left, right = scaled(self._padding), self.width() - scaled(self._padding)
        top = 0 if self.folded else scaled(_TOP)
        height = self.height() - 1 if self.folded else scaled(_HEAD)
        area = QRectF(left, top, right - left, height)
        painter.setFont(font(Role.HEADING))
        painter.setPen(theme.ink2)
        painter.drawText(area, _LEFT, _HEADING)
        if self.folded:
            x = left + painter.fontMetrics().horizontalAdvance(_HEADING) + scaled(10)
            self._paint_summary(painter, x, area)
        elif self._keys and not self._low and self._hints():
            painter.setFont(font(Role.SMALL))
            painter.drawText(area, _RIGHT, self._keys)

    def _hints(self) -> bool:
        hub = theme_hub()
        return hub is None or hub.key_hints

    def _paint_summary(self, painter: QPainter, x: float, area: QRectF) -> None:
        theme = current_theme()
        side = scaled(12)
        painter.setFont(font(Role.LABEL))
        for mark, words in summary_parts(self._facts):
            box = QRectF(x, area.y() + (area.height() - side) / 2, side, side)
            paint_mark(painter, box, mark, theme)
            painter.setPen(theme.ink)
            x += side + scaled(4)
            width = painter.fontMetrics().horizontalAdvance(words)
            painter.drawText(QRectF(x, area.y(), width + 1, area.height()), _LEFT, words)
            x += width + scaled(9)


_HEADING = "In this clip"
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


def _below(widget: QWidget) -> QPoint:
    return widget.mapToGlobal(QPoint(0, widget.height()))
