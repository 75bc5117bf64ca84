"""Paints the rows of the queue; one delegate for every column, no widget per row."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.desk.harm import Harm
from app.desk.ports.store import QueueRow
from app.desk.queue_list import COLUMNS, Column
from app.domain.clip import SourceKind
from app.ui.common.fonts import Role
from app.ui.common.icons import paint_icon
from app.ui.common.marks import Mark, paint_mark
from app.ui.common.theme import current_theme, font, line_height, scaled
from app.ui.common.tokens import Theme
from app.ui.common.words.harm import brief_words
from app.ui.queue import words
from app.ui.queue.model import HARM, MISSING, NUMBERS, ROW

Index = QModelIndex | QPersistentModelIndex
LEFT = 16
THUMBNAIL = (80, 45)
AFTER_THUMBNAIL = 24
TEXT_LEFT = LEFT + THUMBNAIL[0] + AFTER_THUMBNAIL
_MARK = 14
_SMALL_MARK = 12
_MARK_GAP = 6
_BAR = 3
_END = 16
"""Space behind numbers; the last column ends at the padding of the pane."""
_V = Qt.AlignmentFlag.AlignVCenter
_AT_LEFT = _V | Qt.AlignmentFlag.AlignLeft
_AT_RIGHT = _V | Qt.AlignmentFlag.AlignRight


class QueueDelegate(QStyledItemDelegate):
    """Paints cells from the tokens.

    Args:
        picture: Gives the thumbnail of a row, None while there is none.
        hovered: Gives the number of the row under the pointer, -1 for none.
    """

    def __init__(
        self,
        picture: Callable[[QueueRow], QPixmap | None],
        hovered: Callable[[], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._picture = picture
        self._hovered = hovered

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        theme = current_theme()
        row: QueueRow = index.data(ROW)
        missing = bool(index.data(MISSING))
        column = COLUMNS[index.column()]
        rect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        over = self._hovered() == index.row()
        painter.save()
        painter.fillRect(rect, theme.soft if selected else theme.hover if over else theme.paper)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.line)
        if column is Column.CLIP:
            if selected and option.widget is not None and option.widget.hasFocus():
                painter.fillRect(rect.left(), rect.top(), _BAR, rect.height() - 1, theme.accent)
            self._paint_thumbnail(painter, self.thumbnail_rect(rect), row, theme, missing=missing)
            self._paint_name(painter, rect, row, theme, missing=missing, harm=index.data(HARM))
        elif column is Column.STATE:
            self._paint_state(painter, rect, row, theme, missing=missing)
        else:
            painter.setFont(font(Role.BASE))
            painter.setPen(theme.ink2 if column is Column.DUE else theme.ink)
            area = rect.adjusted(0, 0, -scaled(_END), 0)
            painter.drawText(area, _AT_RIGHT if column in NUMBERS else _AT_LEFT, index.data() or "")
        painter.restore()

    def thumbnail_rect(self, rect: QRect) -> QRect:
        """Where the thumbnail of a row stands in the cell of its name."""
        width, height = scaled(THUMBNAIL[0]), scaled(THUMBNAIL[1])
        top = rect.top() + (rect.height() - 1 - height) // 2
        return QRect(rect.left() + scaled(LEFT), top, width, height)

    def locate_rect(self, rect: QRect, row: QueueRow) -> QRect:
        """Where the word *Locate…* stands under the name of a missing file."""
        _, second = self._lines(rect)
        metrics = QFontMetrics(font(Role.LABEL))
        place = self._old_place(row, second.width())
        left = second.left() + metrics.horizontalAdvance(place)
        target = QRect(left, second.top(), metrics.horizontalAdvance(words.LOCATE), second.height())
        # The smallest target is 24 high.
        return target.adjusted(-4, -4, 4, 4)

    def hits_locate(self, rect: QRect, row: QueueRow, point: QPoint) -> bool:
        """Tell whether a point is on *Locate…*."""
        return self.locate_rect(rect, row).contains(point)

    def _lines(self, rect: QRect) -> tuple[QRect, QRect]:
        """The two lines of words in the cell of a name."""
        left = rect.left() + scaled(TEXT_LEFT)
        width = rect.right() - scaled(12) - left
        first, second = line_height(Role.NAME), line_height(Role.LABEL)
        top = rect.top() + (rect.height() - 1 - first - second) // 2
        return QRect(left, top, width, first), QRect(left, top + first, width, second)

    def _old_place(self, row: QueueRow, width: int) -> str:
        metrics = QFontMetrics(font(Role.LABEL))
        room = width - metrics.horizontalAdvance(words.LOCATE)
        return metrics.elidedText(words.old_place(row), Qt.TextElideMode.ElideMiddle, room)

    def _paint_name(
        self,
        painter: QPainter,
        rect: QRect,
        row: QueueRow,
        theme: Theme,
        *,
        missing: bool,
        harm: Harm | None,
    ) -> None:
        first, second = self._lines(rect)
        below = words.second_line(row, missing=missing)
        if row.set_aside_reason and below:
            harm = None  # the person's own words; the tooltip tells the rest
        if harm is not None:
            below = brief_words(harm)
        if not below:
            first = QRect(first.left(), rect.top(), first.width(), rect.height() - 1)
        self._draw(painter, first, row.title, Role.NAME, theme.ink)
        if missing:
            place = self._old_place(row, second.width())
            self._draw(painter, second, place, Role.LABEL, theme.ink2)
            at = second.left() + QFontMetrics(font(Role.LABEL)).horizontalAdvance(place)
            link = QRect(at, second.top(), second.right() - at, second.height())
            self._draw(painter, link, words.LOCATE, Role.LABEL_MEDIUM, theme.accent)
        elif harm is not None:
            self._paint_harm(painter, second, below, theme, grave=harm.fault is not None)
        elif below:
            self._draw(painter, second, below, Role.LABEL, theme.ink2)

    def _paint_harm(
        self, painter: QPainter, area: QRect, text: str, theme: Theme, *, grave: bool
    ) -> None:
        """The mark of what is wrong with the file, and words for it."""
        side = scaled(_SMALL_MARK)
        box = QRectF(area.left(), area.top() + (area.height() - side) / 2, side, side)
        mark, color = (Mark.OCTAGON, theme.bad) if grave else (Mark.HALF, theme.weak)
        paint_mark(painter, box, mark, theme, color)
        rest = area.adjusted(side + scaled(_MARK_GAP), 0, 0, 0)
        self._draw(painter, rest, text, Role.LABEL, color)

    def _paint_state(
        self, painter: QPainter, rect: QRect, row: QueueRow, theme: Theme, *, missing: bool
    ) -> None:
        look = words.state_look(row, missing=missing)
        side = scaled(_MARK)
        box = QRectF(rect.left(), rect.top() + (rect.height() - 1 - side) / 2, side, side)
        if look.mark is not None:
            paint_mark(painter, box, look.mark, theme, theme.token(look.color))
        else:
            paint_icon(painter, box, look.icon, theme.token(look.color))
        area = rect.adjusted(side + scaled(_MARK_GAP), 0, 0, 0)
        role = Role.HEADING_BASE if look.heavy else Role.NAME
        self._draw(painter, area, look.words, role, theme.token(look.ink))

    def _paint_thumbnail(
        self, painter: QPainter, box: QRect, row: QueueRow, theme: Theme, *, missing: bool
    ) -> None:
        picture = None if missing else self._picture(row)
        if picture is not None:
            painter.fillRect(box, Qt.GlobalColor.black)
            painter.drawPixmap(fitted(picture, box), picture)
            return
        icon_name = "file-x" if missing else _ICONS.get(SourceKind(row.kind), "film")
        if missing:
            pen = QPen(theme.edge, 1)
            pen.setDashPattern([3, 2.5])
            painter.setPen(pen)
            painter.drawRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5))
        else:
            painter.fillRect(box, theme.sunken)
        side = scaled(18)
        middle = QRectF(0, 0, side, side)
        middle.moveCenter(QRectF(box).center())
        paint_icon(painter, middle, icon_name, theme.ink2 if missing else theme.ink3)

    @staticmethod
    def _draw(painter: QPainter, area: QRect, text: str, role: Role, ink: object) -> None:
        painter.setFont(font(role))
        painter.setPen(ink)
        shown = QFontMetrics(font(role)).elidedText(
            text, Qt.TextElideMode.ElideMiddle, area.width()
        )
        painter.drawText(area, _AT_LEFT, shown)


_ICONS = {SourceKind.STREAM: "link", SourceKind.NONE: "globe"}


def fitted(picture: QPixmap, box: QRect) -> QRect:
    """The largest rectangle with the shape of a picture in the middle of a box."""
    size = picture.size().scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
    found = QRect(0, 0, size.width(), size.height())
    found.moveCenter(box.center())
    return found
