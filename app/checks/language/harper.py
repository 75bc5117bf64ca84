"""Harper behind the language port: in this process, without Java."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from app.checks.language.memory import give_back
from app.checks.matches import (
    CheckerName,
    CheckerState,
    CheckerStatus,
    CheckerUnavailableError,
    LanguageMatch,
    MatchKind,
)

if TYPE_CHECKING:
    import harper

SUGGESTIONS_MAX = 5

REST_AFTER = 50
"""Texts after which forgetting is worth 20 ms."""

OWNED_ELSEWHERE = frozenset(
    {
        "AvoidCurses",  # PRO-01
        "BoringWords",  # OBJ-01 and REG-01 judge words
        "CapitalizePersonalPronouns",  # comes again as spelling
        "Dashes",  # the guide says which dash
        "EllipsisLength",
        "FillerWords",
        "Hedging",  # SPC-01
        "LongSentences",  # FLW-01
        "LookingForwardTo",  # prints to standard output, where the command line writes its rows
        "NoFrenchSpaces",  # FMT-01
        "OrthographicConsistency",  # CON-01; it also takes THE for the right form of "the"
        "OxfordComma",  # taste, and wrong before participles
        "QuoteSpacing",
        "Spaces",  # FMT-01
        "SpelledNumbers",  # CON-01
        "UnclosedQuotes",  # FMT-01
        "UseEllipsisCharacter",
        "UseTitleCase",
        "Regionalisms",  # REG-01
    }
)
"""Rules that another criterion of the rubric owns, or that are no matter of right and wrong."""

_KINDS = {
    "Spelling": MatchKind.SPELLING,
    "Typo": MatchKind.GRAMMAR,
    "Grammar": MatchKind.GRAMMAR,
    "Agreement": MatchKind.GRAMMAR,
    "BoundaryError": MatchKind.GRAMMAR,
    "Eggcorn": MatchKind.GRAMMAR,
    "Malapropism": MatchKind.GRAMMAR,
    "Repetition": MatchKind.GRAMMAR,
    "Capitalization": MatchKind.CASING,
    "Punctuation": MatchKind.TYPOGRAPHY,
    "Formatting": MatchKind.TYPOGRAPHY,
}
_KINDS_OF_RULES = {
    "AnA": MatchKind.GRAMMAR,  # filed as miscellany
    "SplitWords": MatchKind.SPELLING,  # an unknown word, seen once more
    "MergeWords": MatchKind.SPELLING,
    # Harper files these as word choice, usage or miscellany, but what they find is an error in at
    # least three of four cases (docs/adr/0006-two-language-checkers.md)
    **dict.fromkeys(
        (
            "AllIntentsAndPurposes",
            "AllOfASudden",
            "ItsContraction",
            "LookForwardTo",
            "Nowhere",
            "PiqueInterest",
            "SaveToSafe",
            "SupposedTo",
            "TheWhetherWeather",
            "ThenThan",
            "ThereOwn",
            "WantBe",
        ),
        MatchKind.GRAMMAR,
    ),
}


class HarperChecker:
    """Harper with the American dictionary; its linter is built on the lane, never at import.

    Building costs about a second with the interpreter lock released; 300 words take about 12 ms.
    """

    def __init__(self) -> None:
        self._linter: harper.Linter | None = None
        self._accepted: frozenset[str] = frozenset()
        self._checked = 0
        self._closed = threading.Event()
        self._version = ""
        self._status = CheckerStatus(
            name=CheckerName.HARPER, version="", state=CheckerState.STARTING
        )

    @property
    def name(self) -> CheckerName:
        """Harper. Any lane."""
        return CheckerName.HARPER

    def prepare(self) -> CheckerStatus:
        """Build the linter. Blocks for about a second; LANGUAGE lane."""
        if self._linter is None and not self._closed.is_set():
            try:
                import harper
            except ImportError:
                self._set(CheckerState.MISSING, "harper-missing")
                return self._status
            linter = harper.Linter(harper.Dialect.AMERICAN)
            linter.set_lint_config(
                {
                    rule: on and rule not in OWNED_ELSEWHERE
                    for rule, on in harper.get_default_lint_config().items()
                }
            )
            self._linter = linter
            give_back()
            self._version = _version()
            self._set(CheckerState.READY, "")
        return self._status

    def check(self, text: str, *, accepted: frozenset[str]) -> tuple[LanguageMatch, ...]:
        """Check a whole text (Harper looks at sentences; 250 words need no slices). LANGUAGE lane.

        Raises:
            CheckerUnavailableError: Harper is not installed, or this checker is closed.
        """
        self.prepare()
        linter = self._linter
        if linter is None or self._closed.is_set():
            raise CheckerUnavailableError(self._status)
        if accepted != self._accepted:
            linter.clear_words()
            linter.import_words(sorted(accepted))
            self._accepted = accepted
        self._checked += 1
        found = linter.organized_lints(text, language="plaintext", dedup=False)
        matches = [_match(rule, lint, text) for rule, lints in found.items() for lint in lints]
        return tuple(sorted(matches, key=lambda match: (match.start, match.end, match.rule)))

    def rest(self) -> None:
        """Forget the sentences checked so far, 90 kB for each text. LANGUAGE lane.

        It holds the interpreter lock, for 20 ms after 100 texts: only for a pause of the person.
        """
        linter = self._linter
        if linter is None or self._closed.is_set() or self._checked < REST_AFTER:
            return
        self._checked = 0
        linter.clear_words()
        linter.import_words(sorted(self._accepted))
        give_back()

    def status(self) -> CheckerStatus:
        """How Harper is. Any lane."""
        return self._status

    def close(self) -> None:
        """Answer no more; the linter goes when the lane lets go of it. Any lane."""
        self._closed.set()
        self._set(CheckerState.OFF, "closed")

    def _set(self, state: CheckerState, reason: str) -> None:
        self._status = CheckerStatus(
            name=self.name, version=self._version, state=state, reason=reason
        )


def _version() -> str:
    from importlib import metadata  # 20 ms of the start when the window imports it

    try:
        return metadata.version("harper-py")
    except metadata.PackageNotFoundError:
        return ""


def _match(rule: str, lint: harper.Lint, text: str) -> LanguageMatch:
    """A lint as a match. Harper counts in code points already."""
    kind = _KINDS_OF_RULES.get(rule) or _KINDS.get(lint.lint_kind, MatchKind.STYLE)
    return LanguageMatch(
        checker=CheckerName.HARPER,
        rule=rule,
        category=lint.lint_kind,
        start=lint.span.start,
        end=lint.span.end,
        message=lint.message,
        suggestions=_suggestions(lint, text),
        kind=kind,
    )


def _suggestions(lint: harper.Lint, text: str) -> tuple[str, ...]:
    """What may stand in place of the span: each suggestion as a plain replacement of it."""
    import harper

    problem = text[lint.span.start : lint.span.end]
    replacements: list[str] = []
    for suggestion in lint.suggestions:
        if suggestion.kind == harper.SuggestionKind.REPLACE:
            replacement = suggestion.replacement_text
        elif suggestion.kind == harper.SuggestionKind.REMOVE:
            replacement = ""
        else:
            replacement = problem + suggestion.replacement_text
        if replacement not in replacements:
            replacements.append(replacement)
    return tuple(replacements[:SUGGESTIONS_MAX])
