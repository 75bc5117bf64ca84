"""The window's side of the player: sends commands, reads answers, and brings a dead child back.

Standard library only and light, because the window imports it. Two threads: one reads what the
child sends (and starts the next child), one asks it for a sign of life and ends it when none comes.
"""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Callable
from typing import Any, Final

from app.desk.ports.player import (
    FrameView,
    MediaInfo,
    PlayerEvent,
    PlayerFailed,
    PlayerFault,
    PlayerReady,
    PlayerRestarted,
    PlayerStateChanged,
    PlayState,
)
from app.player.child import Child, spawn
from app.player.frames import FrameMemory, create_shared
from app.player.parse import event_from
from app.player.wanted import Wanted
from app.player.wire import Message, MessageTooLongError, encode_command

SILENCE_LIMIT_S: Final = 2.0
"""A child that says nothing for this long is ended."""
_START_LIMIT_S: Final = 15.0
_ASK_EVERY_S: Final = 0.25
_HEALTHY_S: Final = 5.0
"""A clip that played this long since the last restart begins its count of failures anew."""
_FAILURES: Final = 3


def _refused(address: str) -> PlayerFault | None:
    # Its patterns and the parser of addresses would cost the first paint some 7 ms.
    from app.player.sources import refuse_stream

    return refuse_stream(address)


class PlayerClient:
    """`PlayerPort` over a child process. Methods are called on MAIN and return at once."""

    def __init__(
        self,
        post: Callable[[PlayerEvent], None],
        *,
        environment: dict[str, str] | None = None,
        now_s: Callable[[], float] = time.monotonic,
    ) -> None:
        """Prepare the shared memory.

        Args:
            post: takes each event, on a thread of this object; a mailbox of the window.
            environment: variables added to the child's environment.
            now_s: a monotonic clock in seconds.
        """
        self._post = post
        self._now = now_s
        self._environment = environment or {}
        self._fd, self._path = create_shared()
        self._memory = FrameMemory(self._fd)
        self._memory.forget()
        self._lock = threading.RLock()
        self._closing = threading.Event()
        self._wanted = Wanted()
        self._child: Child | None = None
        self._state = PlayState.EMPTY
        self._info: MediaInfo | None = None
        self._pending_ms: int | None = None
        self._position: tuple[int, float] | None = None
        self._failures = 0
        self._sound_device = False
        self._threads: list[threading.Thread] = []

    @property
    def state(self) -> PlayState:
        """What the player does, as far as this side knows."""
        return self._state

    @property
    def info(self) -> MediaInfo | None:
        """The loaded clip, or None before `MediaLoaded`."""
        return self._info

    @property
    def rate(self) -> float:
        """The speed asked for."""
        return self._wanted.rate

    @property
    def sound_device(self) -> bool:
        """Whether sound can be heard on this machine; known once the child is ready."""
        return self._sound_device

    @property
    def process_id(self) -> int | None:
        """The child's number, for support and tests."""
        child = self._child
        return child.process.pid if child is not None else None

    def start(self) -> None:
        """Start the child in the background."""
        if self._threads:
            return
        self._threads = [
            threading.Thread(target=self._supervise, name="player-reader", daemon=True),
            threading.Thread(target=self._watch, name="player-watch", daemon=True),
        ]
        for thread in self._threads:
            thread.start()

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
        """Open a file path or an http(s) address and return the new generation."""
        with self._lock:
            wanted = self._wanted
            wanted.generation += 1
            generation = wanted.generation
            wanted.source, wanted.is_stream = source, is_stream
            wanted.position_ms, wanted.playing, wanted.rate = position_ms, not paused, rate
            wanted.view, wanted.loop = (view_width, view_height), (None, None)
            self._failures = 0
            self._info, self._position, self._pending_ms = None, None, position_ms
            fault = _refused(source) if is_stream else None
            load = wanted.messages()[-1]
            if fault is None:
                try:
                    encode_command(load)
                except MessageTooLongError:
                    fault = PlayerFault.ADDRESS_TOO_LONG
            if fault is None:
                self._state = PlayState.LOADING
                self._send(load)
                return generation
            wanted.source = None
            self._send({"m": "unload"})
            self._set_aside(fault, "", position_ms)
        return generation

    def unload(self) -> None:
        """Close the clip; the last picture stays readable."""
        with self._lock:
            self._wanted.source = None
            self._wanted.playing = False
            self._info, self._pending_ms = None, None
            self._send({"m": "unload"})

    def play(self) -> None:
        """Play from the frame on screen."""
        self._wanted.playing = True
        self._send({"m": "play"})

    def pause(self) -> None:
        """Stop on the frame on screen."""
        self._wanted.playing = False
        self._send({"m": "pause"})

    def toggle(self) -> None:
        """Play or pause, whichever was not asked for last."""
        if self._wanted.playing:
            self.pause()
        else:
            self.play()

    def seek(self, media_ms: int) -> None:
        """Go to the frame at `media_ms`; the newest request wins."""
        media_ms = max(0, media_ms)
        with self._lock:
            self._pending_ms = self._wanted.position_ms = media_ms
            self._send({"m": "seek", "v": media_ms})

    def step(self, frames: int) -> None:
        """Pause and go that many frames forward or back."""
        self._wanted.playing = False
        self._send({"m": "step", "v": frames})

    def set_rate(self, rate: float) -> None:
        """Set the speed, 0.25 to 2."""
        self._wanted.rate = min(2.0, max(0.25, rate))
        self._send({"m": "rate", "v": self._wanted.rate})

    def set_volume(self, percent: int) -> None:
        """Set the volume, 0 to 150 percent."""
        self._wanted.percent = min(150, max(0, percent))
        self._send({"m": "volume", "v": self._wanted.percent})

    def set_muted(self, muted: bool) -> None:
        """Silence the sound."""
        self._wanted.muted = muted
        self._send({"m": "mute", "v": muted})

    def set_mono(self, mono: bool) -> None:
        """Mix all channels into one."""
        self._wanted.mono = mono
        self._send({"m": "mono", "v": mono})

    def set_loop(self, start_ms: int | None, end_ms: int | None) -> None:
        """Repeat from the frame at `start_ms` to the one at `end_ms`; None ends it."""
        self._wanted.loop = (start_ms, end_ms)
        self._send({"m": "loop", "a": start_ms, "b": end_ms})

    def playhead_ms(self) -> int:
        """The time of the frame on screen now; after a seek the time asked for."""
        with self._lock:
            if self._pending_ms is not None:
                return self._pending_ms
            if self._position is not None:
                return self._running_position(*self._position)
            newest = self._memory.newest()
            if newest is not None:
                slot = self._memory.state(newest)
                if slot.generation == self._wanted.generation and slot.sequence % 2 == 0:
                    return slot.media_ms
            return self._wanted.position_ms

    def _running_position(self, media_ms: int, heard_s: float) -> int:
        """Sound alone: the last report and the time since."""
        if self._state != PlayState.PLAYING:
            return media_ms
        return media_ms + round(min(0.2, self._now() - heard_s) * 1000 * self._wanted.rate)

    def frame(self) -> FrameView | None:
        """The newest picture of this clip, or None before the first one."""
        memory = self._memory
        newest = memory.newest()
        if newest is None:
            return None
        memory.mark_reading(newest)
        slot = memory.state(newest)
        if slot.sequence % 2 or slot.generation != self._wanted.generation:
            return None
        return FrameView(
            pixels=memory.pixels(newest, slot.stride * slot.height),
            width=slot.width,
            height=slot.height,
            stride=slot.stride,
            slot=newest,
            sequence=slot.sequence,
            media_ms=slot.media_ms,
            frame_index=slot.frame_index,
            exact=slot.exact,
            generation=slot.generation,
        )

    def still_valid(self, view: FrameView) -> bool:
        """Whether the picture was not written over while it was read."""
        return self._memory.sequence(view.slot) == view.sequence

    def close(self) -> None:
        """End the child; it goes when its input ends, and is ended when it does not."""
        self._closing.set()
        with self._lock:
            child = self._child
            if child is not None and child.process.stdin is not None:
                try:
                    child.process.stdin.close()
                except OSError:
                    child.process.kill()

    def wait_closed(self, timeout_s: float) -> bool:
        """Wait for the threads to end after `close`; for commands and tests, not for MAIN."""
        for thread in self._threads:
            thread.join(timeout_s)
        return not any(thread.is_alive() for thread in self._threads)

    # The child.

    def _send(self, message: Message) -> None:
        """Write a command; a child that cannot take it is replaced and told everything again."""
        with self._lock:
            child = self._child
            if child is None or child.process.stdin is None or child.process.stdin.closed:
                return
            try:
                os.write(child.process.stdin.fileno(), encode_command(message))
            except (BlockingIOError, BrokenPipeError):
                # Full or gone: the watch ends such a child, and the next one starts from `_wanted`.
                child.process.kill()

    def _supervise(self) -> None:
        """The reader's thread: one child after the other."""
        while not self._closing.is_set():
            try:
                child = spawn(
                    self._fd, self._path, environment=self._environment, now_s=self._now()
                )
            except OSError as error:
                self._set_aside(PlayerFault.CANNOT_START, type(error).__name__, 0)
                return
            with self._lock:
                self._child = child
                if self._closing.is_set() and child.process.stdin is not None:
                    # Closed while it was being started: nobody else will end its input.
                    child.process.stdin.close()
                for message in self._wanted.messages():
                    self._send(message)
            self._read(child)
            with self._lock:
                self._child = None
                if child.process.stdin is not None:
                    child.process.stdin.close()
            code = child.process.wait()
            if self._closing.is_set() or not self._died(child, code):
                break
        # Those who still paint keep the mapping; the descriptor is needed for new children only.
        os.close(self._fd)
        if self._path is not None:
            self._path.unlink(missing_ok=True)

    def _read(self, child: Child) -> None:
        output = child.process.stdout
        if output is None:
            return
        while data := os.read(output.fileno(), 65536):
            child.heard_s = self._now()
            for message in child.lines.feed(data):
                self._hear(child, message)
        output.close()

    def _hear(self, child: Child, message: Message) -> None:
        kind = message["m"]
        if kind == "pong":
            return
        with self._lock:
            if kind == "ready":
                child.ready = True
                self._sound_device = bool(message["sound"])
                event: PlayerEvent | None = PlayerReady(
                    generation=self._wanted.generation,
                    libvlc=message["libvlc"],
                    sound_device=self._sound_device,
                )
            else:
                if message.get("g") != self._wanted.generation:
                    return
                event = event_from(message)
                self._note(kind, message, event)
        if event is not None:
            self._post(event)

    def _note(self, kind: str, message: dict[str, Any], event: PlayerEvent | None) -> None:
        """Keep the mirror that answers without asking."""
        if kind == "frame":
            if message["x"] or self._wanted.is_stream:
                self._pending_ms = None
                self._wanted.position_ms = message["ms"]
        elif kind == "position":
            self._pending_ms = None
            self._position = (message["ms"], self._now())
            self._wanted.position_ms = message["ms"]
        elif kind == "ended":
            self._wanted.playing = False
        elif kind == "loaded" and event is not None:
            self._info = getattr(event, "info", None)
        elif isinstance(event, PlayerStateChanged):
            self._state = event.state
        elif isinstance(event, PlayerFailed) and event.code != PlayerFault.DAMAGED_PLACE:
            self._wanted.playing = False

    def _died(self, child: Child, code: int) -> bool:
        """Say so and decide whether another child is worth it."""
        with self._lock:
            if self._now() - child.started_s > _HEALTHY_S and child.ready:
                self._failures = 0
            self._failures += 1
            failures = self._failures
            place = self.playhead_ms()
            self._wanted.position_ms = place
            if failures < _FAILURES:
                self._set_state(PlayState.RESTARTING, place)
                event = PlayerRestarted(
                    generation=self._wanted.generation,
                    reason=f"exit {code}",
                    media_ms=place,
                    failures=failures,
                )
                self._post(event)
                return True
            self._failures = 0
            if self._wanted.source is None:
                self._set_aside(PlayerFault.CANNOT_START, f"exit {code}", place)
                return False
            self._wanted.source = None
            self._wanted.playing = False
            self._set_aside(PlayerFault.CLIP_STOPS_PLAYER, f"exit {code}", place)
            return True

    def _set_state(self, state: PlayState, place: int) -> None:
        self._state = state
        self._post(
            PlayerStateChanged(generation=self._wanted.generation, state=state, media_ms=place)
        )

    def _set_aside(self, code: PlayerFault, detail: str, place: int) -> None:
        self._set_state(PlayState.FAILED, place)
        self._post(
            PlayerFailed(
                generation=self._wanted.generation, code=code, detail=detail, media_ms=place
            )
        )

    def _watch(self) -> None:
        """Ask for a sign of life; end a child that gives none."""
        while not self._closing.wait(_ASK_EVERY_S):
            self._send({"m": "ping"})
            with self._lock:
                child = self._child
                if child is None:
                    continue
                limit = SILENCE_LIMIT_S if child.ready else _START_LIMIT_S
                if self._now() - child.heard_s > limit:
                    child.process.kill()
        child = self._child
        if child is None:
            return
        try:
            child.process.wait(timeout=3)
        except subprocess.TimeoutExpired:
            child.process.kill()
