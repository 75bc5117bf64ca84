"""A text with its changes: what came is underlined with a wedge, what went is struck through."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import (
    QFocusEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from app.ui.caption.textmarks import strokes
from app.ui.caption.worddiff import Run, RunKind
from app.ui.common.fonts import Role
from app.ui.common.theme import current_theme, font, line_height, scaled, theme_hub

WEDGE = "‸"
_RULE, _STRIKE = 2.0, 1.5
_RULE_BELOW = 5
_FOCUS = 3


class DiffView(QTextEdit):
    """Shows the runs of a comparison; it cannot be edited, but selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs: tuple[Run, ...] = ()
        self._spans: list[tuple[int, int, RunKind]] = []
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(scaled(16))
        hub = theme_hub()
        if hub is not None:
            hub.changed.connect(self._fill)

    @property
    def runs(self) -> tuple[Run, ...]:
        """What it shows."""
        return self._runs

    def set_runs(self, runs: Sequence[Run]) -> None:
        """Show another comparison."""
        self._runs = tuple(runs)
        self._fill()

    def _fill(self) -> None:
        theme = current_theme()
        self.setFont(font(Role.CAPTION_SMALL))
        self.clear()
        self._spans.clear()
        block_format = QTextBlockFormat()
        height = line_height(Role.CAPTION_SMALL)
        block_format.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.setBlockFormat(block_format)
        for run in self._runs:
            char_format = QTextCharFormat()
            char_format.setForeground(theme.ink3 if run.kind is RunKind.REMOVED else theme.ink)
            text = run.text
            start = cursor.position()
            if run.kind is RunKind.ADDED:
                char_format.setBackground(theme.soft)
                wedge = QTextCharFormat(char_format)
                wedge.setForeground(theme.accent)
                cursor.insertText(WEDGE, wedge)
            cursor.insertText(text, char_format)
            if run.kind is not RunKind.SAME:
                self._spans.append((start, cursor.position(), run.kind))
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, then the rules and strikes."""
        super().paintEvent(event)
        theme = current_theme()
        painter = QPainter(self.viewport())
        painter.translate(0, -self.verticalScrollBar().value())
        for start, end, kind in self._spans:
            for stroke in strokes(self.document(), start, end):
                if kind is RunKind.ADDED:
                    y = stroke.baseline + scaled(_RULE_BELOW) - _RULE / 2
                    rule = QRectF(stroke.left, y, stroke.right - stroke.left, _RULE)
                    painter.fillRect(rule, theme.accent)
                else:
                    y = stroke.baseline - (stroke.baseline - stroke.top) * 0.3
                    painter.setPen(QPen(theme.ink3, _STRIKE))
                    painter.drawLine(QPointF(stroke.left, y), QPointF(stroke.right, y))
        if self.hasFocus():  # without a caret nothing else says so
            painter.resetTransform()
            painter.fillRect(0, 0, _FOCUS, self.viewport().height(), theme.accent)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the focus."""
        super().focusOutEvent(event)
        self.viewport().update()
