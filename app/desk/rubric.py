"""The live rubric: checks in slices on MAIN, both language checkers, and the person's decisions."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from app.checks.report import Finding, Report, Stage, as_row
from app.checks.rule_health import Standing
from app.checks.text import Views
from app.desk.health import RuleRecord, read_records, standings
from app.desk.judged import RubricNews, still_growing, without_dismissed
from app.desk.lanes import Lane
from app.desk.language import LanguageDesk
from app.desk.ports.clock import Timer
from app.desk.ports.store import Decision, DecisionReason, DecisionScope, UnitOfWork
from app.desk.runtime import Desk, OnError
from app.domain.caption import CleanText, count_words
from app.domain.clip import ClipFacts
from app.domain.errors import RefusedError

if TYPE_CHECKING:
    from app.checks.engine import Checker, Session, Work  # loaded after the first paint

SLICE_MS: Final = 2
"""A slice ends when this much is used; with the step under way it stays below 3 ms."""


def add_decision(unit: UnitOfWork, decision: Decision) -> Decision:
    """Store a decision about a finding."""
    unit.decisions.add(decision)
    return decision


def add_word(unit: UnitOfWork, word: str, at_ms: int) -> None:
    """Add a word to the person's dictionary."""
    unit.dictionary.add(word, at_ms)


class RubricDesk:
    """The rubric of the clip on the desk. MAIN only; never waits.

    Attributes:
        on_news: Called with each new report.
        on_guide: Called when the guide is loaded, or with the error when it is not.
    """

    def __init__(
        self,
        desk: Desk,
        *,
        load_checker: Callable[[], Checker],
        on_news: Callable[[RubricNews], None],
        on_guide: Callable[[Checker], None],
        on_error: Callable[[Exception], None],
    ) -> None:
        self._desk = desk
        self._load_checker = load_checker
        self._on_news = on_news
        self._on_guide = on_guide
        self._on_error = on_error
        self._language: LanguageDesk | None = None
        self._checker: Checker | None = None
        self._fault: Exception | None = None
        self._session: Session | None = None
        self._work: Work | None = None
        self._said: tuple[Finding, ...] | None = None
        self._done: Report | None = None
        self._untold = False
        self._timer: Timer | None = None
        self._text = ""
        self._clip_id = ""
        self._facts = ClipFacts()
        self._decisions: tuple[Decision, ...] = ()
        self._health: tuple[RuleRecord, ...] = ()
        self._hushed: Mapping[str, Standing] = {}
        self._health_read = False
        self._dictionary: frozenset[str] = frozenset()
        self._speakers: tuple[str, ...] = ()
        self._news: RubricNews | None = None

    def start(self, language: LanguageDesk) -> None:
        """Load the guide on the READER lane; checks begin when it is there."""
        self._language = language
        language.set_text(CleanText.of(self._text).text, self._names())
        self.reload()

    def reload(
        self, on_done: Callable[[Checker], None] | None = None, on_error: OnError | None = None
    ) -> None:
        """Load the guide again, from its folder; a broken one leaves the old one in use.

        Args:
            on_done: Called when the new guide is in use.
            on_error: Called with the trouble, in place of the desk's own.
        """

        def loaded(checker: Checker) -> None:
            self._take_checker(checker)
            if on_done is not None:
                on_done(checker)

        def failed(error: Exception) -> None:
            self._fault = error if self._checker is None else None
            (on_error or self._on_error)(error)

        self._desk.lanes.run(Lane.READER, self._load_checker, loaded, failed)

    def read_health(self) -> None:
        """Read on the READER lane what all decisions say of the rules."""
        self._desk.read(read_records, self._take_records, self._on_error)

    @property
    def health(self) -> tuple[RuleRecord, ...]:
        """How the rules fared with this person, by the decisions stored so far."""
        return self._health

    @property
    def checker(self) -> Checker | None:
        """The checker in use, None until the guide is loaded."""
        return self._checker

    @property
    def fault(self) -> Exception | None:
        """Why there is no checker, None while one is in use or on its way."""
        return self._fault

    @property
    def news(self) -> RubricNews | None:
        """The newest report."""
        return self._news

    @property
    def hushed(self) -> Mapping[str, Standing] | None:
        """The rules that are lowered or switched off, None before the decisions were read."""
        return self._hushed if self._health_read else None

    def open(
        self,
        text: str,
        facts: ClipFacts,
        *,
        clip_id: str = "",
        decisions: Sequence[Decision] = (),
        dictionary: frozenset[str] = frozenset(),
        speakers: tuple[str, ...] = (),
    ) -> None:
        """Check another clip's text."""
        self._text, self._facts, self._clip_id = text, facts, clip_id
        self._decisions, self._dictionary = tuple(decisions), dictionary
        self._speakers = speakers
        self._news = None
        self._changed()

    def set_text(self, text: str) -> None:
        """Take the raw text after an edit."""
        if text != self._text:
            self._text = text
            self._changed()

    def set_facts(self, facts: ClipFacts) -> None:
        """Take what is true of the clip."""
        self._facts = facts
        self._changed()

    def set_speakers(self, speakers: tuple[str, ...]) -> None:
        """Take the speakers of the dialogue lines; they count as known names."""
        if speakers != self._speakers:
            self._speakers = speakers
            self._changed()

    def set_decisions(self, decisions: Sequence[Decision], dictionary: frozenset[str]) -> None:
        """Take the stored decisions and the person's dictionary."""
        self._decisions, self._dictionary = tuple(decisions), dictionary
        self._changed()

    def dismiss(self, finding: Finding, reason: DecisionReason, scope: DecisionScope) -> Decision:
        """Put a finding aside, with a reason that is stored; gives the decision."""
        decision = Decision(
            id=self._desk.ids.new(),
            clip_id=self._clip_id,
            rule=finding.rule,
            criterion=finding.criterion,
            match=finding.match,
            scope=scope,
            reason=reason,
            at_ms=self._desk.clock.utc_ms(),
        )
        self._apply(decision)
        return decision

    def confirm(self, finding: Finding) -> None:
        """Say that a finding is right; it stays, and counts for its rule."""
        self.dismiss(finding, DecisionReason.CONFIRMED, DecisionScope.FINDING)

    def is_confirmed(self, finding: Finding) -> bool:
        """Tell whether the newest decision about a finding of this clip calls it right."""
        own = [
            decision
            for decision in self._decisions
            if (decision.rule, decision.match) == (finding.rule, finding.match)
            and decision.clip_id == self._clip_id
        ]
        newest = own[-1] if own else None
        return (
            newest is not None
            and not newest.withdrawn
            and newest.reason is DecisionReason.CONFIRMED
        )

    def withdraw(self, decision: Decision) -> None:
        """Take a decision back."""
        self._apply(
            replace(
                decision,
                id=self._desk.ids.new(),
                clip_id=self._clip_id,
                at_ms=self._desk.clock.utc_ms(),
                withdrawn=True,
            )
        )

    def learn(self, word: str) -> None:
        """Add a word to the person's dictionary."""
        self._dictionary |= {word}
        at = self._desk.clock.utc_ms()
        self._desk.run(lambda unit: add_word(unit, word, at), on_error=self._on_error)
        self._changed()

    def forget(self, word: str) -> None:
        """Remove a word from the person's dictionary."""
        self._dictionary -= {word}
        self._desk.run(lambda unit: unit.dictionary.remove(word), on_error=self._on_error)
        self._changed()

    def submit_report(self) -> Report:
        """Check for handing over, at once (10 ms for 250 words).

        Raises:
            RefusedError: ``submit.guide-not-loaded`` when there is no guide to check against.
        """
        if self._session is None:
            raise RefusedError("submit.guide-not-loaded")
        self._tell_language()
        work = self._begin(self._session, Stage.SUBMIT, self._language_findings())
        return self._judged(work.run()).report

    def submit_json(self) -> str:
        """The report of the submit stage as JSON, with the hash of the guide pack."""
        report = self.submit_report()
        row = as_row(report, self._clip_id)
        row["guide_sha256"] = report.guide.sha256
        row["checkers"] = [[run.name, run.version, run.ran] for run in report.checkers]
        return json.dumps(row, ensure_ascii=False, sort_keys=True)

    @property
    def ready(self) -> bool:
        """Whether the guide is loaded."""
        return self._session is not None

    def counts(self) -> tuple[int, int]:
        """Words and findings to look at, for the queue."""
        words = count_words(CleanText.of(self._text).text)
        return words, len(self._news.report.to_look_at()) if self._news else 0

    def language_changed(self) -> None:
        """Hear that a language checker has something new."""
        self._restart()

    def _changed(self) -> None:
        self._untold = True
        self._restart()

    def _tell_language(self) -> None:
        """Give the text to the language checkers, if it is new to them."""
        if self._untold:
            self._untold = False
            if self._language is not None:
                self._language.set_text(CleanText.of(self._text).text, self._names())

    def _restart(self) -> None:
        self._work = self._said = self._done = None
        if self._session is None and not self._untold:
            return
        if self._timer is None:
            self._timer = self._desk.timers.call_later(0, self._slice)

    def _slice(self) -> None:
        """Do a little; the key was painted before.

        Telling the language checkers, hearing them, and showing the report are slices of their
        own; between them are steps of the check until the slice is used up.
        """
        self._timer = None
        session = self._session
        if self._untold:
            self._tell_language()
        elif session is None:
            return
        elif self._done is not None:
            report, self._done = self._done, None
            self._news = self._judged(report)
            self._on_news(self._news)
            return
        elif self._said is None:
            self._said = self._language_findings()
        else:
            if self._work is None:
                self._work = self._begin(session, Stage.DRAFT, self._said)
            self._done = self._steps(self._work)
        if session is not None:
            self._timer = self._desk.timers.call_later(0, self._slice)

    def _steps(self, work: Work) -> Report | None:
        """Do steps until the slice is used up; gives the report when it is there."""
        began = self._desk.clock.monotonic_ms()
        while True:
            report = work.step()
            if report is not None or self._desk.clock.monotonic_ms() - began >= SLICE_MS:
                return report

    def _language_findings(self) -> tuple[Finding, ...]:
        """What the language checkers said of the text as it is now."""
        if self._language is None:
            return ()
        return self._language.findings(Views.of(CleanText.of(self._text).text))

    def _begin(self, session: Session, stage: Stage, said: tuple[Finding, ...]) -> Work:
        """Begin a check of the text as it is now, with what the language checkers said."""
        language = self._language
        return session.update(
            self._text,
            self._facts,
            stage,
            speakers=self._speakers,
            language_findings=said,
            checkers=language.runs() if language is not None else (),
        )

    def _take_checker(self, checker: Checker) -> None:
        self._checker = checker
        self._fault = None
        from app.checks.engine import Session  # loaded with the guide, after the first paint

        self._session = Session(checker)
        self._on_guide(checker)
        self._restart()

    def _names(self) -> list[str]:
        facts = self._facts
        return [*facts.names_allowed, *self._speakers, *self._dictionary]

    def _judged(self, report: Report) -> RubricNews:
        guide = self._checker.guide if self._checker is not None else None
        report = still_growing(report, guide)
        return without_dismissed(report, self._decisions, self._clip_id, self._hushed, guide)

    def _take_records(self, records: tuple[RuleRecord, ...]) -> None:
        self._health_read = True
        self._health = records
        self._hushed = standings(records)
        self._restart()

    def _apply(self, decision: Decision) -> None:
        self._decisions = (*self._decisions, decision)
        self._desk.run(
            lambda unit: add_decision(unit, decision),
            lambda _: self.read_health(),
            self._on_error,
        )
        self._restart()
