"""A guide as the engine sees it: frozen, checked, merged, with the hash of its pack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.checks.guide.expressions import Expression
from app.checks.report import Confidence, GuideStamp, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A pattern that exempts a match when it stands within some tokens of the same sentence."""

    pattern: str
    tokens: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of a pack.

    Attributes:
        kind: Vale's extension point, or ``presence`` for a cue.
        cue: Name of the cue or signal that a match gives, "" for a plain finding.
        scope: ``narration``, ``quote`` or ``all``.
        patterns, exceptions: RE2 alternatives over the text.
        sequences, sequence_exceptions: token patterns (see ``app.checks.sequences``).
        needs: Signals that must be there for the rule to speak (see the criteria).
    """

    id: str
    criterion: str
    kind: str
    cue: str = ""
    message: str = ""
    reason: str = ""
    severity: Severity = Severity.MINOR
    confidence: Confidence = Confidence.CERTAIN
    section: str = ""
    fix_hint: str = ""
    scope: str = "narration"
    ignore_case: bool = True
    whole_words: bool = True
    patterns: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    sequences: tuple[str, ...] = ()
    sequence_exceptions: tuple[str, ...] = ()
    unless_before: Near | None = None
    unless_after: Near | None = None
    swap: tuple[tuple[str, str], ...] = ()
    either: tuple[tuple[str, ...], ...] = ()
    first: str = ""
    second: str = ""
    window: str = ""
    formula: Expression | None = None
    low: int | None = None
    high: int | None = None
    needs: tuple[str, ...] = ()
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One line of the rubric as the pack sets it.

    Attributes:
        weak, violated, needs_human, applies: Expressions over counts and signals.
        numbers: Thresholds by name.
        messages, hints, severities: Words and levels of the findings that code makes, by code.
        cap: Most findings shown for one rule.
    """

    id: str
    title: str
    weight: int
    section: str
    group: str
    weak: Expression | None
    violated: Expression | None
    needs_human: Expression | None
    applies: Expression | None
    numbers: Mapping[str, int]
    messages: Mapping[str, str]
    hints: Mapping[str, str]
    severities: Mapping[str, Severity | None]
    cap: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of the guide: what the drawer shows behind a finding."""

    id: str
    title: str
    body: str
    criteria: tuple[str, ...] = ()
    do: tuple[str, ...] = ()
    dont: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A fixture of the pack: one sentence that complies or fails for one criterion.

    Attributes:
        spans: Where findings are expected, as spans of ``text``.
        dropped: Why the example is not run, or "".
    """

    criterion: str
    good: bool
    text: str
    spans: tuple[tuple[int, int], ...]
    dropped: str
    file: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorType:
    """One row of the reviewer's error typology, with the criteria that feed it."""

    code: str
    title: str
    criteria: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """A whole guide.

    Attributes:
        classes_added, classes_removed: Words by class, on top of the English lexicon.
        lists: Word lists by name (brands, common words of brands and so on).
    """

    stamp: GuideStamp
    title: str
    language: str
    extends: str
    switches: Mapping[str, str | int | float | bool]
    severity_multiplier: Mapping[str, float]
    pass_rule: Mapping[str, str | int | float | bool]
    criteria: tuple[Criterion, ...]
    rules: tuple[Rule, ...]
    sections: tuple[Section, ...]
    error_types: tuple[ErrorType, ...]
    classes_added: Mapping[str, frozenset[str]]
    classes_removed: Mapping[str, frozenset[str]]
    lists: Mapping[str, tuple[str, ...]]
    examples: tuple[Example, ...]

    def criterion(self, criterion_id: str) -> Criterion | None:
        """A criterion by its id; None if this guide has it switched off."""
        return next((c for c in self.criteria if c.id == criterion_id), None)

    @property
    def caps(self) -> Mapping[str, int]:
        """How many findings of one rule are shown, by criterion."""
        return {criterion.id: criterion.cap for criterion in self.criteria}

    def section(self, section_id: str) -> Section | None:
        """A section by its id."""
        return next((s for s in self.sections if s.id == section_id), None)

    def rule(self, rule_id: str) -> Rule | None:
        """A rule by its id."""
        return next((r for r in self.rules if r.id == rule_id), None)
