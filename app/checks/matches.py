"""What a language checker says about a text, and how it is. Standard library and domain only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.domain.errors import EnvironmentFailureError

Span = tuple[int, int]
"""A half-open span in code points."""

WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
"""A word as the dictionary and the names of the clip hold it: hyphens part words."""


class CheckerName(StrEnum):
    """A source of language findings; OWN are the few rules of `app.checks.grammar_own`."""

    HARPER = "harper"
    LANGUAGETOOL = "languagetool"
    OWN = "own"


class MatchKind(StrEnum):
    """What sort of thing a checker found."""

    SPELLING = "spelling"
    GRAMMAR = "grammar"
    TYPOGRAPHY = "typography"
    CASING = "casing"
    STYLE = "style"


class CheckerState(StrEnum):
    """Whether a checker can answer: MISSING parts are not installed, OFF gave up after deaths."""

    STARTING = "starting"
    READY = "ready"
    OFF = "off"
    MISSING = "missing"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageMatch:
    """One thing a checker said about a text; start and end in code points of the text sent.

    `message` and `suggestions` are the checker's own words; the program adds none.
    """

    checker: CheckerName
    rule: str
    category: str
    start: int
    end: int
    message: str
    suggestions: tuple[str, ...]
    kind: MatchKind


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckerStatus:
    """How a checker is; `reason` is a code that the window turns into words, empty when fine.

    `restarts` counts the times a server of its own had to be started again.
    """

    name: CheckerName
    version: str
    state: CheckerState
    reason: str = ""
    restarts: int = 0


class CheckerUnavailableError(EnvironmentFailureError):
    """A checker gave no answer for this text; `status` says how it is now."""

    def __init__(self, status: CheckerStatus) -> None:
        super().__init__(f"language.{status.reason or status.state}", checker=status.name)
        self.status = status


def bare_word(word: str) -> str:
    """A word for comparison: no case, straight apostrophes, no possessive ending."""
    return word.casefold().replace("’", "'").removesuffix("'s").removesuffix("'")


def all_accepted(words: str, accepted: frozenset[str]) -> bool:
    """Whether every word of a span is among accepted ones, which are bare words."""
    return all(bare_word(word) in accepted for word in WORD.findall(words))
