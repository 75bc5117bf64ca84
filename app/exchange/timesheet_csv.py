"""Timesheets as CSV (RFC 4180): one table of rows, or one of intervals.

Cells that a spreadsheet would run as a formula are neutralised by an apostrophe in front (the
OWASP rule: a cell that begins with ``= + - @``, a tab or a line end). Our own numbers and times
never begin so.
"""

from __future__ import annotations

import csv
import io
from functools import cache
from typing import TYPE_CHECKING

from app.domain.timesheet import GroupBy
from app.exchange.timesheet_text import seconds_text, stamped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.domain.timesheet import Timesheet
    from app.domain.worklog import Correction, IntervalRecord

_RUNNABLE = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


_ROW_COLUMNS = ("title", "seconds", "paid_seconds", "billed_seconds", "amount", "currency")
_INTERVAL_COLUMNS = (
    *("date", "start", "end", "seconds", "track", "activity"),
    *("clip_id", "title", "origin", "corrected", "reason"),
)


def neutral(cell: str) -> str:
    """The cell as text that no spreadsheet runs."""
    return f"'{cell}" if cell.startswith(_RUNNABLE) else cell


def rows_csv(timesheet: Timesheet, titles: Mapping[str, str]) -> str:
    """The rows: key, title, exact and paid and billed seconds, amount, currency."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(
        (timesheet.by.value, *_ROW_COLUMNS),
    )
    of_clips = timesheet.by is GroupBy.CLIP
    for row in timesheet.rows:
        writer.writerow(
            [
                neutral(row.key or ""),
                neutral(titles.get(row.key or "", "")) if of_clips else "",
                seconds_text(row.milliseconds),
                seconds_text(row.paid_ms),
                seconds_text(row.billed_ms),
                str(row.amount),
                neutral(row.currency),
            ]
        )
    return out.getvalue()


def intervals_csv(
    intervals: Iterable[IntervalRecord],
    titles: Mapping[str, str],
    corrections: Mapping[str, Correction] | None = None,
) -> str:
    """Every interval, with the reason where it was corrected.

    Args:
        intervals: What counts in the period, by start.
        titles: Clip titles by id.
        corrections: The correction behind an interval, by interval id (``explained_by``).
    """

    @cache
    def clip_cells(clip_id: str | None) -> str:
        if clip_id is None:
            return ","
        return _line((neutral(clip_id), neutral(titles.get(clip_id, ""))))

    explained = corrections or {}
    heads: dict[tuple[object, ...], str] = {}
    lines = [_line(_INTERVAL_COLUMNS)]
    # By hand, as only a title or a reason can need quoting: a year has 50,000 lines.
    for record, start, end in stamped(intervals):
        owner = record[4:]
        head = heads.get(owner)
        if head is None:
            track, activity, clip_id, origin = owner
            head = heads[owner] = f",{track},{activity},{clip_cells(clip_id)},{origin},"
        correction = explained.get(record[0])
        why = "no," if correction is None else f"yes,{_line((neutral(correction.reason),))}"
        length = record[2] - record[1]
        lines.append(f"{start[:10]},{start},{end},{seconds_text(length)}{head}{why}")
    lines.append("")
    return "\r\n".join(lines)


def _line(cells: Iterable[str]) -> str:
    """Cells as RFC 4180 writes them, without the line's end."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().removesuffix("\r\n")
