"""The player's mind: what is open, what was asked for, and what libVLC is doing about it.

Lives on the child's main loop. libVLC plays; a paused picture always comes from PyAV by the table
of frame times, so that the frame on screen and the time handed out are the same thing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from app.desk.ports.player import MediaInfo, PlayerFault, PlayState
from app.player.clock import LEAD_MS, PlayClock
from app.player.index import FrameIndex
from app.player.painter import Gate, Painter, Shown
from app.player.paused import Decoded, Opened, PausedFrames
from app.player.picture import Colors, Converter
from app.player.publisher import Publisher
from app.player.signals import EngineEvent, now_ms
from app.player.wire import Message

if TYPE_CHECKING:
    from app.player.engine import Engine

_FULL: Final = 100
_POSITION_EVERY_MS: Final = 50
_FILL_LIMIT_MS: Final = 120
"""Near the end of a clip libVLC's buffer never reports that it is full."""
_STREAM_LIMIT_MS: Final = 3000
_IDLE_MS: Final = 4000
"""A paused libVLC draws its picture 14 times a second; after this long it is closed instead."""
_USUAL_FRAME_MS: Final = 40.0
_LONGEST_FRAME_MS: Final = 150.0
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


class Session:
    """One clip at a time, for the life of the process."""

    def __init__(
        self,
        *,
        send: Callable[[Message], None],
        tell: Callable[[object], None],
        publisher: Publisher,
        engine: Engine | None,
    ) -> None:
        self._send = send
        self._tell = tell
        self._publisher = publisher
        self._engine = engine
        self._paused = PausedFrames(publisher, tell)
        self._clock = PlayClock()
        self._clock_lock = threading.Lock()
        self._generation = 0
        self._source = ""
        self._is_stream = False
        self._view = (960, 540)
        self._info: MediaInfo | None = None
        self._index: FrameIndex | None = None
        self._colors: Colors | None = None
        self._size: tuple[int, int] | None = None
        self._state = PlayState.EMPTY
        self._phase = Phase.CLOSED
        self._want_playing = False
        self._moved: bool = True
        self._number: int = 0
        self._ms = 0
        self._loop: tuple[int, int] | None = None
        self._percent, self._muted, self._mono = 100, False, False
        self._offset_ms = 0.0
        self._ticket = 0
        self._told_position = 0.0
        self._loop_asked: tuple[int | None, int | None] = (None, None)
        self._phase_ms = 0.0
        self._calm_ms = 0.0
        self._paused_ms: float | None = None
        self._full_ms: float | None = None
        self._painter = Painter(self._clock, self._clock_lock, publisher, tell)
        if engine is not None:
            self._painter.start(engine)

    # What the window asks for.

    def do(self, message: Message) -> None:
        """Carry out one command."""
        kind = message["m"]
        if kind == "load":
            self._load(message)
        elif kind in ("volume", "mute", "mono"):
            self._set_sound(kind, message["v"])
        elif kind == "rate":
            self._set_rate(float(message["v"]))
        elif kind == "loop":
            self._set_loop(message.get("a"), message.get("b"))
        elif kind == "unload":
            self._unload()
        elif self._state not in (PlayState.EMPTY, PlayState.FAILED, PlayState.LOADING):
            self._move(kind, message)
        elif self._state == PlayState.LOADING:
            self._move_early(kind, message)

    def hear(self, item: object) -> None:
        """Take in what another thread of this process told."""
        if isinstance(item, EngineEvent):
            self.engine_event(item)
        elif isinstance(item, Opened):
            self.opened(item)
        elif isinstance(item, Decoded):
            self.decoded(item)
        elif isinstance(item, Shown):
            self.shown(item.ticket, item.number)

    def _move(self, kind: str, message: Message) -> None:
        if kind == "play":
            self._play()
        elif kind == "pause":
            self._pause()
        elif kind == "seek":
            self._seek(int(message["v"]))
        elif kind == "step":
            self._step(int(message["v"]))

    def _move_early(self, kind: str, message: Message) -> None:
        """The clip is still being opened: remember."""
        if kind in ("play", "pause"):
            self._want_playing = kind == "play"
        elif kind == "seek":
            self._ms = int(message["v"])

    def _load(self, message: Message) -> None:
        self._unload()
        self._generation = self._publisher.generation = int(message["g"])
        self._source = str(message["src"])
        self._is_stream = bool(message["stream"])
        self._ms = int(message["ms"])
        self._clock.rate = float(message["rate"])
        self._want_playing = not message["paused"]
        self._loop_asked = (message.get("a"), message.get("b"))
        self._view = (int(message["vw"]), int(message["vh"]))
        self._set_state(PlayState.LOADING)
        if self._is_stream:
            self._load_stream()
        else:
            self._paused.open(Path(self._source), self._generation, self._view)

    def _load_stream(self) -> None:
        if self._engine is None:
            self._fail(PlayerFault.NO_LIBVLC, "")
            return
        self._info = None
        self._size = self._view if self._view[0] <= 1280 else (1280, 720)
        self._size = (self._size[0] // 32 * 32, self._size[1] // 2 * 2)
        self._begin()

    def opened(self, result: Opened) -> None:
        """PyAV opened the file, or says why not."""
        if result.generation != self._generation or self._state != PlayState.LOADING:
            return
        if result.info is None:
            self._fail(result.fault or PlayerFault.DAMAGED, result.detail)
            return
        self._info, self._index, self._colors = result.info, result.index, result.colors
        self._size, self._offset_ms = result.size, result.lead_ms
        self._source = result.source
        self._tell_loaded(result.info)
        if self._engine is None and not result.info.is_still:
            self._send_fault(PlayerFault.NO_LIBVLC, "")
        if self._index is not None:
            self._go(self._index.at(self._ms))
            self._set_loop(*self._loop_asked)
        self._set_state(PlayState.PAUSED)
        if self._index is not None:
            self._show_paused(back=False)
        if self._want_playing:
            self._play()

    def _tell_loaded(self, info: MediaInfo) -> None:
        about = {name: getattr(info, name) for name in MediaInfo.__slots__}
        self._send({"m": "loaded", "g": self._generation, "info": about})

    def _unload(self) -> None:
        self._close_gate()
        self._paused.drop()
        if self._phase != Phase.CLOSED:
            self._close_engine()
        self._info = self._index = self._colors = self._loop = None
        self._want_playing, self._moved, self._number, self._ms = False, True, 0, 0
        self._offset_ms = 0.0
        self._set_state(PlayState.EMPTY)

    def _play(self) -> None:
        if self._engine is None:
            self._send_fault(PlayerFault.NO_LIBVLC, "")
            self._set_state(PlayState.PAUSED)
            return
        if self._info is not None and self._info.is_still:
            self._set_state(PlayState.PAUSED)
            return
        if self._state == PlayState.PLAYING:
            return
        self._want_playing = True
        self._set_state(PlayState.PLAYING)
        if self._loop is not None and not self._loop[0] <= self._number < self._loop[1]:
            self._go(self._loop[0])
        self._begin()

    def _pause(self) -> None:
        self._want_playing = False
        if self._state == PlayState.BUFFERING and self._info is None:
            return
        if self._state not in (PlayState.PLAYING, PlayState.BUFFERING):
            return
        self._hold()
        self._set_state(PlayState.PAUSED)
        self._show_paused(back=True)

    def _hold(self) -> None:
        """Stop libVLC on the frame on screen."""
        self._close_gate()
        engine = self._engine
        at = now_ms()
        with self._clock_lock:
            seen = self._clock.at(at)
            self._clock.hold(at)
        if self._index is None and seen is not None:
            self._ms = max(0, round(seen - self._offset_ms))
        if engine is None or self._phase == Phase.CLOSED:
            return
        if self._phase in (Phase.OPENING, Phase.SEEKING):
            # It is paused or about to be; `_filled` sees that nothing is wanted.
            self._moved = True
            return
        self._moved = self._moved or self._phase == Phase.STARTING
        engine.set_pause(paused=True)
        self._phase, self._phase_ms = Phase.HELD, now_ms()

    def _seek(self, media_ms: int) -> None:
        if self._index is not None:
            self._go(self._index.at(media_ms))
        else:
            length = self._info.duration_ms if self._info is not None else 0
            self._ms = max(0, min(media_ms, length) if length else media_ms)
            self._moved = True
        if self._state in (PlayState.PLAYING, PlayState.BUFFERING):
            if self._loop is not None and self._index is not None and self._number > self._loop[1]:
                self._loop = None
            self._begin()
            return
        self._set_state(PlayState.PAUSED)
        self._show_paused(back=False)

    def _step(self, frames: int) -> None:
        if self._state in (PlayState.PLAYING, PlayState.BUFFERING):
            self._want_playing = False
            self._hold()
        if self._index is None:
            self._seek(self._ms + frames * 40)
            return
        self._go(self._index.clamp(self._number + frames))
        self._set_state(PlayState.PAUSED)
        self._show_paused(back=frames < 0)

    def _go(self, number: int) -> None:
        """Make this the frame; libVLC follows when it plays."""
        if self._index is None:
            return
        self._moved = self._moved or number != self._number
        self._number = number
        self._ms = self._index.token_ms(number)

    def _show_paused(self, *, back: bool) -> None:
        if self._index is None:
            self._tell_position(force=True)
            return
        self._ticket = self._publisher.ticket()
        self._paused.show(self._number, self._ticket, back=back)

    def decoded(self, result: Decoded) -> None:
        """PyAV answered a request for a frame."""
        if result.ticket != self._ticket or result.number is not None:
            return
        self._send_fault(PlayerFault.DAMAGED_PLACE, result.detail)

    def _set_rate(self, rate: float) -> None:
        rate = min(2.0, max(0.25, rate))
        with self._clock_lock:
            self._clock.rate = rate
        self._moved = True
        if self._state == PlayState.PLAYING and self._phase != Phase.CLOSED:
            self._begin()

    def _set_loop(self, start_ms: int | None, end_ms: int | None) -> None:
        self._loop_asked = (start_ms, end_ms)
        index = self._index
        if start_ms is None or end_ms is None or index is None:
            self._loop = None
        else:
            first = index.at(start_ms)
            self._loop = (first, max(first, index.at(end_ms)))
        gate = self._painter.gate
        if gate is not None:
            gate.until = self._loop[1] if self._loop is not None else None
        outside = self._loop is not None and not self._loop[0] <= self._number <= self._loop[1]
        if outside and self._loop is not None and self._state == PlayState.PLAYING:
            self._go(self._loop[0])
            self._begin()

    def _set_sound(self, kind: str, value: Any) -> None:  # noqa: ANN401 - JSON
        if kind == "volume":
            self._percent = min(150, max(0, int(value)))
        elif kind == "mute":
            self._muted = bool(value)
        else:
            self._mono = bool(value)
        self._apply_sound()

    def _apply_sound(self) -> None:
        if self._engine is not None:
            self._engine.set_sound(percent=self._percent, muted=self._muted, mono=self._mono)

    # Playing.

    def _begin(self) -> None:
        """Make libVLC play from the frame that is meant to be on screen."""
        engine = self._engine
        if engine is None:
            return
        self._close_gate()
        at = self._sought_ms()
        if self._phase == Phase.HELD and not self._moved:
            self._phase = Phase.RESUMING
            engine.set_pause(paused=False)
            return
        with self._clock_lock:
            self._clock.void()
        if self._phase == Phase.OPENING:
            # It takes no seek yet; `_filled` sends it on.
            self._moved = True
            return
        self._moved = False
        self._full_ms, self._phase_ms = None, now_ms()
        engine.set_rate(self._clock.rate)
        if self._phase == Phase.CLOSED:
            size = self._size if self._info is None or self._info.has_video else (32, 32)
            engine.open(self._source, is_stream=self._is_stream, start_ms=at, size=size)
            self._phase = Phase.OPENING
            self._paused_ms = None
        else:
            # Paused, so that the clock starts at a known moment when it goes on; not before the
            # old picture that waits for its turn has had it, for no flush removes that one.
            if self._phase != Phase.HELD:
                self._calm_ms = now_ms() + self._frame_ms() + _MARGIN_MS
            if self._want_playing and self._phase != Phase.HELD:
                # The right picture at once; libVLC's own comes when its buffer is full.
                self._show_paused(back=False)
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
            self._ended()
        elif event.name == "EncounteredError":
            self._broken()

    def _buffering(self, event: EngineEvent) -> None:
        if self._is_stream:
            self._send({"m": "buffering", "g": self._generation, "p": int(event.number)})
            full = event.number >= _FULL
            if self._state in (PlayState.PLAYING, PlayState.BUFFERING) and self._want_playing:
                self._set_state(PlayState.PLAYING if full else PlayState.BUFFERING)
        if event.number < _FULL or event.at_ms < self._phase_ms:
            return
        if self._phase == Phase.OPENING and self._is_stream:
            self._filled()
        elif self._phase in (Phase.OPENING, Phase.SEEKING):
            self._full_ms = event.at_ms

    def _is_filled(self, at_ms: float) -> bool:
        """Whether the last word of a full buffer is old enough to be the last."""
        return self._full_ms is not None and at_ms - self._full_ms >= _FULL_MS

    def _frame_ms(self) -> float:
        """How long a frame stays on screen at this speed."""
        if self._index is None:
            return _USUAL_FRAME_MS / self._clock.rate
        codec = self._info.video_codec if self._info is not None else ""
        waiting = 3 if "av1" in codec else 1
        return min(_LONGEST_FRAME_MS, waiting * self._index.longest_ms) / self._clock.rate

    def _filled(self) -> None:
        """LibVLC waits at the place it was sent to."""
        engine = self._engine
        if engine is None:
            return
        opening = self._phase == Phase.OPENING
        if self._is_stream and opening:
            self._stream_runs()
            return
        self._phase, self._phase_ms, self._full_ms = Phase.HELD, now_ms(), None
        if opening:
            self._apply_sound()
        if not self._want_playing:
            self._moved = True
            return
        if self._moved:
            self._begin()
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
                    at, self._ms + self._offset_ms, self._late_ms(), self._spread_ms()
                )
            # The first picture may be an early one that is displayed at once; the one asked for
            # is on screen already, from PyAV.
            skip = 1 if self._index is not None else 0
            at += LEAD_MS - _EARLY_MS
        else:
            return
        self._phase = Phase.RUNNING
        self._open_gate(at, skip=skip, early_ms=old_until)

    def _run_up_ms(self) -> float:
        """The way from where libVLC begins to decode to the frame that is to be shown."""
        index = self._index
        if index is None:
            return 0.0
        key = index.key_before(self._number)
        run_up = float(index.exact_ms(self._number) - index.exact_ms(key))
        if key > 0 and self._info is not None and "mov" in self._info.container:
            # Matroska keeps no decoding times, so only here the way is longer by the reordering.
            run_up += float(index.reorder * index.base * 1000)
        return run_up

    def _late_ms(self) -> float:
        """How much later the frame sought is displayed at a speed below 1.

        libVLC counts the way from the key frame at speed 1 when it sets its clock's origin
        (src/input/es_out.c, EsOutDecodersStopBuffering) but displays it at the speed asked for.
        """
        return max(0.0, self._run_up_ms() * (1 / self._clock.rate - 1))

    def _sought_ms(self) -> int:
        """The time to ask libVLC for, so that it begins with the frame that is meant.

        Above speed 1 it would begin later, for the same reason: it is asked for an earlier time.
        """
        at = self._ms + self._offset_ms
        early = self._run_up_ms() * (1 - 1 / self._clock.rate)
        return max(0, round(at - max(0.0, early)))

    def _spread_ms(self) -> float:
        """How much longer libVLC's way from the key frame may be than `_late_ms` takes it to be."""
        if self._index is None:
            return 0.0
        return float(self._index.reorder * self._index.base * 1000)

    def _stream_runs(self) -> None:
        """A stream's buffer is full and it plays; its first picture is wanted even when paused."""
        self._apply_sound()
        at = now_ms()
        with self._clock_lock:
            self._clock.started(at, self._ms)
        self._phase = Phase.RUNNING
        self._open_gate(at, skip=0, early_ms=at)

    def _describe_stream(self) -> None:
        own = self._engine.shown_size() if self._engine is not None else None
        size = own or self._size or (32, 32)
        self._info = MediaInfo(
            duration_ms=0,
            width=size[0],
            height=size[1],
            display_width=size[0],
            display_height=size[1],
            has_video=True,
            has_audio=True,
            is_stream=True,
        )
        self._tell_loaded(self._info)
        self._set_state(PlayState.PLAYING if self._want_playing else PlayState.PAUSED)

    def _open_gate(self, from_ms: float, *, skip: int, early_ms: float) -> None:
        self._paused.drop()
        self._ticket = self._publisher.ticket()
        converter = None
        if self._engine is not None and (self._info is None or self._info.has_video):
            width, height = self._engine.size
            colors = self._colors or Colors.plain(height)
            converter = Converter(width=width, height=height, rotation=0, colors=colors)
        marks = self._paused.marks(self._number) if skip else None
        self._painter.gate = Gate(
            ticket=self._ticket,
            index=self._index,
            converter=converter,
            from_ms=from_ms,
            early_ms=early_ms,
            first=self._number,
            skip=skip,
            until=self._loop[1] if self._loop is not None else None,
            offset_ms=self._offset_ms,
            wanted=marks[0] if marks is not None else None,
            unlike=tuple(filter(None, (self._painter.last, marks[1]))) if marks is not None else (),
        )

    def _close_gate(self) -> None:
        self._painter.gate = None
        self._ticket = self._publisher.ticket()

    def shown(self, ticket: int, number: int) -> None:
        """The painter showed a frame (or, without a table, a time)."""
        if ticket != self._ticket:
            return
        if self._index is None:
            self._ms = number
            if self._is_stream and self._info is None:
                # Only a decoded picture knows its size.
                self._describe_stream()
            if self._is_stream and not self._want_playing:
                self._hold()
                self._set_state(PlayState.PAUSED)
            return
        loop = self._loop
        if loop is not None and number >= loop[1]:
            self._turn_loop(loop)
            return
        self._number = number
        self._ms = self._index.token_ms(number)

    def _turn_loop(self, loop: tuple[int, int]) -> None:
        self._number = loop[1]
        self._go(loop[0])
        self._moved = True
        self._send({"m": "turned", "g": self._generation, "ms": self._ms})
        self._begin()

    def _ended(self) -> None:
        index = self._index
        self._close_gate()
        if self._is_stream and self._info is None:
            # It ended before its first picture: nothing of it could be read.
            self._broken()
            return
        self._close_engine()
        if self._loop is not None and self._want_playing:
            self._turn_loop(self._loop)
            return
        self._want_playing, self._moved = False, True
        if index is not None:
            self._go(len(index) - 1)
            self._show_paused(back=True)
        elif self._info is not None and self._info.duration_ms:
            self._ms = self._info.duration_ms
        self._set_state(PlayState.ENDED)
        self._send({"m": "ended", "g": self._generation, "ms": self._ms})

    def _broken(self) -> None:
        self._close_engine()
        self._close_gate()
        self._want_playing, self._moved = False, True
        if self._is_stream:
            self._fail(PlayerFault.STREAM_FAILED, "")
            return
        self._send_fault(PlayerFault.DAMAGED_PLACE, "libvlc")
        self._set_state(PlayState.PAUSED)

    def _close_engine(self) -> None:
        if self._engine is not None:
            # Never from a callback: stopping there would hang for good.
            self._engine.stop()
        self._phase = Phase.CLOSED
        with self._clock_lock:
            self._clock.void()

    # What the window is told.

    @property
    def hurried(self) -> bool:
        """Whether the next tick must come within a hundredth of a second."""
        return self._phase == Phase.SEEKING or self._full_ms is not None

    def tick(self) -> None:
        """Called some twenty times a second."""
        at = now_ms()
        since = at - self._phase_ms
        if self._phase == Phase.OPENING and not self._is_stream:
            paused = self._paused_ms
            late = paused is not None and at - paused > _FILL_LIMIT_MS
            if late or (self._is_filled(at) and paused is not None):
                self._filled()
        elif self._phase == Phase.SEEKING:
            late = since > (_STREAM_LIMIT_MS if self._is_stream else _FILL_LIMIT_MS)
            if late or (self._is_filled(at) and at >= self._calm_ms):
                self._filled()
        elif self._phase == Phase.HELD and since > _IDLE_MS and not self._is_stream:
            self._close_engine()
        if self._state == PlayState.PLAYING and self._info is not None and not self._info.has_video:
            self._tell_position(force=False)

    def _tell_position(self, *, force: bool) -> None:
        at = now_ms()
        if not force and at - self._told_position < _POSITION_EVERY_MS:
            return
        if not force:
            with self._clock_lock:
                seen = self._clock.at(at)
            if seen is None:
                return
            self._ms = max(0, round(seen - self._offset_ms))
        self._told_position = at
        self._send(
            {"m": "position", "g": self._generation, "ms": self._ms, "rate": self._clock.rate}
        )

    def _set_state(self, state: PlayState) -> None:
        if state == self._state:
            return
        self._state = state
        self._send({"m": "state", "g": self._generation, "s": state.value, "ms": self._ms})

    def _fail(self, fault: PlayerFault, detail: str) -> None:
        self._set_state(PlayState.FAILED)
        self._send_fault(fault, detail)

    def _send_fault(self, fault: PlayerFault, detail: str) -> None:
        self._send(
            {
                "m": "failed",
                "g": self._generation,
                "code": fault.value,
                "detail": detail,
                "ms": self._ms,
            }
        )
