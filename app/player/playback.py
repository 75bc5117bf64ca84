"""libVLC's side of the session: what it was told, and what it does about it.

Between two commands libVLC is in one of few phases; each event moves it on. Lives on the child's
main loop.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Protocol

from app.player.clock import LEAD_MS, PlayClock
from app.player.painter import FINE_MS, Gate, Painter, Shown, Stalled
from app.player.paused import PausedFrames
from app.player.picture import Colors, Converter
from app.player.place import Place
from app.player.publisher import Publisher
from app.player.signals import EngineEvent, now_ms

if TYPE_CHECKING:
    from app.player.engine import Engine

_TICK_S: Final = 0.05
_HURRIED_S: Final = 0.005
_FULL: Final = 100
_FILL_LIMIT_MS: Final = 120
"""Near the end of a clip libVLC's buffer never reports that it is full."""
_STREAM_LIMIT_MS: Final = 3000
_IDLE_MS: Final = 4000
"""A paused libVLC draws its picture 14 times a second; after this long it is closed instead."""
_MARGIN_MS: Final = 10.0
_FULL_MS: Final = 6.0
"""libVLC may say that its buffer is full one packet before it is."""
_OLD_MS: Final = 250.0
"""So long after a start a picture may still be one of the place before."""
_EARLY_MS: Final = 4.0
"""How much before its computed moment the first right picture may come."""


class Phase(StrEnum):
    """Where libVLC is between two commands."""

    CLOSED = "closed"
    OPENING = "opening"
    """Opened, paused, at the place asked for; its buffer fills."""
    SEEKING = "seeking"
    """Paused and sent elsewhere; its buffer fills."""
    STARTING = "starting"
    """Told to go on from there."""
    RUNNING = "running"
    HELD = "held"
    RESUMING = "resuming"


class Owner(Protocol):
    """Who decides what follows."""

    def playing_ended(self) -> None:
        """LibVLC reached the end."""
        ...

    def playing_broke(self) -> None:
        """LibVLC cannot go on."""
        ...

    def stream_buffered(self, percent: int) -> None:
        """A stream's buffer is that full."""
        ...

    def show_paused(self, *, back: bool, preview: bool = False) -> None:
        """Show the frame that is meant, from PyAV."""
        ...


class Playback:
    """Makes libVLC play the place; owns its clock and what may be shown of it."""

    def __init__(
        self,
        *,
        owner: Owner,
        place: Place,
        engine: Engine | None,
        publisher: Publisher,
        paused: PausedFrames,
        tell: Callable[[Shown | Stalled], None],
    ) -> None:
        self._owner = owner
        self._place = place
        self._engine = engine
        self._publisher = publisher
        self._paused = paused
        self._clock = PlayClock()
        self._clock_lock = threading.Lock()
        self._phase = Phase.CLOSED
        self._phase_ms = 0.0
        self._calm_ms = 0.0
        self._paused_ms: float | None = None
        self._full_ms: float | None = None
        self._painter = Painter(self._clock, self._clock_lock, publisher, tell)
        if engine is not None:
            self._painter.start(engine)

    @property
    def rate(self) -> float:
        """The speed."""
        return self._clock.rate

    @rate.setter
    def rate(self, rate: float) -> None:
        with self._clock_lock:
            self._clock.rate = rate

    @property
    def is_open(self) -> bool:
        """Whether libVLC has media open."""
        return self._phase != Phase.CLOSED

    def media_ms(self) -> int | None:
        """Where playing is now, by the clock; None while that is unknown."""
        with self._clock_lock:
            seen = self._clock.at(now_ms())
        return None if seen is None else max(0, round(seen - self._place.offset_ms))

    def apply_sound(self) -> None:
        """Tell libVLC how loud."""
        sound = self._place.sound
        if self._engine is not None:
            self._engine.set_sound(percent=sound.percent, muted=sound.muted, mono=sound.mono)

    def loop_changed(self) -> None:
        """Let pictures through up to the loop's end."""
        gate = self._painter.gate
        if gate is not None:
            gate.until = self._place.loop[1] if self._place.loop is not None else None

    def hold(self) -> None:
        """Stop libVLC on the frame on screen."""
        self.close_gate()
        engine = self._engine
        at = now_ms()
        with self._clock_lock:
            seen = self._clock.at(at)
            self._clock.hold(at)
        if self._place.index is None and seen is not None:
            self._place.ms = max(0, round(seen - self._place.offset_ms))
        if engine is None or self._phase == Phase.CLOSED:
            return
        if self._phase in (Phase.OPENING, Phase.SEEKING):
            # It is paused or about to be; `_filled` sees that nothing is wanted.
            self._place.moved = True
            return
        self._place.moved = self._place.moved or self._phase == Phase.STARTING
        engine.set_pause(paused=True)
        self._phase, self._phase_ms = Phase.HELD, now_ms()

    def begin(self, *, preview: bool = False) -> None:
        """Make libVLC play from the frame that is meant to be on screen."""
        engine = self._engine
        if engine is None:
            return
        self.close_gate()
        at = self._place.sought_ms(self._clock.rate)
        if self._phase == Phase.HELD and not self._place.moved:
            self._phase = Phase.RESUMING
            engine.set_pause(paused=False)
            return
        with self._clock_lock:
            self._clock.void()
        if self._phase == Phase.OPENING:
            # It takes no seek yet; `_filled` sends it on.
            self._place.moved = True
            return
        self._place.moved = False
        self._full_ms, self._phase_ms = None, now_ms()
        engine.set_rate(self._clock.rate)
        if self._phase == Phase.CLOSED:
            size = self._place.size if self._place.has_picture else (32, 32)
            engine.open(self._place.source, is_stream=self._place.is_stream, start_ms=at, size=size)
            self._phase = Phase.OPENING
            self._paused_ms = None
        else:
            # Paused, so that the clock starts at a known moment when it goes on; not before the
            # old picture that waits for its turn has had it, for no flush removes that one.
            if self._phase != Phase.HELD:
                self._calm_ms = now_ms() + self._place.frame_ms(self._clock.rate) + _MARGIN_MS
            if self._place.want_playing and self._phase != Phase.HELD:
                # The right picture at once; libVLC's own comes when its buffer is full.
                self._owner.show_paused(back=False, preview=preview)
            engine.set_pause(paused=True)
            engine.set_time(at)
            self._phase = Phase.SEEKING

    def engine_event(self, event: EngineEvent) -> None:
        """LibVLC told something."""
        if self._engine is None or event.opening != self._engine.opening:
            return
        if self._phase == Phase.CLOSED:
            return
        if event.name == "Time":
            with self._clock_lock:
                self._clock.heard(event.at_ms, event.number)
        elif event.name == "Buffering":
            self._buffering(event)
        elif event.name == "Playing":
            self._now_playing(event)
        elif event.name == "Paused" and self._phase == Phase.OPENING:
            self._paused_ms = event.at_ms
        elif event.name == "EndReached":
            self._owner.playing_ended()
        elif event.name == "EncounteredError":
            self._owner.playing_broke()

    def _buffering(self, event: EngineEvent) -> None:
        if self._place.is_stream:
            self._owner.stream_buffered(int(event.number))
        if event.number < _FULL or event.at_ms < self._phase_ms:
            return
        if self._phase == Phase.OPENING and self._place.is_stream:
            self._filled()
        elif self._phase in (Phase.OPENING, Phase.SEEKING):
            self._full_ms = event.at_ms

    def _is_filled(self, at_ms: float) -> bool:
        """Whether the last word of a full buffer is old enough to be the last."""
        return self._full_ms is not None and at_ms - self._full_ms >= _FULL_MS

    def _filled(self) -> None:
        """LibVLC waits at the place it was sent to."""
        engine = self._engine
        if engine is None:
            return
        opening = self._phase == Phase.OPENING
        if self._place.is_stream and opening:
            self._stream_runs()
            return
        self._phase, self._phase_ms, self._full_ms = Phase.HELD, now_ms(), None
        if opening:
            self.apply_sound()
        if not self._place.want_playing:
            self._place.moved = True
            return
        if self._place.moved:
            self.begin()
            return
        self._phase = Phase.STARTING
        engine.set_pause(paused=False)

    def _now_playing(self, event: EngineEvent) -> None:
        at, skip = event.at_ms, 0
        old_until = at + _OLD_MS
        if self._phase == Phase.RESUMING:
            with self._clock_lock:
                self._clock.resume(at)
        elif self._phase == Phase.STARTING:
            with self._clock_lock:
                self._clock.started(
                    at,
                    self._place.ms + self._place.offset_ms,
                    self._place.late_ms(self._clock.rate),
                    self._place.reorder_ms,
                )
            # The first picture may be an early one that is displayed at once; the one asked for
            # is on screen already, from PyAV.
            skip = 1 if self._place.index is not None else 0
            at += LEAD_MS - _EARLY_MS
        else:
            return
        self._phase = Phase.RUNNING
        self._open_gate(at, skip=skip, early_ms=old_until)

    def _stream_runs(self) -> None:
        """A stream's buffer is full and it plays; its first picture is wanted even when paused."""
        self.apply_sound()
        at = now_ms()
        with self._clock_lock:
            self._clock.started(at, self._place.ms)
        self._phase = Phase.RUNNING
        self._open_gate(at, skip=0, early_ms=at)

    def _open_gate(self, from_ms: float, *, skip: int, early_ms: float) -> None:
        self._paused.drop()
        self._place.ticket = self._publisher.ticket()
        converter = None
        if self._engine is not None and self._place.has_picture:
            width, height = self._engine.size
            colors = self._place.colors or Colors.plain(height)
            converter = Converter(width=width, height=height, rotation=0, colors=colors)
        marks = self._paused.marks(self._place.number) if skip else None
        self._painter.gate = Gate(
            ticket=self._place.ticket,
            index=self._place.index,
            converter=converter,
            from_ms=from_ms,
            early_ms=early_ms,
            first=self._place.number,
            skip=skip,
            until=self._place.loop[1] if self._place.loop is not None else None,
            offset_ms=self._place.offset_ms,
            wanted=marks[0] if marks is not None else None,
            unlike=tuple(filter(None, (self._painter.last, marks[1]))) if marks is not None else (),
            damaged=self._place.damaged_at,
            rate=self._clock.rate,
        )

    def scene_is_still(self) -> None:
        """The same picture stays because the clip holds it: each time it is drawn is a frame."""
        gate = self._painter.gate
        if gate is not None:
            gate.fine_ms = now_ms() + FINE_MS

    def close_gate(self) -> None:
        """Let no more pictures of libVLC through."""
        self._painter.gate = None
        self._place.ticket = self._publisher.ticket()

    def close(self) -> None:
        """Close libVLC's media, if any is open."""
        if self._phase == Phase.CLOSED:
            return
        if self._engine is not None:
            # Never from a callback: stopping there would hang for good.
            self._engine.stop()
        self._phase = Phase.CLOSED
        with self._clock_lock:
            self._clock.void()

    @property
    def next_tick_s(self) -> float | None:
        """How soon `tick` must be called; None while nothing is open."""
        if self._phase == Phase.CLOSED:
            return None
        hurried = self._phase == Phase.SEEKING or self._full_ms is not None
        return _HURRIED_S if hurried else _TICK_S

    def tick(self) -> None:
        """What is due by time alone."""
        at = now_ms()
        since = at - self._phase_ms
        if self._phase == Phase.OPENING and not self._place.is_stream:
            paused = self._paused_ms
            late = paused is not None and at - paused > _FILL_LIMIT_MS
            if late or (self._is_filled(at) and paused is not None):
                self._filled()
        elif self._phase == Phase.SEEKING:
            late = since > (_STREAM_LIMIT_MS if self._place.is_stream else _FILL_LIMIT_MS)
            if late or (self._is_filled(at) and at >= self._calm_ms):
                self._filled()
        elif self._phase == Phase.RUNNING:
            self._painter.look_for_pictures(at, self._place.number)
        elif self._phase == Phase.HELD and since > _IDLE_MS and not self._place.is_stream:
            self.close()
