"""What every language checker must do."""

from __future__ import annotations

import pytest

from app.desk.ports.language import CheckerState, LanguageChecker, MatchKind

NONE: frozenset[str] = frozenset()


class LanguageCheckerContract:
    """Subclasses give a fixture ``checker``."""

    def test_is_ready_after_prepare(self, checker: LanguageChecker) -> None:
        assert checker.prepare().state is CheckerState.READY
        assert checker.status().version
        assert checker.status().name is checker.name

    @pytest.mark.parametrize("before", ["", "😀👩‍🚀 "])
    def test_finds_a_misspelling_with_its_correction(
        self, checker: LanguageChecker, before: str
    ) -> None:
        text = f"{before}She recieves a letter."
        match = next(m for m in checker.check(text, accepted=NONE) if m.kind is MatchKind.SPELLING)
        assert text[match.start : match.end] == "recieves"
        assert "receives" in match.suggestions
        assert match.checker is checker.name

    def test_accepted_words_are_no_misspellings_and_can_be_taken_back(
        self, checker: LanguageChecker
    ) -> None:
        text = "Then Zorblatt waves."

        def flagged(accepted: frozenset[str]) -> bool:
            return any(
                text[m.start : m.end] == "Zorblatt" and m.kind is MatchKind.SPELLING
                for m in checker.check(text, accepted=accepted)
            )

        answers = [flagged(NONE), flagged(frozenset({"Zorblatt"})), flagged(NONE)]
        assert answers == [True, False, True]

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
    def test_any_text_gets_an_answer(self, checker: LanguageChecker, text: str) -> None:
        for match in checker.check(text, accepted=NONE):
            assert 0 <= match.start <= match.end <= len(text)

    def test_matches_come_in_order(self, checker: LanguageChecker) -> None:
        matches = checker.check("She recieves it. He recieves it too.", accepted=NONE)
        assert [m.start for m in matches] == sorted(m.start for m in matches)
        assert len(matches) >= 2
