"""A clip that seeks slowly gets a copy by a button, and plays from it after a restart too."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from app.desk.ports.player import PlayState
from tests.data.clips import SUITE, make_clip
from tests.integration.window.stage import OpenWindow

pytestmark = pytest.mark.vlc
LONG = next(recipe for recipe in SUITE if recipe.gop > 250)


def press(window: OpenWindow, button: str) -> None:
    """Press a button of the bar over the text."""
    bar = window.window.caption_room.caption.bars.bar
    assert bar is not None
    bar.buttons[button].click()


def group_ms(window: OpenWindow) -> int | None:
    info = window.controller.desks.playback.state.info
    return info.longest_group_ms if info is not None else None


def test_a_copy_is_offered_made_used_and_remembered(
    open_window: Callable[..., OpenWindow], tmp_path: Path
) -> None:
    path = make_clip(LONG, tmp_path)
    before = path.read_bytes()
    window = open_window((path,))
    window.until_open(path.name)
    window.until_said("Seeking in this clip is slow.", "10 s apart")
    window.controller.desks.playback.seek(5_010)
    window.type("Kept.")
    press(window, "copy")
    window.until_said("The copy is made.")
    window.until(lambda: group_ms(window) == 1000)
    assert window.controller.desks.playback.playhead_ms() in {5_000, 5_010}
    assert window.text == "Kept."
    assert path.read_bytes() == before
    window.until_saved()
    window.close()
    again = open_window()
    again.until_open(path.name)
    again.until(lambda: group_ms(again) == 1000)
    assert "slow" not in again.said()


def test_three_deaths_put_a_clip_aside_and_a_check_says_what_was_found(
    open_window: Callable[..., OpenWindow], tmp_path: Path
) -> None:
    path = make_clip(SUITE[1], tmp_path)
    window = open_window((path,))
    window.until_open(path.name)
    playback = window.controller.desks.playback
    player = window.controller.parts.player
    ended: set[int] = set()

    def another() -> bool:
        return player.process_id not in {None, *ended} and playback.state.info is not None

    for _ in range(3):
        window.until(lambda: another() and playback.state.state is PlayState.PAUSED)
        ended.add(player.process_id)
        os.kill(player.process_id, signal.SIGKILL)
    window.until_said("This file stops the player.", "three times")
    press(window, "check-file")
    window.until_said("The file was looked through.", "MP4 with H264, 25 frames", "no sound")
    window.type("Kept.")
    window.until_saved()
    press(window, "close")
    press(window, "look-again")
    window.until(lambda: playback.state.state is PlayState.PAUSED)
