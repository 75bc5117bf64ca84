"""What is said and shown of a clip that is damaged."""

from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from app.desk.clip_care import CareState, Offer
from app.desk.playback_state import PlaybackState
from app.desk.ports.analysis import Preflight, PreflightFinding
from app.desk.ports.player import MediaInfo, PlayState
from app.ui.common.bars import Gravity
from app.ui.common.theme import ThemeHub
from app.ui.common.words.preflight import preflight_words
from app.ui.video.care_words import care_bar
from app.ui.video.column import PlayerPane

INFO = MediaInfo(duration_ms=28_000, has_video=True, longest_group_ms=20_000)
STATE = PlaybackState(info=INFO, state=PlayState.PAUSED)


def test_a_place_without_a_picture_says_so_and_its_time_is_an_estimate(
    hub: ThemeHub, qtbot: QtBot
) -> None:
    pane = PlayerPane()
    qtbot.addWidget(pane)
    pane.show_state(replace(STATE, damage=((2000, 4000),), damaged=(2000, 4000)))
    pane.show_place(2500)
    said = pane.picture.accessibleDescription()
    assert said.startswith("No picture from 0:02.0 to 0:04.0: the file is damaged.")
    assert pane.transport._time.text() == "≈00:02.500"
    pane.show_state(replace(STATE, damage=((2000, 4000),)))
    pane.show_place(4000)
    assert pane.picture.accessibleDescription() == ""
    assert pane.transport._time.text() == "00:04.000"


def test_coming_back_where_there_is_no_picture_promises_none(hub: ThemeHub, qtbot: QtBot) -> None:
    pane = PlayerPane()
    qtbot.addWidget(pane)
    stopped = replace(STATE, state=PlayState.RESTARTING, restarting_at_ms=2500)
    pane.show_state(replace(stopped, damaged=(2000, 4000)))
    assert "The player comes back at 00:02.500" in pane.picture.accessibleDescription()
    pane.show_state(stopped)
    assert "The picture comes back at 00:02.500" in pane.picture.accessibleDescription()


def test_damage_is_said_before_slow_seeking() -> None:
    state = CareState(offer=Offer.SLOW_SEEKING, info=INFO, damage=((2000, 4000),))
    bar = care_bar(state, Gravity.INFO)
    assert bar is not None
    assert (bar.gravity, bar.sentence) == (
        Gravity.WEAK,
        "The picture of 0:02.0 to 0:04.0 is damaged.",
    )
    assert "safe" in bar.detail
    two = care_bar(replace(state, damage=((2000, 4000), (6000, 7000))), Gravity.INFO)
    assert two is not None
    assert two.sentence.startswith("The picture is damaged in 2 places, first from 0:02.0")
    slow = care_bar(replace(state, damage=()), Gravity.INFO)
    assert slow is not None
    assert slow.sentence == "Seeking in this clip is slow."


def test_a_file_that_is_cut_off_says_where() -> None:
    info = replace(INFO, cut_short_ms=60_000)
    bar = care_bar(CareState(info=info, cut_short=True), Gravity.INFO)
    assert bar is not None
    assert bar.sentence == "The file ends at 0:28.0 of 1:00.0: its rest is missing."


def test_a_look_through_names_the_stretches() -> None:
    found = PreflightFinding(
        code=Preflight.DAMAGED_PLACES, value=2, spans=((2000, 4000), (6000, 7000))
    )
    cut = PreflightFinding(code=Preflight.CUT_SHORT, value=60.0, at_ms=28_000)
    assert preflight_words((found, cut)) == (
        "2 damaged places without a picture: 0:02.0 to 0:04.0, 0:06.0 to 0:07.0; "
        "it ends at 0:28.0 of 1:00.0."
    )
