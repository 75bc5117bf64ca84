"""The dialogue strip: the entry row for a line, its keys, and the lines in time order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCompleter,
    QGridLayout,
    QHBoxLayout,
    QListView,
    QVBoxLayout,
    QWidget,
)

from app.desk.dialogue import Entry
from app.desk.keymap import Keymap
from app.domain.dialogue import DialogueLine
from app.domain.timecode import Timecode, parse_entered_time
from app.ui.common import sizes
from app.ui.common.fields import Field
from app.ui.common.fonts import Role
from app.ui.common.keyhint import KeyHint
from app.ui.common.labels import Label
from app.ui.common.panes import Divider, Pane
from app.ui.common.theme import font, scaled, theme_hub
from app.ui.common.words.formats import clock_time, counted
from app.ui.video import words
from app.ui.video.lines_view import LinesView

_ROOM_FOR_REACTION = 520
_ROOM_FOR_MARK_WORDS = 400
_ROOM_FOR_ONE_ROW = 420
_TIME = "00:00.000"
_FIELD_EDGES = 22
"""Border, padding and the margin that Qt keeps around the text of a field, on both sides."""

_SPEAKER = 92
_SPEAKER_LEAST = 64
_ANY = 16_777_215
"""Qt's word for no greatest width."""

_TAKES_NAME = {Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Enter}
NOT_A_TIME = "Write a time like 0:12.4."


class DialogueStrip(Pane):
    """Where lines are marked, typed and listed.

    Signals:
        entry_changed: What stands in the entry row, as an Entry.
        log_asked: Enter was pressed; carries whether to insert the line too.
        left: Esc was pressed in a field; the keys go back to the text.
    """

    entry_changed = Signal(object)
    log_asked = Signal(bool)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("win", parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Divider())
        self._heading = self._make_heading()
        column.addLayout(self._heading)
        self._row = QWidget()
        column.addWidget(self._row)
        self._speakers = QStringListModel(self)
        self._names: QListView | None = None
        self.in_field = Field("In time", "In")
        self.out_field = Field("Out time", "Out")
        self.speaker_field = Field("Speaker")
        self.words_field = Field("Words as heard")
        self._two_rows: bool | None = None
        self._fill_row()
        self._hints = self._make_hints()
        column.addWidget(self._hints)
        column.addWidget(Divider())
        self.lines = LinesView()
        column.addWidget(self.lines, 1)
        self._empty = Label("", Role.LABEL, "ink3")
        self._empty.setContentsMargins(sizes.STRIP_PADDING, 8, sizes.STRIP_PADDING, 8)
        column.addWidget(self._empty)
        column.addStretch(0)
        self._entry = Entry()
        self._folds = False
        self.show_lines((), frozenset())

    def set_keys(self, keymap: Keymap) -> None:
        """Show the person's own keys."""
        self._mark_key.set_key(keymap.first_key("mark_dialogue"))
        self._how = words.NO_LINES_HOW.format(
            key=keymap.first_key("mark_dialogue").replace("+", " ")
        )
        self._empty.setText(f"{words.NO_LINES} {self._how}")

    def set_reaction(self, reaction_ms: int) -> None:
        """Show by how much the in-mark is set back while playing."""
        shown = f"In is set back {reaction_ms} ms while playing" if reaction_ms else ""
        self._reaction.setText(shown)

    def set_folding(self, *, folds: bool) -> None:
        """Open the entry row only when it is used (narrow windows)."""
        self._folds = folds
        self._fold()

    def show_entry(self, entry: Entry) -> None:
        """Show the line being entered; fields the person types in are left alone."""
        self._entry = entry
        for field, ms in ((self.in_field, entry.in_ms), (self.out_field, entry.out_ms)):
            if parse_entered_time(field.text()) != ms or not field.text():
                field.setText("" if ms is None else clock_time(ms))
                field.set_problem("")
        self._lay_out_row()
        for field, text in ((self.speaker_field, entry.speaker), (self.words_field, entry.words)):
            if field.text() != text:
                field.setText(text)
        self._fold()

    def show_lines(self, lines: Sequence[DialogueLine], used: frozenset[str]) -> None:
        """Show the lines and how many of them stand in the caption."""
        self.lines.set_lines(lines, used)
        self.lines.setVisible(bool(lines))
        self._empty.setVisible(not lines)
        count = counted(len(lines), "line")
        self._count.setText(f"{count}, {len(used)} used" if lines else "")

    def set_speakers(self, names: Sequence[str]) -> None:
        """Complete speakers from the names used in this caption."""
        self._speakers.setStringList(list(names))
        if names and self.speaker_field.completer() is None:
            completer = QCompleter(self._speakers, self.speaker_field)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            self.speaker_field.setCompleter(completer)
            self._names = QListView()
            completer.setPopup(self._names)
            self._names.installEventFilter(self)

    def show_problem(self, code: str) -> None:
        """Say which field is missing."""
        field, sentence = {
            "dialogue.no-in-time": (self.in_field, "Mark or type when the line starts."),
            "dialogue.ends-early": (self.out_field, "The end lies before the start."),
        }.get(code, (self.words_field, "Type the words as heard."))
        field.set_problem(sentence)
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_words(self) -> None:
        """Put the keys into the words, or into the speaker when there is none yet."""
        self._row.setVisible(True)
        field = self.words_field if self.speaker_field.text() else self.speaker_field
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_playing(self, timecode: Timecode | None) -> None:
        """Mark the line that plays."""
        self.lines.set_playing(timecode)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out words before they are cut off."""
        super().resizeEvent(event)
        self._reaction.setVisible(self.width() >= scaled(_ROOM_FOR_REACTION))
        self._mark_words.setVisible(self.width() >= scaled(_ROOM_FOR_MARK_WORDS))
        self._lay_out_row()

    def has_focus(self) -> bool:
        """Whether the keys go to the strip."""
        focus = self.focusWidget()
        return focus is not None and focus.hasFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter logs and inserts, Shift+Enter only logs, Esc goes back to the text.

        In the list of speakers the arrows choose, Tab and Enter go on to the words with the chosen
        name or with what was typed, and Esc closes the list.
        """
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if not isinstance(watched, Field):
                return event.key() in _TAKES_NAME and self._take_speaker()
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
                if plain in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
                    self._settle_speaker()
                    self._read_fields()
                    self.log_asked.emit(plain == Qt.KeyboardModifier.NoModifier)
                    return True
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def _make_heading(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(sizes.STRIP_PADDING, 8, sizes.STRIP_PADDING, 4)
        row.setSpacing(8)
        row.addWidget(Label("Dialogue", Role.HEADING))
        self._count = Label("", Role.LABEL, "ink3")
        row.addWidget(self._count)
        row.addStretch(1)
        self._mark_words = Label("Mark in, again for out", Role.LABEL, "ink2")
        row.addWidget(self._mark_words)
        self._mark_key = KeyHint("Ctrl+T")
        row.addWidget(self._mark_key)
        return row

    def _fill_row(self) -> None:
        self._grid = grid = QGridLayout(self._row)
        grid.setContentsMargins(sizes.STRIP_PADDING, 2, sizes.STRIP_PADDING, 4)
        grid.setSpacing(6)
        for place, widget in enumerate(
            (self.in_field, Label("–", Role.BASE, "ink3"), self.out_field, self.speaker_field)
        ):
            grid.addWidget(widget, 0, place)
        self.speaker_field.editingFinished.connect(self._settle_speaker)
        for field in (self.in_field, self.out_field, self.speaker_field, self.words_field):
            field.installEventFilter(self)
            field.textEdited.connect(self._read_fields)
        self._lay_out_row()
        hub = theme_hub()
        if hub is not None:
            hub.changed.connect(self._lay_out_row)

    def _lay_out_row(self) -> None:
        """Give the times the room of their digits, and the words a row where one is too narrow."""
        metrics = QFontMetrics(font(Role.BASE))
        times = (self.in_field, self.out_field)
        for field in times:
            # A time with hours is the only one that is longer.
            widest = max(metrics.horizontalAdvance(text) for text in (_TIME, field.text()))
            field.setFixedWidth(widest + scaled(_FIELD_EDGES))
        two_rows = self.width() < scaled(_ROOM_FOR_ONE_ROW)
        self.speaker_field.setMinimumWidth(scaled(_SPEAKER_LEAST if two_rows else _SPEAKER))
        self.speaker_field.setMaximumWidth(_ANY if two_rows else scaled(_SPEAKER))
        self._grid.setColumnStretch(3, int(two_rows))
        self._grid.setColumnStretch(4, int(not two_rows))
        if self._two_rows != two_rows:
            self._two_rows = two_rows
            self._grid.removeWidget(self.words_field)
            place = (1, 0, 1, 4) if two_rows else (0, 4, 1, 1)
            self._grid.addWidget(self.words_field, *place)

    def _make_hints(self) -> QWidget:
        hints = QWidget()
        row = QHBoxLayout(hints)
        row.setContentsMargins(sizes.STRIP_PADDING, 0, sizes.STRIP_PADDING, 8)
        row.setSpacing(6)
        for key, what in (("Enter", "log and insert"), ("Shift+Enter", "only log")):
            row.addWidget(KeyHint(key))
            row.addWidget(Label(what, Role.LABEL, "ink2"))
            row.addSpacing(8)
        row.addStretch(1)
        self._reaction = Label("", Role.LABEL, "ink3")
        row.addWidget(self._reaction)
        return hints

    def _take_speaker(self) -> bool:
        """Take the name that was chosen in the list, else what was typed: "Man" stays "Man"."""
        if self._names is None:
            return False
        chosen = self._names.currentIndex()
        self._names.hide()
        if chosen.isValid():
            self.speaker_field.setText(str(chosen.data()))
            self._read_fields()
        else:
            self._settle_speaker()
        self.words_field.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _settle_speaker(self) -> None:
        """Write a name as it is known, so that no second speaker arises by its capitals."""
        typed = " ".join(self.speaker_field.text().split())
        known = self._known(typed)
        if known and known != self.speaker_field.text():
            self.speaker_field.setText(known)
            self._read_fields()

    def _known(self, name: str) -> str:
        names = self._speakers.stringList()
        return next((known for known in names if known.casefold() == name.casefold()), "")

    def _read_fields(self) -> None:
        times: list[int | None] = []
        for field in (self.in_field, self.out_field):
            ms = parse_entered_time(field.text())
            field.set_problem(NOT_A_TIME if ms is None and field.text().strip() else "")
            times.append(ms)
        self._entry = Entry(
            in_ms=times[0],
            out_ms=times[1],
            speaker=self.speaker_field.text(),
            words=self.words_field.text(),
        )
        self.entry_changed.emit(self._entry)

    def _fold(self) -> None:
        shown = not self._folds or not self._entry.empty or self.has_focus()
        self._row.setVisible(shown)
        self._hints.setVisible(shown)
