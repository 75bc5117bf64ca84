"""The transport in narrow windows and with large text."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.desk.playback_state import PlaybackState
from app.desk.ports.player import MediaInfo, PlayState
from app.ui.common.theme import ThemeHub
from app.ui.video.transport import Transport

LOADED = PlaybackState(info=MediaInfo(duration_ms=28_000, has_video=True))


def test_what_cannot_be_done_now_says_why(hub: ThemeHub, qtbot: QtBot) -> None:
    transport = Transport()
    qtbot.addWidget(transport)
    for state in (PlayState.RESTARTING, PlayState.FAILED):
        transport.show_state(replace(LOADED, state=state))
        assert not transport.buttons["play_pause"].isEnabled()
    transport.show_state(LOADED)
    assert transport.buttons["play_pause"].isEnabled()


def shown(transport: Transport) -> set[str]:
    return {name for name, button in transport.buttons.items() if not button.isHidden()}


@pytest.mark.parametrize(
    ("width", "narrow", "tight", "gone"),
    [
        (576, False, False, set()),
        (448, True, False, {"back_5s", "forward_5s", "own_window"}),
        (336, True, True, {"back_5s", "forward_5s", "own_window", "loop"}),
    ],
)
def test_what_gives_way_and_what_stays_whole(
    hub: ThemeHub, qtbot: QtBot, width: int, narrow: bool, tight: bool, gone: set[str]
) -> None:
    transport = Transport()
    qtbot.addWidget(transport)
    transport.show_state(LOADED)
    transport.show_place(18_640)
    transport.set_narrow(narrow=narrow, tight=tight)
    transport.resize(width, transport.height())
    transport.show()
    qtbot.waitExposed(transport)
    assert set(transport.buttons) - shown(transport) == gone
    for label in (transport._time, transport._rate):
        assert label.width() >= label.sizeHint().width()


def test_large_text_leaves_out_more_before_the_time_is_cut(hub: ThemeHub, qtbot: QtBot) -> None:
    hub.set_text_size(200)
    transport = Transport()
    qtbot.addWidget(transport)
    transport.show_state(LOADED)
    transport.show_place(18_640)
    transport.resize(576, transport.height())
    transport.show()
    qtbot.waitExposed(transport)
    assert "play_pause" in shown(transport)
    assert "back_5s" not in shown(transport)
    assert transport._time.width() >= transport._time.sizeHint().width()


@pytest.mark.parametrize("width", [336, 448, 576, 720])
@pytest.mark.parametrize("late", [False, True])
def test_the_time_is_whole_at_every_text_size_however_late_it_comes(
    hub: ThemeHub, qtbot: QtBot, width: int, late: bool
) -> None:
    if not late:
        hub.set_text_size(200)
    transport = Transport()
    qtbot.addWidget(transport)
    transport.resize(width, transport.height())
    transport.show()
    qtbot.waitExposed(transport)
    transport.show_state(LOADED)  # the length is known when the clip is loaded
    transport.show_place(18_640)
    if late:
        hub.set_text_size(200)
    time = transport._time
    qtbot.waitUntil(lambda: time.width() >= time.sizeHint().width())
    row = [w for w in transport.children() if isinstance(w, QWidget) and w.isVisible()]
    row.sort(key=lambda widget: widget.x())
    assert all(left.geometry().right() < right.x() for left, right in pairwise(row))
    assert row[-1].geometry().right() < transport.width()
    assert transport.height() >= 2 * 40
    assert "play_pause" in shown(transport)
