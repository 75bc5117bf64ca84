"""A guide's expressions in words: "1 or 2 minor findings", "not named or not shown"."""

from __future__ import annotations

from collections.abc import Iterable

from app.checks.guide.expressions import Expression
from app.checks.guide.model import Criterion

_SEVERITIES = ("info", "minor", "major", "critical")
_FINDINGS = {
    "info": ("note", "notes"),
    **{level: (f"{level} finding", f"{level} findings") for level in _SEVERITIES[1:]},
    "acts": ("act", "acts"),
    "heavy": ("person described too closely", "people described too closely"),
    "mentions": ("mention", "mentions"),
}
_PHRASES: dict[str, tuple[str, str]] = {
    "absent": ("nothing of it is in the text", "it is in the text"),
    "near": ("near a bound", "away from the bounds"),
    "outside": ("out of bounds", "in bounds"),
    "early": ("named early", "named late"),
    "strong": ("a clear sound is named", "no clear sound is named"),
    "silence": ("silence is told", "no silence is told"),
    "contradiction": ("it contradicts the clip's facts", "it agrees with the clip's facts"),
    "described": ("described", "not described"),
    "named": ("named", "not named"),
    "shown": ("shown by a sign", "no sign shows it"),
    "interactions": ("people act on each other", "no one acts on another"),
    "alone": ("only one person is there", "more than one person is there"),
    "quotes": ("something is quoted", "nothing is quoted"),
    "reported": ("speech is only retold", "no speech is retold"),
    "loose": ("a quotation has no speaker", "every quotation has its speaker"),
    "too_much": ("too much is quoted", "not too much is quoted"),
    "unpinned": ("a quotation has no timecode", "every quotation has its timecode"),
    "talk": ("people talk", "no one talks"),
    "opener": ("the caption opens with it", "the caption opens without it"),
    "past": ("a verb stands in the past", "no verb stands in the past"),
    "narrated_past": ("it is told in the past", "it is not told in the past"),
    "dense": ("many errors stand close together", "the errors stand apart"),
    "no_checker": ("no language checker ran", "a language checker ran"),
    "tau_low": ("the timecodes do not rise", "the timecodes rise"),
    "tau_bad": ("the timecodes are far out of order", "the timecodes are about in order"),
    "submit": ("at submission", "before submission"),
    "mentions": ("it is mentioned", "it is not mentioned"),
    "candidates": ("a name is in the text", "no name is in the text"),
}
_FACTS = {
    "speech": "speech",
    "music": "music",
    "ambience": "ambience",
    "text": "text on screen",
    "people": "people",
    "names": "names or brands",
}


def weak_words(criterion: Criterion) -> str:
    """When a criterion is weak, given that it is not violated."""
    known = criterion.violated.names() if criterion.violated else frozenset[str]()
    return condition_words(criterion.weak, settled=known)


def condition_words(expression: Expression | None, *, settled: frozenset[str] = frozenset()) -> str:
    """Say an expression.

    Args:
        expression: An expression of a guide, None for "never".
        settled: Signals whose absence goes without saying, because another state comes first.
    """
    if expression is None:
        return ""
    return ", or ".join(_once(_said(part, settled) for part in _parts(expression, "||")))


def _said(part: Expression, settled: frozenset[str]) -> str:
    if part.kind == "||":
        return " or ".join(_once(_said(p, settled) for p in _parts(part, "||")))
    if part.kind == "&&":
        return _all_of([p for p in _parts(part, "&&") if not _is_settled(p, settled)])
    if part.kind == "!" and part.left is not None:
        return _negated(part.left)
    if part.kind == "name":
        return _named(part.name, yes=True)
    return _compared([part])


def _all_of(parts: list[Expression]) -> str:
    """Join what must all be true; bounds on one count become one range."""
    counted: dict[str, list[Expression]] = {}
    words: list[str] = []
    for part in parts:
        name = _counted_name(part)
        if name:
            counted.setdefault(name, []).append(part)
        else:
            words.append(_said(part, frozenset()))
    words += [_compared(bounds) for bounds in counted.values()]
    return " and ".join(_once(words))


def _compared(bounds: list[Expression]) -> str:
    """Say the bounds on one count: "1 or 2 minor findings", "fewer than 3 acts"."""
    name = _counted_name(bounds[0])
    low, high = 0, None
    for bound in bounds:
        limit = bound.right.number if bound.right else 0
        if bound.kind == "==":
            low = high = limit
        elif bound.kind in {">", ">="}:
            low = limit + (bound.kind == ">")
        elif bound.kind in {"<", "<="}:
            high = limit - (bound.kind == "<")
    one, several = _FINDINGS.get(name, (_plain(name), _plain(name)))
    if high is None:
        return _findings(low, one, several, "at least ")
    if high == 0:
        return f"no {one}"
    if low == 0:
        return f"fewer than {high + 1} {several}"
    if low == high:
        return _findings(low, one, several, "")
    between = " or " if high == low + 1 else " to "
    return f"{low}{between}{high} {several}"


def _findings(count: int, one: str, several: str, least: str) -> str:
    if count <= 1:
        return f"{'an' if one[0] in 'aeiou' else 'a'} {one}" if least else f"1 {one}"
    return f"{least}{count} {several}"


def _negated(part: Expression) -> str:
    if part.kind == "name":
        return _named(part.name, yes=False)
    return f"not ({_said(part, frozenset())})"


def _named(name: str, *, yes: bool) -> str:
    phrase = _PHRASES.get(name)
    if phrase is not None:
        return phrase[0 if yes else 1]
    if name in _SEVERITIES:
        one = _FINDINGS[name][0]
        return f"a {one}" if yes else f"no {one}"
    fact, _, answer = name.rpartition("_")
    if fact in _FACTS and answer in {"yes", "no"}:
        if yes:
            return f"the clip has {'no ' if answer == 'no' else ''}{_FACTS[fact]}"
        return f"the clip is not said to have {'no ' if answer == 'no' else ''}{_FACTS[fact]}"
    return _plain(name) if yes else f"not {_plain(name)}"


def _counted_name(part: Expression) -> str:
    """The count that a comparison with a number is about, "" for anything else."""
    compares = part.kind in {"<", "<=", ">", ">=", "=="}
    left, right = part.left, part.right
    if compares and left and right and left.kind == "name" and right.kind == "number":
        return left.name
    return ""


def _is_settled(part: Expression, settled: frozenset[str]) -> bool:
    if part.kind == "!" and part.left is not None and part.left.kind == "name":
        return part.left.name in settled
    zero = part.kind == "==" and part.right is not None and part.right.number == 0
    return zero and _counted_name(part) in settled


def _parts(part: Expression, kind: str) -> list[Expression]:
    if part.kind != kind:
        return [part]
    found: list[Expression] = []
    for side in (part.left, part.right):
        if side is not None:
            found += _parts(side, kind)
    return found


def _once(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(word for word in words if word))


def _plain(name: str) -> str:
    return name.replace("_", " ")
