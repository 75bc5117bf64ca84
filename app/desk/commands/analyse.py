"""`scenewright analyse` and `scenewright doctor --clip`: what a clip holds and how it plays."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from app.desk.ports.analysis import Preflight, PreflightFinding, Sound, WaitingAnalysis
from app.desk.ports.player import WaitingPlayer
from app.desk.waveform import STEP_MS, Waveform
from app.domain.coverage import Span, gaps

_MISSING_END_MS: Final = 1500
_PLAY_S: Final = 10.0
_SEEKS: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """What a clip holds; spans are half-open, in ms of media time.

    Attributes:
        duration_ms: What of it is there, damage included.
        shots_ms: Where shots begin.
        silences_ms: Where hardly anything is heard.
        damaged_ms: Where the picture cannot be shown.
        unheard_ms: Where a damaged file gives no sound.
        cut_short_ms: The length the file tells where it ends before that; else 0.
    """

    duration_ms: int
    shots_ms: tuple[int, ...]
    silences_ms: tuple[Span, ...]
    damaged_ms: tuple[Span, ...] = ()
    unheard_ms: tuple[Span, ...] = ()
    cut_short_ms: int = 0

    @property
    def whole(self) -> bool:
        """Whether everything could be read."""
        return not (self.damaged_ms or self.unheard_ms or self.cut_short_ms)


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


def silences(peaks: bytes, unheard: Sequence[Span] = ()) -> tuple[Span, ...]:
    """Spans in ms in which hardly anything is heard, by the timeline's rule.

    Args:
        peaks: the waveform, one byte for each hundredth of a second.
        unheard: where there is no sound to judge.
    """
    wave = Waveform()
    for start, end in gaps(unheard, len(peaks) * STEP_MS):
        wave.add(start // STEP_MS * STEP_MS, peaks[start // STEP_MS : end // STEP_MS])
    return wave.silences()


def analyse(analysis: WaitingAnalysis, clip: str) -> Analysis:
    """Shots, silences and length of a clip.

    Raises:
        PlayerError: the clip cannot be used.
    """
    info = analysis.probe(clip)
    shots = (0, *analysis.shots(clip)) if info.has_video else ()
    sound = analysis.peaks(clip) if info.has_audio else Sound(peaks=b"")
    damaged = tuple(
        span
        for finding in analysis.preflight(clip)
        if finding.code is Preflight.DAMAGED_PLACES
        for span in finding.spans
    )
    heard_badly = not info.has_video or damaged or info.cut_short_ms
    unheard = sound.unheard if heard_badly else ()
    heard_ms = len(sound.peaks) * STEP_MS
    if info.has_audio and damaged and info.duration_ms - heard_ms > _MISSING_END_MS:
        unheard = (*unheard, (heard_ms, info.duration_ms))
    # Where a picture comes back nobody can tell whether it is another shot.
    unknown = {end for _, end in damaged}
    return Analysis(
        duration_ms=info.duration_ms,
        shots_ms=tuple(shot for shot in shots if shot not in unknown),
        silences_ms=silences(sound.peaks, unheard),
        damaged_ms=damaged,
        unheard_ms=unheard,
        cut_short_ms=info.cut_short_ms,
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
