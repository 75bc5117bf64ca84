"""One way from decoded planes to the pixels a person sees, for playing and for paused frames.

libVLC's own scaler ignores the color matrix a file names, so it is asked for planes (I420) and
both paths end in the same conversion here. Runs in the child processes only.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import av
from av.video.reformatter import ColorRange, Colorspace, Interpolation, VideoReformatter

from app.player.frames import FrameMemory

_TAGGED = {
    1: Colorspace.ITU709,
    4: Colorspace.FCC,
    5: Colorspace.ITU601,
    6: Colorspace.SMPTE170M,
    7: Colorspace.SMPTE240M,
    9: Colorspace.BT2020,
    10: Colorspace.BT2020,
}
"""From the matrix coefficients of ITU-T H.273 to the scaler's matrices."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Colors:
    """How a clip's planes are to be read."""

    matrix: Colorspace
    full_range: bool

    @classmethod
    def of(cls, frame: av.VideoFrame) -> Colors:
        """What the first decoded frame says; without a tag, HD sizes are BT.709 and others 601."""
        tagged = _TAGGED.get(int(frame.colorspace))
        hd = frame.width >= 1280 or frame.height > 576
        is_rgb = frame.format.is_rgb
        guess = Colorspace.ITU709 if hd and not is_rgb else Colorspace.ITU601
        full = frame.format.name.startswith("yuvj") or int(frame.color_range) == ColorRange.JPEG
        return cls(matrix=Colorspace.ITU601 if is_rgb else tagged or guess, full_range=full)

    @property
    def tag(self) -> int:
        """The matrix as ITU-T H.273 numbers it."""
        return next(tag for tag, matrix in _TAGGED.items() if matrix == self.matrix)

    @classmethod
    def plain(cls, height: int) -> Colors:
        """What is assumed where nothing is known: a stream."""
        hd = height > 576
        return cls(matrix=Colorspace.ITU709 if hd else Colorspace.ITU601, full_range=False)


class Converter:
    """Scales and converts for one clip, one size and one thread.

    Attributes:
        width: of the upright picture, in pixels.
        height: likewise.
        turns: quarters counter-clockwise that make a decoded picture upright.
    """

    def __init__(self, *, width: int, height: int, rotation: int, colors: Colors) -> None:
        self.width, self.height = width, height
        self.turns = rotation // 90 % 4
        self._colors = colors
        self._scaler = VideoReformatter()
        self._painter = VideoReformatter()

    def planes(self, frame: av.VideoFrame) -> av.VideoFrame:
        """The frame as limited-range I420 in the picture's size, not yet turned upright."""
        turned = self.turns % 2
        is_rgb = frame.format.is_rgb
        source_range = ColorRange.JPEG if self._colors.full_range or is_rgb else ColorRange.MPEG
        return self._scaler.reformat(
            frame,
            width=self.height if turned else self.width,
            height=self.width if turned else self.height,
            format="yuv420p",
            src_colorspace=self._colors.matrix,
            dst_colorspace=self._colors.matrix,
            src_color_range=source_range,
            dst_color_range=ColorRange.MPEG,
            interpolation=Interpolation.BILINEAR,
        )

    def pixels(self, planes: av.VideoFrame) -> bytes:
        """Upright pixels without padding, for a small picture that is sent as it is."""
        import numpy as np

        picture = self._shown(planes).to_ndarray()
        return np.rot90(picture, self.turns).tobytes()

    def _shown(self, planes: av.VideoFrame) -> av.VideoFrame:
        return self._painter.reformat(
            planes,
            format="bgra",
            src_colorspace=self._colors.matrix,
            src_color_range=ColorRange.MPEG,
            dst_color_range=ColorRange.JPEG,
            interpolation=Interpolation.BILINEAR,
        )

    def write(self, planes: av.VideoFrame, memory: FrameMemory, slot: int, *, upright: bool) -> int:
        """Convert I420 planes into the slot and return the stride in bytes.

        Args:
            planes: limited-range I420 of this converter's size.
            memory: where the picture goes.
            slot: an open slot of it.
            upright: whether the planes were turned already, as libVLC's are.
        """
        shown = self._shown(planes)
        stride = self.width * 4
        target = memory.pixels(slot, stride * self.height)
        if self.turns and not upright:
            import numpy as np

            target[:] = np.rot90(shown.to_ndarray(), self.turns).tobytes()
            return stride
        plane = shown.planes[0]
        if plane.line_size == stride:
            address = ctypes.addressof(ctypes.c_char.from_buffer(target))
            ctypes.memmove(address, plane.buffer_ptr, stride * self.height)
            return stride
        rows = memoryview(plane)
        for row in range(self.height):
            start = row * plane.line_size
            target[row * stride : (row + 1) * stride] = rows[start : start + stride]
        return stride
