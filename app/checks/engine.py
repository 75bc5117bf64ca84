"""The rubric engine: a clean text, the clip's facts and a guide in, a report out.

Pure and deterministic: no I/O, no clock, no locale, no chance. The same text, facts, stage and
guide give byte-identical reports whether they are checked at once (``Checker.check``) or in
steps with remembered sentences (``Session``).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final, TypedDict, Unpack

from app.checks.context import Context, Outcome
from app.checks.criteria import judge
from app.checks.cues import telling_words
from app.checks.english.lexicon import Lexicon, english
from app.checks.guide.model import Criterion, Guide
from app.checks.matcher import Matcher, Sentence
from app.checks.report import (
    CheckerRun,
    Finding,
    Report,
    SentenceFacets,
    Severity,
    Stage,
    State,
    Verdict,
    within_caps,
)
from app.checks.text import Views
from app.checks.textrules import text_findings
from app.domain.caption import CleanText
from app.domain.clip import ClipFacts

ENGINE_VERSION: Final = "1"
"""Part of the stamp under which passed examples are remembered."""

MANY_WORDS: Final = 400
"""Above this many words each criterion is a step of its own."""

EARLY_WORDS: Final = 40
"""Below this many words a draft is not told what is missing."""


class Known(TypedDict, total=False):
    """What else is known when a text is checked.

    Attributes:
        speakers: Names used in the dialogue lines of the clip; they count as known.
        language_findings: Findings of the language checkers, offsets in the clean text.
        checkers: The language checkers that ran.
    """

    speakers: tuple[str, ...]
    language_findings: Iterable[Finding]
    checkers: Iterable[CheckerRun]


class Checker:
    """Checks texts against one guide. Costs about 60 ms to make; keep it."""

    def __init__(self, guide: Guide, lexicon: Lexicon | None = None) -> None:
        self.guide = guide
        self._matcher = Matcher(guide, lexicon or english())

    def check(
        self,
        clean: CleanText,
        facts: ClipFacts,
        stage: Stage = Stage.DRAFT,
        **known: Unpack[Known],
    ) -> Report:
        """Check a text at once.

        Args:
            clean: The text without its tokens.
            facts: What is true of the clip.
            stage: Draft or submit; what is missing counts from 40 words, or at submit.
            known: What else is known.

        Returns:
            The report, with offsets in the clean text.
        """
        for report in self.steps(clean, facts, stage, **known):
            if report is not None:
                return report
        raise AssertionError("a check always ends in a report")

    def steps(
        self,
        clean: CleanText,
        facts: ClipFacts,
        stage: Stage = Stage.DRAFT,
        **known: Unpack[Known],
    ) -> Iterator[Report | None]:
        """The same check in small steps: None while there is more to do, then the report."""
        views = Views.of(clean.text)
        sentences: list[Sentence] = []
        for span in views.sentences:
            text, narration = (v[span.start : span.end] for v in (views.text, views.narration))
            fresh = not self._matcher.knows(text, narration)
            sentences.append(self._matcher.read(text, narration))
            if fresh:
                yield None
        context = Context(
            clean=clean,
            views=views,
            sentences=tuple(sentences),
            facts=facts,
            stage=stage,
            guide=self.guide,
            speakers=known.get("speakers", ()),
        )
        yield None
        language = tuple(known.get("language_findings", ()))
        runs = tuple(known.get("checkers", ()))
        verdicts: list[Verdict] = []
        findings: list[Finding] = []
        for criterion in self.guide.criteria:
            verdict, found = _settled(context, criterion, judge(context, criterion, language, runs))
            verdicts.append(verdict)
            findings += found
            if context.words > MANY_WORDS or len(verdicts) % 6 == 0:
                yield None
        yield Report(
            guide=self.guide.stamp,
            stage=stage,
            words=context.words,
            quoted_words=context.quoted_words,
            verdicts=tuple(verdicts),
            findings=tuple(sorted(findings, key=lambda f: (f.order, f.criterion))),
            sentences=_facets(context, verdicts),
            checkers=runs,
        )


class Work:
    """A check under way: ask ``step`` until it gives the report.

    One step is one new sentence or a few criteria, well below a millisecond for sentences of
    usual length; the caller decides how many steps fit into its slice.
    """

    def __init__(self, steps: Iterator[Report | None], clean: CleanText) -> None:
        self._steps = steps
        self._clean = clean
        self.report: Report | None = None

    def step(self) -> Report | None:
        """Do a little; the report (in raw offsets) when it is done, None before."""
        if self.report is None:
            report = next(self._steps)
            if report is not None:
                self.report = report.in_raw(self._clean)
        return self.report

    def run(self) -> Report:
        """Do all that is left."""
        while True:
            report = self.step()
            if report is not None:
                return report


class Session:
    """The live check of one text in the window: raw text in, steps, report in raw offsets.

    Sentences are remembered by their text, so after a key only the changed one is worked out.
    A new update makes the one before it void; its ``Work`` is simply dropped.
    """

    def __init__(self, checker: Checker) -> None:
        self._checker = checker

    def update(
        self,
        raw: str,
        facts: ClipFacts,
        stage: Stage = Stage.DRAFT,
        **known: Unpack[Known],
    ) -> Work:
        """Begin a check of a raw text. ``language_findings`` count in the clean text."""
        clean = CleanText.of(raw)
        return Work(self._checker.steps(clean, facts, stage, **known), clean)


def _settled(
    context: Context, criterion: Criterion, outcome: Outcome
) -> tuple[Verdict, list[Finding]]:
    """Make a state of what a criterion found, by the guide's expressions."""
    findings = deduplicated(outcome.findings + text_findings(context, criterion))
    early = context.stage is Stage.DRAFT and context.words < EARLY_WORDS
    if early:
        findings = [f for f in findings if not f.is_absence]
    signals: dict[str, int] = {**context.fact_signals, **outcome.signals}
    for severity in Severity:
        signals[severity.value] = sum(f.severity is severity for f in findings)
    state = _state(criterion, signals)
    if state is State.NOT_APPLICABLE:
        findings = []
    if early and signals.get("absent"):
        # What must be there is not in order, either, while nothing of it is.
        must_have = criterion.group == "must_have" and state is not State.NOT_APPLICABLE
        if must_have or state in {State.VIOLATED, State.WEAK}:
            state = State.TOO_EARLY
    spans = tuple(outcome.spans)
    verdict = Verdict(
        criterion=criterion.id,
        state=state,
        present=outcome.present,
        spans=spans,
        because=tuple(outcome.because) + tuple(sorted({f.rule for f in findings})),
        cue=telling_words(context, criterion.id, spans),
        detail=outcome.detail,
        hidden=_hidden(findings, criterion.cap),
    )
    return verdict, findings


def _state(criterion: Criterion, signals: Mapping[str, int]) -> State:
    if criterion.applies and not criterion.applies.value(signals):
        return State.NOT_APPLICABLE
    if criterion.needs_human and criterion.needs_human.value(signals):
        return State.NEEDS_HUMAN
    if criterion.violated and criterion.violated.value(signals):
        return State.VIOLATED
    if criterion.weak and criterion.weak.value(signals):
        return State.WEAK
    return State.SATISFIED


def deduplicated(findings: Iterable[Finding]) -> list[Finding]:
    """Of overlapping findings of one criterion keep the graver, the longer, the lower rule id."""
    ranked = sorted(findings, key=lambda f: (-f.severity.rank, f.start - f.end, f.rule, f.start))
    kept: list[Finding] = []
    for finding in ranked:
        if finding.is_absence or not any(_overlap(finding, other) for other in kept):
            kept.append(finding)
    return sorted(kept, key=lambda f: f.order)


def _overlap(one: Finding, other: Finding) -> bool:
    return one.start < other.end and other.start < one.end


def _hidden(findings: list[Finding], cap: int) -> int:
    counts: dict[str, int] = {}
    for finding in findings:
        counts[finding.rule] = counts.get(finding.rule, 0) + 1
    return sum(max(0, count - cap) for count in counts.values())


def _facets(context: Context, verdicts: list[Verdict]) -> tuple[SentenceFacets, ...]:
    must_have = {c.id for c in context.guide.criteria if c.group == "must_have"}
    starts = [p.start for p in context.sentences]
    given: list[list[str]] = [[] for _ in context.sentences]
    for verdict in verdicts:
        if verdict.criterion in must_have and verdict.present:
            indices = {bisect_right(starts, start) - 1 for start, _ in verdict.spans}
            for index in sorted(i for i in indices if i >= 0):
                given[index].append(verdict.criterion)
    return tuple(
        SentenceFacets(start=p.start, end=p.end, words=p.sentence.words, gives=tuple(g))
        for p, g in zip(context.sentences, given, strict=True)
    )


def without_hidden(report: Report, guide: Guide) -> Report:
    """The report with at most as many findings of one rule as its criterion shows."""
    return replace(report, findings=within_caps(report.findings, guide.caps))
