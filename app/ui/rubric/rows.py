"""The list of criteria: one widget that paints its rows and repaints only those that changed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QLabel, QToolTip, QWidget

from app.checks.report import State
from app.ui.common import sizes
from app.ui.common.fonts import Role
from app.ui.common.icons import paint_icon
from app.ui.common.marks import paint_mark
from app.ui.common.theme import current_theme, font, scaled, theme_hub
from app.ui.common.words.criteria import STATE_COLOR, STATE_MARK, Group
from app.ui.rubric.folding import HYSTERESIS, Folds, Heights, Line, fold, keep
from app.ui.rubric.model import CriterionRow, RubricState

STATE_COLUMN = 74
"""Width of the column of state words in logical pixels; they are never elided."""

_HEADING = 22
_GAP = 8
_NAME_LEFT = 24
_CUE_GAP = 8
_RIGHT_PADDING = 16
_NOT_GOOD = {State.WEAK, State.VIOLATED}


class _SpokenRow(QLabel):
    """Stands over a painted row for screen readers: its text is heard, nothing of it is seen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the widget from the tokens."""


class CriteriaList(QWidget):
    """The three groups of criteria.

    Signals:
        criterion_chosen: a row was clicked or Enter was pressed on it; carries the criterion id.
        criterion_hovered: the pointer or the keys came to a row; id, or "" when they left.
        line_wanted: a line should come into view; carries its top and its height.
    """

    criterion_chosen = Signal(str)
    criterion_hovered = Signal(str)
    line_wanted = Signal(int, int)
    draws_own_focus = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[CriterionRow, ...] = ()
        self._lines: tuple[Line, ...] = ()
        self._folds = Folds()
        self._room = 0
        self._low = False
        self._padding = sizes.PANE_PADDING
        self._current = ""
        self._hovered = -1
        self._cursor = -1
        self._spoken: list[_SpokenRow] = []
        self.setMouseTracking(True)
        # By pointer it leaves the keys with the text.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName("Criteria")
        hub = theme_hub()
        if hub is not None:
            hub.changed.connect(self._on_changed)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines as they stand now, with their places."""
        return self._lines

    def set_state(self, state: RubricState) -> None:
        """Show other rows; repaints only what differs."""
        finding = state.finding
        current = finding.criterion if finding is not None else ""
        before, was_current = self._lines, self._current
        another = [row.id for row in self._rows] != [row.id for row in state.rows]
        self._rows, self._current = state.rows, current
        self._place(anew=another)
        if current and current != was_current:
            self._want(current)
        if [(line.top, line.height) for line in before] != [
            (line.top, line.height) for line in self._lines
        ]:
            self.update()
            return
        for old, new in zip(before, self._lines, strict=True):
            moved = was_current != current and _criterion(new) in {was_current, current}
            if old != new or moved:
                self.update(0, new.top, self.width(), new.height)

    def _want(self, criterion: str) -> None:
        for line in self._lines:
            if _criterion(line) == criterion:
                self.line_wanted.emit(line.top, line.height)

    def set_room(self, height: int) -> None:
        """Say how much height there is; what does not fit folds."""
        if height != self._room:
            if self._room <= 0 or abs(height - self._room) > 2 * HYSTERESIS:
                # The first height there is, or a jump to another: no drag that could flicker.
                self._folds = replace(self._folds, folded=frozenset())
            self._room = height
            self._place(anew=True)
            self.update()

    def set_low(self, low: bool) -> None:
        """Use the row height of windows below 800 px."""
        if low != self._low:
            self._low = low
            self._place(anew=True)
            self.update()

    def set_padding(self, padding: int) -> None:
        """Padding at the left in logical pixels at 100 %."""
        if padding != self._padding:
            self._padding = padding
            self.update()

    def _on_changed(self) -> None:
        self._place(anew=True)
        self.update()

    def _heights(self) -> Heights:
        row = sizes.CRITERION_ROW_LOW if self._low else sizes.CRITERION_ROW
        before = 6 if self._low else _GAP
        return Heights(
            row=scaled(row), heading=scaled(_HEADING), before=scaled(before), between=scaled(4)
        )

    def _place(self, *, anew: bool) -> None:
        """Lay the lines out; only anew (another height, other criteria) does anything fold."""
        heights = self._heights()
        if anew:
            self._lines, self._folds = fold(self._rows, self._room, heights, self._folds)
        else:
            self._lines, self._folds = keep(self._rows, heights, self._folds)
        last = self._lines[-1] if self._lines else None
        self.setMinimumHeight(last.top + last.height if last is not None else 0)
        if self._cursor >= len(self._lines):
            self._cursor = -1
        self._speak()

    def _speak(self) -> None:
        """Keep one unseen label over each row; labels are made once and named only on a change."""
        told = [line for line in self._lines if not line.is_heading]
        while len(self._spoken) < len(told):
            self._spoken.append(_SpokenRow(self))
        for index, label in enumerate(self._spoken):
            label.setVisible(index < len(told))
            if index < len(told):
                line = told[index]
                words = line.row.spoken if line.row else f"{line.words}, {line.state_words}"
                if label.text() != words:
                    label.setText(words)
                label.setGeometry(0, line.top, self.width(), line.height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size."""
        super().resizeEvent(event)
        for label in self._spoken:
            label.resize(self.width(), label.height())

    def _index_at(self, point: QPoint) -> int:
        for index, line in enumerate(self._lines):
            acts = line.foldable or not line.is_heading
            if acts and line.top <= point.y() < line.top + line.height:
                return index
        return -1

    def _set_hovered(self, index: int) -> None:
        if index == self._hovered:
            return
        for touched in (self._hovered, index):
            self._update_line(touched)
        self._hovered = index
        line = self._lines[index] if 0 <= index < len(self._lines) else None
        self.criterion_hovered.emit(_criterion(line) if line is not None else "")

    def _update_line(self, index: int) -> None:
        if 0 <= index < len(self._lines):
            line = self._lines[index]
            self.update(0, line.top, self.width(), line.height)

    def _choose(self, index: int) -> None:
        line = self._lines[index]
        if line.row is not None:
            self.criterion_chosen.emit(line.row.id)
            return
        if line.folded or line.foldable:
            self._set_open(line.group, is_open=not line.is_open or bool(line.folded))

    def _set_open(self, group: Group, *, is_open: bool) -> None:
        """Open or fold a group by hand; it stays so for all clips."""
        one, was = frozenset({group}), self._folds
        own = frozenset(row.id for row in self._rows if row.group is group)
        self._folds = replace(
            was,
            opened=was.opened | one if is_open else was.opened - one,
            shut=was.shut - one if is_open else was.shut | one,
            folded=was.folded - one if is_open else was.folded | one,
            shown=was.shown - own,
        )
        self._place(anew=False)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        self._set_hovered(self._index_at(event.position().toPoint()))

    def enterEvent(self, event: QEnterEvent) -> None:
        """See the pointer come."""
        self._set_hovered(self._index_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the pointer."""
        del event
        self._set_hovered(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a press of the pointer."""
        index = self._index_at(event.position().toPoint())
        if index >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._choose(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a key."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        stops = [index for index, line in enumerate(self._lines) if not line.is_heading]
        if step and stops:
            place = stops.index(self._cursor) if self._cursor in stops else -1 if step > 0 else 0
            self._move_to(stops[(place + step) % len(stops)])
        elif event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right} and self._cursor in stops:
            self._fold_by_key(self._lines[self._cursor], opens=event.key() == Qt.Key.Key_Right)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            if self._cursor in stops:
                self._choose(self._cursor)
        else:
            super().keyPressEvent(event)

    def _fold_by_key(self, line: Line, *, opens: bool) -> None:
        """Open the fold of a line's group, or fold it and stand on the fold."""
        heading = next(one for one in self._lines if one.is_heading and one.group is line.group)
        if not heading.foldable or heading.is_open is opens:
            return
        self._set_open(line.group, is_open=opens)
        of_group = [n for n, one in enumerate(self._lines) if one.group is line.group][1:]
        folds = [n for n in of_group if self._lines[n].folded]
        self._move_to((folds or of_group)[0])

    def _move_to(self, index: int) -> None:
        self._update_line(self._cursor)
        self._cursor = index
        self._update_line(index)
        line = self._lines[index]
        self.setAccessibleDescription(line.row.spoken if line.row else line.words)
        self.line_wanted.emit(line.top, line.height)
        self._set_hovered(index)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        super().focusInEvent(event)
        if self._cursor < 0:
            stops = [index for index, line in enumerate(self._lines) if not line.is_heading]
            if stops:
                self._move_to(stops[0])
        self._update_line(self._cursor)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the focus."""
        super().focusOutEvent(event)
        self._update_line(self._cursor)
        self._set_hovered(-1)

    def event(self, event: QEvent) -> bool:
        """Handle tooltips and other events."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self._index_at(event.pos())
            row = self._lines[index].row if index >= 0 else None
            words = row.cue if row is not None and self._cue_is_elided(row) else ""
            if index >= 0 and self._lines[index].foldable:
                words = _FOLDS if self._lines[index].is_open else _OPENS
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def _cue_rect(self, row: CriterionRow, top: int, height: int) -> QRect:
        left = scaled(self._padding + _NAME_LEFT)
        left += QFontMetrics(font(Role.BASE)).horizontalAdvance(row.name) + scaled(_CUE_GAP)
        return QRect(left, top, self._state_left() - scaled(_CUE_GAP) - left, height)

    def _state_left(self) -> int:
        return self.width() - scaled(_RIGHT_PADDING + STATE_COLUMN)

    def _cue_is_elided(self, row: CriterionRow) -> bool:
        width = QFontMetrics(font(Role.LABEL)).horizontalAdvance(row.cue)
        return width > self._cue_rect(row, 0, 1).width()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the widget from the tokens."""
        painter = QPainter(self)
        dirty = event.rect()
        for index, line in enumerate(self._lines):
            if line.top <= dirty.bottom() and line.top + line.height >= dirty.top():
                if line.is_heading:
                    self._paint_heading(painter, line, hovered=index == self._hovered)
                else:
                    self._paint_row(painter, index, line)

    def _paint_heading(self, painter: QPainter, line: Line, *, hovered: bool) -> None:
        painter.setFont(font(Role.HEADING))
        painter.setPen(current_theme().ink2)
        left = scaled(self._padding)
        area = QRect(left, line.top, self.width() - left, line.height)
        painter.drawText(area, _LEFT, line.words)
        if line.foldable:
            side = scaled(sizes.ICON_SMALL)
            x = left + QFontMetrics(font(Role.HEADING)).horizontalAdvance(line.words) + scaled(4)
            box = QRectF(x, line.top + (line.height - side) / 2, side, side)
            icon = "chevron-up" if line.is_open else "chevron-down"
            theme = current_theme()
            paint_icon(painter, box, icon, theme.ink if hovered else theme.ink3)

    def _paint_row(self, painter: QPainter, index: int, line: Line) -> None:
        theme = current_theme()
        area = QRect(0, line.top, self.width(), line.height)
        chosen = bool(self._current) and _criterion(line) == self._current
        if chosen:
            painter.fillRect(area, theme.soft)
            if theme.high_contrast:
                painter.setPen(theme.accent)
                painter.drawRect(area.adjusted(0, 0, -1, -1))
        elif index == self._hovered:
            painter.fillRect(area, theme.hover)
        if self.hasFocus() and index == self._cursor:
            painter.fillRect(QRect(0, line.top, scaled(3), line.height), theme.accent)
        side = scaled(sizes.MARK)
        mark = QRectF(scaled(self._padding), line.top + (line.height - side) / 2, side, side)
        paint_mark(painter, mark, STATE_MARK[line.state], theme)
        painter.setFont(font(Role.BASE))
        painter.setPen(theme.ink)
        left = scaled(self._padding + _NAME_LEFT)
        room = self._state_left() - scaled(_CUE_GAP) - left
        metrics = QFontMetrics(font(Role.BASE))
        name = metrics.elidedText(line.words, Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(QRect(left, line.top, room, line.height), _LEFT, name)
        if line.row is not None and line.row.cue:
            self._paint_cue(painter, line.row, self._cue_rect(line.row, line.top, line.height))
        loud = line.state in _NOT_GOOD
        painter.setFont(font(Role.HEADING if loud else Role.LABEL))
        painter.setPen(theme.token(STATE_COLOR[line.state]))
        # Wider words run into the padding; they are never cut.
        place = QRect(self._state_left(), line.top, self.width(), line.height)
        painter.drawText(place, _LEFT | Qt.TextFlag.TextDontClip, line.state_words)

    def _paint_cue(self, painter: QPainter, row: CriterionRow, area: QRect) -> None:
        metrics = QFontMetrics(font(Role.LABEL))
        if area.width() < metrics.averageCharWidth() * 3:
            return
        painter.setFont(font(Role.LABEL))
        painter.setPen(current_theme().ink3)
        cue = metrics.elidedText(row.cue, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, _RIGHT, cue)


def _criterion(line: Line) -> str:
    return line.row.id if line.row is not None else ""


_FOLDS = "Fold what is in order"
_OPENS = "Show what is in order"
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
