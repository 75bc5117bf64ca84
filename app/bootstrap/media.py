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
    from app.desk.commands.analyse import Diagnosis

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
    """Shots, silences and length of a clip."""
    from app.desk.commands.analyse import analyse
    from app.player.waiting import WaitingAnalysisClient

    with (
        tempfile.TemporaryDirectory(prefix="scenewright-") as cache,
        closing(WaitingAnalysisClient(Path(cache))) as analysis,
    ):
        found = _asked(lambda: analyse(analysis, str(clip)), clip)
    if as_json:
        sys.stdout.write(json.dumps(asdict(found)) + "\n")
        return 0
    sys.stdout.write(f"{found.duration_ms / 1000:.3f} s, {len(found.shots_ms)} shots\n")
    for start in found.shots_ms:
        sys.stdout.write(f"  shot    {start / 1000:9.3f} s\n")
    for start, end in found.silences_ms:
        sys.stdout.write(f"  silence {start / 1000:9.3f} s to {end / 1000:.3f} s\n")
    return 0


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
        sys.stdout.writelines(f"{line}\n" for line in _diagnosis_lines(found))
    return 1 if found.wrong_seeks else 0


def _diagnosis_lines(found: Diagnosis) -> list[str]:
    lines = [
        f"frames shown   {found.frames_shown}, lost {found.frames_lost}",
        f"seeks p50      {found.seek_p50_ms:.0f} ms, p95 {found.seek_p95_ms:.0f} ms",
        f"wrong seeks    {found.wrong_seeks}",
        f"timecode error {found.timecode_error_ms} ms",
    ]
    lines += [
        f"found          {finding.code.value} {finding.value:g}" for finding in found.preflight
    ]
    return lines


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
