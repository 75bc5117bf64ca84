"""Bars on top of a pane: what happened, what is safe, what to do; one is shown at a time."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.ui.common import sizes
from app.ui.common.access import announce
from app.ui.common.buttons import Button, IconButton
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
_NEXT = 24
_TOP = 8
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
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
        next_asked: the bar that waits behind it is to be shown.
    """

    pressed = Signal(str, str)
    next_asked = Signal()

    def __init__(self, content: BarContent, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content = content
        self._place = (1, 1)
        self.next = IconButton(
            "chevron-right", "The next one", width=_NEXT, height=_NEXT, parent=self
        )
        self.next.clicked.connect(self.next_asked)
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

    @property
    def place(self) -> tuple[int, int]:
        """Which one it is of how many that wait."""
        return self._place

    def set_place(self, number: int, count: int) -> None:
        """Say which one it is of how many that wait; one alone says nothing."""
        if self._place != (number, count):
            self._place = (number, count)
            self._arrange()

    @property
    def _counted(self) -> str:
        number, count = self._place
        return f"{number} of {count}" if count > 1 else ""

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
        several = self._count_width()
        self.next.setVisible(several > 0)
        # In a narrow pane the buttons stand under the words, not beside a column of single words.
        beside = self.width() - left - _PADDING - several - across - 4
        below = bool(hints) and (self.width() < scaled(_NARROW) or beside < scaled(_LEAST_WORDS))
        room = self.width() - left - _PADDING - several
        room -= 0 if below or not hints else across + 4
        self._sentence = _words_rect(self.content.sentence, Role.HEADING_BASE, left, _TOP, room)
        under = self._sentence.bottom() + 1
        self._detail = _words_rect(self.content.detail, Role.BASE, left, under, room)
        foot = self._detail.bottom() + 1
        height = foot + _TOP
        if below:
            x, y = left, foot + sizes.BUTTON_GAP
            height = y + hints[0].height() + _TOP
        else:
            x, y = self.width() - _PADDING - several + sizes.BUTTON_GAP - across, _TOP
            if hints:
                height = max(height, hints[0].height() + 2 * _TOP)
                y = (height - hints[0].height()) // 2
            lower = (height - foot - _TOP) // 2  # words lower than the buttons stand at mid height
            self._sentence.translate(0, lower)
            self._detail.translate(0, lower)
        for button, hint in zip(self.buttons.values(), hints, strict=True):
            button.setGeometry(QRect(QPoint(x, y), hint))
            x += hint.width() + sizes.BUTTON_GAP
        self.next.resize(self.next.sizeHint())
        high = self.next.height()
        beside_top = _TOP + (line_height(Role.BASE) - high) // 2 if below else (height - high) // 2
        self.next.move(self.width() - _PADDING - self.next.width() + scaled(4), beside_top)
        if height != self.minimumHeight() or height != self.maximumHeight():
            self.setFixedHeight(height)
        self.update()

    def _count_width(self) -> int:
        """What the count and the way to the next one take at the right."""
        if not self._counted:
            return 0
        words = QFontMetrics(font(Role.LABEL)).horizontalAdvance(self._counted)
        return 2 * sizes.BUTTON_GAP + words + self.next.sizeHint().width()

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
        top = self._sentence.y() + (line_height(Role.BASE) - side) / 2
        paint_mark(painter, QRectF(scaled(sizes.BAR_EDGE + 12), top, side, side), mark, theme)
        for role, pen, area, words in (
            (Role.HEADING_BASE, theme.ink, self._sentence, self.content.sentence),
            (Role.BASE, theme.ink2, self._detail, self.content.detail),
        ):
            painter.setFont(font(role))
            painter.setPen(pen)
            painter.drawText(area, _WRAP, words)
        if self._counted:
            painter.setFont(font(Role.LABEL))
            right = self.next.x() - scaled(2)
            box = QRect(0, self.next.y(), right, self.next.height())
            painter.drawText(box, _RIGHT, self._counted)


def _words_rect(words: str, role: Role, left: int, top: int, room: int) -> QRect:
    """Where wrapped words go; whole lines of their role, none for no words."""
    if not words:
        return QRect(left, top, room, 0)
    needed = QFontMetrics(font(role)).boundingRect(QRect(0, 0, max(room, 1), 10_000), _WRAP, words)
    return QRect(left, top, room, max(needed.height(), line_height(role)))


class BarStage(QObject):
    """Lets one bar be seen at a time of all that wait in the hosts in sight.

    The gravest comes first, among equals the newest; when it is answered the next one follows.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hosts: list[BarHost] = []
        self._passed: set[tuple[BarHost, str]] = set()

    def take(self, hosts: Iterable[BarHost]) -> None:
        """Let hosts take turns from now on; each must be in its pane."""
        for host in hosts:
            self._hosts.append(host)
            host.join(self)
            pane = host.parentWidget()
            if pane is not None and not pane.isWindow():
                pane.installEventFilter(self)
        self.choose()

    def drop(self, host: BarHost) -> None:
        """Leave a host to another stage."""
        self._hosts.remove(host)

    def choose(self) -> None:
        """Show the bar whose turn it is."""
        alone = len(self._hosts) == 1
        waiting = [one for host in self._hosts if alone or host.in_sight for one in host.waiting]
        waiting.sort(key=lambda one: (one.content.gravity, one.number), reverse=True)
        self._passed &= {one.key for one in waiting}
        if len(self._passed) == len(waiting):
            self._passed.clear()
        turn = next((n for n, one in enumerate(waiting) if one.key not in self._passed), None)
        shown = waiting[turn] if turn is not None else None
        for host in self._hosts:
            if shown is None or host is not shown.host:
                host.present(None)
        if shown is not None and turn is not None:
            shown.host.present(shown.content, turn + 1, len(waiting))

    def pass_on(self, host: BarHost) -> None:
        """Leave the bar of a host for later and show the next one."""
        if host.current is not None:
            self._passed.add((host, host.current.id))
            self.choose()

    def turn_to(self, host: BarHost, bar_id: str) -> None:
        """Show a bar before the graver ones."""
        others = {one.key for other in self._hosts for one in other.waiting}
        self._passed = others - {(host, bar_id)}
        self.choose()

    def renew(self, host: BarHost, bar_id: str) -> None:
        """Say that a bar has news: it waits for its turn again."""
        self._passed.discard((host, bar_id))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Choose again when a pane comes in sight or goes."""
        if event.type() in _COMES_OR_GOES:
            self.choose()
        return super().eventFilter(watched, event)


_COMES_OR_GOES = {QEvent.Type.Show, QEvent.Type.Hide}
_numbers = itertools.count()


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A bar that was not answered yet."""

    host: BarHost
    content: BarContent
    number: int

    @property
    def key(self) -> tuple[BarHost, str]:
        return self.host, self.content.id


class BarHost(QWidget):
    """The place for bars on top of a pane; pushes the pane down, never covers it.

    All bars that were shown are kept until they are removed; the stage says which is on screen.

    Signals:
        pressed: a button was pressed; carries the id of the bar and the key of the button.
    """

    pressed = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contents: dict[str, _Waiting] = {}
        self._bar: Bar | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()
        self._stage = BarStage(self)
        self._stage.take([self])

    @property
    def current(self) -> BarContent | None:
        """The bar on screen."""
        return self._bar.content if self._bar is not None else None

    @property
    def bar(self) -> Bar | None:
        """The widget of the bar on screen."""
        return self._bar

    @property
    def waiting(self) -> tuple[_Waiting, ...]:
        """All its bars, the oldest first."""
        return tuple(self._contents.values())

    @property
    def in_sight(self) -> bool:
        """Whether its pane is shown where the window is."""
        pane = self.parentWidget()
        return pane is not None and (pane.isWindow() or pane.isVisibleTo(pane.window()))

    def holds(self, bar_id: str) -> bool:
        """Whether a bar waits or is on screen."""
        return bar_id in self._contents

    def join(self, stage: BarStage) -> None:
        """Take turns with the other hosts of a stage."""
        before, self._stage = self._stage, stage
        if before is not stage:
            before.drop(self)

    def show_bar(self, content: BarContent) -> None:
        """Add a bar, or replace the one with the same id."""
        known = self._contents.pop(content.id, None)
        self._contents[content.id] = _Waiting(self, content, next(_numbers))
        if known is None or known.content.buttons != content.buttons:
            self._stage.renew(self, content.id)
        self._stage.choose()
        if known is None and content.gravity is Gravity.BAD:
            announce(self, f"{content.sentence} {content.detail}".strip())

    def call(self, bar_id: str) -> None:
        """Bring a bar to the front, and let it be seen and heard."""
        known = self._contents.pop(bar_id, None)
        if known is None:
            return
        self._contents[bar_id] = _Waiting(self, known.content, next(_numbers))
        self._stage.turn_to(self, bar_id)
        if self._bar is not None:
            if not self._bar.called:
                announce(self, f"{self._bar.content.sentence} {self._bar.content.detail}".strip())
            self._bar.call()

    def remove(self, bar_id: str) -> None:
        """Take a bar away; nothing happens if there is none."""
        if self._contents.pop(bar_id, None) is not None:
            self._stage.choose()

    def present(self, best: BarContent | None, number: int = 1, count: int = 1) -> None:
        """Have a bar on screen, or none; the stage calls this."""
        same = best is not None and self._bar is not None and self._bar.set_words(best)
        if not same and best != self.current:
            if self._bar is not None:
                self._column.removeWidget(self._bar)
                self._bar.hide()
                self._bar.deleteLater()
                self._bar = None
            if best is not None:
                self._bar = Bar(best)
                self._bar.pressed.connect(self.pressed)
                self._bar.next_asked.connect(lambda: self._stage.pass_on(self))
                self._column.addWidget(self._bar)
            self.setVisible(best is not None)
        if self._bar is not None:
            self._bar.set_place(number, count)
