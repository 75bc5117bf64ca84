"""Calls made later: each once, none that was cancelled, whatever numbers Qt gives."""

from __future__ import annotations

from PySide6.QtCore import QTimerEvent
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


def test_cancelling_what_was_made_leaves_the_next_call_with_its_number() -> None:
    timers = QtTimers()
    made: list[str] = []
    first = timers.call_later(60_000, lambda: made.append("first"))
    number = next(iter(timers._waiting))
    timers.timerEvent(QTimerEvent(number))
    second = timers.call_later(60_000, lambda: made.append("second"))
    # As if Qt had given the same number again.
    timers._waiting[number] = timers._waiting.pop(next(iter(timers._waiting)))
    first.cancel()
    timers.timerEvent(QTimerEvent(number))
    assert made == ["first", "second"]
    second.cancel()
