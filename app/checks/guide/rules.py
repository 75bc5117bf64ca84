"""Rules of a pack: from a document to a checked ``Rule``."""

from __future__ import annotations

from typing import Final, cast

from app.checks.guide import schema
from app.checks.guide.documents import Document, Value
from app.checks.guide.expressions import Expression, ExpressionError, parse_expression
from app.checks.guide.model import Near, Rule
from app.checks.patterns import PatternError, compile_pattern, joined
from app.checks.report import Confidence, Severity
from app.checks.sequences import SequenceError, sequence_source

_LEVELS: Final = {
    "suggestion": Severity.INFO,
    "warning": Severity.MINOR,
    "error": Severity.MAJOR,
}
_WINDOWS: Final = {"sentence": "sentence", "narration": "text"}
_SCOPES: Final = {"sentence": "narration", "text": "all"}

Switches = dict[str, str | int | float | bool]


def build_rule(document: Document, switches: Switches) -> Rule | None:
    """Check one rule and build it; None when a switch of the guide turns it off.

    Raises:
        GuideError: An unknown key, a wrong kind of value, a pattern RE2 refuses, a bad sequence.
    """
    schema.RULE(document.value, (), document)
    data = cast("dict[str, Value]", document.value)
    more = cast("dict[str, Value]", data["x"])
    severity = _severity(data, more)
    if "switch" in more:
        value = str(switches.get(str(more["switch"]), "")).lower()
        levels = cast("dict[str, str]", more.get("by_switch") or {})
        if value not in levels:
            path = ("x", "by_switch")
            raise document.error(path, "guide.switch", switch=str(more["switch"]), value=value)
        if levels[value] == "off":
            return None
        severity = Severity(levels[value])
    file, line = document.place(("id",))
    swap = cast("dict[str, str]", data.get("swap") or {})
    rule = Rule(
        id=str(data["id"]),
        criterion=str(more["criterion"]),
        kind=str(data["extends"]),
        cue=str(more.get("cue") or ""),
        message=str(data.get("message") or ""),
        reason=str(more.get("reason") or str(data["id"]).lower()),
        severity=severity,
        confidence=Confidence(more.get("confidence") or "certain"),
        section=str(data.get("link") or "").removeprefix("guide://"),
        fix_hint=str(more.get("fix_hint") or ""),
        scope=_SCOPES.get(str(data.get("scope")), str(data.get("scope") or "narration")),
        ignore_case=data.get("ignorecase", True) is True,
        whole_words=data.get("nonword", False) is not True,
        patterns=_words(data.get("tokens")) or tuple(swap) or _one(data.get("token")),
        exceptions=_words(data.get("exceptions")),
        sequences=_words(more.get("sequence")),
        sequence_exceptions=_words(more.get("except_sequence")),
        unless_before=_near(more.get("unless_before")),
        unless_after=_near(more.get("unless_after")),
        swap=tuple((str(k), str(v)) for k, v in swap.items()),
        either=tuple(_words(pair) for pair in cast("list[Value]", data.get("either") or [])),
        first=str(data.get("first") or ""),
        second=str(data.get("second") or ""),
        window=str(more.get("window") or _WINDOWS.get(str(data.get("scope")), "text")),
        formula=_formula(document, data),
        low=_whole(data.get("min")),
        high=_whole(data.get("max")),
        needs=_words(more.get("needs")),
        file=file,
        line=line,
    )
    _check_patterns(rule, document)
    return rule


def _severity(data: dict[str, Value], more: dict[str, Value]) -> Severity:
    if "severity" in more:
        return Severity(str(more["severity"]))
    return _LEVELS[str(data.get("level") or "warning")]


def _check_patterns(rule: Rule, document: Document) -> None:
    """Compile everything once, so that a mistake is told with its line."""
    groups = {
        ("tokens",): rule.patterns,
        ("exceptions",): rule.exceptions,
        ("first",): (rule.first,) if rule.first else (),
        ("second",): (rule.second,) if rule.second else (),
    }
    for path, alternatives in groups.items():
        try:
            if alternatives:
                compile_pattern(joined(alternatives, rule.ignore_case, rule.whole_words))
        except PatternError as error:
            at = _culprit(alternatives)
            place = (*path, at) if len(alternatives) > 1 else path
            raise document.error(place, "guide.pattern", problem=str(error)) from error
    for key, lines in (("sequence", rule.sequences), ("except_sequence", rule.sequence_exceptions)):
        for index, line in enumerate(lines):
            try:
                compile_pattern(sequence_source(line).encode())
            except (SequenceError, PatternError) as error:
                place = ("x", key, index)
                raise document.error(place, "guide.sequence", problem=str(error)) from error


def _culprit(alternatives: tuple[str, ...]) -> int:
    for index, alternative in enumerate(alternatives):
        try:
            compile_pattern(alternative)
        except PatternError:
            return index
    return 0


def _words(value: Value) -> tuple[str, ...]:
    return tuple(str(v) for v in value) if isinstance(value, list) else ()


def _one(value: Value) -> tuple[str, ...]:
    return (str(value),) if value else ()


def _near(value: Value) -> Near | None:
    if not isinstance(value, dict):
        return None
    return Near(pattern=str(value["pattern"]), tokens=int(cast("int", value["tokens"])))


def _whole(value: Value) -> int | None:
    return int(value) if isinstance(value, int | float) else None


def _formula(document: Document, data: dict[str, Value]) -> Expression | None:
    if not data.get("formula"):
        return None
    try:
        return parse_expression(str(data["formula"]))
    except ExpressionError as error:
        raise document.error(("formula",), "guide.expression", problem=str(error)) from error
