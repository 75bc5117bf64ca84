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
    rows = [
        json.dumps(
            {
                "key": row.key,
                "seconds": row.milliseconds / 1000,
                "paid_seconds": row.paid_ms / 1000,
                "amount": str(row.amount),
                "currency": row.currency,
            },
            ensure_ascii=False,
        )
        for row in timesheet.rows
    ]
    lines = _intervals(intervals)
    return f'{head[:-1]},\n"rows": [{_listed(rows)}],\n"intervals": [{_listed(lines)}]}}\n'


def _listed(lines: list[str]) -> str:
    return "\n" + ",\n".join(lines) + "\n" if lines else ""


def _intervals(records: Iterable[IntervalRecord]) -> list[str]:
    tails: dict[tuple[str | None, str, str, str], str] = {}
    lines: list[str] = []
    for record, start, end in stamped(records):
        _id, _start_ms, _end_ms, _offset, track, activity, clip_id, origin = record
        owner = (clip_id, track, activity, origin)
        tail = tails.get(owner)
        if tail is None:
            clip = json.dumps(clip_id, ensure_ascii=False)
            tail = tails[owner] = (
                f'"clip": {clip}, "track": "{track}", "activity": "{activity}",'
                f' "origin": "{origin}"}}'
            )
        lines.append(f'{{"start": "{start}", "end": "{end}", {tail}')
    return lines
