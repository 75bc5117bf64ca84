"""The pane at the right: the intervals of what is selected, and what can be done with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.desk.hours_lines import Line, LineKind
from app.timekeeping.corrections import GapAnswer
from app.ui.common.access import announce
from app.ui.common.buttons import Button
from app.ui.common.fonts import Role
from app.ui.common.labels import ElidedLabel, Label
from app.ui.common.panes import Divider, EmptyState, Pane, PaneHeading
from app.ui.common.theme import scaled
from app.ui.hours.form import CorrectionForm
from app.ui.hours.lines_view import LinesView

CHANGE, SPLIT, ADD, REMOVE, UNDO = "change", "split", "add", "remove", "undo"
OTHER = "other"

_RING = 5
_HINT = "A correction keeps what was there before, and your reason."


class Side(Pane):
    """Heading, intervals, and a foot with buttons or the form.

    Signals:
        asked: A correction is wanted; carries one of the words above.
        answered: A gap is answered; carries a ``GapAnswer`` or OTHER.
    """

    asked = Signal(str)
    answered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent)
        self.heading = PaneHeading()
        self._title = ElidedLabel("", Role.HEADING_BASE)
        self._sum = Label("", Role.LABEL, "ink2")
        self.heading.row.addWidget(self._title, 1)
        self.heading.row.addWidget(self._sum)
        self.lines = LinesView()
        self.lines.setMinimumHeight(scaled(56))
        self.empty = EmptyState("clock", "Nothing selected.", ground="panel")
        self.form = CorrectionForm()
        self.form.hide()
        self._foot = Pane("paper")
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(16 - _RING, 12, 16 - _RING, 12 - _RING)
        foot.setSpacing(8 - _RING)
        self._hint = Label(_HINT, Role.LABEL, "ink2", wrap=True)
        self._hint.setContentsMargins(_RING, 0, _RING, 0)
        foot.addWidget(self._hint)
        self.buttons = {
            CHANGE: Button("Change…"),
            SPLIT: Button("Split…"),
            ADD: Button("Add…", icon_name="plus"),
            REMOVE: Button("Remove…"),
            UNDO: Button("Undo", icon_name="undo-2"),
        }
        self._corrections = QWidget()
        _in_rows(
            self._corrections,
            [self.buttons[k] for k in (CHANGE, SPLIT, REMOVE)],
            [self.buttons[k] for k in (ADD, UNDO)],
        )
        for key, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, key=key: self.asked.emit(key))
        self.answers = {
            GapAnswer.KEEP.value: Button("Keep"),
            GapAnswer.DISCARD.value: Button("Discard"),
            GapAnswer.CLIENT_TOOL.value: Button("Client's tool"),
            OTHER: Button("Other work…"),
        }
        self._answers = QWidget()
        buttons = list(self.answers.values())
        _in_rows(self._answers, buttons[:2], buttons[2:])
        for key, button in self.answers.items():
            button.clicked.connect(lambda _checked=False, key=key: self.answered.emit(key))
        foot.addWidget(self._corrections)
        foot.addWidget(self._answers)
        self._line_of_foot = Divider()
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        column.addWidget(self.lines, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(self._line_of_foot)
        column.addWidget(self.form)
        column.addWidget(self._foot)
        self.lines.chosen.connect(self._fit)
        self.form.left.connect(self.close_form)
        self._fit(None)

    def show_selection(
        self,
        title: str,
        total: str,
        lines: Sequence[Line],
        titles: Mapping[str, str],
        current: str,
    ) -> None:
        """Show the lines of another selection."""
        self._title.set_words(title)
        self._sum.setText(total)
        self.heading.setVisible(bool(title))
        self.lines.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        self.lines.show_lines(lines, titles, current)

    def show_nothing(self, words: str) -> None:
        """Say why there is nothing to show."""
        fresh = EmptyState("clock", words, ("Add what the clock did not see.",), ground="panel")
        self._column.replaceWidget(self.empty, fresh)
        self.empty.hide()
        self.empty.deleteLater()
        self.empty = fresh
        self.show_selection("", "", (), {}, "")

    def show_undo(self, words: str, *, redo: bool = False) -> None:
        """Say what *Undo* or *Redo* takes back, "" for nothing."""
        button = self.buttons[UNDO]
        button.set_words("Redo" if redo else "Undo")
        button.set_unavailable("" if words else "There is no correction to take back.")
        button.set_help(words)

    def say_done(self, words: str) -> None:
        """Say in the foot what was just done; the way back stands under it."""
        self._hint.setText(words)
        announce(self, words)

    def open_form(self) -> None:
        """Make room for the form."""
        self._foot.hide()

    def close_form(self) -> None:
        """Go back to the buttons."""
        had = self.form.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self.form.hide()
        self._foot.show()
        if had:
            self.lines.setFocus()

    @property
    def form_is_open(self) -> bool:
        """Whether a correction is being made."""
        return not self.form.isHidden()

    def _fit(self, line: Line | None) -> None:
        """Offer what can be done with a line."""
        if self.form_is_open:
            self.close_form()
        asks = line is not None and line.asks
        self._answers.setVisible(asks)
        self._corrections.setVisible(not asks)
        why = _why_not(line)
        for key in (CHANGE, SPLIT, REMOVE):
            self.buttons[key].set_unavailable(why)
        if asks:
            self._hint.setText("Nothing of this counts until you say what it was.")
        elif line is not None and line.invoice:
            self._hint.setText(f"Invoice {line.invoice} locks this time. It can't be corrected.")
        else:
            self._hint.setText(_HINT)


def _why_not(line: Line | None) -> str:
    if line is None or line.kind is LineKind.DAY:
        return "Choose an interval first."
    if line.invoice:
        return f"Invoice {line.invoice} locks this time."
    if line.kind is LineKind.GAP:
        return "A gap is answered, not corrected; undo its answer first."
    return "This was removed; undo brings it back." if line.kind is LineKind.REMOVED else ""


def _in_rows(widget: QWidget, *rows: Sequence[QWidget]) -> None:
    column = QVBoxLayout(widget)
    # Room for the focus ring, which a widget around a button would cut.
    column.setContentsMargins(_RING, _RING, _RING, _RING)
    column.setSpacing(scaled(8))
    for parts in rows:
        row = QHBoxLayout()
        row.setSpacing(8)
        for part in parts:
            row.addWidget(part)
        row.addStretch(1)
        column.addLayout(row)
