"""What a check costs: load, a full pass of 250 words, one changed character in slices.

Run it with ``python -m tests.bench.bench_checks``; ``measure()`` gives the figures as a dict.
All times in milliseconds.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable

from app.checks.engine import Checker, Session
from app.checks.english.lexicon import Lexicon
from app.checks.guide.loader import BASE_GUIDE, SHIPPED, load_guide
from app.checks.report import Stage
from app.domain.caption import CleanText
from app.domain.clip import ClipFacts

SLICE_MS = 3.0
_SENTENCES = (
    "In a dim workshop, a lathe whirs and a radio mutters.",
    "A gray-haired carpenter in a leather apron clamps a plank to the bench.",
    "She planes the edge, blows off the dust, and squints along the wood.",
    '"Hand me the square," she says, without looking up.',
    "A boy in a striped shirt drops it, winces, and slides it across the floor.",
    "The carpenter laughs, lays the square on the plank, and draws a line.",
)


def text_of(words: int) -> str:
    """A text of our own of about so many words, no two sentences alike."""
    parts: list[str] = []
    count = number = 0
    while count < words:
        sentence = f"{_SENTENCES[number % len(_SENTENCES)][:-1]} for the {number + 11}th time."
        parts.append(sentence)
        count += len(sentence.split())
        number += 1
    return " ".join(parts)


def _ms(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - started)


def measure(rounds: int = 15) -> dict[str, float]:
    """Load once, then check; medians and the longest step of the rounds."""
    folder = SHIPPED / BASE_GUIDE
    lexicon_ms = _ms(Lexicon.read)
    load_ms = statistics.median(_ms(lambda: load_guide(folder)) for _ in range(5))
    guide = load_guide(folder)
    lexicon = Lexicon.read()
    made_ms = _ms(lambda: Checker(guide, lexicon))
    text = text_of(250)
    clean = CleanText.of(text)
    cold: list[float] = []
    for _ in range(rounds):
        checker = Checker(guide, lexicon)
        checker.check(CleanText.of("A warm-up sentence is read."), ClipFacts())
        cold.append(_ms(lambda c=checker: c.check(clean, ClipFacts(), Stage.SUBMIT)))
    session = Session(Checker(guide, lexicon))
    session.update(text, ClipFacts()).run()
    steps: list[float] = []
    totals: list[float] = []
    for number in range(rounds):
        at = 40 + 60 * number
        changed = text[:at] + "x" + text[at:]
        started = time.perf_counter()
        work = session.update(changed, ClipFacts())
        while work.report is None:
            steps.append(_ms(work.step))
        totals.append(1000 * (time.perf_counter() - started))
    long_text = text_of(3000)
    return {
        "lexicon_read_ms": round(lexicon_ms, 1),
        "guide_load_ms": round(load_ms, 1),
        "checker_made_ms": round(made_ms, 1),
        "check_250_words_cold_ms": round(statistics.median(cold), 2),
        "one_key_total_ms": round(statistics.median(totals), 2),
        "one_key_longest_step_ms": round(max(steps), 2),
        "one_key_slices_of_3_ms": float(max(1, round(statistics.median(totals) / SLICE_MS))),
        "check_3000_words_cold_ms": round(
            _ms(lambda: Checker(guide, lexicon).check(CleanText.of(long_text), ClipFacts())), 1
        ),
    }


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1))
