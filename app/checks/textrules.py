"""Rule types that look at more than one match: occurrence, repetition, conditional, metric.

They mean what they mean in Vale; the differences are listed in ADR 4. ``consistency`` is part of
the criterion CON-01, the other types run sentence by sentence in the matcher.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from app.checks.context import Context, Placed
from app.checks.criteria.readability import measure
from app.checks.guide.model import Criterion, Rule
from app.checks.matcher import Hit
from app.checks.patterns import Pattern, compile_alternatives
from app.checks.report import Finding

_NEIGHBORS: Final = {"sentence": 0, "adjacent_sentence": 1}


def text_findings(context: Context, criterion: Criterion) -> list[Finding]:
    """The findings of a criterion's rules that look at the whole text."""
    found: list[Finding] = []
    for rule in context.guide.rules:
        if rule.criterion == criterion.id:
            places = _PLACES.get(rule.kind)
            if places is not None:
                found += [context.rule_finding(criterion, p, h) for p, h in places(context, rule)]
    return found


def _occurrence(context: Context, rule: Rule) -> Iterator[tuple[Placed, Hit]]:
    """Too many or too few matches, in each sentence or in the whole text."""
    pattern = _compiled(rule)
    counts = [sum(1 for _ in pattern.finditer(_view(p, rule))) for p in context.sentences]
    if rule.window == "sentence":
        for placed, count in zip(context.sentences, counts, strict=True):
            if _out_of_bounds(rule, count):
                yield placed, Hit(rule, 0, placed.end - placed.start)
    elif context.sentences and _out_of_bounds(rule, sum(counts)):
        yield context.sentences[0], Hit(rule, 0, 0)


def _repetition(context: Context, rule: Rule) -> Iterator[tuple[Placed, Hit]]:
    """The same match twice with nothing but blanks between."""
    pattern = _compiled(rule)
    for placed in context.sentences:
        view = _view(placed, rule)
        last_start, last_end = -1, -1
        for match in pattern.finditer(view):
            start, end = match.start(), match.end()
            same = last_end >= 0 and not view[last_end:start].strip()
            one, two = view[last_start:last_end], view[start:end]
            if same and (one.lower() == two.lower() if rule.ignore_case else one == two):
                yield placed, Hit(rule, last_start, end)
            last_start, last_end = start, end


def _conditional(context: Context, rule: Rule) -> Iterator[tuple[Placed, Hit]]:
    """Where the first pattern stands and the second one is not in its window."""
    second = _alternatives((rule.second,), rule.ignore_case, rule.whole_words)
    holders = [bool(second.search(_view(p, rule))) for p in context.sentences]
    reach = _NEIGHBORS.get(rule.window, len(holders))
    for placed, hit in context.conditional_hits(rule):
        near = holders[max(0, placed.index - reach) : placed.index + reach + 1]
        if not any(near):
            yield placed, hit


def _metric(context: Context, rule: Rule) -> Iterator[tuple[Placed, Hit]]:
    """When the formula over the figures of the text holds."""
    if rule.formula and context.sentences and rule.formula.value(_figures(context)):
        yield context.sentences[0], Hit(rule, 0, 0)


def _figures(context: Context) -> Mapping[str, int]:
    """The whole numbers that a formula may name."""
    figures = measure(context)
    known = figures.words > 0 and figures.sentences > 0
    return {
        "words": context.words,
        "sentences": len(context.sentences),
        "words_per_sentence": context.words // max(1, len(context.sentences)),
        "quoted_percent": 100 * context.quoted_words // max(1, context.words),
        "grade": round(figures.grade) if known else 0,
        "ease": round(figures.ease) if known else 100,
    }


def _out_of_bounds(rule: Rule, count: int) -> bool:
    low_missed = rule.low is not None and count < rule.low
    return low_missed or (rule.high is not None and count > rule.high)


def _view(placed: Placed, rule: Rule) -> str:
    return placed.sentence.text if rule.scope == "all" else placed.sentence.narration


def _compiled(rule: Rule) -> Pattern:
    return _alternatives(rule.patterns or (r"\w+",), rule.ignore_case, rule.whole_words)


@lru_cache(maxsize=256)
def _alternatives(patterns: tuple[str, ...], ignore_case: bool, whole_words: bool) -> Pattern:
    return compile_alternatives(patterns, ignore_case=ignore_case, whole_words=whole_words)


_PLACES: Final = {
    "occurrence": _occurrence,
    "repetition": _repetition,
    "conditional": _conditional,
    "metric": _metric,
}
