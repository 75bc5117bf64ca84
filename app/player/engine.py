"""libVLC behind one small class: one instance and one player for the life of the child process.

Its threads call back into this module; each callback notes what happened and returns. No libVLC
call is ever made from a callback (stopping there hangs for good), and no lock is held while one
is made.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable
from typing import Any, Final

import av
import vlc as _vlc  # pyright: ignore[reportMissingTypeStubs] - python-vlc has none

from app.player.signals import EngineEvent, has_sound_device, now_ms

vlc: Any = _vlc

_ARGUMENTS: Final = [
    "--quiet",
    "--intf=dummy",
    "--no-video-title-show",
    "--no-snapshot-preview",
    "--no-spu",
    "--no-osd",
    "--no-media-library",
    "--no-lua",
    "--no-metadata-network-access",
    "--no-auto-preparse",
    "--no-sub-autodetect-file",
    "--avcodec-hw=none",
    "--no-stats",
    "--no-interact",
    "--http-reconnect",
    "--swscale-mode=0",
]
_MONO: Final = 7
_STEREO: Final = 1
_EVENTS: Final = ("Playing", "Paused", "EndReached", "EncounteredError")

_Address = ctypes.c_void_p
_Number = ctypes.POINTER(ctypes.c_uint)
_Lock = ctypes.CFUNCTYPE(_Address, _Address, ctypes.POINTER(_Address))
_Display = ctypes.CFUNCTYPE(None, _Address, _Address)
# The binding's own prototype hands the chroma as bytes, which cannot be written to.
_Format = ctypes.CFUNCTYPE(
    ctypes.c_uint,
    ctypes.POINTER(_Address),
    ctypes.POINTER(ctypes.c_char),
    _Number,
    _Number,
    _Number,
    _Number,
)
_Cleanup = ctypes.CFUNCTYPE(None, _Address)


class NoLibVlcError(Exception):
    """libVLC cannot be used on this machine."""


def _nothing(_: object) -> None:
    """The buffers outlive the picture; there is nothing to clean up."""


class _Planes:
    """Three I420 buffers that libVLC writes and the painter reads."""

    def __init__(self) -> None:
        self.frames: list[av.VideoFrame] = []
        self.ready: tuple[int, float] | None = None
        self.reading: int | None = None
        self.locked = 0
        self.wake = threading.Condition()

    def choose(self) -> int:
        """A buffer that is neither waiting to be painted nor being painted."""
        with self.wake:
            waiting = self.ready[0] if self.ready is not None else None
            self.locked = next(i for i in range(3) if i not in (waiting, self.reading))
            return self.locked


class Engine:
    """The player; every method is called from the child's main loop only."""

    def __init__(self, tell: Callable[[EngineEvent], None]) -> None:
        """Load libVLC.

        Args:
            tell: is called from libVLC's threads with each event.

        Raises:
            NoLibVlcError: the library is missing or refuses its arguments.
        """
        self.sound_device = has_sound_device()
        arguments = [*_ARGUMENTS, *(() if self.sound_device else ("--aout=dummy",))]
        try:
            instance = vlc.Instance(arguments)
        except (NameError, OSError, AttributeError) as error:
            raise NoLibVlcError(type(error).__name__) from error
        if instance is None:
            msg = "no instance"
            raise NoLibVlcError(msg)
        self._instance: Any = instance
        self._player: Any = instance.media_player_new()
        self._tell = tell
        self._planes = _Planes()
        self._size = (32, 32)
        self.lost = 0
        self.opening = 0
        self.version: str = vlc.libvlc_get_version().decode("ascii", "replace").split()[0]
        self._keep = self._connect()

    def _connect(self) -> tuple[object, ...]:
        """Hand the callbacks over; they live as long as this object."""
        keep = (
            _Lock(self._on_lock),
            _Display(self._on_display),
            _Format(self._on_format),
            _Cleanup(_nothing),
        )
        lock, display, form, cleanup = (ctypes.cast(k, _Address) for k in keep)
        handle = self._player._as_parameter_
        library = vlc.dll
        library.libvlc_video_set_callbacks.argtypes = [_Address] * 5
        library.libvlc_video_set_format_callbacks.argtypes = [_Address] * 3
        library.libvlc_video_set_callbacks(handle, lock, None, display, None)
        library.libvlc_video_set_format_callbacks(handle, form, cleanup)
        manager = self._player.event_manager()
        kinds = vlc.EventType
        manager.event_attach(kinds.MediaPlayerTimeChanged, self._on_time)
        manager.event_attach(kinds.MediaPlayerBuffering, self._on_buffering)
        for name in _EVENTS:
            manager.event_attach(getattr(kinds, f"MediaPlayer{name}"), self._on_event, name)
        return keep

    # Callbacks, on libVLC's threads.

    def _on_format(self, _: object, chroma: Any, *numbers: Any) -> int:  # noqa: ANN401 - ctypes
        try:
            wide, high, pitches, lines = numbers
            for place, letter in enumerate(b"I420"):
                chroma[place] = bytes([letter])
            if self._size == (0, 0):
                self._set_planes(int(wide[0]) // 32 * 32 or 32, int(high[0]) // 2 * 2 or 2)
            wide[0], high[0] = self._size
            frame = self._planes.frames[0]
            for place, plane in enumerate(frame.planes):
                pitches[place] = plane.line_size
                lines[place] = plane.height
        except Exception:  # noqa: BLE001 - a C caller: 0 tells it that there is no picture
            return 0
        return 1

    def _on_lock(self, _: object, planes: Any) -> int:  # noqa: ANN401 - ctypes
        chosen = self._planes.choose()
        for place, plane in enumerate(self._planes.frames[chosen].planes):
            planes[place] = plane.buffer_ptr
        return chosen

    def _on_display(self, _: object, picture: int | None) -> None:
        at = now_ms()
        planes = self._planes
        with planes.wake:
            if planes.ready is not None:
                self.lost += 1
            planes.ready = (picture or 0, at)
            planes.wake.notify()

    def _on_time(self, event: Any) -> None:  # noqa: ANN401 - the binding's union
        self._tell(EngineEvent("Time", now_ms(), float(event.u.new_time), self.opening))

    def _on_buffering(self, event: Any) -> None:  # noqa: ANN401 - the binding's union
        self._tell(EngineEvent("Buffering", now_ms(), float(event.u.new_cache), self.opening))

    def _on_event(self, _: object, name: str) -> None:
        self._tell(EngineEvent(name, now_ms(), 0, self.opening))

    # The painter's side.

    def next_picture(self) -> tuple[float, av.VideoFrame]:
        """Wait for a displayed picture: its moment and its planes, good until `picture_done`."""
        planes = self._planes
        with planes.wake:
            while planes.ready is None:
                planes.wake.wait()
            chosen, at = planes.ready
            planes.ready, planes.reading = None, chosen
            return at, planes.frames[chosen]

    def picture_done(self) -> None:
        """The planes may be written again."""
        with self._planes.wake:
            self._planes.reading = None

    # Commands, on the main loop.

    def _set_planes(self, width: int, height: int) -> None:
        self._size = (width, height)
        with self._planes.wake:
            self._planes.frames = [av.VideoFrame(width, height, "yuv420p") for _ in range(3)]
            self._planes.ready = None

    @property
    def size(self) -> tuple[int, int]:
        """Size of the planes."""
        return self._size

    def open(
        self, source: str, *, is_stream: bool, start_ms: int, size: tuple[int, int] | None
    ) -> None:
        """Open at a time and wait there, paused; a stream plays at once.

        A size of None takes the decoder's own.
        """
        self.stop()
        self.opening += 1
        if size is None:
            self._size = (0, 0)
        else:
            self._set_planes(*size)
        media = (
            self._instance.media_new_location(source)
            if is_stream
            else self._instance.media_new_path(source)
        )
        if start_ms > 0:
            media.add_option(f":start-time={start_ms / 1000:.3f}")
        if not is_stream:
            # A paused stream never fills its buffer.
            media.add_option(":start-paused")
        self._player.set_media(media)
        media.release()
        self._player.play()

    def shown_size(self) -> tuple[int, int] | None:
        """The stream's own width and height, once a picture is decoded."""
        size: tuple[int, int] = self._player.video_get_size(0)
        return size if min(size) > 0 else None

    def stop(self) -> None:
        """Close the media; may take as long as its decoder needs."""
        self._player.stop()

    def set_pause(self, paused: bool) -> None:
        """Pause or go on."""
        self._player.set_pause(int(paused))

    def set_time(self, at_ms: int) -> None:
        """Seek."""
        self._player.set_time(at_ms)

    def set_rate(self, rate: float) -> None:
        """Set the speed; libVLC keeps the pitch by default."""
        self._player.set_rate(rate)

    def set_sound(self, *, percent: int, muted: bool, mono: bool) -> None:
        """Volume, silence and channels; the player keeps them over media."""
        self._player.audio_set_volume(percent)
        self._player.audio_set_mute(muted)
        # 3.0's header names no mono, its audio output knows it (AOUT_VAR_CHAN_MONO).
        vlc.libvlc_audio_set_channel(self._player, _MONO if mono else _STEREO)
