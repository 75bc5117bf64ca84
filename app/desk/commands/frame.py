"""`scenewright frame`: one exact frame of a clip, as data and as a PNG."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from pathlib import Path

from app.desk.files import write_whole
from app.desk.ports.player import Still, WaitingPlayer
from app.domain.errors import RefusedError


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameFound:
    """The frame at a time; `frame` is None where frames cannot be counted."""

    requested_ms: int
    shown_ms: int
    frame: int | None


def png(still: Still) -> bytes:
    """The picture as a PNG of 8 bits a channel, without transparency (W3C PNG, 5 and 11)."""
    rows = bytearray()
    for row in range(still.height):
        line = still.pixels[row * still.width * 4 : (row + 1) * still.width * 4]
        rgb = bytearray(still.width * 3)
        rgb[0::3], rgb[1::3], rgb[2::3] = line[2::4], line[1::4], line[0::4]
        rows += b"\0" + rgb
    header = struct.pack(">IIBBBBB", still.width, still.height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts
    )


def find_frame(player: WaitingPlayer, clip: str, at_ms: int, out: Path | None) -> FrameFound:
    """Show the frame at `at_ms` by the paused path and write it to `out`.

    Raises:
        PlayerError: the clip or the frame cannot be shown.
        RefusedError: ``frame.beyond-end``; the window would show the last picture, but a script
            that asks for a time which is not there has made a mistake.
        EnvironmentFailureError: ``file.not-written``.
    """
    info = player.open(clip)
    if info.has_video and not info.is_still and 0 < info.duration_ms <= at_ms:
        length = f"{info.duration_ms / 1000:.3f}"
        raise RefusedError("frame.beyond-end", at=f"{at_ms / 1000:.3f}", length=length)
    still = player.show(at_ms)
    if out is not None:
        write_whole(out, png(still))
    return FrameFound(requested_ms=at_ms, shown_ms=still.media_ms, frame=still.frame_index)
