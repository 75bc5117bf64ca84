"""Barcode clips: each frame carries its own number in pixels.

So a test can read what was really shown. The upper third of the upright picture holds sixteen black
or white columns, the number's bits with the highest first. Below it lies a gray ramp that moves, so
that no two neighbors are alike.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

BITS = 16
Pixels = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipRecipe:
    """What a test clip is made of; `name` ends with the container's suffix."""

    name: str
    fps: Fraction = Fraction(25)
    frames: int = 100
    width: int = 320
    height: int = 180
    codec: str = "libx264"
    gop: int = 25
    b_frames: int = 2
    start_s: float = 0.0
    rotation: int = 0
    """Degrees counter-clockwise that a player must turn the stored picture (0, 90, 180, 270)."""
    sar: Fraction = Fraction(1)
    pattern_ms: tuple[int, ...] = ()
    """Frame durations that repeat, for a variable rate; empty for a constant rate."""
    sound: bool = False
    pixels: str = "yuv420p"
    cuts: tuple[int, ...] = ()
    """Frames at which the gray below the barcode jumps, like a new shot."""

    def times_ms(self) -> list[Fraction]:
        """Presentation time of each frame in ms, the first at 0."""
        if not self.pattern_ms:
            exact = [Fraction(1000 * i) / self.fps for i in range(self.frames)]
            # Matroska keeps whole milliseconds.
            return [Fraction(round(t)) for t in exact] if self.name.endswith("webm") else exact
        out, now = [], Fraction(0)
        for i in range(self.frames):
            out.append(now)
            now += self.pattern_ms[i % len(self.pattern_ms)]
        return out


def barcode(number: int, width: int, height: int, *, shade: int | None = None) -> Pixels:
    """The upright RGB picture that carries `number`."""
    picture = np.empty((height, width, 3), np.uint8)
    ramp = (np.arange(width) * 255 // width + number * 7) % 256
    if shade is not None:
        ramp = np.full(width, shade)
    picture[:] = ramp[None, :, None]
    top = height // 3
    edges = [round(i * width / BITS) for i in range(BITS + 1)]
    for bit in range(BITS):
        on = number >> (BITS - 1 - bit) & 1
        picture[:top, edges[bit] : edges[bit + 1]] = 235 if on else 16
    return picture


def read_barcode(pixels: bytes | memoryview, width: int, height: int, stride: int) -> int:
    """The number in a picture of four bytes a pixel (blue, green, red, any)."""
    lines = np.frombuffer(pixels, np.uint8)[: stride * height].reshape(height, stride)
    row = lines[height // 6, : width * 4].reshape(width, 4)[:, 1]
    number = 0
    for bit in range(BITS):
        middle = int((bit + 0.5) * width / BITS)
        number = number << 1 | int(row[middle - 1 : middle + 2].mean() > 110)
    return number


def _tone(at: int, count: int, rate: int) -> Pixels:
    """A quiet tone of 440 Hz, one second on and one second off."""
    time = (np.arange(at, at + count)) / rate
    wave = 0.25 * np.sin(2 * np.pi * 440 * time) * (np.floor(time) % 2 == 0)
    return wave.astype(np.float32).reshape(1, -1)


def make_clip(recipe: ClipRecipe, folder: Path) -> Path:
    """Write the clip into `folder`, or find it there; the same recipe gives the same content."""
    path = folder / recipe.name
    if path.exists():
        return path
    half = path.with_name("half-" + path.name)
    with av.open(str(half), "w") as out:
        _write(out, recipe)
    if recipe.rotation:
        _turn_mp4(half, recipe.rotation)
    half.replace(path)
    return path


def _write(out: av.container.OutputContainer, recipe: ClipRecipe) -> None:
    base = Fraction(1, 1000) if recipe.pattern_ms else 1 / recipe.fps
    options = {"g": str(recipe.gop), "bf": str(recipe.b_frames)}
    if recipe.codec == "libx264":
        options |= {"preset": "ultrafast", "sc_threshold": "0", "x264-params": "b-adapt=0"}
    elif recipe.codec == "libx265":
        options |= {"preset": "ultrafast", "x265-params": f"log-level=none:keyint={recipe.gop}"}
    elif recipe.codec == "libvpx-vp9":
        options |= {"deadline": "realtime", "cpu-used": "8"}
    elif recipe.codec == "libsvtav1":
        options |= {"preset": "12", "crf": "18"}
    video = out.add_stream(recipe.codec, rate=recipe.fps if not recipe.pattern_ms else 1000)
    turned = recipe.rotation in (90, 270)
    video.width, video.height = (
        (recipe.height, recipe.width) if turned else (recipe.width, recipe.height)
    )
    video.pix_fmt = recipe.pixels
    video.options = options
    video.codec_context.time_base = base
    video.time_base = base
    if recipe.sar != 1:
        video.codec_context.sample_aspect_ratio = recipe.sar
    sound = out.add_stream("aac", rate=44100, layout="mono") if recipe.sound else None
    start = round(Fraction(recipe.start_s) / base)
    heard = 0
    times = recipe.times_ms()
    for number, time_ms in enumerate(times):
        shade = None
        if recipe.cuts:
            shade = 40 + 90 * (sum(1 for c in recipe.cuts if c <= number) % 3)
        picture = barcode(number, recipe.width, recipe.height, shade=shade)
        if recipe.rotation:
            picture = np.ascontiguousarray(np.rot90(picture, -recipe.rotation // 90))
        frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
        frame.pts = start + round(time_ms / 1000 / base)
        frame.time_base = base
        out.mux(video.encode(frame))
        while sound is not None and heard * 1000 < float(time_ms + 40) * 44100:
            chunk = av.AudioFrame.from_ndarray(_tone(heard, 1024, 44100), "fltp", "mono")
            chunk.sample_rate = 44100
            chunk.pts = heard + round(recipe.start_s * 44100)
            chunk.time_base = Fraction(1, 44100)
            out.mux(sound.encode(chunk))
            heard += 1024
    out.mux(video.encode(None))
    if sound is not None:
        out.mux(sound.encode(None))


def _turn_mp4(path: Path, degrees: int) -> None:
    """Write the rotation into the video track's header; PyAV has no door to it when writing."""
    data = bytearray(path.read_bytes())
    cos, sin = {90: (0, 1), 180: (-1, 0), 270: (0, -1)}[degrees]
    at = data.index(b"tkhd") + 4 + 40
    one = 1 << 16
    # ISO 14496-12: the matrix in the header turns clockwise, hence the signs.
    struct.pack_into(
        ">9i", data, at, cos * one, -sin * one, 0, sin * one, cos * one, 0, 0, 0, 1 << 30
    )
    path.write_bytes(data)


def make_sound(folder: Path, name: str = "sound.m4a", seconds: float = 3.0) -> Path:
    """A file with sound and no picture."""
    path = folder / name
    if path.exists():
        return path
    with av.open(str(path), "w") as out:
        sound = out.add_stream("aac", rate=44100, layout="mono")
        for at in range(0, int(seconds * 44100), 1024):
            chunk = av.AudioFrame.from_ndarray(_tone(at, 1024, 44100), "fltp", "mono")
            chunk.sample_rate, chunk.pts = 44100, at
            out.mux(sound.encode(chunk))
        out.mux(sound.encode(None))
    return path


def make_still(folder: Path, name: str = "still.png", number: int = 77) -> Path:
    """A still picture that carries `number`."""
    path = folder / name
    frame = av.VideoFrame.from_ndarray(barcode(number, 320, 180), format="rgb24")
    with av.open(str(path), "w", format="image2") as out:
        stream = out.add_stream("mjpeg" if name.endswith("jpg") else "png", rate=1)
        stream.width, stream.height = 320, 180
        stream.pix_fmt = "yuvj420p" if name.endswith("jpg") else "rgb24"
        out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return path


NTSC = Fraction(30000, 1001)
SUITE: tuple[ClipRecipe, ...] = (
    ClipRecipe(name="film.mp4", fps=Fraction(24000, 1001), frames=120, gop=24, sound=True),
    ClipRecipe(name="pal.mp4", frames=125, gop=25, b_frames=3),
    ClipRecipe(name="ntsc.mp4", fps=NTSC, frames=150, gop=30, sound=True),
    ClipRecipe(name="thirty-long-gop.mp4", fps=Fraction(30), frames=330, gop=300, sound=True),
    ClipRecipe(name="sixty.mp4", fps=Fraction(60000, 1001), frames=240, gop=60),
    ClipRecipe(name="variable.mkv", frames=120, gop=30, pattern_ms=(17, 42, 41), b_frames=2),
    ClipRecipe(name="hevc.mp4", fps=Fraction(30), frames=120, gop=30, codec="libx265"),
    ClipRecipe(name="vp9.webm", fps=Fraction(30), frames=120, gop=30, codec="libvpx-vp9"),
    ClipRecipe(name="av1.mp4", frames=100, gop=25, codec="libsvtav1"),
    ClipRecipe(name="rotated.mp4", frames=100, rotation=90, width=180, height=320),
    ClipRecipe(name="portrait.mp4", frames=100, width=180, height=320),
    ClipRecipe(name="anamorphic.mp4", frames=100, width=240, height=180, sar=Fraction(4, 3)),
    ClipRecipe(name="broadcast.ts", frames=125, start_s=10.0, sound=True),
)
SHORT = replace(SUITE[1], name="short.mp4", frames=50)
