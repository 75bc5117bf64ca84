"""The one door of language_tool_python: a client of a server that runs already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.checks.matches import CheckerName, LanguageMatch, MatchKind

if TYPE_CHECKING:
    from language_tool_python.match import Match

SUGGESTIONS_MAX = 5
NO_PROXY = {"http": "", "https": ""}
"""Without this the library sends captions to a proxy that the environment names."""

OWNED_ELSEWHERE = frozenset(
    {
        "CONSECUTIVE_SPACES",  # FMT-01
        "DASH_RULE",  # the guide says which dash
        "ENGLISH_WORD_REPEAT_BEGINNING_RULE",  # FLW-01
        "EN_QUOTES",  # FMT-01
        "TOO_LONG_SENTENCE",  # FLW-01
    }
)
"""Rules that another criterion of the rubric owns."""

_SPELLER = "MORFOLOGIK_RULE"
_KINDS = {
    "misspelling": MatchKind.GRAMMAR,
    "grammar": MatchKind.GRAMMAR,
    "duplication": MatchKind.GRAMMAR,
    "inconsistency": MatchKind.GRAMMAR,
    "typographical": MatchKind.TYPOGRAPHY,
    "whitespace": MatchKind.TYPOGRAPHY,
    "uncategorized": MatchKind.TYPOGRAPHY,
}
_KINDS_OF_CATEGORIES = {
    "CASING": MatchKind.CASING,
    "PUNCTUATION": MatchKind.TYPOGRAPHY,
    "TYPOGRAPHY": MatchKind.TYPOGRAPHY,
    "COMPOUNDING": MatchKind.STYLE,
    "REDUNDANCY": MatchKind.STYLE,
    "REGIONALISMS": MatchKind.STYLE,
    "STYLE": MatchKind.STYLE,
}


class AskError(Exception):
    """The server is gone or its answer makes no sense."""


class LanguageToolClient:
    """Asks the server on a loopback port. One thread only; blocks without a limit of its own.

    Raises:
        AskError: The server does not tell its languages.
    """

    def __init__(self, port: int) -> None:
        import language_tool_python

        try:
            self._tool = language_tool_python.LanguageTool(
                "en-US", remote_server=f"http://127.0.0.1:{port}", proxies=NO_PROXY
            )
        except (language_tool_python.exceptions.LanguageToolError, ValueError) as error:
            raise AskError(str(error)) from error
        self._tool.disabled_rules = set(OWNED_ELSEWHERE)

    def ask(self, text: str) -> tuple[LanguageMatch, ...]:
        """What the server finds in a text, in order of start.

        Raises:
            AskError: The server is gone or its answer makes no sense.
        """
        import language_tool_python

        try:
            found = self._tool.check(text)
        except (language_tool_python.exceptions.LanguageToolError, KeyError, TypeError) as error:
            raise AskError(type(error).__name__) from error
        matches = [to_match(match, text) for match in found]
        return tuple(sorted(matches, key=lambda match: (match.start, match.end, match.rule)))


def to_match(match: Match, text: str) -> LanguageMatch:
    """A match of the library as ours."""
    spelling = match.rule_id.startswith(_SPELLER)
    kind = _KINDS_OF_CATEGORIES.get(match.category) or _KINDS.get(
        match.rule_issue_type, MatchKind.STYLE
    )
    return LanguageMatch(
        checker=CheckerName.LANGUAGETOOL,
        rule=match.rule_id,
        category=match.category,
        start=match.offset,
        end=end_of(text, match.offset, match.error_length),
        message=match.message,
        suggestions=tuple(dict.fromkeys(match.replacements))[:SUGGESTIONS_MAX],
        kind=MatchKind.SPELLING if spelling else kind,
    )


def end_of(text: str, start: int, units: int) -> int:
    """Where a span ends that starts at a code point and is so many UTF-16 units long.

    The library puts offsets into code points but leaves lengths as the server counts them.
    """
    end = start
    while units > 0 and end < len(text):
        units -= 2 if ord(text[end]) > 0xFFFF else 1
        end += 1
    return end
