"""The dialogue lines, painted by one widget: chip, speaker, words, used or not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QMenu, QWidget

from app.desk.dialogue import NUDGE_MS
from app.domain.dialogue import DialogueLine
from app.domain.timecode import Timecode
from app.ui.common import sizes
from app.ui.common.chips import ChipState, chip_size, paint_chip
from app.ui.common.fonts import Role
from app.ui.common.marks import Mark, paint_mark
from app.ui.common.theme import current_theme, font, scaled
from app.ui.common.words.formats import short_range

_PAD = sizes.STRIP_PADDING
_SPEAKER = 72
_ROOM_FOR_ALL = 400


class LinesView(QAbstractScrollArea):
    """The lines in time order, as rows of 32.

    Signals:
        play_asked, insert_asked, edit_asked, remove_asked: For one line, by its id.
        nudge_asked: Line id, in-time by ms, out-time by ms.
    """

    play_asked = Signal(str)
    insert_asked = Signal(str)
    edit_asked = Signal(str)
    remove_asked = Signal(str)
    nudge_asked = Signal(str, int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[DialogueLine, ...] = ()
        self._used: frozenset[str] = frozenset()
        self._playing: Timecode | None = None
        self._hover = -1
        self._current = -1
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName("Dialogue lines")

    def set_lines(self, lines: Sequence[DialogueLine], used: frozenset[str]) -> None:
        """Show the lines."""
        self._lines, self._used = tuple(lines), used
        self._current = min(self._current, len(self._lines) - 1)
        self._measure()
        self.viewport().update()

    def set_playing(self, timecode: Timecode | None) -> None:
        """Mark the line that plays."""
        if timecode != self._playing:
            self._playing = timecode
            self.viewport().update()

    def row_rect(self, index: int) -> QRectF:
        """Where a row lies in the viewport."""
        height = scaled(sizes.DIALOGUE_ROW)
        top = index * height - self.verticalScrollBar().value()
        return QRectF(0, top, self.viewport().width(), height)

    def sizeHint(self) -> QSize:
        """Room for three lines."""
        return QSize(300, 3 * scaled(sizes.DIALOGUE_ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows that can be seen."""
        theme = current_theme()
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.win)
        for index, line in enumerate(self._lines):
            row = self.row_rect(index)
            if row.bottom() < event.rect().top() or row.top() > event.rect().bottom():
                continue
            self._paint_row(painter, row, index, line)

    def _paint_row(self, painter: QPainter, row: QRectF, index: int, line: DialogueLine) -> None:
        theme = current_theme()
        if index == self._current and self.hasFocus():
            painter.fillRect(row, theme.soft)
            painter.fillRect(QRectF(0, row.top(), 3, row.height()), theme.accent)
        elif index == self._hover:
            painter.fillRect(row, theme.hover)
        painter.fillRect(QRectF(0, row.bottom() - 1, row.width(), 1), theme.line)
        chip = self._chip_rect(row, line)
        playing = self._playing == line.timecode
        state = ChipState.PLAYING if playing else ChipState.REST
        paint_chip(painter, chip, self._times(line), state, theme)
        middle = Qt.AlignmentFlag.AlignVCenter
        metrics = QFontMetricsF(font(Role.BASE))
        used = line.id in self._used
        tail = "used" if used else "not used"
        painter.setFont(font(Role.LABEL))
        tail_width = QFontMetricsF(font(Role.LABEL)).horizontalAdvance("not used") + 22
        tail_rect = QRectF(row.width() - tail_width - _PAD, row.top(), tail_width, row.height())
        side = scaled(12)
        text_width = QFontMetricsF(font(Role.LABEL)).horizontalAdvance(tail)
        mark_left = tail_rect.right() - text_width - side - 4
        mark_rect = QRectF(mark_left, row.center().y() - side / 2, side, side)
        mark = Mark.TICK if used else Mark.RING
        paint_mark(painter, mark_rect, mark, theme, theme.ok if used else theme.ink3)
        painter.setPen(theme.ink2)
        painter.drawText(tail_rect, int(middle | Qt.AlignmentFlag.AlignRight), tail)
        painter.setFont(font(Role.BASE))
        left = chip.right() + 10
        if line.speaker and not self._tight:
            box = QRectF(left, row.top(), scaled(_SPEAKER), row.height())
            painter.setPen(theme.ink2)
            elided = metrics.elidedText(line.speaker, Qt.TextElideMode.ElideRight, box.width() - 8)
            painter.drawText(box, int(middle), elided)
            left = box.right()
        box = QRectF(left, row.top(), tail_rect.left() - left - 8, row.height())
        painter.setPen(theme.ink)
        words = metrics.elidedText(
            f"“{line.words}”", Qt.TextElideMode.ElideRight, max(0.0, box.width())
        )
        painter.drawText(box, int(middle), words)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the chip plays; elsewhere it chooses the row."""
        index = self._index_at(event.position().toPoint())
        if index < 0:
            return
        self._current = index
        line = self._lines[index]
        if event.button() == Qt.MouseButton.LeftButton:
            if self._chip_rect(self.row_rect(index), line).contains(event.position()):
                self.play_asked.emit(line.id)
            self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click edits the line."""
        index = self._index_at(event.position().toPoint())
        if index >= 0 and not self._chip_rect(self.row_rect(index), self._lines[index]).contains(
            event.position()
        ):
            self.edit_asked.emit(self._lines[index].id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tint the row under the pointer."""
        self._set_hover(self._index_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the pointer."""
        super().leaveEvent(event)
        self._set_hover(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose, Enter inserts, Space plays, F2 edits, Del removes.

        Shift with left and right moves where the line starts, Ctrl where it ends.
        """
        line = self._lines[self._current] if 0 <= self._current < len(self._lines) else None
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self._current = max(0, min(len(self._lines) - 1, self._current + step))
            self._describe()
            self._reveal()
        elif line is None:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            by = NUDGE_MS if key == Qt.Key.Key_Right else -NUDGE_MS
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.nudge_asked.emit(line.id, by, 0)
            elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.nudge_asked.emit(line.id, 0, by)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.insert_asked.emit(line.id)
        elif key == Qt.Key.Key_Space:
            self.play_asked.emit(line.id)
        elif key == Qt.Key.Key_F2:
            self.edit_asked.emit(line.id)
        elif key == Qt.Key.Key_Delete:
            self.remove_asked.emit(line.id)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with a line."""
        index = self._index_at(event.pos())
        if index < 0:
            return
        line = self._lines[index]
        menu = QMenu(self)
        for words, act in (
            ("Play", lambda: self.play_asked.emit(line.id)),
            ("Insert into the caption", lambda: self.insert_asked.emit(line.id)),
            ("Edit", lambda: self.edit_asked.emit(line.id)),
            ("In 0.1 s earlier", lambda: self.nudge_asked.emit(line.id, -100, 0)),
            ("In 0.1 s later", lambda: self.nudge_asked.emit(line.id, 100, 0)),
            ("Out 0.1 s earlier", lambda: self.nudge_asked.emit(line.id, 0, -100)),
            ("Out 0.1 s later", lambda: self.nudge_asked.emit(line.id, 0, 100)),
            ("Delete", lambda: self.remove_asked.emit(line.id)),
        ):
            menu.addAction(words).triggered.connect(lambda _checked=False, act=act: act())
        menu.popup(event.globalPos())

    def _chip_rect(self, row: QRectF, line: DialogueLine) -> QRectF:
        size = chip_size(self._times(line))
        return QRectF(_PAD, row.center().y() - size.height() / 2, size.width(), size.height())

    def _describe(self) -> None:
        """Tell a screen reader which line is chosen."""
        if not 0 <= self._current < len(self._lines):
            self.setAccessibleDescription("")
            return
        line = self._lines[self._current]
        used = "used" if line.id in self._used else "not used"
        times = short_range(line.in_ms, line.timecode.end_ms)
        parts = (line.speaker, line.words, times, used)
        self.setAccessibleDescription(", ".join(part for part in parts if part))

    def _index_at(self, point: QPoint) -> int:
        index = (point.y() + self.verticalScrollBar().value()) // scaled(sizes.DIALOGUE_ROW)
        return index if 0 <= index < len(self._lines) else -1

    def _set_hover(self, index: int) -> None:
        if index != self._hover:
            self._hover = index
            self.viewport().update()

    def _reveal(self) -> None:
        height = scaled(sizes.DIALOGUE_ROW)
        bar = self.verticalScrollBar()
        top = self._current * height
        if top < bar.value():
            bar.setValue(top)
        elif top + height > bar.value() + self.viewport().height():
            bar.setValue(top + height - self.viewport().height())
        self.viewport().update()

    def _measure(self) -> None:
        height = scaled(sizes.DIALOGUE_ROW)
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, len(self._lines) * height - self.viewport().height()))
        bar.setSingleStep(height)
        bar.setPageStep(self.viewport().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the scroll range."""
        super().resizeEvent(event)
        self._measure()

    @property
    def _tight(self) -> bool:
        """Whether there is room for no more than where a line starts and its words."""
        return self.viewport().width() < scaled(_ROOM_FOR_ALL)

    def _times(self, line: DialogueLine) -> str:
        end = None if self._tight else line.timecode.end_ms
        return short_range(line.in_ms, end)
