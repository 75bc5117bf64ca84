"""The invoice as PDF: number, parties, the paid lines, and what is to be paid."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from app.domain.timesheet import GroupBy
from app.exchange.pdf_sheet import Column, Sheet
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

    from app.domain.timesheet import Invoice, Timesheet


def invoice_pdf(
    invoice: Invoice,
    titles: Mapping[str, str],
    *,
    letter: bool = True,
) -> bytes:
    """The file; lines by track carry their rate, lines by clip and others only time and amount."""
    timesheet = invoice.timesheet
    parties = (invoice.sender, invoice.recipient)
    names = [text for party in parties for text in (party.name, *party.lines)]
    texts = (invoice.number, invoice.note, *names, *titles.values())
    sheet = Sheet(
        title=f"Invoice {invoice.number}",
        author=invoice.sender.name,
        fonts=fonts_for(texts),
        letter=letter,
    )
    sheet.heading(f"Invoice {invoice.number}")
    sheet.columns(
        [
            ["From", invoice.sender.name, *invoice.sender.lines],
            ["To", invoice.recipient.name, *invoice.recipient.lines],
            ["Date", day_text(invoice.issued)],
        ]
    )
    sheet.gap(14)
    sheet.columns([["For work in the period", period_text(timesheet)]])
    sheet.gap(18)
    columns, rows = _lines(timesheet, titles)
    blanks = [""] * (len(columns) - 3)
    sums = [
        ["To be paid", *blanks, clock_text(billed_ms), money_text(amount, currency)]
        for currency, billed_ms, amount in _sums(timesheet)
    ]
    sheet.table(columns, rows, sums=sums)
    sheet.gap(8)
    sheet.line(f"{rounding_text(timesheet.rounding)} Times in hours, minutes, seconds.", soft=True)
    if invoice.note:
        sheet.gap(10)
        for text in invoice.note.splitlines():
            sheet.line(text)
    return sheet.finish()


def _lines(timesheet: Timesheet, titles: Mapping[str, str]) -> tuple[list[Column], list[list[str]]]:
    time = Column(head="Time", share=1.4, number=True)
    amount = Column(head="Amount", share=1.7, number=True)
    if timesheet.by is GroupBy.TRACK:
        rows = [
            [
                f"Captioning work, {TRACK_WORDS[total.track]}",
                money_text(total.rate, total.currency),
                clock_text(total.billed_ms),
                money_text(total.amount, total.currency),
            ]
            for total in timesheet.totals
            if total.billed_ms
        ]
        head = Column(head="Work", share=3.5)
        return [head, Column(head="Rate an hour", share=1.4, number=True), time, amount], rows
    rows = [
        [
            key_text(timesheet.by, row.key, titles),
            clock_text(row.billed_ms),
            money_text(row.amount, row.currency),
        ]
        for row in timesheet.rows
        if row.billed_ms
    ]
    return [Column(head=GROUP_WORDS[timesheet.by], share=4.9), time, amount], rows


def _sums(timesheet: Timesheet) -> list[tuple[str, int, Decimal]]:
    currencies = dict.fromkeys(total.currency for total in timesheet.totals)
    return [
        (
            currency,
            sum(t.billed_ms for t in timesheet.totals if t.currency == currency),
            sum((t.amount for t in timesheet.totals if t.currency == currency), Decimal(0)),
        )
        for currency in currencies
    ]
