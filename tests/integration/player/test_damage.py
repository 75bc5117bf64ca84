"""Clips whose middle is gone: what is shown there, what is said, and where playing goes on."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from app.desk.ports.player import (
    DamageFound,
    FrameShown,
    MediaLoaded,
    PlayerFailed,
    PlayerRestarted,
    PlayState,
    PositionChanged,
)
from app.player.media import MediaFile
from tests.data.clips import ClipRecipe, make_clip
from tests.data.damage import holed
from tests.integration.player.stage import Stage

pytestmark = pytest.mark.vlc
WHOLE = ClipRecipe(name="whole.mp4", frames=300, gop=50, sound=True)
LONG_GROUPS = replace(WHOLE, name="whole-long-groups.mp4", gop=100)
MATROSKA = replace(WHOLE, name="whole.mkv")
TRANSPORT = replace(WHOLE, name="whole.ts", frames=500)
HIDDEN_MS = 200
"""How far from both ends of the damage a time surely lies in it."""


@pytest.fixture
def stage() -> Iterator[Stage]:
    stage = Stage()
    yield stage
    stage.close()


def damage_of(stage: Stage) -> tuple[int, int]:
    found = stage.of(DamageFound)[-1]
    assert isinstance(found, DamageFound)
    return found.spans[-1]


def damage_in(path: Path) -> tuple[int, int]:
    media = MediaFile(path)
    for _ in media.all_frames():
        continue
    media.close()
    assert len(media.damage.stretches) == 1
    return media.damage.stretches[0]


def open_clip(stage: Stage, path: Path, at_ms: int = 0) -> None:
    """Open it in a place that may be damaged."""
    stage.clear()
    stage.player.load(
        str(path), is_stream=False, position_ms=at_ms, view_width=320, view_height=180
    )
    stage.until(lambda: bool(stage.of(FrameShown)))


def positions(stage: Stage) -> list[int]:
    return [e.media_ms for e in stage.events if isinstance(e, PositionChanged)]


@pytest.mark.parametrize("recipe", [WHOLE, LONG_GROUPS])
def test_no_picture_is_told_to_be_of_a_moment_that_has_none(
    recipe: ClipRecipe, clips: Path, tmp_path: Path, stage: Stage
) -> None:
    path = holed(make_clip(recipe, clips), tmp_path)
    start, end = damage_in(path)
    open_clip(stage, path, start - 600)
    stage.clear()
    stage.player.play()
    stage.until(lambda: any(n is not None and n * 40 >= end + 400 for n, _ in stage.pictures))
    stage.player.pause()
    assert all(told is not None and abs(told - seen) <= 1 for told, seen in stage.pictures)
    assert not [n for n, _ in stage.pictures if n is not None and start <= n * 40 < end]
    assert damage_of(stage) == (start, end)
    told = [at for at in positions(stage) if start <= at < end]
    assert told == sorted(told)
    assert told[-1] > end - 4 * HIDDEN_MS


def test_a_place_without_a_picture_is_kept_and_jumps_go_on_from_there(
    clips: Path, tmp_path: Path, stage: Stage
) -> None:
    path = holed(make_clip(WHOLE, clips), tmp_path)
    start, end = damage_in(path)
    open_clip(stage, path)
    for _ in range(2):
        for at in (start + HIDDEN_MS, end - HIDDEN_MS):
            stage.clear()
            stage.player.seek(at)
            stage.until(lambda: bool(positions(stage)))
            assert abs(stage.player.playhead_ms() - at) <= 40
            shown = stage.of(FrameShown)
            assert not [e for e in shown if isinstance(e, FrameShown) and e.exact]
        assert stage.seek(end + 100) == (end + 100) // 40


def test_a_new_player_comes_back_where_it_was_promised(
    clips: Path, tmp_path: Path, stage: Stage
) -> None:
    path = holed(make_clip(LONG_GROUPS, clips), tmp_path)
    start, _ = damage_in(path)
    open_clip(stage, path)
    stage.player.seek(start + 1_000)
    stage.until(lambda: bool(positions(stage)))
    stage.clear()
    os.kill(stage.player.process_id or 0, signal.SIGSTOP)
    stage.until(lambda: bool(positions(stage)))
    promised = stage.of(PlayerRestarted)[0]
    assert isinstance(promised, PlayerRestarted)
    assert promised.media_ms == positions(stage)[-1] == stage.player.playhead_ms()


def test_playing_from_a_place_without_a_picture_says_so(
    clips: Path, tmp_path: Path, stage: Stage
) -> None:
    path = holed(make_clip(LONG_GROUPS, clips), tmp_path)
    start, _ = damage_in(path)
    open_clip(stage, path, start + 500)
    stage.player.play()
    stage.until(lambda: bool(positions(stage)) and positions(stage)[-1] > start + 900)
    os.kill(stage.player.process_id or 0, signal.SIGSTOP)
    stage.until(lambda: bool(stage.of(PlayerRestarted)))
    stage.clear()
    stage.until(lambda: len(positions(stage)) > 5)
    assert stage.of(DamageFound)
    assert stage.player.state == PlayState.PLAYING


def test_matroska_goes_on_behind_what_cannot_be_read(
    clips: Path, tmp_path: Path, stage: Stage
) -> None:
    path = holed(make_clip(MATROSKA, clips), tmp_path)
    open_clip(stage, path)
    _, end = damage_of(stage)
    stage.player.play()
    stage.until(lambda: any(seen * 40 >= end + 400 for _, seen in stage.pictures))
    shown = [e for e in stage.of(FrameShown) if isinstance(e, FrameShown) and e.exact]
    assert abs(shown[-1].media_ms - stage.pictures[-1][1] * 40) <= 80
    assert stage.player.state == PlayState.PLAYING


def test_a_transport_stream_is_known_to_its_end(clips: Path, tmp_path: Path, stage: Stage) -> None:
    path = holed(make_clip(TRANSPORT, clips), tmp_path, share=0.4)
    open_clip(stage, path)
    loaded = stage.of(MediaLoaded)[0]
    assert isinstance(loaded, MediaLoaded)
    assert abs(loaded.info.duration_ms - 20_000) <= 40
    start, end = damage_of(stage)
    stage.player.seek(start + HIDDEN_MS)
    stage.until(lambda: bool(positions(stage)))
    stage.player.play()
    stage.until(lambda: positions(stage)[-1] > start + 2 * HIDDEN_MS)
    stage.clear()
    stage.player.seek(end + 500)
    stage.until(lambda: len(stage.pictures) > 5)
    assert not stage.of(PlayerRestarted)


def test_a_file_that_is_cut_off_tells_how_long_it_would_be(clips: Path, tmp_path: Path) -> None:
    whole = make_clip(replace(MATROSKA, name="whole-cut.mkv"), clips)
    data = whole.read_bytes()
    path = tmp_path / "cut.mkv"
    path.write_bytes(data[: len(data) // 2])
    media = MediaFile(path)
    assert abs(media.info.cut_short_ms - 12_000) < 200
    assert media.info.duration_ms < 8_000
    media.close()
    media = MediaFile(whole)
    assert media.info.cut_short_ms == 0
    media.close()


def test_a_still_scene_is_no_damage(clips: Path, stage: Stage) -> None:
    still = ClipRecipe(name="slides.mp4", frames=200, gop=100, cuts=(1,), fps=Fraction(25))
    open_clip(stage, make_clip(still, clips))
    stage.player.play()
    stage.until(lambda: stage.player.playhead_ms() > 3_000)
    assert not stage.of(DamageFound)
    assert not stage.of(PlayerFailed)
