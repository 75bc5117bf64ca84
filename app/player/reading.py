"""Reading all packets of a file once: the table of its frames, and what of it cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Final

import av
from av.container import InputContainer
from av.error import FFmpegError

from app.desk.ports.player import PlayerFault
from app.player.damage import Stretch
from app.player.faults import MediaError
from app.player.index import FrameIndex

_SKIPPED_BYTES: Final = 32 << 10
"""More than what stands between two packets of a file that is whole."""
_SKIPPED_MS: Final = 250
_REORDERED: Final = 16
_CUT_MS: Final = 1500
"""A file that ends so much before the length it tells is cut off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What reading gave.

    Attributes:
        index: The table of frames; None when packets carry no times.
        skipped: Stretches in ms of media time in which there is nothing that can be read.
        cut_short_ms: How long the clip is by its own account where it ends before that; else 0.
    """

    index: FrameIndex | None
    skipped: tuple[Stretch, ...] = ()
    cut_short_ms: int = 0


class _Places:
    """Follows where packets lie in the file, and how late the latest of any stream is."""

    def __init__(self) -> None:
        self._end: int | None = None
        self._jumped = False
        self.holes: list[int] = []
        self._latest: dict[int, int] = {}
        self._bases: dict[int, Fraction] = {}

    def pass_over(self, packet: av.Packet[Any]) -> None:
        """Note a packet of any stream, in the order of reading."""
        stream = packet.stream_index
        if packet.pts is not None:
            end = packet.pts + (packet.duration or 0)
            if end > self._latest.get(stream, -1):
                self._latest[stream] = end
                if stream not in self._bases:
                    self._bases[stream] = packet.time_base
        if packet.pos is None or packet.pos < 0:
            return
        if self._end is not None and packet.pos > self._end + _SKIPPED_BYTES:
            self._jumped = True
        self._end = packet.pos + packet.size

    @property
    def latest_s(self) -> Fraction:
        """Where the stream that lasts longest ends, in seconds."""
        ends = [end * self._bases[stream] for stream, end in self._latest.items()]
        return max(ends, default=Fraction(0))

    def picture(self, number: int) -> None:
        """The packet passed last is this one of the picture, counted as read."""
        if self._jumped:
            self.holes.append(number)
        self._jumped = False


def read_packets(
    container: InputContainer, stream: av.VideoStream, wanted: Callable[[], bool]
) -> Reading:
    """Demux the whole file.

    Raises:
        MediaError: no packet could be read.
    """
    base, picture = stream.time_base or Fraction(1, 1000), stream.index
    found: list[tuple[int, bool]] = []
    timeless = reorder = 0
    last = (0, 0)
    places = _Places()
    whole = True
    try:
        for packet in container.demux():
            if packet.size == 0:
                continue
            places.pass_over(packet)
            if packet.stream_index != picture or packet.is_discard:
                continue
            if packet.pts is None:
                timeless += 1
                continue
            if not found and packet.dts is not None:
                reorder = packet.pts - packet.dts
            places.picture(len(found))
            found.append((packet.pts, packet.is_keyframe))
            last = max(last, (packet.pts, packet.duration or 0))
            if not wanted():
                whole = False
                break
    except (FFmpegError, OSError) as error:
        # A file cut off in the middle still shows what came before.
        if not found:
            raise MediaError(PlayerFault.DAMAGED, type(error).__name__) from error
    if not found:
        if timeless:
            return Reading(index=None)
        raise MediaError(PlayerFault.DAMAGED, "no packets")
    if timeless > len(found):
        return Reading(index=None)
    index = replace(FrameIndex.build(found, base, last[1]), reorder=max(0, reorder))
    return Reading(
        index=index,
        skipped=_skipped(index, [found[n][0] for n in places.holes]),
        cut_short_ms=_cut_short_ms(container, index, places.latest_s) if whole else 0,
    )


def _skipped(index: FrameIndex, after: list[int]) -> tuple[Stretch, ...]:
    """From the ends of the frames before to the next frames that decode by themselves."""
    stretches: list[Stretch] = []
    for pts in after:
        read = index.at_pts(pts)
        # Frames that are decoded later may be shown before the one that was read first.
        for number in range(read, max(0, read - _REORDERED), -1):
            start = index.token_ms(number - 1) + round(index.last_duration * index.base * 1000)
            if index.token_ms(number) - start >= _SKIPPED_MS:
                break
        else:
            continue
        key = next((k for k in index.keys if k >= number), None)
        stretches.append((start, index.token_ms(key) if key is not None else index.duration_ms))
    return tuple(stretches)


def _cut_short_ms(container: InputContainer, index: FrameIndex, latest_s: Fraction) -> int:
    told = container.duration
    if not told:
        return 0
    start = container.start_time or 0
    missing_ms = (told + start) / 1000 - float(latest_s) * 1000
    return round(index.duration_ms + missing_ms) if missing_ms > _CUT_MS else 0
