"""Which sentences LanguageTool has to see again after a change, and what it said of the others.

A sentence is sent together with its neighbors, so that the server splits sentences as we do;
its answer is kept under the sentence and the marks and blanks where it joins them. Whole
neighbors are no part of that key: the one rule that looks across sentences is switched off, and
with them every change would ask for five sentences instead of three.
"""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.checks.matches import WORD, LanguageMatch, Span, bare_word

JOINT: Final = 3
_ENDS: Final = re.compile(r"[\W_]*$")
_BEGINS: Final = re.compile(r"([\W_]{0,3})(.?)", re.DOTALL)
ASK_AT_MOST: Final = 6_000
KEPT_AT_MOST: Final = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One question: a stretch of the text, and the sentences in it whose answer is wanted.

    Attributes:
        text: The stretch to send, with a neighbor on each side.
        start: Where the stretch begins in the clean text.
        wanted: The sentences wanted, as spans of the stretch, with the keys of their answers.
    """

    text: str
    start: int
    wanted: tuple[tuple[Span, str], ...]


class SentenceCache:
    """Answers by sentence: the last 2,000. One thread only; it does no checking itself.

    Accepted words are part of the key where the sentence has them, so a new word of the dictionary
    asks again only for the sentences with that word.
    """

    def __init__(self, kept_at_most: int = KEPT_AT_MOST) -> None:
        self._kept_at_most = kept_at_most
        self._answers: OrderedDict[str, tuple[LanguageMatch, ...]] = OrderedDict()

    def pending(
        self, text: str, sentences: Sequence[Span], accepted: frozenset[str] = frozenset()
    ) -> tuple[Span, ...]:
        """The sentences without an answer, in order."""
        bare = _bare(accepted)
        return tuple(
            s
            for s in sentences
            if text[slice(*s)].strip() and _key(text, s, bare) not in self._answers
        )

    def plan(
        self, text: str, sentences: Sequence[Span], accepted: frozenset[str] = frozenset()
    ) -> tuple[Ask, ...]:
        """The questions to ask for all that is pending; neighbors in need share a question.

        Args:
            text: The clean text.
            sentences: Spans in order, without overlap.
            accepted: Words that no checker may call misspelled; give them with the question too.
        """
        needed = set(self.pending(text, sentences, accepted))
        bare = _bare(accepted)
        asks: list[Ask] = []
        run: list[int] = []
        for index, sentence in enumerate(sentences):
            if sentence not in needed:
                continue
            long = run and sentence[1] - sentences[run[0]][0] > ASK_AT_MOST
            if run and (index != run[-1] + 1 or long):
                asks.append(_ask(text, sentences, run, bare))
                run = []
            run.append(index)
        if run:
            asks.append(_ask(text, sentences, run, bare))
        return tuple(asks)

    def store(self, ask: Ask, matches: Sequence[LanguageMatch]) -> None:
        """Keep the answer to a question; what belongs to a neighbor is left out."""
        for (start, end), key in ask.wanted:
            self._answers[key] = tuple(
                replace(m, start=m.start - start, end=m.end - start)
                for m in matches
                if start <= m.start < max(end, start + 1)
            )
            self._answers.move_to_end(key)
        while len(self._answers) > self._kept_at_most:
            self._answers.popitem(last=False)

    def matches(
        self, text: str, sentences: Sequence[Span], accepted: frozenset[str] = frozenset()
    ) -> tuple[LanguageMatch, ...]:
        """What is known of a text, in its code points, in order."""
        bare = _bare(accepted)
        found: list[LanguageMatch] = []
        for sentence in sentences:
            key = _key(text, sentence, bare)
            answer = self._answers.get(key)
            if answer is None:
                continue
            self._answers.move_to_end(key)
            at = sentence[0]
            found += [replace(m, start=m.start + at, end=m.end + at) for m in answer]
        return tuple(found)


def _bare(accepted: frozenset[str]) -> frozenset[str]:
    return frozenset(bare_word(word) for word in accepted)


def _key(text: str, sentence: Span, accepted: frozenset[str]) -> str:
    start, end = sentence
    before = _ENDS.search(text, max(0, start - JOINT), start)
    after = _BEGINS.match(text, end)
    joints = (before[0] if before else "", after[1] + str(after[2].isupper()) if after else "")
    excused = sorted({bare_word(word) for word in WORD.findall(text[start:end])} & accepted)
    told = "\0".join((*joints, *excused, "", text[start:end]))
    return hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _ask(text: str, sentences: Sequence[Span], run: Sequence[int], accepted: frozenset[str]) -> Ask:
    start = sentences[max(0, run[0] - 1)][0]
    end = sentences[min(len(sentences) - 1, run[-1] + 1)][1]
    return Ask(
        text=text[start:end],
        start=start,
        wanted=tuple(
            ((sentences[i][0] - start, sentences[i][1] - start), _key(text, sentences[i], accepted))
            for i in run
        ),
    )
