"""Timesheets as CSV (RFC 4180): one table of rows, or one of intervals.

Cells that a spreadsheet would run as a formula are neutralised by an apostrophe in front (the
OWASP rule: a cell that begins with ``= + - @``, a tab or a line end). Our own numbers and times
never begin so.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from app.domain.timesheet import GroupBy
from app.exchange.timesheet_text import iso_local, seconds_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.timesheet import Timesheet
    from app.domain.worklog import Correction

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
    timesheet: Timesheet,
    titles: Mapping[str, str],
    corrections: Mapping[str, Correction] | None = None,
) -> str:
    """Every interval, with the reason where it was corrected.

    Args:
        timesheet: The period.
        titles: Clip titles by id.
        corrections: The correction behind an interval, by interval id (``explained_by``).
    """
    explained = corrections or {}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(
        _INTERVAL_COLUMNS,
    )
    clip_cells: dict[str | None, tuple[str, str]] = {None: ("", "")}
    for interval in timesheet.intervals:
        correction = explained.get(interval.id)
        start = iso_local(interval.start_ms, interval.offset_minutes)
        clip_id = interval.clip_id
        if clip_id is not None and clip_id not in clip_cells:
            clip_cells[clip_id] = (neutral(clip_id), neutral(titles.get(clip_id, "")))
        writer.writerow(
            (
                start[:10],
                start,
                iso_local(interval.end_ms, interval.offset_minutes),
                seconds_text(interval.end_ms - interval.start_ms),
                interval.track,
                interval.activity,
                *clip_cells[clip_id],
                interval.origin,
                "no" if correction is None else "yes",
                "" if correction is None else neutral(correction.reason),
            )
        )
    return out.getvalue()
