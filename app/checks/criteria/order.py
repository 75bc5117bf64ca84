"""Order and consistency: the tokens in the text's order, one spelling, one name."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from app.checks.context import Context, Outcome
from app.checks.guide.model import Criterion
from app.checks.patterns import Pattern, compile_alternatives
from app.checks.report import Confidence, Severity

TOLERANCE_MS: Final = 1_500
MIN_TIMES: Final = 3
MAX_TIMES: Final = 200
"""Tokens that are compared, the first ones; no caption has as many."""

_MIN_NAME: Final = 5


def kendall_tau(times_ms: list[int], tolerance_ms: int = TOLERANCE_MS) -> float | None:
    """How far times rise in the order of the text, -1 to 1; None below three times.

    Pairs closer than the tolerance are ties and count as neither.
    """
    if len(times_ms) < MIN_TIMES:
        return None
    rising = falling = 0
    for index, first in enumerate(times_ms):
        for second in times_ms[index + 1 :]:
            if abs(second - first) <= tolerance_ms:
                continue
            if second > first:
                rising += 1
            else:
                falling += 1
    counted = rising + falling
    return (rising - falling) / counted if counted else 1.0


def order(context: Context, criterion: Criterion) -> Outcome:
    """General to specific, then in time by the tokens."""
    outcome = Outcome(
        findings=[context.rule_finding(criterion, p, h) for p, h in context.hits(criterion.id)]
    )
    times = [pin.timecode.start_ms for pin in context.clean.pins[:MAX_TIMES]]
    tau = kendall_tau(times)
    outcome.signals["times"] = len(times)
    if tau is not None:
        percent = round(100 * tau)
        outcome.signals["tau_low"] = int(percent < criterion.numbers.get("tau_weak", 60))
        outcome.signals["tau_bad"] = int(percent < criterion.numbers.get("tau_violated", 20))
        outcome.detail = f"{tau:.2f}"
        if outcome.signals["tau_low"]:
            place = next((p.clean_at for p in context.clean.pins), 0)
            found = context.finding(
                criterion,
                "times",
                (place, place),
                confidence=Confidence.LIKELY,
                values={"tau": f"{tau:.2f}"},
            )
            outcome.findings += [found] if found else []
    first = context.sentences[0] if context.sentences else None
    if first and first.sentence.tokens and first.sentence.tokens[0].is_quote:
        end = first.start + first.sentence.tokens[0].end
        found = context.finding(criterion, "opens-quoted", (first.start, end),
                                default=Severity.INFO)  # fmt: skip
        outcome.findings += [found] if found else []
    return outcome


def consistency(context: Context, criterion: Criterion) -> Outcome:
    """One of two spellings, numbers in one way, a name in one spelling."""
    outcome = Outcome(
        findings=[context.rule_finding(criterion, p, h) for p, h in context.hits(criterion.id)]
    )
    spans: list[tuple[str, int, int]] = [("mixed", s, e) for s, e in _mixed(context)]
    spans += [("name", s, e) for s, e in _names_spelled_twice(context)]
    for code, start, end in spans:
        found = context.finding(criterion, code, (start, end))
        outcome.findings += [found] if found else []
    return outcome


@lru_cache(maxsize=256)
def _form(form: str) -> Pattern:
    return compile_alternatives([form], ignore_case=form.islower())


def _mixed(context: Context) -> list[tuple[int, int]]:
    """Where a second form of an either-or pair stands after the first one."""
    text = context.views.narration
    found: list[tuple[int, int]] = []
    rules = [r for r in context.guide.rules if r.kind == "consistency"]
    for pair in (p for rule in rules for p in rule.either):
        places = [(m.start(), m.end(), form) for form in pair for m in _form(form).finditer(text)]
        places.sort()
        found += [(s, e) for s, e, form in places if form != places[0][2]][:1]
    return found


def _names_spelled_twice(context: Context) -> list[tuple[int, int]]:
    seen: dict[str, int] = {}
    found: list[tuple[int, int]] = []
    for placed in context.sentences:
        for token in placed.sentence.tokens:
            if token.tag != "NNP" or len(token.text) < _MIN_NAME or not token.text.isalpha():
                continue
            near = [n for n in seen if n != token.text and 1 <= distance(n, token.text) <= 1]
            if near and token.text not in seen:
                found.append((placed.start + token.start, placed.start + token.end))
            seen[token.text] = 1
    return found


def distance(one: str, two: str) -> int:
    """Levenshtein distance; 3 for anything clearly farther apart."""
    if abs(len(one) - len(two)) > 2:
        return 3
    row = list(range(len(two) + 1))
    for i, a in enumerate(one, 1):
        last, row[0] = row[0], i
        for j, b in enumerate(two, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (a != b))
    return row[-1]
