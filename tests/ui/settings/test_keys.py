"""Choosing keys: pressed, not typed; what clashes is said before it is kept."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt

from app.desk.keymap import ACTIONS
from app.desk.settings import Page
from app.ui.settings.keys_page import ACTION

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def keys(settings):
    settings.open(Page.KEYS)
    return settings


def dialog_for(keys, action_id):
    table = keys.presenter.keys
    table.list.setCurrentIndex(table.model.index(table.model.place(action_id)))
    return keys.presenter.change_key(table.current)


def own(keys) -> dict:
    return json.loads(keys.host.settings.text("keys.overrides"))


def test_every_action_is_listed_once(keys, qtmodeltester):
    model = keys.presenter.keys.model
    listed = [model.data(model.index(row), ACTION) for row in range(model.rowCount())]
    assert sorted(listed) == sorted(spec.id for spec in ACTIONS)
    qtmodeltester.check(model, force_py=True)


def test_a_free_key_is_taken_by_pressing_it(keys, qtbot):
    dialog = dialog_for(keys, "submit")
    assert not dialog.go_on.isEnabled()
    qtbot.keyClick(dialog.field, Qt.Key.Key_J, CTRL | Qt.KeyboardModifier.AltModifier)
    assert dialog.go_on.isEnabled()
    dialog.accept()
    assert own(keys) == {"submit": ["Ctrl+Alt+J"]}
    assert keys.presenter.keys.model.keys("submit") == ("Ctrl+Alt+J",)


def test_a_taken_key_is_said_and_goes_from_there_to_here(keys, qtbot):
    dialog = dialog_for(keys, "history")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return, CTRL)
    assert "Submit" in dialog._words.text()
    assert dialog.go_on.text() == "Use it here instead"
    dialog.accept()
    assert own(keys)["history"] == ["Ctrl+Enter"]
    assert "Ctrl+Enter" not in own(keys)["submit"]
    assert keys.host.keymap.conflicts() == ()


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [(Qt.Key.Key_K, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_C, CTRL)],
)
def test_a_key_of_the_text_cannot_be_had(keys, qtbot, key, modifiers):
    dialog = dialog_for(keys, "submit")
    qtbot.keyClick(dialog.field, key, modifiers)
    assert not dialog.go_on.isEnabled()
    assert dialog.go_on.reason
    qtbot.keyClick(dialog.field, Qt.Key.Key_Escape)
    assert own(keys) == {}


def test_escape_keeps_what_was(keys, qtbot):
    dialog = dialog_for(keys, "submit")
    qtbot.keyClick(dialog.field, Qt.Key.Key_J, CTRL | Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(dialog.field, Qt.Key.Key_Escape)
    assert own(keys) == {}


def test_an_action_can_have_no_key_and_get_its_usual_one_back(keys):
    dialog_for(keys, "submit").none.click()
    assert own(keys) == {"submit": []}
    assert keys.presenter.keys.reset.isEnabled()
    keys.presenter.keys.reset.click()
    assert own(keys) == {}
    assert keys.presenter.keys.reset.reason


def test_all_usual_keys_at_once(keys):
    dialog_for(keys, "submit").none.click()
    dialog_for(keys, "history").none.click()
    keys.presenter.keys.reset_all.click()
    assert own(keys) == {}


def test_a_fixed_key_stays(keys):
    table = keys.presenter.keys
    table.list.setCurrentIndex(table.model.index(table.model.place("escape")))
    asked = []
    table.change_asked.connect(asked.append)
    table.list.chosen.emit()
    assert asked == []
    assert table.change.reason == "This key is fixed."


def test_a_preset_changes_the_list_at_once(keys):
    box = keys.presenter.pages[Page.KEYS].controls["keys.preset"].widget
    box.setCurrentIndex(box.findData("otranscribe"))
    box.activated.emit(box.currentIndex())
    assert keys.presenter.keys.model.keys("back_1s") == ("F1", "Ctrl+1")
