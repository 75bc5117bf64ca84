"""Harper's adapter: what it switches off, what it makes of suggestions, its silence."""

from __future__ import annotations

import pytest

from app.checks.language.harper import OWNED_ELSEWHERE, HarperChecker
from app.checks.matches import LanguageMatch, MatchKind

NONE: frozenset[str] = frozenset()


@pytest.fixture(scope="module")
def harper_checker() -> HarperChecker:
    return HarperChecker()


def find(checker: HarperChecker, text: str, rule: str) -> LanguageMatch:
    return next(m for m in checker.check(text, accepted=NONE) if m.rule == rule)


def test_rules_of_other_criteria_are_off(harper_checker: HarperChecker) -> None:
    text = 'Um, it seems that  the "the dog - runs ... and ' + "walks and " * 40 + "sleeps."
    assert not {m.rule for m in harper_checker.check(text, accepted=NONE)} & OWNED_ELSEWHERE


def test_every_rule_named_in_the_settings_exists() -> None:
    import harper

    assert set(harper.get_default_lint_config()) >= OWNED_ELSEWHERE


def test_a_suggestion_stands_for_the_whole_span(harper_checker: HarperChecker) -> None:
    text = "She sees the the dog."
    match = find(harper_checker, text, "RepeatedWords")
    assert text[match.start : match.end] == "the the"
    assert match.suggestions == ("the",)


def test_an_article_is_grammar(harper_checker: HarperChecker) -> None:
    assert find(harper_checker, "An dog barks.", "AnA").kind is MatchKind.GRAMMAR


def test_it_writes_nothing_to_standard_output(
    harper_checker: HarperChecker, capfd: pytest.CaptureFixture[str]
) -> None:
    harper_checker.check("They are looking forward to snowing and to Christmasing.", accepted=NONE)
    harper_checker.check("He was looking forward to snow.", accepted=NONE)
    assert capfd.readouterr() == ("", "")
