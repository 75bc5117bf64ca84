from __future__ import annotations

from app.desk.playback import PlaybackDesk
from app.desk.playback_state import PlaybackState
from app.desk.ports.player import PlayerFault, PlayState
from app.desk.settings import Settings
from app.desk.stopwatch import StopwatchPlayer
from app.domain.clip import Clip, SourceKind
from app.domain.timecode import Timecode
from app.timekeeping.signals import LoopPassed, Playback
from tests.fakes.player import FakeClip, FakePlayer
from tests.fakes.time import ManualClock, ManualTimers


class Watcher:
    """A playback desk on the fake player: ten seconds at 25 frames a second."""

    def __init__(self, **values) -> None:
        self.clock = ManualClock()
        self.timers = ManualTimers(self.clock)
        self.settings = Settings.defaults()
        for key, value in values.items():
            self.settings = self.settings.with_value(key.replace("__", "."), value)
        self.states: list[PlaybackState] = []
        self.frames: list[int] = []
        self.signals: list[object] = []
        self.watched: list[list[tuple[int, int]]] = []
        self.player = FakePlayer(
            self._post, {"/clips/a": FakeClip(frames=250), "/clips/b": FakeClip(frames=50)}
        )
        self.stopwatch = StopwatchPlayer(self.clock, self.timers, self._post)
        self.desk = PlaybackDesk(
            player=self.player,
            stopwatch=self.stopwatch,
            timers=self.timers,
            settings=lambda: self.settings,
            on_state=self.states.append,
            on_frame=self.frames.append,
            on_signal=self.signals.append,
            on_watched=lambda spans: self.watched.append(list(spans)),
        )
        self.player.start()

    def _post(self, event) -> None:
        self.desk.on_event(event)

    def open(
        self, source: str = "/clips/a", kind: SourceKind = SourceKind.FILE, position_ms: int = 0
    ) -> None:
        clip = Clip(id="c", title="c", kind=kind, source=source, position_ms=position_ms)
        self.desk.open(clip, watched=(), view_width=960, view_height=540)
        self.player.advance(1)

    def run(self, ms: int) -> None:
        for _ in range(ms // 40):
            self.player.advance(40)
            self.clock.mono_ms += 40


def test_a_clip_opens_paused_where_it_was_left() -> None:
    watcher = Watcher()
    watcher.open(position_ms=4000)
    assert watcher.desk.state.state is PlayState.PAUSED
    assert watcher.desk.playhead_ms() == 4000
    assert watcher.desk.state.info.duration_ms == 10_000


def test_playing_on_after_a_pause_rewinds_but_not_after_a_seek() -> None:
    watcher = Watcher()
    watcher.open()
    watcher.desk.play()
    watcher.run(4000)
    watcher.desk.pause()
    at = watcher.desk.playhead_ms()
    watcher.desk.play()
    assert watcher.desk.playhead_ms() == at - 2000
    watcher.desk.pause()
    watcher.desk.seek(6000)
    watcher.desk.play()
    assert watcher.desk.playhead_ms() == 6000


def test_at_the_end_playing_goes_on_from_shortly_before_it() -> None:
    watcher = Watcher()
    watcher.open(position_ms=9000)
    watcher.desk.play()
    watcher.run(3000)
    assert watcher.desk.state.state is PlayState.ENDED
    end = watcher.desk.playhead_ms()
    watcher.desk.play()
    assert end - 2100 <= watcher.desk.playhead_ms() <= end - 1900


def test_jumps_stay_inside_the_clip() -> None:
    watcher = Watcher()
    watcher.open()
    watcher.desk.jump_large(1)
    assert watcher.desk.playhead_ms() == 5000
    watcher.desk.jump_small(-1)
    assert watcher.desk.playhead_ms() == 4000
    watcher.desk.jump(-99_000)
    assert watcher.desk.playhead_ms() == 0
    watcher.desk.step(3)
    assert watcher.desk.playhead_ms() == 120


def test_a_token_plays_once_and_stops_at_its_end() -> None:
    watcher = Watcher()
    watcher.open()
    watcher.desk.play_span(Timecode(2000, 3000))
    watcher.run(500)
    assert watcher.desk.state.playing_span == Timecode(2000, 3000)
    watcher.run(2000)
    assert watcher.desk.state.state is PlayState.PAUSED
    assert watcher.desk.state.playing_span is None
    assert 3000 <= watcher.desk.playhead_ms() <= 3040


def test_the_same_token_again_pauses() -> None:
    watcher = Watcher()
    watcher.open()
    watcher.desk.play_span(Timecode(2000))
    watcher.run(200)
    watcher.desk.play_span(Timecode(2000))
    assert not watcher.desk.playing


def test_the_loop_is_marked_in_three_presses() -> None:
    watcher = Watcher()
    watcher.open(position_ms=1000)
    watcher.desk.mark_loop()
    watcher.desk.seek(3000)
    watcher.desk.mark_loop()
    assert watcher.desk.state.loop == (1000, 3000)
    watcher.desk.seek(2900)
    watcher.desk.play()
    watcher.run(1000)
    assert watcher.desk.playhead_ms() < 3000
    assert LoopPassed() in watcher.signals
    watcher.desk.mark_loop()
    assert watcher.desk.state.loop == (None, None)


def test_speed_goes_in_steps_of_five_percent_within_its_bounds() -> None:
    watcher = Watcher()
    watcher.open()
    watcher.desk.change_rate(1)
    assert watcher.desk.state.rate == 1.05
    watcher.desk.set_rate(9)
    assert watcher.desk.state.rate == 2.0
    watcher.desk.set_rate(0)
    assert watcher.desk.state.rate == 0.25


def test_only_what_played_at_an_honest_speed_with_sound_is_watched() -> None:
    watcher = Watcher()
    watcher.open()
    watcher.desk.play()
    watcher.run(2000)
    watcher.desk.pause()
    (span,) = watcher.desk.watched
    assert span[0] == 0
    assert 1960 <= span[1] <= 2080
    watcher.desk.seek(4000)
    watcher.desk.set_rate(1.5)
    watcher.desk.play()
    watcher.run(1000)
    watcher.desk.pause()
    watcher.desk.set_rate(1.0)
    watcher.desk.set_muted(muted=True)
    watcher.desk.seek(8000)
    watcher.desk.play()
    watcher.run(1000)
    watcher.desk.pause()
    assert watcher.desk.watched == (span,)


def test_a_hidden_picture_is_not_watched() -> None:
    watcher = Watcher()
    watcher.open()
    watcher.desk.set_visible(visible=False)
    watcher.desk.play()
    watcher.run(1000)
    assert watcher.desk.watched == ()
    assert watcher.signals[-1] == Playback(playing=True, visible=False)


def test_typing_pauses_and_a_quiet_moment_plays_on_when_so_set() -> None:
    watcher = Watcher(player__pause_while_typing=True)
    watcher.open()
    watcher.desk.play()
    watcher.run(3000)
    watcher.desk.typed()
    assert not watcher.desk.playing
    watcher.timers.advance(1000)
    watcher.desk.typed()
    watcher.timers.advance(1400)
    assert not watcher.desk.playing
    watcher.timers.advance(200)
    assert watcher.desk.playing


def test_typing_changes_nothing_as_shipped() -> None:
    watcher = Watcher()
    watcher.open()
    watcher.desk.play()
    watcher.desk.typed()
    assert watcher.desk.playing


def test_a_player_that_dies_comes_back_at_its_place() -> None:
    watcher = Watcher()
    watcher.open(position_ms=3000)
    watcher.player.crash()
    assert any(state.restarting_at_ms == 3000 for state in watcher.states)
    watcher.player.advance(1)
    assert watcher.desk.state.restarting_at_ms is None
    assert watcher.desk.playhead_ms() == 3000


def test_a_fault_is_told_until_another_clip_is_open() -> None:
    watcher = Watcher()
    watcher.player.clips["/clips/bad"] = FakeClip(fault=PlayerFault.DAMAGED)
    watcher.open("/clips/bad")
    assert watcher.desk.state.problem.code is PlayerFault.DAMAGED
    watcher.open("/clips/b")
    assert watcher.desk.state.problem is None


def test_a_clip_without_media_runs_a_stopwatch() -> None:
    watcher = Watcher()
    watcher.open("", SourceKind.NONE)
    assert watcher.desk.state.manual
    watcher.desk.play()
    shown = len(watcher.frames)
    watcher.timers.advance(12_400)
    assert watcher.desk.playhead_ms() == 12_400
    assert len(watcher.frames) - shown == 124
    watcher.desk.pause()
    watcher.timers.advance(5000)
    assert watcher.desk.playhead_ms() == 12_400
