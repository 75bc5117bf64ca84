"""Rule health: precision from people's decisions, standing after fifty of them."""

from __future__ import annotations

import pytest

from app.checks.rule_health import (
    RuleDecision,
    Standing,
    rule_health,
    standings,
)


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
