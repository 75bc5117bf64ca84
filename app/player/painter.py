"""The painter's thread: says which frame each displayed picture is, and publishes the new ones."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import av
from av.error import FFmpegError

from app.player.clock import PlayClock
from app.player.index import FrameIndex
from app.player.picture import Converter
from app.player.publisher import Publisher

if TYPE_CHECKING:
    from app.player.engine import Engine


@dataclass(frozen=True, slots=True)
class Shown:
    """The painter published a frame; without a table `number` is a time in ms."""

    ticket: int
    number: int


class Gate:
    """What the painter may show; the session replaces it as a whole."""

    __slots__ = (
        "accepted",
        "converter",
        "from_ms",
        "index",
        "last",
        "offset_ms",
        "skip",
        "ticket",
        "until",
    )

    def __init__(
        self,
        *,
        ticket: int,
        index: FrameIndex | None,
        converter: Converter | None,
        from_ms: float,
        first: int,
        skip: int,
        until: int | None,
        offset_ms: float,
    ) -> None:
        self.ticket = ticket
        self.index = index
        self.converter = converter
        self.from_ms = from_ms
        self.accepted = False
        self.skip = skip
        self.last = first - 1
        self.until = until
        self.offset_ms = offset_ms


def _mark(planes: av.VideoFrame) -> bytes:
    """Some hundred samples of the picture, to tell it from another."""
    light = memoryview(planes.planes[0])
    return bytes(light[:: max(1, len(light) // 1500) | 1])


class Painter:
    """Shows what its gate lets through; no gate, no pictures."""

    def __init__(
        self,
        clock: PlayClock,
        lock: threading.Lock,
        publisher: Publisher,
        tell: Callable[[Shown], None],
    ) -> None:
        self._clock = clock
        self._clock_lock = lock
        self._publisher = publisher
        self._tell = tell
        self.gate: Gate | None = None

    def start(self, engine: Engine) -> None:
        """Paint what this engine displays, for the life of the process."""
        thread = threading.Thread(target=self._paint, args=(engine,), name="painter", daemon=True)
        thread.start()

    def _paint(self, engine: Engine) -> None:
        stale = b""
        while True:
            at, planes = engine.next_picture()
            gate = self.gate
            # libVLC repeats the old picture until the first new one is decoded.
            mark = _mark(planes)
            repeated, stale = mark == stale, mark
            if repeated and (gate is None or not gate.accepted):
                engine.picture_done()
                continue
            if gate is not None and gate.converter is not None:
                with contextlib.suppress(FFmpegError):
                    self._paint_one(gate, gate.converter, at, planes, repeated=repeated)
            engine.picture_done()

    def _paint_one(
        self,
        gate: Gate,
        converter: Converter,
        at: float,
        planes: av.VideoFrame,
        *,
        repeated: bool,
    ) -> None:
        with self._clock_lock:
            seen = self._clock.at(at)
        if seen is None or at < gate.from_ms:
            return
        seen -= gate.offset_ms
        index = gate.index
        if index is None:
            ms, number = max(0, round(seen)), None
        else:
            number = index.nearest(seen)
            past_end = gate.until is not None and number > gate.until
            if past_end:
                self._tell(Shown(gate.ticket, number))
                return
            if number == gate.last or (number < gate.last and (repeated or not gate.accepted)):
                return
            if gate.skip > 0:
                gate.skip -= 1
                return
            gate.last, gate.accepted = number, True
            ms = index.token_ms(number)
        shown = self._publisher.publish(
            gate.ticket,
            planes,
            converter,
            media_ms=ms,
            number=number,
            exact=index is not None,
            upright=True,
        )
        if shown:
            self._tell(Shown(gate.ticket, number if number is not None else ms))
