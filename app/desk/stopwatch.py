"""A player for clips without media: a stopwatch that the person runs beside the client's tool."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from app.desk.ports.clock import Clock, Timers
from app.desk.ports.player import (
    FrameView,
    MediaInfo,
    MediaLoaded,
    PlayerEvent,
    PlayerStateChanged,
    PlayState,
    PositionChanged,
)

TICK_MS: Final = 100


class StopwatchPlayer:
    """Satisfies the player's port without any picture; time runs while it "plays". MAIN."""

    def __init__(self, clock: Clock, timers: Timers, post: Callable[[PlayerEvent], None]) -> None:
        self._clock = clock
        self._timers = timers
        self._ticking = False
        self._post = post
        self._generation = 0
        self._at_ms = 0
        self._since_ms: int | None = None
        self._rate = 1.0
        self._duration_ms = 0
        self._state = PlayState.EMPTY

    @property
    def state(self) -> PlayState:
        """EMPTY, PAUSED or PLAYING."""
        return self._state

    @property
    def info(self) -> MediaInfo | None:
        """The length the person gave."""
        return MediaInfo(duration_ms=self._duration_ms)

    @property
    def rate(self) -> float:
        """How fast the stopwatch runs."""
        return self._rate

    @property
    def sound_device(self) -> bool:
        """There is no sound of ours."""
        return False

    def set_duration(self, duration_ms: int) -> None:
        """Tell the length of the clip, 0 when unknown; before ``load``."""
        self._duration_ms = duration_ms

    def start(self) -> None:
        """There is no process to start."""

    def load(
        self,
        source: str,  # noqa: ARG002 - the port's signature
        *,
        is_stream: bool,  # noqa: ARG002 - see above
        position_ms: int = 0,
        paused: bool = True,
        rate: float = 1.0,
        view_width: int,  # noqa: ARG002 - see above
        view_height: int,  # noqa: ARG002 - see above
    ) -> int:
        """Lay the stopwatch at a place."""
        self._generation += 1
        self._at_ms, self._rate, self._since_ms = position_ms, rate, None
        self._post(
            MediaLoaded(generation=self._generation, info=MediaInfo(duration_ms=self._duration_ms))
        )
        self._state = PlayState.PAUSED
        if paused:
            self._tell()
        else:
            self.play()
        return self._generation

    def unload(self) -> None:
        """Stop."""
        self._at_ms, self._since_ms, self._state = 0, None, PlayState.EMPTY

    def play(self) -> None:
        """Start the stopwatch."""
        if self._since_ms is None:
            self._since_ms = self._clock.monotonic_ms()
        self._state = PlayState.PLAYING
        self._tell()
        if not self._ticking:
            self._ticking = True
            self._timers.call_later(TICK_MS, self._tick)

    def pause(self) -> None:
        """Stop the stopwatch."""
        self._at_ms, self._since_ms = self.playhead_ms(), None
        self._state = PlayState.PAUSED
        self._tell()

    def toggle(self) -> None:
        """Start or stop."""
        if self._since_ms is None:
            self.play()
        else:
            self.pause()

    def seek(self, media_ms: int) -> None:
        """Set the stopwatch."""
        running = self._since_ms is not None
        self._at_ms = max(0, media_ms)
        self._since_ms = self._clock.monotonic_ms() if running else None
        self._tell()

    def step(self, frames: int) -> None:
        """Move by tenths of a second, there being no frames."""
        self.pause()
        self.seek(self._at_ms + frames * 100)

    def set_rate(self, rate: float) -> None:
        """Run at another speed."""
        self._at_ms = self.playhead_ms()
        if self._since_ms is not None:
            self._since_ms = self._clock.monotonic_ms()
        self._rate = rate

    def set_volume(self, percent: int) -> None:
        """There is no sound of ours."""

    def set_muted(self, muted: bool) -> None:
        """There is no sound of ours."""

    def set_mono(self, mono: bool) -> None:
        """There is no sound of ours."""

    def set_loop(self, start_ms: int | None, end_ms: int | None) -> None:
        """A stopwatch does not loop."""

    def playhead_ms(self) -> int:
        """Where the stopwatch stands."""
        if self._since_ms is None:
            return self._at_ms
        passed = self._clock.monotonic_ms() - self._since_ms
        return self._at_ms + round(passed * self._rate)

    def frame(self) -> FrameView | None:
        """There is no picture."""
        return None

    def still_valid(self, view: FrameView) -> bool:  # noqa: ARG002 - the port's signature
        """There is no picture."""
        return False

    def close(self) -> None:
        """There is no process to end."""

    def _tick(self) -> None:
        """Tell the place ten times a second while the stopwatch runs."""
        self._ticking = self._since_ms is not None
        if self._ticking:
            self._post(
                PositionChanged(
                    generation=self._generation, media_ms=self.playhead_ms(), rate=self._rate
                )
            )
            self._timers.call_later(TICK_MS, self._tick)

    def _tell(self) -> None:
        self._post(
            PlayerStateChanged(
                generation=self._generation, state=self._state, media_ms=self.playhead_ms()
            )
        )
