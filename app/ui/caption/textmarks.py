"""The underlines of findings: which line stands where, and where it is painted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextDocument

from app.checks.report import Severity
from app.ui.common.underlines import Underline
from app.ui.common.words.criteria import SEVERITY_UNDERLINE

Span = tuple[int, int]
"""A half-open span in code points of the raw text."""


@dataclass(frozen=True, slots=True)
class TextMark:
    """A finding to underline.

    Attributes:
        start_cp: First code point of the raw text.
        end_cp: Behind the last one.
        severity: How grave it is.
        is_language: Spelling or grammar: the wave every writer knows.
        suggestions: What a checker offers in its place, best first; only for spelling and grammar.
        word: The word that can be added to the dictionary, "" for none.
    """

    start_cp: int
    end_cp: int
    severity: Severity
    is_language: bool = False
    suggestions: tuple[str, ...] = ()
    word: str = ""

    @property
    def underline(self) -> Underline:
        """How it is underlined."""
        return Underline.LANGUAGE if self.is_language else SEVERITY_UNDERLINE[self.severity]

    @property
    def weight(self) -> tuple[int, bool]:
        """The graver line wins where two overlap; among equals the one that is not language."""
        return self.severity.rank, not self.is_language


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line style, in code points."""

    start: int
    end: int
    underline: Underline
    index: int


@dataclass(frozen=True, slots=True)
class Stroke:
    """A stretch on one line of the screen, in document coordinates (logical pixels)."""

    left: float
    right: float
    baseline: float
    top: float
    bottom: float

    def rect(self, margin: float = 2.0) -> QRectF:
        """The line's part of the screen, with room for the underline."""
        width = self.right - self.left + 2 * margin
        below = max(self.bottom, self.baseline + 10)
        return QRectF(self.left - margin, self.top, width, below - self.top)


def pieces_of(marks: Sequence[TextMark]) -> tuple[Piece, ...]:
    """Give the stretches to paint, graver ones cut out of the others, in the order of the text."""
    pieces: list[Piece] = []
    cluster: list[tuple[int, TextMark]] = []
    reach = -1
    # Only neighbors that overlap are weighed against each other, so that many marks stay cheap.
    for index, mark in sorted(enumerate(marks), key=lambda item: item[1].start_cp):
        if mark.end_cp <= mark.start_cp:
            continue
        if mark.start_cp >= reach:
            pieces += _pieces_in(cluster)
            cluster = []
        cluster.append((index, mark))
        reach = max(reach, mark.end_cp)
    pieces += _pieces_in(cluster)
    return tuple(pieces)


def _pieces_in(cluster: list[tuple[int, TextMark]]) -> list[Piece]:
    pieces: list[Piece] = []
    taken: list[Span] = []
    for index, mark in sorted(cluster, key=lambda item: item[1].weight, reverse=True):
        span = (mark.start_cp, mark.end_cp)
        free = without(span, taken) if taken else [span]
        pieces += [Piece(start, end, mark.underline, index) for start, end in free]
        taken.append(span)
    return sorted(pieces, key=lambda piece: (piece.start, piece.index))


def without(span: Span, holes: Iterable[Span]) -> list[Span]:
    """Give what is left of a span when others are cut out of it."""
    left = [span]
    for low, high in holes:
        if low >= high:
            continue
        left = [
            part
            for start, end in left
            for part in ((start, min(end, low)), (max(start, high), end))
            if part[0] < part[1]
        ]
    return left


def moved_span(span: Span, position: int, removed: int, inserted: int) -> Span | None:
    """Move a span along with an edit; None when all of it is gone."""
    low, high = span
    if high <= position:
        return span
    end = position + removed
    growth = inserted - removed
    if low >= end:
        return low + growth, high + growth
    if position <= low and high <= end:
        return None
    start = min(low, position)
    return start, max(high + growth, start + inserted)


def moved(mark: TextMark, position: int, removed: int, inserted: int) -> TextMark | None:
    """Move a mark along with an edit; None when its words are gone."""
    span = (mark.start_cp, mark.end_cp)
    new = moved_span(span, position, removed, inserted)
    if new == span:
        return mark
    return None if new is None else replace(mark, start_cp=new[0], end_cp=new[1])


def strokes(document: QTextDocument, start: int, end: int) -> list[Stroke]:
    """Give where a range of document positions stands on the screen, line by line."""
    found: list[Stroke] = []
    block = document.findBlock(start)
    while block.isValid() and block.position() <= end:
        _strokes_in(document, block, start, end, found)
        block = block.next()
    return found


def _strokes_in(
    document: QTextDocument, block: QTextBlock, start: int, end: int, found: list[Stroke]
) -> None:
    layout = block.layout()
    if layout.lineCount() == 0:
        return
    first = max(0, start - block.position())
    last = min(block.length() - 1, end - block.position())
    if first >= last:
        return
    origin = document.documentLayout().blockBoundingRect(block).topLeft()
    number = layout.lineForTextPosition(first).lineNumber()
    while number < layout.lineCount():
        line = layout.lineAt(number)
        line_start = line.textStart()
        if line_start >= last:
            return
        line_end = line_start + line.textLength()
        one = _x(line, max(first, line_start))
        other = _x(line, min(last, line_end))
        # The space at the end of a line hangs over its edge.
        edge = line.x() + line.naturalTextWidth()
        left, right = min(one, other), max(one, other)
        if last >= line_end:
            right = min(right, max(edge, left))
        top = origin.y() + line.y()
        found.append(
            Stroke(
                left=origin.x() + left,
                right=origin.x() + right,
                baseline=top + line.ascent(),
                top=top,
                bottom=top + line.height(),
            )
        )
        number += 1


def _x(line: object, position: int) -> float:
    # PySide gives the x alone or with the position it belongs to.
    found = line.cursorToX(position)  # type: ignore[attr-defined] # QTextLine
    return found[0] if isinstance(found, tuple) else found
