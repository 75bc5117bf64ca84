"""The rates: what an hour on each track pays, from which day on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.worklog import Rate, Track
from app.exchange.timesheet_text import money_text
from app.ui.common import sizes
from app.ui.common.buttons import Button, Kind
from app.ui.common.fields import Field, as_field
from app.ui.common.fonts import Role
from app.ui.common.labels import Label
from app.ui.common.segmented import Segmented
from app.ui.common.theme import scaled
from app.ui.common.words.formats import date_format, long_day

TRACKS = {Track.CAPTIONER: "Captioner", Track.SENIOR_QC: "Senior QC"}
_BAD_AMOUNT = "Type an amount like 25.75."
_FROM_THE_START = date(2000, 1, 1)


def rate_words(rate: Rate) -> str:
    """Say a rate: "$25.75 an hour", "CHF 31.00 an hour"."""
    amount = money_text(rate.amount, rate.currency)
    return f"{amount} an hour"


def parse_amount(text: str) -> Decimal | None:
    """Read an amount with a point or a comma; None when it is none or below zero."""
    try:
        amount = Decimal(text.strip().lstrip("$").replace(",", "."))
    except InvalidOperation:
        return None
    fits = amount.is_finite() and 0 <= amount < 10_000 and amount == round(amount, 2)
    return amount.quantize(Decimal("0.01")) if fits else None


class RatesEditor(QWidget):
    """Lists the rates, adds one and takes one away.

    Signals:
        changed: Carries all rates as they are to be.
    """

    changed = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rates: tuple[Rate, ...] = ()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(3, 1)
        self.track = Segmented("Track", tuple((t.value, words) for t, words in TRACKS.items()))
        self.amount = Field("Amount", "25.75")
        self.amount.setFixedWidth(scaled(96))
        self.day = QDateEdit(QDate(today.year, today.month, today.day))
        as_field(self.day, "From this day on")
        self.day.setDisplayFormat(date_format())
        self.day.setMinimumWidth(scaled(130))
        self.add = Button("Add rate")
        self.add.clicked.connect(self._add)
        self.amount.returnPressed.connect(self._add)
        self._problem = Label("", Role.LABEL, "bad", wrap=True)
        self._problem.hide()
        row = QHBoxLayout()
        row.setSpacing(sizes.BUTTON_GAP)
        row.addWidget(self.amount)
        row.addWidget(Label("from", Role.BASE, "ink2"))
        row.addWidget(self.day)
        row.addWidget(self.add)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._grid)
        column.addWidget(self.track)
        column.addLayout(row)
        column.addWidget(self._problem)

    def show_rates(self, rates: Sequence[Rate]) -> None:
        """Show all rates, by track and day."""
        self._rates = tuple(sorted(rates, key=lambda rate: (rate.track.value, rate.valid_from)))
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for at, rate in enumerate(self._rates):
            begins = rate.valid_from
            since = "from the start" if begins <= _FROM_THE_START else f"from {long_day(begins)} on"
            self._grid.addWidget(Label(TRACKS[rate.track], Role.NAME), at, 0)
            self._grid.addWidget(Label(rate_words(rate)), at, 1)
            self._grid.addWidget(Label(since, Role.BASE, "ink2"), at, 2)
            if sum(other.track is rate.track for other in self._rates) > 1:
                remove = Button("Remove", Kind.FLAT)
                remove.setAccessibleName(f"Remove {TRACKS[rate.track]}, {rate_words(rate)}")
                remove.clicked.connect(lambda _checked=False, rate=rate: self._remove(rate))
                self._grid.addWidget(remove, at, 3)
        self.amount.clear()

    def say(self, sentence: str) -> None:
        """Say why the rates were not changed, "" to take it away."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def _add(self) -> None:
        amount = parse_amount(self.amount.text())
        if amount is None:
            self.amount.set_problem(_BAD_AMOUNT)
            self.say(_BAD_AMOUNT)
            return
        self.say("")
        begins = self.day.date()
        rate = Rate(
            track=Track(self.track.value),
            amount=amount,
            currency=self._rates[0].currency if self._rates else "USD",
            valid_from=date(begins.year(), begins.month(), begins.day()),
        )
        kept = [
            other
            for other in self._rates
            if (other.track, other.valid_from) != (rate.track, rate.valid_from)
        ]
        self.changed.emit((*kept, rate))

    def _remove(self, rate: Rate) -> None:
        self.changed.emit(tuple(other for other in self._rates if other != rate))
