"""A copy of a clip's packets in another container, for libVLC alone.

libVLC's clock is up to 0.3 s wrong after a seek in a transport or program stream (measured against
barcodes), and right in Matroska. The copy has no name on Linux, so nothing is left after any death.
"""

# pyright: reportUnknownMemberType=false
# PyAV leaves the parameters of its muxing functions untyped.
from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import IO, Any, Final

import av
from av.error import FFmpegError

from app.player.sources import OPEN_OPTIONS

_BRIDGE_S: Final = Fraction(1, 2)
LARGEST: Final = 2 << 30
"""Bytes; a longer recording is played as it is, its times marked as estimates."""


def needs_copy(container: str) -> bool:
    """Whether libVLC's time cannot be trusted in this container."""
    return container in ("mpegts", "mpeg", "mpegvideo")


class _Bridges:
    """Key frames over again where nothing is left of the clip.

    libVLC would wait for the next picture without heeding anything else meanwhile.
    """

    def __init__(self) -> None:
        self._key: bytes | None = None
        self._last: tuple[int, int] | None = None

    def to(self, packet: av.Packet[Any]) -> Iterator[av.Packet[Any]]:
        """What is to be written before this packet of the picture."""
        last, dts, pts = self._last, packet.dts or 0, packet.pts or 0
        step = int(_BRIDGE_S / packet.time_base)
        if last is not None and self._key is not None and dts - last[0] > 2 * step:
            for at in range(last[0] + step, dts - step, step):
                bridge = av.Packet(self._key)
                bridge.stream, bridge.time_base = packet.stream, packet.time_base
                bridge.dts, bridge.pts = at, at + max(0, last[1] - last[0])
                bridge.is_keyframe = True
                yield bridge
        self._last = (dts, pts)
        if packet.is_keyframe:
            self._key = bytes(packet)


def copy_packets(
    path: Path, first_pts: int, base: Fraction, wanted: Callable[[], bool]
) -> tuple[IO[bytes], str, float] | None:
    """Copy picture and sound; the first picture at 1 s, so that nothing before it is lost.

    Returns:
        The open file, a path libVLC can open, and libVLC's time of the first picture in ms; None
        when it was cancelled, is too large or cannot be written.
    """
    if path.stat().st_size > LARGEST:
        return None
    named = not Path("/proc/self/fd").is_dir()
    file: IO[bytes] = (
        tempfile.NamedTemporaryFile(suffix=".mkv")  # noqa: SIM115 - outlives this call
        if named
        else tempfile.TemporaryFile()  # noqa: SIM115 - outlives this call
    )
    start_s = first_pts * base - 1
    try:
        with (
            av.open(f"file:{path.absolute()}", options=dict(OPEN_OPTIONS)) as source,
            av.open(file, "w", format="matroska") as target,
        ):
            bridges = _Bridges()
            pairs: dict[int, av.VideoStream | av.AudioStream] = {}
            for kind in (source.streams.video[:1], source.streams.audio[:1]):
                for stream in kind:
                    pairs[stream.index] = target.add_stream_from_template(stream)
            for packet in source.demux(*(source.streams[i] for i in pairs)):
                if packet.dts is None or packet.pts is None or not wanted():
                    continue
                shift = int(start_s / packet.time_base)
                packet.pts -= shift
                packet.dts -= shift
                if packet.dts < 0:
                    continue
                packet.stream = pairs[packet.stream.index]
                if packet.stream.type == "video":
                    for bridge in bridges.to(packet):
                        target.mux(bridge)
                target.mux(packet)
    except (FFmpegError, OSError, ValueError):
        file.close()
        return None
    if not wanted():
        file.close()
        return None
    name = file.name if named else f"/proc/{os.getpid()}/fd/{file.fileno()}"
    return file, str(name), 1000.0
