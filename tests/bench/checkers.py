"""The language checkers: what an answer takes and what LanguageTool's server costs."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import psutil

from app.bootstrap.places import LANGUAGETOOL
from app.checks.language.harper import HarperChecker
from app.checks.language.java import MissingPartError, find_java, jars_version
from app.checks.language.languagetool import LanguageToolChecker
from tests.bench.bench_checks import text_of
from tests.bench.figures import Figures, Place, SkippedError, figure, median, percentile

ROUNDS = 40
_NONE: frozenset[str] = frozenset()


def _ms(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - begun)


def harper(_place: Place) -> Figures:
    """Harper: built once, then 250 words at every key."""
    checker = HarperChecker()
    built = _ms(checker.prepare)
    text = text_of(250)
    took = [_ms(lambda n=n: checker.check(f"{text} {n}", accepted=_NONE)) for n in range(ROUNDS)]
    checker.close()
    return {
        "harper_built": figure(built, "ms"),
        "harper_250_words": figure(median(took), "ms", 19, p95=round(percentile(took, 95), 1)),
    }


def languagetool(place: Place) -> Figures:
    """LanguageTool: the server's start, a changed sentence with its neighbors, a whole text."""
    try:
        jars_version(LANGUAGETOOL)
        find_java()
    except MissingPartError as error:
        raise SkippedError(f"LanguageTool is not here: {error.reason}") from None
    checker = LanguageToolChecker(LANGUAGETOOL, place.folder / "state", patience=5)
    try:
        first = _ms(lambda: checker.check("A first answer.", accepted=_NONE))
        return {"languagetool_first_answer": figure(first / 1000, "s", 7)} | _answers(checker)
    finally:
        checker.close()


def _answers(checker: LanguageToolChecker) -> Figures:
    sentences = text_of(250).split(". ")
    whole = ". ".join(sentences)

    def three(number: int) -> str:
        at = number % (len(sentences) - 2)
        return ". ".join(sentences[at : at + 3]) + f" and {number}."

    for number in range(ROUNDS):
        checker.check(three(number + 1000), accepted=_NONE)
    short = [_ms(lambda n=n: checker.check(three(n), accepted=_NONE)) for n in range(ROUNDS)]
    full = [_ms(lambda n=n: checker.check(f"{whole} {n}.", accepted=_NONE)) for n in range(10)]
    return {
        "languagetool_changed_sentence": figure(
            percentile(short, 95),
            "ms p95",
            90,
            compared=("the full text of 250 words, p95", percentile(full, 95)),
            p50=round(median(short), 1),
            full_text_p50=round(median(full), 1),
        ),
        "languagetool_server_memory": figure(_java_mb(), "MB", 380),
    }


def _java_mb() -> float | None:
    children = psutil.Process().children(recursive=True)
    java = [child for child in children if Path(child.name()).name == "java"]
    return sum(child.memory_info().rss for child in java) / 1e6 if java else None
