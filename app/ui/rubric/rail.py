"""The rail: the sidebar of narrow windows, marks with their counts, 44 wide."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.checks.report import State
from app.ui.common import sizes
from app.ui.common.buttons import IconButton
from app.ui.common.fonts import Role
from app.ui.common.marks import paint_mark
from app.ui.common.panes import Pane
from app.ui.common.theme import current_theme, font, line_height, scaled, theme_hub
from app.ui.common.words.criteria import STATE_MARK
from app.ui.rubric.model import RubricState

_PITCH = 50
_HEAD = 40
_SHOWN = (State.VIOLATED, State.WEAK, State.NEEDS_HUMAN, State.SATISFIED, State.TOO_EARLY)
_SPOKEN = {
    State.VIOLATED: "missing or to look at",
    State.WEAK: "thin or to look at",
    State.NEEDS_HUMAN: "to check",
    State.SATISFIED: "in order",
    State.TOO_EARLY: "not yet",
}


def rail_counts(state: RubricState) -> tuple[tuple[State, int], ...]:
    """States that occur, the gravest first, with the number of criteria in each."""
    counts = dict.fromkeys(_SHOWN, 0)
    for row in state.rows:
        if row.shown in counts:
            counts[row.shown] += 1
    return tuple((shown, count) for shown, count in counts.items() if count)


class RubricRail(Pane):
    """A click anywhere opens the sidebar over the editor, another one closes it.

    Signals:
        opened: the person wants the sidebar, or wants it gone.
    """

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent)
        self._counts: tuple[tuple[State, int], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._say("not checked yet")
        self.chevron = IconButton(
            "chevron-left", "Open the rubric", key="F9", width=28, parent=self
        )
        self.chevron.clicked.connect(self.opened)
        self._fit()
        hub = theme_hub()
        if hub is not None:
            hub.changed.connect(self._fit)

    def set_state(self, state: RubricState) -> None:
        """Show other counts."""
        counts = rail_counts(state)
        if counts == self._counts:
            return
        self._counts = counts
        spoken = ", ".join(f"{count} {_SPOKEN[shown]}" for shown, count in counts)
        self._say(spoken or "not checked yet")
        self.update()

    def _say(self, spoken: str) -> None:
        self.setAccessibleName(f"Rubric, {spoken}")
        self.setToolTip(spoken)

    def set_open(self, is_open: bool) -> None:
        """Turn the chevron: the sidebar lies open beside the rail, or not."""
        words = "Close the rubric" if is_open else "Open the rubric"
        self.chevron.set_icon_name("chevron-right" if is_open else "chevron-left", words)

    def set_key(self, key: str) -> None:
        """The key that opens the sidebar, for the tooltip."""
        self.chevron.set_key(key)

    def _fit(self) -> None:
        self.setFixedWidth(scaled(sizes.RAIL))
        self.chevron.resize(self.chevron.sizeHint())
        self._place()

    def _place(self) -> None:
        left = (self.width() - self.chevron.width()) // 2
        self.chevron.move(left, (scaled(_HEAD) - self.chevron.height()) // 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size."""
        super().resizeEvent(event)
        self._place()

    def sizeHint(self) -> QSize:
        """Natural size in logical pixels."""
        return QSize(scaled(sizes.RAIL), scaled(_HEAD + _PITCH * len(_SHOWN)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a press of the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the widget from the tokens."""
        super().paintEvent(event)
        theme = current_theme()
        painter = QPainter(self)
        painter.setFont(font(Role.HEADING))
        side, height = scaled(sizes.MARK), line_height(Role.HEADING)
        top = scaled(_HEAD + 8)
        for state, count in self._counts:
            box = QRectF((self.width() - side) / 2, top, side, side)
            paint_mark(painter, box, STATE_MARK[state], theme)
            painter.setPen(theme.ink)
            below = QRectF(0, top + side + scaled(2), self.width(), height)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(count))
            top += scaled(_PITCH)
