from __future__ import annotations

from app.desk.totals import WorkTotals
from app.desk.work import WorkDesk, start_of_day, start_of_week
from app.domain.worklog import Activity, Track
from app.timekeeping.clock import ClockSettings
from app.timekeeping.signals import ClipOpened, Key, Room, RoomEntered
from tests.fakes.desk import DeskHarness

HOUR = 3_600_000


class Worker:
    def __init__(self) -> None:
        self.harness = DeskHarness()
        self.harness.add_clip()
        self.totals: list[WorkTotals] = []
        self.gaps = []
        self.errors: list[Exception] = []
        self.work = WorkDesk(
            self.harness.desk,
            on_totals=self.totals.append,
            on_gap=self.gaps.append,
            on_away=lambda _: None,
            on_error=self.errors.append,
        )

    def start(self) -> None:
        self.work.start(Track.CAPTIONER, ClockSettings(), 0)

    def write(self, seconds: int) -> None:
        for _ in range(seconds):
            self.work.signal(Key(in_text=True))
            self.harness.timers.advance(1000)

    def stored_ms(self) -> int:
        return self.harness.store.read(lambda unit: unit.clips.row("c1").worked_ms)


def test_writing_counts_for_the_clip_today_and_the_week() -> None:
    worker = Worker()
    worker.start()
    worker.work.signal(RoomEntered(room=Room.CAPTION))
    worker.work.signal(ClipOpened(clip_id="c1"))
    worker.work.show_clip("c1")
    worker.write(30)
    totals = worker.work.totals
    assert totals.activity is Activity.WRITE
    assert totals.clip_ms == totals.today_ms == totals.week_ms == 30_000
    worker.work.close()
    assert worker.stored_ms() == 30_000
    assert worker.errors == []


def test_signals_before_the_database_is_open_are_kept() -> None:
    worker = Worker()
    worker.work.signal(RoomEntered(room=Room.CAPTION))
    worker.work.signal(ClipOpened(clip_id="c1"))
    worker.work.signal(Key(in_text=True))
    worker.harness.timers.advance(2000)
    worker.start()
    worker.work.signal(Key(in_text=True))
    worker.work.show_clip("c1")
    assert worker.work.totals.clip_ms == 2000


def test_time_on_the_sample_is_practice() -> None:
    worker = Worker()
    worker.start()
    worker.work.signal(RoomEntered(room=Room.CAPTION))
    worker.work.signal(ClipOpened(clip_id="c1", sample=True))
    worker.work.show_clip("c1")
    worker.write(10)
    assert worker.work.totals.activity is Activity.TRAINING
    assert worker.work.totals.today_ms == 0


def test_a_crash_costs_a_heartbeat_at_most_and_is_marked() -> None:
    worker = Worker()
    worker.start()
    worker.work.signal(RoomEntered(room=Room.CAPTION))
    worker.work.signal(ClipOpened(clip_id="c1"))
    worker.write(60)
    assert 55_000 <= worker.stored_ms() <= 60_000
    again = WorkDesk(
        worker.harness.desk,
        on_totals=worker.totals.append,
        on_gap=worker.gaps.append,
        on_away=lambda _: None,
        on_error=worker.errors.append,
    )
    again.start(Track.CAPTIONER, ClockSettings(), 0)
    again.show_clip("c1")
    assert again.totals.clip_ms == worker.stored_ms()


def test_effects_that_can_not_be_stored_are_sent_again() -> None:
    worker = Worker()
    worker.start()
    worker.work.signal(RoomEntered(room=Room.CAPTION))
    worker.harness.store.failing = "store.disk-full"
    worker.work.signal(ClipOpened(clip_id="c1"))
    worker.write(10)
    assert worker.errors
    worker.harness.store.failing = ""
    worker.write(10)
    worker.work.close()
    assert worker.stored_ms() == 20_000


def test_another_track_counts_from_when_it_is_chosen() -> None:
    worker = Worker()
    worker.start()
    worker.work.signal(RoomEntered(room=Room.CAPTION))
    worker.work.signal(ClipOpened(clip_id="c1"))
    worker.write(10)
    worker.work.choose_track(Track.SENIOR_QC)
    worker.write(20)
    worker.work.close()
    stored = worker.harness.store.read(lambda unit: unit.worklog.intervals(0, 1 << 62))
    assert {track: sum(i.duration_ms for i in stored if i.track is track) for track in Track} == {
        Track.CAPTIONER: 10_000,
        Track.SENIOR_QC: 20_000,
    }


def test_a_week_that_begins_on_another_day_is_read_again() -> None:
    worker = Worker()
    worker.start()
    worker.work.signal(RoomEntered(room=Room.CAPTION))
    worker.work.signal(ClipOpened(clip_id="c1"))
    worker.write(10)
    weekday = (worker.harness.clock.utc_ms() // (24 * HOUR) + 3) % 7
    worker.work.change_week((weekday + 1) % 7)
    assert worker.work.totals.week_ms == 10_000
    worker.harness.clock.wall_ms += 24 * HOUR
    worker.harness.clock.mono_ms += 24 * HOUR
    worker.harness.timers.advance(1000)
    assert worker.work.totals.week_ms == 0


def test_a_second_start_ticks_no_faster() -> None:
    worker = Worker()
    worker.start()
    waiting = worker.harness.timers.waiting
    worker.start()
    assert worker.harness.timers.waiting == waiting


def test_local_days_and_weeks() -> None:
    monday_noon = 1_795_435_200_000  # 2026-11-23 12:00 UTC
    assert start_of_day(monday_noon, 0) == monday_noon - 12 * HOUR
    assert start_of_day(monday_noon, 13 * 60) == monday_noon - 1 * HOUR
    assert start_of_week(monday_noon, 0, 0) == monday_noon - 12 * HOUR
    assert start_of_week(monday_noon, 0, 6) == monday_noon - 36 * HOUR
