"""The caption as a QTextDocument: the only place that touches its text.

It speaks raw text in code points; inside, every completed timecode token is one inline object (a
chip), and positions are UTF-16 units. A copy of the raw text is kept up to date from the changes Qt
reports, so that a key costs the same in a long text as in a short one.

The undo of Qt is off: steps are changes of the raw text (`undo.py`), so formatting, zoom and the
turning of text into chips never become steps, and an undo is an edit like any other.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from app.domain.caption import MAX_LENGTH
from app.domain.journal import EditKind, difference
from app.domain.timecode import TokenSpan, find_tokens
from app.ui.caption.inlay import KEEP, insert_raw, make_chip, read_fragment, remove_positions
from app.ui.caption.plaintext import plain_text
from app.ui.caption.textmap import Odd, TextMap
from app.ui.caption.undo import Change, UndoSteps

TOO_LONG = "caption.too_long"
"""Code of a refusal: the text would be longer than ``MAX_LENGTH``."""

_LONGEST_TOKEN = 32


@dataclass(slots=True)
class _OpenToken:
    """A token that is being edited as text: its span in code points."""

    start: int
    end: int


class CaptionDocument(QTextDocument):
    """The text of one caption.

    Args:
        parent: Owner.
        now_ms: A clock that never goes back, in ms; it decides where undo steps end.

    Signals:
        edited: after every change of the raw text: position, removed, inserted (code points),
            ``EditKind`` and note. Replaying them rebuilds ``raw_text()``.
        loaded: another text was loaded; nothing of it is an edit.
        refused: a change was not taken; carries its code.
    """

    edited = Signal(int, object, object, object, object)
    loaded = Signal()
    refused = Signal(str)

    def __init__(
        self, parent: QObject | None = None, *, now_ms: Callable[[], int] | None = None
    ) -> None:
        super().__init__(parent)
        self.setUndoRedoEnabled(False)
        self._map = TextMap()
        self._steps = UndoSteps(now_ms or _monotonic_ms)
        self._pending: list[Change] = []
        self._touched: tuple[int, int] | None = None
        self._kind: EditKind | None = None
        self._note = ""
        self._silent = False
        self._settling = False
        self._open: _OpenToken | None = None
        self._block_format = QTextBlockFormat()
        # Qt reports changes only when there is a layout to tell.
        self.documentLayout()
        self.contentsChange.connect(self._on_change)
        self.contentsChanged.connect(self._settle)

    # -- reading

    def raw_text(self) -> str:
        """The caption with its tokens."""
        return self._map.raw

    def to_cp(self, position: int) -> int:
        """Map a document position to a code point of the raw text."""
        return self._map.to_cp(position)

    def to_qt(self, cp: int, *, after: bool = False) -> int:
        """Map a code point to a document position; inside a token before its chip, or behind it."""
        return self._map.to_qt(cp, after=after)

    def chip_at(self, cp: int) -> Odd | None:
        """The chip that holds a code point."""
        return self._map.chip_at(cp)

    def chip_at_position(self, position: int) -> Odd | None:
        """The chip at a document position."""
        return self._map.chip_at_qt(position)

    def chips(self) -> Iterator[Odd]:
        """All chips, in order."""
        return self._map.chips()

    @property
    def can_undo(self) -> bool:
        """Whether a step can be undone."""
        return self._steps.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether a step can be done again."""
        return self._steps.can_redo

    @property
    def has_unsaid_changes(self) -> bool:
        """Whether a change was made that ``edited`` has not told yet."""
        return bool(self._pending)

    # -- changing

    def load(self, text: str) -> str:
        """Show another text and forget the steps.

        Returns:
            The text as it is held: line ends made line feeds, foreign objects left out.
        """
        text = plain_text(text)
        self._open = None
        with self._quietly():
            cursor = QTextCursor(self)
            cursor.beginEditBlock()
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.removeSelectedText()
            cursor.setBlockFormat(self._block_format)
            insert_raw(cursor, text)
            cursor.endEditBlock()
        self._steps.clear()
        self.loaded.emit()
        return self._map.raw

    def replace(
        self, start: int, end: int, text: str, kind: EditKind, note: str = ""
    ) -> tuple[int, int] | None:
        """Put a text in the place of a span of code points, as one step.

        Args:
            start: First code point; may lie inside a token, whose chip is then undone.
            end: Behind the last code point.
            text: Any text; what a caption cannot hold is left out.
            kind: How the edit came about.
            note: What belongs to the kind.

        Returns:
            The span of what was put in, or None when it was refused.
        """
        text = plain_text(text)
        length = len(self._map.raw)
        start = max(0, min(start, length))
        end = max(start, min(end, length))
        growth = len(text) - (end - start)
        if growth > 0 and length + growth > MAX_LENGTH:
            self.refused.emit(TOO_LONG)
            return None
        self._steps.close()
        self._write(start, end, text, kind, note)
        self._steps.close()
        return start, start + len(text)

    def move(self, start: int, end: int, to: int, kind: EditKind = EditKind.DROPPED) -> int:
        """Move a span of code points to another place, as one step; gives its new start."""
        to = max(0, min(to, len(self._map.raw)))
        if start <= to <= end:
            return start
        text = self._map.raw[start:end]
        with self._steps.group():
            self._write(start, end, "", kind, "")
            if to > end:
                to -= end - start
            self._write(to, to, text, kind, "")
        return to

    def step_back(self) -> int | None:
        """Undo a step; gives the caret in code points, None when there was nothing."""
        return self._redo(self._steps.undo())

    def step_forward(self) -> int | None:
        """Do a step again; gives the caret in code points, None when there was nothing."""
        return self._redo(self._steps.redo())

    @contextmanager
    def as_kind(self, kind: EditKind, note: str = "") -> Iterator[None]:
        """Give the changes that are made inside a kind other than typed or deleted."""
        before = self._kind, self._note
        self._kind, self._note = kind, note
        try:
            yield
        finally:
            self._kind, self._note = before

    def open_chip(self, cp: int) -> tuple[int, int] | None:
        """Turn a chip into text to edit it; gives its span. It turns back by ``close_chip``."""
        self.close_chip()
        chip = self._map.chip_at(cp)
        if chip is None:
            return None
        start, end = chip.cp, chip.cp + chip.cp_length
        token = self._map.raw[start:end]
        with self._quietly():
            cursor = QTextCursor(self)
            cursor.setPosition(chip.qt)
            cursor.setPosition(chip.qt + 1, KEEP)
            cursor.insertText(token, QTextCharFormat())
        self._open = _OpenToken(start, end)
        return start, end

    @property
    def open_span(self) -> tuple[int, int] | None:
        """The span of the token that is edited as text."""
        return (self._open.start, self._open.end) if self._open else None

    def close_chip(self) -> None:
        """Turn the token that was edited as text back into a chip, if it is one."""
        if self._open is None:
            return
        span, self._open = self._open, None
        self._make_chips(span.start, span.end)

    # -- formatting

    def set_line_height(self, height: float) -> None:
        """Give every line the same height in logical pixels."""
        block_format = QTextBlockFormat()
        block_format.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        self._block_format = block_format
        cursor = QTextCursor(self)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(block_format)

    def set_margins(self, side: float, top: float, bottom: float) -> None:
        """Set the space around the text in logical pixels."""
        frame = self.rootFrame()
        frame_format = frame.frameFormat()
        wanted = (side, side, top, bottom)
        now = (
            frame_format.leftMargin(),
            frame_format.rightMargin(),
            frame_format.topMargin(),
            frame_format.bottomMargin(),
        )
        if now == wanted:
            return
        frame_format.setLeftMargin(side)
        frame_format.setRightMargin(side)
        frame_format.setTopMargin(top)
        frame_format.setBottomMargin(bottom)
        frame.setFrameFormat(frame_format)

    def refresh_chips(self) -> None:
        """Measure the chips again (text scale or font changed)."""
        self.markContentsDirty(0, self.characterCount())

    # -- inside

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        """Change the document without telling: the raw text stays the same, or is loaded."""
        before = self._silent
        self._silent = True
        try:
            yield
        finally:
            self._silent = before

    def _write(self, start: int, end: int, text: str, kind: EditKind, note: str) -> None:
        """Change the document in the place of a span, whole chips at a time."""
        qt_start = self._map.to_qt(start)
        qt_end = max(qt_start, self._map.to_qt(end, after=True))
        head = self._map.raw[self._map.to_cp(qt_start) : start]
        tail = self._map.raw[end : self._map.to_cp(qt_end)]
        with self.as_kind(kind, note):
            cursor = QTextCursor(self)
            cursor.beginEditBlock()
            cursor.setPosition(qt_start)
            cursor.setPosition(qt_end, KEEP)
            cursor.removeSelectedText()
            insert_raw(cursor, head + text + tail)
            cursor.endEditBlock()

    def _redo(self, changes: tuple[Change, ...]) -> int | None:
        caret: int | None = None
        self.close_chip()
        for change in changes:
            end = change.position + len(change.removed)
            self._write(change.position, end, change.inserted, change.kind, change.note)
            caret = change.position + len(change.inserted)
        return caret

    def _on_change(self, position: int, removed: int, added: int) -> None:
        """Take what Qt says has changed into the map. The layout is not there yet: tell nobody."""
        old_length, new_length = self._map.qt_length, self.characterCount() - 1
        removed = min(removed, old_length - position)
        added = min(added, new_length - position)
        if removed < 0 or added < 0 or old_length - removed + added != new_length:
            # Qt counts the end of the last block in some changes; the whole text is always right.
            position, removed, added = 0, old_length, new_length
        fragment = read_fragment(self, position, added)
        try:
            start, old = self._map.splice(position, removed, fragment)
        except ValueError:
            fragment = read_fragment(self, 0, new_length)
            start, old = self._map.splice(0, old_length, fragment)
        if self._silent:
            return
        end = start + len(fragment.raw)
        # Two changes before the next settling: the places of the first are not sure any more.
        self._touched = (start, end) if self._touched is None else (0, len(self._map.raw))
        if old == fragment.raw:
            return
        at, gone, came = difference(old, fragment.raw)
        kind = self._kind or (EditKind.TYPED if came else EditKind.DELETED)
        change = Change(
            position=start + at, removed=gone, inserted=came, kind=kind, note=self._note
        )
        self._pending.append(change)

    def _settle(self) -> None:
        """Tell what has changed, once the layout and the cursors are right again; then tidy up."""
        if self._settling:
            return
        self._settling = True
        try:
            while self._touched is not None:
                changes, self._pending = self._pending, []
                touched, self._touched = self._touched, None
                was_open = self._open is not None
                for change in changes:
                    self._tell(change)
                if was_open and self._open is None:
                    touched = (0, len(self._map.raw))
                self._make_chips(*touched)
            ghosts = self._map.ghosts()
            if ghosts:
                with self._quietly():
                    remove_positions(self, ghosts)
        finally:
            self._settling = False

    def _tell(self, change: Change) -> None:
        grew = len(change.inserted) > len(change.removed)
        redone = change.kind in {EditKind.UNDO, EditKind.REDO}
        if grew and not redone and len(self._map.raw) > MAX_LENGTH:
            with self._quietly():
                end = change.position + len(change.inserted)
                self._write(change.position, end, change.removed, change.kind, "")
            self.refused.emit(TOO_LONG)
            return
        self._shift_open(change)
        if not redone:
            self._steps.push(change)
        self.edited.emit(change.position, change.removed, change.inserted, change.kind, change.note)

    def _shift_open(self, change: Change) -> None:
        span = self._open
        if span is None:
            return
        end = change.position + len(change.removed)
        growth = len(change.inserted) - len(change.removed)
        if end < span.start:
            span.start += growth
            span.end += growth
        elif span.start <= change.position and end <= span.end:
            span.end += growth
            if change.inserted.endswith("]"):
                self._open = None
        elif change.position <= span.end:
            self._open = None

    def _make_chips(self, start: int, end: int) -> None:
        """Turn the tokens near a span into chips. The raw text stays as it is."""
        raw = self._map.raw
        low, high = max(0, start - _LONGEST_TOKEN), end + _LONGEST_TOKEN
        around = raw[low:high]
        if "[" not in around:
            return
        # From the last to the first, so that the spans before stay right.
        for token in reversed(find_tokens(around)):
            span = TokenSpan(token.start + low, token.end + low, token.timecode)
            held = self._open is not None and (
                self._open.start <= span.start and span.end <= self._open.end
            )
            if not held and self._map.chip_at(span.start) is None:
                start, end = self._map.to_qt(span.start), self._map.to_qt(span.end)
                with self._quietly():
                    make_chip(self, start, end, raw[span.start : span.end])
                self._steps.close()


def _monotonic_ms() -> int:
    return time.monotonic_ns() // 1_000_000
