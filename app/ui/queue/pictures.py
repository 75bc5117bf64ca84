"""Keeps the small pictures of the queue: many for the list, a few for the pane beside it."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPixmap

from app.desk.ports.analysis import SmallPicture
from app.desk.ports.store import QueueRow
from app.ui.common.theme import scaled
from app.ui.queue.delegate import THUMBNAIL

LISTED: Final = 1000
"""Small ones kept, 14 kB each at 100 %."""
LARGE: Final = 48
"""Large ones kept, 230 kB each."""


class Pictures:
    """Two caches of pictures by clip; the oldest go first. MAIN."""

    def __init__(self) -> None:
        self._listed: OrderedDict[str, QPixmap] = OrderedDict()
        self._large: OrderedDict[str, QPixmap] = OrderedDict()

    def take(self, clip_id: str, made: SmallPicture) -> None:
        """Keep a picture."""
        image = QImage(
            made.pixels, made.width, made.height, made.width * 4, QImage.Format.Format_RGB32
        )
        # A pixmap copies the pixels, which belong to the event.
        large = QPixmap.fromImage(image)
        ratio = QGuiApplication.primaryScreen().devicePixelRatio()
        small = large.scaled(
            round(scaled(THUMBNAIL[0]) * ratio),
            round(scaled(THUMBNAIL[1]) * ratio),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        _keep(self._large, clip_id, large, LARGE)
        _keep(self._listed, clip_id, small, LISTED)

    def forget(self, clip_id: str) -> None:
        """The file of a clip is another one now."""
        self._listed.pop(clip_id, None)
        self._large.pop(clip_id, None)

    def listed(self, row: QueueRow) -> QPixmap | None:
        """Give the picture for the list."""
        return self._listed.get(row.id)

    def large(self, clip_id: str) -> QPixmap | None:
        """Give the picture for the pane beside the list; a small one is better than none."""
        return self._large.get(clip_id) or self._listed.get(clip_id)


def _keep(cache: OrderedDict[str, QPixmap], key: str, picture: QPixmap, most: int) -> None:
    cache[key] = picture
    cache.move_to_end(key)
    while len(cache) > most:
        cache.popitem(last=False)
