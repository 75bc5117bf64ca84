"""What is open and which frame is meant to be on screen; the session and the playback share it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from app.desk.ports.player import MediaInfo
from app.player.damage import Stretch, stretch_at
from app.player.index import FrameIndex
from app.player.picture import Colors

_USUAL_FRAME_MS: Final = 40.0
_LONGEST_FRAME_MS: Final = 150.0
_EARLY_END_MS: Final = 1500
"""An end so much before the last frame is none."""
_AV1_WAITING: Final = 3
"""Pictures that libVLC's AV1 decoder still hands out after a seek."""


@dataclass(slots=True)
class Sound:
    """How loud; kept over clips."""

    percent: int = 100
    muted: bool = False
    mono: bool = False


@dataclass(slots=True)
class Place:
    """One clip and one place in it; a new clip gets a new one's values by `clear`.

    Attributes:
        offset_ms: how much libVLC's time is ahead of media time.
        number: the frame that is meant, where the clip has a table.
        ms: its time.
        moved: whether libVLC is somewhere else.
        loop: its first and last frame.
        ticket: under which pictures may be shown now.
        damage: stretches in ms that cannot be shown rightly, as far as is known.
        loop_asked: times of the loop, kept until the clip has a table.
        sound: how loud.
    """

    source: str = ""
    is_stream: bool = False
    view: tuple[int, int] = (960, 540)
    info: MediaInfo | None = None
    index: FrameIndex | None = None
    colors: Colors | None = None
    size: tuple[int, int] | None = None
    offset_ms: float = 0.0
    number: int = 0
    ms: int = 0
    moved: bool = True
    want_playing: bool = False
    loop: tuple[int, int] | None = None
    loop_asked: tuple[int | None, int | None] = (None, None)
    ticket: int = 0
    damage: tuple[Stretch, ...] = ()
    sound: Sound = field(default_factory=Sound)

    def clear(self) -> None:
        """Nothing is open."""
        self.info = self.index = self.colors = self.loop = None
        self.want_playing, self.moved, self.number, self.ms = False, True, 0, 0
        self.offset_ms = 0.0
        self.damage = ()

    def go(self, number: int) -> None:
        """Make this the frame; libVLC follows when it plays."""
        if self.index is None:
            return
        self.moved = self.moved or number != self.number
        self.number = number
        self.ms = self.index.token_ms(number)

    def go_to(self, media_ms: int) -> None:
        """Make the frame at a time the one that is meant; in damage the time itself is kept."""
        if self.index is None:
            return
        self.go(self.index.at(media_ms))
        if self.damaged_at(media_ms) is not None:
            # There may be no frame near; its sound may be there.
            self.moved = self.moved or self.ms != media_ms
            self.ms = media_ms

    def skip_gone(self) -> None:
        """Where nothing at all is left go to what comes next."""
        stretch = self.damaged_at(self.ms)
        if self.index is None or stretch is None or self.number + 1 >= len(self.index):
            return
        gone = self.index.token_ms(self.number) + _LONGEST_FRAME_MS < self.ms
        if gone and self.index.token_ms(self.number + 1) >= stretch[1]:
            self.go(self.number + 1)

    def follows_end(self, reached_ms: int) -> int | None:
        """What follows where libVLC sees an end in the middle; None where it is the end."""
        index = self.index
        if index is None or index.exact_ms(len(index) - 1) - reached_ms < _EARLY_END_MS:
            return None
        after_ms = reached_ms + _EARLY_END_MS
        stretch = self.damaged_at(after_ms)
        after_ms = stretch[1] if stretch is not None else after_ms
        number = next((key for key in index.keys if index.token_ms(key) >= after_ms), None)
        return number if number is not None and number > self.number else None

    def damaged_at(self, media_ms: float) -> Stretch | None:
        """The damaged stretch around a time."""
        return stretch_at(self.damage, media_ms)

    @property
    def has_picture(self) -> bool:
        """Whether there is something to see, as far as is known."""
        return self.info is None or self.info.has_video

    def frame_ms(self, rate: float) -> float:
        """How long a frame may stay on screen at a speed."""
        if self.index is None:
            return _USUAL_FRAME_MS / rate
        codec = self.info.video_codec if self.info is not None else ""
        waiting = _AV1_WAITING if "av1" in codec else 1
        return min(_LONGEST_FRAME_MS, waiting * self.index.longest_ms) / rate

    @property
    def reorder_ms(self) -> float:
        """How much earlier than it is shown a frame is decoded."""
        return float(self.index.reorder * self.index.base * 1000) if self.index else 0.0

    def _run_up_ms(self) -> float:
        """The way from where libVLC begins to decode to the frame that is to be shown."""
        index = self.index
        if index is None:
            return 0.0
        key = index.key_before(self.number)
        run_up = float(index.exact_ms(self.number) - index.exact_ms(key))
        if key > 0 and self.info is not None and "mov" in self.info.container:
            # Matroska keeps no decoding times, so only here the way is longer by the reordering.
            run_up += self.reorder_ms
        return run_up

    def late_ms(self, rate: float) -> float:
        """How much later the frame sought is displayed at a speed below 1.

        libVLC counts the way from the key frame at speed 1 when it sets its clock's origin
        (src/input/es_out.c, EsOutDecodersStopBuffering) but displays it at the speed asked for.
        """
        return max(0.0, self._run_up_ms() * (1 / rate - 1))

    def sought_ms(self, rate: float) -> int:
        """The time to ask libVLC for, so that it begins with the frame that is meant.

        Above speed 1 it would begin later, for the same reason: it is asked for an earlier time.
        """
        early = self._run_up_ms() * (1 - 1 / rate)
        return max(0, round(self.ms + self.offset_ms - max(0.0, early)))
