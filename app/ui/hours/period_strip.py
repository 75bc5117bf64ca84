"""The strip that chooses the period: its kind, steps, and days of one's own."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QWidget

from app.desk.hours_period import Period, PeriodKind
from app.ui.common.buttons import Button, IconButton, Kind
from app.ui.common.fields import as_field
from app.ui.common.fonts import Role
from app.ui.common.labels import ElidedLabel, Label
from app.ui.common.panes import Pane
from app.ui.common.segmented import Segmented
from app.ui.common.theme import current_theme, scaled
from app.ui.common.words.formats import counted, date_format
from app.ui.hours.words import period_words

_KINDS = (
    (PeriodKind.DAY, "Day"),
    (PeriodKind.WEEK, "Week"),
    (PeriodKind.MONTH, "Month"),
    (PeriodKind.OWN, "Own"),
)
_HIGH = 44


class PeriodStrip(Pane):
    """44 px on top of the room.

    Signals:
        kind_chosen: A kind; carries a ``PeriodKind``.
        stepped: -1 or 1.
        today_asked: Back to now.
        days_chosen: An own period; carries two dates.
        questions_asked: The gaps without an answer are wanted.
    """

    kind_chosen = Signal(object)
    stepped = Signal(int)
    today_asked = Signal()
    days_chosen = Signal(object, object)
    questions_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("win", parent)
        self.setFixedHeight(scaled(_HIGH))
        self.kinds = Segmented("Period", [(kind.value, words) for kind, words in _KINDS])
        self.before = IconButton(
            "chevron-left", "The period before", key="Ctrl+PgUp", takes_focus=True
        )
        self.after = IconButton(
            "chevron-right", "The period after", key="Ctrl+PgDown", takes_focus=True
        )
        self._words = ElidedLabel("", Role.TITLE)
        self.today = Button("Today")
        self.questions = Button("", Kind.FLAT, icon_name="circle-question-mark")
        self.questions.clicked.connect(self.questions_asked)
        self._lock = Label("", Role.LABEL, "ink2")
        self.first, self.last = QDateEdit(), QDateEdit()
        as_field(self.first, "First day")
        as_field(self.last, "Last day")
        for box in (self.first, self.last):
            box.setDisplayFormat(date_format())
            box.editingFinished.connect(self._choose)
        self._to = Label("to", Role.BASE, "ink2")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 16, 1)
        row.setSpacing(8)
        row.addWidget(self.kinds)
        row.addSpacing(8)
        for widget in (self.before, self._words, self.first, self._to, self.last, self.after):
            row.addWidget(widget)
        row.addWidget(self.today)
        row.addStretch(1)
        row.addWidget(self._lock)
        row.addWidget(self.questions)
        self.kinds.value_changed.connect(lambda key: self.kind_chosen.emit(PeriodKind(key)))
        self.before.clicked.connect(lambda: self.stepped.emit(-1))
        self.after.clicked.connect(lambda: self.stepped.emit(1))
        self.today.clicked.connect(self.today_asked)

    def show_period(self, period: Period, *, holds_today: bool, lock: str, questions: int) -> None:
        """Show a period, the invoice it is locked by, and how many gaps wait for an answer."""
        own = period.kind is PeriodKind.OWN
        self.kinds.set_value(period.kind.value)
        self._words.set_words(period_words(period))
        self._words.setVisible(not own)
        for widget in (self.first, self._to, self.last):
            widget.setVisible(own)
        for box, day in ((self.first, period.first), (self.last, period.last)):
            box.blockSignals(True)
            box.setDate(QDate(day.year, day.month, day.day))
            box.blockSignals(False)
        self.today.setVisible(not holds_today)
        self._lock.setText(lock)
        self._lock.setVisible(bool(lock))
        self.questions.set_words(f"{counted(questions, 'gap')} to answer")
        self.questions.setVisible(questions > 0)
        self.setAccessibleName(f"Period, {period_words(period)}")

    def _choose(self) -> None:
        first, last = self.first.date(), self.last.date()
        self.days_chosen.emit(
            date(first.year(), first.month(), first.day()),
            date(last.year(), last.month(), last.day()),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the line at the foot."""
        super().paintEvent(event)
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, current_theme().line)
