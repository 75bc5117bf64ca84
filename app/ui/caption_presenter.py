"""Joins the caption room to the captioning desk: what is told is shown, what is done goes back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from app.desk.captioning import CaptioningDesk
from app.desk.dialogue import Entry
from app.desk.judged import RubricNews
from app.desk.opening import OpenedClip
from app.desk.playback_state import PlaybackState
from app.desk.ports.store import Submission
from app.desk.writing import SaveStatus
from app.domain.caption import count_words
from app.domain.clip import Clip
from app.domain.coverage import Span
from app.domain.dialogue import DialogueLine
from app.domain.journal import EditKind
from app.domain.timecode import Timecode
from app.ui.caption_bars import CaptionBars
from app.ui.caption_room import CaptionRoom
from app.ui.common.words.formats import counted
from app.ui.finding_presenter import FindingPresenter
from app.ui.line_presenter import LinePresenter
from app.ui.timeline_presenter import TimelinePresenter


class CaptionPresenter(QObject):
    """The view of the captioning desk.

    Attributes:
        bars: What is said over the text.
        findings: The walk through the findings.
        timeline: The lanes under the text.
        lines: The dialogue strip.

    Signals:
        clip_shown: Another clip is on the desk.
        writable_shown: Whether its text may be changed, and so submitted.
        saved: Where the text stands, a SaveStatus.
        submitted: A caption was handed over.
        played: What the player does, a PlaybackState.
        said: What was done, for the status line.
    """

    clip_shown = Signal(object)
    writable_shown = Signal(bool)
    saved = Signal(object)
    submitted = Signal(str)
    played = Signal(object)
    said = Signal(str)

    def __init__(self, room: CaptionRoom, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._desk: CaptioningDesk | None = None
        self.bars = CaptionBars(room.caption.bars, self)
        self.findings = FindingPresenter(room, self.bars, self)
        self.timeline = TimelinePresenter(room.timeline, self)
        self.lines = LinePresenter(room.video.dialogue, room.caption.bars, self)
        self.bars.copy_asked.connect(self.copy_all)
        self.findings.reported.connect(self.timeline.show_text)
        room.caption.editor.setReadOnly(True)  # until there is a clip to write about

    def connect_desk(self, desk: CaptioningDesk) -> None:
        """Join the room's signals to the desk."""
        self._desk = desk
        room = self._room
        editor = room.caption.editor
        editor.edited.connect(self._on_edited)
        editor.caret_moved.connect(desk.caret_moved)
        editor.play_requested.connect(self._play)
        editor.locked_key.connect(self.bars.call)
        room.caption.paste_origin.connect(
            lambda origin, _at, _length: desk.paste_comes_from(origin)
        )
        self.bars.reload_asked.connect(desk.rubric.reload)
        self.findings.connect_desk(desk)
        room.video.dialogue.left.connect(self.focus_text)
        self.lines.connect_desk(desk)
        player = room.video.player
        player.picture.set_player(lambda: desk.playback.player)
        player.seek_line.sought.connect(desk.playback.seek)
        player.transport.rate_chosen.connect(desk.playback.set_rate)
        player.transport.volume_chosen.connect(desk.playback.set_volume)
        player.transport.mute_toggled.connect(
            lambda: desk.playback.set_muted(muted=not desk.playback.state.muted)
        )
        player.picture.resized.connect(desk.set_view_size)
        self.timeline.connect_desk(desk)
        rubric = room.rubric.sidebar
        rubric.fact_changed.connect(desk.set_fact)
        rubric.names_changed.connect(desk.set_names)
        rubric.titles_changed.connect(desk.set_titles)

    # -- what the desk tells

    def show_clip(self, opened: OpenedClip) -> None:
        """Show another clip with its text and lines."""
        self._room.caption.load(opened.draft.text, opened.draft.caret)
        self._room.video.player.link.set_link(opened.clip.link)
        self.bars.clear()
        self.findings.forget()
        fault = self._desk.rubric.fault if self._desk is not None else None
        if fault is not None:
            self.show_problem(fault)  # it may have been said in another room
        self.clip_shown.emit(opened.clip)

    def show_writable(self, *, writable: bool) -> None:
        """Let the text be changed, or say why not."""
        self._room.caption.editor.setReadOnly(not writable)
        self.writable_shown.emit(writable)
        clip = self._desk.clip if self._desk is not None else None
        self.bars.show_writable(None if writable else clip)

    def show_lines(self, lines: Sequence[DialogueLine], used: frozenset[str]) -> None:
        """Show the dialogue lines."""
        self.lines.show_lines(lines, used)
        self.timeline.show_lines(lines, used)

    def show_entry(self, entry: Entry) -> None:
        """Show the line being entered."""
        self.lines.show_entry(entry)

    def insert_text(self, text: str, kind: EditKind) -> None:
        """Insert at the caret; the keys go back to the text."""
        self._room.caption.editor.insert_text(text, kind)
        self.focus_text()

    def replace_text(self, start: int, end: int, text: str, kind: EditKind) -> None:
        """Replace a span of the raw text."""
        self._room.caption.editor.replace_span(start, end, text, kind)

    def show_watched(
        self,
        watched: Sequence[Span],
        share: float | None,  # noqa: ARG002 - the lane works it out, while a run still grows too
    ) -> None:
        """Show which parts were watched."""
        self.timeline.show_watched(watched)

    def show_submitted(self, submission: Submission, clip: Clip) -> None:
        """Say that the caption was handed over, and offer to take it back."""
        self.bars.show_submitted(submission, clip)
        self.submitted.emit(submission.clip_id)

    def show_problem(self, error: Exception) -> None:
        """Say what happened, what is safe and what to do."""
        self.bars.show_problem(error)

    def show_save(self, status: SaveStatus) -> None:
        """Show where the text stands; a failure stays red until it is mended."""
        self.bars.show_save(status)
        self.saved.emit(status)

    def show_news(self, news: RubricNews) -> None:
        """Show a new report."""
        self.findings.show_news(news)

    def show_playback(self, state: PlaybackState) -> None:
        """Show what the player does."""
        self._room.video.player.show_state(state)
        self._room.video.dialogue.set_playing(state.playing_span)
        self._room.caption.editor.set_playing(state.playing_span)
        if self._desk is not None:
            self._desk.playback_changed(state)
        self.timeline.show_playback(state)
        self.played.emit(state)

    def show_frame(self, media_ms: int) -> None:
        """Show a new frame."""
        self._room.video.player.show_place(media_ms)
        self.timeline.show_frame(media_ms)

    # -- what a person does

    def focus_text(self) -> None:
        """Put the keys into the text."""
        self._room.caption.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def play_token(self) -> None:
        """Play the token at or before the caret."""
        self._room.caption.editor.play_chip_at_caret()

    def copy_all(self) -> None:
        """Put the clean text on the clipboard."""
        if self._desk is None or self._desk.clip is None:
            return
        text = self._desk.handing_over.text_to_copy()
        if not text:
            self.said.emit("Nothing to copy yet")  # what is on the clipboard stays
            return
        QGuiApplication.clipboard().setText(text)
        self.said.emit(f"Caption copied, {counted(count_words(text), 'word')}")

    # -- inside

    def _on_edited(
        self, position: int, removed: str, inserted: str, kind: EditKind, note: str
    ) -> None:
        if self._desk is not None:
            self._desk.text_edited(position, removed, inserted, kind, note)

    def _play(self, timecode: Timecode) -> None:
        if self._desk is not None:
            self._desk.playback.play_span(timecode)
