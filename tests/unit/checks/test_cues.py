"""The words shown beside a criterion: short, distinct, and the ones that tell most."""

from __future__ import annotations

import pytest

from app.checks.engine import Checker
from app.checks.report import CheckerRun, Report, Verdict
from app.domain.caption import CleanText
from app.domain.clip import ClipFacts

HARBOR = (
    "On a stone quay at dawn, gulls cry and a bell buoy clangs. A tall woman in a blue coat drags "
    "a crate to the edge, and a small boy laughs beside her."
)


def check(checker: Checker, text: str) -> Report:
    return checker.check(CleanText.of(text), ClipFacts())


def verdict_on(report: Report, criterion: str) -> Verdict:
    verdict = report.verdict(criterion)
    assert verdict is not None
    return verdict


def cue(base_checker: Checker, text: str, criterion: str) -> str:
    return verdict_on(check(base_checker, text), criterion).cue


@pytest.mark.parametrize(
    ("criterion", "words"),
    [
        ("SET-01", "stone quay"),
        ("AUD-01", "gulls, buoy clangs, boy laughs"),
        ("CHR-01", "tall woman, small boy"),
        ("ACT-01", "drags"),
        ("EMO-01", "laughs"),
    ],
)
def test_cues_are_short_and_joined_by_commas(
    base_checker: Checker, criterion: str, words: str
) -> None:
    assert cue(base_checker, HARBOR, criterion) == words


def test_the_same_head_is_told_once(base_checker: Checker) -> None:
    assert cue(base_checker, "A boy runs. The boy stops. The boy runs.", "CHR-01") == "boy"


def test_a_fuller_cue_replaces_one_that_says_less(base_checker: Checker) -> None:
    assert cue(base_checker, "A man waves. An old man waves back.", "CHR-01") == "old man"


def test_a_long_quotation_is_cut(base_checker: Checker) -> None:
    text = 'She says, "One two three four five six seven eight."'
    assert cue(base_checker, text, "DLG-01") == "One two three four five six…"


def test_silence_is_told_as_such(base_checker: Checker) -> None:
    assert cue(base_checker, "The room is silent. A man sits down.", "AUD-01") == "silent"


@pytest.mark.parametrize("cry", ["gulls cry overhead", "a crow cries", "seagulls shriek above"])
def test_the_cry_of_a_bird_is_a_sound_and_no_emotion(base_checker: Checker, cry: str) -> None:
    report = check(base_checker, f"On a beach, {cry}.")
    assert verdict_on(report, "AUD-01").present
    assert not verdict_on(report, "EMO-01").present


def test_waves_that_slap_are_a_sound(base_checker: Checker) -> None:
    assert cue(base_checker, "Under the pier, waves slap the posts.", "AUD-01") == "waves"


def test_language_checkers_and_low_grades_are_no_cue(base_checker: Checker) -> None:
    run = CheckerRun(name="harper", version="9", ran=True)
    report = base_checker.check(CleanText.of("A cat sits."), ClipFacts(), checkers=[run])
    grammar = verdict_on(report, "GRM-01")
    assert (grammar.cue, grammar.detail) == ("", "")
    assert verdict_on(report, "FLW-01").detail == ""
