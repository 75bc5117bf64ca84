r"""Patterns over text: lists of alternatives as one RE2 expression with word bounds.

RE2 has no look-around and no back-references and runs in linear time, so a pack can never hang
the window. Its ``\b`` and ``\w`` know ASCII only: ``\w`` is rewritten and the two neighbors of
a match are tested here by Unicode class.
"""

from __future__ import annotations

import importlib
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Final, Protocol, cast

re2: Any = importlib.import_module("re2")
"""google-re2 has no types; what is used of it has the protocols below."""

MAX_ALTERNATIVES: Final = 400
_MEMORY: Final = 4 << 20


class Match(Protocol):
    """The part of a match that is used."""

    def start(self, group: int = 0) -> int:
        """Where a group begins; -1 if it took no part."""
        ...

    def end(self, group: int = 0) -> int:
        """Where a group ends."""
        ...


class Pattern(Protocol):
    """The part of a compiled RE2 expression that is used."""

    def finditer(self, text: str | bytes) -> Iterator[Match]:
        """All matches, from left to right."""
        ...

    def search(self, text: str | bytes) -> Match | None:
        """The first match."""
        ...


class PatternSet(Protocol):
    """Many expressions asked at once."""

    def Match(self, text: str | bytes) -> list[int] | None:  # noqa: N802 (the name RE2 gave it)
        """Indices of those that match."""
        ...


class PatternError(ValueError):
    """A pattern cannot be compiled by RE2."""


def compile_alternatives(
    alternatives: Sequence[str], *, ignore_case: bool = True, whole_words: bool = True
) -> Pattern:
    """Compile alternatives as one expression.

    Raises:
        PatternError: There are too many, or RE2 refuses one (look-around, syntax).
    """
    return compile_pattern(joined(alternatives, ignore_case, whole_words))


def joined(alternatives: Sequence[str], ignore_case: bool, whole_words: bool) -> str:
    """The source of one expression for a list of alternatives."""
    if len(alternatives) > MAX_ALTERNATIVES:
        raise PatternError(f"more than {MAX_ALTERNATIVES} alternatives")
    parts = (_bounded(a) if whole_words else a for a in alternatives)
    flags = "(?i)" if ignore_case else ""
    return flags + "(?:" + "|".join(parts).replace("\\w", r"[\p{L}\p{M}\p{N}_]") + ")"


@lru_cache(maxsize=4096)
def compile_pattern(source: str | bytes) -> Pattern:
    """Compile one expression; the loader's check and the matcher share what is compiled.

    Raises:
        PatternError: RE2 refuses it.
    """
    options = re2.Options()
    options.max_mem = _MEMORY
    options.log_errors = False
    try:
        return cast("Pattern", re2.compile(source, options))
    except re2.error as error:
        problem = error.args[0] if error.args else ""
        told = problem.decode() if isinstance(problem, bytes) else str(problem)
        raise PatternError(told) from error


def compile_set(sources: Sequence[str | bytes]) -> PatternSet | None:
    """Compile many expressions to be asked at once; None for none."""
    if not sources:
        return None
    options = re2.Options()
    options.max_mem = _MEMORY
    options.log_errors = False
    made = re2.Set.SearchSet(options)
    for source in sources:
        made.Add(source)
    made.Compile()
    return cast("PatternSet", made)


def _bounded(alternative: str) -> str:
    first, last = alternative[:1], alternative[-1:]
    head = r"\b" if first.isascii() and first not in "^'’\"[(\\?%&-♪#*" else ""
    if first in "([" or alternative.startswith("\\w"):
        head = r"\b"
    tail = r"\b" if last.isascii() and last not in "$'’\".,;:!+*]}" else ""
    return f"{head}(?:{alternative}){tail}"


def at_word_bounds(text: str, start: int, end: int) -> bool:
    """Tell whether a span does not cut a word in two, by Unicode class."""
    return not (
        (start > 0 and _in_word(text[start - 1]) and _in_word(text[start]))
        or (0 < end < len(text) and _in_word(text[end - 1]) and _in_word(text[end]))
    )


def _in_word(char: str) -> bool:
    if char.isascii():
        return char.isalnum() or char == "_"
    return unicodedata.category(char)[0] in "LMN"
