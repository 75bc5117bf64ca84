"""Copies of clips: times are those of the original, half a copy is never there, streams keep."""

from __future__ import annotations

import os
import queue
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.desk.ports.analysis import (
    AnalysisEvent,
    AnalysisFailed,
    AnalysisProgress,
    CopyMade,
    PeaksFound,
)
from app.desk.ports.player import MediaLoaded, PlayerFault
from app.player import copying
from app.player.analysis_client import AnalysisClient
from app.player.copies import Copies
from app.player.looking import Stopped
from app.player.media import MediaError, MediaFile
from tests.data.clips import SUITE, ClipRecipe, make_clip
from tests.integration.player.stage import Stage
from tests.integration.player.test_streams import address  # noqa: F401 - a fixture

pytestmark = pytest.mark.vlc
LONG = next(recipe for recipe in SUITE if recipe.gop > 250)


class Care:
    """A real analysis process and what it tells."""

    def __init__(self, folder: Path) -> None:
        self.told: queue.SimpleQueue[AnalysisEvent] = queue.SimpleQueue()
        self.port = AnalysisClient(self.told.put, cache=folder / "cache", copies=folder / "copies")
        self.port.start()

    def answer(self) -> AnalysisEvent:
        """The next one that is no progress."""
        while isinstance(event := self.told.get(timeout=60), AnalysisProgress):
            continue
        return event


@pytest.fixture
def care(tmp_path: Path) -> Iterator[Care]:
    care = Care(tmp_path)
    yield care
    care.port.close()
    assert care.port.wait_closed(10)


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    return tmp_path / "copies"


def media_in(folder: Path) -> list[str]:
    return sorted(path.suffix for path in folder.iterdir() if path.is_file())


@pytest.mark.parametrize("recipe", SUITE, ids=lambda recipe: recipe.name)
def test_a_copy_has_the_times_of_the_original(
    recipe: ClipRecipe, clips: Path, tmp_path: Path
) -> None:
    path, target = make_clip(recipe, clips), tmp_path / "copy.mp4"
    copying.seekable_copy(str(path), target, lambda _: None)
    one, other = MediaFile(path), MediaFile(target)
    try:
        assert one.index is not None
        assert other.index is not None
        times = [one.index.token_ms(number) for number in range(len(one.index))]
        assert [other.index.token_ms(number) for number in range(len(other.index))] == times
        assert other.info.longest_group_ms <= 1100
        assert other.info.duration_ms == one.info.duration_ms
        assert other.info.display_width == one.info.display_width
        assert other.info.has_audio == one.info.has_audio
    finally:
        one.close()
        other.close()


def test_the_copy_plays_instead_after_a_restart_and_shows_the_same_frames(
    clips: Path, copies: Path, care: Care
) -> None:
    path = make_clip(LONG, clips)
    before = path.read_bytes()
    care.port.make_seekable_copy(str(path))
    assert isinstance(care.answer(), CopyMade)
    assert media_in(copies) == [".mp4"]
    assert path.read_bytes() == before
    stage = Stage(copies=copies)
    try:
        stage.load(path)
        info = stage.of(MediaLoaded)[0].info
        assert info.longest_group_ms <= 1000
        assert [stage.seek(-(-number * 1000 // 30)) for number in (0, 7, 299, 329)] == [
            *(0, 7, 299, 329)
        ]
        shown = stage.play_for(5)
        assert all(told == seen for told, seen in shown)
    finally:
        stage.close()


def test_another_content_under_the_same_name_does_not_play_the_copy(
    clips: Path, tmp_path: Path, copies: Path, care: Care
) -> None:
    path = tmp_path / "clip.mp4"
    shutil.copy(make_clip(LONG, clips), path)
    care.port.make_seekable_copy(str(path))
    assert isinstance(care.answer(), CopyMade)
    assert Copies(copies).of_file(path) is not None
    shutil.copy(make_clip(SUITE[1], clips), path)
    assert Copies(copies).of_file(path) is None


def test_a_cancelled_copy_leaves_nothing(clips: Path, tmp_path: Path) -> None:
    def enough(done: float) -> None:
        if done > 0.5:
            raise Stopped

    target = tmp_path / "copies" / "copy.mp4"
    with pytest.raises(Stopped):
        copying.seekable_copy(str(make_clip(LONG, clips)), target, enough)
    assert not list(target.parent.iterdir())


def test_a_process_that_is_killed_in_the_middle_leaves_nothing(
    clips: Path, copies: Path, care: Care
) -> None:
    first = make_clip(LONG, clips)
    care.port.make_seekable_copy(str(first))
    while not isinstance(event := care.told.get(timeout=60), AnalysisProgress) or event.done < 0.1:
        continue
    assert care.port.process_id is not None
    os.kill(care.port.process_id, 9)
    assert isinstance(care.answer(), CopyMade)
    assert media_in(copies) == [".mp4"]


def test_a_full_disk_is_told_and_leaves_nothing(clips: Path, tmp_path: Path) -> None:
    if os.name != "posix" or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root can make a small disk")
    small = tmp_path / "small"
    small.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(small)],
        check=False,
        capture_output=True,
    )
    if made.returncode:
        pytest.skip("no small disk can be made here")
    try:
        with pytest.raises(MediaError) as caught:
            copying.seekable_copy(str(make_clip(LONG, clips)), small / "copy.mp4", lambda _: None)
        assert caught.value.code is PlayerFault.DISK_FULL
        assert not list(small.iterdir())
    finally:
        subprocess.run(["umount", "-l", str(small)], check=True)


def test_a_kept_stream_is_exact_and_needs_no_network(
    address: str,  # noqa: F811 - the fixture
    copies: Path,
    care: Care,
) -> None:
    secret = f"{address}/{SUITE[-1].name}?token=secret"
    care.port.keep_stream(secret)
    assert isinstance(care.answer(), CopyMade)
    assert "secret" not in " ".join(map(str, copies.rglob("*")))
    care.port.peaks(secret)
    found = care.answer()
    assert isinstance(found, PeaksFound)
    assert max(found.peaks) > 0
    stage = Stage(copies=copies)
    try:
        stage.clear()
        stage.player.load(
            secret,
            is_stream=True,
            view_width=960,
            view_height=540,
        )
        stage.until(lambda: bool(stage.pictures))
        info = stage.of(MediaLoaded)[0].info
        assert (info.is_stream, info.exact, info.frame_count) == (False, True, 125)
        assert stage.seek(2_010) == 50
    finally:
        stage.close()


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("file:///etc/hostname", PlayerFault.SCHEME),
        ("http://127.0.0.1:9/film.mp4", PlayerFault.STREAM_FAILED),
    ],
)
def test_what_cannot_be_kept_is_told(
    source: str, fault: PlayerFault, copies: Path, care: Care
) -> None:
    care.port.keep_stream(source)
    failed = care.answer()
    assert isinstance(failed, AnalysisFailed)
    assert failed.code is fault
    assert source not in failed.detail
    assert not copies.is_dir() or not media_in(copies)


def test_a_list_from_the_network_opens_no_file_of_this_machine(
    address: str,  # noqa: F811 - the fixture
    clips: Path,
    tmp_path: Path,
) -> None:
    inside = make_clip(SUITE[-1], clips)
    lines = ["#EXTM3U", "#EXT-X-TARGETDURATION:10", "#EXTINF:5,", f"file://{inside}"]
    (clips / "list.m3u8").write_text("\n".join([*lines, "#EXT-X-ENDLIST", ""]))
    with pytest.raises(MediaError) as caught:
        copying.keep_stream(f"{address}/list.m3u8", tmp_path / "kept.mkv", lambda _: None)
    assert caught.value.code is PlayerFault.STREAM_FAILED
    assert not list(tmp_path.iterdir())
