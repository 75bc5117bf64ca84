"""The caption pane: heading, bars, editor, find and the facet grid, put together."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.checks.report import SentenceFacets
from app.domain.caption import CleanText, count_words
from app.domain.journal import PasteOrigin
from app.ui.caption import words
from app.ui.caption.document import TOO_LONG
from app.ui.caption.editor import CaptionEditor
from app.ui.caption.facets import FacetGrid
from app.ui.caption.find_bar import FindBar
from app.ui.caption.heading import CaptionHeading
from app.ui.caption.measure import Density
from app.ui.common.bars import BarContent, BarHost, Gravity
from app.ui.common.panes import Pane
from app.ui.common.theme import scaled

ASK_FROM_WORDS = 16
"""A paste of more than 15 words asks where it is from."""

_PASTE, _REFUSED = "paste", "refused"
_SMALL_BELOW, _HYSTERESIS = 470, 24


class CaptionPane(Pane):
    """Everything of the caption room that is about the text.

    Attributes:
        editor: The text itself; its signals are the pane's news.
        heading: Word count and meter.
        facets: What each sentence gives.
        bars: Bars on top of the text; others may show theirs here too.
        find_bar: The find bar.

    Signals:
        paste_origin: the person said where a paste is from: ``PasteOrigin``, position and length.
    """

    paste_origin = Signal(object, int, int)

    def __init__(
        self, parent: QWidget | None = None, *, now_ms: Callable[[], int] | None = None
    ) -> None:
        super().__init__("paper", parent)
        self.heading = CaptionHeading()
        self.bars = BarHost()
        self.find_bar = FindBar()
        self.editor = CaptionEditor(now_ms=now_ms)
        self.facets = FacetGrid()
        self._pasted = (0, 0)
        self._narrow = False
        self._low = False
        self._small = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.heading, self.bars, self.find_bar):
            column.addWidget(widget)
        column.addWidget(self.editor, 1)
        column.addWidget(self.facets)
        self.setFocusProxy(self.editor)
        # The key is painted first; counting comes when nothing else waits.
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(0)
        self._counting.timeout.connect(self._count)
        self.editor.edited.connect(self._on_edited)
        self.editor.text.loaded.connect(self._on_loaded)
        self.editor.caret_moved.connect(self.facets.set_caret)
        self.editor.pasted.connect(self._on_pasted)
        self.editor.refused.connect(self._on_refused)
        self.facets.pointed.connect(self.editor.set_sentence)
        self.facets.chosen.connect(self._go_to)
        self.find_bar.matches_changed.connect(self._show_matches)
        self.find_bar.closed.connect(self._on_find_closed)
        self.bars.pressed.connect(self._on_bar)

    def load(self, raw: str, caret_cp: int = 0) -> str:
        """Show another caption; gives the text as it is held."""
        return self.editor.load(raw, caret_cp)

    def set_quoted(self, quoted: int) -> None:
        """Show how many words stand in quotation marks."""
        self.heading.set_quoted(quoted)

    def set_sentences(self, sentences: Sequence[SentenceFacets]) -> None:
        """Show what the sentences give; offsets in the raw text."""
        self.facets.set_sentences(sentences)

    def open_find(self) -> None:
        """Open the find bar with the selected words (``Ctrl+F``)."""
        start, end = self.editor.selection_cp()
        raw = self.editor.raw_text()
        self.find_bar.open(raw, CleanText.of(raw[start:end]).text, start)

    def close_topmost(self) -> bool:
        """Close find, or the bar that asks (``Esc``); gives whether there was one."""
        if not self.find_bar.isHidden():
            self.find_bar.close_bar()
            return True
        bar = self.bars.current
        if bar is not None and bar.id in {_PASTE, _REFUSED}:
            self.bars.remove(bar.id)
            return True
        return False

    def set_compact(self, *, narrow: bool, low: bool) -> None:
        """Give way: a narrow window has less padding, a low one a strip for the facet grid."""
        self._narrow, self._low = narrow, low
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give way where the pane itself is low."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        edge = scaled(_SMALL_BELOW) + (_HYSTERESIS if self._small else 0)
        self._small = self._low and self.height() < edge
        tight = Density.TIGHT if self._narrow or self._low else Density.ROOMY
        self.editor.set_density(Density.SMALL if self._small else tight)
        self.heading.set_low(self._low)
        self.heading.set_small(small=self._small)
        self.facets.set_strip(strip=self._low)
        self.facets.setVisible(not self._small)

    def _on_edited(self, position: int, removed: str, inserted: str) -> None:
        self._counting.start()
        start, length = self._pasted
        if position + len(removed) <= start:
            self._pasted = start + len(inserted) - len(removed), length
        elif position <= start and position + len(removed) >= start + length:
            self.bars.remove(_PASTE)  # what was pasted is gone, so nobody asks for it
        self.bars.remove(_REFUSED)

    def _on_loaded(self) -> None:
        self._counting.start()
        # What the last report said was about another text.
        self.heading.set_quoted(0)
        self.facets.set_sentences(())
        self.bars.remove(_PASTE)
        self.bars.remove(_REFUSED)

    def _count(self) -> None:
        raw = self.editor.raw_text()
        self.heading.set_count(count_words(CleanText.of(raw).text))
        self.find_bar.set_raw(raw)

    def _on_pasted(self, count: int, position: int, length: int) -> None:
        if count < ASK_FROM_WORDS:
            return
        self._pasted = (position, length)
        self.bars.show_bar(
            BarContent(
                id=_PASTE,
                gravity=Gravity.INFO,
                sentence=words.PASTE_QUESTION,
                detail=words.words_pasted(count),
                buttons=tuple((origin.value, label) for origin, label in words.ORIGINS),
            )
        )

    def _on_refused(self, code: str) -> None:
        if code == TOO_LONG:
            self.bars.show_bar(
                BarContent(
                    id=_REFUSED,
                    gravity=Gravity.WEAK,
                    sentence=words.REFUSED_TITLE,
                    detail=words.REFUSED_DETAIL,
                    buttons=((_REFUSED, words.UNDERSTOOD),),
                )
            )

    def _on_bar(self, bar_id: str, key: str) -> None:
        if bar_id not in {_PASTE, _REFUSED}:
            return
        self.bars.remove(bar_id)
        self._back_to_text()
        if bar_id == _PASTE:
            self.paste_origin.emit(PasteOrigin(key), *self._pasted)

    def _show_matches(self, spans: Sequence[tuple[int, int]], current: object) -> None:
        match = current if isinstance(current, tuple) else None
        self.editor.set_matches(spans, match)
        if match is not None:
            self.editor.reveal(*match)

    def _go_to(self, cp: int) -> None:
        self.editor.set_caret(cp)
        self._back_to_text()

    def _on_find_closed(self, match: object) -> None:
        if isinstance(match, tuple):
            self.editor.set_caret(match[1])  # selected, the next letter would take it away
        self._back_to_text()

    def _back_to_text(self) -> None:
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
