"""Right words that look like errors to a rule of the checkers: set phrases, sums, short clauses."""

from __future__ import annotations

import re
from typing import Final

from app.checks.grammar_phrases import form_of
from app.checks.matches import LanguageMatch

_REPEATS: Final = ("PHRASE_REPETITION", "ENGLISH_WORD_REPEAT_RULE", "RepeatedWords")
_SIDE_BY_SIDE: Final = re.compile(
    r"\b(?!(?:the|an?|his|her|its|their|my|your|our|it|them|and)\b)(\w+)"
    r" (?:in|by|to|for|after|on|over|upon) \1\b",
    re.IGNORECASE,
)
"""Hand in hand, face to face, step by step: also when the preposition stands before it again."""
_NOBODY_BUT: Final = re.compile(
    r"\b(?:(?:no|every|any)(?:body|one| one|thing)|none)\s(?:but|except|besides)\s[^,.;!?]{1,60}$",
    re.IGNORECASE,
)
"""The verb goes with "nobody", not with the plural behind "but"."""
_ONE_AMOUNT: Final = re.compile(
    r"\b(?:\d[\d,.]*|[a-z]+ty|two|three|four|five|six|seven|eight|nine|ten|\w+teen|hundred|thousand)"
    r"\s(?:dollars|cents|pounds|euros|miles|feet|yards|hours|minutes|days|weeks|months|years|points)\s$",
    re.IGNORECASE,
)
"""A sum, a way or a time is one thing: "ten dollars is too much"."""


def is_set_phrase(text: str, match: LanguageMatch) -> bool:
    """Whether the words are right as a set phrase that a rule does not know."""
    if match.rule.startswith(_REPEATS):
        return bool(_SIDE_BY_SIDE.search(text[match.start : match.end]))
    if match.rule == "PCT_PLURAL_NOUN_SINGULAR_VERB_AGREEMENT":
        return bool(_NOBODY_BUT.search(text[: match.end]))
    if match.rule.startswith("AGREEMENT_SENT_START"):
        return bool(_ONE_AMOUNT.search(text[: match.start]))
    if match.rule == "A_NNS":
        words = text[match.start : match.end].lower().split()
        return len(words) > len(("a", "flash")) and form_of(words[-1]).third > 0
    return False
