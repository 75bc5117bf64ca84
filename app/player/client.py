"""The window's side of the player: sends commands, reads answers, tells a new child the old place.

Standard library only and light, because the window imports it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
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
from app.player.frames import FrameMemory, create_shared
from app.player.parse import event_from
from app.player.supervisor import Supervisor
from app.player.wanted import Wanted
from app.player.wire import Message, MessageTooLongError, encode_command

_FAILURES: Final = 3
"""So many on the same clip put it aside; a child that lived for a while ends the count."""


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
        copies: Path | None = None,
        environment: dict[str, str] | None = None,
        now_s: Callable[[], float] = time.monotonic,
    ) -> None:
        """Prepare the shared memory.

        Args:
            post: takes each event, on a thread of this object; a mailbox of the window.
            copies: folder of copies that play instead of their clips.
            environment: variables added to the child's environment.
            now_s: a monotonic clock in seconds.
        """
        self._post = post
        self._now = now_s
        frames = create_shared()
        self._memory = FrameMemory(frames[0])
        self._memory.forget()
        self._lock = threading.RLock()
        self._supervisor = Supervisor(
            self,
            frames=frames,
            copies=copies,
            environment=environment or {},
            lock=self._lock,
            now_s=now_s,
        )
        self._wanted = Wanted()
        self._state = PlayState.EMPTY
        self._info: MediaInfo | None = None
        self._pending_ms: int | None = None
        self._position: tuple[int, float] | None = None
        self._failures = 0
        self._sound_device = False

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
        return self._supervisor.process_id

    def start(self) -> None:
        """Start the child in the background."""
        self._supervisor.start()

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
                self._supervisor.send(load)
                return generation
            wanted.source = None
            self._supervisor.send({"m": "unload"})
            self._set_aside(fault, "", position_ms)
        return generation

    def unload(self) -> None:
        """Close the clip; the last picture stays readable."""
        with self._lock:
            self._wanted.source = None
            self._wanted.playing = False
            self._info, self._pending_ms = None, None
            self._supervisor.send({"m": "unload"})

    def play(self) -> None:
        """Play from the frame on screen."""
        self._wanted.playing = True
        self._supervisor.send({"m": "play"})

    def pause(self) -> None:
        """Stop on the frame on screen."""
        self._wanted.playing = False
        self._supervisor.send({"m": "pause"})

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
            self._wanted.moves += 1
            self._supervisor.send({"m": "seek", "v": media_ms, "k": self._wanted.moves})

    def step(self, frames: int) -> None:
        """Pause and go that many frames forward or back."""
        with self._lock:
            self._wanted.playing = False
            self._wanted.moves += 1
            self._supervisor.send({"m": "step", "v": frames, "k": self._wanted.moves})

    def set_rate(self, rate: float) -> None:
        """Set the speed, 0.25 to 2."""
        self._wanted.rate = min(2.0, max(0.25, rate))
        self._supervisor.send({"m": "rate", "v": self._wanted.rate})

    def set_volume(self, percent: int) -> None:
        """Set the volume, 0 to 150 percent."""
        self._wanted.percent = min(150, max(0, percent))
        self._supervisor.send({"m": "volume", "v": self._wanted.percent})

    def set_muted(self, muted: bool) -> None:
        """Silence the sound."""
        self._wanted.muted = muted
        self._supervisor.send({"m": "mute", "v": muted})

    def set_mono(self, mono: bool) -> None:
        """Mix all channels into one."""
        self._wanted.mono = mono
        self._supervisor.send({"m": "mono", "v": mono})

    def set_loop(self, start_ms: int | None, end_ms: int | None) -> None:
        """Repeat from the frame at `start_ms` to the one at `end_ms`; None ends it."""
        self._wanted.loop = (start_ms, end_ms)
        self._supervisor.send({"m": "loop", "a": start_ms, "b": end_ms})

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
        self._supervisor.close()

    def wait_closed(self, timeout_s: float) -> bool:
        """Wait for the threads to end after `close`; for commands and tests, not for MAIN."""
        return self._supervisor.wait_closed(timeout_s)

    # The supervisor's charge.

    def first_words(self) -> list[Message]:
        """Everything a new child needs to be where the last one was."""
        return self._wanted.messages()

    def hear(self, message: Message) -> None:
        """Take what the child tells."""
        kind = message["m"]
        with self._lock:
            if kind == "ready":
                self._sound_device = bool(message["sound"])
                event: PlayerEvent | None = PlayerReady(
                    generation=self._wanted.generation,
                    libvlc=message["libvlc"],
                    sound_device=self._sound_device,
                )
            else:
                if message.get("g") != self._wanted.generation:
                    return
                if message.get("k", self._wanted.moves) != self._wanted.moves:
                    # Sent before the child read the newest wish: not what is meant any more.
                    if kind != "frame":
                        return
                    message["x"] = False
                event = event_from(message)
                self._note(kind, message, event)
        if event is not None:
            self._post(event)

    def _note(self, kind: str, message: dict[str, Any], event: PlayerEvent | None) -> None:
        """Keep the mirror that answers without asking."""
        if kind == "frame":
            newest = message["k"] == self._wanted.moves
            if message["x"] or (newest and self._wanted.is_stream):
                self._pending_ms = self._position = None
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

    def ended(self, code: int, *, healthy: bool) -> bool:
        """Say that the child ended and decide whether another is worth it."""
        with self._lock:
            if healthy:
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

    def cannot_start(self, detail: str) -> None:
        """Say that there is no player."""
        self._set_aside(PlayerFault.CANNOT_START, detail, 0)

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
