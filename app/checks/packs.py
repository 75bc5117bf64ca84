"""Opens a guide pack whole: loads it and sees that its examples pass.

Running the examples takes a second, so the fact that they passed is remembered under the hash
of the pack and the version of the engine: for the shipped packs in ``passed.json`` beside them,
for a client's packs in a file of the caller's choice.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

from app.checks.engine import ENGINE_VERSION, Checker
from app.checks.guide.errors import GuideError
from app.checks.guide.loader import SHIPPED, load_guide
from app.checks.guide.model import Criterion, Example, Guide
from app.checks.report import Report, Severity, Stage, State
from app.domain.caption import CleanText
from app.domain.clip import ClipFacts

PASSED_FILE: Final = "passed.json"
_BAD: Final = frozenset({State.WEAK, State.VIOLATED})


@dataclass(frozen=True, slots=True)
class FailedExample:
    """An example of a pack that its own rules do not agree with."""

    example: Example
    found: tuple[str, ...]


def open_guide(
    folder: Path, search: Iterable[Path] = (SHIPPED,), *, remembered: Path | None = None
) -> Checker:
    """Load a pack and make its checker, once its examples have passed.

    Args:
        folder: The pack.
        search: Where packs that it extends are looked for.
        remembered: A JSON file of hashes that have passed; it is read, and written when a pack
            passes for the first time.

    Raises:
        GuideError: The pack is broken, or ``guide.example-fails`` with the place of the example.
    """
    checker = Checker(load_guide(folder, search))
    fact = passed_fact(checker.guide)
    if fact in _read_facts(SHIPPED / PASSED_FILE) or fact in _read_facts(remembered):
        return checker
    failed = next(failing_examples(checker), None)
    if failed is not None:
        example = failed.example
        raise GuideError(
            example.file,
            example.line,
            "guide.example-fails",
            criterion=example.criterion,
            text=example.text[:80],
            found=", ".join(failed.found) or None,
        )
    if remembered is not None:
        _write_facts(remembered, _read_facts(remembered) | {fact})
    return checker


def passed_fact(guide: Guide) -> str:
    """What is remembered of a pack whose examples passed: its hash under this engine."""
    told = f"{guide.stamp.sha256}:{ENGINE_VERSION}"
    return hashlib.sha256(told.encode()).hexdigest()


def failing_examples(checker: Checker) -> Iterator[FailedExample]:
    """Run every example of a pack that is not dropped; give those that fail."""
    for example in checker.guide.examples:
        criterion = checker.guide.criterion(example.criterion)
        if example.dropped or criterion is None:
            continue
        report = checker.check(CleanText.of(example.text), ClipFacts(), Stage.SUBMIT)
        if not passes(report, example, criterion):
            found = tuple(
                f"{f.rule} “{f.match}”" for f in report.findings if f.criterion == example.criterion
            )
            yield FailedExample(example, found)


def passes(report: Report, example: Example, criterion: Criterion) -> bool:
    """Tell whether a report agrees with an example.

    A must-have: a good example has a cue, a bad one none that is enough. Anything else: a good
    example has no finding of minor severity or above, a bad one has one on each marked span (or,
    without marks, a finding, a state that is not in order, or no cue).
    """
    verdict = report.verdict(criterion.id)
    if verdict is None:
        return False
    if criterion.group == "must_have":
        if example.good:
            return verdict.present is not False and verdict.state is not State.VIOLATED
        return verdict.present is False or verdict.state in _BAD
    spans = [
        (f.start, f.end)
        for f in report.findings
        if f.criterion == criterion.id and (f.severity is not Severity.INFO or not example.good)
    ]
    if example.good:
        return not spans
    if not example.spans:
        return bool(spans) or verdict.state in _BAD or verdict.present is False
    return all(any(s < end and start < e for s, e in spans) for start, end in example.spans)


def _read_facts(path: Path | None) -> frozenset[str]:
    if path is None or not path.is_file():
        return frozenset()
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return frozenset()
    facts = cast("list[object]", data) if isinstance(data, list) else []
    return frozenset(str(fact) for fact in facts)


def _write_facts(path: Path, facts: frozenset[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(sorted(facts), indent=0), encoding="utf-8")
