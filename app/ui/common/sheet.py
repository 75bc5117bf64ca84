"""The sheet of all keys (F1), made from the key table and the person's own bindings."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.desk.keymap import ACTIONS, FIXED, Keymap, Section
from app.ui.common.fonts import Role
from app.ui.common.keyhint import hint_size, hint_words, paint_hint
from app.ui.common.labels import Label
from app.ui.common.panes import Pane
from app.ui.common.theme import current_theme, font, scaled

SECTION_WORDS = {
    Section.PLAYER: "Player",
    Section.WRITING: "Writing",
    Section.RUBRIC: "Rubric",
    Section.MOVING: "Going places",
    Section.WINDOW: "Window",
}

_HEAD = 28
_ROW = 26
_AFTER = 12
_BARE = 64
_COLUMN = 420
_COLUMN_GAP = 32
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
    found.append(("Fixed", [(words, (key,), ()) for key, words in FIXED]))
    return found


class _Body(QWidget):
    """All sections, painted in as many columns as fit; grows in height with its width."""

    def __init__(self) -> None:
        super().__init__()
        self._sections: list[SheetSection] = []
        self._places: list[tuple[int, int]] = []
        self._width = 0

    def set_sections(self, sections: list[SheetSection]) -> None:
        """Show other rows."""
        self._sections = sections
        self.setAccessibleDescription(
            "; ".join(_spoken(row) for _, rows in sections for row in rows)
        )
        self._place()

    def _place(self) -> None:
        columns = max(1, min(3, self.width() // scaled(_COLUMN)))
        gaps = scaled(_COLUMN_GAP) * (columns - 1)
        self._width = (self.width() - gaps) // columns
        heights = [0] * columns
        self._places = []
        for _, rows in self._sections:
            # The next section goes to the shortest column, so that the sheet fits on one screen.
            column = heights.index(min(heights))
            left = column * (self._width + scaled(_COLUMN_GAP))
            self._places.append((left, heights[column]))
            heights[column] += scaled(_HEAD + _ROW * len(rows) + _AFTER)
        self.setMinimumHeight(max(heights, default=0))
        self.update()

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
        for (left, top), (heading, rows) in zip(self._places, self._sections, strict=True):
            painter.setFont(font(Role.HEADING))
            painter.setPen(theme.ink2)
            head = QRectF(left, top, self._width, scaled(_HEAD))
            painter.drawText(head, _LEFT, heading)
            for index, row in enumerate(rows):
                y = top + scaled(_HEAD) + index * scaled(_ROW)
                self._paint_row(painter, QRectF(left, y, self._width, scaled(_ROW)), row)

    def _paint_row(self, painter: QPainter, area: QRectF, row: SheetRow) -> None:
        theme = current_theme()
        words, keys, bare = row
        room = self._paint_keys(painter, area, keys, bare) - area.x() - 12
        painter.setFont(font(Role.BASE))
        painter.setPen(theme.ink if keys or bare else theme.ink3)
        shown = QFontMetrics(font(Role.BASE)).elidedText(
            words, Qt.TextElideMode.ElideRight, int(room)
        )
        painter.drawText(area, _LEFT, shown)

    def _paint_keys(
        self, painter: QPainter, area: QRectF, keys: tuple[str, ...], bare: tuple[str, ...]
    ) -> float:
        """Paint the keys of a row from the right; gives where the words have to end."""
        theme = current_theme()
        painter.setFont(font(Role.SMALL))
        painter.setPen(theme.ink3)
        painter.drawText(area, _RIGHT, "  ".join(hint_words(key) for key in bare))
        right = area.right() - scaled(_BARE)
        if not keys:
            painter.drawText(
                QRectF(area.x(), area.y(), right - area.x(), area.height()), _RIGHT, "no key"
            )
            return right - scaled(_BARE)
        for key in reversed(keys[:2]):
            size = hint_size(hint_words(key))
            top = area.y() + (area.height() - size.height()) / 2
            box = QRectF(right - size.width(), top, size.width(), size.height())
            paint_hint(painter, box, hint_words(key), theme)
            right -= size.width() + 6
        return right


def _spoken(row: SheetRow) -> str:
    words, keys, _ = row
    return f"{words}, {' or '.join(hint_words(key) for key in keys) or 'no key'}"


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
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self._body)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 12, 16)
        column.setSpacing(4)
        column.addWidget(Label("All keys", Role.FIGURE))
        column.addWidget(Label(_EXPLAINED, Role.LABEL, "ink2", wrap=True))
        column.addSpacing(8)
        column.addWidget(area, 1)
        self._bar = area.verticalScrollBar()
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
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def shut(self) -> None:
        """Go away and give the focus back."""
        self.hide()
        if self._before is not None and isValid(self._before):
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self._before = None
        self.closed.emit()

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
