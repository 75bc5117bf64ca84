"""The heading of the caption pane: words, meter, words in quotes, and where the length stands."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.caption import words
from app.ui.common.fonts import Role
from app.ui.common.labels import Label
from app.ui.common.marks import Mark
from app.ui.common.meter import WordMeter
from app.ui.common.panes import PaneHeading
from app.ui.common.signs import MarkSign
from app.ui.common.theme import font, scaled, theme_hub
from app.ui.common.words.length import LengthBand, length_words

_METER = 220
_PADDING = 24
_GAPS = 76
"""The distances between the parts, in all."""

_MOST = 999
_MOST_QUOTED = 100
"""Counts with as many digits keep their place; a caption has some 250 words."""


class CaptionHeading(PaneHeading):
    """Word count, meter from 0 to 300, "9 in quotes", mark and word of the length."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("paper", _PADDING, parent)
        self._band = LengthBand()
        self._count = 0
        self._quoted = 0
        self._small = False
        self._figure = Label("0", Role.FIGURE)
        self._unit = Label(words.WORDS, Role.BASE, "ink2")
        self.meter = WordMeter(detailed=True)
        self.meter.setMaximumWidth(scaled(_METER))
        self._limits = Label("", Role.LABEL, "ink2")
        self._quotes = Label("", Role.LABEL, "ink2")
        self._mark = MarkSign(Mark.DOTTED)
        self._state = Label("", Role.LABEL_MEDIUM)
        for label in (self._figure, self._unit, self._limits, self._quotes, self._state):
            label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        for label in (self._figure, self._quotes):
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = self.row
        row.addWidget(self._figure)
        row.addWidget(self._unit)
        row.addSpacing(4)
        row.addWidget(self.meter, 3)
        row.addWidget(self._limits)
        row.addStretch(1)
        row.addWidget(self._quotes)
        row.addSpacing(8)
        row.addWidget(self._mark)
        row.addWidget(self._state)
        self._keep_places()
        self._show()
        hub = theme_hub()
        if hub is not None:
            hub.changed.connect(self._keep_places)

    @property
    def parts(self) -> tuple[QWidget, ...]:
        """What has its fixed place, from left to right."""
        return self._figure, self._unit, self.meter, self._quotes, self._mark, self._state

    @property
    def count(self) -> int:
        """Words it shows."""
        return self._count

    @property
    def state_words(self) -> str:
        """The word of the state, as it is shown."""
        return self._state.text()

    def set_count(self, count: int) -> None:
        """Show another number of words."""
        if count != self._count:
            self._count = count
            self._show()

    def set_quoted(self, quoted: int) -> None:
        """Show another number of words in quotation marks."""
        if quoted != self._quoted:
            self._quoted = quoted
            self._show()

    def set_band(self, band: LengthBand) -> None:
        """Use the limits of another guide."""
        if band == self._band:
            return
        self._band = band
        self.meter.set_band(band)
        self._keep_places()
        self._show()

    def set_small(self, *, small: bool) -> None:
        """Give the limits in words in place of the meter (smallest windows)."""
        self._small = small
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the words in quotes where there is no room."""
        super().resizeEvent(event)
        self._fit_quotes()

    def _keep_places(self) -> None:
        """Give each label the room of its widest words, so that nothing moves while one types."""
        band = self._band
        counts = (0, band.low - 1, band.low, (band.low + band.high) // 2, band.high, _MOST)
        for label, role, texts in (
            (self._figure, Role.FIGURE, [str(_MOST)]),
            (self._unit, Role.BASE, [words.ONE_WORD, words.WORDS]),
            (self._quotes, Role.LABEL, [words.quoted_words(_MOST_QUOTED)]),
            (self._state, Role.LABEL_MEDIUM, [_state_words(count, band) for count in counts]),
        ):
            metrics = QFontMetrics(font(role))
            label.setMinimumWidth(max(metrics.horizontalAdvance(text) for text in texts) + 2)
        self.meter.setMaximumWidth(scaled(_METER))
        self._fit_quotes()

    def _fit_quotes(self) -> None:
        others = (self._figure, self._unit, self._quotes, self._state)
        used = sum(label.minimumWidth() for label in others)
        used += self.meter.minimumSizeHint().width() + self._mark.sizeHint().width()
        fits = not self._small and self.width() >= used + scaled(2 * _PADDING + _GAPS)
        keep = self._quotes.sizePolicy()
        if keep.retainSizeWhenHidden() != fits:
            keep.setRetainSizeWhenHidden(fits)
            self._quotes.setSizePolicy(keep)
        self._quotes.setVisible(bool(self._quoted) and fits)

    def _show(self) -> None:
        state = length_words(self._count, self._band)
        self._figure.setText(str(self._count))
        self._unit.setText(words.ONE_WORD if self._count == 1 else words.WORDS)
        self.meter.set_count(self._count)
        self.meter.setVisible(not self._small)
        self._limits.setText(words.limits(self._band.low, self._band.high))
        self._limits.setVisible(self._small)
        self._quotes.setText(words.quoted_words(self._quoted))
        self._fit_quotes()
        self._mark.set_mark(state.mark)
        self._state.setText(_state_words(self._count, self._band))
        self._state.set_color(state.color)
        self.setAccessibleName(
            words.spoken_length(self._count, state.words, self._band.low, self._band.high)
        )


def _state_words(count: int, band: LengthBand) -> str:
    state = length_words(count, band).words
    return state[:1].upper() + state[1:]
