"""The two language checkers at the desk: each on its lane, answers joined on MAIN.

Harper sees the whole text at every change, one request at a time. LanguageTool waits for 400 ms
of quiet and sees only changed sentences with their neighbors. An answer for an older text is
carried over to the newer one, so that lines do not flicker while a person types.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from app.checks.grammar import accepted_words, checker_runs, grammar_findings
from app.checks.grammar_plan import Ask, SentenceCache
from app.checks.report import CheckerRun, Finding
from app.checks.text import Views
from app.desk.lanes import Lane
from app.desk.ports.clock import Timer
from app.desk.ports.language import (
    CheckerName,
    CheckerState,
    CheckerStatus,
    CheckerUnavailableError,
    LanguageChecker,
    LanguageMatch,
)
from app.desk.runtime import Desk
from app.domain.journal import difference

QUIET_MS: Final = 400
"""How long LanguageTool waits for the person to pause."""
AGAIN_MS: Final = 3000
"""How long LanguageTool is left alone after it gave no answer."""
REST_MS: Final = 3000
"""After such a pause Harper forgets the sentences that were being typed, some MB a minute."""
_ASKABLE: Final = frozenset({CheckerState.READY, CheckerState.FAILED})
"""A server that failed is started again by the next question."""


def carried_over(
    matches: Sequence[LanguageMatch], before: str, after: str
) -> tuple[LanguageMatch, ...]:
    """Move matches along with a change; those that touch the change are dropped."""
    if before == after:
        return tuple(matches)
    start, removed, inserted = difference(before, after)
    end, shift = start + len(removed), len(inserted) - len(removed)
    kept = [match for match in matches if match.end < start]
    kept += [
        replace(match, start=match.start + shift, end=match.end + shift)
        for match in matches
        if match.start > end
    ]
    return tuple(kept)


class LanguageDesk:
    """Asks the checkers and keeps what they said. MAIN only; never waits.

    Attributes:
        on_matches: Called when there is something new about the present text.
        on_status: Called when a checker's state changes.
    """

    def __init__(
        self,
        desk: Desk,
        *,
        harper: LanguageChecker,
        languagetool: LanguageChecker | None,
        on_matches: Callable[[], None],
        on_status: Callable[[tuple[CheckerStatus, ...]], None],
    ) -> None:
        self._desk = desk
        self._harper = harper
        self._languagetool = languagetool
        self._on_matches = on_matches
        self._on_status = on_status
        self._text = ""
        self._accepted: frozenset[str] = frozenset()
        self._harper_matches: tuple[LanguageMatch, ...] = ()
        self._harper_text = ""
        self._harper_asked: tuple[str, frozenset[str]] | None = None
        self._harper_busy = False
        self._cache = SentenceCache()
        self._asking = False
        self._quiet: Timer | None = None
        self._pause: Timer | None = None
        self._statuses: tuple[CheckerStatus, ...] = ()

    def start(self) -> None:
        """Load Harper and start LanguageTool; nothing waits for them."""
        self._desk.lanes.run(Lane.HARPER, self._harper.prepare, self._harper_ready, self._failed)
        tool = self._languagetool
        if tool is not None:
            self._desk.lanes.run(
                Lane.LANGUAGETOOL, tool.prepare, self._languagetool_ready, self._failed
            )

    def switch_languagetool(self, tool: LanguageChecker | None) -> None:
        """Use LanguageTool from now on, or no longer."""
        before, self._languagetool = self._languagetool, tool
        if before is not None:
            self._desk.lanes.run(Lane.LANGUAGETOOL, before.close)
        if tool is not None:
            self._desk.lanes.run(
                Lane.LANGUAGETOOL, tool.prepare, self._languagetool_ready, self._failed
            )
        self._tell_status()

    def set_text(self, clean: str, names: Sequence[str]) -> None:
        """Take the clean text, and the names and words that are right as they are."""
        self._text = clean
        self._accepted = accepted_words(names)
        self._ask_harper()
        if self._pause is not None:
            self._pause.cancel()
        self._pause = self._desk.timers.call_later(REST_MS, self._rest)
        if self._languagetool is not None:
            if self._quiet is not None:
                self._quiet.cancel()
            self._quiet = self._desk.timers.call_later(QUIET_MS, self._ask_languagetool)

    def findings(self, views: Views) -> tuple[Finding, ...]:
        """Give the findings about the text that ``views`` show, in its code points."""
        text = self._text
        spans = [(span.start, span.end) for span in views.sentences]
        harper = carried_over(self._harper_matches, self._harper_text, text)
        ran = {status.name for status in self._statuses if status.state is CheckerState.READY}
        heard = (*harper, *self._cache.matches(text, spans, self._accepted))
        pending = (
            self._cache.pending(text, spans, self._accepted)
            if CheckerName.LANGUAGETOOL in ran
            else ()
        )
        return grammar_findings(
            text,
            heard,
            ran=frozenset(ran),
            masks=[(quote.start, quote.end) for quote in views.quotes],
            accepted=self._accepted,
            pending=pending,
        )

    def runs(self) -> tuple[CheckerRun, ...]:
        """Name the checkers as a report does."""
        return checker_runs(self._statuses)

    @property
    def statuses(self) -> tuple[CheckerStatus, ...]:
        """How the checkers are."""
        return self._statuses

    def close(self) -> None:
        """End what the checkers started; behind whatever their lanes do now."""
        self._harper.close()
        if self._languagetool is not None:
            self._languagetool.close()

    def _harper_ready(self, _status: CheckerStatus) -> None:
        self._tell_status()
        self._harper_asked = None
        self._ask_harper()

    def _languagetool_ready(self, _status: CheckerStatus) -> None:
        self._tell_status()
        self._ask_languagetool()

    def _ask_harper(self) -> None:
        wanted = (self._text, self._accepted)
        if self._harper_busy or wanted == self._harper_asked:
            return
        if self._harper.status().state is not CheckerState.READY:
            return
        self._harper_busy = True
        self._harper_asked = wanted
        text, accepted = wanted

        def done(matches: tuple[LanguageMatch, ...]) -> None:
            self._harper_busy = False
            before = carried_over(self._harper_matches, self._harper_text, self._text)
            self._harper_matches, self._harper_text = matches, text
            # Mostly a key changes nothing that Harper has to say: no second check for that.
            if carried_over(matches, text, self._text) != before:
                self._on_matches()
            self._ask_harper()

        def failed(error: Exception) -> None:
            self._harper_busy = False
            self._failed(error)

        self._desk.lanes.run(
            Lane.HARPER, lambda: self._harper.check(text, accepted=accepted), done, failed
        )

    def _rest(self) -> None:
        self._pause = None
        self._desk.lanes.run(Lane.HARPER, self._harper.rest, on_error=self._failed)

    def _ask_languagetool(self) -> None:
        self._quiet = None
        tool = self._languagetool
        if tool is None or self._asking or tool.status().state not in _ASKABLE:
            return
        text, accepted = self._text, self._accepted
        spans = [(span.start, span.end) for span in Views.of(text).sentences]
        asks = self._cache.plan(text, spans, accepted)
        if not asks:
            return
        self._asking = True

        def ask_all() -> list[tuple[Ask, tuple[LanguageMatch, ...]]]:
            return [(ask, tool.check(ask.text, accepted=accepted)) for ask in asks]

        def done(answers: list[tuple[Ask, tuple[LanguageMatch, ...]]]) -> None:
            self._asking = False
            for ask, matches in answers:
                self._cache.store(ask, matches)
            self._tell_status()
            self._on_matches()
            if self._text != text and self._quiet is None:
                self._quiet = self._desk.timers.call_later(QUIET_MS, self._ask_languagetool)

        def failed(error: Exception) -> None:
            self._asking = False
            self._failed(error)
            self._quiet = self._desk.timers.call_later(AGAIN_MS, self._ask_languagetool)

        self._desk.lanes.run(Lane.LANGUAGETOOL, ask_all, done, failed)

    def _failed(self, error: Exception) -> None:
        self._tell_status()
        if not isinstance(error, CheckerUnavailableError):
            raise error

    def _tell_status(self) -> None:
        tool = self._languagetool
        statuses = (self._harper.status(), *((tool.status(),) if tool is not None else ()))
        if statuses != self._statuses:
            self._statuses = statuses
            self._on_status(statuses)
            self._on_matches()
