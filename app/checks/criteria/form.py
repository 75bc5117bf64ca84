"""Form and language: length, layout, flow, and the state of the language checkers."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import Final

from app.checks.context import Context, Outcome, Placed
from app.checks.criteria.readability import measure
from app.checks.guide.model import Criterion
from app.checks.report import CheckerRun, Confidence, Finding, Severity
from app.domain.timecode import find_malformed_tokens

_EMOJI: Final = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]")
_ARTICLES: Final = frozenset({"the", "a", "an"})
_FIRST_GRADE: Final = 1
"""Below it the formula says nothing of a text."""
_THEN: Final = frozenset({"then", "next"})


def length(context: Context, criterion: Criterion) -> Outcome:
    """The number of words against the bounds of the guide."""
    limits = criterion.numbers
    count = context.words
    low, high = limits.get("min", 50), limits.get("max", 250)
    near = limits.get("near", 10)
    outcome = Outcome(
        signals={
            "count": count,
            "near": int(low <= count < low + near or high - near < count <= high),
            "outside": int(count < low or count > high),
            "absent": int(count < low),
        },
        detail=str(count),
    )
    values = {"count": str(count), "min": str(low), "max": str(high)}
    if count < low or count > high:
        hard = count < limits.get("hard_min", 30) or count > limits.get("hard_max", 300)
        level = Severity.CRITICAL if hard else Severity.MAJOR
        found = context.finding(criterion, "range", _start(context), default=level, values=values)
    elif outcome.signals["near"]:
        found = context.finding(
            criterion, "near", _start(context), default=Severity.INFO, values=values
        )
    else:
        found = None
    outcome.findings += [found] if found else []
    return outcome


def layout(context: Context, criterion: Criterion) -> Outcome:
    """One plain paragraph: plain rules, unclosed quotations, emoji, tokens that are no time."""
    outcome = Outcome(
        findings=[context.rule_finding(criterion, p, h) for p, h in context.hits(criterion.id)]
    )
    spans: list[tuple[str, int, int, Severity]] = [
        ("unclosed", at, at + 1, Severity.MINOR) for at in context.views.unclosed
    ]
    text = context.clean.text
    spans += [("emoji", m.start(), m.end(), Severity.MINOR) for m in _EMOJI.finditer(text)]
    spans += [("bad-token", s, e, Severity.MINOR) for s, e in find_malformed_tokens(text)]
    breaks = [m.start() for m in re.finditer(r"\n\s*\S", text)]
    most = criterion.numbers.get("paragraphs", 1)
    spans += [("paragraphs", at, at + 1, Severity.INFO) for at in breaks[max(0, most - 1) :][:1]]
    for code, start, end, severity in spans:
        found = context.finding(criterion, code, (start, end), default=severity)
        outcome.findings += [found] if found else []
    return outcome


def flow(context: Context, criterion: Criterion) -> Outcome:
    """Sentence lengths, monotony and readability."""
    outcome = Outcome()
    limits = criterion.numbers
    for placed in context.sentences:
        count = placed.sentence.words
        if count > limits.get("long", 35):
            level = Severity.MAJOR if count > limits.get("too_long", 50) else Severity.MINOR
            _add(context, criterion, outcome, "long", placed, level, {"count": str(count)})
        joins = sum(t.lower == "and" for t in placed.sentence.tokens)
        if joins >= limits.get("ands", 4):
            _add(context, criterion, outcome, "ands", placed, Severity.MINOR, {"count": str(joins)})
        _doubled(context, criterion, outcome, placed)
    _monotony(context, criterion, outcome)
    figures = measure(context)
    if figures.words and figures.sentences:
        sure = context.words >= limits.get("readable_from", 100)
        grade = figures.grade
        hard = grade > limits.get("grade", 13) or figures.ease < limits.get("ease", 45)
        if hard and figures.words >= 8:
            level = Severity.MINOR if sure else Severity.INFO
            found = context.absence(criterion, "hard", level)
            outcome.findings += [found] if found else []
        outcome.detail = f"{grade:.0f}" if grade >= _FIRST_GRADE else ""
    return outcome


def grammar(
    context: Context,
    criterion: Criterion,
    language: tuple[Finding, ...],
    checkers: tuple[CheckerRun, ...],
) -> Outcome:
    """The findings of the language checkers; needs a person when none of them ran."""
    ran = [c for c in checkers if c.ran]
    length_of_text = len(context.views.text)
    findings = [
        f
        for f in language
        if 0 <= f.start <= f.end <= length_of_text and not _in_quotation(context, f)
    ]
    counted = sum(f.severity is not Severity.INFO for f in findings)
    many = criterion.numbers.get("per_100", 4)
    return Outcome(
        findings=findings,
        signals={
            "ran": len(ran),
            "no_checker": int(not ran and not findings),
            "dense": int(counted >= many and 100 * counted >= many * max(1, context.words)),
        },
    )


def _start(context: Context) -> tuple[int, int]:
    at = context.sentences[0].start if context.sentences else 0
    return at, at


def _in_quotation(context: Context, finding: Finding) -> bool:
    return any(q.start < finding.end and finding.start < q.end for q in context.views.quotes)


def _add(
    context: Context,
    criterion: Criterion,
    outcome: Outcome,
    code: str,
    placed: Placed,
    severity: Severity,
    values: dict[str, str] | None = None,
) -> None:
    span = placed.start, placed.end
    found = context.finding(
        criterion, code, span, default=severity, confidence=Confidence.LIKELY, values=values
    )
    outcome.findings += [found] if found else []


def _doubled(context: Context, criterion: Criterion, outcome: Outcome, placed: Placed) -> None:
    tokens = placed.sentence.tokens
    for one, two in pairwise(tokens):
        same = one.lower == two.lower and one.is_word and one.lower.isalpha()
        if same and one.lower not in {"that", "had", "very", "no"}:
            found = context.finding(
                criterion, "doubled", (placed.start + one.start, placed.start + two.end)
            )
            outcome.findings += [found] if found else []


def _monotony(context: Context, criterion: Criterion, outcome: Outcome) -> None:
    limits = criterion.numbers
    own = [p for p in context.sentences if p.sentence.first_word() and not _opens_quoted(p)]
    firsts = [p.sentence.first_word() for p in own]
    for index in range(len(own) - limits.get("same_first", 3) + 1):
        run = firsts[index : index + limits.get("same_first", 3)]
        if len(set(run)) == 1 and run[0] not in _ARTICLES:
            _add(context, criterion, outcome, "same-start", own[index + len(run) - 1],
                 Severity.MINOR if len(own) >= 4 else Severity.INFO)  # fmt: skip
            break
    pairs = Counter(" ".join([t.lower for t in p.sentence.tokens if t.is_word][:2]) for p in own)
    most = max(pairs.values(), default=0)
    if len(own) >= 4 and 100 * most >= limits.get("same_pair", 40) * len(own) and most >= 3:
        found = context.absence(criterion, "same-pair", Severity.MINOR)
        outcome.findings += [found] if found else []
    thens = [p for p in own if _opens_with_then(p)]
    if len(thens) >= limits.get("thens", 3):
        _add(context, criterion, outcome, "thens", thens[-1], Severity.MINOR)


def _opens_quoted(placed: Placed) -> bool:
    return bool(placed.sentence.tokens) and placed.sentence.tokens[0].is_quote


def _opens_with_then(placed: Placed) -> bool:
    words = [t.lower for t in placed.sentence.tokens if t.is_word][:2]
    return bool(words) and (words[0] in _THEN or words == ["and", "then"])
