"""A sidebar on screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.ui.common.theme import ThemeHub
from app.ui.rubric.sidebar import RubricSidebar
from tests.ui.rubric.stage import STATE


@pytest.fixture
def sidebar(hub: ThemeHub, qtbot: QtBot) -> Iterator[RubricSidebar]:
    widget = RubricSidebar()
    qtbot.addWidget(widget)
    widget.resize(320, 828)
    widget.set_state(STATE)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    yield widget
    # A menu left open would take the keys of the next test.
    widget.card.menu.close()
