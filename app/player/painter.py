"""The painter's thread: says which frame each displayed picture is, and publishes the new ones."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import av
from av.error import FFmpegError

from app.player.clock import PlayClock
from app.player.index import FrameIndex
from app.player.likeness import Samples, is_old, samples
from app.player.picture import Converter
from app.player.publisher import Publisher

if TYPE_CHECKING:
    from app.player.engine import Engine

_REPEAT_MS: Final = 3.0


@dataclass(frozen=True, slots=True)
class Shown:
    """The painter published a frame; without a table `number` is a time in ms."""

    ticket: int
    number: int


class Gate:
    """What the painter may show; the session replaces it as a whole."""

    __slots__ = (
        "accepted",
        "ahead",
        "converter",
        "early_ms",
        "first",
        "from_ms",
        "index",
        "last",
        "offset_ms",
        "skip",
        "ticket",
        "unlike",
        "until",
        "wanted",
    )

    def __init__(
        self,
        *,
        ticket: int,
        index: FrameIndex | None,
        converter: Converter | None,
        from_ms: float,
        early_ms: float,
        first: int,
        skip: int,
        until: int | None,
        offset_ms: float,
        wanted: Samples | None = None,
        unlike: tuple[Samples, ...] = (),
    ) -> None:
        self.ticket = ticket
        self.index = index
        self.converter = converter
        self.from_ms = from_ms
        self.early_ms = early_ms
        self.accepted = False
        self.skip = skip
        self.first = first
        self.last = first - 1
        self.ahead = 0
        self.until = until
        self.offset_ms = offset_ms
        self.wanted = wanted
        self.unlike = unlike

    def is_early(self, at_ms: float, mark: Samples) -> bool:
        """Whether libVLC shows a picture of another place first, as it does after a seek."""
        if self.accepted or at_ms > self.early_ms:
            return False
        if self.wanted is not None and is_old(mark, self.wanted, self.unlike):
            return True
        # One from shortly before may come too; the one asked for is on screen already, from PyAV.
        self.skip -= 1
        return self.skip >= 0

    def number(self, nearest: int) -> int:
        """The number of the picture displayed now, given the one nearest to the clock.

        Pictures come in order and late, never early, and now and then one is left out. One that
        comes a frame late is its predecessor's successor all the same; when the next is as far
        ahead, one was left out. Either way it is told within one.
        """
        if not self.accepted:
            self.ahead = 1
            return max(self.first, nearest - 1) if nearest > self.first else nearest
        due = self.last + 1
        before, self.ahead = self.ahead, nearest - due
        if self.ahead > 0 and before <= 0:
            return max(due, nearest - 1)
        return nearest


def mark_of(planes: av.VideoFrame, turns: int = 0) -> Samples:
    """Samples of a picture, to tell it from another; `turns` as in `samples`."""
    light = planes.planes[0]
    return samples(memoryview(light), planes.width, planes.height, light.line_size, turns)


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
        self.last: Samples = ()
        """The picture libVLC displayed last."""

    def start(self, engine: Engine) -> None:
        """Paint what this engine displays, for the life of the process."""
        thread = threading.Thread(target=self._paint, args=(engine,), name="painter", daemon=True)
        thread.start()

    def _paint(self, engine: Engine) -> None:
        while True:
            at, planes = engine.next_picture()
            gate = self.gate
            # libVLC repeats the old picture until the first new one is decoded.
            mark = mark_of(planes)
            repeated, self.last = mark == self.last, mark
            if repeated and (gate is None or not gate.accepted):
                engine.picture_done()
                continue
            if gate is not None and gate.converter is not None:
                with contextlib.suppress(FFmpegError):
                    self._paint_one(gate, gate.converter, at, planes, repeated=repeated, mark=mark)
            engine.picture_done()

    def _paint_one(
        self,
        gate: Gate,
        converter: Converter,
        at: float,
        planes: av.VideoFrame,
        *,
        repeated: bool,
        mark: Samples,
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
            if gate.is_early(at, mark):
                return
            # A still scene, or libVLC shows the same picture again because no other is due.
            nearest = index.at(seen + _REPEAT_MS) if repeated else index.nearest(seen)
            if repeated and nearest <= gate.last:
                return
            number = gate.number(nearest)
            past_end = gate.until is not None and number > gate.until
            if past_end:
                self._tell(Shown(gate.ticket, number))
                return
            if number < gate.first and not gate.accepted:
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
