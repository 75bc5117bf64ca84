"""State and severity marks, drawn on a grid of 16.

Every mark differs from the others in outline, not only in color, so that all read in greyscale.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from app.ui.common.kinds import Mark
from app.ui.common.tokens import Theme

GRID = 16.0


TOKEN_OF: dict[Mark, str] = {
    Mark.TICK: "ok",
    Mark.HALF: "weak",
    Mark.OCTAGON: "bad",
    Mark.QUESTION: "info",
    Mark.DASH: "ink3",
    Mark.DOTTED: "ink3",
    Mark.DOT: "info",
    Mark.TRIANGLE: "weak",
    Mark.TRIANGLE_FILLED: "bad",
    Mark.CRITICAL: "bad",
    Mark.LANGUAGE: "bad",
    Mark.CROSS: "ink2",
    Mark.RING: "ink3",
    Mark.INFO: "info",
    Mark.PLAY: "accent",
    Mark.PAUSE: "accent",
}


def mark_color(mark: Mark, theme: Theme) -> QColor:
    """The color a mark has where nothing else is asked for."""
    return theme.token(TOKEN_OF[mark])


def paint_mark(
    painter: QPainter, rect: QRectF, mark: Mark, theme: Theme, color: QColor | None = None
) -> None:
    """Paint a mark into the largest square in the middle of a rectangle.

    Args:
        painter: An open painter; its state is kept.
        rect: Where, in logical pixels; 16 x 16 or 14 x 14 as a rule.
        mark: Which.
        theme: Tokens to paint with.
        color: Another color than the mark's own.
    """
    side = min(rect.width(), rect.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2)
    painter.scale(side / GRID, side / GRID)
    ink = color if color is not None else mark_color(mark, theme)
    _DRAW[mark](painter, ink)
    painter.restore()


def _stroke(painter: QPainter, ink: QColor, width: float) -> None:
    pen = QPen(ink, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _fill(painter: QPainter, ink: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)


def _tick(painter: QPainter, ink: QColor) -> None:
    _stroke(painter, ink, 2.0)
    painter.drawPolyline(QPolygonF([QPointF(2.6, 8.5), QPointF(6.2, 12.0), QPointF(13.4, 4.2)]))


def _half(painter: QPainter, ink: QColor) -> None:
    _stroke(painter, ink, 1.8)
    painter.drawEllipse(QPointF(8, 8), 6.0, 6.0)
    _fill(painter, ink)
    path = QPainterPath(QPointF(8, 2))
    path.arcTo(QRectF(2, 2, 12, 12), 90, -180)
    path.closeSubpath()
    painter.drawPath(path)


def _octagon_path() -> QPainterPath:
    path = QPainterPath()
    radius = 7.2
    points = [
        QPointF(
            8 + radius * math.cos(math.pi / 8 + step * math.pi / 4),
            8 + radius * math.sin(math.pi / 8 + step * math.pi / 4),
        )
        for step in range(8)
    ]
    path.addPolygon(QPolygonF(points))
    path.closeSubpath()
    return path


def _bar_path(top: float, foot: float, dot: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(7.0, top, 2.0, foot - top), 0.9, 0.9)
    path.addEllipse(QPointF(8, dot), 1.1, 1.1)
    return path


def _octagon(painter: QPainter, ink: QColor) -> None:
    # The bar is cut out, so that the ground shows through on every row color.
    _fill(painter, ink)
    painter.drawPath(_octagon_path().subtracted(_bar_path(4.1, 9.1, 11.4)))


def _question(painter: QPainter, ink: QColor) -> None:
    _stroke(painter, ink, 1.5)
    painter.drawEllipse(QPointF(8, 8), 6.4, 6.4)
    path = QPainterPath(QPointF(5.9, 6.5))
    path.cubicTo(QPointF(5.9, 3.7), QPointF(10.2, 3.8), QPointF(10.1, 6.5))
    path.cubicTo(QPointF(10.1, 8.0), QPointF(8.0, 8.0), QPointF(8.0, 9.4))
    painter.drawPath(path)
    _fill(painter, ink)
    painter.drawEllipse(QPointF(8, 11.7), 0.95, 0.95)


def _dash(painter: QPainter, ink: QColor) -> None:
    _fill(painter, ink)
    painter.drawRoundedRect(QRectF(3, 7, 10, 2), 0.6, 0.6)


def _dotted(painter: QPainter, ink: QColor) -> None:
    pen = QPen(ink, 1.6)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    # Eight dashes and eight gaps go once round a circle of radius 6.
    unit = 2 * math.pi * 6.0 / 16 / 1.6
    pen.setDashPattern([unit, unit])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(8, 8), 6.0, 6.0)


def _dot(painter: QPainter, ink: QColor) -> None:
    _fill(painter, ink)
    painter.drawEllipse(QPointF(8, 8), 2.7, 2.7)


def _triangle_path(inset: float) -> QPolygonF:
    return QPolygonF(
        [
            QPointF(8, 2.0 + inset * 1.6),
            QPointF(14.6 - inset * 1.2, 13.4 - inset * 0.7),
            QPointF(1.4 + inset * 1.2, 13.4 - inset * 0.7),
        ]
    )


def _triangle(painter: QPainter, ink: QColor) -> None:
    pen = QPen(ink, 1.7)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon(_triangle_path(0.7))


def _triangle_filled(painter: QPainter, ink: QColor) -> None:
    path = QPainterPath()
    path.addPolygon(_triangle_path(0.5))
    path.closeSubpath()
    outline = QPen(ink, 1.4)
    outline.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(outline)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    _fill(painter, ink)
    painter.drawPath(path.subtracted(_bar_path(5.7, 9.6, 11.6)))


def _language(painter: QPainter, ink: QColor) -> None:
    _stroke(painter, ink, 1.6)
    painter.drawPolyline(QPolygonF([QPointF(1.6, 10.4), QPointF(5.4, 1.8), QPointF(9.2, 10.4)]))
    painter.drawLine(QPointF(3.0, 7.4), QPointF(7.8, 7.4))
    painter.drawPolyline(QPolygonF([QPointF(7.4, 12.2), QPointF(9.8, 14.4), QPointF(14.4, 9.2)]))


def _cross(painter: QPainter, ink: QColor) -> None:
    _stroke(painter, ink, 1.7)
    painter.drawLine(QPointF(4, 4), QPointF(12, 12))
    painter.drawLine(QPointF(12, 4), QPointF(4, 12))


def _ring(painter: QPainter, ink: QColor) -> None:
    _stroke(painter, ink, 1.6)
    painter.drawEllipse(QPointF(8, 8), 5.4, 5.4)


def _info(painter: QPainter, ink: QColor) -> None:
    _stroke(painter, ink, 1.5)
    painter.drawEllipse(QPointF(8, 8), 6.4, 6.4)
    painter.drawLine(QPointF(8, 7.6), QPointF(8, 11.2))
    _fill(painter, ink)
    painter.drawEllipse(QPointF(8, 4.9), 1.0, 1.0)


def _play(painter: QPainter, ink: QColor) -> None:
    _fill(painter, ink)
    painter.drawPolygon(QPolygonF([QPointF(4, 2.6), QPointF(13, 8), QPointF(4, 13.4)]))


def _pause(painter: QPainter, ink: QColor) -> None:
    _fill(painter, ink)
    painter.drawRoundedRect(QRectF(3, 2.5, 3.6, 11), 0.8, 0.8)
    painter.drawRoundedRect(QRectF(9.4, 2.5, 3.6, 11), 0.8, 0.8)


_DRAW: dict[Mark, Callable[[QPainter, QColor], None]] = {
    Mark.TICK: _tick,
    Mark.HALF: _half,
    Mark.OCTAGON: _octagon,
    Mark.QUESTION: _question,
    Mark.DASH: _dash,
    Mark.DOTTED: _dotted,
    Mark.DOT: _dot,
    Mark.TRIANGLE: _triangle,
    Mark.TRIANGLE_FILLED: _triangle_filled,
    Mark.CRITICAL: _octagon,
    Mark.LANGUAGE: _language,
    Mark.CROSS: _cross,
    Mark.RING: _ring,
    Mark.INFO: _info,
    Mark.PLAY: _play,
    Mark.PAUSE: _pause,
}
