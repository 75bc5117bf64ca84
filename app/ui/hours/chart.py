"""Charts drawn with QPainter: bars and dots, walked by the arrow keys, each with a spoken name."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QLabel, QToolTip, QWidget

from app.desk.hours_lines import Selection
from app.ui.common.access import announce
from app.ui.common.fonts import Role
from app.ui.common.theme import current_theme, font, line_height, scaled, theme_hub
from app.ui.hours.chart_content import ChartContent, Column, axis_top
from app.ui.hours.fills import paint_fill

_AXIS_GAP = 10
_TOP = 20
_GRID = 24
_END = 5
_BAR_SHARE = 0.5
_CENTER = Qt.AlignmentFlag.AlignCenter
_FREE = Qt.TextFlag.TextDontClip


class _SpokenColumn(QLabel):
    """Stands over a painted bar for screen readers: its text is heard, nothing of it is seen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint nothing."""


class Chart(QWidget):
    """Bars side by side over an axis that starts at 0.

    Signals:
        chosen: A bar was clicked or Enter was pressed on it; carries a ``Selection``.
        opened: Enter was pressed on the bar that is chosen already.
    """

    chosen = Signal(object)
    opened = Signal()
    draws_own_focus = True

    def __init__(self, widest: int = 72, parent: QWidget | None = None) -> None:
        """Make it.

        Args:
            widest: Width of a bar at most, in logical pixels.
            parent: Qt's parent.
        """
        super().__init__(parent)
        self._widest = widest
        self._content = ChartContent(name="")
        self._cursor = -1
        self._selected: Selection | None = None
        self._spoken: list[_SpokenColumn] = []
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        hub = theme_hub()
        if hub is not None:
            hub.changed.connect(self._on_changed)

    @property
    def content(self) -> ChartContent:
        """What it shows."""
        return self._content

    @property
    def place(self) -> int:
        """The bar the arrow keys are at, -1 for none."""
        return self._cursor

    def show_content(self, content: ChartContent) -> None:
        """Show other bars."""
        self._content = content
        self._cursor = -1
        self.setAccessibleName(f"{content.name}, {content.note}" if content.note else content.name)
        self._speak()
        self.update()

    def select(self, selection: Selection | None) -> None:
        """Mark the bar whose intervals are shown."""
        if selection != self._selected:
            self._selected = selection
            self.update()

    def sizeHint(self) -> QSize:
        """What it asks for; it takes what it gets."""
        return QSize(scaled(220), scaled(120))

    # -- where things are

    def _plot(self) -> QRectF:
        """The place of the bars: without the axis, the numbers over them and the ticks."""
        metrics = QFontMetricsF(font(Role.SMALL))
        step, top = self._axis()
        count = round(top / step)
        wide = max(
            metrics.horizontalAdvance(self._content.axis(step * i)) for i in range(count + 1)
        )
        left = wide + scaled(_AXIS_GAP)
        foot = line_height(Role.SMALL) + scaled(6)
        room = self.height() - scaled(_TOP) - foot
        return QRectF(left, scaled(_TOP), self.width() - left - scaled(_END), room)

    def _axis(self) -> tuple[float, float]:
        columns = self._content.columns
        highest = max((max(c.value, c.trend or 0) for c in columns), default=0)
        fit = int((self.height() - scaled(_TOP) - line_height(Role.SMALL)) / scaled(_GRID))
        return axis_top(highest, self._content.steps, max(2, min(4, fit)))

    def _slot(self, index: int, plot: QRectF) -> QRectF:
        wide = plot.width() / max(1, len(self._content.columns))
        return QRectF(plot.left() + index * wide, plot.top(), wide, plot.height())

    def _index_at(self, point: QPoint) -> int:
        count = len(self._content.columns)
        plot = self._plot()
        if not count or point.x() < plot.left():
            return -1
        return min(count - 1, int((point.x() - plot.left()) / plot.width() * count))

    # -- keys, pointer, screen readers

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys walk, Enter opens what is behind the bar."""
        last = len(self._content.columns) - 1
        goal = {
            Qt.Key.Key_Left: self._cursor - 1,
            Qt.Key.Key_Right: self._cursor + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(Qt.Key(event.key()))
        if goal is not None and last >= 0:
            self._go(max(0, min(last, goal)))
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            was = self._selected
            self._choose(self._cursor)
            if was is not None and self._selected == was:
                self.opened.emit()
        else:
            super().keyPressEvent(event)

    def _go(self, index: int) -> None:
        self._cursor = index
        spoken = self._content.columns[index].spoken
        self.setAccessibleDescription(spoken)
        announce(self, spoken)
        # Under the chart, where it hides no bar.
        foot = QPoint(round(self._slot(index, self._plot()).left()), self.height())
        QToolTip.showText(self.mapToGlobal(foot), spoken, self)
        self.update()

    def _choose(self, index: int) -> None:
        if 0 <= index < len(self._content.columns):
            target = self._content.columns[index].target
            if target is not None:
                self.chosen.emit(target)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the bar that is selected, or at the one of now."""
        super().focusInEvent(event)
        columns = self._content.columns
        if self._cursor < 0 and columns:
            marked = (
                next((i for i, c in enumerate(columns) if c.target == self._selected), None)
                if self._selected is not None
                else None
            )
            now = next((i for i, c in enumerate(columns) if c.now), len(columns) - 1)
            self._cursor = now if marked is None else marked
            self.setAccessibleDescription(columns[self._cursor].spoken)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the mark of the keys away."""
        super().focusOutEvent(event)
        QToolTip.hideText()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open what is behind a bar."""
        index = self._index_at(event.position().toPoint())
        if index >= 0:
            self._cursor = index
            self._choose(index)
            self.update()

    def event(self, event: QEvent) -> bool:
        """Say a bar's name under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self._index_at(event.pos())
            words = self._content.columns[index].spoken if index >= 0 else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move the spoken names along."""
        super().resizeEvent(event)
        self._place_spoken()

    def _on_changed(self) -> None:
        self._place_spoken()
        self.update()

    def _speak(self) -> None:
        columns = self._content.columns
        while len(self._spoken) < len(columns):
            self._spoken.append(_SpokenColumn(self))
        for index, label in enumerate(self._spoken):
            label.setVisible(index < len(columns))
            if index < len(columns):
                label.setText(columns[index].spoken)
        self._place_spoken()

    def _place_spoken(self) -> None:
        if self._content.columns:
            plot = self._plot()
            for index in range(len(self._content.columns)):
                self._spoken[index].setGeometry(self._slot(index, plot).toRect())

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the widget from the tokens."""
        del event
        painter = QPainter(self)
        theme = current_theme()
        if not self._content.columns:
            painter.setFont(font(Role.BASE))
            painter.setPen(theme.ink2)
            painter.drawText(
                self.rect(), int(_CENTER | Qt.TextFlag.TextWordWrap), self._content.empty
            )
            return
        plot = self._plot()
        self._paint_grid(painter, plot)
        for index, column in enumerate(self._content.columns):
            if self._selected is not None and column.target == self._selected:
                painter.fillRect(
                    self._slot(index, plot).adjusted(0, -scaled(_TOP), 0, 0), theme.soft
                )
        self._paint_columns(painter, plot)
        self._paint_ticks(painter, plot)
        if self.hasFocus() and 0 <= self._cursor < len(self._content.columns):
            area = self._slot(self._cursor, plot).adjusted(1, -scaled(_TOP) + 1, -1, 0)
            painter.setPen(QPen(theme.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area)

    def _paint_grid(self, painter: QPainter, plot: QRectF) -> None:
        theme = current_theme()
        step, top = self._axis()
        painter.setFont(font(Role.SMALL))
        high = line_height(Role.SMALL)
        for index in range(round(top / step) + 1):
            y = round(plot.bottom() - plot.height() * (step * index / top))
            painter.fillRect(QRect(round(plot.left()), y, round(plot.width()), 1), theme.line)
            painter.setPen(theme.ink3)
            area = QRectF(0, y - high / 2, plot.left() - scaled(_AXIS_GAP), high)
            painter.drawText(
                area,
                int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | _FREE),
                self._content.axis(step * index),
            )

    def _paint_columns(self, painter: QPainter, plot: QRectF) -> None:
        theme = current_theme()
        _, top = self._axis()
        several = any(column.parts for column in self._content.columns)
        spare = self._labels_shown(plot)
        for index, column in enumerate(self._content.columns):
            slot = self._slot(index, plot)
            wide = round(max(3.0, min(scaled(self._widest), slot.width() * _BAR_SHARE)))
            left = round(slot.center().x() - wide / 2)
            place = float(round(plot.bottom()))
            if not several:
                head = round(plot.bottom() - plot.height() * column.value / top)
                bar = QRectF(left, head, wide, place - head)
                painter.fillRect(bar, theme.accent if column.now else theme.cell)
                place = float(head)
            so_far = 0.0
            for activity, value in column.parts:
                so_far += value
                head = round(plot.bottom() - plot.height() * so_far / top)
                if place - head >= 1:
                    paint_fill(painter, QRectF(left, head, wide, place - head), activity)
                    place = float(head)
            if index in spare:
                self._paint_label(painter, column, slot, place)

    def _labels_shown(self, plot: QRectF) -> set[int]:
        """The bars with a number: all where all fit, else the highest, that of now, the chosen."""
        columns = self._content.columns
        room = plot.width() / len(columns) - 3
        metrics = QFontMetricsF(font(Role.HEADING))
        if all(metrics.horizontalAdvance(_over(column)) <= room for column in columns):
            return set(range(len(columns)))
        shown = {i for i, column in enumerate(columns) if column.now or i == self._cursor}
        highest = max(range(len(columns)), key=lambda index: columns[index].value)
        # Not beside another number: two neighbors do not fit, or all would.
        return shown if shown & {highest - 1, highest + 1} else shown | {highest}

    def _paint_label(self, painter: QPainter, column: Column, slot: QRectF, head: float) -> None:
        theme = current_theme()
        role = Role.HEADING if column.value else Role.SMALL
        painter.setFont(font(role))
        painter.setPen(theme.ink if column.value else theme.ink3)
        high = line_height(role)
        area = QRectF(slot.left(), head - high - 2, slot.width(), high)
        painter.drawText(area, int(_CENTER | _FREE), _over(column))

    def _paint_ticks(self, painter: QPainter, plot: QRectF) -> None:
        theme = current_theme()
        columns = self._content.columns
        small, strong = font(Role.SMALL), font(Role.HEADING)
        metrics = QFontMetricsF(strong)
        widest = max(metrics.horizontalAdvance(column.tick) for column in columns)
        slot = plot.width() / len(columns)
        every = max(1, -(-int(widest + scaled(6)) // max(1, int(slot))))
        for index, column in enumerate(columns):
            if (len(columns) - 1 - index) % every:
                continue
            painter.setFont(strong if column.now else small)
            painter.setPen(theme.ink if column.now else theme.ink2)
            area = QRectF(
                plot.left() + index * slot,
                plot.bottom() + scaled(5),
                slot,
                line_height(Role.SMALL),
            )
            wide = QFontMetricsF(painter.font()).horizontalAdvance(column.tick)
            if area.center().x() + wide / 2 > self.width():
                area.moveRight(self.width() - (wide - area.width()) / 2)
            painter.drawText(area, int(_CENTER | _FREE), column.tick)


def _over(column: Column) -> str:
    """The words over a bar."""
    return column.label if column.value else column.words


class DotChart(Chart):
    """A hollow dot for each item and a line for the trend."""

    def _paint_columns(self, painter: QPainter, plot: QRectF) -> None:
        theme = current_theme()
        _, top = self._axis()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        trend = QPolygonF()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for index, column in enumerate(self._content.columns):
            x = self._slot(index, plot).center().x()
            if column.trend is not None:
                trend.append(QPointF(x, plot.bottom() - plot.height() * column.trend / top))
            painter.setPen(QPen(theme.ink2, 1.4))
            y = plot.bottom() - plot.height() * column.value / top
            painter.drawEllipse(QPointF(x, y), scaled(3), scaled(3))
        painter.setPen(QPen(theme.accent, 2))
        painter.drawPolyline(trend)
        painter.restore()

    def _paint_ticks(self, painter: QPainter, plot: QRectF) -> None:
        """Only the first and the last one have words under them."""
        painter.setFont(font(Role.SMALL))
        painter.setPen(current_theme().ink2)
        area = QRectF(plot.left(), plot.bottom() + scaled(5), plot.width(), line_height(Role.SMALL))
        columns = self._content.columns
        painter.drawText(area, int(Qt.AlignmentFlag.AlignLeft | _FREE), columns[0].tick)
        if len(columns) > 1:
            painter.drawText(area, int(Qt.AlignmentFlag.AlignRight | _FREE), columns[-1].tick)
