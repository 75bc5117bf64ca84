"""Watching at the desk: the habits of people who watch the same ten seconds thirty times.

Rewind on resume, replay, loop A-B, playing a token once, pausing while typing, and which parts
were watched. The player itself is a port; for clips without media a stopwatch stands in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from app.desk.playback_state import MAX_RATE, MIN_RATE, PlaybackState
from app.desk.ports.clock import Timer, Timers
from app.desk.ports.player import (
    BufferingChanged,
    ClipEnded,
    DamageFound,
    FrameShown,
    LoopTurned,
    MediaLoaded,
    PlayerEvent,
    PlayerFailed,
    PlayerFault,
    PlayerPort,
    PlayerReady,
    PlayerRestarted,
    PlayerStateChanged,
    PlayState,
    PositionChanged,
)
from app.desk.settings import Settings
from app.domain.clip import Clip, SourceKind
from app.domain.coverage import Span, merge
from app.domain.timecode import Timecode
from app.timekeeping.signals import LoopPassed, Playback, Signal

RATE_STEP: Final = 0.05
HONEST_RATE: Final = 1.25
"""Played faster than this, a part does not count as watched."""
JOIN_MS: Final = 250
"""Frames of one run of playing lie closer together than this at any rate up to 2."""
MOMENT_MS: Final = 2000
"""How long a token without an end is played."""


@dataclass(slots=True)
class _Run:
    """A stretch that plays without a jump."""

    start_ms: int
    end_ms: int


@dataclass(slots=True)
class _Habits:
    """What is remembered between key presses."""

    paused_at_ms: int | None = None
    span_end_ms: int | None = None
    typing_pause: bool = False
    played_from_ms: int | None = None
    run: _Run | None = None
    watched: list[Span] = field(default_factory=list[Span])


class PlaybackDesk:
    """Drives the player. MAIN only; every call returns at once.

    Attributes:
        on_state: Called when anything of PlaybackState changes.
        on_frame: Called when there is a new picture or place.
        on_signal: Called with signs for the work clock.
        on_watched: Called with the merged spans when a run of playing ends.
    """

    def __init__(
        self,
        *,
        player: PlayerPort,
        stopwatch: PlayerPort,
        timers: Timers,
        settings: Callable[[], Settings],
        on_state: Callable[[PlaybackState], None],
        on_frame: Callable[[int], None],
        on_signal: Callable[[Signal], None],
        on_watched: Callable[[Sequence[Span]], None],
    ) -> None:
        self._video = player
        self._stopwatch = stopwatch
        self._player = player
        self._timers = timers
        self._settings = settings
        self._on_state = on_state
        self._on_frame = on_frame
        self._on_signal = on_signal
        self._on_watched = on_watched
        self._generation = 0
        self._state = PlaybackState()
        self._habits = _Habits()
        self._resume: Timer | None = None
        self._visible = True

    @property
    def state(self) -> PlaybackState:
        """What was told last."""
        return self._state

    @property
    def player(self) -> PlayerPort:
        """The player in use, for its frames."""
        return self._player

    @property
    def playing(self) -> bool:
        """Whether time runs."""
        return self._state.playing

    @property
    def watched(self) -> tuple[Span, ...]:
        """What was watched, with the run that plays now."""
        run = self._habits.run
        now = [(run.start_ms, run.end_ms)] if run else []
        return merge([*self._habits.watched, *now], bridge_ms=JOIN_MS)

    def playhead_ms(self) -> int:
        """The time of the frame on screen."""
        return self._player.playhead_ms()

    def open(
        self, clip: Clip, *, watched: Sequence[Span], view_width: int, view_height: int
    ) -> None:
        """Load a clip, paused, where it was left."""
        self._end_run()
        self._cancel_resume()
        manual = clip.kind is SourceKind.NONE
        self._player = self._stopwatch if manual else self._video
        (self._video if manual else self._stopwatch).unload()
        self._habits = _Habits(watched=list(watched))
        settings = self._settings()
        self._tell(
            replace(
                PlaybackState(sound_device=self._state.sound_device),
                state=PlayState.LOADING,
                rate=settings.decimal("player.rate"),
                volume=settings.whole("player.volume"),
                muted=self._state.muted,
                manual=manual,
            )
        )
        self._generation = self._player.load(
            clip.source,
            is_stream=clip.kind is SourceKind.STREAM,
            position_ms=clip.position_ms,
            rate=settings.decimal("player.rate"),
            view_width=view_width,
            view_height=view_height,
        )
        self._player.set_volume(settings.whole("player.volume"))
        self._player.set_mono(settings.switch("player.mono"))

    def reopen(self, clip: Clip, *, view_width: int, view_height: int) -> None:
        """Load a clip anew where it stands; speed, volume and loop stay as they are."""
        before, place = self._state, replace(clip, position_ms=self.playhead_ms())
        self.open(place, watched=self.watched, view_width=view_width, view_height=view_height)
        if not before.manual:
            self.set_rate(before.rate)
            self.set_volume(before.volume)
            self.set_loop(*before.loop)

    def take_watched(self, spans: Sequence[Span]) -> None:
        """Add what is known to have been watched before."""
        self._habits.watched = list(merge([*self._habits.watched, *spans], bridge_ms=JOIN_MS))

    def close(self) -> None:
        """Take the clip off the desk."""
        self._end_run()
        self._cancel_resume()
        self._player.unload()
        self._tell(PlaybackState(sound_device=self._state.sound_device))

    def play(self) -> None:
        """Play; after a pause a little earlier, after the end from shortly before it."""
        self._habits.span_end_ms = None
        rewind = self._settings().whole("player.rewind_ms")
        at = self.playhead_ms()
        if self._state.state is PlayState.ENDED:
            self._player.seek(max(0, at - max(rewind, 1)))
        elif self._habits.paused_at_ms == at and rewind and not self._state.manual:
            floor = self._state.loop[0] or 0 if self._state.loop[1] is not None else 0
            self._player.seek(max(floor, at - rewind))
        self._start()

    def pause(self) -> None:
        """Pause on the frame on screen."""
        self._cancel_resume()
        self._player.pause()
        self._tell(replace(self._state, playing_span=None))

    def toggle(self) -> None:
        """Play or pause."""
        if self.playing:
            self.pause()
        else:
            self.play()

    def seek(self, media_ms: int) -> None:
        """Go to a place; playing goes on there."""
        self._end_run()
        self._habits.paused_at_ms = None
        self._habits.span_end_ms = None
        duration = self._duration_ms()
        self._player.seek(max(0, min(media_ms, duration) if duration else media_ms))

    def jump(self, by_ms: int) -> None:
        """Go forward or, when negative, back."""
        self.seek(self.playhead_ms() + by_ms)

    def jump_small(self, direction: int) -> None:
        """Go one small jump (1 s as shipped)."""
        self.jump(direction * self._settings().whole("player.small_jump_ms"))

    def jump_large(self, direction: int) -> None:
        """Go one large jump (5 s as shipped)."""
        self.jump(direction * self._settings().whole("player.large_jump_ms"))

    def step(self, frames: int) -> None:
        """Pause and go by frames."""
        self._end_run()
        self._habits.paused_at_ms = None
        self._player.step(frames)

    def replay(self) -> None:
        """Play the last seconds again."""
        back = self._settings().whole("player.replay_ms")
        self.seek(self.playhead_ms() - back)
        self._start()

    def play_span(self, timecode: Timecode) -> None:
        """Play what a token or a line names, once; the same again while it plays pauses."""
        if self._state.playing_span == timecode and self.playing:
            self.pause()
            return
        self.seek(timecode.start_ms)
        end = timecode.end_ms
        self._habits.span_end_ms = end if end is not None else timecode.start_ms + MOMENT_MS
        self._tell(replace(self._state, playing_span=timecode))
        self._start()

    def set_loop(self, start_ms: int | None, end_ms: int | None) -> None:
        """Loop between two times, or not at all."""
        if start_ms is not None and end_ms is not None and end_ms <= start_ms:
            start_ms, end_ms = end_ms, start_ms
        whole = start_ms is not None and end_ms is not None and start_ms < end_ms
        self._player.set_loop(*((start_ms, end_ms) if whole else (None, None)))
        self._tell(replace(self._state, loop=(start_ms, end_ms)))

    def mark_loop(self) -> None:
        """Set the start of the loop, then its end, then end it."""
        start, end = self._state.loop
        if start is None:
            self.set_loop(self.playhead_ms(), None)
        elif end is None and self.playhead_ms() != start:
            self.set_loop(start, self.playhead_ms())
        else:
            self.set_loop(None, None)

    def set_rate(self, rate: float) -> None:
        """Set the speed, in steps of 5 %."""
        rate = round(max(MIN_RATE, min(MAX_RATE, rate)) / RATE_STEP) * RATE_STEP
        rate = round(rate, 2)
        if rate > HONEST_RATE:
            self._end_run()
        self._player.set_rate(rate)
        self._tell(replace(self._state, rate=rate))

    def change_rate(self, direction: int) -> None:
        """Go one step slower or faster."""
        self.set_rate(self._state.rate + direction * RATE_STEP)

    def set_volume(self, percent: int) -> None:
        """Set the volume."""
        percent = max(0, min(150, percent))
        self._player.set_volume(percent)
        self._tell(replace(self._state, volume=percent))

    def set_muted(self, *, muted: bool) -> None:
        """Turn the sound off or on."""
        self._end_run()
        self._player.set_muted(muted)
        self._tell(replace(self._state, muted=muted))

    def typed(self) -> None:
        """Hear that the person types: pause, and play on after a quiet moment, if so set."""
        settings = self._settings()
        if not settings.switch("player.pause_while_typing"):
            return
        if self.playing:
            self._habits.typing_pause = True
            self._player.pause()
        if self._habits.typing_pause:
            if self._resume is not None:
                self._resume.cancel()
            delay = settings.whole("player.resume_after_ms")
            self._resume = self._timers.call_later(delay, self._play_on)

    def set_visible(self, *, visible: bool) -> None:
        """Hear whether the picture can be seen."""
        if visible != self._visible:
            self._visible = visible
            self._signal_playing()

    def take_sound_device(self, *, present: bool) -> None:
        """Hear whether there is a device for sound."""
        self._tell(replace(self._state, sound_device=present))

    def on_event(self, event: PlayerEvent) -> None:
        """Take what the player tells; older clips' events are dropped."""
        if isinstance(event, PlayerReady):
            self.take_sound_device(present=event.sound_device)
            return
        if event.generation not in (self._generation, 0):
            return
        match event:
            case FrameShown(media_ms=media_ms) | PositionChanged(media_ms=media_ms):
                self._forget_place_problem(event)
                self._on_place(media_ms)
            case PlayerStateChanged(state=state):
                self._on_player_state(state)
            case MediaLoaded(info=info):
                self._tell(replace(self._state, info=info, problem=None, restarting_at_ms=None))
            case DamageFound(spans=spans):
                self._tell(replace(self._state, damage=spans))
                self._on_frame(self._told_place(self.playhead_ms()))
            case PlayerFailed():
                self._end_run()
                self._tell(replace(self._state, problem=event))
            case PlayerRestarted(media_ms=media_ms):
                self._end_run()
                self._tell(replace(self._state, restarting_at_ms=media_ms))
            case ClipEnded():
                self._end_run()
            case LoopTurned():
                self._end_run()
                self._on_signal(LoopPassed())
            case BufferingChanged(percent=percent):
                self._tell(replace(self._state, buffering=percent if percent < 100 else None))
            case _:
                pass

    def _told_place(self, media_ms: int) -> int:
        """Tell first whether the place has a picture, then where it is."""
        damaged = next((s for s in self._state.damage if s[0] <= media_ms < s[1]), None)
        if damaged != self._state.damaged:
            self._tell(replace(self._state, damaged=damaged))
        return media_ms

    def _on_place(self, media_ms: int) -> None:
        self._told_place(self.playhead_ms())
        if self.playing:
            self._watch(media_ms)
        end = self._habits.span_end_ms
        if end is not None and self.playing and media_ms >= end:
            self._habits.span_end_ms = None
            self.pause()
        self._on_frame(media_ms)

    def _forget_place_problem(self, event: PlayerEvent) -> None:
        """A picture that is right ends what was said of a place without one."""
        problem = self._state.problem
        if problem is None or problem.code is not PlayerFault.DAMAGED_PLACE:
            return
        if isinstance(event, FrameShown) and event.exact:
            self._tell(replace(self._state, problem=None))

    def _on_player_state(self, state: PlayState) -> None:
        before = self.playing
        restarting = self._state.restarting_at_ms if state is PlayState.RESTARTING else None
        changed = replace(self._state, state=state, restarting_at_ms=restarting)
        if state is not PlayState.BUFFERING:
            changed = replace(changed, buffering=None)
        if state in {PlayState.PAUSED, PlayState.ENDED}:
            self._end_run()
            changed = replace(changed, playing_span=None)
        if state is PlayState.PAUSED and before:
            self._habits.paused_at_ms = self.playhead_ms()
        self._tell(changed)
        if before != self.playing:
            self._habits.played_from_ms = self.playhead_ms() if self.playing else None
            self._signal_playing()
        self._on_frame(self.playhead_ms())

    def _watch(self, media_ms: int) -> None:
        """Let the run of playing grow while what plays can count as watched."""
        info = self._state.info
        needs_sound = info is not None and info.has_audio and self._state.sound_device
        silent = needs_sound and (self._state.muted or self._state.volume == 0)
        if self._state.rate > HONEST_RATE or silent or not self._visible or self._state.manual:
            self._end_run()
            return
        run = self._habits.run
        lost = self._state.damaged
        if run is not None and lost is not None and run.end_ms + 2 * JOIN_MS >= lost[0]:
            # What nobody can see was passed with its sound: no part that is still to be watched.
            run.end_ms = max(run.end_ms, min(media_ms, lost[1]))
        frame_ms = round(1000 / info.fps) if info and info.fps else 40
        if run is not None and run.start_ms <= media_ms <= run.end_ms + 2 * JOIN_MS:
            run.end_ms = max(run.end_ms, media_ms + frame_ms)
        else:
            self._end_run()
            began = self._habits.played_from_ms
            near = began is not None and began <= media_ms <= began + 2 * JOIN_MS
            start = began if near and began is not None else media_ms
            self._habits.run = _Run(start, media_ms + frame_ms)
        self._habits.played_from_ms = None

    def _end_run(self) -> None:
        run, self._habits.run = self._habits.run, None
        if run is None:
            return
        self._habits.watched = list(
            merge([*self._habits.watched, (run.start_ms, run.end_ms)], bridge_ms=JOIN_MS)
        )
        self._on_watched(self._habits.watched)

    def _start(self) -> None:
        self._cancel_resume()
        self._habits.paused_at_ms = None
        self._player.play()

    def _play_on(self) -> None:
        self._resume = None
        if self._habits.typing_pause:
            self._habits.typing_pause = False
            self.play()

    def _cancel_resume(self) -> None:
        self._habits.typing_pause = False
        if self._resume is not None:
            self._resume.cancel()
            self._resume = None

    def _duration_ms(self) -> int:
        info = self._state.info
        return info.duration_ms if info else 0

    def _signal_playing(self) -> None:
        self._on_signal(Playback(playing=self.playing, visible=self._visible))

    def _tell(self, state: PlaybackState) -> None:
        if state != self._state:
            self._state = state
            self._on_state(state)
