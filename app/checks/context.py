"""What the criteria look at: one text, its sentences, the clip's facts, and the guide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from app.checks.guide.model import Criterion, Guide, Rule
from app.checks.matcher import Hit, Sentence
from app.checks.report import Confidence, Finding, Reason, Severity, Stage
from app.checks.text import Span, Views
from app.domain.caption import CleanText
from app.domain.clip import ClipFacts


@dataclass(frozen=True, slots=True)
class Placed:
    """A sentence at its place in the text."""

    index: int
    start: int
    end: int
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue or signal found in the text, with its place in code points of the clean text."""

    name: str
    start: int
    end: int
    sentence: int
    hit: Hit


@dataclass(slots=True)
class Outcome:
    """What a criterion's code found out, before the guide's expressions make a state of it.

    Attributes:
        absence: Code of the finding to show when the element is missing, or "".
    """

    signals: dict[str, int] = field(default_factory=dict[str, int])
    findings: list[Finding] = field(default_factory=list[Finding])
    present: bool | None = None
    spans: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    because: list[str] = field(default_factory=list[str])
    detail: str = ""


class Context:
    """One text to judge. Everything in it is fixed once it is made."""

    def __init__(
        self,
        *,
        clean: CleanText,
        views: Views,
        sentences: tuple[Sentence, ...],
        facts: ClipFacts,
        stage: Stage,
        guide: Guide,
        speakers: tuple[str, ...] = (),
    ) -> None:
        self.clean = clean
        self.views = views
        self.facts = facts
        self.stage = stage
        self.guide = guide
        self.speakers = speakers
        self.sentences = tuple(
            Placed(i, span.start, span.end, sentence)
            for i, (span, sentence) in enumerate(zip(views.sentences, sentences, strict=True))
        )
        self.words = sum(s.words for s in sentences)
        self.quoted_words = sum(s.quoted for s in sentences)
        self._cues: dict[tuple[str, str], list[Cue]] = {}
        self._plain: dict[str, list[tuple[Placed, Hit]]] = {}
        self._conditional: dict[str, list[tuple[Placed, Hit]]] = {}
        for placed in self.sentences:
            for hit in placed.sentence.hits:
                self._sort_in(placed, hit)

    def _sort_in(self, placed: Placed, hit: Hit) -> None:
        rule = hit.rule
        if rule.kind == "conditional":
            self._conditional.setdefault(rule.id, []).append((placed, hit))
        elif rule.cue:
            cue = Cue(rule.cue, placed.start + hit.start, placed.start + hit.end, placed.index, hit)
            self._cues.setdefault((rule.criterion, rule.cue), []).append(cue)
        else:
            self._plain.setdefault(rule.criterion, []).append((placed, hit))

    def cues(self, criterion: str, *names: str) -> list[Cue]:
        """The cues of some names, in the order of the text."""
        found = [c for name in names for c in self._cues.get((criterion, name), ())]
        return sorted(found, key=lambda c: (c.start, c.end))

    def hits(self, criterion: str) -> list[tuple[Placed, Hit]]:
        """The matches of the plain rules of a criterion."""
        return self._plain.get(criterion, [])

    def conditional_hits(self, rule: Rule) -> list[tuple[Placed, Hit]]:
        """Where the first pattern of a conditional rule stands."""
        return self._conditional.get(rule.id, [])

    @cached_property
    def fact_signals(self) -> Mapping[str, int]:
        """The clip's ticks and the stage as signals: ``music_yes``, ``people_no``, ``submit``."""
        ticks = {
            "speech": self.facts.speech,
            "music": self.facts.music,
            "ambience": self.facts.ambience,
            "text": self.facts.on_screen_text,
            "people": self.facts.people,
            "names": self.facts.names_or_brands,
        }
        signals = {f"{name}_{tick.value}": 1 for name, tick in ticks.items()}
        signals["words"] = self.words
        signals["submit"] = int(self.stage is Stage.SUBMIT)
        return signals

    def quotations(self) -> Iterator[tuple[Placed, int, int]]:
        """The quotations with their sentences, as spans of the text."""
        for placed in self.sentences:
            for start, end in placed.sentence.quotes:
                yield placed, placed.start + start, placed.start + end

    def pinned(self, end: int, reach: int = 6) -> bool:
        """Tell whether a timecode token pins what ends here: it follows within six words."""
        for pin in self.clean.pins:
            if pin.clean_at < end:
                continue
            between = self.views.narration[end : pin.clean_at]
            if len(between.split()) <= reach and not _ends_sentence(between):
                return True
        return False

    def finding(
        self,
        criterion: Criterion,
        code: str,
        span: Span | tuple[int, int],
        *,
        default: Severity = Severity.MINOR,
        confidence: Confidence = Confidence.CERTAIN,
        values: Mapping[str, str] | None = None,
    ) -> Finding | None:
        """A finding that code makes, with the guide's words; None when the guide has it off."""
        severity = criterion.severities.get(code, default)
        if severity is None:
            return None
        start, end = (span.start, span.end) if isinstance(span, Span) else span
        match = self.views.text[start:end]
        filled = {"match": match, **(values or {})}
        text = fill(criterion.messages.get(code, ""), filled)
        return Finding(
            rule=f"{criterion.id.partition('-')[0]}-{code}",
            criterion=criterion.id,
            severity=severity,
            confidence=confidence,
            start=start,
            end=end,
            match=match,
            reason=Reason(
                code=f"{criterion.id.lower()}.{code}", text=text, values=tuple(filled.items())
            ),
            section=criterion.section,
            fix_hint=criterion.hints.get(code, ""),
        )

    def rule_finding(
        self, criterion: Criterion, placed: Placed, hit: Hit, severity: Severity | None = None
    ) -> Finding:
        """The finding of a plain rule's match."""
        rule = hit.rule
        start, end = placed.start + hit.start, placed.start + hit.end
        match = self.views.text[start:end]
        values = {"match": match, "swap": swapped(rule, match)}
        return Finding(
            rule=rule.id,
            criterion=criterion.id,
            severity=severity or rule.severity,
            confidence=rule.confidence,
            start=start,
            end=end,
            match=match,
            reason=Reason(
                code=rule.reason, text=fill(rule.message, values), values=tuple(values.items())
            ),
            section=rule.section or criterion.section,
            fix_hint=rule.fix_hint,
        )

    def absence(self, criterion: Criterion, code: str, default: Severity) -> Finding | None:
        """A finding about something missing: no length, at the first sentence."""
        at = self.sentences[0].start if self.sentences else 0
        return self.finding(criterion, code, (at, at), default=default)


def swapped(rule: Rule, match: str) -> str:
    """The preferred term of a substitution rule for a match, or ""."""
    lower = match.lower()
    return next((new for old, new in rule.swap if old.lower() == lower), "")


def fill(text: str, values: Mapping[str, str]) -> str:
    """Fill ``%s`` (the match) and ``{name}`` in a sentence of the guide."""
    text = text.replace("%s", values.get("match", ""))
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text


def spans_of(cues: Iterable[Cue]) -> list[tuple[int, int]]:
    """The places of cues, each once, in order."""
    return sorted({(c.start, c.end) for c in cues})


def _ends_sentence(between: str) -> bool:
    stripped = between.strip().strip('"')
    return any(mark in stripped for mark in ".?!") and not between.strip().startswith('"')
