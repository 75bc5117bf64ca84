"""Errors of captions that neither checker sees: by patterns here, by clause and slot elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from app.checks.grammar_agreement import agreement_slips
from app.checks.grammar_phrases import tokens_of
from app.checks.grammar_slots import slot_slips
from app.checks.grammar_words import third_of
from app.checks.matches import CheckerName, LanguageMatch, MatchKind
from app.checks.text import Views

_START: Final = r"(?:^|(?<=[.!?]\s)|(?<=[.!?][\"”]\s)|(?<=\n))"
_CLAUSE: Final = rf"(?:{_START}|(?<=, and )|(?<=, then )|(?<= while ))"
_ONE: Final = r"(?:man|woman|boy|girl|person|lady|guy|kid|child|toddler|teenager|dog|puppy|kitten)"
_UNNAMED: Final = (
    r"(?:(?:young|old|older|little|small|tall|elderly)\s)?(?:man|woman|boy|girl|person|child|"
    r"toddler|teenager)|(?:speed\s|video\s)?camera|car|truck|bus|train|bicycle|helicopter|horse"
)
"""Nouns that can't be the name of somebody, as Guy, Lady or Kitten can."""
_LOOKS: Final = r"(?:young|old|older|little|small|tall|elderly|blond|blonde|bald|bearded|short)"
_BASE: Final = (
    r"(?:appear|begin|bounce|bring|build|carry|catch|clap|climb|come|continue|cut|demonstrate|"
    r"describe|dive|do|eat|enter|explain|fall|find|finish|get|give|go|grab|have|hit|hold|"
    r"jump|keep|kneel|lay|lead|lean|leave|lift|look|make|mix|move|open|perform|pick|play|"
    r"point|pour|practice|prepare|pull|push|put|reach|ride|run|say|see|show|sing|sit|smile|"
    r"speak|stand|start|step|stop|swim|swing|take|talk|tell|throw|try|turn|use|walk|wash|"
    r"watch|wear|write)"
)
"""Verbs of captions in the form that a singular subject never takes in the present."""
_EVERY: Final = r"(?:everybody|everyone|somebody|someone|nobody|anybody|anyone|everything|nothing)"
_NO_NOUN: Final = r"(?:who|that|which|they|we|you|he|she|it|i|and|or)\b"
_AFTER: Final = (
    r"(?:an?|the|his|her|its|their|with|to|on|in|into|at|up|down|out|off|over|around|"
    r"through|from|it|him|them|across|back|away|onto|toward|towards|along|by|for|and)"
)
_BARE_AFTER: Final = {
    "into": "room kitchen bathroom bedroom chair street pool yard backyard garden car truck boat "
    "building house gym stadium",
    "in": "kitchen bathroom bedroom chair street pool yard backyard garden car truck boat building "
    "gym stadium",
    "on": "couch sofa chair street sidewalk beach table floor",
    "onto": "couch sofa chair street sidewalk beach table floor",
    "inside": "room kitchen bathroom bedroom pool car truck boat building house gym stadium",
    "near": "table couch sofa pool car truck building house beach",
    "behind": "table couch sofa chair car truck building house",
}
"""Nouns that need an article after the preposition (no set phrase like "in bed", "on stage")."""
_HANDLES: Final = (
    r"(?:puts|takes|holds|grabs|opens|eats|peels|draws|carries|throws|wears|cracks|slices|"
    r"brings|lifts)"
)
_VOWEL_THINGS: Final = (
    r"(?:envelope|apple|orange|egg|umbrella|onion|axe|arrow|object|item|instrument|"
    r"animal|apron|avocado|iron|oar|accordion|eraser)"
)


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    pattern: re.Pattern[str]
    message: str
    suggest: Callable[[str], str]


def _thirds() -> str:
    """The verbs of captions in the third person, as a pattern."""
    return "|".join(
        third_of(verb) for verb in _BASE.removeprefix("(?:").removesuffix(")").split("|")
    )


def _rules() -> Iterator[_Rule]:
    yield _Rule(
        "SINGULAR_SUBJECT",
        re.compile(
            rf"{_CLAUSE}(?:an?|the|one|another)\s(?:{_LOOKS}\s){{0,2}}{_ONE}\s(?P<span>{_BASE})(?=\s{_AFTER}\b)",
            re.IGNORECASE,
        ),
        "The subject is singular: the verb needs its -s.",
        third_of,
    )
    yield _Rule(
        "EVERYBODY_SINGULAR",
        re.compile(
            rf"{_CLAUSE}{_EVERY}\s(?P<span>{_BASE}|deserve|want|need|like|love|know|seem)\b(?![^.!?]*[!?])",
            re.IGNORECASE,
        ),
        "Words like everybody are singular: the verb needs its -s.",
        third_of,
    )
    yield _Rule(
        "EACH_OF_SINGULAR",
        re.compile(
            rf"{_START}(?:each|one|every\sone)\sof\s(?:the|these|those|his|her|their)\s"
            rf"(?:(?!{_NO_NOUN})[a-z]+\s){{1,2}}(?P<span>have|are)\b",
            re.IGNORECASE,
        ),
        "The subject is each or one: the verb is singular.",
        lambda word: {"have": "has", "are": "is"}[word.lower()],
    )
    yield _Rule(
        "MUCH_PLURAL",
        re.compile(
            r"\b(?P<span>much)\s(?:people|children|men|women|kids|students|friends|players|"
            r"things|persons)\b(?!-)",
            re.IGNORECASE,
        ),
        "Things that can be counted are many.",
        lambda word: "Many" if word[0].isupper() else "many",
    )
    yield _Rule(
        "SUBJECT_AS_OBJECT",
        re.compile(
            r"\b(?:teaches|shows|helps|hugs|kisses|pushes|pulls|follows|thanks|gives|joins|with|at|behind|beside|towards?)"
            r"\s(?P<span>he|she|they)(?=[.,;]|\s(?:how|to|up|down|away|off|with|in|on|while|across|over)\b)",
            re.IGNORECASE,
        ),
        "Behind a verb or a preposition the pronoun is an object.",
        lambda word: {"he": "him", "she": "her", "they": "them"}[word.lower()],
    )
    yield _Rule(
        "QUITE_QUIET",
        re.compile(
            r"\b(?:goes|go|falls|gets|becomes|stays|keeps|remains|grows|turns)\s(?P<span>quite)"
            r"(?=[.,;]|\s(?:when|while|as|and|until|again)\b)",
            re.IGNORECASE,
        ),
        'Did you mean "quiet"?',
        lambda _: "quiet",
    )
    yield _Rule(
        "HISSELF",
        re.compile(r"\b(?P<span>hisself|theirself|theirselves)\b", re.IGNORECASE),
        "This form of the pronoun is not standard.",
        lambda word: "himself" if word.lower() == "hisself" else "themselves",
    )
    yield _Rule(
        "IN_FOR_IS",
        re.compile(
            r"\b(?P<span>in)\s(?:standing|sitting|kneeling|wearing)\s"
            r"(?:in|on|an?|the|his|her|with|at|next|behind|beside|by|around|near)\b"
        ),
        'Did you mean "is"?',
        lambda _: "is",
    )
    yield _Rule(
        "THERE_IS_TWICE",
        re.compile(
            rf"{_START}there\s(?:is|are)\s(?:an?|one|two|three|four|five|six|some|many|several)\s"
            r"(?:(?!that\b|who\b|which\b|what\b|where\b|the\b|he\b|she\b|it\b|they\b|we\b|you\b|i\b|his\b|her\b|and\b|or\b|but\b)"
            r"[a-z]+\s){1,4}?(?P<span>is|are)\b",
            re.IGNORECASE,
        ),
        'The sentence has its verb already: leave this one out, or add "who" or "that".',
        lambda _: "",
    )
    yield _Rule(
        "AND_FOR_AN",
        re.compile(rf"\b{_HANDLES}\s(?P<span>and)\s{_VOWEL_THINGS}\b"),
        'Did you mean "an"?',
        lambda _: "an",
    )
    yield _Rule(
        "ARTICLE_AT_START",
        re.compile(
            rf"{_START}(?P<span>{_UNNAMED})\s(?:is|was|has|can|in|with|wearing|holding|{_thirds()})\s",
            re.IGNORECASE,
        ),
        "A singular noun needs an article here.",
        lambda word: ("A " if word[0].isupper() else "a ") + word.lower(),
    )
    for preposition, nouns in _BARE_AFTER.items():
        yield _Rule(
            "ARTICLE_AFTER_PREPOSITION",
            re.compile(
                rf"(?<!from\s)\b{preposition}\s(?P<span>{'|'.join(nouns.split())})"
                r"(?=[.,;!?]|$|\s(?:and|while|as|where|then|when|who|with)\b)"
            ),
            "A singular noun needs an article here.",
            lambda word: "the " + word,
        )


_RULES: Final = tuple(_rules())


def own_matches(text: str) -> tuple[LanguageMatch, ...]:
    """What our own rules find in a text, in order of start; quotations are not looked at."""
    views = Views.of(text)
    found = [
        replace(match, start=match.start + sentence.start, end=match.end + sentence.start)
        for sentence in views.sentences
        for match in _in_sentence(views.narration[sentence.start : sentence.end])
    ]
    return tuple(sorted(found, key=lambda match: (match.start, match.end, match.rule)))


@lru_cache(maxsize=4_000)
def _in_sentence(sentence: str) -> tuple[LanguageMatch, ...]:
    """The matches of one sentence; kept, because most sentences of a text stay as they are."""
    found = [
        _match(rule.name, *place.span("span"), rule.message, rule.suggest(place["span"]))
        for rule in _RULES
        for place in rule.pattern.finditer(sentence)
    ]
    tokens = tokens_of(sentence)
    for slip in (*agreement_slips(tokens), *slot_slips(tokens)):
        if not any(slip.start < match.end and match.start < slip.end for match in found):
            found.append(_match(slip.rule, slip.start, slip.end, slip.message, slip.instead))
    return tuple(found)


def _match(rule: str, start: int, end: int, message: str, instead: str) -> LanguageMatch:
    return LanguageMatch(
        checker=CheckerName.OWN,
        rule=rule,
        category="GRAMMAR",
        start=start,
        end=end,
        message=message,
        suggestions=(instead,) if instead else (),
        kind=MatchKind.GRAMMAR,
    )
