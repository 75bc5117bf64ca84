"""A language checker that answers from a table and fails when told to."""

from __future__ import annotations

from collections.abc import Mapping

from app.desk.ports.language import (
    CheckerName,
    CheckerState,
    CheckerStatus,
    CheckerUnavailableError,
    LanguageMatch,
    MatchKind,
)


class FakeLanguageChecker:
    """Finds the words of a table as misspellings; each is a word and its suggestions.

    `failures` is how many of the next questions are left without an answer, `missing` why there
    is no such checker on the machine.
    """

    def __init__(
        self,
        words: Mapping[str, tuple[str, ...]],
        *,
        name: CheckerName = CheckerName.HARPER,
        failures: int = 0,
        missing: str = "",
    ) -> None:
        self.words = dict(words)
        self.failures = failures
        self.asked: list[str] = []
        self.rests = 0
        self.missing = missing
        self._name = name
        self._state = CheckerState.STARTING
        self._reason = ""

    @property
    def name(self) -> CheckerName:
        return self._name

    def prepare(self) -> CheckerStatus:
        if self._state is CheckerState.STARTING:
            self._state = CheckerState.MISSING if self.missing else CheckerState.READY
            self._reason = self.missing
        return self.status()

    def check(self, text: str, *, accepted: frozenset[str]) -> tuple[LanguageMatch, ...]:
        self.prepare()
        if self.failures > 0:
            self.failures -= 1
            raise CheckerUnavailableError(self.status())
        if self._state is not CheckerState.READY:
            raise CheckerUnavailableError(self.status())
        self.asked.append(text)
        matches: list[LanguageMatch] = []
        for word, suggestions in self.words.items():
            at = text.find(word)
            while at >= 0:
                if word not in accepted:
                    matches.append(
                        LanguageMatch(
                            checker=self._name,
                            rule="FAKE_SPELLING",
                            category="Spelling",
                            start=at,
                            end=at + len(word),
                            message="Unknown word.",
                            suggestions=suggestions,
                            kind=MatchKind.SPELLING,
                        )
                    )
                at = text.find(word, at + len(word))
        return tuple(sorted(matches, key=lambda match: match.start))

    def status(self) -> CheckerStatus:
        return CheckerStatus(name=self._name, version="0", state=self._state, reason=self._reason)

    def rest(self) -> None:
        self.rests += 1

    def close(self) -> None:
        self._state, self._reason = CheckerState.OFF, "closed"
