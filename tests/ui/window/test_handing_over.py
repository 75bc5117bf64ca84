"""Submitting, taking back, setting aside, copying; and what a locked text says."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog

from app.desk.queue import set_aside
from app.domain.clip import ClipState
from app.domain.journal import EditKind
from app.ui import dialogs
from app.ui.caption_bars import READ_ONLY, SUBMITTED
from tests.ui.window.stage import Window


def test_submitting_asks_for_what_is_open_and_can_be_taken_back(make_window, monkeypatch) -> None:
    window = make_window()
    window.open_sample()
    asked: list[object] = []
    monkeypatch.setattr(
        "app.ui.window_controller.require_person", lambda *_: {"person.name": "Ada"}
    )
    monkeypatch.setattr(
        "app.ui.window_controller.confirm_submit",
        lambda _window, points: asked.append(points) or len(asked) > 1,
    )
    window.type("A man runs.")
    window.until(lambda: window.controller.desks.rubric.ready)
    window.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.state() is not ClipState.SUBMITTED
    window.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    window.until(lambda: window.state() is ClipState.SUBMITTED)
    assert any(criterion == "WC-01" for criterion, _ in asked[0].criteria)
    window.until(window.editor.isReadOnly)
    assert window.editor.raw_text() == "A man runs."
    assert window.bar() in {SUBMITTED, READ_ONLY}
    submit = window.window.header.button("submit")
    window.until(lambda: not submit.isEnabled())
    window.controller.take_back("sample")
    window.until(lambda: window.state() is ClipState.IN_PROGRESS)
    window.until(lambda: not window.editor.isReadOnly())
    window.until(submit.isEnabled)


@pytest.fixture
def locked(make_window) -> Window:
    """A window whose caption was submitted; a line of dialogue and an undo step are there."""
    window = make_window()
    window.open_sample()
    window.type("A man runs.")
    window.until(lambda: window.controller.desks.rubric.ready)
    window.controller.captioning.handing_over.submit(lambda: None)
    window.until(window.editor.isReadOnly)
    return window


def test_a_key_in_a_submitted_text_calls_the_bar_that_says_why(locked: Window) -> None:
    bars = locked.room.caption.bars
    assert not bars.bar.called
    locked.key(Qt.Key.Key_Right)
    locked.key(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert not bars.bar.called
    locked.type("x")
    assert locked.bar() == SUBMITTED
    assert bars.bar.called
    bars.bar.buttons["not-now"].click()
    assert locked.bar() == READ_ONLY
    assert not bars.bar.called
    locked.key(Qt.Key.Key_Backspace)
    assert bars.bar.called
    assert locked.editor.raw_text() == "A man runs."


def test_nothing_changes_a_submitted_text(locked: Window) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    QGuiApplication.clipboard().setText("pasted")
    for key in (Qt.Key.Key_Z, Qt.Key.Key_Y, Qt.Key.Key_V, Qt.Key.Key_X, Qt.Key.Key_Backspace):
        locked.key(key, control)
    locked.key(Qt.Key.Key_Return)
    locked.controller.act("insert_token")
    locked.controller.captioning.restore("Another text.")
    assert locked.editor.raw_text() == "A man runs."
    assert locked.controller.captioning.writing.text == "A man runs."
    assert not locked.controller.captioning.writing.status.code


def test_a_clip_that_is_set_aside_is_taken_up_again_where_it_is_open(make_window) -> None:
    window = make_window()
    window.open_sample()
    window.type("A man")
    window.until(lambda: window.stored().text == "A man")
    changed = window.fakes.store.write(lambda unit: set_aside(unit, "sample", "No sound"))
    window.controller.rooms.take_state(changed)
    assert window.editor.isReadOnly()
    content = window.room.caption.bars.current
    assert (content.id, content.sentence, content.detail) == (
        READ_ONLY,
        "This clip is set aside.",
        "No sound.",
    )
    window.room.caption.bars.bar.buttons["take-up"].click()
    window.until(lambda: not window.editor.isReadOnly())
    assert window.state() is ClipState.IN_PROGRESS
    assert window.bar() == ""
    window.type(" runs")
    window.until(lambda: window.stored().text == "A man runs")


def test_submit_does_nothing_while_the_dialogue_has_the_keys(make_window) -> None:
    window = make_window()
    window.open_sample()
    window.type("A man runs.")
    strip = window.room.video.dialogue
    strip.words_field.setFocus()
    window.until(lambda: strip.words_field.hasFocus())
    window.qtbot.keyClick(strip.words_field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.state() is not ClipState.SUBMITTED
    assert QApplication.activeModalWidget() is None


def test_the_copy_is_clean(make_window) -> None:
    window = make_window()
    window.open_sample()
    QGuiApplication.clipboard().setText("from elsewhere")
    window.controller.act("copy_caption")
    assert window.window.status.said == "Nothing to copy yet"
    assert QGuiApplication.clipboard().text() == "from elsewhere"
    window.editor.insert_text('He says "Go." [00:01.000] and runs.', EditKind.PASTED)
    window.controller.act("copy_caption")
    assert QGuiApplication.clipboard().text() == 'He says "Go." and runs.'
    assert window.window.status.said == "Caption copied, 5 words"


def test_the_person_is_asked_once(qtbot, hub, monkeypatch) -> None:
    from app.desk.settings import Settings

    named = Settings.defaults().with_value("person.name", "Ada")
    assert dialogs.require_person(None, named) == {}

    def answer(question: QDialog) -> QDialog.DialogCode:
        field = question.findChild(dialogs.Field)
        for typed in ("", "  "):
            field.setText(typed)
            assert not question.go_on.isEnabled()
            assert "name" in question.go_on.toolTip()
            qtbot.keyClick(field, Qt.Key.Key_Return)
            assert question.result() != QDialog.DialogCode.Accepted
        field.setText(" Sam ")
        assert question.go_on.isEnabled()
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(dialogs.Question, "exec", answer)
    from PySide6.QtWidgets import QWidget

    parent = QWidget()
    qtbot.addWidget(parent)
    assert dialogs.require_person(parent, Settings.defaults()) == {
        "person.name": "Sam",
        "person.track": "captioner",
    }
