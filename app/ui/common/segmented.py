"""A switch with a few parts, one of them chosen: filters, views, verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from app.ui.common import sizes
from app.ui.common.buttons import paint_box
from app.ui.common.fonts import Role
from app.ui.common.theme import current_theme, font, scaled, theme_hub

_PADDING = 11


class _Segment(QRadioButton):
    ring_corner = sizes.CORNER_BUTTON

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def hitButton(self, pos: QPoint) -> bool:
        """The whole control is its target."""
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        """Natural size in logical pixels."""
        width = QFontMetrics(font(Role.NAME)).horizontalAdvance(self.text())
        return QSize(width + scaled(2 * _PADDING), scaled(sizes.BUTTON))

    def minimumSizeHint(self) -> QSize:
        """Smallest size in logical pixels."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the widget from the tokens."""
        del event
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        ink = theme.ink2
        if self.isChecked():
            # Chosen is an outline and a weight, so that it does not need the fill's color.
            paint_box(painter, rect, theme.soft, theme.accent)
            ink = theme.ink
        elif self.underMouse():
            paint_box(painter, rect, theme.hover, None)
        painter.setPen(ink)
        painter.setFont(font(Role.NAME if self.isChecked() else Role.BASE))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.text())


class Segmented(QWidget):
    """Parts side by side in one outline; arrow keys move the choice, Tab goes on.

    Signals:
        value_changed: the person chose another part; carries its key.
    """

    value_changed = Signal(str)

    def __init__(
        self, name: str, options: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        """Build it.

        Args:
            name: What is chosen, for screen readers.
            options: Key and words of each part; the first one is chosen at the start.
            parent: Qt's parent.
        """
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._segments: dict[str, _Segment] = {}
        for key, words in options:
            segment = _Segment(words)
            segment.setAccessibleName(f"{name}: {words}")
            self._segments[key] = segment
            self._group.addButton(segment)
            row.addWidget(segment)
        if self._segments:
            next(iter(self._segments.values())).setChecked(True)
        self._let_tab_in()
        self._group.buttonToggled.connect(self._on_toggled)
        hub = theme_hub()
        if hub is not None:
            hub.changed.connect(self._on_changed)

    @property
    def value(self) -> str:
        """Key of the chosen part, "" if there are none."""
        return next((key for key, part in self._segments.items() if part.isChecked()), "")

    def set_value(self, key: str) -> None:
        """Choose a part; nothing is emitted. An unknown key raises KeyError."""
        blocked = self._group.blockSignals(True)
        self._segments[key].setChecked(True)
        self._group.blockSignals(blocked)
        self._let_tab_in()
        self.update()

    @property
    def parts(self) -> tuple[QWidget, ...]:
        """The parts, for the order of the Tab key."""
        return tuple(self._segments.values())

    def _let_tab_in(self) -> None:
        """Let Tab come to the chosen part; Qt alone would come to the first one."""
        for segment in self._segments.values():
            chosen = segment.isChecked()
            segment.setFocusPolicy(Qt.FocusPolicy.TabFocus if chosen else Qt.FocusPolicy.NoFocus)

    def set_words(self, key: str, words: str) -> None:
        """Change the words of a part (a count in them)."""
        segment = self._segments[key]
        if words != segment.text():
            segment.setText(words)
            segment.setAccessibleName(f"{self.accessibleName()}: {words}")
            segment.updateGeometry()

    def _on_toggled(self, button: object, checked: bool) -> None:
        if not checked:
            return
        self._let_tab_in()
        for key, segment in self._segments.items():
            if segment is button:
                self.value_changed.emit(key)
        self.update()

    def _on_changed(self) -> None:
        for segment in self._segments.values():
            segment.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the widget from the tokens."""
        del event
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_box(painter, QRectF(self.rect()), theme.paper, theme.btn)
        # The chosen part has an outline of its own; the others are told apart by lines between.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        segments = list(self._segments.values())
        for left, right in pairwise(segments):
            if not left.isChecked() and not right.isChecked():
                painter.fillRect(right.x(), 1, 1, self.height() - 2, theme.btn)
