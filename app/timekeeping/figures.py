"""The small figures of the hours room: speed, effort for a clip minute, progress of the week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.domain.worklog import HOUR_MS

if TYPE_CHECKING:
    from app.timekeeping.pay import PaySettings


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekProgress:
    """How far the week is: worked and target in ms, and what is left (0 when reached)."""

    first_day: date
    last_day: date
    worked_ms: int
    target_ms: int

    @property
    def left_ms(self) -> int:
        """What is left to the target."""
        return max(0, self.target_ms - self.worked_ms)


def words_per_hour(words: int, milliseconds: int) -> float | None:
    """Words written in an hour of work; None without any work."""
    return words * HOUR_MS / milliseconds if milliseconds > 0 else None


def minutes_per_clip_minute(worked_ms: int, duration_ms: int | None) -> float | None:
    """Work minutes for a minute of clip; None when its length is not known."""
    return worked_ms / duration_ms if duration_ms else None


def week_of(day: date, settings: PaySettings) -> tuple[date, date]:
    """The first and the last day of the week a day lies in."""
    first = day - timedelta(days=(day.weekday() - settings.week_start) % 7)
    return first, first + timedelta(days=6)


def week_progress(paid_ms: int, day: date, settings: PaySettings) -> WeekProgress:
    """The paid time of the week of ``day`` against the weekly target."""
    first, last = week_of(day, settings)
    return WeekProgress(
        first_day=first, last_day=last, worked_ms=paid_ms, target_ms=settings.weekly_target_ms
    )
