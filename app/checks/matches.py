"""What a language checker says about a text, and how it is. Standard library and domain only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.errors import EnvironmentFailureError

Span = tuple[int, int]
"""A half-open span in code points."""


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
