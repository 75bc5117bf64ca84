"""The contract of language checkers, on the fake and on Harper.

LanguageTool keeps it in tests/integration/language, where its server runs.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.checks.language.harper import HarperChecker
from app.desk.ports.language import CheckerState, CheckerUnavailableError, LanguageChecker
from tests.contract.language.contract import NONE, LanguageCheckerContract
from tests.fakes.language import FakeLanguageChecker


@pytest.fixture(scope="module")
def harper_checker() -> Iterator[LanguageChecker]:
    made = HarperChecker()
    yield made
    made.close()


class TestFake(LanguageCheckerContract):
    @pytest.fixture
    def checker(self) -> LanguageChecker:
        return FakeLanguageChecker({"recieves": ("receives",), "Zorblatt": ()})


class TestHarper(LanguageCheckerContract):
    @pytest.fixture
    def checker(self, harper_checker: LanguageChecker) -> LanguageChecker:
        return harper_checker


@pytest.mark.parametrize("make", [lambda: FakeLanguageChecker({}), HarperChecker])
def test_a_closed_checker_says_so(make: type[HarperChecker]) -> None:
    closed: LanguageChecker = make()
    closed.close()
    closed.close()
    with pytest.raises(CheckerUnavailableError) as caught:
        closed.check("A text.", accepted=NONE)
    assert caught.value.status.state is CheckerState.OFF
