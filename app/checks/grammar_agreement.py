"""Verbs that do not agree with their subject, and what else the shape of a clause gives away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.checks.english.tokens import Token
from app.checks.grammar_phrases import (
    AUXILIARIES,
    BREAKS,
    COLLECTIVE,
    OBJECT_OPENERS,
    PARTICLES,
    Form,
    Number,
    Subject,
    classes_of,
    finite_ahead,
    form_of,
    is_unknown_name,
    number_of,
    subjects,
)
from app.checks.grammar_words import base_of, third_of, words


@dataclass(frozen=True, slots=True)
class Slip:
    """An error of a sentence, in its code points; `instead` is the proposal, maybe empty."""

    rule: str
    start: int
    end: int
    message: str
    instead: str


_ONE_MESSAGE: Final = "The subject is singular: the verb needs its -s."
_MANY_MESSAGE: Final = "The subject is plural: the verb has no -s."
_LISTED_MESSAGE: Final = (
    "This verb has the same singular subject as the one before: it needs its -s."
)
_ADVERBS: Final = words(
    "then also now just slowly quickly suddenly finally again soon still always often gently "
    "carefully quietly both all"
)
_SUBORDINATORS: Final = frozenset({"as", "while", "when", "because", "where", "until", "whenever"})
_BLOCKS: Final = words(
    "i you we they he she as while when because who whom whose which that where if until what "
    "how why although though since unless than whether like rather please not n't ; : ( ) - – —"
)
"""What begins another clause: a base form behind it may have another subject."""
_TAKES_BASE: Final = words(
    "let lets make makes see sees watch watches hear hears feel feels notice notices observe "
    "help helps observes have has show shows showing spot spots made saw heard watched helped "
    "letting making seeing watching hearing helping having noticing bid bids dare dares need "
    "needs spotting recommend recommends suggest suggests insist insists demand demands listen "
    "listens says say said"
)
"""Verbs whose object does what a base form says: "watches them run and jump"."""
_PASTS_ALIKE: Final = words(
    "put set cut hit shut let cost hurt split spread burst cast quit rid shed thrust bet beat "
    "read come become run overcome"
)
"""Base forms that are past forms too."""
_MEASURES: Final = words(
    "dollars cents pounds euros miles feet inches meters kilometers yards cups percent points "
    "degrees grams ounces liters gallons teaspoons tablespoons times"
)
_AWAY: Final = frozenset({"down", "up", "off", "out", "away", "back", "over"})
_LIES: Final = frozenset({"face", "head", "palm", "side", "hand", "back", "foot"})
"""What can lie "face down": no verb there."""
_SURE: Final = 3.0
_VERY_SURE: Final = 6.0
_COMMON_VERB: Final = 2.0
_OFTEN_NOUN: Final = 8.0
_AGENTS: Final = frozenset({"person", "animal"})
_TIME: Final = frozenset({"time"})


def agreement_slips(tokens: list[Token]) -> Iterator[Slip]:
    """What the clauses of a sentence get wrong, in no order."""
    if not tokens or tokens[-1].text == "?":
        return
    for at, main in _clause_starts(tokens):
        yield from _clause(tokens, at, main)
    yield from _relative(tokens)


def _clause_starts(tokens: list[Token]) -> Iterator[tuple[int, bool]]:
    """Where a subject can stand first, and whether it is the main clause's."""
    at = 0
    while at < len(tokens) and tokens[at].lower in _ADVERBS - {"both", "all"}:
        at += 1
        if at < len(tokens) and tokens[at].text == ",":
            at += 1
    if at < len(tokens) and tokens[at].is_quote:
        at += 1
        if at < len(tokens) and tokens[at].text == ",":
            at += 1
    yield at, True
    takes_base = False
    for index, token in enumerate(tokens[:-1]):
        lower = token.lower
        if lower in _TAKES_BASE or lower == "to" or _is_modal(lower):
            takes_base = True
        if index < at:
            continue
        before = tokens[index - 1].lower if index else ""
        if lower in _SUBORDINATORS and before not in {
            "such",
            "same",
            "so",
            "known",
            "just",
            "well",
        }:
            yield index + 1, False
            takes_base = False
        elif (
            lower in {"and", "but"}
            and before == ","
            and not takes_base
            and any(finite_ahead(tokens, i) for i in range(index - 1))
        ):
            yield index + 1, False
        elif lower == "," and index < _OPENING and _opens_with_aside(tokens):
            yield index + 1, True


_OPENING: Final = 8
_OPENERS: Final = words("in on at behind near outside inside under over beside across from after")


def _opens_with_aside(tokens: list[Token]) -> bool:
    """Whether the sentence opens with a phrase of place or time and no verb: "In the yard,"."""
    return tokens[0].lower in _OPENERS and not finite_ahead(tokens, 0)


def _is_modal(lower: str) -> bool:
    return lower in {"can", "could", "will", "would", "shall", "should", "must", "may", "might",
                     "do", "does", "did", "cannot", "'ll", "'d"}  # fmt: skip


def _clause(tokens: list[Token], at: int, main: bool) -> Iterator[Slip]:
    for subject in subjects(tokens, at):
        verb = subject.end
        while verb < len(tokens) and _is_adverb(tokens[verb].lower):
            verb += 1
        if verb >= len(tokens) or not tokens[verb].is_word:
            continue
        slip = _first_verb(tokens, subject, verb)
        if slip is not None:
            yield slip
            return
        if subject.number is Number.ONE and _is_third(tokens, verb, subject):
            yield from _listed(tokens, verb, main)
            return


def _is_adverb(lower: str) -> bool:
    return lower in _ADVERBS - {"both", "all"} or (
        lower.endswith("ly") and not form_of(lower).noun and not form_of(lower).base
    )


def _is_third(tokens: list[Token], at: int, subject: Subject) -> bool:
    form = form_of(tokens[at].lower)
    if tokens[at].lower in AUXILIARIES:
        return tokens[at].lower in {"is"}
    if form.third <= 0:
        return False
    if tokens[subject.head].lower in {"he", "she", "it"}:
        return True
    behind = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    return form.third >= form.plural or behind in OBJECT_OPENERS or behind in PARTICLES


def _first_verb(tokens: list[Token], subject: Subject, at: int) -> Slip | None:
    """The verb right behind a subject."""
    token = tokens[at]
    lower = token.lower
    head = tokens[subject.head].lower
    if subject.number is Number.ONE:
        if lower in {"are", "were"}:
            if lower == "were" or classes_of(head) & _TIME or is_unknown_name(tokens[subject.head]):
                return None
            return _slip("SUBJECT_ONE", token, _ONE_MESSAGE, "is")
        if classes_of(head) & _TIME or not _bare_verb(tokens, at, subject):
            return None
        return _slip("SUBJECT_ONE", token, _ONE_MESSAGE, third_of(lower))
    if subject.number is Number.MANY and head not in _MEASURES and not classes_of(head) & _TIME:
        if lower in {"is", "has", "was"}:
            instead = {"is": "are", "has": "have", "was": "were"}[lower]
            return _slip("SUBJECT_MANY", token, _MANY_MESSAGE, instead)
        form = form_of(lower)
        behind = tokens[at + 1].lower if at + 1 < len(tokens) else "."
        if behind not in OBJECT_OPENERS and _acts(tokens, at + 1):
            return None
        sure = form.third > form.plural or (form.third and behind in OBJECT_OPENERS)
        if sure and not finite_ahead(tokens, at + 1):
            return _slip("SUBJECT_MANY", token, _MANY_MESSAGE, base_of(lower))
    return None


def _acts(tokens: list[Token], at: int) -> bool:
    """Whether a form is a plural subject's verb rather than a noun: "in scrubs share a cup"."""
    if at >= len(tokens):
        return False
    form = form_of(tokens[at].lower)
    behind = tokens[at + 1].lower if at + 1 < len(tokens) else "."
    if not form.base or form.closed:
        return False
    return behind in OBJECT_OPENERS or form.base >= max(form.noun, form.adjective, 1.0)


def _bare_verb(tokens: list[Token], at: int, subject: Subject | None = None) -> bool:
    """Whether a form behind a singular subject is a base form and the clause has no other verb."""
    lower = tokens[at].lower
    form = form_of(lower)
    if not form.base or form.closed or tokens[at].text[0].isupper() or lower in _PASTS_ALIKE:
        return False
    if form.past > form.base or lower == "please":
        return False
    behind = tokens[at + 1].lower if at + 1 < len(tokens) else "."
    if finite_ahead(tokens, at + 1):
        return False
    if subject is not None:
        head = tokens[subject.head]
        if head.lower in {"he", "she", "it"}:
            return form.base >= max(form.adjective, form.noun - 5.0) and behind != "n't"
        agent = bool(classes_of(head.lower) & _AGENTS) or is_unknown_name(head)
        if agent and _third_follows(tokens, at + 1):
            return True
        if is_unknown_name(head):
            margin = form.base - max(form.noun, form.adjective)
            return behind in OBJECT_OPENERS and margin >= _SURE
    return _object_follows(form, behind) or _sure_verb(form, behind)


def _third_follows(tokens: list[Token], at: int) -> bool:
    """Whether the clause goes on with a verb in -s behind a comma or "and"."""
    while at < len(tokens) and tokens[at].lower not in BREAKS:
        at += 1
    if at >= len(tokens) or tokens[at].lower not in {",", "and", "then"}:
        return False
    while at < len(tokens) and (
        tokens[at].lower in {",", "and", "then"} or _is_adverb(tokens[at].lower)
    ):
        at += 1
    if at >= len(tokens) - 1:
        return False
    form = form_of(tokens[at].lower)
    return form.third > form.plural + 1.0


def _object_follows(form: Form, behind: str) -> bool:
    return behind in OBJECT_OPENERS and form.base >= form.noun - 5.0


def _sure_verb(form: Form, behind: str) -> bool:
    """A form that is a verb far more often than a noun, and what follows suits a verb."""
    margin = form.base - max(form.noun, form.adjective)
    if not form.noun and not form.adjective:
        margin = _VERY_SURE
    if behind in {"that", "how", "what", "if", "whether"}:
        return margin >= _SURE
    if behind in PARTICLES:
        return margin >= _SURE and form.adjective < 1.0
    if behind in {".", ",", "and", "!"}:
        return margin >= _SURE + 1.0
    after = form_of(behind)
    return margin >= _VERY_SURE and bool(after.noun or after.plural) and not after.closed


def _listed(tokens: list[Token], verb: int, main: bool) -> Iterator[Slip]:
    """A second verb of a singular subject: "lands on the fence and tilt its head"."""
    if tokens[verb].lower in _TAKES_BASE:
        return
    is_being = tokens[verb].lower == "is"
    index = verb + 1
    while index < len(tokens) - 1:
        token = tokens[index]
        lower = token.lower
        if lower in _BLOCKS or lower in _TAKES_BASE or _is_modal(lower):
            return
        if lower == "to" and tokens[index + 1].lower not in OBJECT_OPENERS:
            after = form_of(tokens[index + 1].lower)
            if after.base >= max(after.noun, after.plural):
                return
        if lower in {"and", ",", "but", "then", "or"}:
            if lower == "," and not main:
                return
            at = index + 1
            while at < len(tokens) and (
                tokens[at].lower in {"and", "then"} or _is_adverb(tokens[at].lower)
            ):
                at += 1
            if at >= len(tokens) - 1:
                return
            if _listed_base(tokens, at, is_being):
                instead = third_of(tokens[at].lower)
                yield _slip("LISTED_VERB", tokens[at], _LISTED_MESSAGE, instead)
                return
            if _new_clause(tokens, at):
                return
            index = at
            continue
        index += 1


def _listed_base(tokens: list[Token], at: int, is_being: bool) -> bool:
    lower = tokens[at].lower
    form = form_of(lower)
    if not form.base or form.closed or tokens[at].text[0].isupper() or form.past > form.base:
        return False
    behind = tokens[at + 1].lower
    if finite_ahead(tokens, at + 1):
        return False
    if lower in _PASTS_ALIKE:
        return (
            not is_being
            and behind in OBJECT_OPENERS
            and lower in {"put", "set", "cut", "hit", "shut"}
            and not any(form_of(t.lower).participle for t in tokens[:at])
        )
    if is_being:
        return behind in OBJECT_OPENERS and form.base - max(form.noun, form.adjective) >= _SURE
    if behind in _AWAY and lower not in _LIES and form.base >= form.noun - _SURE:
        return form.adjective < 1.0
    if behind in OBJECT_OPENERS:
        return form.base >= _COMMON_VERB and form.base >= form.noun - _OFTEN_NOUN
    if form.base >= form.noun - _SURE and not form.adjective and _third_follows(tokens, at + 1):
        return True
    return _sure_verb(form, behind) and (behind in BREAKS or behind in PARTICLES)


def _new_clause(tokens: list[Token], at: int) -> bool:
    """Whether another subject with a verb of its own stands here."""
    for phrase in subjects(tokens, at):
        if phrase.end >= len(tokens):
            continue
        if phrase.number is not Number.ONE:
            return True
        form = form_of(tokens[phrase.end].lower)
        if form.third or form.base or form.past or tokens[phrase.end].lower in AUXILIARIES:
            return True
    form = form_of(tokens[at].lower)
    return bool(form.plural) and form.plural >= form.third + _SURE


def _relative(tokens: list[Token]) -> Iterator[Slip]:
    """A relative clause behind one thing: "a man who walk past"."""
    for index in range(2, len(tokens) - 2):
        if tokens[index].lower not in {"who", "which"}:
            continue
        noun = index - 2 if tokens[index - 1].text == "," else index - 1
        head = tokens[noun].lower
        if number_of(head) is not Number.ONE or head in COLLECTIVE:
            continue
        if not _is_one(tokens, noun):
            continue
        if _bare_verb(tokens, index + 1) or tokens[index + 1].lower == "are":
            verb = tokens[index + 1]
            instead = "is" if verb.lower == "are" else third_of(verb.lower)
            yield _slip("RELATIVE_ONE", verb, _ONE_MESSAGE, instead)


def _is_one(tokens: list[Token], noun: int) -> bool:
    """Whether the noun has "a" or "one" before it and stands in no list and no phrase with of."""
    for at in range(noun - 1, max(-1, noun - 5), -1):
        lower = tokens[at].lower
        if lower in {"a", "an", "another"}:
            before = tokens[at - 1].lower if at else ""
            return before not in {
                "and",
                "or",
                "of",
                ",",
                "with",
                "in",
                "on",
                "by",
                "from",
                "for",
                "at",
            }
        if lower in BREAKS or not (form_of(lower).adjective or form_of(lower).noun):
            return False
    return False


def _slip(rule: str, token: Token, message: str, instead: str) -> Slip:
    return Slip(rule, token.start, token.end, message, instead)
