"""The small pictures of the filmstrip: which moments are shown, and which picture stands where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from app.desk.ports.analysis import SmallPicture
from app.desk.timeline import TimelineContent
from app.ui.video.timeline_zoom import Zoom

_GRID_MS: Final = 200
"""Moments asked for lie on this grid where the shot allows, so that small zooms ask nothing new."""
_SHAPE: Final = 16 / 9


@dataclass(frozen=True, slots=True)
class Tile:
    """A place of the filmstrip and the moment whose picture belongs there."""

    left: float
    right: float
    media_ms: int
    shot: int


def tiles(content: TimelineContent, zoom: Zoom, height: float) -> tuple[Tile, ...]:
    """Give the tiles in view; each shot begins with a whole one."""
    width = height * _SHAPE
    found: list[Tile] = []
    for number, (start, end) in enumerate(content.shots):
        if end < zoom.start_ms or start > zoom.end_ms:
            continue
        first, last = zoom.x(start), zoom.x(end)
        left = first + max(0, int(-first // width)) * width
        while left < min(last, zoom.width):
            right = min(left + width, last)
            if right > 0:
                middle = zoom.time((left + right) / 2)
                grid = round(middle / _GRID_MS) * _GRID_MS
                inside = grid if start < grid < end else middle
                found.append(Tile(left, right, inside, number))
            left += width
    return tuple(found)


class Filmstrip:
    """The pictures of one clip as images. MAIN."""

    def __init__(self) -> None:
        self._images: dict[int, QImage] = {}
        self._taken: dict[int, SmallPicture] = {}
        self.version = 0

    @property
    def empty(self) -> bool:
        """Whether there is no picture at all yet."""
        return not self._images

    def take(self, pictures: Mapping[int, SmallPicture]) -> None:
        """Take the pictures that are new, let those go that were let go."""
        new = [at for at, one in pictures.items() if self._taken.get(at) is not one]
        gone = self._images.keys() - pictures.keys()
        self._taken = dict(pictures)
        for at in new:
            picture = pictures[at]
            stride = picture.width * 4
            image = QImage(
                picture.pixels,
                picture.width,
                picture.height,
                stride,
                QImage.Format.Format_RGB32,
            )
            self._images[at] = image.copy()
        for at in gone:
            del self._images[at]
        if new or gone:
            self.version += 1

    def laid_out(
        self, placed: tuple[Tile, ...], content: TimelineContent, height: float
    ) -> list[tuple[QRectF, QImage | None]]:
        """Give each tile its picture, or the nearest one of the same shot."""
        shots = content.shots
        return [
            (
                QRectF(tile.left, 0, tile.right - tile.left, height),
                self._nearest(tile.media_ms, *shots[tile.shot]),
            )
            for tile in placed
        ]

    def _nearest(self, at_ms: int, start_ms: int, end_ms: int) -> QImage | None:
        exact = self._images.get(at_ms)
        if exact is not None:
            return exact
        near = (at for at in self._images if start_ms <= at < end_ms)
        best = min(near, key=lambda at: abs(at - at_ms), default=None)
        return self._images[best] if best is not None else None
