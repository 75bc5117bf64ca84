"""The list of intervals at the right: what counts, what was cut out, what was corrected and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.desk.hours_lines import Line, LineKind
from app.exchange.timesheet_text import ACTIVITY_WORDS
from app.ui.common import sizes
from app.ui.common.fonts import Role
from app.ui.common.icons import paint_icon
from app.ui.common.marks import Mark, paint_mark
from app.ui.common.theme import current_theme, font, line_height, scaled, theme_hub
from app.ui.common.words.formats import day, long_time
from app.ui.hours.words import correction_words, line_bounds, line_spoken, origin_words

_Index = QModelIndex | QPersistentModelIndex
LINE = int(Qt.ItemDataRole.UserRole)
_BATCH = 200
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class LinesModel(QAbstractListModel):
    """The lines of a selection."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines: Sequence[Line] = ()
        self._titles: Mapping[str, str] = {}

    def show_lines(self, lines: Sequence[Line], titles: Mapping[str, str]) -> None:
        """Show other lines; titles say the clip where the lines are of several."""
        self.beginResetModel()
        self._lines, self._titles = lines, titles
        self.endResetModel()

    @property
    def lines(self) -> Sequence[Line]:
        """What is shown."""
        return self._lines

    def title(self, line: Line) -> str:
        """The clip of a line, "" where it goes without saying."""
        what = line.interval or line.gap
        return self._titles.get(what.clip_id or "", "") if what is not None else ""

    def said_title(self, place: int) -> str:
        """The clip of a line where another one stands before it; said once for a run of lines."""
        title = self.title(self._lines[place])
        return title if place == 0 or self.title(self._lines[place - 1]) != title else ""

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """A row for each line."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The line, and its words for screen readers."""
        line = self._lines[index.row()]
        if role == LINE:
            return line
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return line_spoken(line, self.title(line))
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """A heading cannot be chosen."""
        if index.isValid() and self._lines[index.row()].kind is LineKind.DAY:
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)


class _LineDelegate(QStyledItemDelegate):
    """Paints a line: bounds, activity, and under them what is worth a word."""

    def __init__(self, model: LinesModel, view: QListView) -> None:
        super().__init__(view)
        self._model = model
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """38 for a line, and 16 for each word under it."""
        del option
        line: Line = index.data(LINE)
        under = len(_under(line, self._model.said_title(index.row())))
        if line.kind is LineKind.DAY:
            return QSize(0, scaled(28))
        more = under * line_height(Role.LABEL) + (scaled(6) if under else 0)
        return QSize(0, scaled(sizes.INTERVAL_ROW) + more)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one line."""
        theme = current_theme()
        line: Line = index.data(LINE)
        rect: QRect = option.rect
        painter.save()
        if line.kind is LineKind.DAY:
            painter.setFont(font(Role.HEADING))
            painter.setPen(theme.ink2)
            painter.drawText(rect.adjusted(scaled(16), scaled(4), 0, 0), int(_LEFT), day(line.day))
            painter.restore()
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, theme.soft)
            if self._view.hasFocus():
                painter.fillRect(rect.left(), rect.top(), scaled(3), rect.height(), theme.accent)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.line)
        self._paint_first(painter, rect, line)
        self._paint_under(painter, rect, line, self._model.said_title(index.row()))
        painter.restore()

    def _paint_first(self, painter: QPainter, rect: QRect, line: Line) -> None:
        theme = current_theme()
        counts = line.kind is LineKind.WORK
        area = QRect(
            rect.left() + scaled(16),
            rect.top(),
            rect.width() - scaled(32),
            scaled(sizes.INTERVAL_ROW),
        )
        words = line_bounds(line)
        painter.setFont(font(Role.BASE))
        painter.setPen(theme.ink if counts else theme.ink3)
        painter.drawText(area, int(_LEFT), words)
        wide = QFontMetrics(font(Role.BASE)).horizontalAdvance(words)
        if line.kind is LineKind.REMOVED:
            painter.setPen(QPen(theme.ink3, 1.5))
            middle = area.center().y()
            painter.drawLine(area.left(), middle, area.left() + wide, middle)
        what = line.interval or line.gap
        if what is None:
            return
        name = "Away" if line.kind is LineKind.GAP else ACTIVITY_WORDS[what.activity]
        painter.setPen(theme.ink if counts else theme.ink3)
        painter.drawText(area, int(_RIGHT), name)
        if line.invoice:
            side = scaled(sizes.ICON_SMALL)
            left = area.left() + wide + scaled(8)
            box = QRectF(left, area.top() + (area.height() - side) / 2, side, side)
            paint_icon(painter, box, "lock", theme.ink3)

    def _paint_under(self, painter: QPainter, rect: QRect, line: Line, title: str) -> None:
        theme = current_theme()
        painter.setFont(font(Role.LABEL))
        high = line_height(Role.LABEL)
        top = rect.top() + scaled(sizes.INTERVAL_ROW) - scaled(6)
        side = scaled(12)
        left = rect.left() + scaled(16)
        for sign, words in _under(line, title):
            x = left
            if sign:
                box = QRectF(x, top + (high - side) / 2, side, side)
                if sign == "ask":
                    paint_mark(painter, box, Mark.QUESTION, theme)
                else:
                    paint_icon(painter, box, sign, theme.ink2)
            x += side + scaled(5)
            room = rect.right() - scaled(16) - x
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
            painter.setPen(theme.info if sign == "ask" else theme.ink2)
            painter.drawText(QRect(x, top, room, high), int(_LEFT), shown)
            top += high


def _under(line: Line, title: str) -> tuple[tuple[str, str], ...]:
    """What stands under a line: an icon and words each."""
    found: list[tuple[str, str]] = []
    if title:
        found.append(("film", title))
    if line.gap is not None:
        length = long_time(line.gap.end_ms - line.gap.start_ms)
        found.append(("minus", f"cut, {length}"))
        if line.asks:
            found.append(("ask", "no answer yet"))
    words = correction_words(line)
    found += [("pencil" if not at else "", text) for at, text in enumerate(words)]
    if line.interval is not None and (known := origin_words(line.interval)):
        found.append(("history", known))
    return tuple(found)


class LinesView(QListView):
    """The list itself.

    Signals:
        chosen: Another line is chosen; carries a ``Line`` or None.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quiet = False
        self.rows = LinesModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_LineDelegate(self.rows, self))
        self.setAccessibleName("Intervals")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The year of an activity has tens of thousands of lines; they are laid out as they come.
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_BATCH)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        hub = theme_hub()
        if hub is not None:
            hub.changed.connect(self.scheduleDelayedItemsLayout)

    def show_lines(self, lines: Sequence[Line], titles: Mapping[str, str], current: str) -> None:
        """Show other lines and choose the one whose interval or gap has the id ``current``."""
        self._quiet = True
        self.rows.show_lines(lines, titles)
        for place, line in enumerate(lines if current else ()):
            what = line.interval or line.gap
            if what is not None and what.id == current:
                self.setCurrentIndex(self.rows.index(place, 0))
        self._quiet = False
        self.chosen.emit(self.current_line())

    def current_line(self) -> Line | None:
        """The chosen line."""
        index = self.currentIndex()
        return index.data(LINE) if index.isValid() else None

    def take_keys(self) -> None:
        """Take the keys, with a line chosen."""
        if not self.currentIndex().isValid():
            self.choose_first()
        self.setFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the keys; a line is chosen then, and seen to be."""
        self._quiet = True
        super().focusInEvent(event)
        self._quiet = False
        if not self.selectedIndexes():
            self.setCurrentIndex(QModelIndex())
            self.choose_first()

    def choose_first(self) -> None:
        """Choose the first line that is no heading."""
        for place, line in enumerate(self.rows.lines):
            if line.kind is not LineKind.DAY:
                self.setCurrentIndex(self.rows.index(place, 0))
                return

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Tell which line is chosen."""
        super().currentChanged(current, previous)
        if not self._quiet:
            self.chosen.emit(self.current_line())
