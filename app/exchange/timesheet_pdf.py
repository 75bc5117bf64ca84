"""The timesheet as PDF: totals by track, the list of rows, and a line to sign on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.exchange.pdf_sheet import Column, Sheet, SheetFonts
from app.exchange.sheet_fonts import fonts_for
from app.exchange.timesheet_text import (
    GROUP_WORDS,
    TRACK_WORDS,
    clock_text,
    day_text,
    key_text,
    money_text,
    period_text,
    rounding_text,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from app.domain.timesheet import Timesheet


def timesheet_pdf(
    timesheet: Timesheet,
    titles: Mapping[str, str],
    *,
    person: str,
    made_on: date,
    fonts: SheetFonts | None = None,
    letter: bool = True,
) -> bytes:
    """The file.

    Args:
        timesheet: What was worked.
        titles: Clip titles by id.
        person: Whose hours these are; may be empty.
        made_on: The local date of the document.
        fonts: Font files; without, those that the texts need.
        letter: US Letter, else A4.
    """
    sheet = Sheet(
        title=f"Timesheet, {period_text(timesheet)}",
        author=person,
        fonts=fonts or fonts_for((person, *titles.values())),
        letter=letter,
    )
    sheet.heading("Timesheet")
    sheet.columns(
        [
            ["Name", person or "Not given"],
            ["Period", period_text(timesheet)],
            ["Made on", day_text(made_on)],
        ],
        shares=[3, 4, 2.6],
    )
    sheet.gap(18)
    if not timesheet.rows:
        sheet.line("No work in this period.", soft=True)
        return sheet.finish()
    _totals(sheet, timesheet)
    sheet.gap(22)
    _rows(sheet, timesheet, titles)
    sheet.signatures(_statement(timesheet), ["Signature", "Approved by", "Date"])
    return sheet.finish()


def _statement(timesheet: Timesheet) -> str:
    """What is signed, in one line: the period, its billed time and its pay."""
    pay = ", ".join(row[-1] for row in _sums(timesheet, rounded=False))
    return f"{period_text(timesheet)}: {clock_text(timesheet.billed_ms)} paid time, {pay}"


def _totals(sheet: Sheet, timesheet: Timesheet) -> None:
    rounded = timesheet.rounding.minutes > 0
    columns = [
        Column(head="Track", share=3),
        Column(head="Rate", share=1.4, number=True),
        Column(head="Time", share=1.4, number=True),
        Column(head="Paid time", share=1.4, number=True),
    ]
    if rounded:
        columns.append(Column(head="Rounded", share=1.4, number=True))
        columns.append(Column(head="Before rounding", share=2.1, number=True))
    columns.append(Column(head="Amount", share=1.7, number=True))
    rows: list[list[str]] = []
    for total in timesheet.totals:
        row = [
            TRACK_WORDS[total.track],
            money_text(total.rate, total.currency),
            clock_text(total.milliseconds),
            clock_text(total.paid_ms),
        ]
        if rounded:
            row.append(clock_text(total.billed_ms))
            row.append(money_text(total.unrounded_amount, total.currency))
        row.append(money_text(total.amount, total.currency))
        rows.append(row)
    sheet.table(columns, rows, sums=_sums(timesheet, rounded=rounded))
    sheet.gap(6)
    sheet.line(f"{rounding_text(timesheet.rounding)} Times in hours, minutes, seconds.", soft=True)


def _sums(timesheet: Timesheet, *, rounded: bool) -> list[list[str]]:
    """One line for each currency over all tracks."""
    sums: list[list[str]] = []
    for currency in dict.fromkeys(total.currency for total in timesheet.totals):
        totals = [total for total in timesheet.totals if total.currency == currency]
        row = [
            "All",
            "",
            clock_text(sum(total.milliseconds for total in totals)),
            clock_text(sum(total.paid_ms for total in totals)),
        ]
        if rounded:
            row.append(clock_text(sum(total.billed_ms for total in totals)))
            unrounded = sum((t.unrounded_amount for t in totals), start=totals[0].amount * 0)
            row.append(money_text(unrounded, currency))
        amount = sum((total.amount for total in totals), start=totals[0].amount * 0)
        row.append(money_text(amount, currency))
        sums.append(row)
    return sums


def _rows(sheet: Sheet, timesheet: Timesheet, titles: Mapping[str, str]) -> None:
    columns = [
        Column(head=GROUP_WORDS[timesheet.by], share=4.4),
        Column(head="Time", share=1.4, number=True),
        Column(head="Paid time", share=1.4, number=True),
    ]
    rounded = timesheet.rounding.minutes > 0
    if rounded:
        columns.append(Column(head="Rounded", share=1.4, number=True))
    columns.append(Column(head="Amount", share=1.7, number=True))
    rows: list[list[str]] = []
    for row in timesheet.rows:
        cells = [
            key_text(timesheet.by, row.key, titles),
            clock_text(row.milliseconds),
            clock_text(row.paid_ms),
        ]
        if rounded:
            cells.append(clock_text(row.billed_ms))
        cells.append(money_text(row.amount, row.currency))
        rows.append(cells)
    sheet.table(columns, rows)
