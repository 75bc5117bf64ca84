"""The fills of the activities in charts: told apart by pattern first, by color never alone."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.domain.worklog import Activity
from app.ui.common.theme import current_theme, scaled

STACK: Final = (
    Activity.WATCH,
    Activity.WRITE,
    Activity.GUIDE,
    Activity.CALIBRATE,
    Activity.REVIEW,
    Activity.CLIENT_TOOL,
    Activity.OTHER,
    Activity.TRAINING,
)
"""The order of the activities, from the ground up."""

_SPACING = 6
_DOT = 1.1


def paint_fill(painter: QPainter, area: QRectF, activity: Activity) -> None:
    """Paint a part of a bar, with the accent outline of 1 px that every part has."""
    theme = current_theme()
    painter.save()
    if activity is Activity.WATCH:
        painter.fillRect(area, theme.softedge)
    elif activity is Activity.WRITE:
        painter.fillRect(area, theme.accent)
    else:
        painter.fillRect(area, theme.paper)
        painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_pattern(painter, area, activity, theme.accent)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    pen = QPen(theme.accent, 1)
    if activity is Activity.TRAINING:
        pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.restore()


def _paint_pattern(painter: QPainter, area: QRectF, activity: Activity, color: QColor) -> None:
    step = float(scaled(_SPACING))
    # Patterns hang on the window's grid and not on the bar, so that neighbors look alike.
    left = area.left() - area.left() % step - step
    top = area.top() - area.top() % step - step
    wide = int((area.right() - left) / step) + 2
    high = int((area.bottom() - top) / step) + 2
    if activity is Activity.CALIBRATE:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        for x in range(wide):
            for y in range(high):
                painter.drawEllipse(
                    QPointF(left + (x + 0.5) * step, top + (y + 0.5) * step), _DOT, _DOT
                )
        return
    lines: list[QLineF] = []
    reach = area.height() + 2 * step
    foot = top + high * step
    rising = activity in {Activity.GUIDE, Activity.REVIEW}
    falling = activity is Activity.REVIEW
    if rising:
        count = wide + int(reach / step) + 2
        lines += [
            QLineF(
                left + (i - count + wide) * step, foot, left + (i - count + wide + high) * step, top
            )
            for i in range(count)
        ]
    if falling:
        count = wide + high
        lines += [
            QLineF(left + (i - high) * step, top, left + i * step, foot) for i in range(count)
        ]
    if activity is Activity.CLIENT_TOOL:
        lines += [
            QLineF(area.left(), top + i * step, area.right(), top + i * step) for i in range(high)
        ]
    painter.setPen(QPen(color, 1.4))
    painter.drawLines(lines)
