"""The dialogue lines of the clip on the desk: marked, entered, logged, inserted, retimed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from app.desk import dialogue
from app.desk.dialogue import Entry
from app.desk.playback import PlaybackDesk
from app.desk.runtime import Desk
from app.desk.settings import Settings
from app.domain.dialogue import DialogueLine, quotation_with_token
from app.domain.journal import EditKind
from app.domain.timecode import Timecode, format_token, frame_start_ms


class LineView(Protocol):
    """What the lines ask of the caption room. MAIN."""

    def show_lines(self, lines: Sequence[DialogueLine], used: frozenset[str]) -> None:
        """Show the dialogue lines; ``used`` stand in the caption."""
        ...

    def show_entry(self, entry: Entry) -> None:
        """Show the line being entered."""
        ...

    def insert_text(self, text: str, kind: EditKind) -> None:
        """Insert at the caret, with blanks where words would run together."""
        ...

    def replace_text(self, start: int, end: int, text: str, kind: EditKind) -> None:
        """Replace a span of the raw text."""
        ...

    def show_problem(self, error: Exception) -> None:
        """Say that something could not be done."""
        ...


class LineDesk:
    """The lines of one clip. MAIN only; never waits.

    Attributes:
        on_speakers: Called with the speakers when they change; they are names that may be given.
    """

    def __init__(
        self,
        *,
        desk: Desk,
        view: LineView,
        playback: PlaybackDesk,
        settings: Callable[[], Settings],
        text: Callable[[], str],
        on_speakers: Callable[[tuple[str, ...]], None],
    ) -> None:
        self._desk = desk
        self._view = view
        self._playback = playback
        self._settings = settings
        self._text = text
        self._on_speakers = on_speakers
        self._clip_id = ""
        self._lines: tuple[DialogueLine, ...] = ()
        self._entry = Entry()
        self._editing = ""
        self._removed: list[DialogueLine] = []

    @property
    def entry(self) -> Entry:
        """The line being entered."""
        return self._entry

    @property
    def lines(self) -> tuple[DialogueLine, ...]:
        """The lines as they are heard."""
        return self._lines

    @property
    def speakers(self) -> tuple[str, ...]:
        """Who speaks in them, each time a line has a speaker."""
        return tuple(line.speaker for line in self._lines if line.speaker)

    def open(self, clip_id: str, lines: Sequence[DialogueLine]) -> None:
        """Lay the lines of another clip on the desk."""
        self._clip_id = clip_id
        self._entry, self._editing, self._removed = Entry(), "", []
        self._lines = dialogue.sort_lines(lines)
        self._view.show_entry(self._entry)
        self.show()

    def take(self, lines: Sequence[DialogueLine]) -> None:
        """Take the stored lines of the same clip."""
        self._lines = dialogue.sort_lines(lines)
        self.show()

    def show(self) -> None:
        """Show the lines, and which of them stand in the caption now."""
        self._view.show_lines(self._lines, dialogue.used_lines(self._lines, self._text()))

    def mark(self) -> None:
        """Mark the in-time of a line at the playhead, at the second call its out-time."""
        self.set_entry(
            dialogue.mark(
                self._entry,
                self._playback.playhead_ms(),
                playing=self._playback.playing,
                rate=self._playback.state.rate,
                reaction_ms=self._settings().whole("writing.reaction_ms"),
            )
        )

    def set_entry(self, entry: Entry) -> None:
        """Take what stands in the entry row."""
        if entry != self._entry:
            self._entry = entry
            self._view.show_entry(entry)

    def clear_entry(self) -> None:
        """Empty the entry row; a line that was being edited stays as it was."""
        self._editing = ""
        self.set_entry(Entry())

    def log(self, *, insert: bool) -> None:
        """Log the entered line, and insert it into the caption when so wished.

        Raises:
            RefusedError: What ``dialogue.line_of`` raises; nothing was logged.
        """
        if not self._clip_id:
            return
        editing = self._editing
        line = dialogue.line_of(self._entry, editing or self._desk.ids.new(), self._clip_id)
        if editing:
            self.change(line)
        else:
            self._keep(line)
        self.clear_entry()
        if insert and not editing:
            self.insert(line)

    def edit(self, line: DialogueLine) -> None:
        """Take a line into the entry row; logging it changes the line."""
        self._editing = line.id
        self.set_entry(
            Entry(in_ms=line.in_ms, out_ms=line.out_ms, speaker=line.speaker, words=line.words)
        )

    def insert(self, line: DialogueLine) -> None:
        """Insert a line into the caption at the caret, as a quotation with its token."""
        self._view.insert_text(quotation_with_token(line), EditKind.DIALOGUE)

    def insert_token(self) -> None:
        """Insert the time of the frame on screen at the caret."""
        if self._clip_id:
            token = format_token(Timecode(self._playback.playhead_ms()))
            self._view.insert_text(token, EditKind.TOKEN)

    def change(self, line: DialogueLine) -> None:
        """Change a line; its token in the caption moves along when it stood there."""
        before = next((known for known in self._lines if known.id == line.id), None)
        self._keep(line)
        if before is None or before.timecode == line.timecode:
            return
        token = format_token(before.timecode)
        start = self._text().find(token)
        if start >= 0:
            new = format_token(line.timecode)
            self._view.replace_text(start, start + len(token), new, EditKind.TOKEN)

    def retime(self, line: DialogueLine) -> None:
        """Take a line whose ends were dragged: each goes to the frame that is seen there."""
        info = self._playback.state.info
        if info is not None and info.exact and info.fps and not info.variable_rate:
            from fractions import Fraction  # the first paint does not wait for it

            rate = Fraction(info.fps).limit_denominator(1001)
            in_ms = frame_start_ms(line.in_ms, rate)
            out_ms = None if line.out_ms is None else frame_start_ms(line.out_ms, rate)
            if out_ms is None or out_ms > in_ms:
                line = replace(line, in_ms=in_ms, out_ms=out_ms)
        self.change(line)

    def nudge(self, line: DialogueLine, *, in_by_ms: int = 0, out_by_ms: int = 0) -> None:
        """Move the ends of a line a little."""
        self.change(dialogue.nudge(line, in_by_ms=in_by_ms, out_by_ms=out_by_ms))

    def remove(self, line: DialogueLine) -> None:
        """Remove a line; ``bring_back`` undoes it. The caption keeps its words."""
        self._removed.append(line)
        self._lines = tuple(known for known in self._lines if known.id != line.id)
        self._desk.run(
            lambda unit: dialogue.remove_line(unit, line), on_error=self._view.show_problem
        )
        self.show()

    def bring_back(self) -> DialogueLine | None:
        """Bring the line back that was removed last."""
        if not self._removed:
            return None
        line = self._removed.pop()
        self._keep(line)
        return line

    def completions(self, names: Sequence[str]) -> tuple[str, ...]:
        """Give the names a speaker completes to: those of the lines, then the names allowed."""
        return dialogue.speakers(self._lines, names)

    def _keep(self, line: DialogueLine) -> None:
        others = (known for known in self._lines if known.id != line.id)
        self._lines = dialogue.sort_lines((*others, line))
        self._desk.run(
            lambda unit: dialogue.save_line(unit, line), on_error=self._view.show_problem
        )
        self._on_speakers(self.speakers)
        self.show()
