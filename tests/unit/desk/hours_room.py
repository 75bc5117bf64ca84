"""An hours desk on a memory store, for the tests of what the hours room shows and does."""

from __future__ import annotations

from datetime import UTC, date, datetime

from app.desk.hours_board import HoursBoard
from app.desk.hours_desk import HoursDesk
from app.desk.hours_lines import Line, Selection
from app.desk.hours_period import Period, PeriodKind
from app.desk.settings import Settings
from app.domain.clip import ClipState
from app.domain.timesheet import GroupBy
from app.domain.worklog import (
    MINUTE_MS,
    Activity,
    GapKind,
    IntervalOrigin,
    Track,
    WorkGap,
    WorkInterval,
)
from tests.fakes.desk import DeskHarness

OFFSET = -300
MONDAY = date(2026, 11, 16)
SUNDAY = date(2026, 11, 22)
TODAY = date(2026, 11, 23)
"""The clock of the harness stands on this Monday, 09:00 UTC."""


def local(day: int, hour: int, minute: int = 0) -> int:
    utc = datetime(2026, 11, day, hour, minute, tzinfo=UTC)
    return int(utc.timestamp()) * 1000 - OFFSET * MINUTE_MS


def work(
    id_: str,
    start_ms: int,
    minutes: float,
    activity: Activity = Activity.WRITE,
    clip: str | None = "c1",
    track: Track = Track.CAPTIONER,
) -> WorkInterval:
    return WorkInterval(
        id=id_,
        start_ms=start_ms,
        end_ms=start_ms + int(minutes * MINUTE_MS),
        offset_minutes=OFFSET,
        track=track,
        activity=activity,
        clip_id=clip,
        origin=IntervalOrigin.LIVE,
    )


def gap(id_: str, start_ms: int, minutes: int, *, asks: bool = True) -> WorkGap:
    return WorkGap(
        id=id_,
        start_ms=start_ms,
        end_ms=start_ms + minutes * MINUTE_MS,
        offset_minutes=OFFSET,
        kind=GapKind.IDLE,
        track=Track.CAPTIONER,
        activity=Activity.WRITE,
        clip_id="c1",
        asks=asks,
    )


class Room:
    """An hours desk on a memory store, and what it said."""

    def __init__(self, **settings: object) -> None:
        self.harness = DeskHarness()
        self.harness.clock.offset = OFFSET
        self.settings = Settings.defaults()
        for key, value in settings.items():
            self.settings = self.settings.with_value(key.replace("__", "."), value)
        self.harness.add_clip("c1", duration_ms=20_000, state=ClipState.SUBMITTED)
        self.harness.add_clip("c2", duration_ms=30_000)
        self.boards: list[HoursBoard] = []
        self.sheets: list[object] = []
        self.shown: list[tuple[Line, ...]] = []
        self.corrected: list[object] = []
        self.errors: list[Exception] = []
        self.desk = HoursDesk(
            self.harness.desk,
            settings=lambda: self.settings,
            on_board=self.boards.append,
            on_sheet=self.sheets.append,
            on_lines=lambda _selection, lines: self.shown.append(tuple(lines)),
            on_corrected=self.corrected.append,
            on_error=self.errors.append,
        )

    def live(self, *intervals: WorkInterval) -> Room:
        def store(unit) -> None:
            for interval in intervals:
                unit.worklog.add_interval(interval, is_open=False)

        self.harness.store.write(store)
        return self

    def add_gap(self, found: WorkGap) -> None:
        self.harness.store.write(lambda unit: unit.worklog.add_gap(found))

    def show_last_week(self) -> HoursBoard:
        self.desk.go(Period(kind=PeriodKind.WEEK, first=MONDAY, last=SUNDAY))
        assert not self.errors
        return self.boards[-1]

    def lines(self, by: GroupBy, key: str | None, hour: int | None = None) -> tuple[Line, ...]:
        """The lines behind a bar or a row of what is shown."""
        self.desk.select(Selection(by=by, key=key, hour=hour))
        assert not self.errors
        return self.shown[-1]


def usual_week() -> Room:
    """A room with work on four days of last week and on today."""
    return Room().live(
        work("a", local(16, 9), 30, Activity.WATCH),
        work("b", local(16, 9, 30), 60),
        work("c", local(17, 10), 45, clip="c2"),
        work("d", local(18, 10), 30, Activity.CALIBRATE, clip=None),
        work("e", local(19, 10), 20, Activity.REVIEW, track=Track.SENIOR_QC),
        work("now", local(23, 3, 0), 40),
    )
