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
_REDRAWN_MS: Final = 55.0
"""LibVLC draws the last picture again after some 70 ms when no other comes."""
_SLOW_MS: Final = 50.0
"""Frames that stay longer come at the same pace as pictures that are only drawn again."""
_STALLED_MS: Final = 200.0
FINE_MS: Final = 2000.0
"""So long a scene that was found to be still is not looked at again."""


@dataclass(frozen=True, slots=True)
class Stalled:
    """The same picture stays though another is due: a still scene, or nothing that decodes."""

    ticket: int
    number: int


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
        "asked",
        "converter",
        "damaged",
        "early_ms",
        "fine_ms",
        "first",
        "from_ms",
        "index",
        "last",
        "offset_ms",
        "rate",
        "skip",
        "still_ms",
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
        damaged: Callable[[float], object] = lambda _: None,
        rate: float = 1.0,
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
        self.damaged = damaged
        self.rate = rate
        self.asked = False
        self.still_ms: float | None = None
        self.fine_ms = 0.0

    def is_early(self, at_ms: float, mark: Samples) -> bool:
        """Whether libVLC shows a picture of another place first, as it does after a seek."""
        if self.accepted or at_ms > self.early_ms:
            return False
        if self.wanted is not None and is_old(mark, self.wanted, self.unlike):
            return True
        # One from shortly before may come too; the one asked for is on screen already, from PyAV.
        self.skip -= 1
        return self.skip >= 0

    def is_redrawn(self, index: FrameIndex, at_ms: float, before_ms: float) -> bool:
        """Whether a picture that looks like the last one is no frame of its own.

        Args:
            index: the table of frames.
            at_ms: when it was displayed.
            before_ms: when the one before was.
        """
        if self.still_ms is None:
            self.still_ms = before_ms
        length = index.exact_ms(min(self.last + 1, len(index) - 1)) - index.exact_ms(self.last)
        frame_ms = float(length) / self.rate
        return frame_ms < _SLOW_MS and at_ms - before_ms > max(_REDRAWN_MS, 1.4 * frame_ms)

    def is_stalled(self, at_ms: float, *, redrawn: bool) -> bool:
        """Whether it is time to look why no other picture comes; then not again for a while."""
        if self.still_ms is None or at_ms < self.fine_ms:
            return False
        limit = _STALLED_MS if redrawn else 5 * _STALLED_MS
        if at_ms - self.still_ms < limit:
            return False
        self.still_ms = at_ms
        return True

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
        tell: Callable[[Shown | Stalled], None],
    ) -> None:
        self._before_ms = 0.0
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

    def look_for_pictures(self, at_ms: float, number: int) -> None:
        """Ask why nothing is to be seen at all when that lasts; on the main loop."""
        gate = self.gate
        if gate is None or gate.index is None or gate.accepted or gate.asked:
            return
        if at_ms > gate.early_ms + _STALLED_MS:
            gate.asked = True
            self._tell(Stalled(gate.ticket, number))

    def _paint(self, engine: Engine) -> None:
        while True:
            at, planes = engine.next_picture()
            gate = self.gate
            # libVLC repeats the old picture until the first new one is decoded.
            mark = mark_of(planes)
            repeated, self.last = mark == self.last, mark
            if repeated and (gate is None or not gate.accepted):
                self._before_ms = at
                engine.picture_done()
                continue
            if gate is not None and gate.converter is not None:
                with contextlib.suppress(FFmpegError):
                    self._paint_one(gate, gate.converter, at, planes, repeated=repeated, mark=mark)
            self._before_ms = at
            engine.picture_done()

    def _is_nothing_new(self, gate: Gate, index: FrameIndex, at: float, seen: float) -> bool:
        """Whether a picture like the one before is not known to be the one that is due."""
        redrawn = gate.is_redrawn(index, at, self._before_ms)
        if gate.is_stalled(at, redrawn=redrawn):
            self._tell(Stalled(gate.ticket, index.at(seen)))
        return redrawn and at >= gate.fine_ms

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
            if gate.damaged(seen):
                # Whatever is displayed now is none of this moment; the time is told without it.
                gate.still_ms = None
                return
            if gate.is_early(at, mark):
                return
            if not repeated:
                gate.still_ms = None
            elif self._is_nothing_new(gate, index, at, seen):
                return
            # A still scene, or libVLC shows the same picture again because no other is due.
            nearest = index.at(seen + _REPEAT_MS) if repeated else index.nearest(seen)
            if repeated and nearest <= gate.last:
                return
            number = gate.number(nearest)
            if gate.damaged(index.token_ms(number)):
                number = nearest
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
