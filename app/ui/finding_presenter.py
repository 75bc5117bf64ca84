"""Joins sidebar, underlines and facets to the reports of the rubric: which finding is at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.checks.report import Finding
from app.desk.captioning import CaptioningDesk
from app.desk.judged import LENGTH, RubricNews
from app.desk.ports.store import Decision, DecisionReason, DecisionScope
from app.domain.clip import ClipFacts
from app.domain.journal import EditKind
from app.ui.caption.textmarks import TextMark
from app.ui.caption_bars import GUIDE, PUT_ASIDE, CaptionBars
from app.ui.caption_room import CaptionRoom
from app.ui.common.words.criteria import criterion_name, underline_of
from app.ui.common.words.guide import guide_name
from app.ui.common.words.length import LengthBand
from app.ui.rubric.model import RubricState
from app.ui.rubric.reported import card_of, first_found, found_again, put_aside_of, rows_of

if TYPE_CHECKING:
    from app.checks.guide.model import Guide

LANGUAGE = "GRM-01"


class FindingPresenter(QObject):
    """The walk through the findings; row, span and card go together. MAIN.

    Signals:
        reported: There is a new report.
    """

    reported = Signal()

    def __init__(self, room: CaptionRoom, bars: CaptionBars, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._bars = bars
        self._desk: CaptioningDesk | None = None
        self._news: RubricNews | None = None
        self._findings: tuple[Finding, ...] = ()
        self._current: int | None = None
        self._wanted: tuple[Finding, ...] = ()
        self._newest: Decision | None = None

    def connect_desk(self, desk: CaptioningDesk) -> None:
        """Join the signals of sidebar and underlines to the desk."""
        self._desk = desk
        editor, sidebar = self._room.caption.editor, self._room.rubric.sidebar
        editor.mark_clicked.connect(self._on_mark)
        editor.fix_chosen.connect(self._on_fix)
        editor.dictionary_word.connect(desk.rubric.learn)
        sidebar.finding_selected.connect(self.select)
        sidebar.finding_dismissed.connect(self._on_dismissed)
        sidebar.take_back_asked.connect(self._on_take_back)
        sidebar.suggestion_chosen.connect(self._on_fix)
        sidebar.cue_hovered.connect(self._on_cue)
        self._bars.undo_asked.connect(self._undo)

    def forget(self) -> None:
        """Another clip is shown: nothing is known of its text yet."""
        self._news, self._findings, self._current = None, (), None
        self._wanted, self._newest = (), None
        self._show_rubric()

    def show_news(self, news: RubricNews) -> None:
        """Show a new report: underlines, sidebar, facets."""
        report = news.report
        if self._news is None:  # so there is a guide
            self._bars.remove(GUIDE)
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
        self.reported.emit()

    def step(self, by: int) -> None:
        """Go to the next or the previous finding."""
        self._room.rubric.sidebar.step(by)

    def select(self, index: int) -> None:
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

    def _on_dismissed(self, index: int, reason: str, scope: str) -> None:
        if self._desk is None or not 0 <= index < len(self._findings):
            return
        finding, reach = self._findings[index], DecisionScope(scope)
        # The walk goes on behind it; a finding that is dismissed along is not found again.
        self._wanted = self._findings[index:]
        self._newest = self._desk.rubric.dismiss(finding, DecisionReason(reason), reach)
        words = " ".join(finding.match.split())
        self._bars.show_put_aside(
            f"“{words}”" if words else criterion_name(finding.criterion), reach
        )

    def _undo(self) -> None:
        """Take the newest dismissal back."""
        if self._newest is not None:
            self._take_back(self._newest)

    def _on_take_back(self, decision_id: str) -> None:
        for put in self._news.put_aside if self._news is not None else ():
            if put.decision.id == decision_id:
                self._take_back(put.decision)
                return

    def _take_back(self, decision: Decision) -> None:
        """Take a dismissal back; its first finding is at hand again."""
        if self._desk is None:
            return
        if self._newest is not None and self._newest.id == decision.id:
            self._newest = None
            self._bars.remove(PUT_ASIDE)
        put = self._news.put_aside if self._news is not None else ()
        self._wanted = next((p.findings for p in put if p.decision.id == decision.id), ())
        self._desk.rubric.withdraw(decision)

    def _on_cue(self, criterion: str | None) -> None:
        spans: tuple[tuple[int, int], ...] = ()
        if criterion is not None and self._news is not None:
            verdict = self._news.report.verdict(criterion)
            spans = verdict.spans if verdict is not None else ()
        self._room.caption.editor.set_cues(spans)

    def _guide_title(self) -> str:
        checker = self._desk.rubric.checker if self._desk is not None else None
        return guide_name(checker.guide) if checker is not None else ""

    def _show_rubric(self) -> None:
        news, desk = self._news, self._desk
        clip = desk.clip if desk is not None else None
        if news is None or clip is None:
            self._room.rubric.set_state(RubricState(facts=clip.facts if clip else ClipFacts()))
            return
        report = news.report
        checker = desk.rubric.checker if desk is not None else None
        if checker is not None:
            self._room.caption.heading.set_band(band_of(checker.guide))
        self._room.rubric.set_state(
            RubricState(
                rows=rows_of(report, checker.guide.caps if checker is not None else {}),
                findings=tuple(card_of(finding) for finding in report.findings),
                current=self._current,
                facts=clip.facts,
                guide_title=self._guide_title(),
                to_look_at=len(report.to_look_at()),
                put_aside=tuple(put_aside_of(put) for put in news.put_aside),
            )
        )


def band_of(guide: Guide) -> LengthBand:
    """The length that a guide asks for; the usual one where it has no such criterion."""
    criterion = guide.criterion(LENGTH)
    usual = LengthBand()
    if criterion is None:
        return usual
    numbers = criterion.numbers
    high = numbers.get("max", usual.high)
    return LengthBand(
        low=numbers.get("min", usual.low),
        high=high,
        near=numbers.get("near", usual.near),
        end=max(high, numbers.get("hard_max", usual.end)),
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
