"""The editor of a short list of the clip: names allowed, titles forbidden; one per line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.ui.common.buttons import Button, Kind
from app.ui.common.fonts import Role
from app.ui.common.labels import Label
from app.ui.common.theme import current_theme, scaled


def entries(text: str) -> tuple[str, ...]:
    """The lines of a text as a list: trimmed, without empty ones and doubles, in their order."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))


class ListEditor(QWidget):
    """A small window beside the sidebar; closing it keeps what was written, Esc does not.

    Signals:
        changed: the list is another one now; carries a tuple of strings.
    """

    changed = Signal(object)

    def __init__(self, title: str, explanation: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._before: tuple[str, ...] = ()
        self._keep = True
        self.setAccessibleName(title)
        self.edit = QPlainTextEdit()
        self.edit.setAccessibleName(title)
        self.edit.setTabChangesFocus(True)
        self.edit.setProperty("field", True)
        self.edit.setPlaceholderText("One per line")
        done = Button("Done", Kind.MAIN, key="Ctrl+Enter")
        done.clicked.connect(self.close)
        self.edit.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        column.addWidget(Label(title, Role.HEADING_BASE))
        column.addWidget(Label(explanation, Role.LABEL, "ink2", wrap=True))
        column.addWidget(self.edit, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(done)
        column.addLayout(row)
        self.resize(scaled(288), scaled(232))

    def open_at(self, place: QPoint, values: Sequence[str]) -> None:
        """Show the list to edit, with the caret in it.

        Args:
            place: Upper left corner in global coordinates.
            values: The list now.
        """
        self._before = tuple(values)
        self._keep = True
        self.edit.setPlainText("\n".join(values))
        self.edit.moveCursor(self.edit.textCursor().MoveOperation.End)
        self.move(place)
        self.show()
        self.edit.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch the widget above."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.close()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a key."""
        if event.key() == Qt.Key.Key_Escape:
            self._keep = False
            self.close()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Tidy up when hidden."""
        super().hideEvent(event)
        values = entries(self.edit.toPlainText())
        if self._keep and values != self._before:
            self._before = values
            self.changed.emit(values)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the widget from the tokens."""
        del event
        theme = current_theme()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.panel)
        painter.setPen(theme.btn)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
