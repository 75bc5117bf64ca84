"""Timecode chips: one painter for the editor, the dialogue list, the queue and the review cards."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from app.ui.common import sizes
from app.ui.common.fonts import Role
from app.ui.common.marks import Mark, paint_mark
from app.ui.common.theme import font, scaled
from app.ui.common.tokens import Theme

_PADDING = 6
_SIGN = 8
_SIGN_WIDE = 11
_SIGN_GAP = 4


class ChipState(StrEnum):
    """How a chip looks."""

    REST = "rest"
    HOVER = "hover"
    PLAYING = "playing"
    SELECTED = "selected"
    ERROR = "error"


def chip_size(text: str, state: ChipState = ChipState.REST) -> QSizeF:
    """Size of a chip in logical pixels; the same for every state but *error*.

    Measured with the same font features as it is drawn with (tabular digits).
    """
    metrics = QFontMetricsF(font(Role.LABEL_MEDIUM))
    sign = _SIGN_WIDE if state is ChipState.ERROR else _SIGN
    width = scaled(2 * _PADDING + sign + _SIGN_GAP) + metrics.horizontalAdvance(text)
    return QSizeF(float(int(width + 0.999)), float(scaled(sizes.CHIP)))


def paint_chip(painter: QPainter, rect: QRectF, text: str, state: ChipState, theme: Theme) -> None:
    """Paint a chip into a rectangle of the size `chip_size` gave.

    The ring of a selected chip lies 2 px outside the rectangle: leave room, or it is cut.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    fill, ink, outline = theme.soft, theme.accent, None
    sign = Mark.PLAY
    if state is ChipState.HOVER:
        outline = theme.accent
    elif state is ChipState.PLAYING:
        fill, ink, sign = theme.accent, theme.onaccent, Mark.PAUSE
    elif state is ChipState.ERROR:
        fill, ink, outline, sign = theme.paper, theme.bad, theme.bad, Mark.OCTAGON
    if outline is None and theme.high_contrast:
        outline = ink
    box = rect
    painter.setPen(Qt.PenStyle.NoPen)
    if outline is not None:
        painter.setPen(QPen(outline, 1))
        box = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setBrush(fill)
    painter.drawRoundedRect(box, sizes.CORNER_CHIP, sizes.CORNER_CHIP)
    if state is ChipState.SELECTED:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.accent, sizes.RING_WIDTH))
        corner = sizes.CORNER_CHIP + 1
        painter.drawRoundedRect(rect.adjusted(-1, -1, 1, 1), corner, corner)
    side = scaled(_SIGN_WIDE if sign is Mark.OCTAGON else _SIGN)
    left = rect.x() + scaled(_PADDING)
    # Middle of the digits, which is a little above the middle of the line.
    middle = rect.y() + rect.height() / 2
    paint_mark(painter, QRectF(left, middle - side / 2, side, side), sign, theme, ink)
    painter.setFont(font(Role.LABEL_MEDIUM))
    painter.setPen(ink)
    start = left + side + scaled(_SIGN_GAP)
    words = QRectF(start, rect.y(), rect.right() - start, rect.height())
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
    painter.restore()
