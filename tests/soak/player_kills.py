"""Kills, stops and crashes the player process while it plays and a person types.

Run: ``python -m tests.soak player_kills --count N``.
"""

from __future__ import annotations

import random
import signal
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from tests.bench import material
from tests.display import layout
from tests.display.program import Program
from tests.display.records import last_text
from tests.display.server import virtual_display
from tests.display.x11 import Box, Display

BACK_S: Final = 2.0
"""The picture is to be back so soon, after a hang too."""
LIMIT_S: Final = 15.0
_PLAYER: Final = "app.player.process"
_SIGNALS: Final = (signal.SIGKILL, signal.SIGSTOP, signal.SIGSEGV)
_HEALTHY_S: Final = (5.5, 7.0)
"""A clip whose player failed three times in a row is put aside; this long makes it whole again."""
_ROUND_S: Final = material.DURATION_MS / 1000 / 2
_WORDS: Final = "waves slap the posts and an old man mends his net "


class PlayerKills:
    """One window, whose player dies again and again."""

    def __init__(self, folder: Path, display: Display, chance: random.Random) -> None:
        database = material.database(folder, material.film())
        self._display = display
        self._chance = chance
        self._before = last_text(database)
        self._program = Program(folder / "own", display, database=database)
        self._typed = ""
        self._start = (0, 0)
        self._from_start_s = 0.0
        self.back_s: dict[str, list[float]] = {}
        self.faults: list[str] = []

    def run(self, count: int) -> dict[str, Any]:
        """Kill so many times and give what was seen."""
        program = self._program
        try:
            window = program.window().box
            program.until_takes_keys(layout.text_of(window))
            picture = layout.picture_of(window)
            self._start = layout.start_of(window)
            for number in range(count):
                self._play(picture)
                self._type(self._chance.uniform(*_HEALTHY_S))
                self._kill(number, self._chance.choice(_SIGNALS), picture)
            whole = self._before + self._typed
            self._until(lambda: last_text(program.database) == whole)
            stored = last_text(program.database)
        finally:
            program.kill()
        lost = 0 if stored == whole else len(whole) - len(stored) or 1
        slow = [s for seconds in self.back_s.values() for s in seconds if s > BACK_S]
        return {
            "kills": sum(map(len, self.back_s.values())),
            "keys": len(self._typed),
            "keys_lost": lost,
            "back_s_median": {n: round(statistics.median(s), 2) for n, s in self.back_s.items()},
            "back_s_max": {name: round(max(s), 2) for name, s in self.back_s.items()},
            "later_than_wanted": len(slow),
            "targets": {"back_s": BACK_S, "keys_lost": 0},
            "faults": self.faults[:20] + (["keys were lost"] if lost else []),
        }

    def _play(self, picture: Box) -> None:
        """Play on, from the start again before the end."""
        if time.monotonic() - self._from_start_s > _ROUND_S:
            self._from_start_s = time.monotonic()
            self._display.click(*self._start)
            time.sleep(1.5)  # its picture is there: what moves then is playing
        if not self._moves(picture, 3.0):
            self._display.press("space", "ctrl")

    def _kill(self, number: int, how: signal.Signals, picture: Box) -> None:
        child = self._program.child(_PLAYER)
        if child is None:
            self.faults.append(f"{number}: there is no player to kill")
            return
        begun = time.monotonic()
        child.send_signal(how)
        self._type(0.3)

        def replaced() -> bool:
            self._type(0.05)
            now = self._program.child(_PLAYER)
            return now is not None and now.pid != child.pid

        if not self._until(replaced):
            self.faults.append(f"{number}: {how.name}: no new player")
            return
        with self._display.watching(picture) as read:
            still = read()
            back = self._until(lambda: read() != still)
        if back:
            self.back_s.setdefault(how.name, []).append(time.monotonic() - begun)
        else:
            self.faults.append(f"{number}: {how.name}: no picture")

    def _type(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            key = _WORDS[len(self._typed) % len(_WORDS)]
            self._display.press(key)
            self._typed += key
            time.sleep(self._chance.uniform(0.04, 0.12))

    def _moves(self, picture: Box, seconds: float) -> bool:
        with self._display.watching(picture) as read:
            still = read()
            return self._until(lambda: read() != still, seconds)

    def _until(self, done: Callable[[], bool], seconds: float = LIMIT_S) -> bool:
        deadline = time.monotonic() + seconds
        while not done():
            if time.monotonic() > deadline or not self._program.running:
                return False
            time.sleep(0.01)
        return True


def main(count: int, folder: Path, seed: int = 2) -> dict[str, Any]:
    """Kill the player so many times."""
    with virtual_display() as display:
        return PlayerKills(folder, display, random.Random(seed)).run(count)
