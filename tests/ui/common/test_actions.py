"""Actions, the key sheet and the bridge from the other lanes."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractSlider,
    QApplication,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.desk.keymap import ACTIONS, FIXED, Keymap, Preset, Scope
from app.desk.lanes import Mailbox
from app.ui.common.actions import Actions, PlayerKeys, key_sequences
from app.ui.common.lanes import Wake
from app.ui.common.sheet import KeySheet, sheet_rows
from app.ui.common.theme import ThemeHub


def window_with_text(qtbot: QtBot) -> tuple[QWidget, QPlainTextEdit]:
    window = QWidget()
    text = QPlainTextEdit()
    QVBoxLayout(window).addWidget(text)
    qtbot.addWidget(window)
    window.resize(960, 540)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    text.setFocus()
    return window, text


def press(key: Qt.Key, text: str = "", modifiers: Qt.KeyboardModifier | None = None) -> QKeyEvent:
    held = Qt.KeyboardModifier.NoModifier if modifiers is None else modifiers
    return QKeyEvent(QEvent.Type.KeyPress, key, held, text)


@pytest.mark.parametrize("preset", list(Preset))
def test_every_key_of_the_table_is_one_qt_knows(preset: Preset) -> None:
    unknown = [
        key
        for spec in ACTIONS
        for key in (*Keymap(preset=preset).keys(spec.id), *spec.player_keys)
        for sequence in key_sequences(key)
        if sequence.count() != 1 or sequence[0].key() == Qt.Key.Key_unknown
    ]
    assert unknown == []


def test_shortcut_acts_while_the_caret_is_in_the_text(hub: ThemeHub, qtbot: QtBot) -> None:
    window, text = window_with_text(qtbot)
    actions = Actions(window)
    asked: list[str] = []
    actions.triggered.connect(asked.append)
    qtbot.keyClick(text, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(text, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(text, Qt.Key.Key_F8)
    assert asked == ["mark_dialogue", "back_5s", "next_finding"]


def test_bare_keys_stay_with_the_text(hub: ThemeHub, qtbot: QtBot) -> None:
    window, text = window_with_text(qtbot)
    actions = Actions(window)
    with qtbot.assertNotEmitted(actions.triggered):
        qtbot.keyClicks(text, "k t,r [0]?")
        qtbot.keyClick(text, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert text.toPlainText() == "k t,r [0]?"


def test_keys_of_a_room_act_only_there(hub: ThemeHub, qtbot: QtBot) -> None:
    window, text = window_with_text(qtbot)
    actions = Actions(window)
    asked: list[str] = []
    actions.triggered.connect(asked.append)
    for scope in (Scope.CAPTION, Scope.ANYWHERE):
        actions.set_scope(scope)
        qtbot.keyClick(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked == ["submit"]


def test_other_keymap_is_in_force_at_once(hub: ThemeHub, qtbot: QtBot) -> None:
    window, text = window_with_text(qtbot)
    actions = Actions(window)
    with qtbot.waitSignal(actions.keymap_changed):
        actions.set_keymap(Keymap(preset=Preset.OTRANSCRIBE))
    assert actions.hint("sheet") == "Shift F1"
    asked: list[str] = []
    actions.triggered.connect(asked.append)
    qtbot.keyClick(text, Qt.Key.Key_F1)
    assert asked == ["back_1s"]


def asked_by(event: QKeyEvent, *, with_text_keys: bool = False) -> tuple[bool, list[str]]:
    keys = PlayerKeys()
    keys.set_keys(Keymap(), with_text_keys=with_text_keys)
    asked: list[str] = []
    return keys.take(event, asked.append), asked


@pytest.mark.parametrize(
    ("event", "action"),
    [
        (press(Qt.Key.Key_Space, " "), "play_pause"),
        (press(Qt.Key.Key_K, "k"), "play_pause"),
        (press(Qt.Key.Key_Left), "back_5s"),
        (press(Qt.Key.Key_Left, "", Qt.KeyboardModifier.ShiftModifier), "back_1s"),
        (press(Qt.Key.Key_Comma, ","), "frame_back"),
        (press(Qt.Key.Key_Question, "?", Qt.KeyboardModifier.ShiftModifier), "sheet"),
    ],
)
def test_player_keys(event: QKeyEvent, action: str) -> None:
    assert asked_by(event) == (True, [action])


@pytest.mark.parametrize("event", [press(Qt.Key.Key_Z, "z"), press(Qt.Key.Key_Shift)])
def test_player_leaves_other_keys_alone(event: QKeyEvent) -> None:
    assert asked_by(event) == (False, [])


def test_a_held_key_plays_once_and_steps_again_and_again() -> None:
    held = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", True
    )
    assert asked_by(held) == (True, [])
    stepping = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_Period, Qt.KeyboardModifier.NoModifier, ".", True
    )
    assert asked_by(stepping) == (True, ["frame_on"])


def test_a_window_of_its_own_takes_the_keys_of_the_text_too() -> None:
    submit = press(Qt.Key.Key_Return, "", Qt.KeyboardModifier.ControlModifier)
    assert asked_by(submit) == (False, [])
    assert asked_by(submit, with_text_keys=True) == (True, ["submit"])


def test_sheet_lists_every_action_and_every_fixed_key() -> None:
    listed = {words for _, rows in sheet_rows(Keymap()) for words, _, _ in rows}
    assert listed == {spec.words for spec in ACTIONS} | {words for _, words in FIXED}


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F1])
def test_sheet_closes_by_key_and_gives_the_focus_back(
    hub: ThemeHub, qtbot: QtBot, key: Qt.Key
) -> None:
    window, text = window_with_text(qtbot)
    actions = Actions(window)
    sheet = KeySheet(window, actions.keymap)
    sheet.open()
    assert sheet.geometry() == window.rect()
    assert QApplication.focusWidget() is sheet
    with qtbot.assertNotEmitted(actions.triggered):
        qtbot.keyClick(sheet, key)
    assert sheet.isHidden()
    assert QApplication.focusWidget() is text


def test_sheet_follows_the_window(hub: ThemeHub, qtbot: QtBot) -> None:
    window, _ = window_with_text(qtbot)
    sheet = KeySheet(window, Keymap())
    sheet.open()
    window.resize(1200, 700)
    assert sheet.geometry() == window.rect()


def test_work_of_another_thread_is_drained_on_main(qtbot: QtBot) -> None:
    seen: list[threading.Thread] = []
    holder: list[Mailbox] = []
    wake = Wake(lambda: holder[0].drain())
    mailbox = Mailbox(wake.wake)
    holder.append(mailbox)
    worker = threading.Thread(
        target=lambda: mailbox.post(lambda: seen.append(threading.current_thread()))
    )
    worker.start()
    worker.join()
    assert seen == []
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [threading.main_thread()]


def test_wake_after_close_does_nothing(qtbot: QtBot) -> None:
    drained: list[int] = []
    wake = Wake(lambda: drained.append(1))
    wake.wake()
    wake.close()
    wake.wake()
    with qtbot.waitSignal(wake.destroyed):
        wake.deleteLater()
    wake.wake()
    assert drained == []


def test_key_sequences_of_enter_are_both_keys() -> None:
    assert key_sequences("Ctrl+Enter") == [QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")]


@pytest.mark.parametrize("size", [(1280, 720), (960, 540), (1920, 1080)])
@pytest.mark.parametrize("percent", [100, 200])
def test_sheet_shows_every_row_whole_and_can_be_scrolled_to_the_last(
    hub: ThemeHub, qtbot: QtBot, size: tuple[int, int], percent: int
) -> None:
    hub.set_text_size(percent)
    window, _ = window_with_text(qtbot)
    window.resize(*size)
    sheet = KeySheet(window, Keymap())
    sheet.open()
    body = sheet.findChild(QScrollArea).widget()
    row = 21 * percent // 100
    qtbot.waitUntil(lambda: body.height() >= max(line.top for line in body._lines) + row)
    lines = body._lines
    assert [one.row for one in lines if not one.heading] == [
        row for _, rows in sheet_rows(Keymap()) for row in rows
    ]
    assert all(line.left + body._width <= body.width() for line in lines)
    columns = {line.left for line in lines}
    assert all(
        max((line for line in lines if line.left == left), key=lambda line: line.top).row[0]
        for left in columns
    ), "a heading ends a column"
    bar = sheet.findChild(QScrollArea).verticalScrollBar()

    def at_the_foot() -> bool:
        bar.triggerAction(QAbstractSlider.SliderAction.SliderToMaximum)
        return body.mapTo(sheet, body.rect().bottomLeft()).y() <= sheet.height()

    qtbot.waitUntil(at_the_foot)
    if percent == 100 and size[0] >= 1280:
        qtbot.waitUntil(lambda: bar.maximum() == 0)  # all of it is in sight


def test_sheet_has_a_button_to_close_it(hub: ThemeHub, qtbot: QtBot) -> None:
    window, text = window_with_text(qtbot)
    sheet = KeySheet(window, Keymap())
    sheet.open()
    assert sheet.close_button.isVisible()
    qtbot.mouseClick(sheet.close_button, Qt.MouseButton.LeftButton)
    assert sheet.isHidden()
    assert QApplication.focusWidget() is text
