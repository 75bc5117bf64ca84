"""How a chip is measured and painted inside the text."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPixmap, QPixmapCache, QPyTextObject, QTextDocument, QTextFormat

from app.domain.timecode import Timecode, parse_token
from app.ui.caption.inlay import TOKEN
from app.ui.common.chips import ChipState, chip_size, paint_chip
from app.ui.common.theme import current_theme, scaled
from app.ui.common.words.formats import short_range

MARGIN = 2
"""Room at both sides of a chip for the ring of a selected one, in logical pixels."""

_ROOM = 3.0

LIFT = 1
"""How much higher than the descenders a chip stands, so that it sits in the middle of the line."""


def chip_words(timecode: Timecode) -> str:
    """What a chip says: ``0:12.4`` or ``0:12.4–14.0``."""
    return short_range(timecode.start_ms, timecode.end_ms)


class ChipObject(QPyTextObject):
    """Paints the chips of one view.

    Args:
        parent: Owner.
        state_of: Gives how the chip at a document position looks.
        zoom: Gives how much larger than usual the text is shown (1.0 is 100 %).
    """

    def __init__(
        self,
        parent: QObject,
        state_of: Callable[[int, str], ChipState],
        zoom: Callable[[], float] = lambda: 1.0,
    ) -> None:
        super().__init__(parent)
        self._state_of = state_of
        self._zoom = zoom
        self._sizes: dict[tuple[str, float, int], QSizeF] = {}

    def intrinsicSize(
        self,
        doc: QTextDocument,
        posInDocument: int,  # noqa: N803 - Qt's name
        format: QTextFormat,  # noqa: A002 - Qt's name
    ) -> QSizeF:
        """Give the size of a chip in logical pixels."""
        del doc, posInDocument
        # Asked for every chip at every key, so the answers are kept.
        key = (str(format.property(TOKEN)), self._zoom(), scaled(100))
        known = self._sizes.get(key)
        if known is None:
            size = chip_size(_words(key[0])) * key[1]
            known = self._sizes[key] = QSizeF(size.width() + 2 * MARGIN, size.height())
        return known

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        posInDocument: int,  # noqa: N803 - Qt's name
        format: QTextFormat,  # noqa: A002 - Qt's name
    ) -> None:
        """Paint a chip into the place the layout has kept for it."""
        del doc
        token = str(format.property(TOKEN))
        lift = LIFT * self._zoom()
        box = QRectF(rect).adjusted(MARGIN, -lift, -MARGIN, -lift)
        state = self._state_of(posInDocument, token)
        paint_zoomed_chip(painter, box, _words(token), state, self._zoom())


def paint_zoomed_chip(
    painter: QPainter, box: QRectF, text: str, state: ChipState, zoom: float
) -> None:
    """Paint a chip that grows with the text of the caption.

    Chips are painted again at every key, so their pictures are kept.
    """
    theme = current_theme()
    ratio = painter.device().devicePixelRatioF()
    size = QSizeF(box.width(), box.height())
    look = (text, state, zoom, ratio, size.width(), theme.soft.rgb(), theme.high_contrast)
    key = f"chip{look}"
    picture = QPixmap()
    if not QPixmapCache.find(key, picture):
        picture = _picture(text, state, zoom, ratio, size)
        QPixmapCache.insert(key, picture)
    # On whole pixels of the device, or the picture would be blurred.
    left = round((box.left() - _ROOM) * ratio) / ratio
    top = round((box.top() - _ROOM) * ratio) / ratio
    painter.drawPixmap(QPointF(left, top), picture)


def _picture(text: str, state: ChipState, zoom: float, ratio: float, size: QSizeF) -> QPixmap:
    """Paint a chip with room for its ring."""
    width = math.ceil((size.width() + 2 * _ROOM) * ratio)
    height = math.ceil((size.height() + 2 * _ROOM) * ratio)
    picture = QPixmap(width, height)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.translate(_ROOM, _ROOM)
    painter.scale(zoom, zoom)
    rect = QRectF(0, 0, size.width() / zoom, size.height() / zoom)
    paint_chip(painter, rect, text, state, current_theme())
    painter.end()
    return picture


def _words(token: str) -> str:
    timecode = parse_token(token)
    return chip_words(timecode) if timecode is not None else token
