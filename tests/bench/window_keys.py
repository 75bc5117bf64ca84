"""From a key to the pixel, alone and while 1080p30 plays, and what the window costs meanwhile."""

from __future__ import annotations

import time
from pathlib import Path

import psutil

from tests.bench import keyprobe, material
from tests.bench.figures import Figures, Place, figure, latency
from tests.bench.keyprobe import Latency
from tests.display import layout
from tests.display.program import Program
from tests.display.server import virtual_display
from tests.display.x11 import Box, Display

CHECKERS_S = 12.0
"""LanguageTool is up by then, so that every check is on."""
LOAD_S = 8.0
_JAVA = "java"


def measure(place: Place) -> Figures:
    """Measure one window through all of it, beside a bare Qt window."""
    database = material.database(place.folder, material.film())
    with virtual_display() as display:
        bare = _bare_keys(place.folder, display)
        program = Program(place.folder / "own", display, database=database)
        try:
            window = program.window()
            program.until_painted(layout.text_of(window.box))
            time.sleep(CHECKERS_S)
            found = _still(display, program, window.box, bare)
            return found | _playing(display, program, window.box)
        finally:
            program.kill()


def _bare_keys(folder: Path, display: Display) -> Latency:
    program = Program(folder / "bare", display, command=("-m", "tests.bench.bare_window"))
    try:
        box = program.window().box
        program.until_painted(box)
        time.sleep(0.5)
        return keyprobe.measure(display, box, count=60)
    finally:
        program.kill()


def _still(display: Display, program: Program, window: Box, bare: Latency) -> Figures:
    display.press("End", "ctrl")
    display.press("space")
    time.sleep(1.0)
    keys = keyprobe.measure(display, layout.text_of(window), count=120)
    rubric = keyprobe.measure(
        display,
        layout.rubric_of(window),
        keys=("a",),
        count=40,
        rate=3,
        prepare=lambda: display.press("space"),
        erase=False,
    )
    for _ in range(80):
        display.press("BackSpace")
        time.sleep(0.01)
    time.sleep(2.0)
    return {
        "key_to_pixel": latency(keys, 8, ("bare QPlainTextEdit", bare)),
        "key_to_sidebar": latency(rubric, 50),
        "cpu_paused": figure(_cpu(program), "% of a core", 1),
    }


def _playing(display: Display, program: Program, window: Box) -> Figures:
    before = display.look(layout.picture_of(window))
    display.press("space", "ctrl")
    time.sleep(2.0)
    if display.look(layout.picture_of(window)) == before:
        return {"key_to_pixel_playing": {"failed": "the clip does not play"}}
    cpu = _cpu(program)
    memory = _memory_mb(program)
    keys = keyprobe.measure(display, layout.text_of(window), count=200)
    return {
        "key_to_pixel_playing": latency(keys, 28) | {"target_p99": 50},
        "cpu_playing_1080p30": figure(cpu, "% of a core", 76),
        "memory_window": figure(memory["window"], "MB", 260),
        "memory_all_but_java": figure(memory["all"], "MB", 400),
        "memory_java": figure(memory[_JAVA], "MB", 380),
    }


def _cpu(program: Program) -> float:
    """Percent of one core of everything that it started."""

    def spent() -> float:
        times = [process.cpu_times() for process in program.processes()]
        return sum(one.user + one.system for one in times)

    before, begun = spent(), time.perf_counter()
    time.sleep(LOAD_S)
    return 100 * (spent() - before) / (time.perf_counter() - begun)


def _memory_mb(program: Program) -> dict[str, float]:
    """Proportional set sizes where the system tells them, else resident ones."""

    def size(process: psutil.Process) -> float:
        told = process.memory_full_info()
        return getattr(told, "pss", told.rss) / 1e6

    own, *rest = program.processes()
    java = [process for process in rest if process.name() == _JAVA]
    others = [process for process in rest if process.name() != _JAVA]
    return {
        "window": size(own),
        "all": size(own) + sum(map(size, others)),
        _JAVA: sum(map(size, java)),
    }
