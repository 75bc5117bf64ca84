"""Paints what moves over the lanes of the timeline: the playhead and the place of the view."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from app.ui.common.theme import scaled
from app.ui.video.timeline_lanes import Layout, Shape
from app.ui.video.timeline_painter import Scene

HANDLE: Final = 6
"""Half the width of the playhead's handle."""


def paint_playhead(painter: QPainter, layout: Layout, scene: Scene, at_ms: int) -> None:
    """A line of 2 px through all lanes, with a handle where there is a ruler."""
    x = scene.zoom.x(at_ms)
    if not -1 <= x <= layout.width + 1:
        return
    middle = layout.left + round(x)
    tiny = layout.shape is Shape.TINY
    top = 3 if tiny else scaled(5)
    color = scene.theme.accent
    painter.fillRect(QRectF(middle - 1, top, 2, layout.bottom + 2 - top), color)
    if tiny:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    wide, high = scaled(HANDLE), scaled(12)
    shoulder = top + high - wide / 2
    corners = [
        QPointF(middle - wide, top),
        QPointF(middle + wide, top),
        QPointF(middle + wide, shoulder),
        QPointF(middle, top + high),
        QPointF(middle - wide, shoulder),
    ]
    painter.drawPolygon(QPolygonF(corners))


def paint_scroll(painter: QPainter, layout: Layout, scene: Scene, height: int) -> None:
    """Which part is in view, as a line at the foot; nothing when it is the whole clip."""
    zoom = scene.zoom
    if zoom.whole:
        return
    rect = QRectF(layout.left, height - 4, layout.width, 3)
    painter.fillRect(rect, scene.theme.sunken)
    share = rect.width() / zoom.duration_ms
    width = max(12.0, zoom.span_ms * share)
    painter.fillRect(QRectF(rect.x() + zoom.start_ms * share, rect.y(), width, 3), scene.theme.edge)
