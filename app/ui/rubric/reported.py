"""What the sidebar shows of a report: rows, cards, and the finding at hand in a newer report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.checks.report import Finding, Report, Severity, within_caps
from app.desk.judged import PutAside
from app.ui.common.words.criteria import Group, criterion_group
from app.ui.rubric.model import CriterionRow, FindingCard, PutAsideRow, criterion_row


def rows_of(report: Report, caps: Mapping[str, int] | None = None) -> tuple[CriterionRow, ...]:
    """The criteria with their states, group by group.

    Args:
        report: The report.
        caps: Most findings that count for one rule, by criterion; the rest is "+n more".
    """
    rows: list[CriterionRow] = []
    for verdict in report.verdicts:
        own = [f for f in report.findings if f.criterion == verdict.criterion]
        shown = within_caps(own, caps or {})
        rows.append(
            criterion_row(
                verdict.criterion,
                verdict.state,
                cue=verdict.cue or verdict.detail,
                findings=sum(f.severity is not Severity.INFO for f in shown),
                notes=sum(f.severity is Severity.INFO for f in shown),
                more=len(own) - len(shown),
                present=bool(verdict.present),
                gravest=max((f.severity for f in own), key=lambda s: s.rank, default=None),
            )
        )
    order = list(Group)
    return tuple(sorted(rows, key=lambda row: order.index(criterion_group(row.id))))


def put_aside_of(put: PutAside) -> PutAsideRow:
    """A dismissal as the list of them shows it."""
    decision = put.decision
    return PutAsideRow(
        id=decision.id,
        criterion=decision.criterion,
        match=" ".join(decision.match.split()),
        reason=decision.reason,
        scope=decision.scope,
        here=len(put.findings),
    )


def card_of(finding: Finding) -> FindingCard:
    """A finding as the card shows it."""
    return FindingCard(
        criterion=finding.criterion,
        severity=finding.severity,
        match=finding.match,
        reason=" ".join(part for part in (finding.reason.text, finding.fix_hint) if part),
        section=finding.section.removeprefix("SG-"),
        suggestions=finding.suggestions,
    )


def found_again(before: Finding, findings: Sequence[Finding]) -> int | None:
    """Find the finding that was at hand in a newer report; the nearest one where several match."""
    same = [
        (abs(finding.start - before.start), index)
        for index, finding in enumerate(findings)
        if finding.rule == before.rule and finding.match == before.match
    ]
    return min(same)[1] if same else None


def first_found(wanted: Sequence[Finding], findings: Sequence[Finding]) -> int | None:
    """Find the first of these that a newer report still has; the last finding if it has none."""
    for finding in wanted:
        index = found_again(finding, findings)
        if index is not None:
            return index
    return len(findings) - 1 if findings else None
