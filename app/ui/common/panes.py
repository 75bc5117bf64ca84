"""Panes: their ground, their headings, the lines between them, and what an empty one says."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui.common import sizes
from app.ui.common.buttons import Button, Kind
from app.ui.common.fonts import Role
from app.ui.common.icons import paint_icon
from app.ui.common.labels import Label
from app.ui.common.theme import current_theme, scaled, theme_hub


class Pane(QWidget):
    """A widget with one token as its ground."""

    def __init__(self, ground: str = "panel", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground = ground

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the widget from the tokens."""
        QPainter(self).fillRect(event.rect(), current_theme().token(self._ground))


class Divider(QWidget):
    """A line of 1 px between panes or rows."""

    def __init__(
        self,
        orientation: Qt.Orientation = Qt.Orientation.Horizontal,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        if orientation == Qt.Orientation.Horizontal:
            self.setFixedHeight(1)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        else:
            self.setFixedWidth(1)
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the widget from the tokens."""
        QPainter(self).fillRect(event.rect(), current_theme().line)


class PaneHeading(Pane):
    """The strip on top of a pane, 48 high (44 in low windows), with a line at its foot.

    Neighboring panes give theirs the same height, so that the lines meet. Put widgets into `row`.
    """

    def __init__(
        self,
        ground: str = "panel",
        padding: int = sizes.PANE_PADDING,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(ground, parent)
        self._low = False
        self._padding = padding
        self.row = QHBoxLayout(self)
        self.row.setSpacing(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fit()
        hub = theme_hub()
        if hub is not None:
            hub.changed.connect(self._fit)

    def set_low(self, low: bool) -> None:
        """Use the lower height of windows below 800 px."""
        if low != self._low:
            self._low = low
            self._fit()

    def _fit(self) -> None:
        self.row.setContentsMargins(scaled(self._padding), 0, scaled(self._padding), 1)
        self.setFixedHeight(scaled(sizes.HEADING_LOW if self._low else sizes.HEADING))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the widget from the tokens."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, current_theme().line)


class _LargeIcon(QWidget):
    def __init__(self, icon_name: str) -> None:
        super().__init__()
        self._icon_name = icon_name
        self.setFixedSize(scaled(sizes.ICON_EMPTY), scaled(sizes.ICON_EMPTY))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the widget from the tokens."""
        del event
        paint_icon(QPainter(self), QRectF(self.rect()), self._icon_name, current_theme().ink2)


class EmptyState(Pane):
    """What a pane says when it has nothing to show: what is not here, what to do, the buttons.

    Signals:
        pressed: a button was pressed; carries its key.
    """

    pressed = Signal(str)

    def __init__(
        self,
        icon_name: str,
        title: str,
        lines: Sequence[str] = (),
        buttons: Sequence[tuple[str, str]] = (),
        *,
        main: str = "",
        page: bool = False,
        ground: str = "paper",
        parent: QWidget | None = None,
    ) -> None:
        """Build it.

        Args:
            icon_name: A Lucide icon, drawn at 36.
            title: One line, what is not here.
            lines: What to do, a sentence each.
            buttons: Key and words of each button.
            main: Key of the one main button, if any.
            page: Whether it fills a room: a larger title.
            ground: The token behind it.
            parent: Qt's parent.
        """
        super().__init__(ground, parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(4)
        column.addStretch(1)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(_LargeIcon(icon_name), 0, middle)
        column.addSpacing(8)
        heading = Label(title, Role.FIGURE if page else Role.TITLE_NAME, wrap=True)
        heading.setAlignment(middle)
        column.addWidget(heading)
        self._lines = [Label(line, Role.BASE, "ink2", wrap=True) for line in lines]
        for label in self._lines:
            label.setAlignment(middle)
            column.addWidget(label)
        self.buttons: dict[str, Button] = {}
        if buttons:
            column.addSpacing(12)
            row = QHBoxLayout()
            row.setSpacing(sizes.BUTTON_GAP)
            row.addStretch(1)
            for key, words in buttons:
                kind = Kind.MAIN if key == main else Kind.STANDARD
                button = Button(words, kind, roomy=True)
                button.clicked.connect(lambda _checked=False, key=key: self.pressed.emit(key))
                self.buttons[key] = button
                row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)
        column.addStretch(1)
        self.setAccessibleName(title)

    def set_line(self, words: str) -> None:
        """Say something else in the first line."""
        self._lines[0].setText(words)
        self.setAccessibleDescription(words)

    def minimumSizeHint(self) -> QSize:
        """Smallest size in logical pixels."""
        return QSize(160, 120)
