"""Makes the sound of the sample clip: two voices, the sea, gulls, steps and an accordion."""

from __future__ import annotations

import io
import subprocess
import wave
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float64]
RATE = 48_000
SEED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What is said, by whom and from when; voice, pitch and speed are espeak-ng's."""

    speaker: str
    words: str
    start_s: float
    voice: str
    pitch: int
    speed: int
    pan: float


LINES = (
    Line(speaker="Girl", words="You forgot your light again.", start_s=10.3, voice="en-us+f5",
         pitch=82, speed=142, pan=0.35),
    Line(speaker="Old man", words="Your mother always brought it.", start_s=13.0, voice="en-gb+m3",
         pitch=22, speed=132, pan=-0.1),
    Line(speaker="Girl", words="It is far too big!", start_s=19.0, voice="en-us+f5",
         pitch=88, speed=140, pan=0.15),
)  # fmt: skip

# A waltz of our own in A minor: (pitch as a MIDI number, length in quarter notes).
TUNE = (
    *((69, 1), (72, 1), (76, 1), (77, 1.5), (76, 0.5), (74, 1), (72, 1), (74, 1), (71, 1), (69, 3)),
    *((72, 1), (76, 1), (81, 1), (79, 1.5), (77, 0.5), (76, 1), (74, 1), (76, 0.5), (74, 0.5)),
    *((71, 1), (69, 3)),
)
CHORDS = ((45, 60, 64), (50, 57, 65), (52, 56, 62), (45, 60, 64)) * 4
BEAT_S = 0.62

# When a gull cries, how often, how high in Hz, and from which side (-1 left, 1 right).
GULLS = ((1.2, 3, 1250, -0.7), (6.1, 2, 1120, 0.5), (16.6, 2, 1190, 0.8), (22.6, 3, 1240, -0.3))


def speak(line: Line) -> Samples:
    """Lets espeak-ng say a line; without the silence around it, every voice equally loud."""
    command = ["espeak-ng", "-v", line.voice, "-p", str(line.pitch), "-s", str(line.speed)]
    spoken = subprocess.run([*command, "--stdout", line.words], check=True, capture_output=True)
    with wave.open(io.BytesIO(spoken.stdout)) as file:
        # The header of a stream does not know its length, so read all there is.
        data = file.readframes(1 << 24)
        rate = file.getframerate()
    samples = np.frombuffer(data, np.int16).astype(float)
    loud = np.flatnonzero(np.abs(samples) > 400)
    samples = samples[loud[0] : loud[-1]]
    steps = np.arange(0, len(samples) - 1, rate / RATE)
    samples = np.interp(steps, np.arange(len(samples)), samples)
    samples = band(samples, 90, 6500)
    # A soft limit lets a voice with sharp peaks be as loud as a smooth one.
    return np.tanh(samples / np.sqrt(np.mean(samples**2)) * 0.42)


def band(samples: Samples, low: float, high: float) -> Samples:
    """Keeps the frequencies between two limits in Hz, with soft edges."""
    spectrum = np.fft.rfft(samples)
    hertz = np.fft.rfftfreq(len(samples), 1 / RATE)
    keep = 1 / (1 + (low / np.maximum(hertz, 1)) ** 4) / (1 + (hertz / high) ** 4)
    return np.fft.irfft(spectrum * keep, len(samples))


def loudness(samples: Samples, per_second: int) -> Samples:
    """How loud each of so many pieces a second is, 0 to 1: it opens the mouths."""
    size = RATE // per_second
    pieces = samples[: len(samples) // size * size].reshape(-1, size)
    level = np.sqrt(np.mean(pieces**2, axis=1))
    return np.minimum(1, level / (np.max(level) * 0.8))


def make_sea(seconds: float) -> Samples:
    """Waves that come and go, differently left and right, and lap at the posts."""
    dice = np.random.default_rng(SEED)
    t = np.arange(int(seconds * RATE)) / RATE
    sides = []
    for side in range(2):
        noise = dice.standard_normal(len(t))
        swell = 0.55 + 0.3 * np.sin(2 * np.pi * t / 4.7 + side) + 0.15 * np.sin(2 * np.pi * t / 2.9)
        far = band(noise, 60, 420) * swell**2 * 2.4
        wash = band(noise, 500, 2600) * np.maximum(0, np.sin(2 * np.pi * t / 4.7 + side - 0.9)) ** 3
        lap = band(noise, 180, 900) * np.maximum(0, np.sin(2 * np.pi * t / 1.37 + side)) ** 14
        sides.append(far + wash * 1.0 + lap * 1.3)
    sea = np.stack(sides)
    return sea / np.max(np.abs(sea))


def make_gull(count: int, pitch: float) -> Samples:
    """A gull's cries, each a bent tone with a rough throat."""
    cries = []
    for number in range(count):
        length = 0.42 - 0.05 * number
        t = np.arange(int(length * RATE)) / RATE
        x = t / length
        hertz = pitch * (0.72 + 0.5 * np.sin(np.pi * x**0.6) - 0.18 * x)
        phase = 2 * np.pi * np.cumsum(hertz) / RATE
        rough = 1 + 0.35 * np.sin(2 * np.pi * 62 * t)
        tone = sum(np.sin(phase * n) / n**1.1 for n in (1, 2, 3, 4)) * rough
        cries += [tone * np.sin(np.pi * x) ** 0.7, np.zeros(int(0.11 * RATE))]
    return band(np.concatenate(cries), 600, 5200)


def make_step(dice: np.random.Generator) -> Samples:
    """One step of a boot on a plank."""
    t = np.arange(int(0.16 * RATE)) / RATE
    knock = np.sin(2 * np.pi * 128 * t) * np.exp(-t * 46)
    tap = band(dice.standard_normal(len(t)), 300, 2200) * np.exp(-t * 70)
    return knock + tap


def make_note(midi: float, seconds: float) -> Samples:
    """One note of an accordion: two reeds a little apart beat against each other."""
    t = np.arange(int(seconds * RATE)) / RATE
    hertz = 440 * 2 ** ((midi - 69) / 12)
    note = np.zeros(len(t))
    for detune in (0.9972, 1.0034):
        for n in range(1, 13):
            if hertz * n < 7000:
                note += np.sin(2 * np.pi * hertz * detune * n * t + n) / n**1.25
    swell = np.minimum(1, t / 0.07) * np.minimum(1, (seconds - t) / 0.09)
    return note * swell * (0.92 + 0.08 * np.sin(2 * np.pi * 1.1 * t))


def make_accordion(seconds: float) -> Samples:
    """The tune over its chords, as from a boat some way off."""
    music = np.zeros(int(seconds * RATE))
    at = 0.0
    for midi, beats in TUNE * 2:
        add(music, make_note(midi, beats * BEAT_S * 0.97), at)
        at += beats * BEAT_S
    for bar, (bass, *chord) in enumerate(CHORDS):
        start = bar * 3 * BEAT_S
        if start > at - BEAT_S:
            break
        add(music, make_note(bass, BEAT_S * 0.9) * 0.5, start)
        for beat in (1, 2):
            for midi in chord:
                add(music, make_note(midi, BEAT_S * 0.45) * 0.22, start + beat * BEAT_S)
    music = band(music, 150, 2600)
    return music / np.max(np.abs(music))


def add(track: Samples, samples: Samples, at_s: float) -> None:
    """Mixes samples into a track at a time; what reaches past its end is left out."""
    start = int(at_s * RATE)
    part = samples[: max(0, len(track) - start)]
    track[start : start + len(part)] += part


def make_sound(seconds: float) -> tuple[Samples, list[Samples]]:
    """Returns the stereo track, and the voices of `LINES` alone."""
    t = np.arange(int(seconds * RATE)) / RATE
    dice = np.random.default_rng(SEED)
    track = make_sea(seconds) * 0.17
    voices = [speak(line) for line in LINES]
    spoken = np.zeros(len(t))
    for line, voice in zip(LINES, voices, strict=True):
        add(spoken, np.ones(len(voice) + RATE // 2), line.start_s - 0.35)
        for side, sign in enumerate((-1, 1)):
            add(track[side], voice * 0.5 * (1 + sign * line.pan * 0.6), line.start_s)
            add(track[side], voice * 0.05, line.start_s + 0.043 + 0.013 * side)
    # The music steps back before someone speaks, and comes back after.
    window = np.hanning(RATE // 2)
    duck = 1 - 0.72 * np.convolve(spoken, window / window.sum(), "same")
    swell = 0.55 + 0.45 * np.clip((t - 20.8) / 2, 0, 1)
    music = make_accordion(seconds) * duck * swell
    track += np.stack([music * 0.20, music * 0.29])
    for start, count, pitch, pan in GULLS:
        cry = make_gull(count, pitch)
        for side, sign in enumerate((-1, 1)):
            add(track[side], cry * 0.030 * (1 + sign * pan), start)
    for number in range(8):
        step = make_step(dice)
        for side, gain in enumerate((0.07, 0.13)):
            add(track[side], step * gain * (0.55 + number * 0.06), 7.45 + number * 0.355)
    fade = np.minimum(1, t / 0.7) * np.minimum(1, (seconds - t) / 1.3)
    return np.tanh(track * fade * 1.25) * 0.9, voices
