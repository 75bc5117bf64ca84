"""Joins the caption room to the captioning desk: what is told is shown, what is done goes back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from app.checks.guide.errors import GuideError
from app.checks.report import Finding
from app.desk.captioning import CaptioningDesk
from app.desk.dialogue import Entry
from app.desk.opening import OpenedClip
from app.desk.playback import PlaybackState
from app.desk.ports.store import DecisionReason, DecisionScope, Submission
from app.desk.rubric import RubricNews
from app.desk.writing import SaveStatus
from app.domain.clip import Clip, ClipFacts, ClipState
from app.domain.coverage import Span
from app.domain.dialogue import DialogueLine
from app.domain.journal import EditKind
from app.domain.timecode import Timecode
from app.ui.caption.textmarks import TextMark
from app.ui.caption_room import CaptionRoom
from app.ui.common.bars import BarContent, Gravity
from app.ui.common.words.criteria import criterion_name, underline_of
from app.ui.common.words.errors import error_words, not_saved_words
from app.ui.common.words.formats import clock, moment
from app.ui.line_presenter import LinePresenter
from app.ui.rubric.model import RubricState
from app.ui.rubric.reported import card_of, first_found, found_again, rows_of
from app.ui.timeline_presenter import TimelinePresenter

LANGUAGE = "GRM-01"
NOT_SAVED, SUBMITTED, PROBLEM, READ_ONLY = "not-saved", "submitted", "problem", "read-only"
PUT_ASIDE, GUIDE = "put-aside", "guide"


class CaptionPresenter(QObject):
    """The view of the captioning desk.

    Signals:
        clip_shown: Another clip is on the desk.
        writable_shown: Whether its text may be changed, and so submitted.
        saved: Where the text stands, a SaveStatus.
        submitted: A caption was handed over.
        take_back_asked: The id of a clip.
        reported: There is a new report.
        played: What the player does, a PlaybackState.
    """

    clip_shown = Signal(object)
    writable_shown = Signal(bool)
    saved = Signal(object)
    submitted = Signal(str)
    take_back_asked = Signal(str)
    reported = Signal()
    played = Signal(object)

    def __init__(self, room: CaptionRoom, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._desk: CaptioningDesk | None = None
        self._findings: tuple[Finding, ...] = ()
        self._news: RubricNews | None = None
        self._current: int | None = None
        self._wanted: tuple[Finding, ...] = ()
        self._put_aside: tuple[Finding, DecisionScope] | None = None
        self._submitted_clip = ""
        self.timeline = TimelinePresenter(room.timeline, self)
        self.lines = LinePresenter(room.video.dialogue, room.caption.bars, self)
        room.caption.editor.setReadOnly(True)  # until there is a clip to write about

    def connect_desk(self, desk: CaptioningDesk) -> None:
        """Join the room's signals to the desk."""
        self._desk = desk
        room = self._room
        editor = room.caption.editor
        editor.edited.connect(self._on_edited)
        editor.caret_moved.connect(desk.caret_moved)
        editor.play_requested.connect(self._play)
        editor.mark_clicked.connect(self._on_mark)
        editor.fix_chosen.connect(self._on_fix)
        editor.dictionary_word.connect(desk.rubric.learn)
        room.caption.paste_origin.connect(
            lambda origin, _at, _length: desk.paste_comes_from(origin)
        )
        room.caption.bars.pressed.connect(self._on_bar)
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
        rubric.finding_selected.connect(self.select_finding)
        rubric.finding_dismissed.connect(self._on_dismissed)
        rubric.suggestion_chosen.connect(self._on_suggestion)
        rubric.fact_changed.connect(desk.set_fact)
        rubric.names_changed.connect(desk.set_names)
        rubric.titles_changed.connect(desk.set_titles)
        rubric.cue_hovered.connect(self._on_cue)

    # -- what the desk tells

    def show_clip(self, opened: OpenedClip) -> None:
        """Show another clip with its text and lines."""
        caption = self._room.caption
        caption.load(opened.draft.text, opened.draft.caret)
        for bar in (READ_ONLY, PROBLEM, PUT_ASIDE):
            caption.bars.remove(bar)
        self._news, self._findings, self._current = None, (), None
        self._wanted, self._put_aside = (), None
        self._show_rubric()
        fault = self._desk.rubric.fault if self._desk is not None else None
        if fault is not None:
            self.show_problem(fault)  # it may have been said in another room
        self.clip_shown.emit(opened.clip)

    def show_writable(self, *, writable: bool) -> None:
        """Let the text be changed, or say why not."""
        caption = self._room.caption
        caption.editor.setReadOnly(not writable)
        self.writable_shown.emit(writable)
        clip = self._desk.clip if self._desk else None
        if writable or clip is None:
            caption.bars.remove(READ_ONLY)
            return
        aside = clip.state is ClipState.SET_ASIDE
        can_take_back = clip.state in {ClipState.SUBMITTED, ClipState.RESUBMITTED}
        caption.bars.show_bar(
            BarContent(
                id=READ_ONLY,
                gravity=Gravity.INFO,
                sentence=(
                    "This clip is set aside."
                    if aside
                    else "This caption was accepted."
                    if clip.state is ClipState.ACCEPTED
                    else "This caption was submitted."
                ),
                detail=(
                    clip.set_aside_reason
                    if aside
                    else "Take it back to go on writing."
                    if can_take_back
                    else ""
                ),
                buttons=(("take-back", "Take back"),) if can_take_back else (),
            )
        )

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
        self._submitted_clip = submission.clip_id
        at = clock(moment(submission.at_ms))
        self._room.caption.bars.show_bar(
            BarContent(
                id=SUBMITTED,
                gravity=Gravity.INFO,
                sentence=f"{clip.title} was submitted at {at}.",
                detail="It can be taken back until someone reviews it.",
                buttons=(("take-back", "Take back"), ("not-now", "Close")),
            )
        )
        self.submitted.emit(submission.clip_id)

    def show_problem(self, error: Exception) -> None:
        """Say what happened, what is safe and what to do."""
        problem = error_words(error)
        guide = isinstance(error, GuideError)
        self._room.caption.bars.show_bar(
            BarContent(
                id=GUIDE if guide else PROBLEM,
                gravity=Gravity.WEAK,
                sentence=problem.sentence,
                detail=problem.detail,
                buttons=(*((("reload", "Reload"),) if guide else ()), ("close", "Close")),
            )
        )

    def show_save(self, status: SaveStatus) -> None:
        """Show where the text stands; a failure stays red until it is mended."""
        bars = self._room.caption.bars
        if status.code:
            since = clock(moment(status.failing_since_ms or 0), seconds=True)
            problem = not_saved_words(since, status.code)
            where = f" A copy lies in {status.rescue}." if status.rescue else ""
            bars.show_bar(
                BarContent(
                    id=NOT_SAVED,
                    gravity=Gravity.BAD,
                    sentence=problem.sentence,
                    detail=f"{problem.detail}{where}",
                    buttons=(("copy", "Copy all text"),),
                )
            )
        else:
            bars.remove(NOT_SAVED)
        self.saved.emit(status)

    def show_news(self, news: RubricNews) -> None:
        """Show a new report: underlines, sidebar, facets."""
        report = news.report
        if self._news is None:  # so there is a guide
            self._room.caption.bars.remove(GUIDE)
        self._news = news
        before = self._findings[self._current] if self._current is not None else None
        wanted, self._wanted = self._wanted, ()
        self._findings = report.findings
        if wanted:
            self._current = first_found(wanted, report.findings)
        else:
            self._current = found_again(before, report.findings) if before is not None else None
        editor = self._room.caption.editor
        editor.set_marks([_mark_of(finding) for finding in report.findings])
        self._tint()
        if wanted and self._current is not None:
            at_hand = report.findings[self._current]
            if not at_hand.is_absence:
                editor.reveal(at_hand.start, at_hand.end)
        caption = self._room.caption
        caption.set_quoted(report.quoted_words)
        caption.set_sentences(report.sentences)
        self._show_rubric()
        self.timeline.show_text()
        self.reported.emit()

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

    def step_finding(self, by: int) -> None:
        """Go to the next or the previous finding."""
        self._room.rubric.sidebar.step(by)

    def select_finding(self, index: int) -> None:
        """Go to a finding: row, span and card together."""
        if not 0 <= index < len(self._findings):
            return
        self._current = index
        finding = self._findings[index]
        editor = self._room.caption.editor
        self._tint()
        if not finding.is_absence:
            editor.reveal(finding.start, finding.end)
            editor.set_caret(finding.end)
        self._show_rubric()

    def play_token(self) -> None:
        """Play the token at or before the caret."""
        self._room.caption.editor.play_chip_at_caret()

    def copy_all(self) -> None:
        """Put the clean text on the clipboard."""
        if self._desk is not None:
            QGuiApplication.clipboard().setText(self._desk.text_to_copy())

    # -- inside

    def _on_edited(
        self, position: int, removed: str, inserted: str, kind: EditKind, note: str
    ) -> None:
        if self._desk is not None:
            self._desk.text_edited(position, removed, inserted, kind, note)

    def _play(self, timecode: Timecode) -> None:
        if self._desk is not None:
            self._desk.playback.play_span(timecode)

    def _on_mark(self, index: int) -> None:
        if 0 <= index < len(self._findings):
            self._current = index
            self._tint()
            self._show_rubric()

    def _tint(self) -> None:
        """Tint the words of the finding at hand where the newest report has them."""
        editor = self._room.caption.editor
        finding = self._findings[self._current] if self._current is not None else None
        if finding is None or finding.is_absence:
            editor.set_current(None)
        else:
            line = underline_of(finding.criterion, finding.severity)
            editor.set_current((finding.start, finding.end), line)

    def _on_fix(self, index: int, suggestion: str) -> None:
        editor = self._room.caption.editor
        mark = editor.mark(index)  # moves with what was typed since the report
        if mark is not None and 0 <= index < len(self._findings):
            rule = self._findings[index].rule
            editor.replace_span(mark.start_cp, mark.end_cp, suggestion, EditKind.FIX, rule)

    def _on_suggestion(self, index: int, suggestion: str) -> None:
        self._on_fix(index, suggestion)

    def _on_dismissed(self, index: int, reason: str, scope: str) -> None:
        if self._desk is None or not 0 <= index < len(self._findings):
            return
        finding, reach = self._findings[index], DecisionScope(scope)
        # The walk goes on behind it; a finding that is dismissed along is not found again.
        self._wanted = self._findings[index:]
        self._put_aside = (finding, reach)
        self._desk.rubric.dismiss(finding, DecisionReason(reason), reach)
        words = " ".join(finding.match.split())
        what = f"“{words}”" if words else criterion_name(finding.criterion)
        self._room.caption.bars.show_bar(
            BarContent(
                id=PUT_ASIDE,
                gravity=Gravity.INFO,
                sentence=f"Put aside: {what}.",
                detail="For the whole clip." if reach is DecisionScope.CLIP else "",
                buttons=(("undo", "Undo"), ("close", "Close")),
            )
        )

    def _undo_dismissal(self) -> None:
        """Take the newest dismissal back; its finding is at hand again."""
        if self._desk is not None and self._put_aside is not None:
            (finding, reach), self._put_aside = self._put_aside, None
            self._wanted = (finding,)
            self._desk.rubric.withdraw(finding, reach)

    def _on_cue(self, criterion: str | None) -> None:
        spans: tuple[tuple[int, int], ...] = ()
        if criterion is not None and self._news is not None:
            verdict = self._news.report.verdict(criterion)
            spans = verdict.spans if verdict is not None else ()
        self._room.caption.editor.set_cues(spans)

    def _on_bar(self, bar_id: str, key: str) -> None:
        bars = self._room.caption.bars
        if key == "copy":
            self.copy_all()
        elif key == "take-back":
            bars.remove(bar_id)
            clip = self._desk.clip if self._desk else None
            here = clip.id if clip is not None else ""
            self.take_back_asked.emit(self._submitted_clip if bar_id == SUBMITTED else here)
        elif bar_id == GUIDE and key == "reload" and self._desk is not None:
            bars.remove(bar_id)
            self._desk.rubric.reload()
        elif bar_id == PUT_ASIDE and key == "undo":
            bars.remove(bar_id)
            self._undo_dismissal()
        elif key in {"close", "not-now"}:
            bars.remove(bar_id)

    def _guide_title(self) -> str:
        checker = self._desk.rubric.checker if self._desk is not None else None
        if checker is None:
            return ""
        return f"{checker.guide.title} {checker.guide.stamp.version.removesuffix('.0')}"

    def _show_rubric(self) -> None:
        news, desk = self._news, self._desk
        clip = desk.clip if desk is not None else None
        if news is None or clip is None:
            self._room.rubric.set_state(RubricState(facts=clip.facts if clip else ClipFacts()))
            return
        report = news.report
        self._room.rubric.set_state(
            RubricState(
                rows=rows_of(report),
                findings=tuple(card_of(finding) for finding in report.findings),
                current=self._current,
                facts=clip.facts,
                guide_title=self._guide_title(),
                to_look_at=len(report.to_look_at()),
            )
        )


def _mark_of(finding: Finding) -> TextMark:
    language = finding.criterion == LANGUAGE
    return TextMark(
        start_cp=finding.start,
        end_cp=finding.end,
        severity=finding.severity,
        is_language=language,
        suggestions=finding.suggestions,
        word=finding.match if language and " " not in finding.match else "",
    )
