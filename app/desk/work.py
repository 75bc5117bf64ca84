"""The work clock at the desk: signals in, intervals to the store, totals to the status line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from app.desk.hours import record, recover, taken_spans
from app.desk.ports.clock import Clock
from app.desk.ports.store import UnitOfWork
from app.desk.runtime import Desk
from app.desk.totals import WorkTotals
from app.domain.worklog import DAY_MS, MINUTE_MS, Activity, Track, WorkGap, WorkInterval, current
from app.timekeeping.clock import ClockSettings, WorkClock
from app.timekeeping.signals import (
    ClockEffect,
    GapFound,
    Instant,
    IntervalClosed,
    IntervalExtended,
    IntervalOpened,
    Quit,
    Signal,
    Tick,
    TrackChosen,
    WentAway,
)
from app.timekeeping.timeline import Span

TICK_MS: Final = 1000


def read_instant(clock: Clock) -> Instant:
    """Read the clocks together."""
    return Instant(
        wall_ms=clock.utc_ms(),
        monotonic_ms=clock.monotonic_ms(),
        offset_minutes=clock.offset_minutes(),
    )


def start_of_day(utc_ms: int, offset_minutes: int) -> int:
    """Give the UTC time at which the local day began."""
    local = utc_ms + offset_minutes * MINUTE_MS
    return local - local % DAY_MS - offset_minutes * MINUTE_MS


def start_of_week(utc_ms: int, offset_minutes: int, first_day: int) -> int:
    """Give the UTC time at which the local week began; ``first_day`` is 0 for Monday."""
    day = start_of_day(utc_ms, offset_minutes)
    number = (day + offset_minutes * MINUTE_MS) // DAY_MS
    weekday = (number + 3) % 7  # 1 January 1970 was a Thursday
    return day - ((weekday - first_day) % 7) * DAY_MS


@dataclass(frozen=True, slots=True)
class WorkStart:
    """What the clock must know of the past: what a crash left and what this week holds."""

    recovered: tuple[WorkInterval, ...]
    week: tuple[WorkInterval, ...]
    taken: tuple[Span, ...]


def start_work(unit: UnitOfWork, week_start_ms: int, now_ms: int) -> WorkStart:
    """Close what a crash left open and read the intervals of the week and beyond."""
    recovered = tuple(recover(unit.worklog))
    return WorkStart(recovered, read_week(unit, week_start_ms, now_ms), taken_spans(unit.worklog))


def read_week(unit: UnitOfWork, week_start_ms: int, now_ms: int) -> tuple[WorkInterval, ...]:
    """Read what counts since the start of the week, corrections applied."""
    originals = unit.worklog.intervals(week_start_ms, now_ms + 8 * DAY_MS)
    return tuple(current(originals, unit.worklog.corrections()))


def worked_on(unit: UnitOfWork, clip_id: str) -> int:
    """Give the work on a clip that is stored, in ms."""
    return unit.clips.row(clip_id).worked_ms


class WorkDesk:
    """Feeds the work clock and keeps the totals. MAIN only; never waits.

    Attributes:
        on_totals: Called when a shown figure may have changed.
        on_gap: Called when the person is back and a question is worth posing.
        on_error: Called when hours can't be stored; the effects are kept and sent again.
    """

    def __init__(
        self,
        desk: Desk,
        *,
        on_totals: Callable[[WorkTotals], None],
        on_gap: Callable[[WorkGap], None],
        on_away: Callable[[WentAway], None],
        on_error: Callable[[Exception], None],
    ) -> None:
        self._desk = desk
        self._on_totals = on_totals
        self._on_gap = on_gap
        self._on_away = on_away
        self._on_error = on_error
        self._clock: WorkClock | None = None
        self._early: list[tuple[Signal, Instant]] = []
        self._unstored: list[ClockEffect] = []
        self._storing = False
        self._week: dict[str, WorkInterval] = {}  # as sent to the store
        self._clip_id: str | None = None
        self._clip_before_ms = 0
        self._week_start_ms = 0
        self._first_day: int = 0
        self._totals = WorkTotals()

    @property
    def totals(self) -> WorkTotals:
        """The figures told last."""
        return self._totals

    def start(self, track: Track, settings: ClockSettings, first_day: int) -> None:
        """Recover what a crash left and start counting; signals seen before are kept.

        Started again, after another database was opened, it counts on with what that one holds.
        """
        now = self._desk.clock.utc_ms()
        self._first_day = first_day
        self._week_start_ms = start_of_week(now, self._desk.clock.offset_minutes(), first_day)

        def begin(past: WorkStart) -> None:
            self._week = {interval.id: interval for interval in past.week}
            ticks = self._clock is not None
            self._clock = WorkClock(
                new_id=self._desk.ids.new,
                track=track,
                settings=settings,
                occupied=past.taken,
            )
            early, self._early = self._early, []
            for signal, at in early:
                self._hear(signal, at)
            if not ticks:
                self._desk.timers.call_later(TICK_MS, self._tick)

        week_start = self._week_start_ms
        self._desk.run(lambda unit: start_work(unit, week_start, now), begin, self._on_error)

    def change_settings(self, settings: ClockSettings) -> None:
        """Use other figures from now on."""
        if self._clock is not None:
            self._clock.change_settings(settings)

    def choose_track(self, track: Track) -> None:
        """Count for another track from now on."""
        self.signal(TrackChosen(track=track))

    def change_week(self, first_day: int) -> None:
        """Begin the week on another day; 0 is Monday."""
        if first_day != self._first_day:
            clock = self._desk.clock
            self._first_day = first_day
            self._week_start_ms = start_of_week(clock.utc_ms(), clock.offset_minutes(), first_day)
            self.corrected()

    def show_clip(self, clip_id: str | None) -> None:
        """Count the time on this clip in the status line."""
        self._clip_id = clip_id
        self._clip_before_ms = 0
        if clip_id is not None:
            own = sum(i.end_ms - i.start_ms for i in self._week.values() if i.clip_id == clip_id)

            def take(stored_ms: int) -> None:
                if self._clip_id == clip_id:
                    self._clip_before_ms = max(0, stored_ms - own)
                    self._tell()

            self._desk.run(lambda unit: worked_on(unit, clip_id), take, self._on_error)
        self._tell()

    def corrected(self) -> None:
        """Read the week again after a correction, or when it begins on another day."""

        def take(past: tuple[tuple[WorkInterval, ...], tuple[Span, ...]]) -> None:
            week, taken = past
            self._week = {interval.id: interval for interval in week}
            if self._clock is not None:
                self._clock.occupy(taken)
            self.show_clip(self._clip_id)

        now, start = self._desk.clock.utc_ms(), self._week_start_ms
        self._desk.run(
            lambda unit: (read_week(unit, start, now), taken_spans(unit.worklog)),
            take,
            self._on_error,
        )

    def signal(self, signal: Signal) -> None:
        """Hear a sign of work."""
        at = read_instant(self._desk.clock)
        if self._clock is None:
            self._early.append((signal, at))
        else:
            self._hear(signal, at)

    def close(self) -> None:
        """Settle what runs; the effects go to the STORE lane before it closes."""
        self.signal(Quit())

    def worked_ms(self) -> int:
        """Work on the shown clip up to now."""
        return self._totals.clip_ms

    def _tick(self) -> None:
        self.signal(Tick())
        self._desk.timers.call_later(TICK_MS, self._tick)

    def _hear(self, signal: Signal, at: Instant) -> None:
        clock = self._clock
        if clock is None:
            return
        effects = clock.signal(signal, at)
        self._unstored += effects
        for effect in effects:
            self._apply(effect)
        self._send()
        self._tell()

    def _apply(self, effect: ClockEffect) -> None:
        match effect:
            case IntervalOpened(interval=interval):
                self._week[interval.id] = interval
            case (
                IntervalExtended(interval_id=interval_id, end_ms=end_ms)
                | IntervalClosed(interval_id=interval_id, end_ms=end_ms)
            ):
                known = self._week.get(interval_id)
                if known is not None:
                    self._week[interval_id] = known._replace(end_ms=end_ms)
            case GapFound(gap=gap):
                if gap.asks:
                    self._on_gap(gap)
            case WentAway():
                self._on_away(effect)

    def _send(self) -> None:
        if self._storing or not self._unstored:
            return
        batch = tuple(self._unstored)
        self._storing = True

        def stored(_: None) -> None:
            self._storing = False
            del self._unstored[: len(batch)]
            self._send()

        def failed(error: Exception) -> None:
            self._storing = False
            self._on_error(error)

        self._desk.run(lambda unit: record(unit.worklog, batch), stored, failed)

    def _tell(self) -> None:
        now = self._desk.clock.utc_ms()
        offset = self._desk.clock.offset_minutes()
        day = start_of_day(now, offset)
        self._week_start_ms = start_of_week(now, offset, self._first_day)
        running = self._clock.counting if self._clock else None
        clip_id = self._clip_id
        lived = self._week | {running.id: running} if running else self._week
        totals = WorkTotals(
            activity=running.activity if running else None,
            clip_ms=self._clip_before_ms
            + sum(
                i.end_ms - i.start_ms
                for i in lived.values()
                if clip_id is not None and i.clip_id == clip_id
            ),
            today_ms=_within(lived.values(), day),
            week_ms=_within(lived.values(), self._week_start_ms),
        )
        if totals != self._totals:
            self._totals = totals
            self._on_totals(totals)


def _within(intervals: Iterable[WorkInterval], start_ms: int) -> int:
    """Sum work after a moment; training is practice and not counted."""
    return sum(
        max(0, i.end_ms - max(i.start_ms, start_ms))
        for i in intervals
        if i.activity is not Activity.TRAINING
    )
