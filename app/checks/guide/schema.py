"""The shape of a pack's files: which keys, which kinds of values. Unknown keys are refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from app.checks.guide.documents import Document, Path, Value

Check = Callable[[Value, Path, Document], None]

SEVERITIES: Final = ("info", "minor", "major", "critical")
RULE_KINDS: Final = (
    "existence",
    "substitution",
    "occurrence",
    "repetition",
    "consistency",
    "conditional",
    "capitalization",
    "metric",
    "sequence",
    "presence",
)


def text(value: Value, path: Path, document: Document) -> None:
    """A string (a bare number is taken as one)."""
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        raise document.error(path, "guide.kind", wanted="text")


def number(value: Value, path: Path, document: Document) -> None:
    """An integer or a decimal number."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise document.error(path, "guide.kind", wanted="number")


def flag(value: Value, path: Path, document: Document) -> None:
    """True or false."""
    if not isinstance(value, bool):
        raise document.error(path, "guide.kind", wanted="true or false")


def plain(value: Value, path: Path, document: Document) -> None:
    """A string, a number or a truth value."""
    if not isinstance(value, str | int | float | bool):
        raise document.error(path, "guide.kind", wanted="a single value")


def one_of(*names: str) -> Check:
    """One of some words."""

    def check(value: Value, path: Path, document: Document) -> None:
        if value not in names:
            raise document.error(path, "guide.choice", wanted=", ".join(names), got=str(value))

    return check


def list_of(item: Check) -> Check:
    """A list of things of one kind."""

    def check(value: Value, path: Path, document: Document) -> None:
        if not isinstance(value, list):
            raise document.error(path, "guide.kind", wanted="list")
        for index, part in enumerate(value):
            item(part, (*path, index), document)

    return check


def map_of(item: Check) -> Check:
    """A map with free keys."""

    def check(value: Value, path: Path, document: Document) -> None:
        if not isinstance(value, dict):
            raise document.error(path, "guide.kind", wanted="map")
        for key, part in value.items():
            item(part, (*path, key), document)

    return check


@dataclass(frozen=True, slots=True)
class Fields:
    """A map with known keys; those in ``needed`` must be there."""

    known: Mapping[str, Check]
    needed: frozenset[str] = frozenset()

    def __call__(self, value: Value, path: Path, document: Document) -> None:
        """Check a value against the known keys."""
        if not isinstance(value, dict):
            raise document.error(path, "guide.kind", wanted="map")
        for key, part in value.items():
            if key not in self.known:
                raise document.error((*path, key), "guide.unknown-key", key=key)
            self.known[key](part, (*path, key), document)
        for key in sorted(self.needed):
            if key not in value:
                raise document.error(path, "guide.missing-key", key=key)


_near: Final = Fields({"pattern": text, "tokens": number}, frozenset({"pattern", "tokens"}))

RULE: Final = Fields(
    {
        "id": text,
        "extends": one_of(*RULE_KINDS),
        "message": text,
        "level": one_of("suggestion", "warning", "error"),
        "scope": one_of("narration", "quote", "all", "sentence", "text"),
        "link": text,
        "ignorecase": flag,
        "nonword": flag,
        "tokens": list_of(text),
        "exceptions": list_of(text),
        "swap": map_of(text),
        "either": list_of(list_of(text)),
        "first": text,
        "second": text,
        "match": text,
        "formula": text,
        "token": text,
        "min": number,
        "max": number,
        "x": Fields(
            {
                "criterion": text,
                "cue": text,
                "severity": one_of(*SEVERITIES),
                "confidence": one_of("certain", "likely", "hint"),
                "fix_hint": text,
                "sequence": list_of(text),
                "except_sequence": list_of(text),
                "unless_before": _near,
                "unless_after": _near,
                "switch": text,
                "by_switch": map_of(one_of("off", *SEVERITIES)),
                "needs": list_of(text),
                "window": text,
                "reason": text,
            },
            frozenset({"criterion"}),
        ),
    },
    frozenset({"id", "extends", "x"}),
)

_CRITERION: Final = Fields(
    {
        "enabled": flag,
        "title": text,
        "weight": number,
        "section": text,
        "must_have": flag,
        "group": one_of("must_have", "must_not", "form"),
        "applies": text,
        "state": Fields({"weak": text, "violated": text, "needs_human": text}),
        "numbers": map_of(number),
        "messages": map_of(text),
        "hints": map_of(text),
        "severities": map_of(one_of("off", *SEVERITIES)),
        "cap": number,
    }
)

_SECTION: Final = Fields(
    {
        "id": text,
        "title": text,
        "body": text,
        "criteria": list_of(text),
        "do": list_of(text),
        "dont": list_of(text),
        "sources": list_of(text),
    },
    frozenset({"id", "title", "body"}),
)

GUIDE: Final = Fields(
    {
        "schema": one_of("caption-guide/1"),
        "id": text,
        "title": text,
        "version": text,
        "language": text,
        "extends": text,
        "effective": text,
        "switches": map_of(plain),
        "severity_multiplier": map_of(number),
        "pass": map_of(plain),
        "criteria": map_of(_CRITERION),
        "sections": list_of(_SECTION),
        "error_types": list_of(
            Fields({"code": text, "title": text, "from": list_of(text), "weight": number})
        ),
        "rules_off": list_of(text),
    },
    frozenset({"schema", "id", "version", "language"}),
)

LEXICON: Final = Fields(
    {
        "classes": map_of(Fields({"add": text, "remove": text})),
        "lists": map_of(list_of(text)),
    }
)
