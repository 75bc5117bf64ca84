"""The sheet of all keys (F1), made from the key table and the person's own bindings."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.desk.keymap import ACTIONS, FIXED, Keymap, Section
from app.ui.common.buttons import IconButton
from app.ui.common.fonts import Role
from app.ui.common.keyhint import hint_size, hint_words, paint_hint
from app.ui.common.labels import Label
from app.ui.common.panes import Divider, Pane
from app.ui.common.theme import current_theme, font, scaled

SECTION_WORDS = {
    Section.PLAYER: "Player",
    Section.WRITING: "Writing",
    Section.RUBRIC: "Rubric",
    Section.MOVING: "Going places",
    Section.WINDOW: "Window",
}

_ROW = 26
_STEPS = (*((row, 28, 12) for row in range(_ROW, 20, -1)), (21, 24, 8))
"""Heights of a row and a heading and the space after a section, from roomy to close."""
_BARE_GAP = 12
_COLUMN = 380
_COLUMN_GAP = 32
_MOST = 4
_MEDIA = ("Media Play", "Toggle Media Play/Pause")
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight

SheetRow = tuple[str, tuple[str, ...], tuple[str, ...]]
"""Words, text-safe keys, bare keys of the player."""

SheetSection = tuple[str, list[SheetRow]]
"""A heading and its rows."""


def sheet_rows(keymap: Keymap) -> list[SheetSection]:
    """What the sheet lists: every action under its heading, then the keys that are fixed."""
    found: list[SheetSection] = []
    for section, heading in SECTION_WORDS.items():
        rows: list[SheetRow] = []
        for spec in ACTIONS:
            if spec.section is section:
                keys = tuple(key for key in keymap.keys(spec.id) if key not in _MEDIA)
                rows.append((spec.words, keys, spec.player_keys))
        found.append((heading, rows))
    found.append(("In one place only", [(words, (key,), ()) for key, words in FIXED]))
    return found


@dataclass(frozen=True, slots=True)
class _Line:
    """A heading or a row, and where it stands."""

    left: int
    top: int
    heading: str = ""
    row: SheetRow = ("", (), ())
    bare: int = 0
    """Width that the bare keys of its section take at the right."""


class _Body(QWidget):
    """All sections, painted in as many columns as fit; grows in height with its width."""

    def __init__(self) -> None:
        super().__init__()
        self._sections: list[SheetSection] = []
        self._lines: list[_Line] = []
        self._width = 0
        self._step = _STEPS[0]
        self._room = 0

    def set_sections(self, sections: list[SheetSection]) -> None:
        """Show other rows."""
        self._sections = sections
        self.setAccessibleDescription(
            "; ".join(_spoken(row) for _, rows in sections for row in rows)
        )
        self._place()

    def set_room(self, height: int) -> None:
        """Hear how high the view is: rows stand closer where all of them fit that way."""
        if height != self._room:
            self._room = height
            self._place()

    def _place(self) -> None:
        columns = max(1, min(_MOST, self.width() // scaled(_COLUMN)))
        gaps = scaled(_COLUMN_GAP) * (columns - 1)
        self._width = (self.width() - gaps) // columns
        height = 0
        for self._step in (*_STEPS, _STEPS[0]):
            height = self._flow(columns)
            if height <= self._room:
                break
        self.setMinimumHeight(height)
        self.update()

    def _flow(self, columns: int) -> int:
        """Lay all rows out in columns of one height; gives that height.

        A section goes on in the next column under its heading, and no heading ends a column.
        """
        row, head, after = (scaled(part) for part in self._step)
        count = sum(len(rows) for _, rows in self._sections)
        full = count * row + len(self._sections) * (head + after)
        # The headings that are repeated take room too, so the even share is only where to begin.
        wanted = full // columns
        while True:
            lines, used = self._fill(wanted, head, row, after)
            if used <= columns:
                self._lines = lines
                return max((line.top + row for line in lines), default=0)
            wanted += scaled(4)

    def _fill(self, wanted: int, head: int, row: int, after: int) -> tuple[list[_Line], int]:
        lines: list[_Line] = []
        column, top = 0, 0
        step = self._width + scaled(_COLUMN_GAP)
        for heading, rows in self._sections:
            bare = _bare_width(rows)
            if top and top + head + 2 * row > wanted:
                column, top = column + 1, 0
            lines.append(_Line(column * step, top, heading))
            top += head
            for one in rows:
                if top + row > wanted and top > head:
                    column, top = column + 1, head
                    lines.append(_Line(column * step, 0, f"{heading}, continued"))
                lines.append(_Line(column * step, top, row=one, bare=bare))
                top += row
            top += after
        return lines, column + 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size."""
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the widget from the tokens."""
        del event
        theme = current_theme()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.paper)
        for line in self._lines:
            if line.heading:
                painter.setFont(font(Role.HEADING))
                painter.setPen(theme.ink2)
                head = QRectF(line.left, line.top, self._width, scaled(self._step[1]))
                painter.drawText(head, _LEFT, line.heading)
            else:
                area = QRectF(line.left, line.top, self._width, scaled(self._step[0]))
                self._paint_row(painter, area, line)

    def _paint_row(self, painter: QPainter, area: QRectF, line: _Line) -> None:
        theme = current_theme()
        words, keys, bare = line.row
        room = self._paint_keys(painter, area, line) - area.x() - 12
        painter.setFont(font(Role.BASE))
        painter.setPen(theme.ink if keys or bare else theme.ink3)
        shown = QFontMetrics(font(Role.BASE)).elidedText(
            words, Qt.TextElideMode.ElideRight, int(room)
        )
        painter.drawText(area, _LEFT, shown)

    def _paint_keys(self, painter: QPainter, area: QRectF, line: _Line) -> float:
        """Paint the keys of a row from the right; gives where the words have to end."""
        theme = current_theme()
        _, keys, bare = line.row
        painter.setFont(font(Role.SMALL))
        painter.setPen(theme.ink3)
        painter.drawText(area, _RIGHT, _bare_words(bare))
        right = area.right() - line.bare
        if not keys:
            words = "" if bare else "no key"
            box = QRectF(area.x(), area.y(), right - area.x(), area.height())
            painter.drawText(box, _RIGHT, words)
            return right - QFontMetrics(font(Role.SMALL)).horizontalAdvance(words)
        for key in reversed(keys[:2]):
            size = hint_size(hint_words(key))
            top = area.y() + (area.height() - size.height()) / 2
            box = QRectF(right - size.width(), top, size.width(), size.height())
            paint_hint(painter, box, hint_words(key), theme)
            right -= size.width() + 6
        return right


def _bare_words(bare: tuple[str, ...]) -> str:
    return "  ".join(hint_words(key) for key in bare)


def _bare_width(rows: list[SheetRow]) -> int:
    """What the widest bare keys of a section take, with the gap before them; 0 without any."""
    metrics = QFontMetrics(font(Role.SMALL))
    widest = max((metrics.horizontalAdvance(_bare_words(bare)) for _, _, bare in rows), default=0)
    return widest + scaled(_BARE_GAP) if widest else 0


def _spoken(row: SheetRow) -> str:
    words, keys, bare = row
    named = " or ".join(hint_words(key) for key in keys)
    alone = f"in the player {' or '.join(hint_words(key) for key in bare)}" if bare else ""
    return ", ".join(part for part in (words, named, alone) if part) + (
        "" if named or alone else ", no key"
    )


class KeySheet(Pane):
    """An opaque sheet over the window with every action and its keys; Esc, F1 or a click closes it.

    Signals:
        closed: it went away and the focus is back where it was.
    """

    closed = Signal()
    draws_own_focus = True

    def __init__(self, window: QWidget, keymap: Keymap) -> None:
        super().__init__("paper", window)
        self._window = window
        self._before: QWidget | None = None
        self._body = _Body()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._body)
        self.close_button = IconButton("x", "Close", key="Esc", width=28)
        self.close_button.clicked.connect(self.shut)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(scaled(16))
        head.addWidget(Label("All keys", Role.FIGURE))
        head.addWidget(Label(_EXPLAINED, Role.LABEL, "ink2", wrap=True), 1)
        head.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 0)
        column.setSpacing(4)
        column.addLayout(head)
        self._line = Divider()
        column.addWidget(self._line)
        column.addWidget(self._area, 1)
        self._bar = self._area.verticalScrollBar()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("All keys")
        self.set_keymap(keymap)
        self.hide()
        window.installEventFilter(self)

    def set_keymap(self, keymap: Keymap) -> None:
        """Show other keys."""
        self._body.set_sections(sheet_rows(keymap))

    def open(self) -> None:
        """Cover the window and remember who had the focus."""
        self._before = self._window.focusWidget()
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self._fit()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def shut(self) -> None:
        """Go away and give the focus back."""
        self.hide()
        if self._before is not None and isValid(self._before):
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self._before = None
        self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the rows out for the new height."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._body.set_room(self._area.viewport().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch the widget above."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._window.rect())
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Handle tooltips and other events."""
        # Both keys are shortcuts of the window too; the sheet lies on top, so it comes first.
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() in _CLOSING:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a key."""
        step = _SCROLLING.get(Qt.Key(event.key()))
        if event.key() in _CLOSING:
            self.shut()
        elif step is not None:
            self._bar.triggerAction(step)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a press of the pointer."""
        del event
        self.shut()


_EXPLAINED = "The plain keys at the right edge act only while the player has the focus."
_CLOSING = frozenset({Qt.Key.Key_Escape, Qt.Key.Key_F1})
_STEP = QAbstractSlider.SliderAction
_SCROLLING = {
    Qt.Key.Key_Down: _STEP.SliderSingleStepAdd,
    Qt.Key.Key_Up: _STEP.SliderSingleStepSub,
    Qt.Key.Key_PageDown: _STEP.SliderPageStepAdd,
    Qt.Key.Key_PageUp: _STEP.SliderPageStepSub,
}
