"""Fixtures for tests with widgets: one application with the theme, in a known state."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.ui.common.theme import ThemeHub, ThemeSetting

OFFSCREEN = "plugin does not support (propagateSizeHints|raise|grabbing the keyboard)"


@pytest.fixture
def hub(qapp: QApplication) -> Iterator[ThemeHub]:
    """The theme hub of the test application: light, text at 100 %, hints shown."""
    found = ThemeHub.install(qapp)
    _reset(found)
    yield found
    _reset(found)


@pytest.fixture(autouse=True)
def no_button_left_down() -> Iterator[None]:
    """Fails a test that leaves a button of the mouse down: Qt keeps that for the next tests.

    A double click of QTest ends with its second press; a release must follow it.
    """
    yield
    if QApplication.instance() is not None:
        assert QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton


def _reset(hub: ThemeHub) -> None:
    hub.set_setting(ThemeSetting.LIGHT)
    hub.set_high_contrast(None)
    hub.set_reduce_motion(None)
    hub.set_key_hints(True)
    hub.set_caption_family("")
    if hub.scale != 1.0:
        hub.set_text_size(100)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what the offscreen platform says about itself at each window shown."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN))
