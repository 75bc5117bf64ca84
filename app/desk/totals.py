"""What the status line counts; apart from the clock, for which the first paint does not wait."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.worklog import Activity


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkTotals:
    """What the status line counts, in milliseconds of work.

    Attributes:
        activity: What the seconds belong to now, None while nothing counts.
        week_ms: Since the start of the local week.
    """

    activity: Activity | None = None
    clip_ms: int = 0
    today_ms: int = 0
    week_ms: int = 0
