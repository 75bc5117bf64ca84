"""A player without pictures of its own, on a clock that the test turns by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from app.desk.ports.player import (
    ClipEnded,
    FrameShown,
    FrameView,
    LoopTurned,
    MediaInfo,
    MediaLoaded,
    PlayerEvent,
    PlayerFailed,
    PlayerFault,
    PlayerReady,
    PlayerRestarted,
    PlayerStateChanged,
    PlayState,
)
from app.player.index import FrameIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class FakeClip:
    """What the fake finds at a path."""

    frames: int = 100
    fps: Fraction = Fraction(25)
    has_audio: bool = True
    fault: PlayerFault | None = None

    def index(self) -> FrameIndex:
        """A table of constant rate."""
        return FrameIndex.build(((n, n % 25 == 0) for n in range(self.frames)), 1 / self.fps, 1)


class FakePlayer:
    """`PlayerPort` with the same rules as the real one; nothing happens until `advance`."""

    def __init__(
        self, post: Callable[[PlayerEvent], None], clips: dict[str, FakeClip] | None = None
    ) -> None:
        self._post = post
        self.clips = clips or {}
        self.calls: list[tuple[str, object]] = []
        self.state = PlayState.EMPTY
        self.info: MediaInfo | None = None
        self.rate = 1.0
        self.sound_device = True
        self.volume, self.muted, self.mono = 100, False, False
        self.loop: tuple[int, int] | None = None
        self.generation = 0
        self._index: FrameIndex | None = None
        self._number = 0
        self._exact_ms = 0.0
        self._sequence = 0
        self._want_playing = False
        self._pending: FakeClip | None = None
        self._start_ms = 0

    def start(self) -> None:
        self._post(PlayerReady(generation=self.generation, libvlc="3.0.0", sound_device=True))

    def load(
        self,
        source: str,
        *,
        is_stream: bool,
        position_ms: int = 0,
        paused: bool = True,
        rate: float = 1.0,
        view_width: int,
        view_height: int,
    ) -> int:
        self.calls.append(("load", source))
        self.generation += 1
        self.info, self.rate, self.loop = None, rate, None
        self._index, self._start_ms, self._want_playing = None, position_ms, not paused
        if is_stream and not source.startswith(("http://", "https://")):
            self._fail(PlayerFault.SCHEME)
            return self.generation
        self._pending = self.clips.get(source, FakeClip())
        self._become(PlayState.LOADING)
        return self.generation

    def advance(self, ms: float) -> None:
        """Let time pass: the clip opens, or plays on."""
        if self._pending is not None:
            self._open(self._pending)
            return
        index = self._index
        if self.state != PlayState.PLAYING or index is None:
            return
        self._exact_ms += ms * self.rate
        number = index.at(self._exact_ms)
        while self.loop is not None and number >= self.loop[1]:
            self._show(self.loop[1])
            self._exact_ms = float(index.exact_ms(self.loop[0]))
            number = self.loop[0]
            self._post(LoopTurned(generation=self.generation, media_ms=index.token_ms(number)))
            break
        if number != self._number:
            self._show(number)
        if self._exact_ms >= index.duration_ms:
            self._want_playing = False
            self._show(len(index) - 1)
            self._become(PlayState.ENDED)
            self._post(ClipEnded(generation=self.generation, media_ms=self.playhead_ms()))

    def crash(self, failures: int = 1) -> None:
        """The process dies; the next `advance` brings it back."""
        place = self.playhead_ms()
        self._become(PlayState.RESTARTING)
        self._post(
            PlayerRestarted(
                generation=self.generation, reason="exit -9", media_ms=place, failures=failures
            )
        )
        self._start_ms, self._pending = place, FakeClip()

    def _open(self, clip: FakeClip) -> None:
        self._pending = None
        if clip.fault is not None:
            self._fail(clip.fault)
            return
        index = self._index = clip.index()
        self.info = MediaInfo(
            duration_ms=index.duration_ms,
            width=320,
            height=180,
            display_width=320,
            display_height=180,
            fps=float(clip.fps),
            frame_count=len(index),
            has_video=True,
            has_audio=clip.has_audio,
            exact=True,
        )
        self._post(MediaLoaded(generation=self.generation, info=self.info))
        self._become(PlayState.PAUSED)
        self._go(index.at(self._start_ms))
        if self._want_playing:
            self.play()

    def _go(self, number: int) -> None:
        index = self._index
        if index is not None:
            self._exact_ms = float(index.exact_ms(number))
            self._show(number)

    def _show(self, number: int) -> None:
        index = self._index
        if index is None:
            return
        self._number = number
        self._sequence += 2
        self._post(
            FrameShown(
                generation=self.generation,
                slot=0,
                sequence=self._sequence,
                media_ms=index.token_ms(number),
                frame_index=number,
                exact=True,
                width=320,
                height=180,
            )
        )

    def _become(self, state: PlayState) -> None:
        if state != self.state:
            self.state = state
            media_ms = self.playhead_ms()
            self._post(
                PlayerStateChanged(generation=self.generation, state=state, media_ms=media_ms)
            )

    def _fail(self, code: PlayerFault) -> None:
        self._become(PlayState.FAILED)
        self._post(PlayerFailed(generation=self.generation, code=code, detail="", media_ms=0))

    def unload(self) -> None:
        self.calls.append(("unload", None))
        self.info, self._index, self._pending = None, None, None
        self._want_playing = False
        self._become(PlayState.EMPTY)

    def play(self) -> None:
        self.calls.append(("play", None))
        self._want_playing = True
        if self._index is not None:
            if self.loop is not None and not self.loop[0] <= self._number < self.loop[1]:
                self._go(self.loop[0])
            self._become(PlayState.PLAYING)

    def pause(self) -> None:
        self.calls.append(("pause", None))
        self._want_playing = False
        if self.state == PlayState.PLAYING:
            self._become(PlayState.PAUSED)
            self._go(self._number)

    def toggle(self) -> None:
        if self._want_playing:
            self.pause()
        else:
            self.play()

    def seek(self, media_ms: int) -> None:
        self.calls.append(("seek", media_ms))
        if self._index is None:
            self._start_ms = max(0, media_ms)
            return
        if self.state == PlayState.ENDED:
            self._become(PlayState.PAUSED)
        self._go(self._index.at(max(0, media_ms)))

    def step(self, frames: int) -> None:
        self.calls.append(("step", frames))
        self._want_playing = False
        if self._index is not None:
            self._become(PlayState.PAUSED)
            self._go(self._index.clamp(self._number + frames))

    def set_rate(self, rate: float) -> None:
        self.rate = min(2.0, max(0.25, rate))

    def set_volume(self, percent: int) -> None:
        self.volume = min(150, max(0, percent))

    def set_muted(self, muted: bool) -> None:
        self.muted = muted

    def set_mono(self, mono: bool) -> None:
        self.mono = mono

    def set_loop(self, start_ms: int | None, end_ms: int | None) -> None:
        self.calls.append(("loop", (start_ms, end_ms)))
        if start_ms is None or end_ms is None or self._index is None:
            self.loop = None
        else:
            first = self._index.at(start_ms)
            self.loop = (first, max(first, self._index.at(end_ms)))

    def playhead_ms(self) -> int:
        return self._index.token_ms(self._number) if self._index is not None else self._start_ms

    def frame(self) -> FrameView | None:
        if self._index is None:
            return None
        return FrameView(
            pixels=memoryview(bytes(320 * 180 * 4)),
            width=320,
            height=180,
            stride=1280,
            slot=0,
            sequence=self._sequence,
            media_ms=self.playhead_ms(),
            frame_index=self._number,
            exact=True,
            generation=self.generation,
        )

    def still_valid(self, view: FrameView) -> bool:
        return view.sequence == self._sequence

    def close(self) -> None:
        self.calls.append(("close", None))
