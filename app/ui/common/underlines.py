"""The underline of a finding, painted by severity: line style first, then color.

`QTextCharFormat` has no width for its underlines and no double one, so the editor, the finding card
and the lists all paint them with this module.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from app.ui.common.kinds import Mark, Underline
from app.ui.common.tokens import Theme

BELOW_BASELINE = 5
"""Middle of the line under the baseline, in logical pixels at text of 18."""

WIDTH = 2.0


MARK_OF: dict[Underline, Mark] = {
    Underline.NOTE: Mark.DOT,
    Underline.MINOR: Mark.TRIANGLE,
    Underline.MAJOR: Mark.TRIANGLE_FILLED,
    Underline.CRITICAL: Mark.CRITICAL,
    Underline.LANGUAGE: Mark.LANGUAGE,
}

_COLOR = {
    Underline.NOTE: "info",
    Underline.MINOR: "weak",
    Underline.MAJOR: "bad",
    Underline.CRITICAL: "bad",
    Underline.LANGUAGE: "bad",
}

_SOFT = {
    Underline.NOTE: "infosoft",
    Underline.MINOR: "weaksoft",
    Underline.MAJOR: "badsoft",
    Underline.CRITICAL: "badsoft",
    Underline.LANGUAGE: "badsoft",
}


def underline_color(kind: Underline, theme: Theme) -> QColor:
    """Color of the line, and of the words of the severity."""
    return theme.token(_COLOR[kind])


def soft_token(kind: Underline) -> str:
    """The token behind the words of the current finding, and always behind a critical one."""
    return _SOFT[kind]


def paint_underline(
    painter: QPainter, left: float, right: float, baseline: float, kind: Underline, theme: Theme
) -> None:
    """Paint one underline.

    Args:
        painter: An open painter; its state is kept.
        left: Start in logical pixels.
        right: End in logical pixels.
        baseline: Baseline of the words in logical pixels.
        kind: Which line.
        theme: Tokens to paint with.
    """
    painter.save()
    color = underline_color(kind, theme)
    y = baseline + BELOW_BASELINE
    if kind is Underline.LANGUAGE:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color, 1.3))
        painter.drawPath(_wave(left, right, y))
        painter.restore()
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    pen = QPen(color, WIDTH)
    # A square or round cap would close the gaps of the dots.
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if kind is Underline.NOTE:
        pen.setDashPattern([1.0, 1.0])
    elif kind is Underline.MINOR:
        pen.setDashPattern([2.5, 1.5])
    painter.setPen(pen)
    if kind is Underline.CRITICAL:
        painter.fillRect(QRectF(left, y - 2, right - left, WIDTH), color)
        painter.fillRect(QRectF(left, y + 2, right - left, WIDTH), color)
    elif kind is Underline.MAJOR:
        painter.fillRect(QRectF(left, y - 1, right - left, WIDTH), color)
    else:
        painter.drawLine(QPointF(left, y), QPointF(right, y))
    painter.restore()


def _wave(left: float, right: float, y: float) -> QPainterPath:
    path = QPainterPath(QPointF(left, y + 1.5))
    x, up = left, True
    while x < right:
        x = min(x + 3.0, right)
        path.lineTo(QPointF(x, y - 1.5 if up else y + 1.5))
        up = not up
    return path
