"""The work of the analysis process: each function looks at one file and can be stopped.

`go_on` is called often and told how far the work is; it raises `Stopped` when nobody wants it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import av
import numpy as np
from av.container import InputContainer
from av.error import FFmpegError

from app.desk.ports.analysis import LONG_GROUP_MS, Preflight, PreflightFinding, SmallPicture
from app.desk.ports.player import PlayerFault
from app.player.media import MediaError, MediaFile, open_container, picture_stream
from app.player.picture import Colors, Converter
from app.player.shots import find_cuts

PER_SECOND: Final = 100
_RATE: Final = 8000
_CHUNK_S: Final = 10
_NEAR_MS: Final = 500
_UNHEARD_MS: Final = 200
_FULL_HD: Final = 1920 * 1088

GoOn = Callable[[float], None]


class Stopped(Exception):  # noqa: N818 - not an error: somebody changed their mind
    """The request was cancelled."""


def content_hash(path: Path, go_on: GoOn) -> str:
    """SHA-256 of the whole file.

    Raises:
        MediaError: the file cannot be read.
    """
    digest, read = hashlib.sha256(), 0
    try:
        total = max(1, path.stat().st_size)
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
                read += len(block)
                go_on(read / total)
    except FileNotFoundError as error:
        raise MediaError(PlayerFault.NOT_FOUND, "") from error
    except OSError as error:
        raise MediaError(PlayerFault.NOT_READABLE, type(error).__name__) from error
    return digest.hexdigest()


def peaks(
    path: Path, from_ms: int, go_on: GoOn, unheard: list[tuple[int, int]] | None = None
) -> Iterator[tuple[int, bytes]]:
    """Chunks `(start_ms, bytes)` of the waveform, those from `from_ms` on first.

    Times are media time: the first picture is 0, so that sound before it is left out. Stretches
    between two sounds in which the file gives none go into `unheard`.
    """
    unheard = [] if unheard is None else unheard
    with open_container(path) as container:
        sound = next(iter(container.streams.audio), None)
        if sound is None:
            return
        picture = picture_stream(container)
        zero_s = _start_s(picture if picture is not None else sound)
        length_s = (container.duration or 0) / av.time_base
        first = from_ms // (_CHUNK_S * 1000) * _CHUNK_S
        if first > 0:
            container.seek(round((zero_s + first) * av.time_base))
            yield from _peak_chunks(container, sound, zero_s, first, None, length_s, go_on, unheard)
            container.seek(round(zero_s * av.time_base))
        yield from _peak_chunks(
            container, sound, zero_s, 0, first or None, length_s, go_on, unheard
        )


def _start_s(stream: Any) -> Fraction:  # noqa: ANN401 - either kind of stream
    return Fraction(stream.start_time or 0) * (stream.time_base or Fraction(1))


def _peak_chunks(
    container: InputContainer,
    sound: av.AudioStream,
    zero_s: Fraction,
    first_s: int,
    end_s: int | None,
    length_s: float,
    go_on: GoOn,
    unheard: list[tuple[int, int]],
) -> Iterator[tuple[int, bytes]]:
    resampler = av.AudioResampler(format="s16", layout="mono", rate=_RATE)
    size = _RATE // PER_SECOND
    chunk = np.zeros(_CHUNK_S * _RATE, np.int16)
    base, filled = first_s * _RATE, 0
    heard: int | None = None
    for packet in container.demux(sound):
        try:
            frames = packet.decode()
        except FFmpegError:
            # Damaged sound fails in many ways; what comes after it is heard.
            continue
        for frame in frames:
            if frame.pts is None:
                continue
            at = round((frame.pts * (frame.time_base or Fraction(1)) - zero_s) * _RATE)
            if heard is not None and at - heard > _UNHEARD_MS * _RATE // 1000:
                unheard.append((heard * 1000 // _RATE, at * 1000 // _RATE))
            heard = at + frame.samples * _RATE // frame.sample_rate
            frame.pts = None
            for part in resampler.resample(frame):
                samples = part.to_ndarray().reshape(-1)
                while len(samples):
                    place = at - base
                    if place < 0:
                        samples, at = samples[-place:], base
                        continue
                    if place >= len(chunk):
                        yield base * 1000 // _RATE, _loudest(chunk, size)
                        base += len(chunk)
                        chunk[:], filled = 0, 0
                        go_on(min(1.0, base / _RATE / length_s) if length_s else 0.0)
                        if end_s is not None and base >= end_s * _RATE:
                            return
                        continue
                    count = min(len(samples), len(chunk) - place)
                    chunk[place : place + count] = samples[:count]
                    filled = max(filled, place + count)
                    samples, at = samples[count:], at + count
    if filled:
        yield base * 1000 // _RATE, _loudest(chunk[: -(-filled // size) * size], size)


def _loudest(samples: np.ndarray[Any, np.dtype[np.int16]], size: int) -> bytes:
    loud = np.abs(samples.astype(np.int32)).reshape(-1, size).max(axis=1)
    return np.minimum(255, loud * 255 // 32767).astype(np.uint8).tobytes()


def shots(path: Path, go_on: GoOn) -> list[int]:
    """Times in ms of the frames that begin a shot.

    Raises:
        MediaError: the file cannot be used.
    """
    media = MediaFile(path)
    try:
        if media.stream is None or media.index is None or media.is_still:
            return []
        small: list[np.ndarray[Any, np.dtype[np.uint8]]] = []
        times: list[int] = []
        total = max(1, len(media.index))
        for frame in media.all_frames():
            gray = frame.reformat(64, 36, "gray", interpolation="FAST_BILINEAR")
            small.append(gray.to_ndarray().reshape(-1).astype(np.uint8))
            times.append(media.index.token_ms(media.index.at_pts(frame.pts or 0)))
            if len(small) % 16 == 0:
                go_on(min(1.0, len(small) / total))
        return [times[n] for n in find_cuts(np.asarray(small))] if small else []
    finally:
        media.close()


def thumbnails(
    path: Path, times_ms: list[int], height: int, go_on: GoOn
) -> Iterator[tuple[int, SmallPicture]]:
    """Small pictures by the time asked for: key frames at once, then what they do not show.

    Raises:
        MediaError: the file cannot be used.
    """
    media = MediaFile(path)
    try:
        index, first, info = media.index, media.first, media.info
        if index is None or first is None:
            return
        width = max(32, round(height * info.display_width / max(1, info.display_height)) // 32 * 32)
        converter = Converter(
            width=width,
            height=height // 2 * 2,
            rotation=info.rotation,
            colors=Colors.of(first),
        )

        def picture(number: int, done: float, *, exact: bool) -> SmallPicture | None:
            def wanted() -> bool:
                go_on(done)
                return True

            found = media.frame(number, wanted=wanted)
            if found is None:
                return None
            pixels = converter.pixels(converter.planes(found[1]))
            return SmallPicture(
                width=converter.width, height=converter.height, pixels=pixels, exact=exact
            )

        far: list[tuple[int, int]] = []
        steps = 2 * len(times_ms)
        for step, at_ms in enumerate(times_ms):
            # A key frame that is near is good enough for a strip, and forty times as quick.
            key = index.key_before(index.at(at_ms))
            near = at_ms - index.exact_ms(key) <= _NEAR_MS
            if not near:
                far.append((index.at(at_ms), at_ms))
            if made := picture(key, step / steps, exact=near):
                yield at_ms, made
        # In the order of the clip each group of pictures is decoded once.
        for step, (number, at_ms) in enumerate(sorted(far), len(times_ms)):
            if made := picture(number, step / steps, exact=True):
                yield at_ms, made
        go_on(1.0)
    finally:
        media.close()


def preflight(path: Path, go_on: GoOn) -> list[PreflightFinding]:
    """Decode everything once and say what will be troublesome.

    Raises:
        MediaError: the file cannot be used at all.
    """
    media = MediaFile(path)
    try:
        return list(_findings(media, go_on))
    finally:
        media.close()


def _findings(media: MediaFile, go_on: GoOn) -> Iterator[PreflightFinding]:
    info, index = media.info, media.index
    if not info.has_audio:
        yield PreflightFinding(code=Preflight.NO_SOUND)
    if not info.has_video:
        yield PreflightFinding(code=Preflight.NO_PICTURE)
        return
    if index is None:
        yield PreflightFinding(code=Preflight.NO_TIMES)
        return
    if info.longest_group_ms > LONG_GROUP_MS:
        yield PreflightFinding(code=Preflight.LONG_GROUPS, value=info.longest_group_ms / 1000)
    if info.variable_rate:
        yield PreflightFinding(code=Preflight.VARIABLE_RATE)
    if info.width * info.height > _FULL_HD:
        yield PreflightFinding(code=Preflight.LARGE_PICTURE, value=info.width * info.height / 1e6)
    if index.duration_ms and len(index) * 1000 / index.duration_ms > 61:
        yield PreflightFinding(code=Preflight.HIGH_RATE, value=info.fps or 0.0)
    if info.is_still:
        return
    for good, _ in enumerate(media.all_frames(), 1):
        if good % 32 == 0:
            go_on(min(1.0, good / len(index)))
    if stretches := media.damage.stretches:
        yield PreflightFinding(
            code=Preflight.DAMAGED_PLACES,
            value=len(stretches),
            at_ms=stretches[0][0],
            spans=stretches,
        )
    if info.cut_short_ms:
        yield PreflightFinding(
            code=Preflight.CUT_SHORT, value=info.cut_short_ms / 1000, at_ms=info.duration_ms
        )
