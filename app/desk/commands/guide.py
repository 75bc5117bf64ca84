"""``scenewright guide``: validate, show, new and diff of guide packs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, TextIO

from app.checks.engine import Checker
from app.checks.guide.loader import BASE_GUIDE, load_guide
from app.checks.guide.model import Example, Guide, Rule
from app.checks.packs import failing_examples
from app.desk.guide_view import section_number
from app.domain.errors import EnvironmentFailureError, RefusedError

_NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def run_validate(folder: Path, places: tuple[Path, ...], out: TextIO) -> int:
    """Load a guide and run its examples; 0 when they pass, 1 with file and line when not.

    Raises:
        GuideError: The guide is broken.
    """
    guide = load_guide(folder, places)
    failed = list(failing_examples(Checker(guide)))
    dropped = [example for example in guide.examples if example.dropped]
    passed = len(guide.examples) - len(failed) - len(dropped)
    out.write(
        f"{guide.stamp}: {len(guide.rules)} rules, {len(guide.sections)} sections,"
        f" {len(guide.examples)} examples: {passed} pass, {len(failed)} fail,"
        f" {len(dropped)} not run\n"
    )
    for one in failed:
        wanted = "should be clear" if one.example.good else "should be found"
        found = f"; found: {', '.join(one.found)}" if one.found else ""
        _write_example(one.example, f"{wanted}{found}", out)
    for example in dropped:
        # The number in front is that of a decision, for those who keep the guide.
        _write_example(example, f"is not run: {example.dropped.lstrip('0123456789 ')}", out)
    return 1 if failed else 0


def _write_example(example: Example, why: str, out: TextIO) -> None:
    out.write(f"  {example.file}:{example.line}: {example.criterion} {why}\n")
    out.write(f"      {example.text}\n")


def run_show(guide: Guide, out: TextIO, *, section: str = "") -> int:
    """Write what a guide is, or one of its sections with its examples.

    Args:
        guide: The guide.
        out: Where to write.
        section: A section by its number or its id, "" for the whole guide.

    Raises:
        RefusedError: ``guide.no-section``.
    """
    if section:
        _write_section(guide, section, out)
        return 0
    stamp = guide.stamp
    out.write(f"{guide.title} {stamp.version} ({stamp.id}, {guide.language}")
    out.write(f", extends {guide.extends})\n" if guide.extends else ")\n")
    out.write(f"sha256 {stamp.sha256}\n\nSwitches\n")
    wide = max(map(len, guide.switches), default=0)
    out.writelines(f"  {name:{wide}}  {value}\n" for name, value in sorted(guide.switches.items()))
    out.write("\nCriteria\n")
    wide = max((len(criterion.title) for criterion in guide.criteria), default=0)
    for one in guide.criteria:
        rules = sum(rule.criterion == one.id for rule in guide.rules)
        out.write(f"  {one.id}  {one.title:{wide}}  section {section_number(one.section)}")
        out.write(f"  weight {one.weight}  {rules or 'no'} {'rule' if rules == 1 else 'rules'}\n")
    return 0


def _write_section(guide: Guide, wanted: str, out: TextIO) -> None:
    found = next((s for s in guide.sections if wanted in (s.id, section_number(s.id))), None)
    if found is None:
        known = ", ".join(section_number(one.id) for one in guide.sections)
        raise RefusedError("guide.no-section", guide=str(guide.stamp), name=wanted, known=known)
    out.write(f"{guide.title} {guide.stamp.version}, section {section_number(found.id)}\n")
    out.write(f"{found.title}\n\n{found.body}\n")
    out.writelines(f"  do    {line}\n" for line in found.do)
    out.writelines(f"  don't {line}\n" for line in found.dont)


def run_new(name: str, into: Path, out: TextIO) -> int:
    """Make a pack that extends the base guide and changes nothing yet.

    Raises:
        RefusedError: ``guide.bad-name``, or ``guide.exists`` when the folder is there.
        EnvironmentFailureError: ``file.not-written``.
    """
    if not _NAME.fullmatch(name):
        raise RefusedError("guide.bad-name", name=name)
    folder = into / name
    if folder.exists():
        raise RefusedError("guide.exists", folder=str(folder))
    try:
        for file, text in _NEW_FILES.items():
            place = folder / file
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text.format(name=name), encoding="utf-8")
    except OSError as error:
        raise EnvironmentFailureError(
            "file.not-written", path=str(folder), why=error.strerror or ""
        ) from error
    out.write(f"Made {folder}. See whether it is in order: scenewright guide validate {folder}\n")
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


_NEW_GUIDE = f"""schema: caption-guide/1
id: {{name}}
title: {{name}}
version: 0.1.0
language: en-US
extends: {BASE_GUIDE}@1
"""

_NEW_RULE = """# One rule to a document, parted by ---; keys as Vale has them, ours below x.
id: REG-own
extends: existence
message: "“%s”: this client does not use it."
level: warning
tokens: [footsie]
x: {{ criterion: REG-01, severity: minor }}
"""

_NEW_EXAMPLES = """# REG-01
+ He does not answer.
- They play ⟦footsie⟧ under the table.
"""

_NEW_FILES: Final = {
    "guide.yml": _NEW_GUIDE,
    "rules/own.yml": _NEW_RULE,
    "examples/own.txt": _NEW_EXAMPLES,
}
