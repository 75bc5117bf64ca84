"""The player process without a window: its start, exact seeks while paused, and mpv beside it."""

from __future__ import annotations

import json
import random
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from app.desk.ports.player import FrameShown, PlayerEvent, PlayerReady
from app.player.client import PlayerClient
from tests.bench import material
from tests.bench.figures import Figures, Place, figure, median, percentile
from tests.data.clips import read_barcode
from tests.display.program import environment
from tests.display.server import virtual_display
from tests.display.x11 import Box, Display

SEEKS = 30
LIMIT_S = 10.0
_VIEW = Box(0, 0, 960, 540)


def measure(place: Place) -> Figures:
    """Start it, seek, and let mpv seek to the same places."""
    film = material.film()
    chance = random.Random(11)
    frames = [chance.randrange(0, material.DURATION_MS * 30 // 1000 - 1) for _ in range(SEEKS)]
    started, first, took, wrong = _own_seeks(film, frames)
    mpv = _mpv_seeks(place.folder, film, frames)
    beside = ("mpv --vo=x11", median(mpv)) if mpv else None
    return {
        "player_started": figure(started, "s"),
        "player_first_picture": figure(first, "s"),
        "paused_seek": figure(
            median(took),
            "ms median",
            median(mpv) if mpv else None,
            compared=beside,
            p95=round(percentile(took, 95), 1),
            wrong_frames=wrong,
            **({} if mpv else {"mpv": "not installed, so nothing to compare with"}),
        ),
    }


def _own_seeks(film: Path, frames: list[int]) -> tuple[float, float, list[float], int]:
    changed = threading.Condition()
    events: list[PlayerEvent] = []

    def post(event: PlayerEvent) -> None:
        with changed:
            events.append(event)
            changed.notify_all()

    def until(done: Callable[[PlayerEvent], bool]) -> None:
        with changed:
            if not changed.wait_for(lambda: any(map(done, events)), LIMIT_S):
                raise TimeoutError(f"nothing for {LIMIT_S} s, last: {events[-3:]}")

    begun = time.perf_counter()
    player = PlayerClient(post)
    player.start()
    try:
        until(lambda event: isinstance(event, PlayerReady))
        started = time.perf_counter() - begun
        loaded = time.perf_counter()
        player.load(str(film), is_stream=False, view_width=960, view_height=540)
        until(lambda event: isinstance(event, FrameShown) and event.exact)
        first = time.perf_counter() - loaded
        took: list[float] = []
        wrong = 0
        for frame in frames:
            with changed:
                events.clear()
            begun = time.perf_counter()
            player.seek(-(-frame * 1000 // 30))
            until(lambda event: isinstance(event, FrameShown) and event.exact)
            took.append(1000 * (time.perf_counter() - begun))
            view = player.frame()
            shown = None
            if view is not None:
                shown = read_barcode(view.pixels, view.width, view.height, view.stride)
            wrong += shown != frame % 300
        return started, first, took, wrong
    finally:
        player.close()
        player.wait_closed(LIMIT_S)


def _mpv_seeks(folder: Path, film: Path, frames: list[int]) -> list[float]:
    """From the command to the picture with the right number; empty when mpv is not here."""
    if shutil.which("mpv") is None:
        return []
    door = folder / "mpv"
    with virtual_display() as display:
        mpv = subprocess.Popen(
            ["mpv", "--no-config", "--vo=x11", "--ao=null", "--pause", "--hr-seek=yes",
             "--no-osc", "--osd-level=0", "--no-border", "--geometry=960x540+0+0",
             f"--input-ipc-server={door}", str(film)],
            env=environment(folder, display),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            deadline = time.monotonic() + LIMIT_S
            while len(set(display.look(_VIEW))) < 10 and time.monotonic() < deadline:
                time.sleep(0.05)  # it takes commands before it has a picture, and drops them
            return [_mpv_seek(display, door, frame) for frame in frames]
        finally:
            mpv.kill()
            mpv.wait()


def _mpv_seek(display: Display, door: Path, frame: int) -> float:
    deadline = time.monotonic() + LIMIT_S
    while not door.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    with (
        socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line,
        display.watching(_VIEW) as read,
    ):
        line.connect(str(door))
        # mpv goes to the first frame at or after the time.
        command = {"command": ["seek", (frame - 0.25) / 30, "absolute+exact"]}
        begun = time.perf_counter()
        line.sendall(json.dumps(command).encode() + b"\n")
        while read_barcode(read(), _VIEW.width, _VIEW.height, _VIEW.width * 4) != frame % 300:
            if time.perf_counter() - begun > LIMIT_S:
                raise TimeoutError(f"mpv does not show frame {frame}")
        return 1000 * (time.perf_counter() - begun)


def switches(_place: Place) -> Figures:
    """Memory of the player process after 200 clips, beside that after 20."""
    film = material.film()
    seen = threading.Event()
    player = PlayerClient(lambda event: seen.set() if isinstance(event, FrameShown) else None)
    player.start()
    sizes: dict[int, float] = {}
    try:
        for number in range(1, 201):
            seen.clear()
            player.load(str(film), is_stream=False, view_width=960, view_height=540)
            if not seen.wait(LIMIT_S):
                raise TimeoutError(f"clip {number} shows no picture")
            if number in {20, 200}:
                children = psutil.Process().children(recursive=True)
                own = [c for c in children if "app.player.process" in c.cmdline()]
                sizes[number] = sum(c.memory_info().rss for c in own) / 1e6
    finally:
        player.close()
        player.wait_closed(LIMIT_S)
    return {
        "player_memory_after_200_clips": figure(
            sizes[200], "MB", compared=("after 20 clips", sizes[20])
        )
    }
