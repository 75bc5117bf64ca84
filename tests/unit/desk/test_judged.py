"""Reports as the person sees them: dismissed, lowered and switched-off findings, states along."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest

from app.checks.guide.expressions import parse_expression
from app.checks.guide.model import Criterion, Guide
from app.checks.report import (
    Confidence,
    Finding,
    GuideStamp,
    Reason,
    Report,
    Severity,
    Stage,
    State,
    Verdict,
)
from app.checks.rule_health import Standing
from app.desk.judged import standing_dismissals, still_growing, without_dismissed
from app.desk.ports.store import Decision, DecisionReason, DecisionScope

STAMP = GuideStamp(id="g", version="1", sha256="0")
MINOR, MAJOR, INFO = Severity.MINOR, Severity.MAJOR, Severity.INFO


def criterion(weak: str, violated: str, *, name: str = "SPC-01") -> Criterion:
    return Criterion(
        id=name,
        title=name,
        weight=1,
        section="SG-5.1",
        group="must_not",
        weak=parse_expression(weak),
        violated=parse_expression(violated),
        needs_human=None,
        applies=None,
        numbers={},
        messages={},
        hints={},
        severities={},
    )


@dataclass
class Case:
    findings: list[Finding] = field(default_factory=list)
    state: State = State.VIOLATED
    present: bool | None = None

    def add(self, match: str, severity: Severity, rule: str = "SPC-modal") -> Case:
        at = len(self.findings) * 20
        self.findings.append(
            Finding(
                rule=rule,
                criterion="SPC-01",
                severity=severity,
                confidence=Confidence.CERTAIN,
                start=at,
                end=at + len(match),
                match=match,
                reason=Reason(code="spc", text="No."),
                section="SG-5.1",
            )
        )
        return self

    @property
    def report(self) -> Report:
        verdicts = (
            Verdict(criterion="SPC-01", state=self.state, present=self.present),
            Verdict(criterion="EMO-01", state=State.WEAK),
        )
        return Report(
            guide=STAMP,
            stage=Stage.DRAFT,
            words=60,
            quoted_words=0,
            verdicts=verdicts,
            findings=tuple(self.findings),
        )


def guide(*criteria: Criterion) -> Guide:
    return Guide(
        stamp=STAMP,
        title="G",
        language="en-US",
        extends="",
        switches={},
        severity_multiplier={},
        pass_rule={},
        criteria=criteria,
        rules=(),
        sections=(),
        error_types=(),
        classes_added={},
        classes_removed={},
        lists={},
        examples=(),
    )


COUNTS = guide(criterion("minor > 0 && minor <= 2 && major == 0", "major >= 1 || minor >= 3"))


def dismissal(match: str, reason: DecisionReason = DecisionReason.FALSE_POSITIVE) -> Decision:
    return Decision(
        id="d",
        clip_id="c1",
        rule="SPC-modal",
        criterion="SPC-01",
        match=match,
        scope=DecisionScope.FINDING,
        reason=reason,
        at_ms=0,
    )


def state(report: Report, name: str = "SPC-01") -> State:
    verdict = report.verdict(name)
    assert verdict is not None
    return verdict.state


@pytest.mark.parametrize(
    ("words", "stage", "expected", "left"),
    [
        (49, Stage.DRAFT, State.TOO_EARLY, ["may"]),
        (50, Stage.DRAFT, State.VIOLATED, ["may", ""]),
        (49, Stage.SUBMIT, State.VIOLATED, ["may", ""]),
    ],
)
def test_a_draft_that_is_still_short_has_no_defect_for_it(
    words: int, stage: Stage, expected: State, left: list[str]
) -> None:
    report = Case().add("may", MAJOR).report
    short = replace(report.findings[0], rule="WC-range", criterion="WC-01", match="")
    given = replace(
        report,
        stage=stage,
        words=words,
        findings=(*report.findings, short),
        verdicts=(Verdict(criterion="WC-01", state=State.VIOLATED), *report.verdicts),
    )
    length = replace(criterion("near", "outside", name="WC-01"), numbers={"min": 50})
    shown = still_growing(given, guide(length))
    assert state(shown, "WC-01") is expected
    assert [finding.match for finding in shown.findings] == left


def test_nothing_decided_leaves_the_report_as_it_is() -> None:
    report = Case().add("may", MAJOR).report
    assert without_dismissed(report, [], "c1").report is report


def test_dismissing_the_last_finding_puts_the_criterion_in_order_and_no_other() -> None:
    news = without_dismissed(Case().add("may", MAJOR).report, [dismissal("may")], "c1")
    assert [len(put.findings) for put in news.put_aside] == [1]
    assert news.report.findings == ()
    assert state(news.report) is State.SATISFIED
    assert state(news.report, "EMO-01") is State.WEAK


def test_a_dismissal_stands_until_it_is_taken_back_or_a_wider_one_comes() -> None:
    may = replace(dismissal("may"), id="may")
    might = replace(dismissal("might"), id="might")
    clip = replace(might, id="clip", scope=DecisionScope.CLIP)
    elsewhere = replace(clip, id="elsewhere", clip_id="c2")
    everywhere = replace(elsewhere, id="everywhere", scope=DecisionScope.RULE)

    def standing(*decisions: Decision) -> list[str]:
        return [decision.id for decision in standing_dismissals(decisions, "c1")]

    assert standing(may, might, elsewhere) == ["may", "might"]
    assert standing(may, might, replace(may, id="back", withdrawn=True)) == ["might"]
    assert standing(may, replace(may, id="right", reason=DecisionReason.CONFIRMED)) == []
    assert standing(may, clip) == ["clip"]
    assert standing(clip, may) == ["clip", "may"]
    assert standing(may, everywhere) == ["everywhere"]
    assert standing(everywhere, replace(everywhere, clip_id="c1", withdrawn=True)) == []


def test_a_confirmed_finding_stays() -> None:
    report = Case().add("may", MAJOR).report
    said = [dismissal("may", DecisionReason.CONFIRMED)]
    assert without_dismissed(report, said, "c1").report is report


def test_a_rule_that_is_switched_off_says_nothing() -> None:
    report = Case().add("may", MAJOR).add("guess", MINOR, "SPC-guess").report
    news = without_dismissed(report, [], "c1", {"SPC-modal": Standing.OFF}, COUNTS)
    assert [f.rule for f in news.report.findings] == ["SPC-guess"]
    assert (news.switched_off, news.lowered, news.put_aside) == (1, 0, ())
    assert state(news.report) is State.WEAK


def test_a_lowered_rule_gives_notes_that_do_not_count() -> None:
    report = Case().add("may", MAJOR).add("might", MAJOR).report
    news = without_dismissed(report, [], "c1", {"SPC-modal": Standing.INFO}, COUNTS)
    assert {f.severity for f in news.report.findings} == {INFO}
    assert news.lowered == 2
    assert news.report.to_look_at() == ()
    assert state(news.report) is State.SATISFIED


@pytest.mark.parametrize(
    ("left", "expected"), [(3, State.VIOLATED), (2, State.WEAK), (0, State.SATISFIED)]
)
def test_the_state_follows_the_expressions_of_the_guide(left: int, expected: State) -> None:
    case = Case().add("may", MAJOR)
    for number in range(left):
        case.add(f"guess{number}", MINOR, "SPC-guess")
    news = without_dismissed(case.report, [dismissal("may")], "c1", {}, COUNTS)
    assert state(news.report) is expected


def test_a_state_that_depends_on_more_than_counts_stays_while_something_is_left() -> None:
    other = guide(criterion("minor > 0", "heavy >= 2"))
    case = Case().add("may", MAJOR).add("guess", MINOR, "SPC-guess")
    news = without_dismissed(case.report, [dismissal("may")], "c1", {}, other)
    assert state(news.report) is State.VIOLATED


def test_without_its_rule_a_missing_element_wants_a_person() -> None:
    report = Case(present=False).add("", MAJOR, "SPC-absent").report
    news = without_dismissed(report, [], "c1", {"SPC-absent": Standing.OFF}, COUNTS)
    assert state(news.report) is State.NEEDS_HUMAN


def test_states_that_are_not_about_findings_stay() -> None:
    case = Case(state=State.NEEDS_HUMAN).add("may", MINOR)
    news = without_dismissed(case.report, [dismissal("may")], "c1", {}, COUNTS)
    assert state(news.report) is State.NEEDS_HUMAN
