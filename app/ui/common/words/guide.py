"""What is wrong with a guide pack, in words: the file, the line and the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.checks.guide.errors import GuideError

if TYPE_CHECKING:
    from app.checks.guide.model import Guide

_REASONS = {
    "guide.too-big": "it is too big",
    "guide.too-deep": "it is nested too deeply",
    "guide.yaml": "this is not valid YAML",
    "guide.alias": "an alias stands here, and too many are used",
    "guide.tag": "a tag stands here, and tags are not allowed",
    "guide.duplicate-key": "the key {key} stands twice",
    "guide.missing-key": "the key {key} is missing",
    "guide.unknown-key": "the key {key} is not known",
    "guide.kind": "the value is of the wrong kind, {wanted} is wanted",
    "guide.choice": "{got} is not possible here, but {wanted}",
    "guide.missing": "the file is missing",
    "guide.unreadable": "the file cannot be read",
    "guide.extends": "the guide it extends is not here: {wanted}",
    "guide.no-criterion": "there is no criterion {name}",
    "guide.no-section": "there is no section {name}",
    "guide.expression": "the expression cannot be read: {problem}",
    "guide.pattern": "the pattern cannot be used: {problem}",
    "guide.sequence": "the sequence cannot be used: {problem}",
    "guide.switch": "the switch {switch} has no value {value}",
    "guide.list-edit": "the list cannot be changed this way",
    "guide.duplicate-rule": "the rule {rule} stands twice",
    "guide.example": "the example cannot be read: {text}",
    "guide.example-fails": "an example of {criterion} does not pass: “{text}”",
}
_UNREAD = "it cannot be read"


def guide_name(guide: Guide) -> str:
    """Name and version: "Base narrative 1.0.0"."""
    return f"{guide.title} {guide.stamp.version}"


def broken_words(error: GuideError) -> str:
    """Where a guide is broken and why: "rules/spc.yml, line 12: the key id stands twice"."""
    place = f"{error.file}, line {error.line}" if error.line else error.file
    return f"{place}: {broken_why(error)}"


def broken_why(error: GuideError) -> str:
    """Why a guide is broken, without the place: "the key id stands twice"."""
    facts = {name: value for name, value in error.facts.items() if value is not None}
    try:
        return _REASONS.get(error.code, _UNREAD).format(**facts)
    except KeyError:
        return _UNREAD
