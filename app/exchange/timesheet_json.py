"""Timesheets as JSON for scripts: seconds exact to the millisecond, money as a decimal string.

The intervals are written by hand, one a line: a year has 50,000 of them.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from app.exchange.timesheet_text import stamped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.domain.timesheet import Timesheet
    from app.domain.worklog import IntervalRecord


_quoted = json.JSONEncoder(ensure_ascii=False).encode


def timesheet_json(timesheet: Timesheet, intervals: Iterable[IntervalRecord]) -> str:
    """The report as the documented JSON, with a line end.

    Args:
        timesheet: The rows.
        intervals: What counts in the period, by start.
    """
    head = json.dumps(
        {
            "from": timesheet.first_day.isoformat(),
            "to": timesheet.last_day.isoformat(),
            "by": timesheet.by.value,
        }
    )
    quoted = {row.currency: _quoted(row.currency) for row in timesheet.totals}
    rows = [
        f'{{"key": {_quoted(row.key)}, "seconds": {row.milliseconds / 1000},'
        f' "paid_seconds": {row.paid_ms / 1000}, "amount": "{row.amount}",'
        f' "currency": {quoted[row.currency]}}}'
        for row in timesheet.rows
    ]
    lines = _intervals(intervals)
    return f'{head[:-1]},\n"rows": [{_listed(rows)}],\n"intervals": [{_listed(lines)}]}}\n'


def _listed(lines: list[str]) -> str:
    return "\n" + ",\n".join(lines) + "\n" if lines else ""


def _intervals(records: Iterable[IntervalRecord]) -> list[str]:
    tails: dict[tuple[object, ...], str] = {}
    lines: list[str] = []
    for record, start, end in stamped(records):
        owner = record[4:]
        tail = tails.get(owner)
        if tail is None:
            track, activity, clip_id, origin = owner
            tail = tails[owner] = (
                f'"clip": {_quoted(clip_id)}, "track": "{track}", "activity": "{activity}",'
                f' "origin": "{origin}"}}'
            )
        lines.append(f'{{"start": "{start}", "end": "{end}", {tail}')
    return lines
