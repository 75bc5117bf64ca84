"""What lies behind the words: the sentence, cues, findings and matches, never in the text itself.

Tints are extra selections, so that undo and copy stay clean; they move along with the text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from app.ui.caption.textmarks import Span, moved_span
from app.ui.common.tokens import Theme

_GROUND = {
    "sentence": "hover",
    "cues": "soft",
    "critical": "badsoft",
    "current": "infosoft",
    "matches": "weaksoft",
    "match": "accent",
}
"""From the lowest to the uppermost, with the token each is painted in."""

_INK = {"match": "onaccent"}


class Tints:
    """All tints of a text, by what they are for."""

    def __init__(self) -> None:
        self._spans: dict[str, tuple[Span, ...]] = {}
        self._grounds = dict(_GROUND)
        self._stale: set[str] = set()

    def clear(self) -> None:
        """Take all tints away."""
        self._spans.clear()

    def set(self, name: str, spans: Sequence[Span], ground: str = "") -> bool:
        """Set the spans of one purpose; gives whether anything has to be shown again."""
        ground = ground or _GROUND[name]
        wanted = tuple(spans)
        before = self._spans.get(name, ())
        same = wanted == before and name not in self._stale
        if same and (not wanted or ground == self._grounds[name]):
            return False
        self._spans[name] = wanted
        self._grounds[name] = ground
        return True

    def move(self, position: int, removed: int, inserted: int) -> None:
        """Move the spans along with an edit, as Qt moves what is shown."""
        for name, spans in self._spans.items():
            if spans:
                new = (moved_span(span, position, removed, inserted) for span in spans)
                self._spans[name] = tuple(span for span in new if span is not None)
                if len(self._spans[name]) < len(spans):
                    # Qt keeps a cursor on words that are gone: it would grow when they come back.
                    self._stale.add(name)

    def selections(
        self, cursor_over: Callable[[int, int], QTextCursor], theme: Theme
    ) -> list[QTextEdit.ExtraSelection]:
        """Give the selections to show, the uppermost last."""
        found: list[QTextEdit.ExtraSelection] = []
        self._stale.clear()
        for name in _GROUND:
            char_format = QTextCharFormat()
            char_format.setBackground(theme.token(self._grounds[name]))
            if name in _INK:
                char_format.setForeground(theme.token(_INK[name]))
            for span in self._spans.get(name, ()):
                selection = QTextEdit.ExtraSelection()
                selection.cursor = cursor_over(*span)
                # What is typed right behind the span does not belong to it.
                selection.cursor.setKeepPositionOnInsert(True)
                selection.format = char_format
                found.append(selection)
        return found
