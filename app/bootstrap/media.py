"""``scenewright frame``, ``analyse`` and ``doctor --clip``: the player's processes, waited for."""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from app.domain.errors import EnvironmentFailureError, RefusedError

if TYPE_CHECKING:
    from app.desk.commands.analyse import Analysis, Diagnosis

T = TypeVar("T")


def save_frame(clip: Path, at_ms: int, out: Path | None, *, as_json: bool) -> int:
    """Find the frame at a time by the paused path and, if wanted, keep it as PNG."""
    from app.desk.commands.frame import find_frame
    from app.player.waiting import WaitingPlayerClient

    with closing(WaitingPlayerClient()) as player:
        found = _asked(lambda: find_frame(player, str(clip), at_ms, out), clip)
    if as_json:
        sys.stdout.write(json.dumps(asdict(found)) + "\n")
    else:
        number = "" if found.frame is None else f", frame {found.frame}"
        sys.stdout.write(f"{found.shown_ms / 1000:.3f} s{number}\n")
    return 0


def analyse_clip(clip: Path, *, as_json: bool) -> int:
    """Shots, silences and length of a clip; 1 when a part of it could not be read."""
    from app.desk.commands.analyse import analyse
    from app.player.waiting import WaitingAnalysisClient

    with (
        tempfile.TemporaryDirectory(prefix="scenewright-") as cache,
        closing(WaitingAnalysisClient(Path(cache))) as analysis,
    ):
        found = _asked(lambda: analyse(analysis, str(clip)), clip)
    if as_json:
        sys.stdout.write(json.dumps(asdict(found)) + "\n")
        return 0 if found.whole else 1
    sys.stdout.write(f"{found.duration_ms / 1000:.3f} s, {len(found.shots_ms)} shots\n")
    for start in found.shots_ms:
        sys.stdout.write(f"  shot    {start / 1000:9.3f} s\n")
    for start, end in found.silences_ms:
        sys.stdout.write(f"  silence {start / 1000:9.3f} s to {end / 1000:.3f} s\n")
    sys.stdout.writelines(f"{line}\n" for line in _loss_lines(found))
    return 0 if found.whole else 1


def _loss_lines(found: Analysis) -> list[str]:
    """What could not be read."""
    lines = [
        f"  no picture {start / 1000:6.3f} s to {end / 1000:.3f} s: damaged"
        for start, end in found.damaged_ms
    ]
    lines += [
        f"  no sound   {start / 1000:6.3f} s to {end / 1000:.3f} s: damaged"
        for start, end in found.unheard_ms
    ]
    if found.cut_short_ms:
        lines.append(f"  the file is cut off: it tells {found.cut_short_ms / 1000:.3f} s")
    if lines:
        lines.append("What else the clip holds was read. Copy it again from where it came from.")
    return lines


def diagnose_clip(clip: Path, *, as_json: bool) -> int:
    """Play ten seconds and make ten seeks; 1 when a seek went to the wrong frame."""
    from app.desk.commands.analyse import diagnose
    from app.player.waiting import WaitingAnalysisClient, WaitingPlayerClient

    with (
        tempfile.TemporaryDirectory(prefix="scenewright-") as cache,
        closing(WaitingPlayerClient()) as player,
        closing(WaitingAnalysisClient(Path(cache))) as analysis,
    ):
        found = _asked(
            lambda: diagnose(
                player,
                analysis,
                str(clip),
                now_ms=lambda: time.monotonic_ns() / 1e6,
                chance=random.Random(1),  # noqa: S311 - places in a clip, no secret
            ),
            clip,
        )
    if as_json:
        sys.stdout.write(json.dumps(asdict(found)) + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in diagnosis_lines(found))
    return 1 if found.wrong_seeks else 0


def diagnosis_lines(found: Diagnosis) -> list[str]:
    """How a clip plays, for people."""
    from app.ui.common.words.preflight import preflight_words

    return [
        f"frames shown   {found.frames_shown}, lost {found.frames_lost}",
        f"seeks p50      {found.seek_p50_ms:.0f} ms, p95 {found.seek_p95_ms:.0f} ms",
        f"wrong seeks    {found.wrong_seeks}",
        f"timecode error {found.timecode_error_ms} ms",
        f"the file       {preflight_words(found.preflight)}",
    ]


def _asked(ask: Callable[[], T], clip: Path) -> T:
    """Ask, and say what fails as an error with words."""
    from app.desk.ports.player import PlayerError

    try:
        return ask()
    except PlayerError as error:
        raise RefusedError(error.code.value, path=str(clip)) from error
    except OSError as error:
        raise EnvironmentFailureError(
            "file.unreadable", path=str(error.filename), why=error.strerror
        ) from error
