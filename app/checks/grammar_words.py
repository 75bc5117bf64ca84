"""Lists of words, and forms of verbs: what a proposal for a wrong verb says."""

from __future__ import annotations

from typing import Final

from app.checks.english.lexicon import english

_IRREGULAR: Final = {"have": "has", "do": "does", "go": "goes", "be": "is"}


def words(text: str) -> frozenset[str]:
    """The words of a list written as one line of text."""
    return frozenset(text.split())


def third_of(verb: str) -> str:
    """The third person singular of a base form."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return verb + "es"
    if verb.endswith("y") and verb[-2:-1] not in set("aeiou"):
        return verb[:-1] + "ies"
    return verb + "s"


def base_of(third: str) -> str:
    """The base form of a third person singular; the form itself if the lexicon has none."""
    for reading in english().readings(third):
        if reading.tag == "VBZ":
            return reading.lemma
    return third
