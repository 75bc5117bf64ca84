"""Bars on top of a pane: what happened, what is safe, what to do; the gravest one is shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.ui.common import sizes
from app.ui.common.access import announce
from app.ui.common.buttons import Button
from app.ui.common.fonts import Role
from app.ui.common.marks import Mark, paint_mark
from app.ui.common.theme import current_theme, font, line_height, scaled, theme_hub


class Gravity(IntEnum):
    """How grave a bar is; a higher one hides a lower one."""

    INFO = 1
    WEAK = 2
    BAD = 3


_LOOK = {
    Gravity.INFO: ("info", "infosoft", Mark.INFO),
    Gravity.WEAK: ("weak", "weaksoft", Mark.HALF),
    Gravity.BAD: ("bad", "badsoft", Mark.OCTAGON),
}

_CALLED_MS = 1600
_CALL_PEN = 2
_NARROW = 520
_LEAST_WORDS = 240
_PADDING = 12
_TOP = 8
_WRAP = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap


@dataclass(frozen=True, slots=True, kw_only=True)
class BarContent:
    """What a bar says.

    Attributes:
        id: Which trouble it is about; showing the same id again replaces it.
        gravity: `BAD` work at risk, `WEAK` choose something, `INFO` can be put off.
        sentence: What happened; set in bold.
        detail: What is safe and what to do.
        buttons: Key and words of each button, the verb of the sentence.
    """

    id: str
    gravity: Gravity
    sentence: str
    detail: str = ""
    buttons: tuple[tuple[str, str], ...] = ()


class Bar(QWidget):
    """One bar, the full width of its pane. It never takes the focus.

    Signals:
        pressed: a button was pressed; carries the id of the bar and the key of the button.
    """

    pressed = Signal(str, str)

    def __init__(self, content: BarContent, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content = content
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(content.sentence)
        self.setAccessibleDescription(content.detail)
        self.buttons: dict[str, Button] = {}
        for key, text in content.buttons:
            button = Button(text, parent=self)
            button.clicked.connect(lambda _checked=False, key=key: self._press(key))
            self.buttons[key] = button
        self._sentence = QRect()
        self._detail = QRect()
        self._called = QTimer(self)
        self._called.setSingleShot(True)
        self._called.setInterval(_CALLED_MS)
        self._called.timeout.connect(self.update)
        self._arrange()
        hub = theme_hub()
        if hub is not None:
            hub.changed.connect(self._arrange)

    def set_words(self, content: BarContent) -> bool:
        """Say something else with the same buttons; gives whether it has the same."""
        before = self.content
        if (content.id, content.buttons) != (before.id, before.buttons):
            return False
        self.content = content
        self.setAccessibleName(content.sentence)
        self.setAccessibleDescription(content.detail)
        self._arrange()
        return True

    def call(self) -> None:
        """Draw an outline for a while, so that the bar is seen; nothing moves or blinks."""
        self._called.start()
        self.update()

    @property
    def called(self) -> bool:
        """Whether it has the outline."""
        return self._called.isActive()

    def _press(self, key: str) -> None:
        self.pressed.emit(self.content.id, key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Place words and buttons, and take the height they need."""
        left = scaled(sizes.BAR_EDGE + 12 + sizes.ICON_BAR + 10)
        hints = [button.sizeHint() for button in self.buttons.values()]
        across = sum(hint.width() + sizes.BUTTON_GAP for hint in hints)
        # In a narrow pane the buttons stand under the words, not beside a column of single words.
        beside = self.width() - left - _PADDING - across - 4
        below = bool(hints) and (self.width() < scaled(_NARROW) or beside < scaled(_LEAST_WORDS))
        room = self.width() - left - _PADDING - (0 if below or not hints else across + 4)
        self._sentence = _words_rect(self.content.sentence, Role.HEADING_BASE, left, _TOP, room)
        under = self._sentence.bottom() + 1
        self._detail = _words_rect(self.content.detail, Role.BASE, left, under, room)
        foot = self._detail.bottom() + 1
        height = foot + _TOP
        if below:
            x, y = left, foot + sizes.BUTTON_GAP
            height = y + hints[0].height() + _TOP
        else:
            x, y = self.width() - _PADDING + sizes.BUTTON_GAP - across, _TOP
            if hints:
                height = max(height, hints[0].height() + 2 * _TOP)
                y = (height - hints[0].height()) // 2
        for button, hint in zip(self.buttons.values(), hints, strict=True):
            button.setGeometry(QRect(QPoint(x, y), hint))
            x += hint.width() + sizes.BUTTON_GAP
        if height != self.minimumHeight() or height != self.maximumHeight():
            self.setFixedHeight(height)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the widget from the tokens."""
        del event
        theme = current_theme()
        color, soft, mark = _LOOK[self.content.gravity]
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.token(soft))
        painter.fillRect(0, 0, scaled(sizes.BAR_EDGE), self.height(), theme.token(color))
        if theme.high_contrast:
            painter.setPen(theme.token(color))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        if self.called:
            pen = QPen(theme.token(color), 2 * _CALL_PEN)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)  # half of it lies outside
            painter.drawRect(self.rect())
        side = scaled(sizes.ICON_BAR)
        top = _TOP + (line_height(Role.BASE) - side) / 2
        paint_mark(painter, QRectF(scaled(sizes.BAR_EDGE + 12), top, side, side), mark, theme)
        for role, pen, area, words in (
            (Role.HEADING_BASE, theme.ink, self._sentence, self.content.sentence),
            (Role.BASE, theme.ink2, self._detail, self.content.detail),
        ):
            painter.setFont(font(role))
            painter.setPen(pen)
            painter.drawText(area, _WRAP, words)


def _words_rect(words: str, role: Role, left: int, top: int, room: int) -> QRect:
    """Where wrapped words go; whole lines of their role, none for no words."""
    if not words:
        return QRect(left, top, room, 0)
    needed = QFontMetrics(font(role)).boundingRect(QRect(0, 0, max(room, 1), 10_000), _WRAP, words)
    return QRect(left, top, room, max(needed.height(), line_height(role)))


class BarHost(QWidget):
    """The place for bars on top of a pane; pushes the pane down, never covers it.

    All bars that were shown are kept; the gravest is on screen, among equals the newest.

    Signals:
        pressed: a button was pressed; carries the id of the bar and the key of the button.
    """

    pressed = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contents: dict[str, BarContent] = {}
        self._bar: Bar | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def current(self) -> BarContent | None:
        """The bar on screen."""
        return self._bar.content if self._bar is not None else None

    @property
    def bar(self) -> Bar | None:
        """The widget of the bar on screen."""
        return self._bar

    def show_bar(self, content: BarContent) -> None:
        """Add a bar, or replace the one with the same id."""
        known = self._contents.pop(content.id, None)
        self._contents[content.id] = content
        self._choose()
        if known is None and content.gravity is Gravity.BAD:
            announce(self, f"{content.sentence} {content.detail}".strip())

    def call(self, bar_id: str) -> None:
        """Bring a bar to the front of those as grave as it, and let it be seen and heard."""
        content = self._contents.pop(bar_id, None)
        if content is None:
            return
        self._contents[bar_id] = content
        self._choose()
        if self._bar is not None:
            if not self._bar.called:
                announce(self, f"{self._bar.content.sentence} {self._bar.content.detail}".strip())
            self._bar.call()

    def remove(self, bar_id: str) -> None:
        """Take a bar away; nothing happens if there is none."""
        if self._contents.pop(bar_id, None) is not None:
            self._choose()

    def _choose(self) -> None:
        newest_first = reversed(self._contents.values())
        best = max(newest_first, key=lambda content: content.gravity, default=None)
        if best == self.current:
            return
        if best is not None and self._bar is not None and self._bar.set_words(best):
            return
        if self._bar is not None:
            self._column.removeWidget(self._bar)
            self._bar.hide()
            self._bar.deleteLater()
            self._bar = None
        if best is not None:
            self._bar = Bar(best)
            self._bar.pressed.connect(self.pressed)
            self._column.addWidget(self._bar)
        self.setVisible(best is not None)
