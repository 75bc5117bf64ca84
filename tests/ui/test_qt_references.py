"""PySide6 6.12 on Python 3.11 loses a reference to True or None at each call, and then aborts.

The window runs for days; this shows within a second that the installed PySide6 does not.
"""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 5_000
# Other code may let go of a few while this runs; a lost reference at each call would be 5,000.
SLACK = 200


class _Sender(QObject):
    sent = Signal(bool)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="True and None cannot be lost from 3.12 on")
def test_no_reference_is_lost_by_signals_and_calls(qtbot: QtBot) -> None:
    sender, label, seen = _Sender(), QLabel(), []
    qtbot.addWidget(label)
    sender.sent.connect(seen.append)
    before = sys.getrefcount(True), sys.getrefcount(None)
    for _ in range(CALLS):
        sender.sent.emit(True)
        label.setText("words")
        label.update()
    kept = len(seen)
    seen.clear()
    after = sys.getrefcount(True), sys.getrefcount(None)
    assert kept == CALLS
    assert after[0] > before[0] - SLACK, "a signal lost references to True"
    assert after[1] > before[1] - SLACK, "a call lost references to None"
