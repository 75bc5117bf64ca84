"""LanguageTool behind the language port: its server as our child, asked over loopback only."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol, TypeVar

from app.checks.language.java import MissingPartError, jars_version
from app.checks.language.ltclient import AskError, LanguageToolClient
from app.checks.language.server import LanguageToolServer, ServerStartError
from app.checks.matches import (
    CheckerName,
    CheckerState,
    CheckerStatus,
    CheckerUnavailableError,
    LanguageMatch,
    MatchKind,
    all_accepted,
    bare_word,
)

T = TypeVar("T")
_log = logging.getLogger(__name__)

SENTENCE_SECONDS = 2.0
FIRST_SECONDS = 30.0  # 3 to 6 s on a calm machine, over 10 with a load of six; nothing waits for it
SECONDS_PER_CHARACTER = 0.001  # 3,900 words take 1.6 s: about 0.08 ms a character, with much room
DEATHS_MAX = 3
DEATHS_WITHIN_SECONDS = 300.0
WARM_UP = "This is a short sentence to begin with."


class Server(Protocol):
    """What this adapter needs of a server; see `LanguageToolServer`."""

    port: int

    def start(self) -> None:
        """Start it and wait until it answers."""
        ...

    def kill(self) -> None:
        """End it at once, so that a question under way fails."""
        ...

    def stop(self) -> None:
        """End and forget it."""
        ...

    def close(self) -> None:
        """End it for good."""
        ...

    def log_tail(self) -> tuple[str, ...]:
        """Its last lines."""
        ...


class Client(Protocol):
    """What this adapter needs of a client; see `LanguageToolClient`."""

    def ask(self, text: str) -> tuple[LanguageMatch, ...]:
        """The matches of a text; AskError when there is no answer."""
        ...


class Watchdog(Protocol):
    """A timer that runs a call unless it is cancelled in time."""

    def start(self) -> None:
        """Begin to count."""
        ...

    def cancel(self) -> None:
        """Forget the call."""
        ...


def _timer(seconds: float, call: Callable[[], None]) -> Watchdog:
    timer = threading.Timer(seconds, call)
    timer.daemon = True
    return timer


class LanguageToolChecker:
    """LanguageTool 6.8 for American English. Started by the first question or by `prepare`.

    A server that dies is started again and asked once more; one that does not answer in time (2 s
    for a sentence, 30 s for the first) is ended, and started again by the next question. After
    three deaths in five minutes it stays off. Used from one thread only: the library keeps state
    in class variables, and the death signal follows the thread that started the server.

    Args:
        jars: The folder with the jars of LanguageTool.
        state: A folder of the program's own, for the records of running servers.
        patience: A factor on the deadlines, for a machine that does much else.
    """

    def __init__(
        self,
        jars: Path,
        state: Path,
        *,
        server: Server | None = None,
        connect: Callable[[int], Client] = LanguageToolClient,
        watchdog: Callable[[float, Callable[[], None]], Watchdog] = _timer,
        monotonic: Callable[[], float] = time.monotonic,
        patience: float = 1.0,
    ) -> None:
        self._patience = patience
        self._server: Server = server or LanguageToolServer(jars, state)
        self._connect = connect
        self._watchdog = watchdog
        self._monotonic = monotonic
        self._client: Client | None = None
        self._deaths: deque[float] = deque(maxlen=DEATHS_MAX)
        self._started = False
        self._closed = threading.Event()
        self._status = CheckerStatus(
            name=CheckerName.LANGUAGETOOL, version=_version(jars), state=CheckerState.STARTING
        )

    @property
    def name(self) -> CheckerName:
        """LanguageTool. Any lane."""
        return CheckerName.LANGUAGETOOL

    def prepare(self) -> CheckerStatus:
        """Start the server and have it parse its rules: about 6 s. LANGUAGE lane."""
        if self._may_start():
            self._start()
        return self._status

    def check(self, text: str, *, accepted: frozenset[str]) -> tuple[LanguageMatch, ...]:
        """Check a text, whole. LANGUAGE lane.

        The server takes no list of words with a question: what it calls misspelled and is
        accepted is dropped here.

        Raises:
            CheckerUnavailableError: Missing, off, closed, or no answer in time.
        """
        if not text.strip():
            return ()
        for _ in range(2):
            self.prepare()
            client = self._client
            if client is None:
                break
            try:
                seconds = SENTENCE_SECONDS + SECONDS_PER_CHARACTER * len(text)
                found = self._within(seconds, lambda client=client: client.ask(text))
                return _without(found, text, accepted)
            except TimeoutError:
                self._died("no-answer-in-time")
                break  # the same text might hold up the next server too
            except AskError:
                self._died("server-died")
        raise CheckerUnavailableError(self._status)

    def status(self) -> CheckerStatus:
        """How LanguageTool is. Any lane."""
        return self._status

    def log_tail(self) -> tuple[str, ...]:
        """The last 50 lines of its server, from memory. Any lane."""
        return self._server.log_tail()

    def rest(self) -> None:
        """Nothing: what it remembers lies in its own process. LANGUAGE lane."""

    def close(self) -> None:
        """End the server; a question that waits gets an error. Any lane, two seconds at most."""
        self._closed.set()
        self._server.close()
        self._set(CheckerState.OFF, "closed")

    def _may_start(self) -> bool:
        return (
            self._client is None
            and not self._closed.is_set()
            and self._status.state in (CheckerState.STARTING, CheckerState.FAILED)
        )

    def _start(self) -> None:
        if self._started:
            self._status = replace(self._status, restarts=self._status.restarts + 1)
        try:
            self._server.start()
            self._started = True
            client = self._within(FIRST_SECONDS, self._connect_and_warm)
        except MissingPartError as error:
            self._set(CheckerState.MISSING, error.reason)
        except ServerStartError as error:
            self._died(error.reason)
        except TimeoutError:
            self._died("no-answer-in-time")
        except AskError:
            self._died("server-died")
        else:
            self._client = client
            self._set(CheckerState.READY, "")

    def _connect_and_warm(self) -> Client:
        client = self._connect(self._server.port)
        client.ask(WARM_UP)
        return client

    def _within(self, seconds: float, question: Callable[[], T]) -> T:
        """Ask, and end the server when the time is over: that alone ends a request under way.

        Raises:
            TimeoutError: The time was over.
            AskError: The server is gone or talks nonsense.
        """
        late = threading.Event()

        def end() -> None:
            late.set()
            self._server.kill()

        watchdog = self._watchdog(seconds * self._patience, end)
        watchdog.start()
        try:
            return question()
        except AskError as error:
            if late.is_set():
                raise TimeoutError from error
            raise
        finally:
            watchdog.cancel()

    def _died(self, reason: str) -> None:
        """Note a death; the third within five minutes is the last."""
        self._client = None
        self._server.stop()
        if self._closed.is_set():
            self._set(CheckerState.OFF, "closed")
            return
        now = self._monotonic()
        self._deaths.append(now)
        _log.warning("LanguageTool's server ended: %s", reason)
        if len(self._deaths) == DEATHS_MAX and now - self._deaths[0] <= DEATHS_WITHIN_SECONDS:
            self._set(CheckerState.OFF, "died-three-times")
        else:
            self._set(CheckerState.FAILED, reason)

    def _set(self, state: CheckerState, reason: str) -> None:
        if self._closed.is_set():
            state, reason = CheckerState.OFF, "closed"
        self._status = replace(self._status, state=state, reason=reason)


def _version(jars: Path) -> str:
    try:
        return jars_version(jars)
    except MissingPartError:
        return ""


def _without(
    matches: tuple[LanguageMatch, ...], text: str, accepted: frozenset[str]
) -> tuple[LanguageMatch, ...]:
    bare = frozenset(bare_word(word) for word in accepted)
    return tuple(
        match
        for match in matches
        if match.kind is not MatchKind.SPELLING
        or not all_accepted(text[match.start : match.end], bare)
    )
