"""Words that sound or look alike, each told by the place in the sentence it can't have."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from app.checks.english.tokens import Token
from app.checks.grammar_agreement import Slip
from app.checks.grammar_phrases import (
    ARTICLES,
    BREAKS,
    OBJECT_OPENERS,
    Number,
    classes_of,
    finite_ahead,
    form_of,
    number_of,
)
from app.checks.grammar_words import base_of, words

_MOVES: Final = words(
    "walk run go drive ride fly swim climb look pass move travel cut break crawl jump flip sail "
    "march come step dive push fall peek shine race squeeze rush burst crash shoot hop stroll "
    "wade"
)
_TAKES_ING_NEVER: Final = words(
    "continue begin start want try need proceed attempt decide plan manage learn prepare"
)
_OWNER_SLOT: Final = words(
    "with on past into of by behind at from to under off onto against across in over through around"
)
_THEN_ON: Final = words("then now later early come comes go goes")
_DONE_TO_THINGS: Final = frozenset({"contact", "motion"})
_WORN_OR_GROWN: Final = frozenset({"bodypart", "clothing"})
_THERE_SLOT: Final = words("with of past into by behind at for against across")
_HANDLES: Final = words(
    "take wave raise hold put shake brush lift open close wash clap remove play ride finish "
    "lower wipe pack fold clean wear lose pull rub show lick wag flap stretch use nod cross "
    "fill lay swing tie bring carry throw pick drop grab turn move bow roll hang pour empty "
    "follow"
)
_VERB_PARTICLES: Final = words("off on up down out away back")
_BODY_OF: Final = words(
    "hair hand hands shoulder shoulders neck eyes mouth ear ears knee knees chest arm arms leg "
    "legs nose cheek cheeks wrist wrists fingers foot feet head heads"
)
_ENDS: Final = words(". , ! ; and with in on as while to from")
_OF_THESE: Final = words("the these those his her their my our your its")
_ONE_OF_MANY: Final = words("side direction corner angle")
_BEFORE_NOUN: Final = (ARTICLES | words("of two three many several some these those")) - {"her"}
_WAVED: Final = words("hand hands arm arms flag flags at goodbye bye")
_LIQUIDS: Final = words("water milk oil tea coffee juice wine sauce batter it")
_PEELED: Final = words("potato potatoes apple apples orange oranges onion carrot carrots it")
_PEDALED: Final = words("bike bicycle bikes faster tricycle")
_ROUND: Final = words("around into off away through along down")
_HIDING: Final = words("around out through into over behind inside from")
_MANY_BEFORE: Final = words("many several some two three few other more most these those")
_OFFERED: Final = words(
    "award prize gift offer invitation job apology trophy challenge medal card flowers drink "
    "reward bribe crown"
)
_SLOTS: Final = {
    # form: (what behind it betrays it, what is meant)
    "waiving": (_WAVED, "waving"),
    "waives": (_WAVED, "waves"),
    "siting": (words("on in at next down around by behind beside near"), "sitting"),
    "peaks": (_HIDING - {"from", "over", "through"}, "peeks"),
    "peaking": (_HIDING, "peeking"),
    "wonders": (_ROUND, "wanders"),
    "wondering": (_ROUND, "wandering"),
    "peddling": (_PEDALED, "pedaling"),
    "peddles": (_PEDALED, "pedals"),
    "poring": (_LIQUIDS, "pouring"),
    "pores": (_LIQUIDS, "pours"),
    "pealing": (_PEELED, "peeling"),
    "excepts": (_OFFERED, "accepts"),
    "excepting": (_OFFERED, "accepting"),
    "shinning": (words("in on brightly through down"), "shining"),
}
"""Only forms that no caption has in these places; "dinning", "bearly" are the dictionaries'."""
_ON_THE_WAY: Final = words("out right straight down back up")
_THROWN: Final = words(
    "ball balls rock stone frisbee disc dart javelin stick snowball rope bag spear"
)
_THROUGH_BEHIND: Final = words("the a an his her its their my our your it them to")
_OFF_VERBS: Final = {
    "take": (
        "hat coat shirt shoes jacket helmet glasses gloves mask cap boots sweater socks",
        True,
    ),
    "jump": ("board bridge cliff roof bench wall ledge horse", True),
    "fall": ("horse bike chair ladder roof bench board couch wall cliff bicycle", True),
    "turn": ("light lights tv television lamp stove engine faucet", True),
    "get": ("bus train bike horse couch phone plane bicycle", True),
    "climb": ("horse ladder bike", True),
}


def slot_slips(tokens: list[Token]) -> Iterator[Slip]:
    """The words of a sentence that can't be meant where they stand, in no order."""
    for index, token in enumerate(tokens):
        find = _FINDERS.get(token.lower)
        slip = find(tokens, index) if find is not None else None
        if slip is None and index and token.lower in _BODY_OF:
            slip = _owner(tokens, index - 1)
        if slip is not None:
            yield slip


def _at(tokens: list[Token], index: int) -> str:
    return tokens[index].lower if 0 <= index < len(tokens) else "."


def _slip(rule: str, token: Token, instead: str, *, end: int = 0) -> Slip:
    return Slip(rule, token.start, end or token.end, f'Did you mean "{instead}"?', instead)


def _noun_like(lower: str) -> bool:
    form = form_of(lower)
    noun = max(form.noun, form.plural)
    return not form.closed and noun >= max(
        form.base, form.third, form.past, form.participle, form.adjective, 1.0
    )


def _verb_of(lower: str) -> str:
    """The base form of a present or -ing form; "" for what is neither."""
    form = form_of(lower)
    if form.base:
        return lower
    if form.third:
        return base_of(lower)
    if form.ing:
        stem = lower[:-3]
        for base in (stem, stem + "e", stem[:-1]):
            if form_of(base).base:
                return base
    return ""


def _alike(tokens: list[Token], i: int) -> Slip | None:
    """Waiving a flag, siting on a bench: the words behind tell which word is meant."""
    slot = _SLOTS.get(tokens[i].lower)
    if slot is None or _at(tokens, i - 1) in _BEFORE_NOUN:
        return None
    behind = i + 1
    if _at(tokens, behind) in ARTICLES:
        behind += 1
    if _at(tokens, behind) not in slot[0]:
        return None
    return _slip("SOUNDS_ALIKE", tokens[i], slot[1])


def _threw(tokens: list[Token], i: int) -> Slip | None:
    """Walks threw the door; he through the ball."""
    lower, behind = tokens[i].lower, _at(tokens, i + 1)
    if lower == "threw" and behind in _THROUGH_BEHIND:
        last = i - 2 if _at(tokens, i - 1) in _ON_THE_WAY else i - 1
        verb, before = _at(tokens, last), _at(tokens, last - 1)
        form = form_of(verb)
        moves = _verb_of(verb) in _MOVES and (form.third or form.base or form.ing)
        named = before in ARTICLES or (_noun_like(verb) and not form.third)
        if moves and not named and before not in {"who", "that", "which"}:
            return _slip("THREW_THROUGH", tokens[i], "through")
    thrown = behind in {"the", "a", "his", "her", "it"} and not finite_ahead(tokens, i + 1)
    before = _at(tokens, i - 1)
    named = (
        _at(tokens, i + 2) in _THROWN
        and "person" in classes_of(base_of(before) if form_of(before).plural else before)
        and not any(form_of(t.lower).third or form_of(t.lower).closed for t in tokens[1:i])
    )
    if lower == "through" and thrown and (before in {"he", "she", "they", "who"} or named):
        return _slip("THREW_THROUGH", tokens[i], "threw")
    return None


def _there(tokens: list[Token], i: int) -> Slip | None:
    """With there heads, past there boat, take off there shoes."""
    if tokens[i].lower != "there":
        return None
    behind = _at(tokens, i + 1)
    if not _noun_like(behind) or (
        finite_ahead(tokens, i + 2) and form_of(_at(tokens, i + 2)).closed
    ):
        return None
    before, second = _at(tokens, i - 1), _at(tokens, i - 2)
    if before in _THERE_SLOT:
        return _slip("THERE_THEIR", tokens[i], "their")
    verb = second if before in _VERB_PARTICLES else before
    if _verb_of(verb) in _HANDLES and form_of(behind).plural:
        return _slip("THERE_THEIR", tokens[i], "their")
    return None


def _he_is(tokens: list[Token], i: int) -> Slip | None:
    """On he's sleeve: a preposition and a noun leave no room for a verb."""
    lower, clitic, behind = tokens[i].lower, _at(tokens, i + 1), _at(tokens, i + 2)
    if tokens[i].text.isupper() or clitic not in {"'s", "'re"}:
        return None
    instead = {"he": "his", "she": "her", "they": "their", "it": "its"}[lower]
    before = _at(tokens, i - 1)
    noun = behind
    if form_of(behind).adjective and _noun_like(_at(tokens, i + 3)):
        noun = _at(tokens, i + 3)
    if not _noun_like(noun) or "person" in classes_of(noun):
        return None
    end = tokens[i + 1].end
    led = before in _OWNER_SLOT and _at(tokens, i - 2) not in _THEN_ON
    if led or (_handles(before) and (lower != "it" or classes_of(noun) & _WORN_OR_GROWN)):
        return _slip("PRONOUN_OWNER", tokens[i], instead, end=end)
    return None


def _handles(lower: str) -> bool:
    """Whether a form in -s or -ing is something done to things, not said, thought or seen."""
    form = form_of(lower)
    verb = _verb_of(lower)
    if not verb or not (form.third > 0 or form.ing > 0):
        return False
    return verb in _HANDLES or bool(classes_of(verb, verb=True) & _DONE_TO_THINGS)


def _its(tokens: list[Token], i: int) -> Slip | None:
    """Its raining: a clause that begins with its and an -ing form and has no verb."""
    if tokens[i].lower != "its" or not (
        i == 0 or _at(tokens, i - 1) in {",", "because", "as", "while"}
    ):
        return None
    form = form_of(_at(tokens, i + 1))
    if (
        form.ing
        and form.ing >= form.noun + 2.0
        and form.ing > form.adjective
        and not finite_ahead(tokens, i + 2)
    ):
        behind = _at(tokens, i + 2)
        if (behind in BREAKS or form_of(behind).closed) and behind not in {"of", "and"}:
            return _slip("ITS_IT_IS", tokens[i], "It's" if tokens[i].text[0] == "I" else "it's")
    return None


def _to_riding(tokens: list[Token], i: int) -> Slip | None:
    """Continues to riding: these verbs take to with the base form."""
    if tokens[i].lower != "to" or i == 0:
        return None
    form = form_of(_at(tokens, i + 1))
    verb = _at(tokens, i - 1)
    if not form.ing or form.ing < form.noun + 1.0 or _verb_of(verb) not in _TAKES_ING_NEVER:
        return None
    before = _at(tokens, i - 2)
    if (
        before in ARTICLES | {"from", "in", "of", "this", "that", "next"}
        or form_of(before).adjective
    ):
        return None
    base = _verb_of(_at(tokens, i + 1))
    if not base:
        return None
    return Slip(
        "TO_ING",
        tokens[i + 1].start,
        tokens[i + 1].end,
        "Behind this verb, to stands with the base form.",
        base,
    )


def _owner(tokens: list[Token], i: int) -> Slip | None:
    """Shakes the others hand: somebody's hand without its apostrophe."""
    if _at(tokens, i + 1) not in _BODY_OF or _at(tokens, i - 1) not in {"the", "each"}:
        return None
    lower = tokens[i].lower
    person = lower == "others" or (
        form_of(lower).plural > form_of(lower).noun
        and lower.endswith("s")
        and "person" in classes_of(lower)
    )
    form = form_of(_at(tokens, i + 1))
    if (
        not person
        or (form.base and _at(tokens, i + 2) not in {".", ",", "and"})
        or _at(tokens, i + 2) not in _ENDS
    ):
        return None
    before = _verb_of(_at(tokens, i - 2))
    if before in {
        "give",
        "show",
        "teach",
        "offer",
        "bring",
        "get",
        "watch",
        "see",
        "let",
        "help",
        "make",
    }:
        return None
    if _at(tokens, i + 1) in {"head", "arm", "shoulder", "hand"} and i < 4 and lower != "others":
        return None
    return _slip("OWNER", tokens[i], lower[:-1] + "'s")


def _number(tokens: list[Token], i: int) -> Slip | None:
    """To all side; many peoples."""
    lower, before = tokens[i].lower, _at(tokens, i - 1)
    if (
        lower in _ONE_OF_MANY
        and before == "all"
        and _at(tokens, i - 2) in {"to", "from", "in", "on", "at"}
    ):
        return _slip("ALL_ONE", tokens[i], lower + "s")
    if (
        lower == "peoples"
        and _at(tokens, i + 1) not in {"of", "'"}
        and before
        in {
            "many",
            "several",
            "some",
            "two",
            "three",
            "few",
            "other",
            "more",
            "most",
            "these",
            "those",
        }
    ):
        return _slip("PEOPLES", tokens[i], "people")
    return None


def _one_of(tokens: list[Token], i: int) -> Slip | None:
    """One of the rider waves: behind one of there are many."""
    if _at(tokens, i + 1) != "of" or _at(tokens, i + 2) not in _OF_THESE or i + 3 >= len(tokens):
        return None
    noun, verb, behind = tokens[i + 3], _at(tokens, i + 4), _at(tokens, i + 5)
    form = form_of(noun.lower)
    if number_of(noun.lower) is not Number.ONE or form.adjective > form.noun:
        return None
    acts = form_of(verb).third and behind in OBJECT_OPENERS
    if acts or verb in {"is", "has", "was"}:
        return _slip("ONE_OF_MANY", noun, noun.text + "s")
    return None


def _of_off(tokens: list[Token], i: int) -> Slip | None:
    """Takes of his hat."""
    if tokens[i].lower != "of" or _at(tokens, i + 1) not in ARTICLES:
        return None
    slot = _OFF_VERBS.get(_verb_of(_at(tokens, i - 1)))
    if slot is None or _at(tokens, i - 2) in ARTICLES:
        return None
    things = set(slot[0].split())
    if _at(tokens, i + 2) in things or _at(tokens, i + 3) in things:
        return _slip("OF_OFF", tokens[i], "off")
    return None


_FINDERS: Final[dict[str, Callable[[list[Token], int], Slip | None]]] = {
    **dict.fromkeys(_SLOTS, _alike),
    **dict.fromkeys(("threw", "through"), _threw),
    **dict.fromkeys(("he", "she", "they", "it"), _he_is),
    **dict.fromkeys((*_ONE_OF_MANY, "peoples"), _number),
    "there": _there,
    "its": _its,
    "to": _to_riding,
    "of": _of_off,
    "one": _one_of,
}
"""What to look for at a word; most words have nothing to look for."""
