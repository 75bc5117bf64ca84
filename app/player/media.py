"""One local file opened with PyAV: what it is, its table of frames, and any frame exactly.

Runs in the child processes only. Errors come as `MediaError` with a code of the port.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import IO, Final

import av
from av.container import InputContainer
from av.error import FFmpegError
from av.stream import Disposition

from app.desk.ports.player import MediaInfo, PlayerFault
from app.player.damage import Damage, DamageFinder
from app.player.faults import MediaError
from app.player.index import FrameIndex
from app.player.reading import Reading, read_packets
from app.player.remux import copy_packets, needs_copy
from app.player.sources import OPEN_OPTIONS, refuse_file

_STILLS: Final = ("image2", "_pipe", "webp")
_FAR_AHEAD: Final = 12
"""Frames to decode on to rather than seek, when they lie in another group of pictures."""
_TRIES: Final = 8
"""So many groups of pictures are tried before the clip is decoded from its start."""
_TABLELESS_LEAD_S: Final = 1
"""How much earlier to aim without a table, where a seek lands behind its key frame."""


def open_container(path: Path) -> InputContainer:
    """Open a local file behind the lists of allowed containers and protocols.

    Raises:
        MediaError: the file is missing, unreadable, a playlist or not media.
    """
    fault = refuse_file(path)
    if fault is not None:
        raise MediaError(fault, path.suffix)
    try:
        # The prefix keeps a file named "concat:..." from being read as a protocol.
        return av.open(f"file:{path.absolute()}", "r", options=dict(OPEN_OPTIONS))
    except PermissionError as error:
        raise MediaError(PlayerFault.NOT_READABLE, type(error).__name__) from error
    except FileNotFoundError as error:
        raise MediaError(PlayerFault.NOT_FOUND, type(error).__name__) from error
    except (FFmpegError, OSError, ValueError, MemoryError) as error:
        raise MediaError(PlayerFault.DAMAGED, type(error).__name__) from error


def picture_stream(container: InputContainer) -> av.VideoStream | None:
    """The first video stream that is not a cover picture."""
    for stream in container.streams.video:
        if not stream.disposition & Disposition.attached_pic:
            return stream
    return None


class MediaFile:
    """An open file with its frames; belongs to one thread."""

    def __init__(self, path: Path, *, wanted: Callable[[], bool] = lambda: True) -> None:
        """Open, describe and index.

        Raises:
            MediaError: with the reason.
        """
        self._path = path
        self._copy: IO[bytes] | None = None
        self.container = open_container(path)
        self.index: FrameIndex | None = None
        self.damage = Damage()
        self._finder: DamageFinder | None = None
        self._cut_short_ms = 0
        self.first: av.VideoFrame | None = None
        self._decoded_on: Iterator[av.VideoFrame] = iter(())
        self.is_still = False
        self._tableless = self.container.format.name in ("mpegts", "mpeg", "mpegvideo")
        self._at: int | None = None
        self._last: tuple[int, av.VideoFrame] | None = None
        self.stream = picture_stream(self.container)
        sound = next(iter(self.container.streams.audio), None)
        if self.stream is None and sound is None:
            self.container.close()
            raise MediaError(PlayerFault.NOTHING_TO_PLAY, self.container.format.name)
        try:
            if self.stream is not None:
                self._open_picture(self.stream, wanted)
            self.info = self._describe(sound)
        except MediaError:
            self.container.close()
            raise
        except IndexError as error:
            # PyAV loses count of a damaged transport stream's streams.
            self.container.close()
            raise MediaError(PlayerFault.DAMAGED, "streams") from error

    def _open_picture(self, stream: av.VideoStream, wanted: Callable[[], bool]) -> None:
        stream.thread_type = "AUTO"
        name = self.container.format.name
        self.is_still = stream.frames <= 1 and any(part in name for part in _STILLS)
        if self.is_still:
            self.index = FrameIndex(pts=(0,), base=Fraction(1, 1000), keys=(0,), last_duration=1)
        else:
            self._take(read_packets(self.container, stream, wanted))
        self.first = self._first_frame(stream)

    def _take(self, reading: Reading) -> None:
        self.index, self._cut_short_ms = reading.index, reading.cut_short_ms
        for stretch in reading.skipped:
            self.damage.add(*stretch)
        if self.index is not None:
            self._finder = DamageFinder(self.index, self.damage)

    def _first_frame(self, stream: av.VideoStream) -> av.VideoFrame:
        """Decode one frame, which tells rotation and colors."""
        try:
            if not self.is_still:
                self.container.seek(0, stream=stream, backward=True)
            frame = next(self._frames(stream), None)
        except (FFmpegError, OSError) as error:
            raise MediaError(PlayerFault.DAMAGED, type(error).__name__) from error
        if frame is None:
            raise MediaError(PlayerFault.DAMAGED, "no picture")
        self._at = None
        return frame

    def all_frames(self) -> Iterator[av.VideoFrame]:
        """Decode from the start to the end; what does not decode goes into `damage`."""
        if self.stream is not None:
            self.container.seek(0)
            self._at = None
            self._begins(0)
            for frame in self._frames(self.stream):
                self._saw(frame)
                yield frame

    def _frames(self, stream: av.VideoStream) -> Iterator[av.VideoFrame]:
        """Decode on; a packet that does not decode is left out."""
        for packet in self.container.demux(stream):
            if packet.is_corrupt and self._finder is not None:
                self._finder.broke()
            try:
                yield from packet.decode()
            except FFmpegError:
                if self._finder is not None:
                    self._finder.broke()
        if self._finder is not None:
            self._finder.ended()

    def _begins(self, number: int) -> None:
        if self._finder is not None:
            self._finder.begins(number)

    def _saw(self, frame: av.VideoFrame) -> None:
        if self._finder is not None and self.index is not None and frame.pts is not None:
            self._finder.saw(self.index.at_pts(frame.pts), corrupt=frame.is_corrupt)

    def _describe(self, sound: av.AudioStream | None) -> MediaInfo:
        stream, first, index = self.stream, self.first, self.index
        total = self.container.duration
        length = round(total / 1000) if total else 0
        if sound is not None and sound.duration and sound.time_base:
            length = length or round(sound.duration * sound.time_base * 1000)
        plain = MediaInfo(
            duration_ms=length,
            has_audio=sound is not None,
            audio_codec=sound.codec_context.name if sound is not None else "",
            container=self.container.format.name,
        )
        if stream is None or first is None:
            return plain
        rotation = int(round(first.rotation / 90) * 90) % 360
        shape = stream.sample_aspect_ratio or Fraction(1)
        if not Fraction(1, 8) < shape < 8:
            # A shape nobody could look at is a damaged header.
            shape = Fraction(1)
        wide, high = round(first.width * shape), first.height
        if rotation in (90, 270):
            wide, high = high, wide
        rate = stream.average_rate
        return replace(
            plain,
            duration_ms=index.duration_ms if index is not None and not self.is_still else length,
            width=first.width,
            height=first.height,
            display_width=wide,
            display_height=high,
            fps=float(rate) if rate else None,
            frame_count=len(index) if index is not None else None,
            has_video=True,
            is_still=self.is_still,
            first_pts_ms=round(index.pts[0] * index.base * 1000) if index is not None else 0,
            variable_rate=index.variable if index is not None else False,
            exact=index is not None,
            video_codec=stream.codec_context.name,
            rotation=rotation,
            longest_group_ms=self._longest_group_ms(),
            cut_short_ms=self._cut_short_ms,
        )

    def _longest_group_ms(self) -> int:
        return 0 if self.index is None or self.is_still else round(self.index.longest_gap * 1000)

    def frame(
        self,
        number: int,
        *,
        wanted: Callable[[], bool],
        passing: Callable[[int, av.VideoFrame], None] | None = None,
    ) -> tuple[int, av.VideoFrame] | None:
        """The frame of that number, with the number that was really found.

        Where the clip is damaged that is the last one before the damage, or the first after it.

        Args:
            number: a frame of the index.
            wanted: asked between frames; when it says no, the work stops and None comes back.
            passing: is given each frame decoded on the way.

        Raises:
            MediaError: the place cannot be decoded.
        """
        index, stream = self.index, self.stream
        if index is None or stream is None or self.first is None:
            raise MediaError(PlayerFault.DAMAGED_PLACE, "no index")
        if self.is_still:
            return 0, self.first
        if self._last is not None and self._last[0] == number:
            return self._last
        sound = self._sound_number(index, number)
        found = self._found(index, stream, sound, wanted, passing)
        if found is not None and self._sound_number(index, found[0]) != found[0]:
            # That it is damaged was only learnt now: what was decoded is none of this moment.
            self._at = None
            found = self._found(index, stream, self._sound_number(index, number), wanted, None)
        return found

    def _sound_number(self, index: FrameIndex, number: int) -> int:
        """The frame itself, or where it is damaged the last before, or the first after that."""
        stretch = self.damage.at(index.token_ms(number))
        if stretch is None:
            return number
        before = index.at(stretch[0] - 1) if stretch[0] > 0 else -1
        return before if before >= 0 else index.at(stretch[1])

    def _found(
        self,
        index: FrameIndex,
        stream: av.VideoStream,
        number: int,
        wanted: Callable[[], bool],
        passing: Callable[[int, av.VideoFrame], None] | None,
    ) -> tuple[int, av.VideoFrame] | None:
        keys = self._starts(index, number)
        if self._leads_to(index, number):
            keys.insert(0, None)
        for key in keys:
            if key is not None:
                early = _TABLELESS_LEAD_S / index.base if key == 0 or self._tableless else 0
                self._seek(stream, index.pts[key] - int(early))
                self._begins(key)
            best = self._decode_to(index, number, wanted, passing)
            if not wanted():
                return None
            if best is not None and (best[0] <= number or key == 0):
                break
        else:
            self._at = None
            raise MediaError(PlayerFault.DAMAGED_PLACE, "nothing decoded")
        self._last = best
        return best

    def _leads_to(self, index: FrameIndex, number: int) -> bool:
        """Whether decoding on is a shorter way to a frame than seeking to its key frame."""
        if self._at is None or number <= self._at:
            return False
        return number - self._at <= _FAR_AHEAD or index.key_before(number) <= self._at

    @staticmethod
    def _starts(index: FrameIndex, number: int) -> list[int | None]:
        """Where to begin decoding: its own key frame, some before, the start of the clip.

        A transport stream has no table, so a seek may land behind the key frame it was asked for.
        """
        keys: list[int | None] = [index.key_before(number)]
        while len(keys) < _TRIES and keys[-1]:
            keys.append(index.key_before(keys[-1] - 1))
        return list(dict.fromkeys((*keys, 0)))

    def _decode_to(
        self,
        index: FrameIndex,
        number: int,
        wanted: Callable[[], bool],
        passing: Callable[[int, av.VideoFrame], None] | None,
    ) -> tuple[int, av.VideoFrame] | None:
        """Decode on to the frame; the last one at or before it, or the first one after it."""
        best: tuple[int, av.VideoFrame] | None = None
        try:
            for frame in self._decoded_on:
                if frame.pts is None:
                    continue
                found = index.at_pts(frame.pts)
                self._at = found
                self._saw(frame)
                if best is not None and found > number:
                    break
                best = (found, frame)
                if passing is not None:
                    passing(found, frame)
                if found >= number or not wanted():
                    break
        except (FFmpegError, OSError):
            self._at = None
        return best

    def _seek(self, stream: av.VideoStream, pts: int) -> None:
        self._at = None
        try:
            self.container.seek(pts, stream=stream, backward=True)
        except (FFmpegError, OSError) as error:
            raise MediaError(PlayerFault.DAMAGED_PLACE, type(error).__name__) from error
        self._decoded_on = self._frames(stream)

    def playable(self, wanted: Callable[[], bool]) -> tuple[str, float]:
        """What libVLC is to open, and its time of the first picture in ms."""
        index = self.index
        if index is None or not needs_copy(self.container.format.name):
            return str(self._path.absolute()), 0.0
        copied = copy_packets(self._path, index.pts[0], index.base, wanted)
        if copied is None:
            return str(self._path.absolute()), 0.0
        self._copy, name, lead_ms = copied
        return name, lead_ms

    def close(self) -> None:
        """Close the file and let go of its pictures, else kept until cycles are collected."""
        self._last = self.first = None
        self._decoded_on = iter(())
        if self._copy is not None:
            self._copy.close()
        self.container.close()
