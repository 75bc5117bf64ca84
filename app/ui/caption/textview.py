"""The painted part of the caption editor: fonts, measure, caret, underlines, tints and chips."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from app.domain.timecode import Timecode, find_malformed_tokens, parse_token
from app.ui.caption import words
from app.ui.caption.caret import Caret, caret_rect
from app.ui.caption.chipobject import LIFT, MARGIN, ChipObject, chip_words, paint_zoomed_chip
from app.ui.caption.document import CaptionDocument
from app.ui.caption.inlay import CHIP
from app.ui.caption.measure import (
    TYPE,
    ZOOM_MAX,
    ZOOM_MIN,
    Density,
    margins,
    scaled_by,
)
from app.ui.caption.textmap import Odd
from app.ui.caption.textmarks import (
    Piece,
    Span,
    Stroke,
    TextMark,
    moved,
    pieces_of,
    strokes,
    without,
)
from app.ui.caption.tints import Tints
from app.ui.common import sizes
from app.ui.common.chips import ChipState, chip_size
from app.ui.common.fonts import Role
from app.ui.common.theme import current_theme, font, theme_hub
from app.ui.common.tokens import Theme
from app.ui.common.underlines import BELOW_BASELINE, Underline, paint_underline, soft_token


class TextView(QTextEdit):
    """Shows a caption; what a person does with it is the editor's business.

    Args:
        parent: Qt's parent.
        now_ms: The clock of the undo steps, see ``CaptionDocument``.
    """

    def __init__(
        self, parent: QWidget | None = None, *, now_ms: Callable[[], int] | None = None
    ) -> None:
        super().__init__(parent)
        self.text = CaptionDocument(self, now_ms=now_ms)
        self.setDocument(self.text)
        # Qt switches its own undo on with the document; ours is in the document.
        self.setUndoRedoEnabled(False)
        self.text.setDocumentMargin(0)
        self.text.documentLayout().registerHandler(
            CHIP, ChipObject(self, self._chip_state, lambda: self._zoom / 100)
        )
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setCursorWidth(0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self._zoom = 100
        self._density = Density.ROOMY
        self._marks: list[tuple[int, TextMark]] = []
        self._pieces: tuple[Piece, ...] = ()
        self._tints = Tints()
        self._malformed: tuple[Span, ...] = ()
        self._playing: Timecode | None = None
        self._hovered_chip = -1
        self._marked_chip = -1
        self._caret_place = QRect()
        self._caret = Caret(self, self._repaint_caret)
        self.text.edited.connect(self._move_marks)
        self.text.loaded.connect(self._on_loaded)
        self.cursorPositionChanged.connect(self._on_caret)
        self.selectionChanged.connect(self._on_selection)
        hub = theme_hub()
        if hub is not None:
            hub.changed.connect(self._apply_theme)
        self._apply_theme()

    # -- fonts and measure

    @property
    def zoom(self) -> int:
        """Zoom of the caption in percent."""
        return self._zoom

    def set_zoom(self, percent: int) -> None:
        """Show the caption larger or smaller, 80 to 200 %."""
        percent = max(ZOOM_MIN, min(ZOOM_MAX, percent))
        if percent != self._zoom:
            self._zoom = percent
            self._apply_fonts()

    def set_density(self, density: Density) -> None:
        """Use the font and padding of roomy, tight or small windows."""
        if density is not self._density:
            self._density = density
            self._apply_fonts()

    def _scaled(self, value: float) -> float:
        return scaled_by(value, self._zoom)

    def _apply_theme(self) -> None:
        self._apply_fonts()
        self._show_tints()
        self.viewport().update()

    def _apply_fonts(self) -> None:
        size, line = TYPE[self._density]
        caption = QFont(font(Role.CAPTION))
        caption.setPixelSize(max(1, round(self._scaled(size))))
        self.setFont(caption)
        self.text.setDefaultFont(caption)
        self.text.set_line_height(round(self._scaled(line)))
        self._fit(self.viewport().width())
        self.text.refresh_chips()
        self.ensureCursorVisible()

    def _fit(self, width: int) -> None:
        """Center the measure in a viewport of a width in logical pixels."""
        side, top = margins(width, self._density, self._zoom)
        self.text.set_margins(side, top, top)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the text at its measure, and the caret in sight when a bar pushes the text."""
        caret = self.cursorRect()
        seen = caret.top() >= 0 and caret.bottom() <= event.oldSize().height()
        self._fit(event.size().width())
        super().resizeEvent(event)
        if seen:
            self.ensureCursorVisible()

    # -- marks

    def set_marks(self, marks: Sequence[TextMark]) -> None:
        """Underline these findings and no others; only what differs is painted again."""
        self._marks = list(enumerate(marks))
        self._set_pieces(pieces_of(marks))

    def mark_at(self, cp: int) -> int | None:
        """The index, in the list that was set, of the mark whose line is under a code point."""
        for piece in self._pieces:
            if piece.start <= cp < piece.end:
                return self._marks[piece.index][0]
        return None

    def mark(self, index: int) -> TextMark | None:
        """The mark with an index, where it stands now; None when its words are gone."""
        return next((mark for at, mark in self._marks if at == index), None)

    def _set_pieces(self, pieces: tuple[Piece, ...]) -> None:
        if pieces == self._pieces:
            return
        before, after = set(self._pieces), set(pieces)
        self._pieces = pieces
        for piece in before ^ after:
            self._repaint_span(piece.start, piece.end)
        if self._tints.set("critical", _spans_of(pieces, Underline.CRITICAL)):
            self._show_tints()

    def _move_marks(self, position: int, removed: str, inserted: str) -> None:
        """Take the marks along with an edit until the next check has spoken."""
        kept: list[tuple[int, TextMark]] = []
        for index, mark in self._marks:
            new = moved(mark, position, len(removed), len(inserted))
            if new is not None:
                kept.append((index, new))
        self._marks = kept
        self._pieces = pieces_of([mark for _, mark in kept])
        self._tints.move(position, len(removed), len(inserted))
        self._find_malformed()

    def _find_malformed(self) -> None:
        raw = self.text.raw_text()
        self._malformed = find_malformed_tokens(raw) if "[" in raw else ()

    def _on_loaded(self) -> None:
        self._marks = []
        self._pieces = ()
        self._tints.clear()
        self._find_malformed()
        self._show_tints()

    # -- tints

    def set_current(self, span: Span | None, underline: Underline = Underline.NOTE) -> None:
        """Tint the span of the current finding in the soft color of its severity."""
        token = soft_token(underline)
        if self._tints.set("current", () if span is None else (span,), token):
            self._show_tints()

    def set_cues(self, spans: Sequence[Span]) -> None:
        """Tint the words that satisfy a criterion."""
        if self._tints.set("cues", spans):
            self._show_tints()

    def set_sentence(self, span: Span | None) -> None:
        """Tint one sentence, the one the pointer is on in the facet grid."""
        if self._tints.set("sentence", () if span is None else (span,)):
            self._show_tints()

    def set_matches(self, spans: Sequence[Span], current: Span | None) -> None:
        """Tint what find has found."""
        changed = self._tints.set("match", () if current is None else (current,))
        if self._tints.set("matches", spans) or changed:
            self._show_tints()

    def _show_tints(self) -> None:
        theme = current_theme()
        self.setExtraSelections(self._tints.selections(self.cursor_over, theme))

    # -- chips

    def set_playing(self, timecode: Timecode | None) -> None:
        """Show the chips of the moment that is played as playing."""
        before, self._playing = self._playing, timecode
        if before != timecode:
            for chip in self.text.chips():
                if self._timecode(chip) in {before, timecode}:
                    self._repaint_span(chip.cp, chip.cp + chip.cp_length)

    def chip_under(self, point: QPoint) -> tuple[Odd, QRectF] | None:
        """The chip under a point of the viewport, 24 high, with its rectangle there."""
        place = self.cursorForPosition(point).position()
        for position in (place, place - 1):
            chip = self.text.chip_at_position(position)
            if chip is None:
                continue
            rect = self.chip_rect(chip)
            spare = (sizes.CHIP_HIT - sizes.CHIP) / 2
            if rect.adjusted(0, -spare, 0, spare).contains(QPointF(point)):
                return chip, rect
        return None

    def chip_rect(self, chip: Odd) -> QRectF:
        """Where a chip is painted, in the viewport."""
        for stroke in strokes(self.text, chip.qt, chip.qt + 1):
            return self._chip_box(stroke).translated(-self._offset())
        return QRectF()

    def _chip_box(self, stroke: Stroke) -> QRectF:
        width = stroke.right - stroke.left - 2 * MARGIN
        height = self._scaled(sizes.CHIP)
        lift = LIFT * self._zoom / 100
        top = stroke.baseline + QFontMetricsF(self.font()).descent() - height - lift
        return QRectF(stroke.left + MARGIN, top, width, height)

    def _timecode(self, chip: Odd) -> Timecode | None:
        return parse_token(self.text.raw_text()[chip.cp : chip.cp + chip.cp_length])

    def _chip_state(self, position: int, token: str) -> ChipState:
        if self._playing is not None and parse_token(token) == self._playing:
            return ChipState.PLAYING
        cursor = self.textCursor()
        if cursor.selectionStart() <= position < cursor.selectionEnd():
            return ChipState.SELECTED
        if position == self._marked_chip:
            return ChipState.SELECTED
        return ChipState.HOVER if position == self._hovered_chip else ChipState.REST

    def _hover_chip(self, position: int) -> None:
        before, self._hovered_chip = self._hovered_chip, position
        if before != position:
            self._repaint_chips(before, position)

    def _mark_chip(self, position: int) -> None:
        before, self._marked_chip = self._marked_chip, position
        if before != position:
            self._repaint_chips(before, position)

    def _repaint_chips(self, *positions: int) -> None:
        for position in positions:
            chip = self.text.chip_at_position(position) if position >= 0 else None
            if chip is not None:
                self._repaint_span(chip.cp, chip.cp + chip.cp_length)

    # -- painting

    def cursor_over(self, start_cp: int, end_cp: int) -> QTextCursor:
        """A cursor that selects a span of code points, cut to the text."""
        last = self.text.characterCount() - 1
        cursor = QTextCursor(self.text)
        cursor.setPosition(min(self.text.to_qt(start_cp), last))
        end = min(self.text.to_qt(end_cp, after=True), last)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _offset(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _repaint_span(self, start_cp: int, end_cp: int) -> None:
        start, end = self.text.to_qt(start_cp), self.text.to_qt(end_cp, after=True)
        for stroke in strokes(self.text, start, end):
            rect = stroke.rect().translated(-self._offset())
            self.viewport().update(rect.toAlignedRect())

    def _repaint_caret(self) -> None:
        self.viewport().update(self._caret_place)
        self._caret_place = caret_rect(self.cursorRect())
        self.viewport().update(self._caret_place)

    def _on_caret(self) -> None:
        self._mark_chip(-1)
        if self._caret.is_on or self.hasFocus():
            self._caret.start()

    def _on_selection(self) -> None:
        # The lines inside a selection come and go with it, and Qt paints that part anyway.
        if self._pieces or self._malformed:
            self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the caret."""
        super().focusInEvent(event)
        self._caret.start()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the caret, and turn the token that was edited back into a chip."""
        super().focusOutEvent(event)
        self._caret.stop()
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.text.close_chip()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, then the underlines, then the caret."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        theme = current_theme()
        area = QRectF(event.rect()).translated(self._offset())
        painter.translate(-self._offset())
        if self.text.isEmpty() and not self.text.raw_text():
            self._paint_placeholder(painter, theme)
        if self._pieces:
            self._paint_underlines(painter, area, theme)
        for span in self._malformed:
            self._paint_malformed(painter, span, theme)
        self._paint_selected_chips(painter)
        painter.resetTransform()
        if self._caret.is_on and not self.isReadOnly():
            painter.fillRect(caret_rect(self.cursorRect()), theme.accent)
        painter.end()

    def _paint_placeholder(self, painter: QPainter, theme: Theme) -> None:
        rect = QRectF(self.cursorRect()).translated(self._offset())
        painter.setFont(self.font())
        painter.setPen(theme.ink3)
        room = QRectF(rect.left() + 4, rect.top(), self.viewport().width(), rect.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words.PLACEHOLDER)

    def _paint_underlines(self, painter: QPainter, area: QRectF, theme: Theme) -> None:
        cursor = self.textCursor()
        chosen = (self.text.to_cp(cursor.selectionStart()), self.text.to_cp(cursor.selectionEnd()))
        low = self.text.to_cp(self.cursorForPosition(QPoint(0, 0)).position())
        corner = self.viewport().rect().bottomRight()
        high = self.text.to_cp(self.cursorForPosition(corner).position())
        # The painter knows the distance at 18 px; larger text has longer descenders.
        lower = BELOW_BASELINE * (self.font().pixelSize() / TYPE[Density.ROOMY][0] - 1)
        for piece in self._pieces:
            if piece.end < low or piece.start > high:
                continue
            for start, end in without((piece.start, piece.end), [chosen]):
                first, last = self.text.to_qt(start), self.text.to_qt(end, after=True)
                for stroke in strokes(self.text, first, last):
                    if stroke.rect().intersects(area):
                        paint_underline(
                            painter,
                            stroke.left,
                            stroke.right,
                            stroke.baseline + lower,
                            piece.underline,
                            theme,
                        )

    def _paint_selected_chips(self, painter: QPainter) -> None:
        """Paint the chips of a selection again: Qt lays the color of the selection over them."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return
        for chip in self.text.chips():
            if cursor.selectionStart() <= chip.qt < cursor.selectionEnd():
                timecode = self._timecode(chip)
                for stroke in strokes(self.text, chip.qt, chip.qt + 1):
                    label = chip_words(timecode) if timecode is not None else ""
                    box = self._chip_box(stroke)
                    paint_zoomed_chip(painter, box, label, ChipState.SELECTED, self._zoom / 100)

    def _paint_malformed(self, painter: QPainter, span: Span, theme: Theme) -> None:
        """Paint text that looks like a token as a chip with the mark of an error around it."""
        caret = self.text.to_cp(self.textCursor().position())
        held = span[0] < caret <= span[1] and self.hasFocus()
        found = strokes(self.text, self.text.to_qt(span[0]), self.text.to_qt(span[1]))
        typed = self.text.raw_text()[span[0] + 1 : span[1] - 1]
        for stroke in found:
            box = self._chip_box(stroke).adjusted(-MARGIN, 0, MARGIN, 0)
            if len(found) == 1 and not held:
                painter.fillRect(box, theme.paper)
                wanted = chip_size(typed, ChipState.ERROR).width()
                fitting = min(self._zoom / 100, box.width() / wanted)
                paint_zoomed_chip(painter, box, typed, ChipState.ERROR, fitting)
            else:
                painter.setPen(QPen(theme.bad, 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                inner = box.adjusted(0.5, 0.5, -0.5, -0.5)
                painter.drawRoundedRect(inner, sizes.CORNER_CHIP, sizes.CORNER_CHIP)


def _spans_of(pieces: Sequence[Piece], underline: Underline) -> tuple[Span, ...]:
    return tuple((piece.start, piece.end) for piece in pieces if piece.underline is underline)
