"""A simulated worker, machine and wall clock, with a truth that is counted apart from the clock.

The truth knows nothing of intervals or places: it only adds up the awake milliseconds that the
rules call work. The hours go through the real use cases into the fake store.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from itertools import pairwise

from hypothesis import strategies as st

from app.desk import hours
from app.domain.errors import RefusedError
from app.domain.worklog import Activity, Correction, CorrectionKind, Track, WorkInterval, current
from app.timekeeping.clock import ClockSettings, WorkClock
from app.timekeeping.corrections import GapAnswer, WorkBook
from app.timekeeping.signals import (
    ClipOpened,
    Instant,
    Key,
    Locked,
    Playback,
    Pointer,
    Quit,
    Room,
    RoomEntered,
    Signal,
    Suspended,
    Tick,
)
from tests.fakes.worklog import FakeWorkLog

IDLE_MS = 30_000
FROZEN_MS = 20_000
SETTINGS = ClockSettings(idle_ms=IDLE_MS, frozen_ms=FROZEN_MS, ask_ms=5_000)
START_MS = 1_763_290_000_000


@dataclass
class Truth:
    """How much was worked, by awake time alone."""

    counted_ms: int = 0
    active: bool = False
    playing: bool = False
    at_work: bool = False
    counted_to: int = 0
    present: int = 0
    resumes: bool = False

    def advance(self, mono: int) -> None:
        if not self.active:
            return
        if not self.playing and mono - self.present >= IDLE_MS:
            self.counted_ms -= self.counted_to - self.present
            self.active = False
            return
        self.counted_ms += mono - self.counted_to
        self.counted_to = mono
        if self.playing:
            self.present = mono

    def act(self, mono: int) -> None:
        self.active = self.at_work
        self.resumes = False
        self.counted_to = self.present = mono

    def stop(self, *, resumes: bool) -> None:
        """Work ends; after a sleep or a silence a picture that plays on is work again by itself."""
        self.resumes = resumes and (self.active or self.resumes)
        self.active = False

    def tick(self, mono: int) -> None:
        self.advance(mono)
        if self.resumes and self.playing:
            self.act(mono)


@dataclass
class World:
    log: FakeWorkLog = field(default_factory=FakeWorkLog)
    truth: Truth = field(default_factory=Truth)
    mono: int = 0
    wall_ahead: int = START_MS
    offset: int = 60
    crashes: int = 0
    corrected_ms: int = 0
    deltas: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        ids = itertools.count()
        self.new_id = lambda: f"id-{next(ids):06}"
        self.start_clock()

    @property
    def now(self) -> Instant:
        return Instant(
            wall_ms=self.mono + self.wall_ahead,
            monotonic_ms=self.mono,
            offset_minutes=self.offset,
        )

    def start_clock(self) -> None:
        hours.recover(self.log)
        self.clock = WorkClock(
            new_id=self.new_id,
            track=Track.CAPTIONER,
            settings=SETTINGS,
            occupied=hours.taken_spans(self.log),
        )
        self.truth.active = self.truth.playing = False
        self.enter(Room.CAPTION)
        self.say(ClipOpened(clip_id="clip-1"))
        self.say(Pointer())
        self.truth.act(self.mono)

    def say(self, signal: Signal) -> None:
        hours.record(self.log, self.clock.signal(signal, self.now))

    # What can happen.

    def wait(self, ms: int) -> None:
        until = self.mono + ms
        while self.mono < until:
            self.mono = min(until, self.mono + 1_000)
            self.truth.tick(self.mono)
            self.say(Tick())

    def key(self) -> None:
        self.human(Key(in_text=True))

    def point(self) -> None:
        self.human(Pointer())

    def human(self, signal: Signal) -> None:
        self.truth.advance(self.mono)
        self.truth.act(self.mono)
        self.say(signal)

    def enter(self, room: Room) -> None:
        self.truth.advance(self.mono)
        self.truth.at_work = room is not Room.ELSEWHERE
        self.truth.act(self.mono)
        self.say(RoomEntered(room=room))

    def open_clip(self, number: int) -> None:
        self.human(ClipOpened(clip_id=f"clip-{number}"))

    def play(self) -> None:
        self.truth.advance(self.mono)
        if not self.truth.playing:
            self.truth.act(self.mono)
        self.truth.playing = True
        self.say(Playback(playing=True))

    def pause(self) -> None:
        self.truth.advance(self.mono)
        self.truth.playing = False
        self.say(Playback(playing=False))

    def lock(self) -> None:
        self.truth.advance(self.mono)
        if self.truth.active:
            self.truth.stop(resumes=False)
        self.say(Locked())

    def told_suspend(self, slept_ms: int) -> None:
        self.truth.advance(self.mono)
        self.truth.stop(resumes=True)
        self.say(Suspended())
        self.jump(slept_ms)

    def jump(self, ms: int) -> None:
        """The machine slept, or somebody set its clock; the next tick sees it."""
        self.wall_ahead += ms
        self.mono += 300
        self.truth.advance(self.mono)
        if abs(ms) >= SETTINGS.step_ms:
            self.truth.stop(resumes=True)
        self.truth.tick(self.mono)
        self.say(Tick())

    def freeze(self, ms: int) -> None:
        self.mono += ms
        if ms >= FROZEN_MS:
            self.truth.stop(resumes=True)
        self.truth.tick(self.mono)
        self.say(Tick())

    def travel(self, offset: int) -> None:
        self.offset = offset

    def crash(self, away_ms: int) -> None:
        self.truth.advance(self.mono)
        self.truth.active = False
        self.crashes += 1
        self.mono += away_ms
        self.start_clock()

    def quit(self) -> None:
        self.truth.advance(self.mono)
        self.truth.active = False
        self.say(Quit())

    # Corrections; what they change is counted by brute force.

    def correct(self, kind: int, pick: int, ms: int) -> None:
        counting = current(self.log.intervals(0, 1 << 62), self.log.corrections())

        def make(book: WorkBook) -> Correction:
            if kind == 0:
                return book.remove(_pick(counting, pick).id, reason="not work")
            if kind == 1:
                target = _pick(counting, pick)
                return book.split(target.id, at_ms=target.start_ms + ms, reason="two clips")
            if kind == 2:
                target = _pick(counting, pick)
                return book.change(target.id, end_ms=target.end_ms + ms - 5_000, reason="door")
            if kind == 3:
                start = START_MS + pick * 1_000
                return book.add(
                    start_ms=start,
                    end_ms=start + ms,
                    offset_minutes=0,
                    track=Track.SENIOR_QC,
                    activity=Activity.REVIEW,
                    clip_id=None,
                    reason="paper",
                )
            if kind == 4:
                gaps = self.log.gaps(0, 1 << 62)
                answer = [GapAnswer.KEEP, GapAnswer.DISCARD, GapAnswer.CLIENT_TOOL][ms % 3]
                return book.answer(_pick(gaps, pick), answer)
            return book.undo(_pick(self.log.corrections(), pick).id)

        try:
            done = hours.correct(self.log, make, now_ms=self.now.wall_ms, new_id=self.new_id)
        except RefusedError:
            return
        known = {i.id: i for i in self.log.intervals(0, 1 << 62)}
        known.update((a.id, a) for c in self.log.corrections() for a in c.adds)
        if done.kind is CorrectionKind.UNDO:
            assert done.undoes is not None
            delta = -self.deltas[done.undoes]
        else:
            delta = sum(added.duration_ms for added in done.adds)
            delta -= sum(known[interval_id].duration_ms for interval_id in done.replaces)
        self.deltas[done.id] = delta
        self.corrected_ms += delta
        self.clock.occupy(hours.taken_spans(self.log))

    # What must hold.

    def counted(self) -> tuple[WorkInterval, ...]:
        return current(self.log.intervals(0, 1 << 62), self.log.corrections())

    def check_no_overlap(self) -> None:
        for earlier, later in pairwise(self.counted()):
            assert earlier.end_ms <= later.start_ms, (earlier, later)

    def check_sum(self) -> None:
        lived = sum(interval.duration_ms for interval in self.counted())
        missing = self.truth.counted_ms + self.corrected_ms - lived
        assert 0 <= missing <= self.crashes * 5_000, f"{missing} ms missing"


def _pick(things, index):
    if not things:
        raise RefusedError("hours.unknown")
    return things[index % len(things)]


_short = st.integers(0, 12_000)
_jumps = st.one_of(st.integers(2_001, 4_000_000), st.integers(-4_000_000, -2_600))

STEPS = st.one_of(
    st.tuples(st.just("wait"), _short),
    st.tuples(st.just("wait"), st.integers(IDLE_MS - 2_000, IDLE_MS + 9_000)),
    st.tuples(st.just("key")),
    st.tuples(st.just("point")),
    st.tuples(st.just("play")),
    st.tuples(st.just("pause")),
    st.tuples(st.just("enter"), st.sampled_from(Room)),
    st.tuples(st.just("open_clip"), st.integers(1, 3)),
    st.tuples(st.just("lock")),
    st.tuples(st.just("told_suspend"), st.integers(3_000, 100_000)),
    st.tuples(st.just("jump"), _jumps),
    st.tuples(st.just("freeze"), st.integers(0, 2 * FROZEN_MS)),
    st.tuples(st.just("travel"), st.sampled_from([-480, -420, 0, 60, 120, 330])),
    st.tuples(st.just("crash"), st.integers(0, 50_000)),
    st.tuples(st.just("correct"), st.integers(0, 5), st.integers(0, 400), st.integers(1, 20_000)),
)


def run(steps) -> World:
    """Live through the steps; nothing may overlap after any of them, nor be missing at the end."""
    world = World()
    for name, *arguments in steps:
        getattr(world, name)(*arguments)
        world.check_no_overlap()
    world.quit()
    world.check_no_overlap()
    world.check_sum()
    return world
