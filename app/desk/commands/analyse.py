"""`scenewright analyse` and `scenewright doctor --clip`: what a clip holds and how it plays."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from app.desk.ports.analysis import PreflightFinding, WaitingAnalysis
from app.desk.ports.player import WaitingPlayer

_QUIET: Final = re.compile(rb"[\x00-\x03]{30,}")
"""300 ms and more at 100 values a second, at or below 3 of 255 (-38 dB)."""
_MS_A_PEAK: Final = 10
_PLAY_S: Final = 10.0
_SEEKS: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """What a clip holds; spans are half-open, in ms of media time."""

    duration_ms: int
    shots_ms: tuple[int, ...]
    silences_ms: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """How a clip plays on this machine; latencies from the request to the picture, in ms."""

    frames_shown: int
    frames_lost: int
    seek_p50_ms: float
    seek_p95_ms: float
    timecode_error_ms: int
    wrong_seeks: int
    preflight: tuple[PreflightFinding, ...]


def silences(peaks: bytes) -> tuple[tuple[int, int], ...]:
    """Spans in ms of 300 ms or more in which hardly anything is heard.

    Args:
        peaks: the waveform, one byte for each hundredth of a second.
    """
    found = (match.span() for match in _QUIET.finditer(peaks))
    return tuple((start * _MS_A_PEAK, end * _MS_A_PEAK) for start, end in found)


def analyse(analysis: WaitingAnalysis, clip: str) -> Analysis:
    """Shots, silences and length of a clip.

    Raises:
        PlayerError: the clip cannot be used.
    """
    info = analysis.probe(clip)
    return Analysis(
        duration_ms=info.duration_ms,
        shots_ms=(0, *analysis.shots(clip)) if info.has_video else (),
        silences_ms=silences(analysis.peaks(clip)) if info.has_audio else (),
    )


def diagnose(
    player: WaitingPlayer,
    analysis: WaitingAnalysis,
    clip: str,
    *,
    now_ms: Callable[[], float],
    chance: random.Random,
) -> Diagnosis:
    """Play ten seconds, make ten seeks and look through the file.

    Args:
        player: plays the clip.
        analysis: looks through it.
        clip: path of the file.
        now_ms: a monotonic clock in milliseconds.
        chance: picks the places.

    Raises:
        PlayerError: the clip cannot be played.
    """
    info = player.open(clip)
    played = player.play(_PLAY_S)
    waits: list[float] = []
    wrong = 0
    for _ in range(_SEEKS):
        asked = chance.randrange(max(1, info.duration_ms))
        start = now_ms()
        still = player.show(asked)
        waits.append(now_ms() - start)
        # A frame that begins after the time asked for is not the frame at that time.
        wrong += still.media_ms > asked + 1
    waits.sort()
    return Diagnosis(
        frames_shown=played.shown,
        frames_lost=played.lost,
        seek_p50_ms=waits[_SEEKS // 2],
        seek_p95_ms=waits[-1],
        timecode_error_ms=abs(played.stopped_ms - played.exact_ms),
        wrong_seeks=wrong,
        preflight=analysis.preflight(clip),
    )
