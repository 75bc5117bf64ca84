"""What playing costs beside mpv on the same clip, and how quickly clips are read."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import psutil

from app.player.waiting import WaitingAnalysisClient
from tests.bench import material
from tests.bench.figures import Figures, Place, figure
from tests.data.clips import make_sound
from tests.display import layout
from tests.display.program import Program, environment
from tests.display.server import virtual_display
from tests.display.x11 import Box, Display

PLAY_S = 8.0
SETTLED_S = 15.0
"""The checkers have started and the clip was read by then."""
LIMIT_S = 10.0
_SOUND_S = 300.0


def playing(place: Place) -> Figures:
    """CPU while 1080p30 plays: window and player, then mpv in a window of that size."""
    film = material.film()
    with virtual_display() as display:
        own, picture = _own(place.folder, film, display)
        mpv = _mpv(place.folder, film, display, picture)
    beside = ("mpv --vo=x11", mpv)
    size = f"{picture.width}x{picture.height}"
    found = figure(own, "% of a core", compared=beside, picture=size)
    missing = {} if mpv else {"mpv": "not installed, so nothing to compare with"}
    return {"cpu_playing_beside_mpv": found | missing}


def _own(folder: Path, film: Path, display: Display) -> tuple[float, Box]:
    program = Program(folder / "own", display, database=material.database(folder, film))
    try:
        window = program.window().box
        program.until_painted(layout.text_of(window))
        time.sleep(SETTLED_S)
        middle = layout.picture_of(window)
        display.press("space", "ctrl")
        _until_moves(display, middle)
        return _percent(program.processes()), _whole_picture(window)
    finally:
        program.kill()


def _whole_picture(window: Box) -> Box:
    """The video column's width at 16:9."""
    width = round(window.width * 0.4)
    return Box(0, 0, width, width * 9 // 16)


def _mpv(folder: Path, film: Path, display: Display, picture: Box) -> float | None:
    if shutil.which("mpv") is None:
        return None
    size = f"{picture.width}x{picture.height}+0+0"
    mpv = subprocess.Popen(
        ["mpv", "--no-config", "--vo=x11", "--ao=null", "--no-osc", "--osd-level=0",
         "--no-border", f"--geometry={size}", str(film)],
        env=environment(folder, display),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _until_moves(display, picture)
        return _percent([psutil.Process(mpv.pid)])
    finally:
        mpv.kill()
        mpv.wait()


def _until_moves(display: Display, box: Box) -> None:
    with display.watching(box) as read:
        seen: set[bytes] = set()
        deadline = time.monotonic() + LIMIT_S
        while len(seen) < 10:
            if time.monotonic() > deadline:
                raise TimeoutError("the clip does not play")
            seen.add(read())
            time.sleep(0.02)


def _percent(processes: Sequence[psutil.Process]) -> float:
    """Percent of one core of those of some processes that take part in playing."""
    counted = [
        process
        for process in processes
        if process.name() != "java" and "app.player.analysis" not in process.cmdline()
    ]

    def spent() -> float:
        return sum(sum(process.cpu_times()[:2]) for process in counted)

    before, begun = spent(), time.perf_counter()
    time.sleep(PLAY_S)
    return 100 * (spent() - before) / (time.perf_counter() - begun)


def reading(place: Place) -> Figures:
    """How many times quicker than it lasts a clip is read, by each job of the analysis."""
    film, sound = str(material.film()), str(make_sound(place.folder, seconds=_SOUND_S))
    analysis = WaitingAnalysisClient(place.folder / "cache")
    try:
        # The process starts, and the content is known, which the cache asks for.
        analysis.probe(sound)
        film_s = analysis.probe(film).duration_ms / 1000
        jobs: dict[str, tuple[float, Callable[[], object]]] = {
            "sound": (_SOUND_S, lambda: analysis.peaks(sound)),
            "shots_1080p30": (film_s, lambda: analysis.shots(film)),
            "preflight_1080p30": (film_s, lambda: analysis.preflight(film)),
        }
        return {
            f"analysis_{name}": figure(seconds / _took_s(run), "times real time")
            for name, (seconds, run) in jobs.items()
        }
    finally:
        analysis.close()


def _took_s(run: Callable[[], object]) -> float:
    begun = time.perf_counter()
    run()
    return time.perf_counter() - begun
