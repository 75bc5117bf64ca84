"""The player as the desk and the window see it: events, protocols and the words for what fails.

Standard library only, because the window imports this before its first paint. All times are media
time in milliseconds: the first video frame is 0, and a time handed out is ceil(PTS), so that the
frame at a handed-out time is always that frame.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class PlayState(StrEnum):
    """What the player does now."""

    EMPTY = "empty"
    LOADING = "loading"
    PLAYING = "playing"
    PAUSED = "paused"
    ENDED = "ended"
    BUFFERING = "buffering"
    RESTARTING = "restarting"
    FAILED = "failed"


class PlayerFault(StrEnum):
    """Why there is no picture or no playing."""

    NO_LIBVLC = "no-libvlc"
    """libVLC is missing: paused pictures work, playing does not."""
    NO_DECODER = "no-decoder"
    """Neither libVLC nor PyAV could be loaded."""
    NOT_FOUND = "not-found"
    NOT_READABLE = "not-readable"
    NOT_A_FILE = "not-a-file"
    EMPTY_FILE = "empty-file"
    PLAYLIST = "playlist"
    """A list of addresses instead of media; refused because it can name anything."""
    SCHEME = "scheme"
    """A stream that is neither http nor https."""
    ADDRESS_TOO_LONG = "address-too-long"
    DAMAGED = "damaged"
    """No part of the file could be decoded."""
    NOTHING_TO_PLAY = "nothing-to-play"
    """The file holds neither picture nor sound."""
    NO_PICTURE = "no-picture"
    """A picture was asked of a clip that is sound only."""
    DAMAGED_PLACE = "damaged-place"
    """The picture asked for cannot be decoded; others may."""
    STREAM_FAILED = "stream-failed"
    CLIP_STOPS_PLAYER = "clip-stops-player"
    """Three crashes or hangs on the same clip; it is put aside until it is loaded again."""
    CANNOT_START = "cannot-start"
    """The player process does not start at all."""
    NO_END = "no-end"
    """A live stream, which cannot be kept."""
    DISK_FULL = "disk-full"
    """A copy did not fit."""
    NOT_WRITTEN = "not-written"
    """A copy could not be written for another reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaInfo:
    """What is known of a loaded clip.

    Attributes:
        duration_ms: Length from the first frame to the end of the last; 0 when unknown.
        width: Stored width in pixels, before rotation and pixel shape.
        height: Stored height in pixels.
        display_width: Width a person sees, after rotation and pixel shape.
        display_height: Height a person sees.
        fps: Average frames a second, or None.
        frame_count: Number of frames, or None for a stream and for sound alone.
        first_pts_ms: The container's own time of the first frame; media time starts there.
        variable_rate: Whether frames last differently long (by more than 1 ms).
        exact: Whether frames can be addressed one by one.
        longest_group_ms: Length of the longest group of pictures, over which a seek may have to
            decode; 0 when unknown.
        cut_short_ms: The length that the file tells where it ends before that; else 0.
    """

    duration_ms: int
    width: int = 0
    height: int = 0
    display_width: int = 0
    display_height: int = 0
    fps: float | None = None
    frame_count: int | None = None
    has_video: bool = False
    has_audio: bool = False
    is_stream: bool = False
    is_still: bool = False
    first_pts_ms: int = 0
    variable_rate: bool = False
    exact: bool = False
    video_codec: str = ""
    audio_codec: str = ""
    container: str = ""
    rotation: int = 0
    longest_group_ms: int = 0
    cut_short_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayerEvent:
    """Anything the player tells; `generation` is the number `load` returned, 0 for none."""

    generation: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayerReady(PlayerEvent):
    """The player process answers."""

    libvlc: str | None
    """libVLC's version, or None when it cannot be used."""
    sound_device: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameShown(PlayerEvent):
    """A new picture lies in the shared memory; only the newest counts."""

    slot: int
    sequence: int
    media_ms: int
    frame_index: int | None
    exact: bool
    """False: a nearby picture while the right one is decoded, or a stream's estimate."""
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayerStateChanged(PlayerEvent):
    """The state is another one now."""

    state: PlayState
    media_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaLoaded(PlayerEvent):
    """The clip is open and described; its first picture follows."""

    info: MediaInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayerFailed(PlayerEvent):
    """Something could not be done; `detail` is for support and never holds an address."""

    code: PlayerFault
    detail: str
    media_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayerRestarted(PlayerEvent):
    """The process died or hung and a new one is on its way to the same place."""

    reason: str
    media_ms: int
    failures: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionChanged(PlayerEvent):
    """Where the place is when no picture is there for it; a frame brings its own time."""

    media_ms: int
    rate: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DamageFound(PlayerEvent):
    """Stretches that cannot be shown rightly; all that are known, half-open.

    While the place lies in one, `PositionChanged` tells it and the picture on screen is another's.
    """

    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipEnded(PlayerEvent):
    """Playing reached the end; the last picture stays."""

    media_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LoopTurned(PlayerEvent):
    """The loop's last frame was shown and playing went back to its start."""

    media_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BufferingChanged(PlayerEvent):
    """How full a stream's buffer is."""

    percent: int


@dataclass(slots=True, kw_only=True)
class FrameView:
    """The newest picture, read in place: four bytes a pixel, blue, green, red, 255.

    Paint from `pixels`, then ask `still_valid`; copy what must outlive the next two frames.
    """

    pixels: memoryview
    width: int
    height: int
    stride: int
    slot: int
    sequence: int
    media_ms: int
    frame_index: int | None
    exact: bool
    generation: int


class PlayerPort(Protocol):
    """A player in another process; every call returns at once (lane MAIN)."""

    @property
    def state(self) -> PlayState:
        """What the player does, as far as this side knows."""
        ...

    @property
    def info(self) -> MediaInfo | None:
        """The loaded clip, or None before `MediaLoaded`."""
        ...

    @property
    def rate(self) -> float:
        """The speed asked for."""
        ...

    @property
    def sound_device(self) -> bool:
        """Whether sound can be heard at all on this machine."""
        ...

    def start(self) -> None:
        """Start the player process in the background."""
        ...

    def load(
        self,
        source: str,
        *,
        is_stream: bool,
        position_ms: int = 0,
        paused: bool = True,
        rate: float = 1.0,
        view_width: int,
        view_height: int,
    ) -> int:
        """Open a file path or an http(s) address and return the new generation.

        The view's size in device pixels picks one of three picture sizes for this clip.
        """
        ...

    def unload(self) -> None:
        """Close the clip; the last picture stays readable."""
        ...

    def play(self) -> None:
        """Play from the frame on screen."""
        ...

    def pause(self) -> None:
        """Stop on the frame on screen, which is then exact."""
        ...

    def toggle(self) -> None:
        """Play or pause, whichever was not asked for last."""
        ...

    def seek(self, media_ms: int) -> None:
        """Go to the frame at `media_ms`; of several requests only the newest counts."""
        ...

    def step(self, frames: int) -> None:
        """Pause and go that many frames forward or, when negative, back."""
        ...

    def set_rate(self, rate: float) -> None:
        """Set the speed, 0.25 to 2, with the pitch kept."""
        ...

    def set_volume(self, percent: int) -> None:
        """Set the volume, 0 to 150 percent."""
        ...

    def set_muted(self, muted: bool) -> None:
        """Silence the sound without losing its volume."""
        ...

    def set_mono(self, mono: bool) -> None:
        """Mix all channels into one."""
        ...

    def set_loop(self, start_ms: int | None, end_ms: int | None) -> None:
        """Repeat from the frame at `start_ms` to the one at `end_ms`; None ends it."""
        ...

    def playhead_ms(self) -> int:
        """The time of the frame on screen now, without asking the process."""
        ...

    def frame(self) -> FrameView | None:
        """The newest picture, or None before the first one."""
        ...

    def still_valid(self, view: FrameView) -> bool:
        """Whether the picture was not written over while it was read."""
        ...

    def close(self) -> None:
        """End the process; waits for nothing."""
        ...


class PlayerError(Exception):
    """What a waiting player could not do."""

    def __init__(self, code: PlayerFault) -> None:
        super().__init__(code.value)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class Still:
    """One picture, copied: four bytes a pixel (blue, green, red, 255), without padding."""

    media_ms: int
    frame_index: int | None
    width: int
    height: int
    pixels: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """What a stretch of playing showed."""

    shown: int
    lost: int
    """Frames of the clip between the first and the last shown that were not shown."""
    stopped_ms: int
    """What the player said was on screen when it paused."""
    exact_ms: int
    """The time of the picture that was there afterwards."""


class WaitingPlayer(Protocol):
    """A player for the command line: each call waits for its result."""

    def open(self, path: str) -> MediaInfo:
        """Open a file.

        Raises:
            PlayerError: it cannot be opened.
        """
        ...

    def show(self, media_ms: int) -> Still:
        """The frame at a time, by the paused path.

        Raises:
            PlayerError: it cannot be decoded.
        """
        ...

    def play(self, seconds: float) -> Played:
        """Play from the start for so long, or to the end.

        Raises:
            PlayerError: the clip cannot be played.
        """
        ...

    def close(self) -> None:
        """End the process."""
        ...
