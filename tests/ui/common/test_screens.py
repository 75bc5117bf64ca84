"""A window stays on its screen, whatever size it had on another one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.common.screens import keep_on_screen, within
from app.ui.common.theme import ThemeHub

SCREEN = QRect(0, 24, 1280, 696)


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        (QRect(100, 100, 960, 540), QRect(100, 100, 960, 540)),
        (QRect(0, 0, 1920, 1080), SCREEN),
        (QRect(2000, 1500, 960, 540), QRect(320, 180, 960, 540)),
        (QRect(-500, -500, 960, 540), QRect(0, 24, 960, 540)),
    ],
)
def test_the_nearest_place_on_the_screen(wanted: QRect, kept: QRect) -> None:
    assert within(wanted, SCREEN) == kept


@pytest.mark.parametrize("screen", [SCREEN, QRect(0, 0, 683, 384)])
def test_a_window_larger_than_its_screen_is_shrunk(
    hub: ThemeHub, qtbot: QtBot, screen: QRect
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setMinimumSize(960, 540)
    window.setGeometry(1000, 700, 1440, 900)
    keep_on_screen(window, screen)
    assert screen.contains(window.geometry())
    assert window.geometry().top() > screen.top(), "there is room for a title bar"


def test_a_window_that_fits_is_left_alone(hub: ThemeHub, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setMinimumSize(600, 400)
    window.setGeometry(40, 60, 640, 480)
    keep_on_screen(window, SCREEN)
    assert window.geometry() == QRect(40, 60, 640, 480)
    assert window.minimumSize() == QSize(600, 400)
