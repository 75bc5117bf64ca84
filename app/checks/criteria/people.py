"""People: the background kept short, identity only as visible and even-handed (rubric 2.2)."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from app.checks.context import Context, Outcome, Placed
from app.checks.guide.model import Criterion
from app.checks.report import Confidence, Severity

_DETAIL: Final = frozenset({"clothing", "color", "hair", "build", "age", "accessory", "pattern"})
_ENOUGH_SENTENCES: Final = 3
_BEINGS: Final = frozenset({"person", "kin", "group", "onlooker"})


def background(context: Context, criterion: Criterion) -> Outcome:
    """Detail spent on people who play no part: colors, clothes, hair, age, things they carry."""
    outcome = Outcome()
    minor = criterion.numbers.get("minor", 3)
    major = criterion.numbers.get("major", 5)
    marked = {c.sentence: c for c in reversed(context.cues(criterion.id, "marker"))}
    heavy = 0
    words = 0
    for index, cue in sorted(marked.items()):
        placed = context.sentences[index]
        people, details = _weigh(placed, cue.hit.start)
        words += placed.sentence.words
        if not people or not _has_foreground(context, cue.start):
            continue
        if _acts_on_key(context, placed) or _comes_back(context, placed, cue.hit.start):
            continue
        if details >= minor:
            heavy += 1
            level = Severity.MAJOR if details >= major else Severity.MINOR
            span = cue.start, placed.end
            found = context.finding(
                criterion,
                "detail",
                span,
                default=level,
                confidence=Confidence.LIKELY,
                values={"count": str(details)},
            )
            outcome.findings += [found] if found else []
    outcome.signals = {
        "heavy": heavy,
        "mentions": len(marked),
        "share": 100 * words // max(1, context.words),
    }
    return outcome


def identity(context: Context, criterion: Criterion) -> Outcome:
    """Plain rules, and a word for origin on some of the key people and not on the others."""
    outcome = Outcome(
        findings=[context.rule_finding(criterion, p, h) for p, h in context.hits(criterion.id)]
    )
    named = context.cues(criterion.id, "origin")
    people = context.cues("CHR-01", "described", "being")
    sentences_with = {c.sentence for c in named}
    others = [c for c in people if c.sentence not in sentences_with]
    if len(named) == 1 and len({c.sentence for c in others}) >= 1:
        found = context.finding(
            criterion,
            "asymmetry",
            (named[0].start, named[0].end),
            default=Severity.INFO,
            confidence=Confidence.HINT,
        )
        outcome.findings += [found] if found else []
    return outcome


def _weigh(placed: Placed, start: int) -> tuple[int, int]:
    """People and details of a sentence from the marker on."""
    tokens = [t for t in placed.sentence.tokens if t.end > start]
    people = sum(bool(t.classes & _BEINGS) and t.tag[:1] == "N" for t in tokens)
    details = sum(bool(t.classes & _DETAIL) and t.tag[:1] in {"N", "J", "V"} for t in tokens)
    return people, details


def _has_foreground(context: Context, start: int) -> bool:
    """True when someone is introduced before: who comes first in a caption is no background."""
    if len(context.sentences) < _ENOUGH_SENTENCES:
        return True
    return any(c.start < start for c in context.cues("CHR-01", "being", "described"))


def _comes_back(context: Context, placed: Placed, start: int) -> bool:
    """True when a person of this stretch is spoken of again ("the woman"): a key character."""
    here = {
        t.lemma
        for t in placed.sentence.tokens
        if t.start >= start and t.tag == "NN" and t.classes & _BEINGS
    }
    before = {
        t.lemma
        for p in context.sentences[: placed.index]
        for t in p.sentence.tokens
        if t.tag[:2] == "NN" and t.classes & _BEINGS
    }
    for later in context.sentences[placed.index + 1 :]:
        tokens = later.sentence.tokens
        for one, two in pairwise(tokens):
            if one.lower == "the" and two.lemma in here - before:
                return True
    return False


def _acts_on_key(context: Context, placed: Placed) -> bool:
    """True when the person of this sentence does something to a key character."""
    return any(c.sentence == placed.index for c in context.cues("BGD-01", "acts-on-key"))
