"""What each sentence gives: a grid of facets by sentences, or one strip where it is low."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.checks.report import SentenceFacets
from app.ui.caption import words
from app.ui.common.fonts import Role
from app.ui.common.theme import current_theme, font, scaled, theme_hub
from app.ui.common.tokens import Theme
from app.ui.common.words.criteria import code_of
from app.ui.common.words.formats import counted, percent

FACET_CODES = ("SET", "AUD", "CHR", "ACT", "EMO", "DLG")
"""The criteria of the rows, in their order."""

_SIDE, _TOP, _TITLE = 24, 12, 16
_ROW, _CELL, _GAP = 17, 14, 2
_NAMES, _SHARES = 64, 44
_BAR = 10
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class FacetGrid(QWidget):
    """One row per facet, one column per sentence as wide as its words.

    Signals:
        pointed: the pointer is over a sentence: its span in code points, or None.
        chosen: a sentence was clicked; its first code point.
    """

    pointed = Signal(object)
    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentences: tuple[SentenceFacets, ...] = ()
        self._given: tuple[frozenset[str], ...] = ()
        self._caret = 0
        self._strip = False
        self._over = -1
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        hub = theme_hub()
        if hub is not None:
            hub.changed.connect(self.updateGeometry)
        self._describe()

    def set_sentences(self, sentences: Sequence[SentenceFacets]) -> None:
        """Show what the sentences of a caption give; offsets in the raw text."""
        if tuple(sentences) != self._sentences:
            self._sentences = tuple(sentences)
            self._given = tuple(
                frozenset(code_of(criterion) for criterion in sentence.gives)
                for sentence in self._sentences
            )
            self._describe()
            self.update()

    def set_caret(self, cp: int) -> None:
        """Frame the sentence of the caret."""
        before = self.current
        self._caret = cp
        if self.current != before:
            self._describe()
            self.update()

    def set_strip(self, *, strip: bool) -> None:
        """Show one strip in place of the grid (windows below 800 px)."""
        if strip != self._strip:
            self._strip = strip
            self.updateGeometry()
            self.update()

    @property
    def current(self) -> int:
        """The index of the sentence of the caret, -1 if there is none."""
        found = -1
        for index, sentence in enumerate(self._sentences):
            if sentence.start <= self._caret:
                found = index
        return found

    def share_of(self, code: str) -> float:
        """Share of the words that stand in sentences which give a facet, 0 to 1."""
        total = sum(sentence.words for sentence in self._sentences)
        pairs = zip(self._sentences, self._given, strict=True)
        given = sum(sentence.words for sentence, gives in pairs if code in gives)
        return given / total if total else 0.0

    def column_rects(self) -> list[QRectF]:
        """Where the columns stand, in the order of the sentences."""
        area = self._strip_area() if self._strip else self._grid_area()
        total = sum(max(1, sentence.words) for sentence in self._sentences)
        rects: list[QRectF] = []
        at = area.left()
        for sentence in self._sentences:
            width = area.width() * max(1, sentence.words) / total
            rects.append(QRectF(at, area.top(), width, area.height()))
            at += width
        return rects

    def _grid_area(self) -> QRectF:
        left = scaled(_SIDE + _NAMES)
        top = scaled(_TOP + _TITLE + 6)
        width = self.width() - left - scaled(_SHARES + _SIDE)
        return QRectF(left, top, max(width, 1), scaled(_ROW) * len(FACET_CODES))

    def _strip_area(self) -> QRectF:
        side = scaled(20)
        top = scaled(10 + _TITLE) - 1
        return QRectF(side, top, max(self.width() - 2 * side, 1), scaled(_BAR))

    def sizeHint(self) -> QSize:
        """Natural size in logical pixels."""
        if self._strip:
            return QSize(scaled(420), scaled(10 + _TITLE + _BAR + 12))
        return QSize(scaled(420), scaled(_TOP + _TITLE + 6 + _ROW * len(FACET_CODES) + 12))

    def minimumSizeHint(self) -> QSize:
        """Smallest size in logical pixels."""
        return QSize(scaled(240), self.sizeHint().height())

    # -- pointer

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tint the sentence under the pointer in the text."""
        self._point(self._index_at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the caret into the sentence that was clicked."""
        index = self._index_at(event.position())
        if index >= 0:
            self.chosen.emit(self._sentences[index].start)

    def leaveEvent(self, event: QEvent) -> None:
        """Take the tint away."""
        super().leaveEvent(event)
        self._point(-1)

    def _index_at(self, point: QPointF) -> int:
        for index, rect in enumerate(self.column_rects()):
            if rect.adjusted(0, -4, 0, 4).contains(point):
                return index
        return -1

    def _point(self, index: int) -> None:
        if index == self._over:
            return
        self._over = index
        if 0 <= index < len(self._sentences):
            sentence = self._sentences[index]
            self.setToolTip(f"{self._place(index)} {self._gives(index)}")
            self.pointed.emit((sentence.start, sentence.end))
        else:
            self.setToolTip("")
            self.pointed.emit(None)
        self.update()

    # -- words

    def _place(self, index: int) -> str:
        return words.sentence_place(index + 1, len(self._sentences))

    def _gives(self, index: int) -> str:
        pairs = zip(FACET_CODES, words.FACETS, strict=True)
        return words.sentence_gives([name for code, name in pairs if code in self._given[index]])

    def _describe(self) -> None:
        self.setAccessibleName(words.FACETS_TITLE)
        index = self.current
        told = f"{self._place(index)} {self._gives(index)}" if index >= 0 else ""
        self.setAccessibleDescription(told)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the grid or the strip from the tokens."""
        theme = current_theme()
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.paper)
        painter.fillRect(0, 0, self.width(), 1, theme.line)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._strip:
            self._paint_strip(painter, theme)
        else:
            self._paint_grid(painter, theme)

    def _paint_grid(self, painter: QPainter, theme: Theme) -> None:
        area = self._grid_area()
        side, row = scaled(_SIDE), scaled(_ROW)
        title = QRectF(side, scaled(_TOP) - 2, self.width() - 2 * side, scaled(_TITLE))
        painter.setFont(font(Role.HEADING))
        painter.setPen(theme.ink2)
        painter.drawText(title, _LEFT, words.FACETS_TITLE)
        used = painter.fontMetrics().horizontalAdvance(words.FACETS_TITLE) + scaled(16)
        painter.setFont(font(Role.LABEL))
        if used + painter.fontMetrics().horizontalAdvance(words.FACETS_SHARE) <= title.width():
            painter.drawText(title, _RIGHT, words.FACETS_SHARE)
        columns = self.column_rects()
        for line, (code, name) in enumerate(zip(FACET_CODES, words.FACETS, strict=True)):
            top = area.top() + line * row
            painter.setPen(theme.ink2)
            painter.drawText(QRectF(side, top, scaled(_NAMES), row), _LEFT, name)
            painter.setPen(theme.ink)
            right = QRectF(area.right(), top, scaled(_SHARES), row)
            if columns:
                painter.drawText(right, _RIGHT, percent(self.share_of(code)))
            else:
                self._paint_cell(painter, theme, self._cell(area, top), given=False)
            for column, gives in zip(columns, self._given, strict=True):
                self._paint_cell(painter, theme, self._cell(column, top), given=code in gives)
        index = self.current
        if index >= 0:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.accent, 1.5))
            painter.drawRoundedRect(columns[index].adjusted(-1, -2, 1, 1), 4, 4)

    def _cell(self, column: QRectF, top: float) -> QRectF:
        gap = scaled(_GAP)
        height = scaled(_CELL)
        return QRectF(
            column.left() + gap / 2, top + (scaled(_ROW) - height) / 2, column.width() - gap, height
        )

    def _paint_cell(self, painter: QPainter, theme: Theme, rect: QRectF, *, given: bool) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if theme.high_contrast and not given:
            painter.setPen(QPen(theme.edge, 1))
        painter.setBrush(theme.cell if given else theme.hover)
        painter.drawRoundedRect(rect, 2, 2)

    def _paint_strip(self, painter: QPainter, theme: Theme) -> None:
        side = scaled(20)
        line = QRectF(side, scaled(8), self.width() - 2 * side, scaled(_TITLE))
        index = self.current
        painter.setPen(theme.ink2)
        painter.setFont(font(Role.HEADING))
        if index < 0:
            painter.drawText(line, _LEFT, words.FACETS_TITLE)
            return
        place = self._place(index)
        painter.drawText(line, _LEFT, place)
        used = QFontMetricsF(font(Role.HEADING)).horizontalAdvance(place) + 8
        painter.setFont(font(Role.LABEL))
        count = counted(self._sentences[index].words, "word")
        painter.drawText(line, _RIGHT, count)
        metrics = QFontMetricsF(font(Role.LABEL))
        room = line.width() - used - metrics.horizontalAdvance(count) - 12
        told = metrics.elidedText(self._gives(index), Qt.TextElideMode.ElideRight, room)
        painter.drawText(line.adjusted(used, 0, 0, 0), _LEFT, told)
        painter.setPen(Qt.PenStyle.NoPen)
        for number, column in enumerate(self.column_rects()):
            filled = theme.cell if self._given[number] else theme.hover
            painter.setBrush(theme.accent if number == index else filled)
            painter.drawRoundedRect(column.adjusted(0, 0, -scaled(_GAP), 0), 2, 2)
