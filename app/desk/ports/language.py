"""The port behind which Harper and LanguageTool stand."""

from __future__ import annotations

from typing import Protocol

from app.checks.grammar import (
    CheckerName,
    CheckerState,
    CheckerStatus,
    CheckerUnavailableError,
    LanguageMatch,
    MatchKind,
)

__all__ = [
    "CheckerName",
    "CheckerState",
    "CheckerStatus",
    "CheckerUnavailableError",
    "LanguageChecker",
    "LanguageMatch",
    "MatchKind",
]


class LanguageChecker(Protocol):
    """A checker of spelling and grammar, used from one LANGUAGE lane that outlives it."""

    @property
    def name(self) -> CheckerName:
        """Which checker this is. Any lane."""
        ...

    def prepare(self) -> CheckerStatus:
        """Load or start what the first answer needs. Blocks for seconds; LANGUAGE lane."""
        ...

    def check(self, text: str, *, accepted: frozenset[str]) -> tuple[LanguageMatch, ...]:
        """Check plain text; blocks. Matches come in order of start. LANGUAGE lane.

        Args:
            text: Clean text; offsets of the matches are code points of it.
            accepted: Words no checker may call misspelled (names of the clip, dictionary).

        Raises:
            CheckerUnavailableError: There is no answer; ask again only if the state allows it.
        """
        ...

    def rest(self) -> None:
        """Forget what only made answers faster: the person has paused. LANGUAGE lane."""
        ...

    def status(self) -> CheckerStatus:
        """How the checker is now. Any lane, never blocks."""
        ...

    def close(self) -> None:
        """End what it started. Any lane, idempotent, takes seconds at most."""
        ...
