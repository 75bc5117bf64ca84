"""The card of the finding at hand, fixed at the foot of the sidebar."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from app.desk.ports.store import DecisionScope
from app.ui.common import sizes
from app.ui.common.access import announce
from app.ui.common.buttons import Button, IconButton
from app.ui.common.fonts import Role
from app.ui.common.keyhint import KeyHint, hint_words
from app.ui.common.marks import Mark, paint_mark
from app.ui.common.theme import current_theme, font, line_height, scaled, theme_hub
from app.ui.common.underlines import MARK_OF, paint_underline, underline_color
from app.ui.common.words.criteria import DISMISS_WORDS, FOR_THE_CLIP
from app.ui.rubric.model import FindingCard, RubricState

_TOP = 10
_HEAD = 24
_QUOTE_TOP = 36
_QUOTE = 26
_REASON_TOP = 68
_SUGGESTIONS = 2


class FindingView(QWidget):
    """Severity, criterion, words, reason, and what can be done; always 152 high.

    Signals:
        stepped: the person asked for another finding; carries -1 or 1.
        guide_requested: carries the section of the guide.
        dismissed: carries a `DecisionReason` and a `DecisionScope` as strings.
        suggestion_chosen: a spelling was chosen; carries it.
    """

    stepped = Signal(int)
    guide_requested = Signal(str)
    dismissed = Signal(str, str)
    suggestion_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._finding: FindingCard | None = None
        self._number = 0
        self._count = 0
        self._quiet = ("", Mark.DOTTED)
        self._waiting = False
        self._next_word = False
        self._foot = QRect()
        self._key = "F8"
        self._padding = sizes.PANE_PADDING
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.previous = IconButton(
            "chevron-left", "Previous finding", width=24, height=24, parent=self
        )
        self.next = IconButton("chevron-right", "Next finding", width=24, height=24, parent=self)
        self.guide = Button("Guide", icon_name="book-open", parent=self)
        self.dismiss = Button("Dismiss…", parent=self)
        self.hint = KeyHint("F8", self)
        self.suggestions = [Button("", parent=self) for _ in range(_SUGGESTIONS)]
        self.menu = QMenu(self)
        self._fill_menu()
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self.guide.clicked.connect(self._on_guide)
        self.dismiss.clicked.connect(self._open_menu)
        for button in self.suggestions:
            button.clicked.connect(self._on_suggestion)
        self._fit()
        self._arrange()
        hub = theme_hub()
        if hub is not None:
            hub.changed.connect(self._on_changed)

    def _fill_menu(self) -> None:
        """Offer the reasons, first for these words, then for the rule in the whole clip."""
        clip = QMenu(FOR_THE_CLIP, self.menu)
        for menu, scope in ((self.menu, DecisionScope.FINDING), (clip, DecisionScope.CLIP)):
            for reason, words in DISMISS_WORDS.items():
                action = menu.addAction(words)
                action.setData(reason.value)
                told = (reason.value, scope.value)
                action.triggered.connect(lambda _checked=False, t=told: self.dismissed.emit(*t))
        self.menu.addSeparator()
        self.menu.addMenu(clip)

    @property
    def finding(self) -> FindingCard | None:
        """The finding it shows."""
        return self._finding

    def set_keys(self, key: str) -> None:
        """The key that goes to the next finding, for the hint."""
        self.hint.set_key(key)
        self._key = key
        self._name()
        self._arrange()

    def set_padding(self, padding: int) -> None:
        """Padding at the sides in logical pixels at 100 %."""
        if padding != self._padding:
            self._padding = padding
            self._arrange()
            self.update()

    def set_state(self, state: RubricState) -> None:
        """Show the finding at hand; nothing is repainted if it is the same."""
        number = (state.current or 0) + 1
        finding, count = state.finding, len(state.findings)
        quiet = (state.quiet_words, state.quiet_mark)
        before = (self._finding, self._number, self._count, self._quiet, self._waiting)
        if before == (finding, number, count, quiet, state.waiting):
            return
        self._finding, self._number, self._count = finding, number, count
        self._quiet, self._waiting = quiet, state.waiting
        self._name()
        self._arrange()
        self.update()

    def _name(self) -> None:
        """Tell screen readers what stands here."""
        finding = self._finding
        if finding is not None:
            self.setAccessibleName(finding.spoken(self._number, self._count))
            self.setAccessibleDescription(finding.reason)
            return
        self.setAccessibleName(self._quiet[0])
        first = f"{hint_words(self._key)} {_FIRST}" if self._waiting and self._key else ""
        self.setAccessibleDescription(first)

    def say(self) -> None:
        """Read the finding out, when the person walks to it by key."""
        if self._finding is not None:
            announce(self, f"{self.accessibleName()}. {self._finding.reason}")

    def _on_changed(self) -> None:
        self._fit()
        self._arrange()

    def _fit(self) -> None:
        self.setFixedHeight(scaled(sizes.FINDING_CARD))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Place the buttons; what is not offered or does not fit is hidden, *Dismiss* never."""
        finding = self._finding
        left, right = scaled(self._padding), self.width() - scaled(self._padding)
        several = self._count > 1 and finding is not None
        for button, place in ((self.next, right + scaled(4)), (self.previous, right - scaled(24))):
            button.resize(button.sizeHint())
            button.move(place - button.width(), scaled(_TOP))
            button.setVisible(several or self._waiting)
        foot = self.height() - scaled(8) - scaled(sizes.BUTTON)
        offered = finding.suggestions[:_SUGGESTIONS] if finding is not None else ()
        self._next_word = several and not offered and self.width() >= scaled(_ROOMY)
        self.hint.resize(self.hint.sizeHint())
        hint_right = right - (self._next_width() if self._next_word else 0)
        middle = foot + (scaled(sizes.BUTTON) - self.hint.height()) // 2
        if self._waiting:
            self.hint.move(left, scaled(_QUOTE_TOP) + (scaled(_QUOTE) - self.hint.height()) // 2)
        else:
            self.hint.move(hint_right - self.hint.width(), middle)
        self.hint.setVisible(several or self._waiting)
        limit = self.hint.x() - scaled(8) if several else right
        before_dismiss = limit - self.dismiss.sizeHint().width() - scaled(sizes.BUTTON_GAP)
        x = left
        for index, button in enumerate(self.suggestions):
            words = offered[index] if index < len(offered) else ""
            button.set_words(words)
            x = self._put(button, x, foot, before_dismiss, wanted=bool(words))
        section = finding.section if finding is not None else ""
        self.guide.set_words(f"Guide {section}".strip())
        x = self._put(self.guide, x, foot, before_dismiss, wanted=bool(section))
        self._put(self.dismiss, x, foot, self.width(), wanted=finding is not None)
        self._foot = QRect(hint_right, foot, right - hint_right, scaled(sizes.BUTTON))

    def _next_width(self) -> int:
        return QFontMetrics(font(Role.LABEL)).horizontalAdvance(_NEXT) + scaled(8)

    def _put(self, button: Button, x: int, y: int, limit: int, *, wanted: bool) -> int:
        """Place a button if it is wanted and fits; gives where the next one may start."""
        button.resize(button.sizeHint())
        fits = wanted and x + button.width() <= limit
        button.setVisible(fits)
        if not fits:
            return x
        button.move(x, y)
        return x + button.width() + scaled(sizes.BUTTON_GAP)

    def _open_menu(self) -> None:
        self.menu.popup(self.dismiss.mapToGlobal(QPoint(0, -self.menu.sizeHint().height())))

    def _on_guide(self) -> None:
        if self._finding is not None:
            self.guide_requested.emit(self._finding.section)

    def _on_suggestion(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.suggestion_chosen.emit(button.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the widget from the tokens."""
        del event
        theme = current_theme()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.paper)
        painter.fillRect(0, 0, self.width(), 1, theme.line)
        left = scaled(self._padding)
        side = scaled(sizes.ICON_SMALL)
        head = QRect(left, scaled(_TOP), self.width() - 2 * left, scaled(_HEAD))
        mark = QRectF(left, head.y() + (head.height() - side) / 2, side, side)
        if self._finding is None:
            words, sign = self._quiet
            paint_mark(painter, mark, sign, theme)
            painter.setFont(font(Role.BASE))
            painter.setPen(theme.ink2)
            painter.drawText(head.adjusted(side + scaled(6), 0, 0, 0), _LEFT, words)
            if self._waiting and self.hint.width() > 0:
                x = self.hint.x() + self.hint.width() + scaled(6)
                room = QRect(x, scaled(_QUOTE_TOP), self.width() - x, scaled(_QUOTE))
                painter.setFont(font(Role.LABEL))
                painter.drawText(room, _LEFT, _FIRST)
            return
        self._paint_head(painter, self._finding, head, mark)
        self._paint_quote(painter, self._finding, left)
        self._paint_reason(painter, self._finding, left)
        if self._next_word and self.hint.width() > 0:
            painter.setFont(font(Role.LABEL))
            painter.setPen(theme.ink2)
            painter.drawText(self._foot, _RIGHT, _NEXT)

    def _paint_head(
        self, painter: QPainter, finding: FindingCard, head: QRect, mark: QRectF
    ) -> None:
        theme = current_theme()
        kind = finding.underline
        paint_mark(painter, mark, MARK_OF[kind], theme, underline_color(kind, theme))
        x = int(mark.right()) + scaled(6)
        painter.setFont(font(Role.NAME))
        painter.setPen(underline_color(kind, theme))
        painter.drawText(
            QRect(x, head.y(), head.width(), head.height()), _LEFT, finding.severity_words
        )
        x += QFontMetrics(font(Role.NAME)).horizontalAdvance(finding.severity_words) + scaled(8)
        right = head.right()
        if self._count > 1:
            words = f"{self._number} of {self._count}"
            painter.setFont(font(Role.LABEL))
            painter.setPen(theme.ink2)
            width = QFontMetrics(font(Role.LABEL)).horizontalAdvance(words)
            right = self.previous.x() - scaled(4) - width
            painter.drawText(QRect(right, head.y(), width + 1, head.height()), _LEFT, words)
        painter.setFont(font(Role.BASE))
        painter.setPen(theme.ink2)
        room = right - scaled(8) - x
        name = QFontMetrics(font(Role.BASE)).elidedText(
            finding.name, Qt.TextElideMode.ElideMiddle, room
        )
        painter.drawText(QRect(x, head.y(), room, head.height()), _LEFT, name)

    def _paint_quote(self, painter: QPainter, finding: FindingCard, left: int) -> None:
        theme = current_theme()
        role = Role.CAPTION_SMALL
        metrics = QFontMetricsF(font(role))
        room = self.width() - 2 * left
        baseline = scaled(_QUOTE_TOP) + (scaled(_QUOTE) + metrics.ascent() - metrics.descent()) / 2
        words = " ".join(finding.match.split())
        if not words:
            painter.setFont(font(Role.LABEL))
            painter.setPen(theme.ink3)
            painter.drawText(
                QRectF(left, scaled(_QUOTE_TOP), room, scaled(_QUOTE)), _LEFT, _NOWHERE
            )
            return
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, room)
        painter.setFont(font(role))
        painter.setPen(theme.ink)
        painter.drawText(QRectF(left, scaled(_QUOTE_TOP), room, scaled(_QUOTE)), _LEFT, shown)
        end = left + metrics.horizontalAdvance(shown)
        paint_underline(painter, left, end, baseline, finding.underline, theme)

    def _paint_reason(self, painter: QPainter, finding: FindingCard, left: int) -> None:
        painter.setFont(font(Role.BASE))
        painter.setPen(current_theme().ink2)
        metrics = QFontMetrics(font(Role.BASE))
        room = self.width() - 2 * left
        height = line_height(Role.BASE) - scaled(1)
        top = scaled(_REASON_TOP)
        for index, line in enumerate(two_lines(finding.reason, metrics, room)):
            area = QRect(left, top + index * height, room, height)
            painter.drawText(area, _LEFT, line)


_NEXT = "next"
_FIRST = "shows the first."
_ROOMY = 304
_NOWHERE = "Nothing in the text to show."
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


def two_lines(words: str, metrics: QFontMetrics, room: int) -> tuple[str, ...]:
    """A sentence in at most two lines; the second is elided if it has to be."""
    parts = words.split()
    first: list[str] = []
    while parts and metrics.horizontalAdvance(" ".join([*first, parts[0]])) <= room:
        first.append(parts.pop(0))
    if not first and parts:
        return (metrics.elidedText(words, Qt.TextElideMode.ElideRight, room),)
    rest = " ".join(parts)
    if not rest:
        return (" ".join(first),) if first else ()
    return (" ".join(first), metrics.elidedText(rest, Qt.TextElideMode.ElideRight, room))
