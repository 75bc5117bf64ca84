"""The caption editor: calm prose, chips, underlines, and keys that always type."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QKeyCombination, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextDocumentFragment,
)
from PySide6.QtWidgets import QToolTip, QWidget

from app.domain.caption import CleanText, count_words
from app.domain.journal import EditKind
from app.domain.timecode import Timecode, parse_token
from app.ui.caption import words
from app.ui.caption.chipobject import MARGIN
from app.ui.caption.measure import ZOOM_STEP
from app.ui.caption.menu import build_menu
from app.ui.caption.textmap import Odd
from app.ui.caption.textmarks import Span
from app.ui.caption.textview import TextView
from app.ui.caption.typing_pointer import TypingPointer
from app.ui.common.access import announce

_TRIANGLE = 18
"""Width of the part of a chip that plays it: padding and triangle."""

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_REDO = (QKeyCombination(_CTRL, Qt.Key.Key_Y), QKeyCombination(_CTRL | _SHIFT, Qt.Key.Key_Z))
"""Both keys the key sheet knows for doing a step again."""

_OPENING = "([{“‘\"'—–-/"


class CaptionEditor(TextView):
    """Writes one caption. All places are code points of the raw text.

    Signals:
        edited: position, removed, inserted, ``EditKind``, note: one edit of the writing record.
        caret_moved: the caret stands at this code point.
        pasted: words of the clean text, position and length of what was pasted or dropped.
        mark_clicked: the underline with this index was clicked.
        fix_chosen: index of a mark and the suggestion that was chosen for it.
        dictionary_word: a word to keep in the dictionary.
        play_requested: the moment or stretch of a chip to play (``Timecode``).
        refused: a change was not taken; carries its code.
        locked_key: something would have changed the text while it cannot be changed.
    """

    edited = Signal(int, object, object, object, object)
    caret_moved = Signal(int)
    pasted = Signal(int, int, int)
    mark_clicked = Signal(int)
    fix_chosen = Signal(int, str)
    dictionary_word = Signal(str)
    play_requested = Signal(object)
    refused = Signal(str)
    locked_key = Signal()

    def __init__(self, parent: QWidget | None = None, **keywords: object) -> None:
        super().__init__(parent, **keywords)  # type: ignore[arg-type] # now_ms of the view
        self.setAccessibleName(words.CAPTION)
        self._said_caret = -1
        self._pressed_at: QPoint | None = None
        self._pointer = TypingPointer(self.viewport(), Qt.CursorShape.IBeamCursor)
        self.text.edited.connect(self._on_edited)
        self.text.refused.connect(self.refused)
        self.cursorPositionChanged.connect(self._on_cursor)

    # -- what others use

    def load(self, raw: str, caret_cp: int = 0) -> str:
        """Show another caption and forget the undo steps; gives the text as it is held."""
        held = self.text.load(raw)
        self.set_caret(caret_cp)
        return held

    def raw_text(self) -> str:
        """The caption with its tokens."""
        return self.text.raw_text()

    def caret_cp(self) -> int:
        """Where the caret is."""
        return self.text.to_cp(self.textCursor().position())

    def selection_cp(self) -> Span:
        """The selected span; empty at the caret when nothing is selected."""
        cursor = self.textCursor()
        return self.text.to_cp(cursor.selectionStart()), self.text.to_cp(cursor.selectionEnd())

    def set_caret(self, cp: int) -> None:
        """Put the caret somewhere and show it."""
        cursor = self.textCursor()
        last = self.text.characterCount() - 1
        cursor.setPosition(min(self.text.to_qt(max(0, cp)), last))
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def select_span(self, start_cp: int, end_cp: int) -> None:
        """Select a span and show it."""
        self.setTextCursor(self.cursor_over(start_cp, end_cp))
        self.ensureCursorVisible()

    def reveal(self, start_cp: int, end_cp: int) -> None:
        """Scroll so that a span can be read; the caret stays where it is."""
        cursor = self.cursor_over(end_cp, end_cp)
        bottom = self.cursorRect(cursor)
        cursor.setPosition(min(self.text.to_qt(start_cp), self.text.characterCount() - 1))
        rect = self.cursorRect(cursor).united(bottom)
        bar, room = self.verticalScrollBar(), self.viewport().height()
        if rect.top() < 0 or rect.bottom() > room:
            bar.setValue(bar.value() + rect.center().y() - room // 2)

    def insert_text(self, text: str, kind: EditKind, note: str = "") -> Span | None:
        """Insert a text at the caret, in the place of the selection, with spaces where needed.

        Returns:
            The span it took, or None when it was refused.
        """
        start, end = self.selection_cp()
        raw = self.raw_text()
        before, after = raw[start - 1 : start], raw[end : end + 1]
        if before and not before.isspace() and before not in _OPENING and not text[:1].isspace():
            text = " " + text
        if after.isalnum() or after in {"“", '"', "["}:
            text += " "
        return self.replace_span(start, end, text, kind, note)

    def replace_span(
        self, start_cp: int, end_cp: int, text: str, kind: EditKind, note: str = ""
    ) -> Span | None:
        """Put a text in the place of a span and the caret behind it; None when it was refused."""
        if self._is_locked():
            return None
        span = self.text.replace(start_cp, end_cp, text, kind, note)
        if span is not None:
            self.set_caret(span[1])
        return span

    def undo(self) -> None:
        """Undo a step and show where."""
        if self._is_locked():
            return
        caret = self.text.step_back()
        if caret is not None:
            self.set_caret(caret)

    def redo(self) -> None:
        """Do a step again and show where."""
        if self._is_locked():
            return
        caret = self.text.step_forward()
        if caret is not None:
            self.set_caret(caret)

    def zoom_by(self, steps: int) -> None:
        """Zoom by steps of 10 %; 0 goes back to 100 %."""
        self.set_zoom(self.zoom + steps * ZOOM_STEP if steps else 100)

    def chip_for_caret(self) -> Timecode | None:
        """The moment of the chip at the caret, or of the last one before it (``F7``)."""
        position = self.textCursor().position()
        found: Odd | None = None
        for chip in self.text.chips():
            if chip.qt <= position:
                found = chip
        return self._timecode(found) if found is not None else None

    def play_chip_at_caret(self) -> None:
        """Ask for the chip at or before the caret to be played."""
        timecode = self.chip_for_caret()
        if timecode is not None:
            self.play_requested.emit(timecode)

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type; plain letters and the space bar never do anything else."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif _redoes(event):
            self.redo()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._new_line(event)
        elif self._zooms(event):
            event.accept()
        else:
            if _changes(event) and not self._is_locked():
                self._pointer.hide()
            super().keyPressEvent(event)

    def _is_locked(self) -> bool:
        """Tell whether the text cannot be changed, and that somebody wanted to."""
        if self.isReadOnly():
            self.locked_key.emit()
        return self.isReadOnly()

    def _new_line(self, event: QKeyEvent) -> None:
        # Ctrl and Alt with Enter belong to the window (submit).
        if event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        ):
            event.ignore()
            return
        if self.text.open_span is not None:
            self.text.close_chip()
        else:
            start, end = self.selection_cp()
            self.replace_span(start, end, "\n", EditKind.TYPED)

    def _zooms(self, event: QKeyEvent) -> bool:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return False
        if event.key() in {Qt.Key.Key_Equal, Qt.Key.Key_Plus}:
            self.zoom_by(1)
        elif event.key() == Qt.Key.Key_Minus:
            self.zoom_by(-1)
        elif event.key() == Qt.Key.Key_0:
            self.zoom_by(0)
        else:
            return False
        return True

    def _on_edited(
        self, position: int, removed: str, inserted: str, kind: EditKind, note: str
    ) -> None:
        self.edited.emit(position, removed, inserted, kind, note)
        self._say_caret()

    def _on_cursor(self) -> None:
        span = self.text.open_span
        at = self.caret_cp()
        if span is not None and not span[0] <= at <= span[1]:
            self.text.close_chip()
        # During an edit the text comes first and then the place in it.
        if not self.text.has_unsaid_changes:
            self._say_caret()

    def _say_caret(self) -> None:
        at = self.caret_cp()
        if at == self._said_caret:
            return
        self._said_caret = at
        self.caret_moved.emit(at)
        chip = self.text.chip_at_position(self.textCursor().position())
        timecode = self._timecode(chip) if chip is not None else None
        if timecode is not None:
            announce(self, words.spoken_timecode(timecode))

    # -- clipboard, drag and drop

    def createMimeDataFromSelection(self) -> QMimeData:
        """Give the selection as plain text with its tokens, and nothing else."""
        data = QMimeData()
        start, end = self.selection_cp()
        data.setText(self.raw_text()[start:end])
        return data

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take text; files belong to the window."""
        if any(url.isLocalFile() for url in source.urls()):
            return False
        return source.hasText() or source.hasHtml()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste plain text in the place of the selection."""
        self._take(source, *self.selection_cp(), EditKind.PASTED)

    def _take(self, source: QMimeData, start: int, end: int, kind: EditKind) -> None:
        if not self.canInsertFromMimeData(source) or self._is_locked():
            return
        text = source.text()
        if not text:
            text = QTextDocumentFragment.fromHtml(source.html()).toPlainText()
        span = self.replace_span(start, end, text, kind)
        if span is not None and span[0] < span[1]:
            count = count_words(CleanText.of(self.raw_text()[span[0] : span[1]]).text)
            self.pasted.emit(count, span[0], span[1] - span[0])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let files go on to the window."""
        if self.canInsertFromMimeData(event.mimeData()):
            super().dragEnterEvent(event)
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where the text would go."""
        if self.canInsertFromMimeData(event.mimeData()):
            super().dragMoveEvent(event)
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Move a selection within the text, chips and all, or take text from elsewhere."""
        # Takes the mark of the drop place away; the rest of Qt's dropping would lose the chips.
        super().dragLeaveEvent(QDragLeaveEvent())
        if self.isReadOnly() or not self.canInsertFromMimeData(event.mimeData()):
            event.ignore()
            return
        place = self.cursorForPosition(event.position().toPoint()).position()
        to = self.text.to_cp(place)
        own = event.source() in {self, self.viewport()}
        if own and event.dropAction() == Qt.DropAction.MoveAction:
            start, end = self.selection_cp()
            at = self.text.move(start, end, to)
            self.select_span(at, at + end - start)
        else:
            self._take(event.mimeData(), to, to, EditKind.DROPPED)
        event.acceptProposedAction()

    # -- pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the caret; on the triangle of a chip, play it."""
        self._pointer.show()
        point = event.position().toPoint()
        self._pressed_at = point if event.button() == Qt.MouseButton.LeftButton else None
        if self._pressed_at is not None and not event.modifiers():
            timecode = self._triangle_under(point)
            if timecode is not None:
                self._pressed_at = None
                self.play_requested.emit(timecode)
                event.accept()
                return
        super().mousePressEvent(event)
        found = self.chip_under(point)
        if found is not None and self._pressed_at is not None:
            self._mark_chip(found[0].qt)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell which underline was clicked."""
        super().mouseReleaseEvent(event)
        pressed, self._pressed_at = self._pressed_at, None
        clicked = pressed is not None and not self.textCursor().hasSelection()
        if clicked and event.button() == Qt.MouseButton.LeftButton:
            index = self._mark_under(event.position().toPoint())
            if index is not None:
                self.mark_clicked.emit(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit a chip as text, or select a word."""
        found = self.chip_under(event.position().toPoint())
        if found is None or self.isReadOnly():
            super().mouseDoubleClickEvent(event)
            return
        span = self.text.open_chip(found[0].cp)
        if span is not None:
            self._pressed_at = None
            self.select_span(span[0] + 1, span[1] - 1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Outline the chip under the pointer."""
        super().mouseMoveEvent(event)
        self._pointer.moved(event.globalPosition().toPoint())
        if event.buttons() or self._pointer.hidden:
            return
        point = event.position().toPoint()
        found = self.chip_under(point)
        self._hover_chip(found[0].qt if found is not None else -1)
        triangle = found is not None and point.x() < found[1].left() + self._scaled(_TRIANGLE)
        shape = Qt.CursorShape.PointingHandCursor if triangle else Qt.CursorShape.IBeamCursor
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)

    def viewportEvent(self, event: QEvent) -> bool:
        """Show the whole token of the chip under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self.chip_under(event.pos())
            if found is not None:
                chip, rect = found
                token = self.raw_text()[chip.cp : chip.cp + chip.cp_length]
                QToolTip.showText(event.globalPos(), token, self.viewport(), rect.toRect())
                return True
        if event.type() == QEvent.Type.Leave:
            self._pointer.show()
            self._hover_chip(-1)
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what a checker suggests, one word at a time, and the clipboard."""
        menu = build_menu(self, self._mark_under(event.pos()))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def _mark_under(self, point: QPoint) -> int | None:
        cursor = self.cursorForPosition(point)
        position = cursor.position()
        cursor.setPosition(position)
        # The nearest gap may lie right of the letter that was meant.
        at = position - 1 if self.cursorRect(cursor).left() > point.x() and position else position
        return self.mark_at(self.text.to_cp(at))

    def _triangle_under(self, point: QPoint) -> Timecode | None:
        found = self.chip_under(point)
        if found is None or point.x() >= found[1].left() - MARGIN + self._scaled(_TRIANGLE):
            return None
        chip = found[0]
        return parse_token(self.raw_text()[chip.cp : chip.cp + chip.cp_length])


def _changes(event: QKeyEvent) -> bool:
    """Tell whether a key would change the text: what it types, or what it takes away."""
    keys = QKeySequence.StandardKey
    takes = (keys.Cut, keys.Paste, keys.Delete, keys.DeleteStartOfWord, keys.DeleteEndOfWord)
    if any(event.matches(key) for key in takes) or event.key() == Qt.Key.Key_Backspace:
        return True
    commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return bool(event.text()) and event.text().isprintable() and not event.modifiers() & commands


def _redoes(event: QKeyEvent) -> bool:
    # Each system knows only one of the two keys as its own.
    return event.matches(QKeySequence.StandardKey.Redo) or event.keyCombination() in _REDO
