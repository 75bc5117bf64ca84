"""The most telling words of what a criterion found, short enough for the sidebar."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import Final

from app.checks.context import Context
from app.checks.english.tokens import Token

_MOST: Final = 3
_MODIFIERS: Final = 3
_WORDS: Final = 6
_ONE_ONLY: Final = frozenset({"DLG-01", "OST-01"})
_EMPTY: Final = frozenset({"mood", "tone", "atmosphere", "feeling", "emotion", "energy", "air"})
_STILL: Final = frozenset({"silent", "silence", "quiet", "mute", "muted", "no", "without", "hush"})
_JOINT: Final = ", "
_BEINGS: Final = frozenset({"person", "kin", "animal"})
_PLACES: Final = frozenset({"place", "generic", "vehicle_in", "vessel", "event"})
_THIN: Final = frozenset({"other", "several", "many", "same", "own", "few", "more", "next"})
_LEADS: Final = frozenset({"is", "are", "with", "in", "a", "an", "the"})
_VOICES: Final = frozenset({"sound", "music", "instrument", "ambient_source", "bird_crier"})


def telling_words(context: Context, criterion: str, spans: Iterable[tuple[int, int]]) -> str:
    """Up to three distinct short cues, joined by commas ("waves, gulls"); "" without spans.

    A place or a person keeps up to two words that describe it, a sound is named by its source,
    an act by its verb, a feeling before the expression that shows it.
    """
    found: dict[str, str] = {}
    starts = [p.start for p in context.sentences]
    heard = _heard(context) if criterion == "ACT-01" else set[int]()
    for start, end in _ranked(context, criterion, spans):
        index = bisect_right(starts, start) - 1
        if start in heard or index < 0:
            continue
        placed = context.sentences[index]
        inside = (start - placed.start, end - placed.start)
        words, head = _shortened(criterion, placed.sentence.tokens, inside)
        text = words or _cut(context.views.text[start:end])
        _take(found, head or text.lower(), text)
        if len(found) > _MOST or criterion in _ONE_ONLY:
            break
    told = [t for t in found.values() if t.lower() not in _EMPTY] or list(found.values())
    return _JOINT.join(told[:_MOST])


def _take(found: dict[str, str], key: str, text: str) -> None:
    """Take a cue in, unless it says no more than another; it replaces one that says less."""
    words = set(text.lower().split())
    for other, told in list(found.items()):
        if words <= set(told.lower().split()):
            return
        if set(told.lower().split()) < words:
            found[other] = text
            return
    found.setdefault(key, text)


def _cut(text: str) -> str:
    """The first words of a long stretch, such as a quotation."""
    words = text.strip(" ,;.").split()
    if len(words) > 1 and words[0].lower() in _LEADS:
        del words[0]
    return " ".join(words[:_WORDS]) + ("…" if len(words) > _WORDS else "")


def _ranked(
    context: Context, criterion: str, spans: Iterable[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The spans in the order of the text; named feelings before other signs of emotion."""
    ordered = sorted(spans)
    if criterion == "EMO-01":
        named = {(c.start, c.end) for c in context.cues(criterion, "feeling", "mood")}
        ordered.sort(key=lambda s: s not in named)
    return ordered


def _heard(context: Context) -> set[int]:
    """Where sounds are made, also by the verb right behind them: no acts to show."""
    found: set[int] = set()
    for cue in context.cues("AUD-01", "sound", "music"):
        placed = context.sentences[cue.sentence]
        tokens = placed.sentence.tokens
        at = next((i for i, t in enumerate(tokens) if t.end > cue.hit.start), len(tokens))
        while at < len(tokens) and tokens[at].start < cue.hit.end:
            found.add(placed.start + tokens[at].start)
            at += 1
        while at < len(tokens) and tokens[at].tag in {"NN", "NNS", "RB", "VBZ", "VBP"}:
            found.add(placed.start + tokens[at].start)
            at += 1
    return found


def _shortened(criterion: str, tokens: tuple[Token, ...], span: tuple[int, int]) -> tuple[str, str]:
    """The short words for a span of a sentence and the lemma of their head; "" to keep all."""
    first = next((i for i, t in enumerate(tokens) if t.end > span[0]), len(tokens))
    last = next((i for i, t in enumerate(tokens) if t.start >= span[1]), len(tokens))
    within = range(first, last)
    if criterion == "SET-01":
        head = next((i for i in within if tokens[i].classes & _PLACES), None)
    elif criterion == "CHR-01":
        head = next(
            (i for i in within if _is_noun(tokens[i]) and tokens[i].classes & _BEINGS), None
        )
    elif criterion == "AUD-01":
        return _sounding(tokens, within)
    elif criterion == "ACT-01":
        verb = next((i for i in reversed(within) if tokens[i].tag[:1] == "V"), None)
        return (tokens[verb].lower, tokens[verb].lemma) if verb is not None else ("", "")
    else:
        return "", ""
    return _phrase(tokens, head) if head is not None else ("", "")


def _sounding(tokens: tuple[Token, ...], within: range) -> tuple[str, str]:
    """A sound by its source: the noun of the span, or the subject right before its verb."""
    if any(tokens[i].lower in _STILL for i in within):
        return "", ""
    nouns = [i for i in within if _is_noun(tokens[i])]
    if nouns:
        telling = [i for i in nouns if tokens[i].classes & _VOICES]
        return _phrase(tokens, (telling or nouns)[-1])
    at = within.start - 1
    while at >= 0 and tokens[at].tag in {"RB", "VBZ", "VBP", "MD"}:
        at -= 1
    if at >= 0 and _is_noun(tokens[at]) and within and tokens[within.start].tag[:1] == "V":
        return f"{tokens[at].text} {tokens[within.start].text}".lower(), tokens[at].lemma
    return "", ""


def _phrase(tokens: tuple[Token, ...], head: int) -> tuple[str, str]:
    """A noun with the nouns it is joined to and one word before them that describes it."""
    last = head
    while last + 1 < len(tokens) and _is_noun(tokens[last + 1]) and last - head < _MODIFIERS:
        last += 1
    first = head
    while first > 0 and _is_noun(tokens[first - 1]) and head - first < _MODIFIERS:
        first -= 1
    before = tokens[first - 1] if first else None
    if before is not None and before.tag in {"JJ", "VBN"} and before.lower not in _THIN:
        first -= 1
    words = tokens[first : last + 1]
    text = " ".join(t.text if t.tag == "NNP" else t.lower for t in words)
    return text, tokens[last].lemma


def _is_noun(token: Token) -> bool:
    return token.tag[:2] == "NN"
