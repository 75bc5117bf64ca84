"""The language checkers at the desk: what makes a new check, and what does not."""

from __future__ import annotations

import pytest

from app.desk.language import REST_MS, LanguageDesk
from tests.fakes.desk import DeskHarness
from tests.fakes.language import FakeLanguageChecker


class Asked:
    """A language desk with a Harper that knows one misspelling; counts the news."""

    def __init__(self) -> None:
        self.harness = DeskHarness()
        self.harper = FakeLanguageChecker({"teh": ("the",)})
        self.news = 0
        self.desk = LanguageDesk(
            self.harness.desk,
            harper=self.harper,
            languagetool=None,
            on_matches=self._count,
            on_status=lambda _: None,
        )
        self.desk.start()
        self.write("He sees teh dog.")
        self.news = 0

    def _count(self) -> None:
        self.news += 1

    def write(self, text: str) -> None:
        self.desk.set_text(text, [])


@pytest.mark.parametrize(
    ("text", "news"),
    [
        ("He sees teh dog. A", 0),
        ("So he sees teh dog.", 0),
        ("He sees the dog.", 0),
        ("He sees teh dog. And teh cat.", 1),
    ],
)
def test_an_answer_that_says_nothing_new_asks_for_no_second_check(text: str, news: int) -> None:
    asked = Asked()
    asked.write(text)
    assert asked.harper.asked[-1] == text
    assert asked.news == news


def test_harper_rests_when_the_person_pauses_and_not_before() -> None:
    asked = Asked()
    timers = asked.harness.timers
    timers.advance(REST_MS)
    assert asked.harper.rests == 1
    for text in ("He sees the dog. A", "He sees the dog. A c", "He sees the dog. A ca"):
        asked.write(text)
        timers.advance(REST_MS - 1)
    assert asked.harper.rests == 1
    timers.advance(1)
    assert asked.harper.rests == 2
