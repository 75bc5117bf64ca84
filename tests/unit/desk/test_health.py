"""Precision of rules from a person's decisions."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.checks.rule_health import Standing
from app.desk.health import RuleRecord, rule_records, standings
from app.desk.ports.store import Decision, DecisionReason, DecisionScope

numbers = itertools.count()


def decision(
    match: str = "maybe",
    reason: DecisionReason = DecisionReason.CONFIRMED,
    *,
    rule: str = "SPC-modal",
    clip: str = "c1",
    scope: DecisionScope = DecisionScope.FINDING,
    withdrawn: bool = False,
) -> Decision:
    number = next(numbers)
    return Decision(
        id=f"d{number}",
        clip_id=clip,
        rule=rule,
        criterion=f"{rule[:3]}-01",
        match=match,
        scope=scope,
        reason=reason,
        at_ms=number,
        withdrawn=withdrawn,
    )


def many(right: int, wrong: int) -> list[Decision]:
    return [decision(f"r{n}") for n in range(right)] + [
        decision(f"w{n}", DecisionReason.FALSE_POSITIVE) for n in range(wrong)
    ]


@pytest.mark.parametrize(
    ("right", "wrong", "standing"),
    [
        (0, 49, Standing.KEPT),
        (0, 50, Standing.OFF),
        (24, 26, Standing.OFF),
        (25, 25, Standing.INFO),
        (34, 16, Standing.INFO),
        (35, 15, Standing.KEPT),
        (50, 0, Standing.KEPT),
    ],
)
def test_a_rule_is_judged_from_50_decisions_on(right: int, wrong: int, standing: Standing) -> None:
    (row,) = rule_records(many(right, wrong))
    assert row.standing is standing
    assert row.judged == (right + wrong >= 50)
    hushed = {} if standing is Standing.KEPT else {"SPC-modal": standing}
    assert standings([row]) == hushed


def test_taste_and_evidence_do_not_speak_against_a_rule() -> None:
    other = [
        decision(f"o{n}", reason)
        for n in range(60)
        for reason in (DecisionReason.PREFERENCE, DecisionReason.ALLOWED_BY_EVIDENCE)
        if (n % 2) == (reason is DecisionReason.PREFERENCE)
    ]
    (row,) = rule_records([*many(2, 1), *other])
    assert (row.confirmed, row.false_positive) == (2, 1)
    assert (row.allowed_by_evidence, row.preference) == (30, 30)
    assert (row.shown, row.dismissed, row.decided) == (63, 61, 3)
    assert row.precision == pytest.approx(2 / 3)
    assert row.standing is Standing.KEPT
    assert not row.judged


def test_the_newest_decision_about_a_finding_counts_once() -> None:
    (row,) = rule_records([decision(), decision(reason=DecisionReason.FALSE_POSITIVE)])
    assert (row.confirmed, row.false_positive) == (0, 1)
    first = decision(clip="c1")
    assert rule_records([first, decision(clip="c2")])[0].confirmed == 2


def test_a_withdrawn_decision_does_not_count() -> None:
    assert rule_records([decision(), decision(withdrawn=True)]) == ()
    kept = rule_records([decision("a"), decision("b"), decision("a", withdrawn=True)])
    assert kept[0].confirmed == 1


def test_withdrawing_for_the_clip_takes_back_what_was_said_for_the_clip() -> None:
    clip = DecisionScope.CLIP
    wrong = DecisionReason.FALSE_POSITIVE
    made = [
        decision("a", wrong, scope=clip),
        decision("b", wrong),
        decision("c", wrong, scope=clip, clip="c2"),
        decision("z", wrong, scope=clip, withdrawn=True),
    ]
    assert rule_records(made)[0].false_positive == 2


def test_rows_come_in_the_order_of_the_rules() -> None:
    rows = rule_records([decision(rule="TNS-past"), decision(rule="CAM-shot")])
    assert [(row.rule, row.criterion) for row in rows] == [
        ("CAM-shot", "CAM-01"),
        ("TNS-past", "TNS-01"),
    ]


def test_a_rule_nobody_judged_has_no_precision() -> None:
    row = RuleRecord(rule="X", criterion="X-01", preference=3)
    assert row.precision is None
    assert row.standing is Standing.KEPT
    assert not row.judged


@given(st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from(list(DecisionReason)))))
def test_every_finding_is_counted_exactly_once(made: list[tuple[str, DecisionReason]]) -> None:
    rows = rule_records([decision(match, reason) for match, reason in made])
    assert sum(row.shown for row in rows) == len({match for match, _ in made})
