"""A report as lines for a terminal: the sidebar's names and words, then the findings by place."""

from __future__ import annotations

from collections.abc import Iterator

from app.checks.engine import without_hidden
from app.checks.guide.model import Guide
from app.checks.report import Finding, Report
from app.ui.common.words.criteria import (
    CHECKER_NAMES,
    GROUP_WORDS,
    SEVERITY_WORDS,
    criterion_name,
)
from app.ui.common.words.formats import counted
from app.ui.common.words.guide import guide_name
from app.ui.rubric.model import CriterionRow, RubricState
from app.ui.rubric.reported import card_of, rows_of


def report_lines(report: Report, raw: str, guide: Guide) -> Iterator[str]:
    """The report line by line, with the first findings of each rule alone.

    Args:
        report: A report with its offsets in the raw text.
        raw: The text as it was given.
        guide: The guide that judged.
    """
    rows = rows_of(report, guide.caps)
    heading = RubricState(
        rows=rows,
        findings=tuple(map(card_of, report.findings)),
        to_look_at=len(report.to_look_at()),
    ).heading_words
    yield f"{counted(report.words, 'word')} · {guide_name(guide)} · {heading}"
    yield from _table(rows)
    if report.findings:
        yield ""
    yield from (_finding_line(finding, raw) for finding in without_hidden(report, guide).findings)
    more = [f"{row.name} {row.more}" for row in rows if row.more]
    if more:
        yield f"More findings of the same kind, not listed: {', '.join(more)}."
    away = [CHECKER_NAMES.get(run.name, run.name) for run in report.checkers if not run.ran]
    if away:
        yield f"Without {' and '.join(away)}."


def _table(rows: tuple[CriterionRow, ...]) -> Iterator[str]:
    """The criteria under their headings: id, name, words of the state, cue."""
    ids = max((len(row.id) for row in rows), default=0)
    names = max((len(row.name) for row in rows), default=0)
    words = max((len(row.words) for row in rows), default=0)
    group = None
    for row in rows:
        if row.group is not group:
            group = row.group
            yield ""
            yield GROUP_WORDS[group]
        line = f"  {row.id:{ids}}  {row.name:{names}}  {row.words:{words}}  {row.cue}"
        yield line.rstrip()


def _finding_line(finding: Finding, raw: str) -> str:
    """A finding as `3:14: Minor, opinion: “lovely” judges. [OBJ-evaluative]`, from 1:1 on."""
    line = raw.count("\n", 0, finding.start) + 1
    column = finding.start - (raw.rfind("\n", 0, finding.start) + 1) + 1
    match = " ".join(finding.match.split())
    where = "" if not match or match in finding.reason.text else f"“{match}”: "
    name = criterion_name(finding.criterion).lower()
    severity = SEVERITY_WORDS[finding.severity]
    return f"{line}:{column}: {severity}, {name}: {where}{finding.reason.text} [{finding.rule}]"
