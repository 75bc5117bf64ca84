"""Noun phrases and verb forms of a sentence, read without trust in its agreement.

The tagger of `app.checks.english` expects a verb to agree with its subject and bends its tags
until it does; who looks for verbs that do not agree has to read the bare forms instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from app.checks.english.lexicon import english
from app.checks.english.tokens import Token, tokenize
from app.checks.grammar_words import words


class Number(StrEnum):
    """Whether a noun phrase is one or many; EITHER for what takes both."""

    ONE = "one"
    MANY = "many"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Form:
    """What a form can be: for each class the log2 weight of the lexicon, 0 for never."""

    base: float
    third: float
    past: float
    participle: float
    ing: float
    noun: float
    plural: float
    adjective: float
    closed: bool


@dataclass(frozen=True, slots=True)
class Subject:
    """A noun phrase that can be a subject; `end` is the token behind it, `head` its noun."""

    number: Number
    head: int
    end: int


ARTICLES: Final = words("a an the his her its their my our your")
OBJECT_OPENERS: Final = ARTICLES | words(
    "this another him them it me us himself herself itself themselves one each"
)
"""What can follow a verb but no noun."""
PARTICLES: Final = words(
    "to on in into at up down out off over around through from across back away onto toward "
    "towards along with under behind after past for forward together about inside beside"
)
AUXILIARIES: Final = words(
    "is are was were be been am has have had do does did can could will would shall should must "
    "may might 's 're 've 'd 'll cannot"
)
BREAKS: Final = words(
    "and or but nor as while when whenever because who whom whose which that where if before until "
    'so then what how why although though since unless than whereas once ; : , . ! ? … - – — ( ) "'
)
COLLECTIVE: Final = words(
    "group couple crowd team pair family audience band class crew pack flock herd bunch duo "
    "trio number lot majority variety series handful dozen rest total swarm staff choir jury "
    "public police cast committee company army line row set half percent percentage range array "
    "host collection orchestra gang cavalry clergy cattle poultry mob troop squad panel fleet "
    "queue quartet minority part plenty kind sort type"
)
"""Heads that take a singular or a plural verb."""
_NOT_HEADS: Final = words(
    "step way rest time moment instant minute day night lord god devil rev following reverse "
    "same other more less first second third last next only very all both such former latter "
    "need left right"
)
_PLURAL_OR_NOT: Final = words(
    "media savings woods headquarters data sports works means crossroads barracks gallows "
    "remainder personnel youth series species deer sheep fish masters ares ans docs"
)
_DETERMINERS_ONE: Final = words("a an another each every one")
_DETERMINERS_MANY: Final = words(
    "these those both many several few two three four five six seven eight nine ten eleven "
    "twelve various numerous"
)
_DETERMINERS_ANY: Final = words("the his her its their my our your some")
_PREPOSITIONS: Final = words(
    "in on at with from behind near by under beside inside around over wearing holding"
)
_PERSONS: Final = {
    "he": Number.ONE, "she": Number.ONE, "it": Number.ONE, "they": Number.MANY, "we": Number.MANY,
}  # fmt: skip
_OPEN_CLASSES: Final = frozenset(
    {"VB", "VBP", "VBZ", "VBD", "VBN", "VBG", "NN", "NNS", "JJ", "NNP"}
)
_CLOSED_AT_LEAST: Final = 4.0
_PHRASE_MAX: Final = 7


@lru_cache(maxsize=20_000)
def form_of(lower: str) -> Form:
    """What a lower-case form can be."""
    best: dict[str, float] = {}
    closed = False
    for reading in english().readings(lower):
        tag = reading.tag
        if tag == "VB" and reading.lemma != lower:
            continue
        best[tag] = max(best.get(tag, 0.0), reading.weight or 0.5)
        closed |= tag not in _OPEN_CLASSES and reading.weight >= _CLOSED_AT_LEAST
    get = best.get
    return Form(
        get("VB", 0.0), get("VBZ", 0.0), get("VBD", 0.0), get("VBN", 0.0), get("VBG", 0.0),
        get("NN", 0.0), get("NNS", 0.0), max(get("JJ", 0.0), get("JJR", 0.0), get("JJS", 0.0)),
        closed or lower in AUXILIARIES,
    )  # fmt: skip


def classes_of(lower: str, *, verb: bool = False) -> frozenset[str]:
    """The classes of the lemma of a noun, or of a verb."""
    wanted = ("VB", "VBZ") if verb else ("NN", "NNS")
    lexicon = english()
    for reading in lexicon.readings(lower):
        if reading.tag in wanted:
            return lexicon.classes(reading.lemma, reading.tag)
    return frozenset()


def is_unknown_name(token: Token) -> bool:
    """Whether a capitalised word is none of English, and no plural: the name of somebody."""
    return (
        not english().knows(token.lower) and token.text.isalpha() and not token.lower.endswith("s")
    )


def tokens_of(sentence: str) -> list[Token]:
    """The tokens of a sentence with its quotations masked."""
    return tokenize(sentence)


def number_of(lower: str) -> Number | None:
    """The number of a noun; None for what is no noun, or an adjective more often."""
    form = form_of(lower)
    if lower in AUXILIARIES or lower in _NOT_HEADS:
        return None
    if lower in _PLURAL_OR_NOT:
        return Number.EITHER
    if form.plural and form.plural >= form.noun:
        return Number.MANY
    if form.noun and form.plural:
        return Number.EITHER
    if not form.noun or form.adjective > form.noun + 1.0:
        return None
    many_too = lower in COLLECTIVE or (lower.endswith("s") and not lower.endswith(("ss", "us")))
    return Number.EITHER if many_too else Number.ONE


def subjects(tokens: list[Token], at: int) -> Iterator[Subject]:
    """Every noun phrase that begins at a token, the shortest first."""
    if at >= len(tokens):
        return
    first = tokens[at].lower
    if first in _PERSONS:
        yield Subject(_PERSONS[first], at, at + 1)
        return
    if first in {"all", "most", "many", "both", "several", "some", "two", "three", "one", "each"}:
        behind = [t.lower for t in tokens[at + 1 : at + 3]]
        if behind[:1] == ["of"]:
            yield from _of_many(tokens, at, first, behind[1:])
            return
    if tokens[at].text[0].isupper() and is_unknown_name(tokens[at]):
        yield Subject(Number.ONE, at, at + 1)
        return
    for phrase in _phrases(tokens, at):
        yield phrase
        yield from _with_asides(tokens, phrase, 2)


def _of_many(tokens: list[Token], at: int, first: str, behind: list[str]) -> Iterator[Subject]:
    """All of them, one of the players: the word before "of" gives the number."""
    number = Number.ONE if first in {"one", "each"} else Number.MANY
    if behind and behind[0] in {"them", "us", "these", "those"}:
        yield Subject(number, at, at + 3)
    elif behind and behind[0] in ARTICLES:
        for phrase in _phrases(tokens, at + 2):
            if phrase.number is Number.MANY:
                yield Subject(number, phrase.head, phrase.end)


def _phrases(tokens: list[Token], at: int) -> Iterator[Subject]:
    """A determiner, what describes, a noun."""
    first = tokens[at].lower
    several = first in _DETERMINERS_MANY
    if not several and first not in _DETERMINERS_ONE and first not in _DETERMINERS_ANY:
        return
    start = at + 1
    if (
        start < len(tokens)
        and first in _DETERMINERS_ANY
        and tokens[start].lower in _DETERMINERS_MANY
    ):
        several = True
        start += 1
    unsure = False
    for index in range(start, min(len(tokens), at + _PHRASE_MAX)):
        token = tokens[index]
        if not token.is_word or token.is_quote:
            return
        form = form_of(token.lower)
        if form.closed and not (form.noun or form.adjective):
            return
        number = number_of(token.lower)
        if token.text[0].isupper():
            unsure = True
        if number is not None:
            unlike = Number.ONE if several else Number.MANY
            if (several or first in _DETERMINERS_ONE) and number is unlike:
                number = None
        if number is not None:
            yield Subject(Number.EITHER if unsure else number, index, index + 1)
            unsure |= number is not Number.ONE
        describes = form.ing or (form.participle and not form.base)
        unknown_name = token.text[0].isupper() and not form.base
        known = form.noun or form.adjective or describes or form.plural or unknown_name
        known = known or token.lower.endswith("ed") or "-" in token.lower
        if not known or (form.closed and token.lower in PARTICLES | BREAKS):
            return


def _with_asides(tokens: list[Token], phrase: Subject, left: int) -> Iterator[Subject]:
    """The same with "in a hat", "on the left", "wearing a coat" behind the noun."""
    at = phrase.end
    if not left or at + 1 >= len(tokens) or tokens[at].lower not in _PREPOSITIONS:
        return
    bare = tokens[at + 1].lower
    if number_of(bare) is not None and not form_of(bare).closed:
        ends = [at + 2]
    else:
        ends = [inner.end for inner in _phrases(tokens, at + 1)]
    for end in ends:
        longer = Subject(phrase.number, phrase.head, end)
        yield longer
        yield from _with_asides(tokens, longer, left - 1)


def finite_ahead(tokens: list[Token], at: int) -> bool:
    """Whether a form that can only be a finite verb comes before the clause ends."""
    before = ""
    for token in tokens[at:]:
        if token.lower in BREAKS or token.is_quote:
            return False
        if token.lower in AUXILIARIES:
            return True
        form = form_of(token.lower)
        led = form_of(before)
        named = (led.closed and before not in PARTICLES) or led.adjective
        if form.third > form.plural and not named:
            return True
        if form.past and form.past > form.participle:
            return True
        before = token.lower
    return False
