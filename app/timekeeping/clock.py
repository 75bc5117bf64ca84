"""The work clock: a state machine that turns signs of work into intervals.

It has no threads, timers or clocks of its own: each signal comes with the instant it was seen at,
and a tick comes about once a second. Rules:

* Only the rooms that are work count; a caption needs an open clip. Losing focus is no signal here.
* A key, the pointer, a step to another clip or room, and a visible picture that plays are presence.
* A window that opens its last clip by itself shows nobody: the first key, pointer or play begins.
* In the caption room the last thing begun decides: from opening or playing on it is watching, from
  a key in the text on it is writing. A still picture in front of the person is watched.
* Without presence for ``idle_ms`` the work ends at the last presence; the next one ends the gap.
* A loop that played through ``unattended_loops`` times with nothing touched stops the count.
* Practice is never paid: what cuts it is recorded as everywhere, and nobody is asked about it.
* A wall clock that leaves the monotonic one, a silence of the process, a locked screen and a system
  that goes to sleep end the work at once. What lies between is a gap and counts only by an answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.worklog import (
    Activity,
    GapKind,
    IntervalOrigin,
    Track,
    WorkGap,
    WorkInterval,
)
from app.timekeeping.signals import (
    ClipClosed,
    ClipOpened,
    ClockEffect,
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
    Signal,
    Suspended,
    Tick,
    TrackChosen,
    WentAway,
)
from app.timekeeping.timeline import Span, Timeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockSettings:
    """The figures of the clock, in ms.

    ``heartbeat_ms`` is one tick below the 5 s that a crash may cost. A gap shorter than ``ask_ms``
    is recorded without a question. ``typing_ms`` after the last key in the text, time with a
    playing picture is watching again. Drift below ``step_ms`` is slewing and no step.
    """

    idle_ms: int = 180_000
    heartbeat_ms: int = 4_000
    frozen_ms: int = 60_000
    step_ms: int = 2_000
    ask_ms: int = 60_000
    typing_ms: int = 5_000
    unattended_loops: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What the seconds belong to."""

    track: Track
    activity: Activity
    clip_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Away:
    kind: GapKind
    since_ms: int
    work: Work


class WorkClock:
    """Says which work the seconds belong to.

    Lane: MAIN; every call returns at once. The caller stores the effects in order, in one
    transaction per call.
    """

    def __init__(
        self,
        *,
        new_id: Callable[[], str],
        track: Track,
        settings: ClockSettings | None = None,
        occupied: Iterable[Span] = (),
    ) -> None:
        """Start with nothing at work.

        Args:
            new_id: Gives a fresh UUIDv7 as text.
            track: The person's track.
            settings: Idle time and the other figures.
            occupied: Recorded intervals and locked periods; new work is never placed on them, even
                when the wall clock is set back. They can follow later, by ``occupy``.
        """
        self._new_id = new_id
        self._settings = settings or ClockSettings()
        self._timeline = Timeline(occupied)
        self._effects: list[ClockEffect] = []
        self._seen: Instant | None = None
        self._somebody = False
        self._room = Room.ELSEWHERE
        self._clip_id: str | None = None
        self._sample = False
        self._track = track
        self._playing = False
        self._visible = True
        self._loops = 0
        self._writing = False
        self._typed_monotonic_ms = 0
        # Open intervals since the last presence, oldest first; only the last one grows. There is
        # more than one only where taken time was stepped over with nobody there.
        self._trail: list[WorkInterval] = []
        self._beat_ms = 0
        self._present_ms = 0
        self._present_monotonic_ms = 0
        self._away: _Away | None = None

    @property
    def counting(self) -> WorkInterval | None:
        """The interval that runs, up to the last signal; None while nothing counts."""
        return self._trail[-1] if self._trail else None

    def change_settings(self, settings: ClockSettings) -> None:
        """Use other figures from the next signal on."""
        self._settings = settings

    def occupy(self, spans: Iterable[Span]) -> None:
        """Take stretches that a correction or a lock filled; no new work lands on them."""
        for span in spans:
            self._timeline.occupy(span)

    def signal(self, signal: Signal, now: Instant) -> tuple[ClockEffect, ...]:
        """Hear one signal; return what changed, in order."""
        self._observe(now)
        self._hear(signal, now)
        self._seen = now
        effects = tuple(self._effects)
        self._effects.clear()
        return effects

    # What the clocks say, whatever the signal is.

    def _observe(self, now: Instant) -> None:
        seen = self._seen
        if seen is None:
            self._timeline.anchor(now)
        elif now.monotonic_ms - seen.monotonic_ms >= self._settings.frozen_ms:
            self._stop(GapKind.FROZEN, self._grown_to())
            self._timeline.anchor(now)
        elif abs(self._timeline.drift_ms(now)) >= self._settings.step_ms:
            # The awake time since the last tick counts: no clock tells on which side it was lived.
            self._grow(now)
            self._stop(GapKind.SUSPEND, self._grown_to())
            self._timeline.anchor(now)
        else:
            self._grow(now)

    def _grow(self, now: Instant) -> None:
        """Let the running interval reach this instant, or end it where presence ended."""
        if not self._trail:
            return
        quiet_ms = now.monotonic_ms - self._present_monotonic_ms
        if quiet_ms >= self._settings.idle_ms and not self._watched():
            self._stop(GapKind.IDLE, self._present_ms)
            return
        self._reach(self._timeline.position(now))
        if self._watched():
            self._mark_presence(now)
            self._settle_all_but_last()

    def _reach(self, place_ms: int) -> None:
        running = self._trail[-1]
        while taken := self._timeline.first_taken(running.end_ms, place_ms):
            self._trail[-1] = running._replace(end_ms=taken[0])
            self._effects.append(IntervalExtended(interval_id=running.id, end_ms=taken[0]))
            free_ms = self._timeline.step_over(taken)
            place_ms += free_ms - taken[0]
            running = self._open_at(free_ms, _work_of(running), running.offset_minutes)
        self._trail[-1] = running._replace(end_ms=place_ms)
        if place_ms - self._beat_ms >= self._settings.heartbeat_ms:
            self._beat_ms = place_ms
            self._effects.append(IntervalExtended(interval_id=running.id, end_ms=place_ms))

    # What the signal says.

    def _hear(self, signal: Signal, now: Instant) -> None:
        match signal:
            case Tick():
                if self._away and self._away.kind in (GapKind.SUSPEND, GapKind.FROZEN):
                    if self._watched():  # the picture plays on: nobody has to touch anything
                        self._come_back(now)
                elif self._trail and self._watched():
                    self._follow(now)
            case LoopPassed():
                self._count_loop()
            case Playback():
                self._hear_playback(signal, now)
            case Suspended():
                self._end_work(GapKind.SUSPEND)
            case Locked():
                self._end_work(GapKind.LOCKED)
            case Quit():
                self._playing = False
                self._end_gap(now)
                self._stop(None, self._grown_to())
            case _:
                self._take_over(signal, now)
                if self._somebody or isinstance(signal, Key | Pointer):
                    self._come_back(now)

    def _take_over(self, signal: Signal, now: Instant) -> None:
        match signal:
            case Key(in_text=True):
                self._writing = True
                self._typed_monotonic_ms = now.monotonic_ms
            case RoomEntered():
                self._room = signal.room
            case ClipOpened():
                self._clip_id, self._sample = signal.clip_id, signal.sample
                self._writing = False
            case ClipClosed():
                self._clip_id, self._sample = None, False
                self._playing = False
            case TrackChosen():
                self._track = signal.track
            case _:
                pass

    def _hear_playback(self, signal: Playback, now: Instant) -> None:
        started = signal.playing and not self._playing
        shown = signal.playing and signal.visible and not self._visible
        self._playing, self._visible = signal.playing, signal.visible
        if started:
            self._writing = False
        if started or shown:  # somebody pressed play, or brought the window back
            self._come_back(now)

    def _count_loop(self) -> None:
        if not (self._trail and self._watched()):
            return
        self._loops += 1
        if self._loops >= self._settings.unattended_loops:
            self._end_work(GapKind.LOOP)

    def _end_work(self, kind: GapKind) -> None:
        self._stop(kind, self._grown_to())

    # Presence, gaps and the intervals they make.

    def _come_back(self, now: Instant) -> None:
        self._somebody = True
        self._loops = 0
        self._end_gap(now)
        self._mark_presence(now)
        self._follow(now)

    def _follow(self, now: Instant) -> None:
        """Make the running interval the one for the work at hand, here and in this zone."""
        if self._playing and self._writing:
            quiet_ms = now.monotonic_ms - self._typed_monotonic_ms
            self._writing = quiet_ms < self._settings.typing_ms
        self._settle_all_but_last()
        work = self._work()
        running = self.counting
        if running is not None:
            if work == _work_of(running) and running.offset_minutes == now.offset_minutes:
                return
            self._stop(None, running.end_ms)
            place_ms = running.end_ms
        else:
            self._timeline.anchor(now)
            place_ms = self._timeline.position(now)
        if work is not None:
            self._open_at(self._timeline.free_from(place_ms), work, now.offset_minutes)
            self._mark_presence(now)

    def _open_at(self, place_ms: int, work: Work, offset_minutes: int) -> WorkInterval:
        interval = WorkInterval(
            id=self._new_id(),
            start_ms=place_ms,
            end_ms=place_ms,
            offset_minutes=offset_minutes,
            track=work.track,
            activity=work.activity,
            clip_id=work.clip_id,
            origin=IntervalOrigin.LIVE,
        )
        self._trail.append(interval)
        self._beat_ms = place_ms
        self._effects.append(IntervalOpened(interval=interval))
        return interval

    def _stop(self, kind: GapKind | None, end_ms: int) -> None:
        """End all that runs at ``end_ms``; with a kind, the person is away from there on."""
        if not self._trail:
            return
        work = _work_of(self._trail[-1])
        for interval in self._trail:
            self._close(interval, max(interval.start_ms, min(interval.end_ms, end_ms)))
        self._trail.clear()
        if kind is not None:
            self._away = _Away(kind=kind, since_ms=end_ms, work=work)
            self._effects.append(
                WentAway(
                    gap_kind=kind,
                    since_ms=end_ms,
                    at_loop=kind is GapKind.LOOP and _is_paid(work),
                )
            )

    def _settle_all_but_last(self) -> None:
        for interval in self._trail[:-1]:
            self._close(interval, interval.end_ms)
        del self._trail[:-1]

    def _close(self, interval: WorkInterval, end_ms: int) -> None:
        self._effects.append(IntervalClosed(interval_id=interval.id, end_ms=end_ms))
        self._timeline.occupy((interval.start_ms, end_ms))

    def _end_gap(self, now: Instant) -> None:
        away, self._away = self._away, None
        if away is None:
            return
        self._timeline.anchor(now)
        end_ms = now.wall_ms
        if end_ms <= away.since_ms:  # the clock was set back: nothing lies between
            return
        gap = WorkGap(
            id=self._new_id(),
            start_ms=away.since_ms,
            end_ms=end_ms,
            offset_minutes=now.offset_minutes,
            kind=away.kind,
            track=away.work.track,
            activity=away.work.activity,
            clip_id=away.work.clip_id,
            asks=_is_paid(away.work) and end_ms - away.since_ms >= self._settings.ask_ms,
        )
        self._effects.append(GapFound(gap=gap))

    def _mark_presence(self, now: Instant) -> None:
        self._present_monotonic_ms = now.monotonic_ms
        self._present_ms = self._timeline.position(now)

    def _grown_to(self) -> int:
        return self._trail[-1].end_ms if self._trail else 0

    def _watched(self) -> bool:
        return self._playing and self._visible

    def _work(self) -> Work | None:
        """What a second belongs to now; None where nothing counts."""
        track = Track.SENIOR_QC if self._room is Room.REVIEW else self._track
        match self._room:
            case Room.CAPTION:
                if self._clip_id is None:
                    return None
                activity = Activity.WRITE if self._writing else Activity.WATCH
            case Room.REVIEW:
                activity = Activity.REVIEW
            case Room.GUIDE:
                activity = Activity.GUIDE
            case Room.CALIBRATION:
                activity = Activity.CALIBRATE
            case Room.ELSEWHERE:
                return None
        if self._sample:
            activity = Activity.TRAINING
        return Work(track=track, activity=activity, clip_id=self._clip_id)


def _is_paid(work: Work) -> bool:
    return work.activity is not Activity.TRAINING


def _work_of(interval: WorkInterval) -> Work:
    return Work(track=interval.track, activity=interval.activity, clip_id=interval.clip_id)
