"""Bars on top of a pane: what happened, what is safe, what to do; the gravest one is shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui.common import sizes
from app.ui.common.access import announce
from app.ui.common.buttons import Button
from app.ui.common.fonts import Role
from app.ui.common.labels import Label
from app.ui.common.marks import Mark, paint_mark
from app.ui.common.theme import current_theme, line_height, scaled, theme_hub


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
        row = self._row = QHBoxLayout(self)
        row.setSpacing(sizes.BUTTON_GAP)
        self._fit()
        hub = theme_hub()
        if hub is not None:
            hub.changed.connect(self._fit)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(content.sentence, Role.HEADING_BASE, wrap=True))
        if content.detail:
            words.addWidget(Label(content.detail, Role.BASE, "ink2", wrap=True))
        row.addLayout(words, 1)
        self.buttons: dict[str, Button] = {}
        for key, text in content.buttons:
            button = Button(text)
            button.clicked.connect(lambda _checked=False, key=key: self._press(key))
            self.buttons[key] = button
            row.addWidget(button)

    def _fit(self) -> None:
        # Edge, padding, mark and its gap come before the words.
        left = scaled(sizes.BAR_EDGE + 12 + sizes.ICON_BAR + 10)
        self._row.setContentsMargins(left, 8, 12, 8)

    def _press(self, key: str) -> None:
        self.pressed.emit(self.content.id, key)

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
        side = scaled(sizes.ICON_BAR)
        top = 8 + (line_height(Role.BASE) - side) / 2
        paint_mark(painter, QRectF(scaled(sizes.BAR_EDGE + 12), top, side, side), mark, theme)


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

    def remove(self, bar_id: str) -> None:
        """Take a bar away; nothing happens if there is none."""
        if self._contents.pop(bar_id, None) is not None:
            self._choose()

    def _choose(self) -> None:
        newest_first = reversed(self._contents.values())
        best = max(newest_first, key=lambda content: content.gravity, default=None)
        if best == self.current:
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
