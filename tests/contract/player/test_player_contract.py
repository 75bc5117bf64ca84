"""One suite for `PlayerPort`, run on the fake and on the real player."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.desk.ports.player import (
    ClipEnded,
    FrameShown,
    LoopTurned,
    MediaLoaded,
    PlayerEvent,
    PlayerFailed,
    PlayerFault,
    PlayerPort,
    PlayState,
)
from tests.data.clips import ClipRecipe, make_clip
from tests.fakes.player import FakeClip, FakePlayer
from tests.integration.player.stage import Stage

RECIPE = ClipRecipe(name="contract.mp4", frames=50)


class FakeDesk:
    """The fake with its clock turned until the thing happens."""

    def __init__(self) -> None:
        self.events: list[PlayerEvent] = []
        self.player: PlayerPort = FakePlayer(
            self.events.append,
            {"clip": FakeClip(frames=50), "gone": FakeClip(fault=PlayerFault.NOT_FOUND)},
        )
        self.clip, self.gone = "clip", "gone"
        self.player.start()

    def until(self, done: Callable[[], bool]) -> None:
        for _ in range(2000):
            if done():
                return
            self.player.advance(10)
        raise AssertionError(self.events[-3:])

    def close(self) -> None:
        self.player.close()


class RealDesk:
    """The real player on a clip of 50 frames at 25 a second."""

    def __init__(self, folder: Path) -> None:
        self._stage = Stage()
        self.player: PlayerPort = self._stage.player
        self.events = self._stage.events
        self.clip, self.gone = str(make_clip(RECIPE, folder)), str(folder / "gone.mp4")
        self.until = self._stage.until

    def close(self) -> None:
        self._stage.close()


@pytest.fixture(params=["fake", pytest.param("real", marks=pytest.mark.vlc)])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[FakeDesk | RealDesk]:
    desk = FakeDesk() if request.param == "fake" else RealDesk(tmp_path)
    yield desk
    desk.close()


def load(desk: FakeDesk | RealDesk, **more: object) -> int:
    number = desk.player.load(desk.clip, is_stream=False, view_width=960, view_height=540, **more)
    desk.until(lambda: shown(desk) is not None)
    return number


def shown(desk: FakeDesk | RealDesk) -> int | None:
    frames = [e for e in desk.events if isinstance(e, FrameShown) and e.exact]
    return frames[-1].frame_index if frames else None


def kinds(desk: FakeDesk | RealDesk) -> list[type[PlayerEvent]]:
    return [type(event) for event in desk.events]


def test_a_clip_opens_paused_on_its_place(desk: FakeDesk | RealDesk) -> None:
    assert desk.player.info is None
    number = load(desk, position_ms=399)
    assert shown(desk) == 9
    assert desk.player.state == PlayState.PAUSED
    assert desk.player.playhead_ms() == 360
    assert desk.player.info.frame_count == 50
    assert kinds(desk).index(MediaLoaded) < kinds(desk).index(FrameShown)
    assert {e.generation for e in desk.events if isinstance(e, FrameShown)} == {number}
    view = desk.player.frame()
    assert (view.frame_index, view.media_ms, view.generation) == (9, 360, number)
    assert desk.player.still_valid(view)


def test_seeks_and_steps_are_exact_and_stay_inside(desk: FakeDesk | RealDesk) -> None:
    load(desk)
    for ms, frame in ((1000, 25), (1039, 25), (1040, 26), (99_999, 49), (-5, 0)):
        desk.player.seek(ms)
        desk.until(lambda frame=frame: shown(desk) == frame)
    desk.player.step(-1)
    desk.player.step(3)
    desk.until(lambda: shown(desk) == 3)
    assert desk.player.state == PlayState.PAUSED


def test_playing_ends_and_keeps_the_last_picture(desk: FakeDesk | RealDesk) -> None:
    load(desk, position_ms=1600)
    desk.player.toggle()
    desk.until(lambda: ClipEnded in kinds(desk))
    desk.until(lambda: shown(desk) == 49)
    assert desk.player.state == PlayState.ENDED
    desk.player.seek(0)
    desk.until(lambda: shown(desk) == 0)
    assert desk.player.state == PlayState.PAUSED


def test_a_pause_stays_on_what_was_shown(desk: FakeDesk | RealDesk) -> None:
    load(desk)
    desk.player.play()
    desk.until(lambda: (shown(desk) or 0) > 5)
    assert desk.player.state == PlayState.PLAYING
    desk.player.pause()
    desk.until(lambda: desk.player.state == PlayState.PAUSED)
    assert 5 < desk.player.playhead_ms() // 40 < 40


def test_a_loop_shows_its_last_frame_and_none_after(desk: FakeDesk | RealDesk) -> None:
    load(desk, position_ms=400)
    desk.player.set_loop(400, 600)
    desk.player.play()
    desk.until(lambda: kinds(desk).count(LoopTurned) >= 2)
    seen = [e.frame_index for e in desk.events if isinstance(e, FrameShown)]
    assert max(seen) == 15
    assert min(seen) == 10


def test_a_rate_outside_is_the_nearest_allowed(desk: FakeDesk | RealDesk) -> None:
    desk.player.set_rate(9)
    assert desk.player.rate == 2.0
    desk.player.set_rate(0.1)
    assert desk.player.rate == 0.25


def test_what_is_not_there_fails_with_its_code(desk: FakeDesk | RealDesk) -> None:
    desk.player.load(desk.gone, is_stream=False, view_width=960, view_height=540)
    desk.until(lambda: PlayerFailed in kinds(desk))
    failed = [e for e in desk.events if isinstance(e, PlayerFailed)]
    assert failed[0].code == PlayerFault.NOT_FOUND
    assert desk.player.state == PlayState.FAILED
    assert desk.player.frame() is None


def test_an_address_of_another_scheme_is_refused(desk: FakeDesk | RealDesk) -> None:
    desk.player.load("rtsp://host/a", is_stream=True, view_width=960, view_height=540)
    failed = [e for e in desk.events if isinstance(e, PlayerFailed)]
    assert failed[0].code == PlayerFault.SCHEME


def test_a_closed_clip_leaves_an_empty_player(desk: FakeDesk | RealDesk) -> None:
    load(desk)
    desk.player.unload()
    desk.until(lambda: desk.player.state == PlayState.EMPTY)
    assert desk.player.info is None
