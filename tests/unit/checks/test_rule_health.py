"""Rule health: precision from people's decisions, demotion after fifty of them."""

from __future__ import annotations

import pytest

from app.checks.engine import Checker
from app.checks.report import Severity, Stage
from app.checks.rule_health import (
    RuleDecision,
    Standing,
    rule_health,
    standings,
    with_standings,
)
from app.domain.caption import CleanText
from app.domain.clip import ClipFacts


def decisions(rule: str, confirmed: int, wrong: int) -> list[RuleDecision]:
    yes = [RuleDecision(rule=rule, confirmed=True)] * confirmed
    return yes + [RuleDecision(rule=rule, confirmed=False)] * wrong


@pytest.mark.parametrize(
    ("confirmed", "wrong", "standing"),
    [
        (0, 49, Standing.KEPT),
        (24, 26, Standing.OFF),
        (25, 25, Standing.INFO),
        (34, 16, Standing.INFO),
        (35, 15, Standing.KEPT),
        (60, 0, Standing.KEPT),
    ],
)
def test_standing(confirmed: int, wrong: int, standing: Standing) -> None:
    (record,) = rule_health(decisions("A", confirmed, wrong))
    assert record.standing is standing
    assert record.precision == confirmed / (confirmed + wrong)


def test_the_worst_rule_comes_first() -> None:
    records = rule_health(decisions("A", 9, 1) + decisions("B", 1, 9))
    assert [r.rule for r in records] == ["B", "A"]
    assert standings(records) == {}


def test_demoted_rules_are_notes_and_rules_that_are_off_are_gone(base_checker: Checker) -> None:
    clean = CleanText.of("Perhaps we see a man. He seems tired.")
    report = base_checker.check(clean, ClipFacts(), Stage.SUBMIT)
    demoted = {"SPC-adverb": Standing.INFO, "PER-first": Standing.OFF}
    eased = with_standings(report, demoted)
    levels = {f.rule: f.severity for f in eased.findings}
    assert levels["SPC-adverb"] is Severity.INFO
    assert "PER-first" not in levels
    assert levels["SPC-evidential"] is Severity.MAJOR
    assert with_standings(report, {}) is report
