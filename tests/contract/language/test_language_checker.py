"""What every language checker must do, run on the fake and on the real ones."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.checks.language.harper import HarperChecker
from app.desk.ports.language import (
    CheckerState,
    CheckerUnavailableError,
    LanguageChecker,
    MatchKind,
)
from tests.fakes.language import FakeLanguageChecker

NONE: frozenset[str] = frozenset()


@pytest.fixture(scope="module", params=["fake", "harper"])
def checker(request: pytest.FixtureRequest) -> Iterator[LanguageChecker]:
    made: LanguageChecker
    if request.param == "fake":
        made = FakeLanguageChecker({"recieves": ("receives",), "Zorblatt": ()})
    else:
        made = HarperChecker()
    yield made
    made.close()


def test_is_ready_after_prepare(checker: LanguageChecker) -> None:
    assert checker.prepare().state is CheckerState.READY
    assert checker.status().version


def test_finds_a_misspelling_with_its_correction(checker: LanguageChecker) -> None:
    text = "She recieves a letter."
    match = next(m for m in checker.check(text, accepted=NONE) if m.kind is MatchKind.SPELLING)
    assert text[match.start : match.end] == "recieves"
    assert "receives" in match.suggestions
    assert match.checker is checker.name


def test_offsets_are_code_points_behind_an_emoji(checker: LanguageChecker) -> None:
    text = "😀👩‍🚀 She recieves a letter."
    match = next(m for m in checker.check(text, accepted=NONE) if m.kind is MatchKind.SPELLING)
    assert text[match.start : match.end] == "recieves"


def test_accepted_words_are_no_misspellings_and_can_be_taken_back(checker: LanguageChecker) -> None:
    text = "Then Zorblatt waves."

    def flagged(accepted: frozenset[str]) -> bool:
        return any(
            text[m.start : m.end] == "Zorblatt" and m.kind is MatchKind.SPELLING
            for m in checker.check(text, accepted=accepted)
        )

    assert [flagged(NONE), flagged(frozenset({"Zorblatt"})), flagged(NONE)] == [True, False, True]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "\x00",
        "a\x00b",
        "\ufffc",
        "\u200f\u05d0\u05d1",
        "a\r\nb",
        "a\u2028b",
        "x" * 5_000,
    ],
)
def test_any_text_gets_an_answer(checker: LanguageChecker, text: str) -> None:
    for match in checker.check(text, accepted=NONE):
        assert 0 <= match.start <= match.end <= len(text)


def test_matches_come_in_order(checker: LanguageChecker) -> None:
    starts = [m.start for m in checker.check("She recieves it. He recieves it too.", accepted=NONE)]
    assert starts == sorted(starts)


def test_a_closed_checker_says_so() -> None:
    for closed in (FakeLanguageChecker({}), HarperChecker()):
        closed.close()
        closed.close()
        with pytest.raises(CheckerUnavailableError) as caught:
            closed.check("A text.", accepted=NONE)
        assert caught.value.status.state is CheckerState.OFF
