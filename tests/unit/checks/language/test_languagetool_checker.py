"""The life of the LanguageTool adapter with a fake server, client and clock."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.checks.language.java import MissingPartError
from app.checks.language.languagetool import (
    DEATHS_WITHIN_SECONDS,
    FIRST_SECONDS,
    SENTENCE_SECONDS,
    LanguageToolChecker,
)
from app.checks.language.ltclient import AskError
from app.checks.language.server import ServerStartError
from app.checks.matches import CheckerState, CheckerUnavailableError, LanguageMatch

NONE: frozenset[str] = frozenset()


class FakeServer:
    """Counts its starts; `start_error` is raised by the next ones."""

    def __init__(self) -> None:
        self.port = 0
        self.starts = 0
        self.killed = 0
        self.closed = False
        self.start_error: Exception | None = None

    def start(self) -> None:
        if self.start_error is not None:
            raise self.start_error
        self.starts += 1
        self.port = 40_000 + self.starts

    def kill(self) -> None:
        self.killed += 1

    def stop(self) -> None:
        self.port = 0

    def close(self) -> None:
        self.closed = True

    def log_tail(self) -> tuple[str, ...]:
        return ("a line",)


class World:
    """A checker with all that it touches; `answers` are given in turn, errors are raised."""

    def __init__(self) -> None:
        self.server = FakeServer()
        self.now = 0.0
        self.asked: list[tuple[int, str]] = []
        self.troubles: list[Exception | Callable[[], None]] = []
        self.deadlines: list[float] = []
        self.watchdogs: list[FakeWatchdog] = []
        self.checker = LanguageToolChecker(
            Path("/nowhere"),
            Path("/nowhere"),
            server=self.server,
            connect=lambda port: FakeClient(self, port),
            watchdog=self.watchdog,
            monotonic=lambda: self.now,
        )

    def watchdog(self, seconds: float, call: Callable[[], None]) -> FakeWatchdog:
        self.deadlines.append(seconds)
        self.watchdogs.append(FakeWatchdog(call))
        return self.watchdogs[-1]


class FakeWatchdog:
    def __init__(self, call: Callable[[], None]) -> None:
        self.bark = call
        self.started = self.cancelled = False

    def start(self) -> None:
        self.started = True

    def cancel(self) -> None:
        self.cancelled = True


class FakeClient:
    def __init__(self, world: World, port: int) -> None:
        self.world, self.port = world, port

    def ask(self, text: str) -> tuple[LanguageMatch, ...]:
        self.world.asked.append((self.port, text))
        warm_up = len(text) > 20
        if self.world.troubles and not warm_up:
            trouble = self.world.troubles.pop(0)
            if isinstance(trouble, Exception):
                raise trouble
            trouble()
        return ()


@pytest.fixture
def world() -> World:
    return World()


def test_starts_with_the_first_question_and_only_once(world: World) -> None:
    assert world.server.starts == 0
    assert world.checker.status().state is CheckerState.STARTING
    world.checker.check("A cat.", accepted=NONE)
    world.checker.check("A dog.", accepted=NONE)
    assert world.server.starts == 1
    assert [text for _, text in world.asked[1:]] == ["A cat.", "A dog."]
    assert world.checker.status().state is CheckerState.READY


def test_empty_text_is_not_sent(world: World) -> None:
    assert world.checker.check(" \n", accepted=NONE) == ()
    assert world.server.starts == 0


def test_a_dead_server_is_started_again_and_asked_once_more(world: World) -> None:
    world.checker.check("A cat.", accepted=NONE)
    world.troubles = [AskError("gone")]
    world.checker.check("A dog.", accepted=NONE)
    assert world.asked[-1] == (40_002, "A dog.")
    assert world.checker.status().restarts == 1
    assert world.checker.status().state is CheckerState.READY


def test_the_deadline_ends_the_server_and_the_same_text_is_not_asked_again(world: World) -> None:
    world.checker.check("A cat.", accepted=NONE)

    def hang() -> None:
        world.watchdogs[-1].bark()
        raise AskError("killed")

    world.troubles = [hang]
    with pytest.raises(CheckerUnavailableError) as caught:
        world.checker.check("A dog.", accepted=NONE)
    assert (caught.value.status.state, caught.value.status.reason) == (
        CheckerState.FAILED,
        "no-answer-in-time",
    )
    assert world.server.killed == 1
    assert [text for _, text in world.asked].count("A dog.") == 1
    world.checker.check("A bird.", accepted=NONE)
    assert world.checker.status().state is CheckerState.READY


def test_deadlines_are_long_at_first_and_two_seconds_for_a_sentence(world: World) -> None:
    world.checker.check("A cat.", accepted=NONE)
    assert world.deadlines[0] == FIRST_SECONDS
    assert SENTENCE_SECONDS <= world.deadlines[1] < SENTENCE_SECONDS + 0.1
    assert all(dog.started and dog.cancelled for dog in world.watchdogs)


def test_three_deaths_in_five_minutes_and_it_stays_off(world: World) -> None:
    world.troubles = [AskError(), AskError(), AskError(), AskError()]
    with pytest.raises(CheckerUnavailableError):
        world.checker.check("A cat.", accepted=NONE)
    with pytest.raises(CheckerUnavailableError) as caught:
        world.checker.check("A cat.", accepted=NONE)
    status = caught.value.status
    assert (status.state, status.reason) == (CheckerState.OFF, "died-three-times")
    starts = world.server.starts
    with pytest.raises(CheckerUnavailableError):
        world.checker.check("A cat.", accepted=NONE)
    assert world.server.starts == starts


def test_deaths_far_apart_do_not_add_up(world: World) -> None:
    for _ in range(6):
        world.now += DEATHS_WITHIN_SECONDS
        world.troubles = [AskError("gone")]
        world.checker.check("A cat.", accepted=NONE)
    assert world.checker.status().state is CheckerState.READY
    assert world.checker.status().restarts == 6


@pytest.mark.parametrize("reason", ["java-missing", "java-too-old", "jars-missing"])
def test_a_missing_part_is_said_and_not_tried_again(world: World, reason: str) -> None:
    world.server.start_error = MissingPartError(reason)
    for _ in range(2):
        with pytest.raises(CheckerUnavailableError) as caught:
            world.checker.check("A cat.", accepted=NONE)
    assert (caught.value.status.state, caught.value.status.reason) == (CheckerState.MISSING, reason)
    world.server.start_error = None
    assert world.checker.prepare().state is CheckerState.MISSING
    assert world.server.starts == 0


def test_a_server_that_does_not_come_up_counts_as_a_death(world: World) -> None:
    world.server.start_error = ServerStartError("server-no-start")
    states = [world.checker.prepare().state for _ in range(3)]
    assert states == [CheckerState.FAILED, CheckerState.FAILED, CheckerState.OFF]


def test_closed_it_ends_the_server_and_answers_no_more(world: World) -> None:
    world.checker.check("A cat.", accepted=NONE)
    world.checker.close()
    assert world.server.closed
    world.troubles = [AskError("gone")]
    with pytest.raises(CheckerUnavailableError) as caught:
        world.checker.check("A cat.", accepted=NONE)
    assert caught.value.status.reason == "closed"
    assert world.server.starts == 1
