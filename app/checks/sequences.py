r"""Token patterns: Vale's ``sequence`` written on one line.

Elements stand apart by spaces: ``word`` or ``this|that`` (as written, any case), ``@seem``
(a lemma), ``<VBZ|VBP>`` (Penn tags, ``V*`` for all that begin so), ``[person|animal]``
(classes), ``.`` (any word, no mark), joined as in ``@look<V*>``. ``? * + {1,3}`` repeat an
element, ``( a b | c )?`` groups, ``^`` and ``$`` are the ends of the sentence. ``>`` and ``<``
alone set off the part that is reported: ``[person] > @want to <``. ``%mods`` is what may stand
before the head of a noun phrase, ``%adv`` up to two adverbs.

A sentence is written as one byte string, a token as surface, lemma, tag and classes between
control characters, and the pattern becomes an RE2 expression over it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from app.checks.english.tokens import Token

_WORDS: Final = r"[^\s<>\[\]{}()?*+@^$|.]+"
_ELEMENT: Final = re.compile(
    rf"(?P<lemma>@)?(?P<word>{_WORDS}(?:\|{_WORDS})*)?(?P<any>\.)?"
    r"(?:\[(?P<cls>[a-z_|]+)\])?(?:<(?P<tag>[A-Z$.,|*]+)>)?(?P<many>[?*+]|\{\d,\d\})?$"
)
_REQUIRED: Final = frozenset({"+", "{1,2}", "{1,3}", "{1,4}", "{1,5}", "{1,6}"})
_COMMON: Final = frozenset(
    {"a", "an", "the", "of", "in", "on", "at", "to", "and", "be", "with", "for", "from"}
)
_COMMON_COST: Final = 60
_CLASS_COST: Final = 25
_NO_ANCHOR: Final = 10_000
_GROUP_END: Final = re.compile(r"\)(?P<many>[?*+]|\{\d,\d\})?$")
_MACROS: Final = {
    "%mods": "<DT|PRP$|CD|JJ*|VBN|VBG|NN|NNS|NNP|POS|RB>{0,6} ( , <JJ*|VBN|VBG|NN|RB>{1,3} ){0,2}",
    "%adv": "<RB*>{0,2}",
}


class SequenceError(ValueError):
    """A token pattern cannot be read."""


def encode(tokens: Sequence[Token]) -> tuple[bytes, list[int]]:
    """Write tokens as a byte string; give it with the start of each token in it."""
    starts: list[int] = []
    parts: list[bytes] = []
    at = 0
    for token in tokens:
        shape = ",cap," if token.text[0].isupper() else ","
        classes = ",".join(sorted(token.classes))
        surface = '"' if token.is_quote else token.lower
        row = f"\x01{surface}\x02{token.lemma}\x03{token.tag}\x04{shape}{classes},\x05".encode()
        starts.append(at)
        parts.append(row)
        at += len(row)
    return b"".join(parts), starts


def token_index(starts: list[int], offset: int) -> int:
    """The token that begins at or before an offset of the byte string."""
    return bisect_right(starts, offset) - 1


def sequence_source(line: str) -> str:
    """Turn a token pattern into the source of an RE2 expression; group 1 is what is reported.

    Raises:
        SequenceError: The line is not of this language.
    """
    parts: list[str] = []
    depth = opened = 0
    for word in _with_macros(line):
        if word == ">":
            parts = ["".join(parts), "("]
            opened += 1
        elif word == "<":
            parts.append(")")
            opened += 1
        elif word == "(":
            parts.append("(?:")
            depth += 1
        elif word == "|":
            parts.append("|")
        elif word == "^":
            parts.append("^")
        elif word == "$":
            parts.append("$")
        elif end := _GROUP_END.match(word):
            parts.append(")" + (end["many"] or ""))
            depth -= 1
        else:
            parts.append(_element(word))
    source = "".join(parts)
    if depth or opened not in {0, 2}:
        raise SequenceError(f"unbalanced: {line}")
    return source if opened else f"({source})"


def anchors(line: str) -> frozenset[str]:
    """Keys of which a sentence must have one for a token pattern to match; empty: no such keys.

    Taken from the rarest element that is not optional and not in a group: ``w:word``,
    ``l:lemma`` or ``c:class``. See ``keys_of``.
    """
    best: frozenset[str] = frozenset()
    best_cost = _NO_ANCHOR
    depth = 0
    for word in _with_macros(line):
        if word == "(":
            depth += 1
        elif _GROUP_END.match(word):
            depth -= 1
        found = _ELEMENT.match(word)
        if depth or found is None or word == "|" or (found["many"] or "+") not in _REQUIRED:
            continue
        if found["word"]:
            kind = "l:" if found["lemma"] else "w:"
            keys = [kind + w.lower() for w in found["word"].split("|")]
            cost = sum(_COMMON_COST if k[2:] in _COMMON else 1 for k in keys)
        elif found["cls"]:
            keys = [f"c:{name}" for name in found["cls"].split("|")]
            cost = _CLASS_COST * len(keys)
        else:
            continue
        if cost < best_cost:
            best, best_cost = frozenset(keys), cost
    return best


def keys_of(tokens: Sequence[Token]) -> set[str]:
    """The keys of a sentence, as ``anchors`` names them."""
    keys: set[str] = set()
    for token in tokens:
        keys.add(f"w:{token.lower}")
        keys.add(f"l:{token.lemma}")
        keys.update(f"c:{name}" for name in token.classes)
    return keys


def _with_macros(line: str) -> Iterator[str]:
    for word in line.split():
        yield from _MACROS.get(word, word).split()


def _element(word: str) -> str:
    found = _ELEMENT.match(word)
    if not found or not any(found[name] for name in ("word", "any", "tag", "cls")):
        raise SequenceError(f"not understood: {word}")
    surface = lemma = "[^\x02\x03]*"
    if found["word"]:
        words = "|".join(re.escape(w.lower()) for w in found["word"].split("|"))
        if found["lemma"]:
            lemma = f"(?:{words})"
        else:
            surface = f"(?:{words})"
    elif found["lemma"]:
        raise SequenceError(f"a lemma is missing: {word}")
    if found["any"] and not found["word"]:
        surface = r"[\pL\pN'’][^\x02]*"
    tag = "[^\x04]*"
    if found["tag"]:
        tags = (re.escape(t).replace(r"\*", "[A-Z$]*") for t in found["tag"].split("|"))
        tag = f"(?:{'|'.join(tags)})"
    rest = "[^\x05]*"
    if found["cls"]:
        rest = f"[^\x05]*,(?:{found['cls']}),[^\x05]*"
    return f"(?:\x01{surface}\x02{lemma}\x03{tag}\x04{rest}\x05){found['many'] or ''}"
