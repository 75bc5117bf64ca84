"""Each rule of the work clock by itself; the simulation has them all at once."""

from __future__ import annotations

import itertools

import pytest

from app.domain.worklog import Activity, GapKind, Track, WorkGap, WorkInterval
from app.timekeeping.clock import ClockSettings, WorkClock
from app.timekeeping.signals import (
    ClipClosed,
    ClipOpened,
    GapFound,
    Instant,
    IntervalClosed,
    IntervalExtended,
    IntervalOpened,
    Key,
    Locked,
    LoopPassed,
    Playback,
    Pointer,
    Quit,
    Room,
    RoomEntered,
    Suspended,
    Tick,
    TrackChosen,
    Unlocked,
    WentAway,
)

T0 = 1_763_290_000_000


class Bench:
    """A clock with its hours added up from the effects, and hands to move time."""

    def __init__(self, occupied=(), **figures) -> None:
        ids = itertools.count()
        self.clock = WorkClock(
            new_id=lambda: f"i{next(ids)}",
            track=Track.CAPTIONER,
            settings=ClockSettings(**figures),
            occupied=occupied,
        )
        self.mono = 0
        self.ahead = T0
        self.offset = 0
        self.opened: dict[str, WorkInterval] = {}
        self.ends: dict[str, int] = {}
        self.gaps: list[WorkGap] = []
        self.away: list[WentAway] = []
        self.beats: list[int] = []

    def say(self, signal) -> None:
        now = Instant(
            wall_ms=self.mono + self.ahead, monotonic_ms=self.mono, offset_minutes=self.offset
        )
        for effect in self.clock.signal(signal, now):
            match effect:
                case IntervalOpened():
                    self.opened[effect.interval.id] = effect.interval
                    self.ends[effect.interval.id] = effect.interval.end_ms
                case IntervalExtended() | IntervalClosed():
                    self.ends[effect.interval_id] = effect.end_ms
                    if isinstance(effect, IntervalExtended):
                        self.beats.append(effect.end_ms - T0)
                case GapFound():
                    self.gaps.append(effect.gap)
                case WentAway():
                    self.away.append(effect)

    def wait(self, seconds: int, signal=None) -> None:
        for _ in range(seconds):
            self.mono += 1_000
            self.say(signal or Tick())

    def begin(self, *, sample: bool = False) -> None:
        self.say(RoomEntered(room=Room.CAPTION))
        self.say(ClipOpened(clip_id="harbor", sample=sample))
        self.say(Pointer())

    def spans(self):
        """(activity, start, end) in seconds from the begin, empty ones left out."""
        return [
            (i.activity.value, (i.start_ms - T0) / 1000, (self.ends[i.id] - T0) / 1000)
            for i in self.opened.values()
            if self.ends[i.id] > i.start_ms
        ]


@pytest.fixture
def bench():
    bench = Bench()
    bench.begin()
    return bench


def test_nothing_counts_before_a_clip_is_open_nor_in_the_queue():
    bench = Bench()
    bench.say(RoomEntered(room=Room.CAPTION))
    bench.wait(5, Key())
    bench.say(RoomEntered(room=Room.ELSEWHERE))
    bench.wait(5, Pointer())
    assert bench.opened == {}


@pytest.mark.parametrize(
    ("sign", "activity"),
    [(Pointer(), "watch"), (Playback(playing=True), "watch"), (Key(in_text=True), "write")],
)
def test_a_clip_that_opens_by_itself_is_no_work_before_the_first_sign_of_somebody(sign, activity):
    bench = Bench()
    bench.say(RoomEntered(room=Room.CAPTION))
    bench.say(ClipOpened(clip_id="harbor"))
    bench.wait(30)
    assert bench.clock.counting is None
    bench.say(sign)
    bench.wait(10)
    bench.say(ClipOpened(clip_id="pier"))  # from then on a step to another clip goes on counting
    bench.wait(5)
    bench.say(Quit())
    assert bench.spans()[0] == (activity, 30, 40)
    assert sum(end - start for _, start, end in bench.spans()) == 15
    assert bench.gaps == []


def test_writing_and_watching_are_told_apart(bench):
    bench.wait(10)
    bench.say(Key(in_text=True))
    bench.wait(10)
    bench.say(Playback(playing=True))
    bench.wait(10)
    bench.say(Quit())
    assert bench.spans() == [("watch", 0, 10), ("write", 10, 20), ("watch", 20, 30)]


def test_typing_while_the_picture_plays_is_writing_until_five_seconds_of_quiet(bench):
    bench.say(Playback(playing=True))
    bench.wait(2)
    bench.say(Key(in_text=True))
    bench.wait(10)
    bench.say(Quit())
    assert bench.spans() == [("watch", 0, 2), ("write", 2, 7), ("watch", 7, 12)]


def test_a_playing_picture_is_work_however_long_nobody_touches_anything(bench):
    bench.say(Playback(playing=True))
    bench.wait(1_800)
    bench.say(Quit())
    assert bench.spans() == [("watch", 0, 1_800)]
    assert bench.gaps == []


def test_a_hidden_picture_is_no_work(bench):
    bench.say(Playback(playing=True))
    bench.wait(10)
    bench.say(Playback(playing=True, visible=False))
    bench.wait(300)
    assert bench.spans() == [("watch", 0, 10)]
    assert bench.away[0].gap_kind == GapKind.IDLE


def test_a_loop_left_alone_asks_after_it_has_played_through_twice(bench):
    bench.say(Playback(playing=True))
    bench.wait(8)
    bench.say(LoopPassed())
    assert bench.away == []
    bench.wait(8)
    bench.say(LoopPassed())
    assert bench.away[0].at_loop
    bench.wait(100)
    bench.say(Pointer())
    assert bench.spans() == [("watch", 0, 16)]
    assert [(g.kind, g.start_ms - T0, g.end_ms - T0, g.asks) for g in bench.gaps] == [
        (GapKind.LOOP, 16_000, 116_000, True)
    ]


def test_a_touch_between_two_loops_is_attendance(bench):
    bench.say(Playback(playing=True))
    for _ in range(6):
        bench.wait(8)
        bench.say(LoopPassed())
        bench.say(Pointer())
    assert bench.away == []


def test_idle_cuts_back_to_the_last_signal_and_asks_with_the_exact_stretch(bench):
    bench.wait(20)
    bench.mono += 345
    bench.say(Key(in_text=True))
    bench.wait(400)
    assert bench.spans() == [("watch", 0, 20.345)]
    bench.say(Key(in_text=True))
    bench.wait(5)
    bench.say(Quit())
    assert bench.spans() == [("watch", 0, 20.345), ("write", 420.345, 425.345)]
    gap = bench.gaps[0]
    assert (gap.start_ms - T0, gap.end_ms - T0) == (20_345, 420_345)
    assert (gap.kind, gap.activity, gap.clip_id) == (GapKind.IDLE, Activity.WRITE, "harbor")
    assert gap.asks


def test_practice_ends_by_the_same_rule_and_nobody_is_asked_about_it():
    bench = Bench()
    bench.begin(sample=True)
    bench.wait(20, Key(in_text=True))
    bench.wait(400)
    bench.say(Playback(playing=True))
    bench.wait(8)
    bench.say(LoopPassed())
    bench.say(LoopPassed())
    bench.wait(100)
    bench.say(Pointer())
    bench.say(Quit())
    assert bench.spans() == [("training", 0, 20), ("training", 420, 428)]
    assert [(g.kind, (g.end_ms - g.start_ms) // 1_000, g.asks) for g in bench.gaps] == [
        (GapKind.IDLE, 400, False),
        (GapKind.LOOP, 100, False),
    ]
    assert [away.at_loop for away in bench.away] == [False, False]


@pytest.mark.parametrize(("seconds", "worked"), [(179, 179), (180, 0)])
def test_three_minutes_is_the_edge_with_or_without_a_tick_on_it(bench, seconds, worked):
    for _ in range(seconds // 59):
        bench.mono += 59_000
        bench.say(Tick())
    bench.mono = seconds * 1_000
    bench.say(Key())
    bench.say(Quit())
    assert sum(end - start for _, start, end in bench.spans()) == worked


def test_a_heartbeat_comes_before_five_seconds_are_over(bench):
    bench.wait(60)
    assert bench.beats[0] <= 5_000
    assert all(later - earlier <= 5_000 for earlier, later in itertools.pairwise(bench.beats))
    assert bench.beats[-1] >= 55_000


def test_a_sleep_that_nobody_told_of_is_cut_out(bench):
    bench.wait(30)
    bench.ahead += 3_600_000
    bench.wait(1)
    bench.wait(9)
    bench.say(Key())
    bench.wait(5)
    bench.say(Quit())
    assert bench.spans() == [("watch", 0, 31), ("watch", 3_640, 3_645)]
    assert bench.gaps[0].kind is GapKind.SUSPEND
    assert bench.gaps[0].end_ms - bench.gaps[0].start_ms == 3_609_000


def test_a_clock_set_back_makes_no_overlap_and_loses_nothing(bench):
    bench.wait(100)
    bench.ahead -= 50_000
    bench.wait(1)
    bench.say(Key())
    bench.wait(20)
    bench.say(Quit())
    # At 101 s lived the wall says 51 s, which is taken up to 101 s.
    assert bench.spans() == [("watch", 0, 101), ("watch", 101, 121)]
    assert bench.gaps == []


def test_recorded_work_ahead_is_stepped_over():
    bench = Bench(occupied=[(T0 + 10_000, T0 + 50_000)])
    bench.begin()
    bench.wait(30)
    bench.say(Quit())
    assert bench.spans() == [("watch", 0, 10), ("watch", 50, 70)]


def test_idle_cuts_back_through_work_that_was_stepped_over():
    bench = Bench(occupied=[(T0 + 10_000, T0 + 50_000)])
    bench.begin()
    bench.wait(5, Key())
    bench.wait(200)
    assert bench.spans() == [("watch", 0, 5)]


def test_a_process_that_did_not_run_did_not_work(bench):
    bench.wait(30)
    bench.mono += 120_000  # SIGSTOP: both clocks went on
    bench.say(Tick())
    bench.say(Key())
    bench.wait(5)
    bench.say(Quit())
    assert bench.spans() == [("watch", 0, 30), ("watch", 150, 155)]
    assert [(g.kind, g.end_ms - g.start_ms) for g in bench.gaps] == [(GapKind.FROZEN, 120_000)]


def test_a_picture_that_plays_on_after_a_silence_is_work_again(bench):
    bench.say(Playback(playing=True))
    bench.wait(30)
    bench.mono += 120_000
    bench.say(Tick())
    bench.wait(5)
    bench.say(Quit())
    assert bench.spans() == [("watch", 0, 30), ("watch", 150, 155)]


@pytest.mark.parametrize(
    ("signal", "kind"), [(Locked(), GapKind.LOCKED), (Suspended(), GapKind.SUSPEND)]
)
def test_a_lock_and_a_told_sleep_end_the_work_at_once(bench, signal, kind):
    bench.wait(10)
    bench.say(signal)
    bench.wait(30)
    bench.say(Unlocked())
    assert bench.spans() == [("watch", 0, 10)]
    assert [(g.kind, g.asks) for g in bench.gaps] == [(kind, False)]


def test_review_is_senior_qc_and_all_else_the_track_of_the_person(bench):
    bench.wait(3)
    bench.say(RoomEntered(room=Room.REVIEW))
    bench.wait(3)
    bench.say(RoomEntered(room=Room.GUIDE))
    bench.wait(3)
    bench.say(RoomEntered(room=Room.CALIBRATION))
    bench.wait(3)
    bench.say(TrackChosen(track=Track.SENIOR_QC))
    bench.wait(3)
    bench.say(Quit())
    assert [(i.track.value, i.activity.value) for i in bench.opened.values()] == [
        ("captioner", "watch"),
        ("senior_qc", "review"),
        ("captioner", "guide"),
        ("captioner", "calibrate"),
        ("senior_qc", "calibrate"),
    ]


def test_the_sample_clip_is_training():
    bench = Bench()
    bench.begin(sample=True)
    bench.wait(3)
    bench.say(Key(in_text=True))
    bench.wait(3)
    bench.say(ClipClosed())
    bench.wait(3)
    assert bench.spans() == [("training", 0, 6)]


def test_a_new_zone_begins_a_new_interval_without_a_gap(bench):
    bench.wait(3)
    bench.offset = 60
    bench.wait(3, Key())
    bench.say(Quit())
    assert [i.offset_minutes for i in bench.opened.values()] == [0, 60]
    assert sum(end - start for _, start, end in bench.spans()) == 6


def test_what_is_given_up_by_leaving_is_asked_at_the_door(bench):
    bench.wait(200)
    bench.say(Quit())
    assert [(g.start_ms - T0, g.end_ms - T0) for g in bench.gaps] == [(0, 200_000)]
    assert bench.clock.counting is None
