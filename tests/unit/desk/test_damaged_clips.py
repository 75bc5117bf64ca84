"""What the desk knows of a clip that is damaged in its middle or cut off."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.desk.clip_care import ClipCare
from app.desk.harm import Harm, Harms
from app.desk.playback import PlaybackDesk
from app.desk.playback_state import PlaybackState
from app.desk.ports.analysis import Preflight, PreflightDone, PreflightFinding
from app.desk.ports.player import (
    DamageFound,
    FrameShown,
    MediaInfo,
    MediaLoaded,
    PlayerFailed,
    PlayerFault,
    PlayerRestarted,
    PositionChanged,
)
from app.desk.settings import Settings
from app.domain.clip import Clip, SourceKind
from tests.fakes.analysis import FakeAnalysis
from tests.fakes.player import FakeClip, FakePlayer
from tests.fakes.time import ManualClock, ManualTimers

FILM = Clip(id="film", title="film", kind=SourceKind.FILE, source="/clips/film.mp4")
INFO = MediaInfo(duration_ms=9000, longest_group_ms=20_000, has_video=True)
HURT = PlaybackState(info=INFO, damage=((2000, 4000),))


class Bench:
    def __init__(self) -> None:
        self.states: list[PlaybackState] = []
        self.events: list[object] = []
        self.player = FakePlayer(self.events.append, {FILM.source: FakeClip(frames=300)})
        self.desk = PlaybackDesk(
            player=self.player,
            stopwatch=FakePlayer(self.events.append),
            timers=ManualTimers(ManualClock()),
            settings=Settings.defaults,
            on_state=self.states.append,
            on_frame=lambda _ms: None,
            on_signal=lambda _signal: None,
            on_watched=lambda _spans: None,
        )
        self.desk.open(FILM, watched=(), view_width=960, view_height=540)
        self.number = self.player.generation

    def at(self, media_ms: int) -> None:
        self.player.playhead_ms = lambda: media_ms  # type: ignore[method-assign]
        self.desk.on_event(PositionChanged(generation=self.number, media_ms=media_ms, rate=1.0))


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_a_place_in_the_damage_is_told_and_one_behind_it_is_not(bench: Bench) -> None:
    bench.desk.on_event(MediaLoaded(generation=bench.number, info=INFO))
    bench.at(2500)
    assert bench.desk.state.damaged is None
    bench.desk.on_event(DamageFound(generation=bench.number, spans=((2000, 4000),)))
    assert bench.desk.state.damaged == (2000, 4000)
    bench.desk.on_event(PlayerRestarted(generation=bench.number, reason="", media_ms=1, failures=1))
    assert bench.desk.state.damaged == (2000, 4000)
    bench.at(4000)
    assert bench.desk.state.damaged is None
    bench.desk.open(FILM, watched=(), view_width=960, view_height=540)
    assert bench.desk.state.damage == ()


def test_a_right_picture_ends_what_was_said_of_a_place_without_one(bench: Bench) -> None:
    fault = PlayerFault.DAMAGED_PLACE
    bench.desk.on_event(PlayerFailed(generation=bench.number, code=fault, detail="", media_ms=2000))
    assert bench.desk.state.problem is not None
    shown = FrameShown(
        generation=bench.number,
        slot=0,
        sequence=2,
        media_ms=0,
        frame_index=0,
        exact=True,
        width=32,
        height=32,
    )
    bench.desk.on_event(replace(shown, exact=False))
    assert bench.desk.state.problem is not None
    bench.desk.on_event(shown)
    assert bench.desk.state.problem is None


def test_damage_is_said_until_it_is_put_off() -> None:
    care = ClipCare(FakeAnalysis(lambda _: None), on_state=lambda _: None, on_copied=lambda: None)
    care.show(FILM, HURT)
    assert care.state.damage == ((2000, 4000),)
    care.put_off()
    care.show(FILM, replace(HURT, volume=50, damage=((2000, 4000), (5000, 6000))))
    assert care.state.damage == ()
    assert not care.state.cut_short


def test_a_file_that_is_cut_off_is_said() -> None:
    care = ClipCare(FakeAnalysis(lambda _: None), on_state=lambda _: None, on_copied=lambda: None)
    care.show(FILM, PlaybackState(info=replace(INFO, cut_short_ms=30_000)))
    assert care.state.cut_short


def test_what_is_wrong_with_a_file_is_kept_for_the_list() -> None:
    harms, changed = Harms(), []
    harms.listen(changed.append)
    care = ClipCare(
        FakeAnalysis(lambda _: None),
        on_state=lambda _: None,
        on_copied=lambda: None,
        harms=harms,
    )
    fault = PlayerFailed(generation=1, code=PlayerFault.DAMAGED, detail="", media_ms=0)
    care.show(FILM, PlaybackState(problem=fault))
    assert harms.of(FILM.id, FILM.source) == Harm(fault=PlayerFault.DAMAGED)
    care.show(FILM, HURT)
    care.show(FILM, HURT)
    assert harms.of(FILM.id, FILM.source) == Harm(spans=HURT.damage)
    assert harms.of(FILM.id, "/clips/another.mp4") is None
    care.put_off()
    assert harms.of(FILM.id, FILM.source) == Harm(spans=HURT.damage)
    care.check()
    care.hear(PreflightDone(request=1, findings=()))
    assert harms.of(FILM.id, FILM.source) is None
    assert changed == [FILM.id] * 3


@pytest.mark.parametrize(("info", "curable"), [(None, True), (INFO, False)])
def test_a_copy_is_offered_of_damage_only_where_the_file_does_not_play(
    info: MediaInfo | None, curable: bool
) -> None:
    care = ClipCare(FakeAnalysis(lambda _: None), on_state=lambda _: None, on_copied=lambda: None)
    care.show(FILM, PlaybackState(info=info))
    care.check()
    found = PreflightFinding(code=Preflight.DAMAGED_PLACES, value=1, spans=((2000, 4000),))
    care.hear(PreflightDone(request=1, findings=(found,)))
    assert care.state.curable is curable
