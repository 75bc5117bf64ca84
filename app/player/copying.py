"""Makes copies: of a file one with a key frame each second, of a stream the packets as they are.

A copy appears under its name when it is whole; before that it has none on Linux, so that a full
disk, a change of mind or any death leaves nothing behind.
"""

# pyright: reportUnknownMemberType=false
# PyAV leaves the parameters of its muxing functions untyped.
from __future__ import annotations

import errno
import os
from collections.abc import Callable, Generator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import IO, Final

import av
from av.audio.stream import AudioStream
from av.container import InputContainer, OutputContainer
from av.error import FFmpegError, InvalidDataError
from av.stream import Discard, Stream
from av.video.stream import VideoStream

from app.desk.ports.player import PlayerFault
from app.player.looking import GoOn
from app.player.media import MediaError, MediaFile
from app.player.picture import Colors, Converter
from app.player.sources import STREAM_OPTIONS, refuse_stream

_FITS_MP4: Final = frozenset({"aac", "mp3", "ac3", "eac3", "opus", "flac", "alac"})
_PATIENCE_S: Final = 15.0
"""A server that is silent for so long does not answer any more."""
_LIMITED_RANGE: Final = 1
_FULL: Final = (errno.ENOSPC, errno.EDQUOT)


@contextmanager
def _new_file(target: Path) -> Generator[IO[bytes]]:
    """A file that gets its name when the block ends well.

    Raises:
        MediaError: the disk is full or cannot be written to.
    """
    half = target.with_name(f".{target.name}.part")
    named = not hasattr(os, "O_TMPFILE")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            fd = -1 if named else os.open(target.parent, os.O_TMPFILE | os.O_RDWR, 0o600)
        except OSError:
            fd, named = -1, True
        with half.open("w+b") if named else os.fdopen(fd, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
            if not named:
                # Without a descriptor of a folder Python would link the link itself.
                os.link(f"/proc/self/fd/{fd}", half, src_dir_fd=file.fileno())
        half.replace(target)
    except OSError as error:
        fault = PlayerFault.DISK_FULL if error.errno in _FULL else PlayerFault.NOT_WRITTEN
        raise MediaError(fault, type(error).__name__) from error
    finally:
        half.unlink(missing_ok=True)


def seekable_copy(source: str, target: Path, go_on: GoOn) -> None:
    """Write an H.264 copy with a key frame each second; times are those of the file to the tick.

    Raises:
        MediaError: the file cannot be read or the copy cannot be written.
    """
    media = MediaFile(Path(source))
    try:
        with _new_file(target) as file, av.open(file, "w", format="mp4") as out:
            _encode(media, out, go_on)
    finally:
        media.close()


def _encode(media: MediaFile, out: OutputContainer, go_on: GoOn) -> None:
    picture, index, first = media.stream, media.index, media.first
    if picture is None or index is None or first is None or media.is_still:
        raise MediaError(PlayerFault.NOTHING_TO_PLAY, "no picture")
    colors = Colors.of(first)
    size = (first.width // 2 * 2, first.height // 2 * 2)
    converter = Converter(width=size[0], height=size[1], rotation=0, colors=colors)
    video = out.add_stream("libx264", rate=picture.average_rate or Fraction(25))
    video.width, video.height = size
    video.pix_fmt = "yuv420p"
    every = max(1, round(len(index) * 1000 / max(1, index.duration_ms)))
    # One thread: playing and typing go on meanwhile.
    video.options = {
        "crf": "18", "preset": "veryfast", "g": str(every), "bf": "0", "threads": "1",
    }  # fmt: skip
    context = video.codec_context
    context.time_base = video.time_base = index.base
    context.sample_aspect_ratio = picture.sample_aspect_ratio or Fraction(1)
    context.color_range, context.colorspace = _LIMITED_RANGE, colors.tag
    if media.info.rotation:
        video.set_display_rotation(media.info.rotation)
    sound = next(iter(media.container.streams.audio), None)
    heard = _Sound(out, sound, index.pts[0] * index.base) if sound is not None else None
    media.container.seek(0)
    done, last = 0, -1
    for packet in media.container.demux(*(s for s in (picture, sound) if s is not None)):
        if heard is not None and packet.stream is sound:
            heard.take(packet)
            continue
        try:
            frames = packet.decode()
        except InvalidDataError:
            continue
        for frame in frames:
            if not isinstance(frame, av.VideoFrame) or frame.pts is None:
                continue
            at = frame.pts - index.pts[0]
            done += 1
            if at <= last:
                continue
            last = at
            planes = converter.planes(frame)
            planes.pts, planes.time_base = at, index.base
            # The new encoder chooses its own key frames.
            planes.pict_type = 0
            out.mux(video.encode(planes))
        go_on(min(1.0, done / len(index)))
    out.mux(video.encode(None))
    if heard is not None:
        heard.end()


class _Sound:
    """Takes the sound over as it is; what MP4 cannot hold becomes AAC."""

    def __init__(self, out: OutputContainer, sound: AudioStream, zero_s: Fraction) -> None:
        self._out = out
        self._zero_s = zero_s
        self._copied = sound.codec_context.name in _FITS_MP4
        if self._copied:
            self._heard = out.add_stream_from_template(sound)
        else:
            rate = min(48_000, sound.codec_context.sample_rate)
            self._heard = out.add_stream("aac", rate=rate, layout=sound.layout.name)

    def take(self, packet: av.Packet[Stream]) -> None:
        """Take one packet; what lies before the first picture is left out."""
        base = packet.time_base or Fraction(1)
        shift = round(self._zero_s / base)
        if self._copied:
            if packet.dts is None or packet.pts is None or packet.dts < shift:
                return
            packet.pts -= shift
            packet.dts -= shift
            packet.stream = self._heard
            self._out.mux(packet)
            return
        try:
            frames = packet.decode()
        except InvalidDataError:
            return
        for frame in frames:
            if isinstance(frame, av.AudioFrame) and frame.pts is not None and frame.pts >= shift:
                frame.pts -= shift
                self._out.mux(self._heard.encode(frame))

    def end(self) -> None:
        """Write what is left."""
        if not self._copied:
            self._out.mux(self._heard.encode(None))


def keep_stream(address: str, target: Path, go_on: GoOn) -> None:
    """Write a stream's picture and sound into a file, as they come.

    Raises:
        MediaError: the address is refused, the stream has no end, breaks off, or cannot be written.
    """
    fault = refuse_stream(address)
    if fault is not None:
        raise MediaError(fault, "")
    try:
        source = av.open(address, "r", options=dict(STREAM_OPTIONS), timeout=_PATIENCE_S)
    except (FFmpegError, OSError, ValueError) as error:
        raise MediaError(PlayerFault.STREAM_FAILED, type(error).__name__) from error
    with source:
        # A list of segments has a size of its own that says nothing.
        size = 0 if source.format.name == "hls" else max(0, source.size)
        if not source.duration and not size:
            raise MediaError(PlayerFault.NO_END, source.format.name)
        length_s = (source.duration or 0) / av.time_base

        def tell(packet: av.Packet[Stream], at_s: Fraction) -> None:
            done = float(at_s) / length_s if length_s else (packet.pos or 0) / size
            go_on(min(1.0, max(0.0, done)))

        with _new_file(target) as file, av.open(file, "w", format="matroska") as out:
            _take_packets(source, out, tell)


def _take_packets(
    source: InputContainer,
    out: OutputContainer,
    tell: Callable[[av.Packet[Stream], Fraction], None],
) -> None:
    picture, sound = source.streams.best("video"), source.streams.best("audio")
    pairs: dict[int, VideoStream | AudioStream] = {}
    for stream in source.streams:
        if isinstance(stream, VideoStream | AudioStream) and stream in (picture, sound):
            pairs[stream.index] = out.add_stream_from_template(stream)
        else:
            stream.discard = Discard.all
    if not pairs:
        raise MediaError(PlayerFault.NOTHING_TO_PLAY, source.format.name)
    zero_s: Fraction | None = None
    decoded: dict[int, int] = {}
    try:
        for packet in source.demux(*(source.streams[index] for index in pairs)):
            if packet.pts is None or packet.size == 0:
                continue
            number, base = packet.stream.index, packet.time_base
            if zero_s is None and (packet.stream is picture or picture is None):
                zero_s = packet.pts * base
            if zero_s is None:
                continue
            shift = round(zero_s / base)
            packet.pts -= shift
            # The first packets of Matroska tell no decoding time: it is before all others.
            after = decoded.get(number, packet.pts - round(1 / base)) + 1
            packet.dts = packet.dts - shift if packet.dts is not None else after
            if packet.stream is not picture and packet.pts < 0:
                continue
            decoded[number] = packet.dts
            tell(packet, packet.pts * base)
            packet.stream = pairs[number]
            out.mux(packet)
    except FFmpegError as error:
        if error.errno in _FULL:
            raise
        raise MediaError(PlayerFault.STREAM_FAILED, type(error).__name__) from error
