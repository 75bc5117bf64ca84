"""A player process that dies, hangs or meets damaged files."""

from __future__ import annotations

import os
import random
import signal
from pathlib import Path

import pytest

from app.desk.ports.player import (
    FrameShown,
    MediaLoaded,
    PlayerFailed,
    PlayerFault,
    PlayerRestarted,
    PlayState,
)
from tests.data.clips import SUITE, ClipRecipe, make_clip, make_sound, make_still
from tests.data.damage import mutated
from tests.integration.player.stage import Stage

pytestmark = pytest.mark.vlc
CLIP = SUITE[2]


@pytest.fixture
def own_stage() -> Stage:
    stage = Stage()
    yield stage
    stage.close()


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGSEGV, signal.SIGSTOP])
def test_a_dead_or_hanging_child_comes_back_at_the_same_frame(
    sign: signal.Signals, clips: Path, own_stage: Stage
) -> None:
    own_stage.load(make_clip(CLIP, clips), rate=1.25)
    assert own_stage.seek(2_003) == 60
    own_stage.clear()
    first = own_stage.player.process_id
    os.kill(first, sign)
    own_stage.until(lambda: bool(own_stage.of(PlayerRestarted)))
    own_stage.until(lambda: bool(own_stage.pictures))
    assert own_stage.pictures == [(60, 60)]
    assert own_stage.player.state == PlayState.PAUSED
    assert own_stage.player.rate == 1.25
    assert own_stage.player.process_id != first


def test_playing_goes_on_after_a_death(clips: Path, own_stage: Stage) -> None:
    own_stage.load(make_clip(CLIP, clips))
    own_stage.player.play()
    own_stage.until(lambda: len(own_stage.pictures) > 10)
    own_stage.clear()
    os.kill(own_stage.player.process_id, signal.SIGKILL)
    own_stage.until(lambda: bool(own_stage.of(PlayerRestarted)))
    place = own_stage.of(PlayerRestarted)[0].media_ms
    own_stage.until(lambda: len(own_stage.pictures) > 8)
    assert own_stage.player.state == PlayState.PLAYING
    assert min(e.media_ms for e in own_stage.of(FrameShown)) >= place - 40


def test_three_deaths_on_a_clip_put_it_aside(clips: Path, own_stage: Stage) -> None:
    own_stage.load(make_clip(CLIP, clips))
    for count in (1, 2, 3):
        own_stage.clear()
        os.kill(own_stage.player.process_id, signal.SIGKILL)
        if count < 3:
            own_stage.until(lambda: bool(own_stage.pictures))
    own_stage.until(lambda: bool(own_stage.of(PlayerFailed)))
    assert own_stage.of(PlayerFailed)[0].code == PlayerFault.CLIP_STOPS_PLAYER
    assert own_stage.player.state == PlayState.FAILED
    own_stage.load(make_clip(SUITE[1], clips))


def test_without_libvlc_paused_frames_are_there_and_playing_is_refused(clips: Path) -> None:
    stage = Stage({"SCENEWRIGHT_NO_LIBVLC": "1"})
    try:
        stage.load(make_clip(CLIP, clips))
        assert stage.of(PlayerFailed)[0].code == PlayerFault.NO_LIBVLC
        assert stage.seek(2_003) == 60
        assert stage.step(-1) == 59
        stage.clear()
        stage.player.play()
        stage.until(lambda: bool(stage.of(PlayerFailed)))
        assert stage.player.state == PlayState.PAUSED
    finally:
        stage.close()


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("empty.mp4", b"", PlayerFault.EMPTY_FILE),
        ("noise.mp4", random.Random(1).randbytes(5000), PlayerFault.DAMAGED),
        ("list.mp4", b"#EXTM3U\nhttp://127.0.0.1/a.ts\n", PlayerFault.PLAYLIST),
        ("text.mkv", b"a caption, not a clip. " * 100, PlayerFault.DAMAGED),
        ("gone.mp4", None, PlayerFault.NOT_FOUND),
    ],
)
def test_what_is_no_media_fails_with_a_code(
    name: str, content: bytes | None, fault: PlayerFault, tmp_path: Path, stage: Stage
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    stage.clear()
    number = stage.player.load(str(path), is_stream=False, view_width=960, view_height=540)
    stage.until(lambda: bool(stage.of(PlayerFailed)))
    failed = stage.of(PlayerFailed)[0]
    assert (failed.generation, failed.code) == (number, fault)
    assert stage.player.state == PlayState.FAILED


def test_streams_of_other_schemes_never_reach_the_child(stage: Stage) -> None:
    stage.clear()
    stage.player.load("file:///etc/passwd", is_stream=True, view_width=960, view_height=540)
    assert stage.of(PlayerFailed)[0].code == PlayerFault.SCHEME


def test_a_clip_deleted_while_open_keeps_its_picture(clips: Path, stage: Stage) -> None:
    path = make_clip(ClipRecipe(name="deleted.mp4", frames=60), clips)
    stage.load(path)
    path.unlink()
    assert stage.seek(1000) == 25
    stage.clear()
    stage.player.play()
    stage.until(lambda: bool(stage.of(PlayerFailed)))
    assert stage.seek(400) == 10


def test_sound_alone_has_times_and_a_still_has_its_picture(clips: Path, stage: Stage) -> None:
    stage.clear()
    stage.player.load(str(make_sound(clips)), is_stream=False, view_width=960, view_height=540)
    stage.until(lambda: bool(stage.of(MediaLoaded)))
    info = stage.player.info
    assert info is not None
    assert (info.has_video, info.has_audio) == (False, True)
    stage.player.play()
    stage.until(lambda: stage.player.playhead_ms() >= 150)
    stage.player.pause()
    stage.load(make_still(clips))
    assert stage.pictures[-1] == (0, 77)


@pytest.mark.parametrize("seed", range(20))
def test_damaged_files_end_with_a_picture_or_a_code(
    seed: int, clips: Path, tmp_path: Path, stage: Stage
) -> None:
    recipe = SUITE[seed % len(SUITE)]
    path = mutated(make_clip(recipe, clips), tmp_path, seed)
    stage.clear()
    stage.player.load(str(path), is_stream=False, view_width=960, view_height=540)
    stage.until(lambda: bool(stage.of(FrameShown)) or bool(stage.of(PlayerFailed)))
