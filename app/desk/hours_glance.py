"""The four figures on top of the hours room: they are of now, whatever period is shown. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median
from typing import Final

from app.desk.hours_charts import DONE, counts_in_averages
from app.desk.ports.store import QueueRow
from app.domain.timesheet import GroupBy, Rounding, Timesheet
from app.domain.worklog import Activity
from app.timekeeping.figures import WeekProgress, minutes_per_clip_minute, week_progress
from app.timekeeping.report import WorkSummary

FEW: Final = 30
"""Below this many items an average says nothing; the room says so in its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AtAGlance:
    """The four figures on top of the room; they are of now, whatever period is shown.

    Attributes:
        today_ms, week_ms: All work but training, as in the status line.
        week: The paid time of this week against the target.
        earned: This week by track and rate, with and without rounding.
        effort: Median of the work minutes for a minute of clip; None below ``FEW`` clips.
        effort_clips: How many clips of the last weeks it is made of.
    """

    today_ms: int
    today_clips: int
    today_done: int
    week_ms: int
    week: WeekProgress
    earned: Timesheet
    effort: float | None
    effort_clips: int


def at_a_glance(
    today: WorkSummary,
    week: WorkSummary,
    weeks: WorkSummary,
    clips: Mapping[str, QueueRow],
    rounding: Rounding,
) -> AtAGlance:
    """The figures.

    Args:
        today: Today alone.
        week: The whole week of today.
        weeks: The last weeks up to today, for the effort of a clip.
        clips: The clips by their ids.
        rounding: The rule for what is earned.
    """
    touched = {one.clip_id for one in today.sums if one.clip_id in clips}
    earned = week.timesheet(GroupBy.TRACK, rounding)
    efforts = [
        effort
        for clip_id in {one.clip_id for one in weeks.sums}
        if clip_id is not None
        and (row := clips.get(clip_id)) is not None
        and counts_in_averages(row)
        if (effort := minutes_per_clip_minute(row.worked_ms, row.duration_ms)) is not None
    ]
    return AtAGlance(
        today_ms=_without_training(today),
        today_clips=len(touched),
        today_done=sum(clips[clip_id].state in DONE for clip_id in touched if clip_id),
        week_ms=_without_training(week),
        week=week_progress(earned.paid_ms, today.first_day, week.settings),
        earned=earned,
        effort=median(efforts) if len(efforts) >= FEW else None,
        effort_clips=len(efforts),
    )


def _without_training(summary: WorkSummary) -> int:
    return sum(one.milliseconds for one in summary.sums if one.activity is not Activity.TRAINING)
