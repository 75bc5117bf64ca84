"""Kills the window at random moments while real keys are typed, and looks what was lost.

Run: ``python -m tests.soak window_kills --count N``.
"""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.display import layout
from tests.display.program import Program
from tests.display.records import read_texts, reading, worked_ms
from tests.display.server import virtual_display
from tests.display.x11 import Display

LOST_TYPING_S = 1.0
LOST_WORK_S = 5.0
_WORDS = "a gull cries over the pier and an old man mends his net while waves slap the posts "
_KEY_S = (0.02, 0.12)
"""Pauses between keys, the shortest and the longest."""


@dataclass(slots=True)
class Kills:
    """A window that is started, typed into and killed, again and again, on one database."""

    folder: Path
    display: Display
    clip: Path
    chance: random.Random
    may_lose_typing_s: float = LOST_TYPING_S
    may_lose_work_s: float = LOST_WORK_S
    more: Mapping[str, str] = field(default_factory=dict)
    """Variables added to the window's environment."""
    killed: int = 0
    keys: int = 0
    lost_typing_s: list[float] = field(default_factory=list)
    lost_work_s: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    _text: str = ""
    _at: int = 0

    @property
    def database(self) -> Path:
        """The database all of them write to."""
        return self.folder / "scenewright.db"

    def once(self, longest_s: float = 4.0) -> None:
        """Start it, type for a random time, kill it and look.

        Args:
            longest_s: The longest time between the first key and the kill.
        """
        program = Program(self.folder, self.display, str(self.clip), more=self.more)
        try:
            self._until_writable(program)
            worked_before = worked_ms(self.database)
            begun = time.monotonic()
            sent = self._type_for(program, self.chance.uniform(0.0, longest_s))
            killed_s = time.monotonic()
            program.kill()
        finally:
            program.kill()
        self.killed += 1
        self.keys += len(sent)
        try:
            self._look(sent, killed_s, worked_before, killed_s - begun)
        except (AssertionError, sqlite3.Error) as error:
            self.faults.append(f"kill {self.killed}: {error}")

    def report(self) -> dict[str, Any]:
        """What was seen, for printing."""
        return {
            "kills": self.killed,
            "keys": self.keys,
            "intact": self.killed - len(self.faults),
            "lost_typing_s_max": round(max(self.lost_typing_s, default=0.0), 3),
            "lost_work_s_max": round(max(self.lost_work_s, default=0.0), 3),
            "targets": {"lost_typing_s": LOST_TYPING_S, "lost_work_s": LOST_WORK_S},
            "faults": self.faults[:20],
        }

    def _until_writable(self, program: Program) -> None:
        """Wait until a key reaches the text and the database is open."""
        window = program.window()
        program.until(self._is_open, "the database has the clip")
        program.until_takes_keys(layout.text_of(window.box))

    def _is_open(self) -> bool:
        """Whether the clip and the mark of an open session are stored."""
        if not self.database.exists():
            return False
        try:
            with reading(self.database) as connection:
                return bool(connection.execute("SELECT count(*) FROM last_opened").fetchone()[0])
        except sqlite3.Error:
            return False

    def _type_for(self, program: Program, seconds: float) -> list[tuple[float, str]]:
        """Type and give each key with its time."""
        sent: list[tuple[float, str]] = []
        begun = time.monotonic()
        while time.monotonic() - begun < seconds and program.running:
            key = _WORDS[self._at % len(_WORDS)]
            self._at += 1
            self.display.press(key)
            sent.append((time.monotonic(), key))
            self.display.breathe(self.chance.uniform(*_KEY_S))
        return sent

    def _look(
        self,
        sent: list[tuple[float, str]],
        killed_s: float,
        worked_before_ms: int,
        typed_for_s: float,
    ) -> None:
        text = "".join(stored.raw for stored in read_texts(self.database))
        whole = self._text + "".join(key for _, key in sent)
        # A tried key may have been stored before it was taken back.
        kept = text.removesuffix("x") if not whole.startswith(text) else text
        assert whole.startswith(kept), f"{kept[-30:]!r} is not what was typed"
        lost = sent[len(kept) - len(self._text) :]
        lost_s = killed_s - lost[0][0] if lost else 0.0
        self.lost_typing_s.append(lost_s)
        self._text = text
        assert lost_s <= self.may_lose_typing_s, f"{lost_s:.2f} s of typing lost"
        lost_work = max(0.0, typed_for_s - (worked_ms(self.database) - worked_before_ms) / 1000)
        self.lost_work_s.append(lost_work)
        assert lost_work <= self.may_lose_work_s, f"{lost_work:.2f} s of work lost"


def main(count: int, clip: Path, folder: Path, seed: int = 1) -> dict[str, Any]:
    """Kill the window so many times."""
    with virtual_display() as display:
        kills = Kills(folder, display, clip, random.Random(seed))
        for _ in range(count):
            kills.once()
        return kills.report()
