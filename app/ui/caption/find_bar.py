"""Find in the clean text of the caption: a phrase is found across a chip, and a chip is no text."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.caption import CleanText
from app.ui.caption import words
from app.ui.caption.textmarks import Span
from app.ui.common.buttons import IconButton
from app.ui.common.fields import Field
from app.ui.common.fonts import Role
from app.ui.common.labels import Label
from app.ui.common.panes import Pane


def find_matches(raw: str, wanted: str) -> tuple[Span, ...]:
    """Find words in the clean text, in any case; gives spans of the raw text in order."""
    if not wanted:
        return ()
    clean = CleanText.of(raw)
    pattern = re.compile(re.escape(wanted), re.IGNORECASE)
    return tuple(clean.to_raw_span(*match.span()) for match in pattern.finditer(clean.text))


class FindBar(Pane):
    """A field, the count of matches, and the way to the next, the one before, and out.

    Signals:
        matches_changed: spans of all matches and the current one (None if there is none).
        closed: it was closed; carries the span that was shown last, or None.
    """

    matches_changed = Signal(object, object)
    closed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent)
        self._raw = ""
        self._matches: tuple[Span, ...] = ()
        self._current = -1
        self.field = Field(words.FIND)
        self.field.installEventFilter(self)
        self.count = Label("", Role.LABEL, "ink2")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        for icon, label, key, slot in (
            ("chevron-up", words.FIND_PREVIOUS, "Shift+Enter", self.previous),
            ("chevron-down", words.FIND_NEXT, "Enter", self.next),
            ("x", words.FIND_CLOSE, "Esc", self.close_bar),
        ):
            button = IconButton(icon, label, key=key)
            button.clicked.connect(slot)
            row.addWidget(button)
        self.field.textEdited.connect(self._search_from_start)
        self.setAccessibleName(words.FIND)
        self.hide()

    @property
    def matches(self) -> tuple[Span, ...]:
        """All matches, in order."""
        return self._matches

    @property
    def current(self) -> Span | None:
        """The match that is shown."""
        return self._matches[self._current] if self._current >= 0 else None

    def open(self, raw: str, wanted: str, caret_cp: int) -> None:
        """Show the bar and find from the caret on.

        Args:
            raw: The caption.
            wanted: What was selected; "" keeps what was looked for before.
            caret_cp: Where to begin.
        """
        self._raw = raw
        if wanted and "\n" not in wanted:
            self.field.setText(wanted)
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._search(caret_cp)

    def close_bar(self) -> None:
        """Hide the bar and its marks."""
        if not self.isHidden():
            last = self.current
            self.hide()
            self._matches, self._current = (), -1
            self.matches_changed.emit((), None)
            self.closed.emit(last)

    def set_raw(self, raw: str) -> None:
        """Look again in a text that has changed; the current match stays the nearest one."""
        if not self.isHidden() and raw != self._raw:
            at = self.current[0] if self.current is not None else 0
            self._raw = raw
            self._search(at)

    def next(self) -> None:
        """Go to the next match, from the last one to the first."""
        self._step(1)

    def previous(self) -> None:
        """Go to the match before, from the first one to the last."""
        self._step(-1)

    def _step(self, by: int) -> None:
        if self._matches:
            self._current = (self._current + by) % len(self._matches)
            self._say()

    def _search_from_start(self) -> None:
        self._search(self.current[0] if self.current is not None else 0)

    def _search(self, from_cp: int) -> None:
        self._matches = find_matches(self._raw, self.field.text())
        later = (number for number, span in enumerate(self._matches) if span[0] >= from_cp)
        self._current = next(later, 0 if self._matches else -1)
        self._say()

    def _say(self) -> None:
        wanted = bool(self.field.text())
        told = words.match_count(self._current + 1, len(self._matches)) if wanted else ""
        self.count.setText(told)
        self.count.set_color("bad" if wanted and not self._matches else "ink2")
        self.matches_changed.emit(self._matches, self.current)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter, Shift+Enter and Esc from the field."""
        if not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.KeyPress:
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                self._step(-1 if back else 1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close_bar()
                return True
        escape = event.key() == Qt.Key.Key_Escape
        if escape and event.type() == QEvent.Type.ShortcutOverride:
            # The window's own Esc (play or pause) waits until nothing is open.
            event.accept()
            return True
        return super().eventFilter(watched, event)
