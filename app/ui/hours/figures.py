"""The four big figures: today, this week, what it earns, what a clip minute costs."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.desk.hours_glance import FEW, AtAGlance
from app.domain.timesheet import Timesheet
from app.exchange.timesheet_text import money_text
from app.ui.common.fonts import Role
from app.ui.common.labels import ElidedLabel
from app.ui.common.panes import Divider
from app.ui.common.signs import ShareBar
from app.ui.common.theme import scaled
from app.ui.common.words.formats import counted, work_time
from app.ui.hours.words import TOO_FEW, worked_time


class Figure(QWidget):
    """A heading, a big figure, and a line or two under it."""

    def __init__(self, heading: str, *, bar: bool = False) -> None:
        super().__init__()
        self._heading = heading
        self.figure = ElidedLabel("", Role.BIG_FIGURE)
        self.line = ElidedLabel("", Role.LABEL, "ink2", elide=Qt.TextElideMode.ElideRight)
        self.second = ElidedLabel("", Role.LABEL, "ink3", elide=Qt.TextElideMode.ElideRight)
        self.progress = ShareBar() if bar else None
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addWidget(ElidedLabel(heading, Role.HEADING, "ink2"))
        self._column.addWidget(self.figure)
        if self.progress is not None:
            self._column.addWidget(self.progress)
            self._column.addSpacing(4)
        self._column.addWidget(self.line)
        self._column.addWidget(self.second)
        self._column.addStretch(1)
        self.set_low(low=False)

    def set_low(self, *, low: bool) -> None:
        """Use less height."""
        top = scaled(8 if low else 14)
        self._column.setContentsMargins(scaled(20), top, scaled(16), scaled(6 if low else 10))

    def show_words(self, figure: str, line: str, second: str = "") -> None:
        """Show a figure and what stands under it."""
        self.figure.set_words(figure)
        self.line.set_words(line)
        self.second.set_words(second)
        self.second.setVisible(bool(second))
        self.setAccessibleName(f"{self._heading}, {figure}, {line} {second}".strip())


class Figures(QWidget):
    """The strip on top of the room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.today = Figure("Today")
        self.week = Figure("This week", bar=True)
        self.earned = Figure("Earned this week")
        self.effort = Figure("Work per clip minute")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for figure in (self.today, self.week, self.earned, self.effort):
            if row.count():
                row.addWidget(Divider(Qt.Orientation.Vertical))
            row.addWidget(figure, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_low(self, *, low: bool) -> None:
        """Use less height in low windows."""
        for figure in (self.today, self.week, self.earned, self.effort):
            figure.set_low(low=low)

    def show_glance(self, glance: AtAGlance) -> None:
        """Show the figures of now."""
        self.today.show_words(
            worked_time(glance.today_ms),
            f"{counted(glance.today_clips, 'clip')}, {glance.today_done} submitted"
            if glance.today_clips
            else "no clips yet",
        )
        week = glance.week
        if self.week.progress is not None:
            self.week.progress.set_share(week.worked_ms / week.target_ms)
        target = f"the target of {week.target_ms // 3_600_000} h"
        left = f"{work_time(week.left_ms)} to {target}" if week.left_ms else f"{target} is reached"
        paid = f"{worked_time(week.worked_ms)} paid, " if week.worked_ms != glance.week_ms else ""
        self.week.show_words(worked_time(glance.week_ms), f"{paid}{left}".capitalize())
        self.earned.show_words(*earned_words(glance.earned))
        if glance.effort is None:
            clips = counted(glance.effort_clips, "clip")
            self.effort.show_words("–", f"{TOO_FEW}: {clips} of {FEW}")
        else:
            self.effort.show_words(
                f"{glance.effort:.0f} min",
                f"median of {counted(glance.effort_clips, 'clip')} in eight weeks",
            )


def earned_words(sheet: Timesheet) -> tuple[str, str, str]:
    """The pay of a sheet, how it comes about, and where it was rounded the pay without that."""
    if not sheet.totals:
        return "–", "no work in this week", ""
    by_currency: dict[str, Decimal] = {}
    exact: dict[str, Decimal] = {}
    for total in sheet.totals:
        by_currency[total.currency] = by_currency.get(total.currency, Decimal(0)) + total.amount
        exact[total.currency] = exact.get(total.currency, Decimal(0)) + total.unrounded_amount
    figure = " + ".join(money_text(amount, currency) for currency, amount in by_currency.items())
    rounded = sheet.rounding.minutes > 0
    parts = [
        f"{worked_time(t.billed_ms if rounded else t.paid_ms)} at {money_text(t.rate, t.currency)}"
        for t in sheet.totals
        if t.paid_ms
    ]
    line = ", ".join(parts) or "no paid work"
    if not rounded:
        return figure, f"{line}, not rounded", ""
    without = " + ".join(money_text(amount, currency) for currency, amount in exact.items())
    return figure, f"{line}, rounded", f"{worked_time(sheet.paid_ms)} and {without} not rounded"
