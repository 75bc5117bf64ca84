"""How a row of a table in the hours room is painted."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.ui.common import sizes
from app.ui.common.fonts import Role
from app.ui.common.theme import current_theme, font, scaled

_Index = QModelIndex | QPersistentModelIndex
_PADDING: Final = 8


class RowDelegate(QStyledItemDelegate):
    """A line under each row, `soft` behind the chosen one, and an accent bar for the keys."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """The words with their padding."""
        del option
        metrics = QFontMetrics(index.data(Qt.ItemDataRole.FontRole) or font(Role.BASE))
        wide = metrics.horizontalAdvance(str(index.data())) + scaled(2 * _PADDING) + 1
        return QSize(wide, scaled(sizes.TABLE_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint a cell."""
        theme = current_theme()
        rect: QRect = option.rect
        view = self.parent()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(rect, theme.soft)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.line)
        focused = isinstance(view, QWidget) and view.hasFocus()
        if chosen and index.column() == 0 and focused:
            painter.fillRect(rect.left(), rect.top(), scaled(3), rect.height(), theme.accent)
        painter.setFont(index.data(Qt.ItemDataRole.FontRole) or font(Role.BASE))
        where = index.data(Qt.ItemDataRole.TextAlignmentRole)
        name = bool(where & Qt.AlignmentFlag.AlignLeft)
        painter.setPen(theme.ink if index.column() == 0 or not name else theme.ink2)
        area = rect.adjusted(scaled(_PADDING), 0, -scaled(_PADDING), 0)
        words = str(index.data())
        if name:
            words = painter.fontMetrics().elidedText(
                words, Qt.TextElideMode.ElideMiddle, area.width()
            )
        painter.drawText(area, int(where), words)
        painter.restore()
