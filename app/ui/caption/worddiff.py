"""What changed between two texts, in words, for people to read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_TOKENS = re.compile(r"\w+(?:['’.:-]\w+)*|\s+|[^\w\s]")


class RunKind(StrEnum):
    """What happened to a run of words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Run:
    """A run of words with one fate. Spaces count as part of a change."""

    kind: RunKind
    text: str


def word_changes(before: str, after: str) -> tuple[Run, ...]:
    """Give the runs that lead from one text to another, what was removed before what was added."""
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    runs: list[Run] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            _add(runs, RunKind.SAME, "".join(old[i1:i2]))
        else:
            _add(runs, RunKind.REMOVED, "".join(old[i1:i2]))
            _add(runs, RunKind.ADDED, "".join(new[j1:j2]))
    return _without_islands(runs)


def _add(runs: list[Run], kind: RunKind, text: str) -> None:
    if text:
        runs.append(Run(kind, text))


def _without_islands(runs: list[Run]) -> tuple[Run, ...]:
    """Join changes that only a space keeps apart: a phrase is read easier than scattered words."""
    joined: list[Run] = []
    removed = added = ""
    for number, run in enumerate(runs):
        last = number == len(runs) - 1
        island = run.kind is RunKind.SAME and run.text.isspace() and (removed or added) and not last
        if run.kind is RunKind.REMOVED or island:
            removed += run.text
        if run.kind is RunKind.ADDED or island:
            added += run.text
        if run.kind is RunKind.SAME and not island:
            _add(joined, RunKind.REMOVED, removed)
            _add(joined, RunKind.ADDED, added)
            removed = added = ""
            joined.append(run)
    _add(joined, RunKind.REMOVED, removed)
    _add(joined, RunKind.ADDED, added)
    return tuple(joined)
