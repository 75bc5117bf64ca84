"""Calls made later: each once, none that was cancelled, whatever numbers Qt gives."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.ui.common.timers import QtTimers


def test_calls_are_made_once(qtbot: QtBot) -> None:
    timers = QtTimers()
    made: list[str] = []
    timers.call_later(0, lambda: made.append("one"))
    timers.call_later(1, lambda: made.append("two"))
    qtbot.waitUntil(lambda: made == ["one", "two"])


def test_a_cancelled_call_is_not_made(qtbot: QtBot) -> None:
    timers = QtTimers()
    made: list[str] = []
    timers.call_later(0, lambda: made.append("no")).cancel()
    timers.call_later(2, lambda: made.append("yes"))
    qtbot.waitUntil(lambda: made != [])
    assert made == ["yes"]


def test_cancelling_what_was_made_leaves_the_next_call_with_its_number(qtbot: QtBot) -> None:
    timers = QtTimers()
    made: list[str] = []
    first = timers.call_later(0, lambda: made.append("first"))
    qtbot.waitUntil(lambda: made == ["first"])
    second = timers.call_later(60_000, lambda: made.append("second"))
    timers._waiting[first._number] = second  # as if Qt had given the same number again
    first.cancel()
    assert timers._waiting[first._number] is second
