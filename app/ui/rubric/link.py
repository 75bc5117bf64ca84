"""A few words in the sidebar that open a small window."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.ui.common import sizes
from app.ui.common.fonts import Role
from app.ui.common.theme import current_theme, font, scaled


class ListLink(QAbstractButton):
    """A few words that open an editor; underlined by dots, so that they are seen to be a button."""

    ring_corner = sizes.CORNER_CHIP

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Natural size in logical pixels."""
        width = QFontMetrics(font(Role.LABEL)).horizontalAdvance(self.text())
        return QSize(width + 2, scaled(sizes.TARGET))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the widget from the tokens."""
        del event
        theme = current_theme()
        painter = QPainter(self)
        painter.setFont(font(Role.LABEL))
        painter.setPen(theme.accent if self.underMouse() else theme.ink2)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, self.text())
        metrics = painter.fontMetrics()
        baseline = (self.height() + metrics.ascent() - metrics.descent()) // 2
        pen = painter.pen()
        pen.setDashPattern([1.0, 2.0])
        painter.setPen(pen)
        painter.drawLine(0, baseline + 3, self.width() - 2, baseline + 3)
