"""From the start of the process to the painted caption, the first picture and the first stored key.

Seen from outside: the pixels of the screen and the file of the database.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from tests.bench import material
from tests.bench.figures import Figures, Place, figure, median
from tests.display import layout
from tests.display.program import Program
from tests.display.records import last_text
from tests.display.server import virtual_display
from tests.display.x11 import Box, Display

ROUNDS = 5
WATCH_S = 4.0
_WINDOW = Box(0, 0, 1440, 900)
_WHOLE = 0.7
"""A text is there when so much of its final ink is."""


def measure(place: Place) -> Figures:
    """Measure all of it beside a bare Qt window."""
    database = material.database(place.folder, material.film())
    with virtual_display() as display:
        bare = [_painted_s(display, _bare(place.folder, display), _WINDOW) for _ in range(ROUNDS)]
        painted: list[float] = []
        pictures: list[float] = []
        for _ in range(ROUNDS):
            text_s, picture_s = _text_and_picture_s(display, _own(place.folder, display, database))
            painted.append(text_s)
            pictures.append(picture_s)
        stored = [_stored_s(display, _own(place.folder, display, database)) for _ in range(3)]
    beside = ("bare QPlainTextEdit window", median(bare))
    return {
        "window_painted_10000_clips": figure(median(painted), "s", 0.45, compared=beside),
        "first_key_stored": figure(median(stored), "s", 1.6),
        "first_picture": figure(median(pictures), "s", 0.83),
    }


def _own(folder: Path, display: Display, database: Path) -> Program:
    return Program(folder / "own", display, database=database)


def _bare(folder: Path, display: Display) -> Program:
    return Program(folder / "bare", display, command=("-m", "tests.bench.bare_window"))


def _ink(pixels: bytes) -> int:
    """Dark pixels of a part that is mostly light; 0 when it is not (nothing is there yet)."""
    lit = np.frombuffer(pixels, np.uint8).reshape(-1, 4)[:, 1]
    dark = int((lit < 110).sum())
    return dark if dark < len(lit) // 2 else 0


def _colors(pixels: bytes) -> int:
    return len(np.unique(np.frombuffer(pixels, np.uint32)[::7]))


def _follow(
    display: Display, program: Program, parts: dict[str, tuple[Box, Callable[[bytes], int]]]
) -> dict[str, list[tuple[float, int]]]:
    """Note each change of what parts of the screen hold, with seconds since the start."""
    seen: dict[str, list[tuple[float, int]]] = {name: [] for name in parts}
    last: dict[str, bytes] = {}
    while time.monotonic() - program.started_s < WATCH_S:
        for name, (box, count) in parts.items():
            pixels = display.look(box)
            now = time.monotonic() - program.started_s
            if pixels != last.get(name):
                last[name] = pixels
                seen[name].append((now, count(pixels)))
        time.sleep(0.004)
    return seen


def _since(seen: list[tuple[float, int]], least: float) -> float:
    return next((at for at, count in seen if count >= least), WATCH_S)


def _painted_s(display: Display, program: Program, box: Box) -> float:
    try:
        seen = _follow(display, program, {"text": (box, _ink)})["text"]
    finally:
        program.kill()
    return _since(seen, max(1.0, _WHOLE * seen[-1][1]))


def _text_and_picture_s(display: Display, program: Program) -> tuple[float, float]:
    text, picture = layout.text_of(_WINDOW), layout.picture_of(_WINDOW)
    try:
        seen = _follow(display, program, {"text": (text, _ink), "picture": (picture, _colors)})
    finally:
        program.kill()
    ink = seen["text"]
    return _since(ink, max(1.0, _WHOLE * ink[-1][1])), _since(seen["picture"], 30)


def _stored_s(display: Display, program: Program) -> float:
    """Type from the first paint on until the file holds a key."""
    before = last_text(program.database)
    try:
        window = program.window()
        program.until_painted(layout.text_of(window.box))
        while program.running and time.monotonic() - program.started_s < 10:
            display.press("z")
            time.sleep(0.05)
            if last_text(program.database) != before:
                return time.monotonic() - program.started_s
    finally:
        program.kill()
    return 10.0
