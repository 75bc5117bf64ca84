"""``scenewright guide``: validate, show, new and diff of guide packs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, TextIO

from app.checks.engine import Checker
from app.checks.guide.errors import GuideError
from app.checks.guide.loader import BASE_GUIDE, load_guide
from app.checks.guide.model import Guide, Rule
from app.checks.packs import failing_examples
from app.domain.errors import RefusedError

_NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def run_validate(folder: Path, places: tuple[Path, ...], out: TextIO) -> int:
    """Load a pack and run its examples; 0 when all is well, else 1 with file and line."""
    try:
        guide = load_guide(folder, places)
    except GuideError as error:
        out.write(f"{error}\n")
        return 1
    failed = list(failing_examples(Checker(guide)))
    for one in failed:
        example = one.example
        wanted = "should be clear" if example.good else "should be found"
        found = f" (found: {', '.join(one.found)})" if one.found else ""
        out.write(f"{example.file}:{example.line}: {example.criterion} {wanted}{found}\n")
        out.write(f"    {example.text}\n")
    ran = sum(not e.dropped for e in guide.examples)
    dropped = len(guide.examples) - ran
    out.write(f"{guide.stamp}: {len(guide.rules)} rules, {len(guide.sections)} sections, ")
    out.write(f"{ran} examples, {len(failed)} failed, {dropped} dropped\n")
    return 1 if failed else 0


def run_show(guide: Guide, out: TextIO, *, section: str = "") -> int:
    """Write what a guide is, or one of its sections with its examples.

    Raises:
        RefusedError: ``guide.no-section``.
    """
    if section:
        found = guide.section(section)
        if found is None:
            raise RefusedError("guide.no-section", name=section)
        out.write(f"{found.id} {found.title}\n\n{found.body}\n")
        out.writelines(f"  do    {line}\n" for line in found.do)
        out.writelines(f"  don't {line}\n" for line in found.dont)
        return 0
    out.write(f"{guide.title} ({guide.stamp}), {guide.language}, {guide.stamp.sha256[:12]}\n")
    if guide.extends:
        out.write(f"extends {guide.extends}\n")
    out.writelines(f"  {name}: {value}\n" for name, value in sorted(guide.switches.items()))
    for criterion in guide.criteria:
        rules = sum(r.criterion == criterion.id for r in guide.rules)
        out.write(f"{criterion.id}  {criterion.title} (weight {criterion.weight}, {rules} rules)")
        out.write(f"  {criterion.section}\n")
    return 0


def run_new(name: str, into: Path, out: TextIO) -> int:
    """Make a pack that extends the base guide and changes nothing yet.

    Raises:
        RefusedError: ``guide.bad-name``, or ``guide.exists`` when the folder is there.
    """
    if not _NAME.fullmatch(name):
        raise RefusedError("guide.bad-name", name=name)
    folder = into / name
    if folder.exists():
        raise RefusedError("guide.exists", folder=str(folder))
    (folder / "rules").mkdir(parents=True)
    (folder / "examples").mkdir()
    (folder / "guide.yml").write_text(_NEW_GUIDE.format(name=name), encoding="utf-8")
    (folder / "rules" / "own.yml").write_text(_NEW_RULE, encoding="utf-8")
    (folder / "examples" / "own.txt").write_text(_NEW_EXAMPLES, encoding="utf-8")
    out.write(f"{folder}\n")
    return 0


def run_diff(one: Guide, other: Guide, out: TextIO) -> int:
    """Write what differs between two guides; 0 when nothing does, else 1."""
    lines = [*_switch_lines(one, other), *_criterion_lines(one, other), *_rule_lines(one, other)]
    out.write(f"--- {one.stamp}\n+++ {other.stamp}\n" if lines else "no difference\n")
    out.writelines(f"{line}\n" for line in lines)
    return 1 if lines else 0


def _switch_lines(one: Guide, other: Guide) -> Iterator[str]:
    for name in sorted({*one.switches, *other.switches}):
        before, after = one.switches.get(name), other.switches.get(name)
        if before != after:
            yield f"switch {name}: {before} > {after}"


def _criterion_lines(one: Guide, other: Guide) -> Iterator[str]:
    before, after = ({c.id: c for c in g.criteria} for g in (one, other))
    for name in sorted({*before, *after}):
        if before.get(name) != after.get(name):
            sign = "+" if name not in before else "-" if name not in after else "~"
            yield f"{sign} criterion {name}"


def _rule_lines(one: Guide, other: Guide) -> Iterator[str]:
    before, after = ({r.id: r for r in g.rules} for g in (one, other))
    for name in sorted({*before, *after}):
        old, new = before.get(name), after.get(name)
        if old is None or new is None:
            yield f"{'+' if old is None else '-'} rule {name}"
        elif _facts(old) != _facts(new):
            changed = f": {old.severity} > {new.severity}" if old.severity != new.severity else ""
            yield f"~ rule {name}{changed}"


def _facts(rule: Rule) -> tuple[object, ...]:
    """Everything of a rule but the place where it is written."""
    return tuple(getattr(rule, name) for name in Rule.__slots__ if name not in {"file", "line"})


_NEW_GUIDE: Final = f"""schema: caption-guide/1
id: {{name}}
title: {{name}}
version: 0.1.0
language: en-US
extends: {BASE_GUIDE}@1
"""

_NEW_RULE: Final = """# One rule to a document, parted by ---; keys as Vale has them, ours below x.
id: REG-own
extends: existence
message: "“%s”: this client does not use it."
level: warning
tokens: [footsie]
x: { criterion: REG-01, severity: minor }
"""

_NEW_EXAMPLES: Final = """# REG-01
+ He does not answer.
- They play ⟦footsie⟧ under the table.
"""
