"""Where keys go in the window, and what they count as."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication

from app.desk.keytable import ACTIONS
from app.domain.clip import Ternary
from app.ui.common.labels import Label
from tests.ui.window.stage import Window, own_window


def test_nothing_can_be_typed_while_no_clip_is_open(make_window) -> None:
    window = make_window()
    window.until(lambda: window.controller.ready)
    window.controller.show_room("caption")
    window.type("lost words")
    assert window.editor.raw_text() == ""


def test_letters_and_space_type_and_transport_takes_no_focus(make_window) -> None:
    window = make_window()
    window.open_sample()
    window.editor.setFocus()
    window.room.video.player.transport.buttons["play_pause"].click()
    window.until(lambda: window.controller.desks.playback.playing)
    window.qtbot.keyClicks(window.editor, "k j")
    assert window.editor.raw_text() == "k j"
    assert window.controller.desks.playback.playing


def test_facts_are_ticked_by_key_and_stored(make_window) -> None:
    window = make_window()
    window.open_sample()
    window.controller.act("fact_2")
    window.until(
        lambda: window.fakes.store.read(lambda u: u.clips.get("sample")).facts.music is Ternary.YES
    )


def test_every_action_of_the_key_table_does_something(make_window) -> None:
    window = make_window()
    assert {spec.id for spec in ACTIONS} - set(window.controller.actions._table) == set()


def test_only_keys_that_go_into_a_text_count_as_writing(make_window) -> None:
    window = make_window()
    window.open_sample()
    told: list[bool] = []
    window.window.key_pressed.connect(told.append)
    window.type("a")
    assert True in told
    told.clear()
    player = window.room.video.player
    player.setFocus()
    window.qtbot.keyClick(player, "k")
    assert told
    assert True not in told


def test_signs_in_the_own_window_of_the_picture_are_signs_of_work(make_window) -> None:
    window = make_window()
    window.open_sample()
    window.controller.act("own_window")
    own = own_window()
    keys: list[bool] = []
    moves: list[bool] = []
    window.window.key_pressed.connect(keys.append)
    window.window.pointer_moved.connect(lambda: moves.append(True))
    window.qtbot.keyClick(own, "k")
    window.qtbot.mouseClick(own.picture, Qt.MouseButton.RightButton)
    assert keys == [False]
    assert moves
    window.controller.act("own_window")


def says_where_keys_go(window: Window) -> list[str]:
    labels = window.window.status.findChildren(Label)
    return [label.text() for label in labels if label.text().startswith("Keys go")]


@pytest.mark.parametrize("room", ["queue", "settings", "hours"])
def test_where_the_keys_go_is_said_again_after_another_room(make_window, room: str) -> None:
    window = make_window()
    window.open_sample()
    window.until(lambda: says_where_keys_go(window) == ["Keys go to the text"])
    window.controller.show_room(room)
    window.until(lambda: says_where_keys_go(window) == [])
    window.controller.show_room("caption")
    window.until(window.editor.hasFocus)
    assert says_where_keys_go(window) == ["Keys go to the text"]


def test_where_the_keys_go_is_said_when_a_list_gives_them_back(make_window) -> None:
    window = make_window()
    window.open_sample()
    window.editor.setFocus()
    window.window.status.show_keys("", "")
    # A list that closes sends nothing but this event.
    QApplication.sendEvent(window.editor, QFocusEvent(QEvent.Type.FocusIn))
    assert says_where_keys_go(window) == ["Keys go to the text"]


def test_escape_closes_what_is_open_and_plays_only_when_nothing_is(make_window) -> None:
    window = make_window()
    window.open_sample()
    window.controller.act("find")
    window.controller.act("escape")
    assert not window.controller.desks.playback.playing
    window.controller.act("escape")
    window.until(lambda: window.controller.desks.playback.playing)


def test_the_keys_go_back_to_the_text_when_the_picture_has_its_own_window(make_window) -> None:
    window = make_window()
    window.open_sample()
    window.room.rubric.setFocus()
    window.controller.act("own_window")
    own = own_window()
    window.until(lambda: window.window.isActiveWindow() and window.editor.hasFocus())
    window.controller.act("own_window")
    assert not own.isVisible()
