"""What a check of a caption gives: findings, verdicts, and what each sentence gives.

Offsets are Unicode code points, half-open. The engine counts in the clean text;
``Report.in_raw`` maps a whole report to the raw text with its timecode tokens.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from app.domain.caption import CleanText


class Severity(StrEnum):
    """How grave a finding is (MQM's levels; info is never counted against a writer)."""

    INFO = "info"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """Order from 0 (info) to 3 (critical)."""
        return _SEVERITIES.index(self)


class Confidence(StrEnum):
    """How sure the rule is that its finding is one."""

    CERTAIN = "certain"
    LIKELY = "likely"
    HINT = "hint"


class State(StrEnum):
    """Where a criterion stands."""

    SATISFIED = "satisfied"
    WEAK = "weak"
    VIOLATED = "violated"
    NOT_APPLICABLE = "not_applicable"
    NEEDS_HUMAN = "needs_human"
    TOO_EARLY = "too_early"


class Stage(StrEnum):
    """Whether the caption is still being written or is about to be handed over."""

    DRAFT = "draft"
    SUBMIT = "submit"


_SEVERITIES: Final = tuple(Severity)
USUAL_CAP: Final = 5
"""Most findings shown for one rule where the guide says nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a finding stands: a code with values, and the guide's own sentence filled in.

    Attributes:
        code: Stable name of the reason, such as ``spc.modal``.
        text: The sentence of the guide pack, in the guide's language.
        values: What was filled in, as (name, value) pairs.
    """

    code: str
    text: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One explained span. A span of no length marks something that is missing.

    Attributes:
        rule: Id of the rule in the pack (or of the language checker's rule).
        criterion: Id of the criterion, such as ``SPC-01``.
        start, end: Code points.
        match: The words of the span.
        section: The guide's section to read, such as ``SG-5.1``.
        fix_hint: What to do, never a rewritten sentence.
        suggestions: Replacements, only for spelling and grammar.
    """

    rule: str
    criterion: str
    severity: Severity
    confidence: Confidence
    start: int
    end: int
    match: str
    reason: Reason
    section: str
    fix_hint: str = ""
    suggestions: tuple[str, ...] = ()

    @property
    def is_absence(self) -> bool:
        """True when there is nothing to underline."""
        return self.end <= self.start

    @property
    def order(self) -> tuple[int, int, str]:
        """Key of the order in which findings are listed: by place, then by rule."""
        return self.start, self.end, self.rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Where one criterion stands and why.

    Attributes:
        present: Whether the text gives the element at all; None where there is no such notion.
        spans: The cues in the text that speak for it, in order.
        because: Codes of the signals that made the state.
        cue: The most telling words found, up to three short cues, for the sidebar.
        detail: A figure to show beside the state, such as a word count, or "".
        hidden: Findings left out because one rule has too many ("+n more").
    """

    criterion: str
    state: State
    present: bool | None = None
    spans: tuple[tuple[int, int], ...] = ()
    because: tuple[str, ...] = ()
    cue: str = ""
    detail: str = ""
    hidden: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceFacets:
    """What one sentence gives: the must-have criteria with a cue in it (the facet grid)."""

    start: int
    end: int
    words: int
    gives: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckerRun:
    """A checker that took part in a report, or would have."""

    name: str
    version: str
    ran: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideStamp:
    """Which guide judged: enough to replay an old verdict."""

    id: str
    version: str
    sha256: str

    def __str__(self) -> str:
        return f"{self.id}@{self.version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything a check says about one text.

    Attributes:
        words: Words of the clean text.
        quoted_words: Those of them inside quotation marks.
        in_raw_offsets: False while offsets count in the clean text.
    """

    guide: GuideStamp
    stage: Stage
    words: int
    quoted_words: int
    verdicts: tuple[Verdict, ...]
    findings: tuple[Finding, ...]
    sentences: tuple[SentenceFacets, ...] = ()
    checkers: tuple[CheckerRun, ...] = ()
    in_raw_offsets: bool = False

    def verdict(self, criterion: str) -> Verdict | None:
        """The verdict on one criterion; None if the guide has switched it off."""
        return next((v for v in self.verdicts if v.criterion == criterion), None)

    def to_look_at(self) -> tuple[Finding, ...]:
        """The findings of minor severity and above."""
        return tuple(f for f in self.findings if f.severity is not Severity.INFO)

    def share_of(self, criterion: str) -> float:
        """Share of the words that stand in sentences which give a must-have, 0 to 1."""
        total = sum(s.words for s in self.sentences)
        given = sum(s.words for s in self.sentences if criterion in s.gives)
        return given / total if total else 0.0

    def in_raw(self, clean: CleanText) -> Report:
        """Give the report with all offsets mapped to the raw text."""
        if self.in_raw_offsets:
            return self
        span = clean.to_raw_span
        findings = (_moved(f, *span(f.start, f.end)) for f in self.findings)
        verdicts = (replace(v, spans=tuple(span(*s) for s in v.spans)) for v in self.verdicts)
        sentences = (_moved_sentence(s, *span(s.start, s.end)) for s in self.sentences)
        return replace(
            self,
            findings=tuple(findings),
            verdicts=tuple(verdicts),
            sentences=tuple(sentences),
            in_raw_offsets=True,
        )


def within_caps(findings: Iterable[Finding], caps: Mapping[str, int]) -> tuple[Finding, ...]:
    """Give the first findings of each rule, as many as its criterion shows.

    Args:
        findings: Findings in their order.
        caps: Most findings of one rule by criterion; 5 where a criterion is not named.
    """
    counts: Counter[tuple[str, str]] = Counter()
    kept: list[Finding] = []
    for finding in findings:
        key = finding.criterion, finding.rule
        counts[key] += 1
        if counts[key] <= caps.get(finding.criterion, USUAL_CAP):
            kept.append(finding)
    return tuple(kept)


def as_row(report: Report, row_id: str) -> dict[str, object]:
    """The report as one row of ``check --format jsonl``: plain data, ready for JSON."""
    criteria = {
        v.criterion: {
            "state": v.state.value,
            "present": v.present,
            "spans": [list(s) for s in v.spans],
        }
        for v in report.verdicts
    }
    return {
        "id": row_id,
        "words": report.words,
        "guide": str(report.guide),
        "criteria": criteria,
        "findings": list(_finding_rows(report)),
    }


def _finding_rows(report: Report) -> Iterator[dict[str, object]]:
    for finding in report.findings:
        yield {
            "rule": finding.rule,
            "criterion": finding.criterion,
            "severity": finding.severity.value,
            "confidence": finding.confidence.value,
            "start": finding.start,
            "end": finding.end,
            "match": finding.match,
            "section": finding.section,
        }


def _moved(finding: Finding, start: int, end: int) -> Finding:
    return replace(finding, start=start, end=end)


def _moved_sentence(sentence: SentenceFacets, start: int, end: int) -> SentenceFacets:
    return replace(sentence, start=start, end=end)
