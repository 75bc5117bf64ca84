"""Joins the dialogue strip to the lines on the desk."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from app.desk.captioning import CaptioningDesk
from app.desk.dialogue import Entry
from app.domain.dialogue import DialogueLine
from app.domain.errors import RefusedError
from app.ui.common.bars import BarContent, BarHost, Gravity
from app.ui.video.dialogue_strip import DialogueStrip

DELETED = "line-deleted"


class LinePresenter(QObject):
    """Shows the lines and hands on what is done with them. MAIN."""

    def __init__(self, strip: DialogueStrip, bars: BarHost, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._strip = strip
        self._bars = bars
        self._desk: CaptioningDesk | None = None

    def connect_desk(self, desk: CaptioningDesk) -> None:
        """Join the strip's signals to the desk."""
        self._desk = desk
        self._strip.entry_changed.connect(desk.lines.set_entry)
        self._strip.log_asked.connect(self._on_log)
        view = self._strip.lines
        view.play_asked.connect(self._for_line(lambda line: desk.playback.play_span(line.timecode)))
        view.insert_asked.connect(self._for_line(desk.lines.insert))
        view.edit_asked.connect(self._for_line(self._edit))
        view.remove_asked.connect(self._for_line(self._remove))
        view.nudge_asked.connect(self._on_nudge)
        self._bars.pressed.connect(self._on_bar)

    def show_lines(self, lines: Sequence[DialogueLine], used: frozenset[str]) -> None:
        """Show the lines, and complete speakers from their names."""
        self._strip.show_lines(lines, used)
        if self._desk is not None:
            self._strip.set_speakers(self._desk.speakers())

    def show_entry(self, entry: Entry) -> None:
        """Show the line being entered."""
        self._strip.show_entry(entry)

    def _edit(self, line: DialogueLine) -> None:
        """Take a line into the entry row again."""
        if self._desk is not None:
            self._desk.lines.edit(line)
            self._strip.focus_words()

    def _remove(self, line: DialogueLine) -> None:
        if self._desk is None:
            return
        self._desk.lines.remove(line)
        self._bars.show_bar(
            BarContent(
                id=DELETED,
                gravity=Gravity.INFO,
                sentence=f"Deleted: “{line.words}”",
                buttons=(("undo-line", "Undo"), ("close", "Close")),
            )
        )

    def _on_nudge(self, line_id: str, in_by_ms: int, out_by_ms: int) -> None:
        desk = self._desk
        if desk is not None:
            nudge = self._for_line(
                lambda line: desk.lines.nudge(line, in_by_ms=in_by_ms, out_by_ms=out_by_ms)
            )
            nudge(line_id)

    def _on_log(self, insert: bool) -> None:
        if self._desk is None:
            return
        try:
            self._desk.lines.log(insert=insert)
        except RefusedError as error:
            self._strip.show_problem(error.code)

    def _on_bar(self, bar_id: str, key: str) -> None:
        if bar_id != DELETED:
            return
        self._bars.remove(bar_id)
        if key == "undo-line" and self._desk is not None:
            self._desk.lines.bring_back()

    def _for_line(self, act: Callable[[DialogueLine], object]) -> Callable[[str], None]:
        """Make a slot for a line's id; a line that is gone meanwhile is left alone."""

        def slot(line_id: str) -> None:
            lines = self._desk.lines.lines if self._desk is not None else ()
            for line in lines:
                if line.id == line_id:
                    act(line)
                    return

        return slot
