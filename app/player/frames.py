"""The shared memory that carries pictures: a header and three slots. Standard library only.

Each slot has a sequence number that is odd while the slot is written and even when it is whole. A
reader notes the number, paints, and compares: a changed number means that the picture was written
over. The reader also writes down which slot it reads, so that this nearly never happens.
"""

from __future__ import annotations

import mmap
import os
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SLOTS: Final = 3
SIZES: Final = ((960, 540), (1280, 720), (1920, 1080))
"""The three sizes of pictures: 540, 720 and 1080 lines."""

_HEADER: Final = 4096
_SLOT_BYTES: Final = 1920 * 1088 * 4
_TOTAL: Final = _HEADER + SLOTS * _SLOT_BYTES
_SEQUENCE: Final = struct.Struct("<Q")
_ABOUT: Final = struct.Struct("<IIIIqqI")
_READING: Final = SLOTS * 64
_NEWEST: Final = _READING + 8
_NO_SLOT: Final = 255


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotState:
    """What a slot holds; `sequence` is even when the picture is whole."""

    sequence: int
    generation: int
    width: int
    height: int
    stride: int
    media_ms: int
    frame_index: int | None
    exact: bool


def fitting_size(width: int, height: int, view_width: int, view_height: int) -> tuple[int, int]:
    """The picture size for a clip of this display size in this view, in device pixels.

    The smallest of `SIZES` that covers the view, never above the source. The width is a multiple
    of 32, so that no plane has padding; the view stretches it back to the display aspect.
    """
    box = next((s for s in SIZES if s[0] >= view_width and s[1] >= view_height), SIZES[-1])
    scale = min(1.0, box[0] / max(1, width), box[1] / max(1, height))
    return max(32, int(width * scale) // 32 * 32), max(2, int(height * scale + 0.5) // 2 * 2)


class FrameMemory:
    """One mapping of the shared memory, on either side."""

    def __init__(self, fd: int) -> None:
        """Map the memory behind `fd`; the caller keeps the descriptor."""
        self._map = mmap.mmap(fd, _TOTAL)
        self._view = memoryview(self._map)

    def state(self, slot: int) -> SlotState:
        """What the slot holds at this moment."""
        at = slot * 64
        (sequence,) = _SEQUENCE.unpack_from(self._view, at)
        generation, width, height, stride, ms, index, exact = _ABOUT.unpack_from(self._view, at + 8)
        return SlotState(
            sequence=sequence,
            generation=generation,
            width=width,
            height=height,
            stride=stride,
            media_ms=ms,
            frame_index=None if index < 0 else index,
            exact=bool(exact),
        )

    def sequence(self, slot: int) -> int:
        """The slot's sequence number now."""
        return _SEQUENCE.unpack_from(self._view, slot * 64)[0]

    def pixels(self, slot: int, size: int) -> memoryview:
        """The slot's first `size` bytes, in place."""
        at = _HEADER + slot * _SLOT_BYTES
        return self._view[at : at + min(size, _SLOT_BYTES)]

    def newest(self) -> int | None:
        """The slot that was completed last."""
        slot = self._view[_NEWEST]
        return None if slot == _NO_SLOT else slot

    def forget(self) -> None:
        """Mark every slot as empty; for the side that made the memory, before a child starts."""
        self._view[_NEWEST] = _NO_SLOT
        self._view[_READING] = _NO_SLOT

    def mark_reading(self, slot: int) -> None:
        """Ask the writer to leave this slot alone."""
        self._view[_READING] = slot

    def begin(self) -> int:
        """Choose a slot to write, neither the newest nor the one being read, and open it."""
        taken = (self._view[_NEWEST], self._view[_READING])
        slot = next(s for s in range(SLOTS) if s not in taken)
        number = self.sequence(slot)
        # A writer that died may have left an odd number; the new one is odd and higher either way.
        _SEQUENCE.pack_into(self._view, slot * 64, number + 1 + number % 2)
        return slot

    def finish(
        self,
        slot: int,
        *,
        generation: int,
        width: int,
        height: int,
        stride: int,
        media_ms: int,
        frame_index: int | None,
        exact: bool,
    ) -> int:
        """Describe and close the slot, make it the newest and return its sequence number."""
        index = -1 if frame_index is None else frame_index
        about = (generation, width, height, stride, media_ms, index, int(exact))
        _ABOUT.pack_into(self._view, slot * 64 + 8, *about)
        number = self.sequence(slot) + 1
        _SEQUENCE.pack_into(self._view, slot * 64, number)
        self._view[_NEWEST] = slot
        return number

    def close(self) -> None:
        """Drop the mapping once nobody holds a view of it."""
        try:
            self._view.release()
            self._map.close()
        except BufferError:
            # A painter still holds pixels; the mapping goes when the last view does.
            return


def create_shared() -> tuple[int, Path | None]:
    """Make the memory: an open descriptor, and a path where descriptors cannot be handed on."""
    if hasattr(os, "memfd_create"):
        fd = os.memfd_create("scenewright-frames", os.MFD_CLOEXEC)
        os.ftruncate(fd, _TOTAL)
        return fd, None
    import tempfile

    fd, name = tempfile.mkstemp(prefix="scenewright-frames-")
    os.ftruncate(fd, _TOTAL)
    return fd, Path(name)
