"""What must not be said of people: the background at length, identity beyond what is visible."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from app.checks.context import Context, Outcome, Placed
from app.checks.english.tokens import Token
from app.checks.guide.model import Criterion
from app.checks.report import Confidence, Severity

_DETAIL: Final = frozenset({"clothing", "color", "hair", "build", "age", "accessory", "pattern"})
_ENOUGH_SENTENCES: Final = 3
_BEINGS: Final = frozenset({"person", "kin", "group", "onlooker"})
_HEADS: Final = frozenset({"person", "kin"})
_NEW: Final = frozenset({"a", "an", "another", "several", "some", "few"})
_WITH: Final = frozenset({"in", "with", "wearing", "holding", "carrying", "who", "whose"})
_PLACE_OPENERS: Final = frozenset(
    {"in", "on", "at", "along", "behind", "near", "beside", "by", "around", "across", "between",
     "under", "opposite", "against", "outside", "inside", "among", "beyond", "over"}
)  # fmt: skip
_TAKEN_UP: Final = frozenset({"they", "both"})
_MAY_BE_TAKEN_UP: Final = _TAKEN_UP | {"he", "she", "his", "her", "their", "one", "each"}
_LISTED: Final = 2
_RICH: Final = 4
"""Details with which a list of people says more than their acts need, wherever it stands."""
_TOLD_APART: Final = frozenset({"one", "another", "others", "some"})
_LONE_DETAILS: Final = 4
_LONE_FROM: Final = 2
_LONE_WORDS: Final = 12
_LIST_WORDS: Final = 16
_OPENER_TOKENS: Final = 9


def background(context: Context, criterion: Criterion) -> Outcome:
    """Detail spent on people who play no part: colors, clothes, hair, age, things they carry."""
    outcome = Outcome()
    minor = criterion.numbers.get("minor", 3)
    major = criterion.numbers.get("major", 5)
    marked = {c.sentence: c for c in reversed(context.cues(criterion.id, "marker"))}
    heavy = lists = 0
    words = 0
    for index, cue in sorted(marked.items()):
        placed = context.sentences[index]
        people, details = _weigh(placed, cue.hit.start)
        words += placed.sentence.words
        if not people or not _has_foreground(context, cue.start):
            continue
        if _acts_on_key(context, placed) or _comes_back(context, placed, cue.hit.start):
            continue
        if details >= minor:
            heavy += 1
            level = Severity.MAJOR if details >= major else Severity.MINOR
            span = cue.start, placed.end
            found = context.finding(
                criterion,
                "detail",
                span,
                default=level,
                confidence=Confidence.LIKELY,
                values={"count": str(details)},
            )
            outcome.findings += [found] if found else []
    for placed in context.sentences:
        if placed.index in marked and any(
            f.start < placed.end and placed.start < f.end for f in outcome.findings
        ):
            continue
        if _is_cast_list(context, placed) or _is_extra(context, placed):
            heavy += 1
            lists += placed.index not in marked
            span = placed.start, placed.end
            found = context.finding(
                criterion,
                "detail",
                span,
                default=Severity.MINOR,
                confidence=Confidence.LIKELY,
                values={"count": str(len(_listed_people(placed)))},
            )
            outcome.findings += [found] if found else []
    outcome.signals = {
        "heavy": heavy,
        "mentions": len(marked) + lists,
        "share": 100 * words // max(1, context.words),
    }
    return outcome


def identity(context: Context, criterion: Criterion) -> Outcome:
    """Plain rules, and a word for origin on some of the key people and not on the others."""
    outcome = Outcome(
        findings=[context.rule_finding(criterion, p, h) for p, h in context.hits(criterion.id)]
    )
    named = context.cues(criterion.id, "origin")
    people = context.cues("CHR-01", "described", "being")
    sentences_with = {c.sentence for c in named}
    others = [c for c in people if c.sentence not in sentences_with]
    if len(named) == 1 and len({c.sentence for c in others}) >= 1:
        found = context.finding(
            criterion,
            "asymmetry",
            (named[0].start, named[0].end),
            default=Severity.INFO,
            confidence=Confidence.HINT,
        )
        outcome.findings += [found] if found else []
    return outcome


def _weigh(placed: Placed, start: int) -> tuple[int, int]:
    """People and details of a sentence from the marker on."""
    tokens = [t for t in placed.sentence.tokens if t.end > start]
    people = sum(bool(t.classes & _BEINGS) and t.tag[:1] == "N" for t in tokens)
    details = sum(bool(t.classes & _DETAIL) and t.tag[:1] in {"N", "J", "V"} for t in tokens)
    return people, details


def _is_cast_list(context: Context, placed: Placed) -> bool:
    """True for a list of new, described people of whom no more is told.

    A place comes first ("Along the wall sit a woman with ..., a man in ..."), the sentence says
    what a crowd is made of, or it is rich in detail and the caption goes back to others. Someone
    must have been introduced before, and none of those listed may be taken up again: then they
    would be characters.
    """
    listed = _listed_people(placed) or _told_apart(placed)
    if len(listed) < _LISTED or placed.sentence.words < _LIST_WORDS:
        return False
    placed_so = _opens_with_place(placed, listed[0].start) or _made_of(context, placed)
    rich = _details(placed) >= _RICH and _stands_apart(context, placed)
    if not (placed_so or rich):
        return False
    if not any(
        t.classes & _BEINGS and t.tag[:1] == "N"
        for p in context.sentences[: placed.index]
        for t in p.sentence.tokens
    ):
        return False
    if _acts_on_key(context, placed) or _comes_back(context, placed, 0):
        return False
    after = context.sentences[placed.index + 1 : placed.index + 2]
    return not any(p.sentence.first_word() in _TAKEN_UP for p in after)


def _is_extra(context: Context, placed: Placed) -> bool:
    """True for one more person, described at length, who comes late and is left at once."""
    return (
        placed.index >= _LONE_FROM
        and placed.sentence.words >= _LONE_WORDS
        and len(_listed_people(placed)) == 1
        and _details(placed) >= _LONE_DETAILS
        and _stands_apart(context, placed)
        and not _acts_on_key(context, placed)
        and not _comes_back(context, placed, 0)
    )


def _details(placed: Placed) -> int:
    """Words of clothes, colors, hair, build, age and things carried in a sentence."""
    tokens = placed.sentence.tokens
    return sum(bool(t.classes & _DETAIL) and t.tag[:1] in {"N", "J", "V"} for t in tokens)


def _stands_apart(context: Context, placed: Placed) -> bool:
    """True when nobody of a sentence speaks or meets those before it, who are told of after it."""
    tokens = placed.sentence.tokens
    for before, token in pairwise(tokens):
        refers = token.tag in {"PRP", "PRPO", "NNP"} and token.lower not in _TOLD_APART
        if token.is_quote or (refers and before.lower != "of"):
            return False
    if tokens[0].is_quote or (tokens[0].tag in {"PRP", "NNP"} and tokens[0].lower != "one"):
        return False
    known = {
        t.lemma
        for p in context.sentences[: placed.index]
        for t in p.sentence.tokens
        if t.tag[:2] == "NN" and t.classes & _BEINGS
    }
    if _names_again(placed, known):
        return False
    after = context.sentences[placed.index + 1 :]
    if not after or after[0].sentence.first_word() in _MAY_BE_TAKEN_UP:
        return False
    return any(_names_again(later) for later in after)


def _names_again(placed: Placed, known: set[str] | None = None) -> bool:
    """True when a sentence speaks of people known ("the woman", "the two boys")."""
    tokens = placed.sentence.tokens
    return any(
        t.tag[:2] == "NN"
        and (t.lemma in known if known is not None else bool(t.classes & _BEINGS))
        and tokens[_phrase_start(tokens, at)].lower in {"the", "both"}
        for at, t in enumerate(tokens)
    )


def _listed_people(placed: Placed) -> list[Token]:
    """Heads of the new person phrases of a sentence that carry a description of their own."""
    tokens = placed.sentence.tokens
    found: list[Token] = []
    for at, token in enumerate(tokens):
        if token.tag[:2] != "NN" or not token.classes & _HEADS:
            continue
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        if after is not None and after.tag[:2] == "NN":
            continue
        opener = _phrase_start(tokens, at)
        is_bare = token.tag == "NNS" and tokens[opener].tag not in {"DT", "CD"}
        if tokens[opener].lower not in _NEW and tokens[opener].tag != "CD" and not is_bare:
            continue
        before = any(t.classes & _DETAIL or t.tag == "JJ" for t in tokens[opener + 1 : at])
        behind = after is not None and (after.lower in _WITH or after.tag == "VBG")
        if before or behind:
            found.append(token)
    return found


def _told_apart(placed: Placed) -> list[Token]:
    """The words that tell a group apart: "one has ..., another wears ..."."""
    return [
        one
        for one, two in pairwise(placed.sentence.tokens)
        if one.lower in _TOLD_APART and (two.lower in _WITH or two.tag in {"VBZ", "VBP", "DT"})
    ]


def _phrase_start(tokens: tuple[Token, ...], head: int) -> int:
    """Index of the determiner or number that opens the noun phrase of a head."""
    at = head
    while at > 0 and head - at < 4 and tokens[at - 1].tag[:2] in {"JJ", "NN", "VB", "CD", "DT"}:
        at -= 1
        if tokens[at].tag in {"DT", "CD"}:
            break
    return at


def _opens_with_place(placed: Placed, first_person: int) -> bool:
    """True when the sentence opens with a place phrase before the first of the people."""
    tokens = placed.sentence.tokens
    if placed.sentence.first_word() not in _PLACE_OPENERS:
        return False
    between = [t for t in tokens if t.start < first_person]
    nouns = [t for t in between if t.tag[:2] == "NN"]
    return bool(nouns) and len(between) <= _OPENER_TOKENS


def _made_of(context: Context, placed: Placed) -> bool:
    """True when the sentence says what a crowd is made of."""
    return any(c.sentence == placed.index for c in context.cues("BGD-01", "made-of"))


def _has_foreground(context: Context, start: int) -> bool:
    """True when someone is introduced before: who comes first in a caption is no background."""
    if len(context.sentences) < _ENOUGH_SENTENCES:
        return True
    return any(c.start < start for c in context.cues("CHR-01", "being", "described"))


def _comes_back(context: Context, placed: Placed, start: int) -> bool:
    """True when a person of this stretch is spoken of again ("the woman"): a key character."""
    here = {
        t.lemma
        for t in placed.sentence.tokens
        if t.start >= start and t.tag == "NN" and t.classes & _BEINGS
    }
    before = {
        t.lemma
        for p in context.sentences[: placed.index]
        for t in p.sentence.tokens
        if t.tag[:2] == "NN" and t.classes & _BEINGS
    }
    for later in context.sentences[placed.index + 1 :]:
        tokens = later.sentence.tokens
        for one, two in pairwise(tokens):
            if one.lower == "the" and two.lemma in here - before:
                return True
    return False


def _acts_on_key(context: Context, placed: Placed) -> bool:
    """True when the person of this sentence does something to a key character."""
    return any(c.sentence == placed.index for c in context.cues("BGD-01", "acts-on-key"))
