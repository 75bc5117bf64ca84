"""All rules of a guide, compiled, run over one sentence.

What a sentence gives depends on its own text alone (and on what of it is quoted), so it is
worked out once and kept; the engine joins the sentences of a text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.checks.english.lexicon import Lexicon
from app.checks.english.tagger import tag_tokens
from app.checks.english.tokens import QUOTE_FILL, Token, tokenize
from app.checks.english.vocabulary import Vocabulary
from app.checks.guide.model import Guide, Near, Rule
from app.checks.patterns import (
    Match,
    Pattern,
    PatternSet,
    at_word_bounds,
    compile_alternatives,
    compile_pattern,
    compile_set,
    joined,
)
from app.checks.sequences import anchors, encode, keys_of, sequence_source, token_index
from app.domain.caption import word_spans

_LOCAL_KINDS: Final = frozenset(
    {"existence", "substitution", "sequence", "presence", "conditional", "capitalization"}
)
_KEPT: Final = 4_000
"""Sentences remembered; more than any caption has, few enough to stay small."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A match of a rule in a sentence; offsets count within the sentence."""

    rule: Rule
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """What one sentence is and gives. Offsets count within it.

    Attributes:
        words: All its words; ``quoted`` of them lie inside quotations.
        quotes: Spans of the insides of its quotations.
    """

    text: str
    narration: str
    tokens: tuple[Token, ...]
    hits: tuple[Hit, ...]
    words: int
    quoted: int
    quotes: tuple[tuple[int, int], ...]

    def first_word(self) -> str:
        """The first word in lower case, or ""."""
        return next((t.lower for t in self.tokens if t.is_word), "")


@dataclass(frozen=True, slots=True)
class _Sequence:
    """A compiled token pattern and the keys without which it cannot match."""

    pattern: Pattern
    anchors: frozenset[str]

    @classmethod
    def of(cls, line: str) -> _Sequence:
        return cls(compile_pattern(sequence_source(line).encode()), anchors(line))


@dataclass(slots=True)
class _Compiled:
    rule: Rule
    surface: Pattern | None
    sequences: tuple[_Sequence, ...]
    exceptions: Pattern | None
    sequence_exceptions: tuple[_Sequence, ...]
    before: tuple[Pattern, int] | None
    after: tuple[Pattern, int] | None


class Matcher:
    """Runs the rules of a guide over sentences and remembers what they gave."""

    def __init__(self, guide: Guide, lexicon: Lexicon) -> None:
        self.vocabulary = Vocabulary(lexicon, guide.classes_added, guide.classes_removed)
        local = [r for r in guide.rules if r.kind in _LOCAL_KINDS]
        self._compiled = [_compile(rule) for rule in local]
        self._scopes: dict[str, tuple[list[int], PatternSet | None]] = {}
        for scope in ("narration", "quote", "all"):
            which = [i for i, c in enumerate(self._compiled) if c.surface and c.rule.scope == scope]
            self._scopes[scope] = which, compile_set([_surface_source(local[i]) for i in which])
        self._anchored: dict[str, list[tuple[int, int]]] = {}
        self._free: list[tuple[int, int]] = []
        for owner, compiled in enumerate(self._compiled):
            for at, sequence in enumerate(compiled.sequences):
                self._file(sequence, (owner, at))
        self._known: dict[tuple[str, str], Sentence] = {}

    def knows(self, text: str, narration: str) -> bool:
        """Tell whether a sentence has been worked out before."""
        return (text, narration) in self._known

    def read(self, text: str, narration: str) -> Sentence:
        """Work a sentence out, or give what is remembered."""
        key = text, narration
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            found = self._known[key] = self._read(text, narration)
        return found

    def _read(self, text: str, narration: str) -> Sentence:
        tokens = tokenize(narration)
        tag_tokens(tokens, self.vocabulary)
        quotes = _quotes(narration)
        quoted = sum(len(word_spans(text[s:e])) for s, e in quotes)
        hits = self._surface_hits(text, narration, quotes)
        hits += self._sequence_hits(narration, tokens)
        hits.sort(key=lambda h: (h.start, h.end, h.rule.id))
        words = len(word_spans(text))
        return Sentence(text, narration, tuple(tokens), tuple(hits), words, quoted, quotes)

    def _surface_hits(
        self, text: str, narration: str, quotes: tuple[tuple[int, int], ...]
    ) -> list[Hit]:
        found: list[Hit] = []
        for scope, (which, asked) in self._scopes.items():
            if asked is None or (scope == "quote" and not quotes):
                continue
            view = {"narration": narration, "all": text}.get(scope) or _only(text, quotes)
            for index in asked.Match(view) or ():
                found += self._surface(self._compiled[which[index]], view)
        return found

    def _surface(self, compiled: _Compiled, view: str) -> list[Hit]:
        rule, pattern = compiled.rule, compiled.surface
        if pattern is None:
            return []
        spans = [(m.start(), m.end()) for m in pattern.finditer(view)]
        if rule.whole_words:
            spans = [s for s in spans if at_word_bounds(view, *s)]
        return [Hit(rule, s, e) for s, e in _kept(compiled, view, spans)]

    def _file(self, sequence: _Sequence, place: tuple[int, int]) -> None:
        if not sequence.anchors:
            self._free.append(place)
        for key in sequence.anchors:
            self._anchored.setdefault(key, []).append(place)

    def _sequence_hits(self, narration: str, tokens: list[Token]) -> list[Hit]:
        if not tokens:
            return []
        encoded, starts = encode(tokens)
        keys = keys_of(tokens)
        places = set(self._free)
        for key in keys:
            places.update(self._anchored.get(key, ()))
        spans: dict[int, list[tuple[int, int]]] = {}
        for owner, at in sorted(places):
            pattern = self._compiled[owner].sequences[at].pattern
            for match in pattern.finditer(encoded):
                span = _token_span(match, starts, tokens)
                if span is not None:
                    spans.setdefault(owner, []).append(span)
        found: list[Hit] = []
        for owner, these in sorted(spans.items()):
            compiled = self._compiled[owner]
            banned = [
                span
                for sequence in compiled.sequence_exceptions
                if not sequence.anchors or not sequence.anchors.isdisjoint(keys)
                for match in sequence.pattern.finditer(encoded)
                if (span := _token_span(match, starts, tokens)) is not None
            ]
            free = [s for s in these if not any(_overlap(s, b) for b in banned)]
            found += [Hit(compiled.rule, s, e) for s, e in _kept(compiled, narration, free)]
        return found


def _token_span(match: Match, starts: list[int], tokens: list[Token]) -> tuple[int, int] | None:
    """The text span of the reported part of a match; None if that part is empty."""
    if match.end(1) <= match.start(1):
        return None
    first = token_index(starts, match.start(1))
    last = token_index(starts, match.end(1) - 1)
    return tokens[first].start, tokens[last].end


def _compile(rule: Rule) -> _Compiled:
    alternatives = rule.patterns or ((rule.first,) if rule.first else ())
    return _Compiled(
        rule=rule,
        surface=(
            compile_pattern(joined(alternatives, rule.ignore_case, rule.whole_words))
            if alternatives
            else None
        ),
        sequences=tuple(_Sequence.of(line) for line in rule.sequences),
        exceptions=compile_alternatives(rule.exceptions) if rule.exceptions else None,
        sequence_exceptions=tuple(_Sequence.of(line) for line in rule.sequence_exceptions),
        before=_near(rule.unless_before),
        after=_near(rule.unless_after),
    )


def _surface_source(rule: Rule) -> str:
    alternatives = rule.patterns or (rule.first,)
    return joined(alternatives, rule.ignore_case, rule.whole_words)


def _near(near: Near | None) -> tuple[Pattern, int] | None:
    return (compile_alternatives([near.pattern]), near.tokens) if near else None


def _kept(compiled: _Compiled, view: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Drop matches that an exception touches or a nearby pattern exempts."""
    if not spans:
        return spans
    if compiled.exceptions is not None:
        banned = [(m.start(), m.end()) for m in compiled.exceptions.finditer(view)]
        spans = [s for s in spans if not any(_overlap(s, b) for b in banned)]
    for near, after in ((compiled.before, False), (compiled.after, True)):
        if near and spans:
            pattern, reach = near
            spans = [s for s in spans if not pattern.search(_window(view, s, reach, after))]
    return spans


def _window(view: str, span: tuple[int, int], tokens: int, after: bool) -> str:
    if after:
        return " ".join(view[span[1] :].split()[:tokens])
    return " ".join(view[: span[0]].split()[-tokens:])


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _quotes(narration: str) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    at = narration.find(QUOTE_FILL)
    while at >= 0:
        end = at
        while end < len(narration) and narration[end] == QUOTE_FILL:
            end += 1
        found.append((at, end))
        at = narration.find(QUOTE_FILL, end)
    return tuple(found)


def _only(text: str, quotes: tuple[tuple[int, int], ...]) -> str:
    """The text with everything outside its quotations masked."""
    parts: list[str] = []
    at = 0
    for start, end in quotes:
        parts += (QUOTE_FILL * (start - at), text[start:end])
        at = end
    return "".join((*parts, QUOTE_FILL * (len(text) - at)))
