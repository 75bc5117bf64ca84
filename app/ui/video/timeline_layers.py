"""Keeps the painted lanes as pixmaps, so that a moving playhead paints no lane anew."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QColor, QPainter, QPixmap

from app.desk.waveform import Waveform
from app.ui.video import timeline_painter as paint
from app.ui.video.timeline_lanes import Lane, Layout
from app.ui.video.timeline_tiles import Filmstrip, Tile

Key = tuple[object, ...]


class Layers:
    """Pixmaps of lanes by what they were painted from.

    Attributes:
        painted: How many lanes were painted anew, for tests of what a change costs.
    """

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Key, QPixmap]] = {}
        self.painted = 0

    def get(
        self,
        name: str,
        rect: QRectF,
        ratio: float,
        key: Key,
        draw: Callable[[QPainter, QSizeF], None],
        ground: QColor,
    ) -> QPixmap:
        """Give the pixmap of a lane, painted now if what it shows has changed."""
        size = rect.size()
        whole: Key = (size.width(), size.height(), ratio, *key)
        kept = self._kept.get(name)
        if kept is not None and kept[0] == whole:
            return kept[1]
        pixmap = QPixmap(math.ceil(size.width() * ratio), math.ceil(size.height() * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(ground)
        painter = QPainter(pixmap)
        draw(painter, size)
        painter.end()
        self._kept[name] = (whole, pixmap)
        self.painted += 1
        return pixmap

    def clear(self) -> None:
        """Forget everything: another theme or another size of text."""
        self._kept.clear()


class LanePixmaps:
    """Which pixmap each lane needs for a scene."""

    def __init__(self) -> None:
        self.layers = Layers()

    def ruler(self, layout: Layout, scene: paint.Scene, ratio: float, *, numbers: bool) -> QPixmap:
        """The ruler with or without its numbers."""
        content = scene.content
        return self.layers.get(
            f"ruler{numbers}",
            layout.lanes[Lane.RULER],
            ratio,
            (scene.zoom, content.cuts_ms, content.loop),
            lambda painter, size: paint.paint_ruler(painter, size, scene, numbers=numbers),
            scene.theme.win,
        )

    def sound(
        self, layout: Layout, scene: paint.Scene, ratio: float, wave: Waveform, *, played: bool
    ) -> QPixmap:
        """The waveform as it is before or behind the playhead."""
        return self.layers.get(
            f"sound{played}",
            layout.lanes[Lane.SOUND],
            ratio,
            (scene.zoom, scene.content.cuts_ms, id(wave), wave.version),
            lambda painter, size: paint.paint_sound(painter, size, scene, wave, played=played),
            scene.theme.sunken,
        )

    def picture(
        self,
        layout: Layout,
        scene: paint.Scene,
        ratio: float,
        film: Filmstrip,
        placed: tuple[Tile, ...],
    ) -> QPixmap:
        """The filmstrip."""
        rect = layout.lanes[Lane.PICTURE]
        return self.layers.get(
            "picture",
            rect,
            ratio,
            (scene.zoom, scene.content.cuts_ms, placed, film.version),
            lambda painter, size: paint.paint_pictures(
                painter, size, scene, film.laid_out(placed, scene.content, rect.height())
            ),
            scene.theme.sunken,
        )

    def plain(self, lane: Lane, layout: Layout, scene: paint.Scene, ratio: float) -> QPixmap:
        """Lines, what is described, what was watched."""
        content = scene.content
        draw, part = {
            Lane.LINES: (paint.paint_lines, (content.lines, content.cuts_ms)),
            Lane.DESCRIBED: (paint.paint_described, content.marks),
            Lane.WATCHED: (paint.paint_watched, content.watched),
        }[lane]
        return self.layers.get(
            lane.value,
            layout.lanes[lane],
            ratio,
            (scene.zoom, part),
            lambda painter, size: draw(painter, size, scene),
            scene.theme.sunken,
        )
