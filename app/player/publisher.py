"""Puts pictures into the shared memory, in order: whoever holds an old ticket is turned away."""

from __future__ import annotations

import threading
from collections.abc import Callable

import av

from app.player.frames import FrameMemory
from app.player.picture import Converter
from app.player.wire import Message


class Publisher:
    """One writer at a time; the main loop gives out tickets, a newer one voids all before it."""

    def __init__(self, memory: FrameMemory, send: Callable[[Message], None]) -> None:
        self._memory = memory
        self._send = send
        self._lock = threading.Lock()
        self._ticket = 0
        self.generation = 0
        self._move = 0

    @property
    def move(self) -> int:
        """Which wish of the window the pictures answer."""
        return self._move

    def answer(self, move: int, *, void: bool = True) -> None:
        """Answer this wish from now on; with `void` no picture made for an earlier one follows."""
        with self._lock:
            self._ticket += int(void)
            self._move = move

    def ticket(self) -> int:
        """A new ticket; pictures made under older ones are dropped from now on."""
        with self._lock:
            self._ticket += 1
            return self._ticket

    def publish(
        self,
        ticket: int,
        planes: av.VideoFrame,
        converter: Converter,
        *,
        media_ms: int,
        number: int | None,
        exact: bool,
        upright: bool,
    ) -> bool:
        """Convert, write and announce a picture; False when its ticket is old."""
        with self._lock:
            if ticket != self._ticket:
                return False
            memory = self._memory
            slot = memory.begin()
            stride = converter.write(planes, memory, slot, upright=upright)
            sequence = memory.finish(
                slot,
                generation=self.generation,
                width=converter.width,
                height=converter.height,
                stride=stride,
                media_ms=media_ms,
                frame_index=number,
                exact=exact,
            )
            self._send(
                {
                    "m": "frame",
                    "g": self.generation,
                    "slot": slot,
                    "seq": sequence,
                    "ms": media_ms,
                    "n": number,
                    "x": exact,
                    "w": converter.width,
                    "h": converter.height,
                    "k": self._move,
                }
            )
            return True
