"""The whole program as its own process, in folders of its own, on a virtual display."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import psutil

from tests.display.x11 import Box, Display, Window

ROOT = Path(__file__).resolve().parents[2]
_XDG = ("DATA", "CONFIG", "CACHE", "STATE")


def environment(folder: Path, display: Display | None = None) -> dict[str, str]:
    """Give the variables under which a program keeps everything in `folder`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    kept.pop("SCENEWRIGHT_DATABASE", None)
    kept.pop("WAYLAND_DISPLAY", None)
    # An installed program has its byte code at hand; compiling at each start is no figure of it.
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    kept |= {"HOME": str(folder), "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    for name in _XDG:
        kept[f"XDG_{name}_HOME"] = str(folder / name.lower())
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700, exist_ok=True, parents=True)
    kept["XDG_RUNTIME_DIR"] = str(runtime)
    if display is not None:
        kept |= {"DISPLAY": display.name, "QT_QPA_PLATFORM": "xcb"}
    return kept


class Program:
    """One start of the program."""

    def __init__(
        self,
        folder: Path,
        display: Display,
        *arguments: str,
        database: Path | None = None,
        command: Sequence[str] = ("-m", "app"),
        more: Mapping[str, str] | None = None,
    ) -> None:
        """Start it.

        Args:
            folder: Where it keeps everything; what it says goes to ``said.txt`` there.
            display: Where its window opens.
            arguments: Its arguments after the database.
            database: Its database; one in the folder when none is given.
            command: What Python runs.
            more: Variables added to its environment.
        """
        self.display = display
        self.folder = folder
        self.database = database or folder / "scenewright.db"
        given = ["--database", str(self.database)] if "app" in command else []
        folder.mkdir(parents=True, exist_ok=True)
        self.said = folder / "said.txt"
        with self.said.open("ab") as said:
            self.started_s = time.monotonic()
            self.process = subprocess.Popen(
                [sys.executable, *command, *given, *arguments],
                cwd=ROOT,
                env=environment(folder, display) | dict(more or {}),
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
            )

    @property
    def running(self) -> bool:
        """Whether it has not ended."""
        return self.process.poll() is None

    def until(self, done: Callable[[], object], what: str, seconds: float = 20.0) -> None:
        """Look until something holds.

        Raises:
            AssertionError: It ended, or the time is over; says what it said.
        """
        deadline = time.monotonic() + seconds
        while not done():
            if not self.running:
                raise AssertionError(f"it ended before {what}: {self.words()}")
            if time.monotonic() > deadline:
                raise AssertionError(f"not within {seconds} s: {what}: {self.words()}")
            self.display.breathe(0.02)

    def window(self, seconds: float = 20.0) -> Window:
        """Wait for its window and let the keys go there."""
        self.until(lambda: self.display.window_of(self.process.pid), "a window opens", seconds)
        found = self.display.window_of(self.process.pid)
        assert found is not None
        self.display.focus(found)
        return found

    def until_painted(self, box: Box, seconds: float = 20.0) -> None:
        """Wait until there is more than one color in a part of the screen."""
        with self.display.watching(box) as read:
            self.until(lambda: len(set(memoryview(read()).cast("I"))) > 2, "it is painted", seconds)

    def until_takes_keys(self, box: Box) -> None:
        """Wait until a key changes a part of the screen and BackSpace takes the change back."""
        self.until_painted(box)
        with self.display.watching(box) as read:

            def within(done: Callable[[], bool], seconds: float = 0.5) -> bool:
                deadline = time.monotonic() + seconds
                while not done() and time.monotonic() < deadline:
                    self.display.breathe(0.01)
                return done()

            def arrives() -> bool:
                self.display.press("End", "ctrl")
                before = read()
                self.display.press("x")
                changed = within(lambda: read() != before)
                self.display.press("BackSpace")
                return changed and within(lambda: read() == before)

            self.until(arrives, "the text takes keys")

    def child(self, module: str) -> psutil.Process | None:
        """Give a process of its own by the Python module that runs in it."""
        try:
            children = psutil.Process(self.process.pid).children(recursive=True)
            return next((child for child in children if module in child.cmdline()), None)
        except psutil.Error:
            return None

    def processes(self) -> list[psutil.Process]:
        """Give it and everything that it started, LanguageTool's Java last."""
        own = psutil.Process(self.process.pid)
        return [own, *own.children(recursive=True)]

    def words(self) -> str:
        """Give what it said so far."""
        return self.said.read_text(errors="replace")[-2000:]

    def kill(self) -> None:
        """End it at once, as a crash would."""
        self.process.kill()
        self.process.wait()

    def close(self, seconds: float = 10.0) -> int:
        """Quit by its key and give its exit code; what does not end in time is killed."""
        if self.running:
            self.display.press("q", "ctrl")
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGKILL)
            return self.process.wait()
