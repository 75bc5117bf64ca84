"""The player's mind: what is open, what was asked for, and what the window is told.

Lives on the child's main loop. libVLC plays (`Playback`); a paused picture always comes from PyAV
by the table of frame times, so that the frame on screen and the time handed out are the same thing.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from app.desk.ports.player import MediaInfo, PlayerFault, PlayState
from app.player.copies import Copies
from app.player.painter import Shown, Stalled
from app.player.paused import DamageKnown, Decoded, Opened, PausedFrames
from app.player.place import Place
from app.player.playback import Playback
from app.player.publisher import Publisher
from app.player.reports import Reports
from app.player.signals import EngineEvent, now_ms
from app.player.wire import Message

if TYPE_CHECKING:
    from app.player.engine import Engine

_FULL: Final = 100
_POSITION_EVERY_MS: Final = 50


class Session:
    """One clip at a time, for the life of the process."""

    def __init__(
        self,
        *,
        send: Callable[[Message], None],
        tell: Callable[[object], None],
        publisher: Publisher,
        engine: Engine | None,
        copies: Copies,
    ) -> None:
        self._reports = Reports(send)
        self._publisher = publisher
        self._engine = engine
        self._copies = copies
        self._paused = PausedFrames(publisher, tell, copies)
        self._place = Place()
        self._playback = Playback(
            owner=self,
            place=self._place,
            engine=engine,
            publisher=publisher,
            paused=self._paused,
            tell=tell,
        )
        self._state = PlayState.EMPTY
        self._told_position = 0.0

    # What the window asks for.

    def do(self, message: Message) -> None:
        """Carry out one command."""
        kind = message["m"]
        if kind == "load":
            self._load(message)
        elif kind in ("volume", "mute", "mono"):
            self._set_sound(kind, message["v"])
        elif kind == "rate":
            self._set_rate(float(message["v"]))
        elif kind == "loop":
            self._set_loop(message.get("a"), message.get("b"))
        elif kind == "unload":
            self._unload()
        elif self._state not in (PlayState.EMPTY, PlayState.FAILED, PlayState.LOADING):
            self._move(kind, message)
        elif self._state == PlayState.LOADING:
            self._move_early(kind, message)

    def hear(self, item: object) -> None:
        """Take in what another thread of this process told."""
        if isinstance(item, EngineEvent):
            self._playback.engine_event(item)
        elif isinstance(item, Opened):
            self.opened(item)
        elif isinstance(item, Decoded):
            self.decoded(item)
        elif isinstance(item, Shown):
            self.shown(item.ticket, item.number)
        elif isinstance(item, Stalled) and item.ticket == self._place.ticket:
            self._paused.examine(item.number, item.ticket)
        elif isinstance(item, DamageKnown) and item.generation == self._reports.generation:
            self._place.damage = item.stretches
            self._reports.damage(item.stretches)

    def _move(self, kind: str, message: Message) -> None:
        if "k" in message:
            self._publisher.answer(int(message["k"]))
        if kind == "play":
            self._play()
        elif kind == "pause":
            self._pause()
        elif kind == "seek":
            self._seek(int(message["v"]))
        elif kind == "step":
            self._step(int(message["v"]))

    def _move_early(self, kind: str, message: Message) -> None:
        """The clip is still being opened: remember."""
        if "k" in message:
            # A stream may be showing its first picture, without which it is never loaded.
            self._publisher.answer(int(message["k"]), void=False)
        if kind in ("play", "pause"):
            self._place.want_playing = kind == "play"
        elif kind == "seek":
            self._place.ms = int(message["v"])

    def _load(self, message: Message) -> None:
        self._unload()
        self._reports.generation = self._publisher.generation = int(message["g"])
        self._publisher.answer(int(message["k"]))
        self._place.source = str(message["src"])
        self._place.is_stream = bool(message["stream"])
        self._place.ms = int(message["ms"])
        self._playback.rate = float(message["rate"])
        self._place.want_playing = not message["paused"]
        self._place.loop_asked = (message.get("a"), message.get("b"))
        self._place.view = (int(message["vw"]), int(message["vh"]))
        self._set_state(PlayState.LOADING)
        kept = self._copies.of_stream(self._place.source) if self._place.is_stream else None
        if kept is not None:
            self._place.is_stream, self._place.source = False, str(kept)
        if self._place.is_stream:
            self._load_stream()
        else:
            self._paused.open(Path(self._place.source), self._reports.generation, self._place.view)

    def _load_stream(self) -> None:
        if self._engine is None:
            self._fail(PlayerFault.NO_LIBVLC, "")
            return
        self._place.info = None
        width, height = self._place.view if self._place.view[0] <= 1280 else (1280, 720)
        self._place.size = (width // 32 * 32, height // 2 * 2)
        self._playback.begin()

    def opened(self, result: Opened) -> None:
        """PyAV opened the file, or says why not."""
        if result.generation != self._reports.generation or self._state != PlayState.LOADING:
            return
        if result.info is None:
            self._fail(result.fault or PlayerFault.DAMAGED, result.detail)
            return
        place = self._place
        place.info, place.index, place.colors = result.info, result.index, result.colors
        place.size, place.offset_ms, place.source = result.size, result.lead_ms, result.source
        self._reports.loaded(result.info)
        if self._engine is None and not result.info.is_still:
            self._reports.failed(PlayerFault.NO_LIBVLC, "", self._place.ms)
        if self._place.index is not None:
            self._place.go_to(self._place.ms)
            self._set_loop(*self._place.loop_asked)
        self._set_state(PlayState.PAUSED)
        if self._place.index is not None:
            self.show_paused(back=False)
        if self._place.want_playing:
            self._play()

    def _unload(self) -> None:
        self._playback.close_gate()
        self._paused.drop()
        self._playback.close()
        self._place.clear()
        self._set_state(PlayState.EMPTY)

    def _play(self) -> None:
        if self._engine is None:
            self._reports.failed(PlayerFault.NO_LIBVLC, "", self._place.ms)
            self._set_state(PlayState.PAUSED)
            return
        if self._place.info is not None and self._place.info.is_still:
            self._set_state(PlayState.PAUSED)
            return
        if self._state == PlayState.PLAYING:
            return
        self._place.want_playing = True
        self._set_state(PlayState.PLAYING)
        loop = self._place.loop
        if loop is not None and not loop[0] <= self._place.number < loop[1]:
            self._place.go(loop[0])
        self._place.skip_gone()
        self._playback.begin()

    def _pause(self) -> None:
        self._place.want_playing = False
        if self._state == PlayState.BUFFERING and self._place.info is None:
            return
        if self._state not in (PlayState.PLAYING, PlayState.BUFFERING):
            return
        self._playback.hold()
        self._set_state(PlayState.PAUSED)
        self.show_paused(back=True)

    def _seek(self, media_ms: int) -> None:
        if self._place.index is not None:
            self._place.go_to(media_ms)
        else:
            length = self._place.info.duration_ms if self._place.info is not None else 0
            self._place.ms = max(0, min(media_ms, length) if length else media_ms)
            self._place.moved = True
        if self._state in (PlayState.PLAYING, PlayState.BUFFERING):
            loop = self._place.loop
            if loop is not None and self._place.index is not None and self._place.number > loop[1]:
                self._place.loop = None
            self._place.skip_gone()
            self._playback.begin(preview=True)
            return
        self._set_state(PlayState.PAUSED)
        self.show_paused(back=False, preview=True)

    def _step(self, frames: int) -> None:
        if self._state in (PlayState.PLAYING, PlayState.BUFFERING):
            self._place.want_playing = False
            self._playback.hold()
        if self._place.index is None:
            self._seek(self._place.ms + frames * 40)
            return
        self._place.go(self._place.index.clamp(self._place.number + frames))
        self._set_state(PlayState.PAUSED)
        self.show_paused(back=frames < 0)

    def show_paused(self, *, back: bool, preview: bool = False) -> None:
        """Show the frame that is meant, from PyAV; `back` and `preview` as in `PausedFrames`."""
        if self._place.index is None:
            self._tell_position(force=True)
            return
        self._place.ticket = self._publisher.ticket()
        self._paused.show(self._place.number, self._place.ticket, back=back, preview=preview)

    def decoded(self, result: Decoded) -> None:
        """PyAV answered a request for a frame."""
        if result.ticket != self._place.ticket:
            return
        if result.number is not None:
            if result.examined and not result.damaged:
                self._playback.scene_is_still()
            elif result.damaged or self._place.damaged_at(self._place.ms):
                self._tell_place()
            return
        if result.examined:
            return
        self._reports.failed(PlayerFault.DAMAGED_PLACE, result.detail, self._place.ms)

    def _set_rate(self, rate: float) -> None:
        self._playback.rate = min(2.0, max(0.25, rate))
        self._place.moved = True
        if self._state == PlayState.PLAYING and self._playback.is_open:
            self._playback.begin()

    def _set_loop(self, start_ms: int | None, end_ms: int | None) -> None:
        self._place.loop_asked = (start_ms, end_ms)
        index = self._place.index
        if start_ms is None or end_ms is None or index is None:
            self._place.loop = None
        else:
            first = index.at(start_ms)
            self._place.loop = (first, max(first, index.at(end_ms)))
        self._playback.loop_changed()
        loop = self._place.loop
        if loop is None or self._state != PlayState.PLAYING:
            return
        if not loop[0] <= self._place.number <= loop[1]:
            self._place.go(loop[0])
            self._playback.begin()

    def _set_sound(self, kind: str, value: Any) -> None:  # noqa: ANN401 - JSON
        sound = self._place.sound
        if kind == "volume":
            sound.percent = min(150, max(0, int(value)))
        elif kind == "mute":
            sound.muted = bool(value)
        else:
            sound.mono = bool(value)
        self._playback.apply_sound()

    # What playing brings.

    def stream_buffered(self, percent: int) -> None:
        """A stream's buffer is that full."""
        self._reports.buffering(percent)
        if self._state in (PlayState.PLAYING, PlayState.BUFFERING) and self._place.want_playing:
            full = percent >= _FULL
            self._set_state(PlayState.PLAYING if full else PlayState.BUFFERING)

    def _describe_stream(self) -> None:
        own = self._engine.shown_size() if self._engine is not None else None
        size = own or self._place.size or (32, 32)
        self._place.info = MediaInfo(
            duration_ms=0,
            width=size[0],
            height=size[1],
            display_width=size[0],
            display_height=size[1],
            has_video=True,
            has_audio=True,
            is_stream=True,
        )
        self._reports.loaded(self._place.info)
        self._set_state(PlayState.PLAYING if self._place.want_playing else PlayState.PAUSED)

    def shown(self, ticket: int, number: int) -> None:
        """The painter showed a frame (or, without a table, a time)."""
        if ticket != self._place.ticket:
            return
        if self._place.index is None:
            self._place.ms = number
            if self._place.is_stream and self._place.info is None:
                # Only a decoded picture knows its size.
                self._describe_stream()
            if self._place.is_stream and not self._place.want_playing:
                self._playback.hold()
                self._set_state(PlayState.PAUSED)
            return
        loop = self._place.loop
        if loop is not None and number >= loop[1]:
            self._turn_loop(loop)
            return
        self._place.number = number
        self._place.ms = self._place.index.token_ms(number)

    def _turn_loop(self, loop: tuple[int, int]) -> None:
        self._place.number = loop[1]
        self._place.go(loop[0])
        self._place.moved = True
        self._reports.turned(self._place.ms)
        self._playback.begin()

    def playing_ended(self) -> None:
        """LibVLC reached the end: the loop again, or the last picture."""
        index = self._place.index
        self._playback.close_gate()
        if self._place.is_stream and self._place.info is None:
            # It ended before its first picture: nothing of it could be read.
            self.playing_broke()
            return
        reached_ms = self._playback.media_ms()
        self._playback.close()
        follows = self._place.follows_end(reached_ms) if reached_ms is not None else None
        if follows is not None and self._place.want_playing:
            self._place.go(follows)
            self._place.moved = True
            self._playback.begin()
            return
        if self._place.loop is not None and self._place.want_playing:
            self._turn_loop(self._place.loop)
            return
        self._place.want_playing, self._place.moved = False, True
        if index is not None:
            self._place.go(len(index) - 1)
            self.show_paused(back=True)
        elif self._place.info is not None and self._place.info.duration_ms:
            self._place.ms = self._place.info.duration_ms
        self._set_state(PlayState.ENDED)
        self._reports.ended(self._place.ms)

    def playing_broke(self) -> None:
        """LibVLC cannot go on here."""
        self._playback.close()
        self._playback.close_gate()
        self._place.want_playing, self._place.moved = False, True
        if self._place.is_stream:
            self._fail(PlayerFault.STREAM_FAILED, "")
            return
        self._reports.failed(PlayerFault.DAMAGED_PLACE, "libvlc", self._place.ms)
        self._set_state(PlayState.PAUSED)

    # What the window is told.

    @property
    def next_tick_s(self) -> float | None:
        """How soon `tick` must be called; None while nothing is due by time alone."""
        return self._playback.next_tick_s

    def tick(self) -> None:
        """What is due by time alone."""
        self._playback.tick()
        if self._state != PlayState.PLAYING:
            return
        if not self._place.has_picture:
            self._tell_position(force=False)
        elif self._place.damage:
            self._tell_damaged_place()

    def _tell_damaged_place(self) -> None:
        """Where no picture can tell the time, the clock does."""
        seen_ms, place = self._playback.media_ms(), self._place
        if seen_ms is None or place.index is None or place.damaged_at(seen_ms) is None:
            return
        if seen_ms < place.ms and place.damaged_at(place.ms) is None:
            # The clock starts a little before the picture that comes first.
            return
        place.number = place.index.at(seen_ms)
        if place.loop is not None and place.number >= place.loop[1]:
            self._turn_loop(place.loop)
            return
        self._tell_position(force=False)

    def _tell_place(self) -> None:
        self._reports.position(self._place.ms, self._playback.rate, self._publisher.move)

    def _tell_position(self, *, force: bool) -> None:
        at = now_ms()
        if not force and at - self._told_position < _POSITION_EVERY_MS:
            return
        if not force:
            seen_ms = self._playback.media_ms()
            if seen_ms is None:
                return
            self._place.ms = seen_ms
        self._told_position = at
        self._tell_place()

    def _set_state(self, state: PlayState) -> None:
        if state == self._state:
            return
        self._state = state
        self._reports.state(state, self._place.ms)

    def _fail(self, fault: PlayerFault, detail: str) -> None:
        self._set_state(PlayState.FAILED)
        self._reports.failed(fault, detail, self._place.ms)
