"""Windows for the tests, closed after each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap.places import Folders
from tests.display.server import can_show, virtual_display
from tests.display.x11 import Display
from tests.integration.window.stage import OpenWindow, places

OFFSCREEN = "plugin does not support (propagateSizeHints|raise|grabbing the keyboard)"


@pytest.fixture
def where(tmp_path: Path) -> Folders:
    """A place for everything a window keeps."""
    return places(tmp_path)


@pytest.fixture
def open_window(qtbot: QtBot, where: Folders) -> Iterator[Callable[..., OpenWindow]]:
    """Opens windows: ``open_window(clips=(), where=..., change=...)``."""
    opened: list[OpenWindow] = []

    def start(
        clips: tuple[Path | str, ...] = (), where: Folders = where, **more: object
    ) -> OpenWindow:
        window = OpenWindow(qtbot, where, [str(clip) for clip in clips], **more)
        opened.append(window)
        return window

    yield start
    for window in opened:
        window.close()


@pytest.fixture(scope="session")
def display() -> Iterator[Display]:
    """A virtual display with real keys."""
    reason = can_show()
    if reason:
        pytest.skip(reason)
    with virtual_display() as found:
        yield found


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what the offscreen platform says about itself at each window shown."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN))
