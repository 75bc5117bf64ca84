"""Flesch-Kincaid grade and Flesch reading ease of the narration (rubric FLW-01)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from app.checks.context import Context

_VOWELS: Final = re.compile(r"[aeiouy]+")
_SOUNDED_LE: Final = re.compile(r"[^aeiouy]le$")
_EXCEPTIONS: Final = {
    "people": 2, "being": 2, "quiet": 2, "area": 3, "idea": 3, "video": 3, "radio": 3,
    "piano": 3, "stadium": 4, "audience": 3, "children": 2, "something": 2, "someone": 2,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of a text and what follows from them."""

    words: int
    sentences: int
    syllables: int

    @property
    def grade(self) -> float:
        """Flesch-Kincaid grade: 0.39 W/S + 11.8 Y/W - 15.59."""
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59

    @property
    def ease(self) -> float:
        """Flesch reading ease: 206.835 - 1.015 W/S - 84.6 Y/W."""
        return 206.835 - 1.015 * self.words / self.sentences - 84.6 * self.syllables / self.words


def measure(context: Context) -> Figures:
    """Count the narration: a quotation counts as one word of two syllables."""
    words = syllables_all = sentences = 0
    for placed in context.sentences:
        tokens = [t for t in placed.sentence.tokens if t.is_word and t.lower[0].isalnum()]
        if not tokens:
            continue
        sentences += 1
        words += len(tokens)
        syllables_all += sum(syllables(t.lower) for t in tokens)
        quoted = sum(t.is_quote for t in placed.sentence.tokens)
        words += quoted
        syllables_all += 2 * quoted
    return Figures(words, sentences, syllables_all)


@lru_cache(maxsize=8192)
def syllables(word: str) -> int:
    """Vowel groups, less a silent final e (not that of "table"), at least one."""
    if word in _EXCEPTIONS:
        return _EXCEPTIONS[word]
    count = len(_VOWELS.findall(word))
    if count > 1 and word.endswith("e") and not _SOUNDED_LE.search(word):
        count -= 1
    return max(1, count)
