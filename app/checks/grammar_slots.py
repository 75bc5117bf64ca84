"""Words that sound or look alike, each told by the place in the sentence it can't have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.checks.english.tokens import Token
from app.checks.grammar_agreement import Slip
from app.checks.grammar_phrases import ARTICLES, BREAKS, classes_of, finite_ahead, form_of
from app.checks.grammar_words import base_of


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_MOVES: Final = _words(
    "walk run go drive ride fly swim climb look pass move travel cut break crawl jump flip sail "
    "march come step dive push fall peek shine race squeeze rush burst crash shoot hop stroll wade"
)
_TAKES_ING_NEVER: Final = _words(
    "continue begin start want try need proceed attempt decide plan manage learn prepare"
)
_OWN_SLOT: Final = _words(
    "with on past into of by behind at from for to under off onto against across"
)
_THERE_SLOT: Final = _words("with of past into by behind at for against across")
_HANDLES: Final = _words(
    "take wave raise hold put shake brush lift open close wash clap remove play ride finish lower wipe "
    "pack fold clean wear lose pull rub show lick wag flap stretch use nod cross fill lay swing tie "
    "bring carry throw pick drop grab turn move bow roll hang pour empty follow"
)
_VERB_PARTICLES: Final = _words("off on up down out away back")
_SPOKEN_OF: Final = _words("others other's")
_BODY_OF: Final = _words(
    "hair hand hands shoulder shoulders neck eyes mouth ear ears knee knees chest arm arms leg legs "
    "nose cheek cheeks wrist wrists fingers foot feet head heads"
)
_ENDS: Final = _words(". , ! ; and with in on as while to from")
_ONE_OF_MANY: Final = _words("side direction corner angle")
_SLOTS: Final = {
    # form: (the words that betray it behind, the form meant)
    "waiving": ("hand hands arm arms flag flags at goodbye bye to", "waving"),
    "waives": ("hand hands arm arms flag flags at goodbye bye to", "waves"),
    "siting": ("on in at next down around by behind beside near", "sitting"),
    "dinning": ("room rooms table tables car hall area", "dining"),
    "peaks": ("around out through into over behind inside from", "peeks"),
    "peaking": ("around out through into over behind inside", "peeking"),
    "wonders": ("around into off away through over along down", "wanders"),
    "wondering": ("around into off away through along down", "wandering"),
    "peddling": ("bike bicycle bikes faster tricycle", "pedaling"),
    "peddles": ("bike bicycle bikes faster tricycle", "pedals"),
    "poring": ("water milk oil tea coffee juice wine sauce batter it", "pouring"),
    "pores": ("water milk oil tea coffee juice wine sauce batter it", "pours"),
    "pealing": ("potato potatoes apple apples orange oranges onion carrot carrots it", "peeling"),
    "shinning": ("in on brightly through down", "shining"),
    "leeps": ("over into onto up down", "leaps"),
    "bearly": ("", "barely"),
    "stares": ("of", "stairs"),
}
_THROUGH_BEHIND: Final = _words("the a an his her its their my our your it them to")
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
    for index in range(len(tokens)):
        for find in _FINDERS:
            slip = find(tokens, index)
            if slip is not None:
                yield slip
                break


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


def _lemma(lower: str) -> str:
    form = form_of(lower)
    if form.third > 0:
        return base_of(lower)
    return lower


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
    lower = tokens[i].lower
    slot = _SLOTS.get(lower)
    if slot is None:
        return None
    if lower == "stares":
        up = (
            _verb_of(_at(tokens, i - 3)) in _MOVES
            and _at(tokens, i - 1) == "the"
            and _at(tokens, i - 2) in {"up", "down"}
        )
        return _slip("SOUNDS_ALIKE", tokens[i], slot[1]) if up else None
    if _at(tokens, i - 1) in ARTICLES and lower not in {"dinning"}:
        return None
    at = i + 1
    if _at(tokens, at) in ARTICLES | {"to"} and lower[:2] in {"wa", "pe", "po"}:
        if _at(tokens, at) == "to":
            return (
                _slip("SOUNDS_ALIKE", tokens[i], slot[1])
                if lower.startswith("waiv") and _at(tokens, at + 1) in ARTICLES
                else None
            )
        at += 1
    behind = {_at(tokens, at), _at(tokens, at + 1) if at > i + 1 else _at(tokens, at)}
    if not slot[0] or behind & set(slot[0].split()):
        return _slip("SOUNDS_ALIKE", tokens[i], slot[1])
    return None


def _threw(tokens: list[Token], i: int) -> Slip | None:
    """Walks threw the door; he through the ball."""
    lower, behind = tokens[i].lower, _at(tokens, i + 1)
    if lower == "threw" and behind in _THROUGH_BEHIND:
        verb, before = _at(tokens, i - 1), _at(tokens, i - 2)
        form = form_of(verb)
        if (form.third or form.base or form.ing) and before not in {"who", "that", "which"}:
            if _verb_of(verb) in _MOVES and not _noun_like(verb):
                return _slip("THREW_THROUGH", tokens[i], "through")
    if lower == "through" and _at(tokens, i - 1) in {"he", "she", "they", "who"}:
        if behind in {"the", "a", "his", "her", "it"} and not finite_ahead(tokens, i + 1):
            return _slip("THREW_THROUGH", tokens[i], "threw")
    return None


def _there(tokens: list[Token], i: int) -> Slip | None:
    """With there heads, past there boat, take off there shoes."""
    if tokens[i].lower != "there":
        return None
    behind = _at(tokens, i + 1)
    if not _noun_like(behind) or finite_ahead(tokens, i + 2) and form_of(_at(tokens, i + 2)).closed:
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
    if lower not in {"he", "she", "they", "it"} or clitic not in {"'s", "'re"}:
        return None
    instead = {"he": "his", "she": "her", "they": "their", "it": "its"}[lower]
    before = _at(tokens, i - 1)
    noun = behind
    if form_of(behind).adjective and _noun_like(_at(tokens, i + 3)):
        noun = _at(tokens, i + 3)
    end = tokens[min(i + 1, len(tokens) - 1)].end
    if (
        before in _OWN_SLOT - {"for"}
        and _noun_like(noun)
        and _at(tokens, i - 2) not in {"then", "now", "later", "early"}
    ):
        return _slip("PRONOUN_OWNER", tokens[i], instead, end=end)
    part = classes_of(noun) & {"bodypart", "clothing"} or noun in {"own", "tail"}
    if part and _noun_like(noun) and form_of(before).third and _verb_of(before) in _HANDLES:
        return _slip("PRONOUN_OWNER", tokens[i], instead, end=end)
    return None


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
            "other",
            "these",
            "those",
        }
    ):
        return _slip("PEOPLES", tokens[i], "people")
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


_FINDERS: Final = (_alike, _threw, _there, _he_is, _its, _to_riding, _owner, _number, _of_off)
