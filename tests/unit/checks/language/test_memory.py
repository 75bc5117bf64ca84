"""Freed memory goes back to the system."""

from __future__ import annotations

import sys

import psutil
import pytest

from app.checks.language import harper
from app.checks.language.memory import give_back


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only glibc can be asked")
def test_what_was_freed_below_something_that_stays_is_given_back() -> None:
    parts = [bytes(4000) for _ in range(10_000)]
    kept = parts[-1]
    del parts
    before = psutil.Process().memory_info().rss
    give_back()
    assert psutil.Process().memory_info().rss < before - 10_000_000
    assert kept == bytes(4000)


def test_harper_gives_back_what_its_dictionary_did_not_keep(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given: list[bool] = []
    monkeypatch.setattr(harper, "give_back", lambda: given.append(True))
    checker = harper.HarperChecker()
    checker.prepare()
    checker.prepare()
    assert given == [True]


def test_harper_forgets_what_was_typed_but_not_what_is_accepted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given: list[bool] = []
    monkeypatch.setattr(harper, "give_back", lambda: given.append(True))
    checker = harper.HarperChecker()
    accepted = frozenset({"Xqzzyva"})
    text = "Xqzzyva recieves the the dog."
    before = checker.check(text, accepted=accepted)
    checker.rest()
    assert len(given) == 1  # from building; a single text is not worth it
    for number in range(harper.REST_AFTER):
        checker.check(f"{text} She has {number} dogs.", accepted=accepted)
    checker.rest()
    assert len(given) == 2
    assert checker.check(text, accepted=accepted) == before
