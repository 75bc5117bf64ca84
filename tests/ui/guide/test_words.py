"""Expressions, standings and broken packs in words."""

from __future__ import annotations

import pytest

from app.checks.guide.errors import GuideError
from app.checks.guide.expressions import parse_expression
from app.checks.guide.loader import BASE_GUIDE, SHIPPED, load_guide
from app.checks.guide.model import Guide
from app.checks.report import State
from app.desk.health import RuleRecord
from app.ui.common.words.errors import error_words
from app.ui.guide import words
from app.ui.guide.conditions import condition_words


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide(SHIPPED / BASE_GUIDE)


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("minor > 0 && minor <= 2", "1 or 2 minor findings"),
        ("minor >= 1 && minor < 5", "1 to 4 minor findings"),
        ("minor > 2", "at least 3 minor findings"),
        ("minor == 1", "1 minor finding"),
        ("minor == 0", "no minor finding"),
        ("info > 0", "a note"),
        ("acts < 3", "fewer than 3 acts"),
        ("acts >= 1", "an act"),
        ("major || critical", "a major finding, or a critical finding"),
        ("!named || !shown", "not named, or no sign shows it"),
        ("(!quotes && reported) || loose", None),
        ("speech_yes && absent", "the clip has speech and nothing of it is in the text"),
        ("text_no", "the clip has no text on screen"),
        ("!people_no", "the clip is not said to have no people"),
        ("own_signal", "own signal"),
        ("!own_signal", "not own signal"),
        ("!(minor > 2)", "not (at least 3 minor findings)"),
        ("3 == 3", None),
    ],
)
def test_an_expression_is_said(expression: str, said: str | None) -> None:
    told = condition_words(parse_expression(expression))
    assert told
    if said is not None:
        assert told == said
    assert not set("&|!=<>") & set(told)


def test_no_expression_says_nothing() -> None:
    assert condition_words(None) == ""


def test_every_criterion_of_the_base_guide_tells_its_states(guide: Guide) -> None:
    for criterion in guide.criteria:
        rows = words.state_rows(criterion)
        assert rows[0][0] is State.SATISFIED
        assert any(state in {State.WEAK, State.VIOLATED} for state, _, _ in rows)
        for _, name, when in rows:
            assert name
            assert not name[0].isdigit()
            assert when
            assert "_" not in when


def test_weak_leaves_out_what_violated_has_said(guide: Guide) -> None:
    speculation = guide.criterion("SPC-01")
    assert speculation is not None
    said = {state: when for state, _, when in words.state_rows(speculation)}
    assert said[State.WEAK] == "1 or 2 minor findings"
    assert said[State.VIOLATED] == "a major finding, or at least 3 minor findings"


def record(right: int, wrong: int, evidence: int = 0, taste: int = 0) -> RuleRecord:
    return RuleRecord(
        rule="SPC-hedge",
        criterion="SPC-01",
        confirmed=right,
        false_positive=wrong,
        allowed_by_evidence=evidence,
        preference=taste,
    )


@pytest.mark.parametrize(
    ("made", "said", "figure"),
    [
        (record(36, 22), "shown as a note: 0.62 of 58", "0.62"),
        (record(25, 36), "switched off: 0.41 of 61", "0.41"),
        (record(50, 2), "in use: 0.96 of 52", "0.96"),
        (record(0, 49, 60, 60), "too few to say", "–"),
        (record(0, 0, 3), "too few to say", "–"),
    ],
)
def test_a_standing_is_said_in_words(made: RuleRecord, said: str, figure: str) -> None:
    assert words.standing_words(made) == said
    assert words.precision_words(made) == figure


def test_a_record_names_every_reason() -> None:
    assert words.record_words(record(1, 2, 3, 4)) == (
        "SPC-hedge: 10 decisions: 1 right, 2 not the case, 3 seen or heard in the clip, "
        "4 a matter of taste."
    )
    assert words.health_summary((record(36, 22), record(0, 50), record(1, 1))) == (
        "3 rules, 1 shown as a note, 1 switched off"
    )


def test_a_broken_pack_is_said_with_file_line_and_what_goes_on(guide: Guide) -> None:
    error = GuideError("mine/rules/a.yml", 12, "guide.duplicate-key", key="id")
    told = words.not_reloaded(error, guide)
    assert told.sentence == "Not reloaded: mine/rules/a.yml, line 12: the key id stands twice."
    assert told.detail.startswith("Base narrative 1.0.0 stays in use.")
    whole = words.not_reloaded(GuideError("mine/guide.yml", 0, "guide.missing"), None)
    assert whole.sentence == "Not reloaded: mine/guide.yml: the file is missing."
    assert "stays" not in whole.detail
    assert words.not_reloaded(OSError("x"), guide).sentence == "The guide was not reloaded."
    at_start = error_words(error)
    assert "mine/rules/a.yml, line 12" in at_start.sentence


def test_a_reason_without_its_facts_is_said_in_general_terms() -> None:
    told = words.not_reloaded(GuideError("a.yml", 3, "guide.duplicate-key"), None)
    assert told.sentence == "Not reloaded: a.yml, line 3: it cannot be read."
    told = words.not_reloaded(GuideError("a.yml", 3, "guide.never-heard-of"), None)
    assert told.sentence == "Not reloaded: a.yml, line 3: it cannot be read."
