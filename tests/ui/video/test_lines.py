"""The list of dialogue lines by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.dialogue import DialogueLine
from app.ui.common.theme import ThemeHub
from app.ui.video.lines_view import LinesView

LINES = (
    DialogueLine(id="a", clip_id="c", in_ms=7200, out_ms=9100, speaker="Girl", words="Your light."),
    DialogueLine(id="b", clip_id="c", in_ms=12_000, words="Too big!"),
)


@pytest.fixture
def view(hub: ThemeHub, qtbot: QtBot) -> LinesView:
    widget = LinesView()
    qtbot.addWidget(widget)
    widget.set_lines(LINES, frozenset({"a"}))
    qtbot.keyClick(widget, Qt.Key.Key_Down)
    return widget


@pytest.mark.parametrize(
    ("key", "modifier", "told"),
    [
        (Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier, ["a", -100, 0]),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier, ["a", 0, 100]),
    ],
)
def test_edges_are_nudged(view: LinesView, qtbot: QtBot, key, modifier, told) -> None:
    with qtbot.waitSignal(view.nudge_asked) as asked:
        qtbot.keyClick(view, key, modifier)
    assert asked.args == told


def test_each_key_acts_on_the_chosen_line(view: LinesView, qtbot: QtBot) -> None:
    qtbot.keyClick(view, Qt.Key.Key_Down)
    for key, signal in (
        (Qt.Key.Key_Return, view.insert_asked),
        (Qt.Key.Key_Space, view.play_asked),
        (Qt.Key.Key_F2, view.edit_asked),
        (Qt.Key.Key_Delete, view.remove_asked),
    ):
        with qtbot.waitSignal(signal) as asked:
            qtbot.keyClick(view, key)
        assert asked.args == ["b"]


def test_the_chosen_line_is_read_out(view: LinesView, qtbot: QtBot) -> None:
    assert view.accessibleDescription() == "Girl, Your light., 0:07.2–09.1, used"
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.accessibleDescription() == "Too big!, 0:12.0, not used"
