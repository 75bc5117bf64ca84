"""The rubric of narrow windows: a rail, and the sidebar over the text when it is asked for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.ui.common.theme import ThemeHub
from app.ui.rubric.dock import RubricDock


class Room(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.text, self.dock = QLineEdit(), RubricDock()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.text, 1)
        row.addWidget(self.dock)
        self.resize(960, 540)


@pytest.fixture
def room(hub: ThemeHub, qtbot: QtBot) -> Room:
    window = Room()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.text.setFocus()
    return window


def test_wide_windows_have_the_sidebar_and_no_rail(room: Room) -> None:
    assert room.dock.sidebar.isVisible()
    assert not room.dock.rail.isVisible()
    assert not room.dock.is_open
    assert not room.dock.shut()


def test_wide_windows_fold_the_sidebar_to_the_rail_and_back(room: Room, qtbot: QtBot) -> None:
    with qtbot.waitSignal(room.dock.folded_changed) as told:
        room.dock.toggle()
    assert told.args == [True]
    assert room.dock.rail.isVisible()
    assert not room.dock.sidebar.isVisible()
    assert not room.dock.shut(), "there is nothing for Esc to close"
    assert QApplication.focusWidget() is room.text
    room.dock.set_rail(True)
    room.dock.set_rail(False)
    assert room.dock.rail.isVisible(), "what the person wants holds when the window grows back"
    with qtbot.waitSignal(room.dock.folded_changed) as told:
        qtbot.mouseClick(room.dock.rail, Qt.MouseButton.LeftButton)
    assert told.args == [False]
    assert room.dock.sidebar.isVisible()
    assert room.dock.sidebar.parentWidget() is room.dock
    assert not room.dock.rail.isVisible()


def test_rail_opens_the_sidebar_over_the_text_and_leaves_it_the_keys(
    room: Room, qtbot: QtBot
) -> None:
    room.dock.set_rail(True)
    qtbot.waitUntil(lambda: room.dock.width() == 44)
    assert not room.dock.sidebar.isVisible()
    with qtbot.waitSignal(room.dock.open_changed) as told:
        qtbot.mouseClick(room.dock.rail, Qt.MouseButton.LeftButton)
    assert told.args == [True]
    sidebar = room.dock.sidebar
    assert sidebar.isVisible()
    assert sidebar.width() == 288
    assert sidebar.height() == room.dock.height()
    assert sidebar.geometry().right() + 1 == room.dock.mapTo(room, QPoint(0, 0)).x()
    assert QApplication.focusWidget() is room.text
    assert room.dock.shut()
    assert not sidebar.isVisible()
    assert not room.dock.shut()


def test_sidebar_over_the_text_follows_the_window(room: Room, qtbot: QtBot) -> None:
    room.dock.set_rail(True)
    qtbot.waitUntil(lambda: room.dock.width() == 44)
    room.dock.toggle()
    room.resize(1100, 640)
    edge = room.dock.mapTo(room, QPoint(0, 0)).x()
    assert room.dock.sidebar.geometry().right() + 1 == edge
    assert room.dock.sidebar.height() == room.dock.height() == 640


def test_growing_back_puts_the_sidebar_in_its_place(room: Room, qtbot: QtBot) -> None:
    room.dock.set_rail(True)
    room.dock.toggle()
    with qtbot.waitSignal(room.dock.open_changed) as told:
        room.dock.set_rail(False)
    assert told.args == [False]
    assert room.dock.sidebar.parentWidget() is room.dock
    assert room.dock.sidebar.isVisible()
    assert not room.dock.rail.isVisible()
