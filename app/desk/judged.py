"""A report as the person sees it: without what was dismissed, bad rules lowered or left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.checks.guide.model import Criterion, Guide
from app.checks.report import Finding, Report, Severity, Stage, State, Verdict
from app.checks.rule_health import Standing
from app.desk.ports.store import Decision, DecisionReason, DecisionScope

_LEVELS: Final = frozenset(severity.value for severity in Severity)
LENGTH: Final = "WC-01"


@dataclass(frozen=True, slots=True)
class PutAside:
    """A dismissal that holds, and the findings of the present text that it leaves out."""

    decision: Decision
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class RubricNews:
    """A report without what the person dismissed, in offsets of the raw text.

    Attributes:
        put_aside: The dismissals that hold, oldest first, with what each leaves out.
        switched_off: Findings left out because their rule was wrong too often.
        lowered: Findings made notes for the same reason.
    """

    report: Report
    put_aside: tuple[PutAside, ...] = ()
    switched_off: int = 0
    lowered: int = 0


def dismissed_by(finding: Finding, decisions: Sequence[Decision], clip_id: str) -> Decision | None:
    """Give the newest decision that reaches a finding, where it dismisses it."""
    newest: Decision | None = None
    for decision in decisions:
        here = decision.rule == finding.rule and _reaches(decision, clip_id)
        if here and (
            decision.scope is not DecisionScope.FINDING or decision.match == finding.match
        ):
            newest = decision
    return newest if newest is not None and _dismisses(newest) else None


def standing_dismissals(decisions: Sequence[Decision], clip_id: str) -> tuple[Decision, ...]:
    """Give the dismissals for a clip that no later decision took back or took in, oldest first."""
    standing: list[Decision] = []
    for decision in decisions:
        if _reaches(decision, clip_id):
            standing = [known for known in standing if not _covers(decision, known)]
            if _dismisses(decision):
                standing.append(decision)
    return tuple(standing)


def _reaches(decision: Decision, clip_id: str) -> bool:
    return decision.scope is DecisionScope.RULE or decision.clip_id == clip_id


def _dismisses(decision: Decision) -> bool:
    return not decision.withdrawn and decision.reason is not DecisionReason.CONFIRMED


def _covers(decision: Decision, earlier: Decision) -> bool:
    """Tell whether a decision speaks about everything that an earlier one spoke about."""
    if decision.rule != earlier.rule:
        return False
    if decision.scope is not DecisionScope.FINDING:
        return True
    return earlier.scope is DecisionScope.FINDING and earlier.match == decision.match


def still_growing(report: Report, guide: Guide | None) -> Report:
    """Give a draft's report without the defect of being short: the text is still being written.

    The word count beside it says how many are to go; at submit a short text is a finding.
    """
    criterion = guide.criterion(LENGTH) if guide is not None else None
    if report.stage is not Stage.DRAFT or criterion is None:
        return report
    if report.words >= criterion.numbers.get("min", 0):
        return report
    return replace(
        report,
        findings=tuple(f for f in report.findings if f.criterion != LENGTH),
        verdicts=tuple(
            replace(v, state=State.TOO_EARLY) if v.criterion == LENGTH else v
            for v in report.verdicts
        ),
    )


def without_dismissed(
    report: Report,
    decisions: Sequence[Decision],
    clip_id: str,
    hushed: Mapping[str, Standing] | None = None,
    guide: Guide | None = None,
) -> RubricNews:
    """Leave out what was dismissed and lower what is wrong too often; the states follow.

    Args:
        report: What the engine said.
        decisions: Decisions that hold for the clip, oldest first.
        clip_id: The clip.
        hushed: Rules that only give notes or none at all (``health.standings``).
        guide: The guide that judged; by its expressions the states of criteria that only count
            findings are worked out again. The others are in order when nothing is left to look at.
    """
    standing = hushed or {}
    kept: list[Finding] = []
    touched: set[str] = set()
    unsure: set[str] = set()
    held: dict[str, list[Finding]] = {d.id: [] for d in standing_dismissals(decisions, clip_id)}
    off = lowered = 0
    for finding in report.findings:
        now = standing.get(finding.rule)
        dismissal = dismissed_by(finding, decisions, clip_id) if held else None
        if dismissal is not None:
            held[dismissal.id].append(finding)
        elif now is Standing.OFF:
            off += 1
            unsure.add(finding.criterion)
        elif now is Standing.INFO and finding.severity is not Severity.INFO:
            lowered += 1
            unsure.add(finding.criterion)
            kept.append(replace(finding, severity=Severity.INFO))
        else:
            kept.append(finding)
            continue
        touched.add(finding.criterion)
    put_aside = tuple(PutAside(d, tuple(held[d.id])) for d in decisions if d.id in held)
    if not touched:
        return RubricNews(report, put_aside)
    verdicts: list[Verdict] = []
    for verdict in report.verdicts:
        now = verdict
        if verdict.criterion in touched:
            now = _eased(verdict, [f for f in kept if f.criterion == verdict.criterion], guide)
            if verdict.present is False and verdict.criterion in unsure:
                # A rule that is wrong too often cannot say that something is there, either.
                now = replace(now, state=State.NEEDS_HUMAN)
        verdicts.append(now)
    eased = replace(report, findings=tuple(kept), verdicts=tuple(verdicts))
    return RubricNews(eased, put_aside, off, lowered)


def _eased(verdict: Verdict, findings: Sequence[Finding], guide: Guide | None) -> Verdict:
    """Give the verdict on a criterion that has only these findings left."""
    if verdict.state not in {State.WEAK, State.VIOLATED}:
        return verdict
    if all(finding.severity is Severity.INFO for finding in findings):
        return replace(verdict, state=State.SATISFIED)
    criterion = guide.criterion(verdict.criterion) if guide is not None else None
    if criterion is None or not _only_counts(criterion):
        return verdict
    counts = {level: sum(f.severity.value == level for f in findings) for level in _LEVELS}
    for expression, state in (
        (criterion.violated, State.VIOLATED),
        (criterion.weak, State.WEAK),
    ):
        if expression is not None and expression.value(counts):
            return replace(verdict, state=state)
    return replace(verdict, state=State.SATISFIED)


def _only_counts(criterion: Criterion) -> bool:
    """Tell whether the states of a criterion depend on the number of its findings alone."""
    parts = (criterion.violated, criterion.weak)
    return all(part.names() <= _LEVELS for part in parts if part is not None)
