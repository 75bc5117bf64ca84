"""The window as its own process on a virtual display, with real keys: kills and second starts."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.display import layout
from tests.display.program import ROOT, Program, environment
from tests.display.records import read_texts, reading
from tests.display.x11 import Display
from tests.soak.window_kills import LOST_TYPING_S, LOST_WORK_S, Kills

pytestmark = [pytest.mark.display, pytest.mark.xdist_group("display")]

KILLS = 5
SLACK = 3
"""These tests time nothing: other tests have the cores too. The campaign holds the real limits."""
WITHOUT_JAVA = {"PATH": "", "JAVA_HOME": ""}
"""LanguageTool would take the cores from the other tests."""


def test_killed_while_typing_nothing_older_than_a_second_is_lost(
    display: Display, tmp_path: Path, bunny_clip: Path
) -> None:
    kills = Kills(
        tmp_path,
        display,
        bunny_clip,
        random.Random(5),
        may_lose_typing_s=LOST_TYPING_S * SLACK,
        may_lose_work_s=LOST_WORK_S * SLACK,
        more=WITHOUT_JAVA,
    )
    for _ in range(KILLS):
        kills.once(longest_s=1.5)
    assert kills.faults == []
    assert kills.killed == KILLS


def test_a_second_start_hands_over_its_files_and_ends(
    display: Display, tmp_path: Path, bunny_clip: Path
) -> None:
    other = shutil.copy(bunny_clip, tmp_path / "second.mp4")
    program = Program(tmp_path, display, str(bunny_clip), more=WITHOUT_JAVA)
    try:
        program.until_painted(layout.text_of(program.window().box))
        program.until(lambda: clip_titles(program) == [bunny_clip.name], "the clip is stored")
        second = subprocess.run(
            [sys.executable, "-m", "app", "--database", str(program.database), "second.mp4"],
            cwd=Path(other).parent,
            env=environment(tmp_path, display),
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )
        assert (second.returncode, second.stderr) == (0, "")
        program.until(
            lambda: clip_titles(program) == [bunny_clip.name, "second.mp4"], "the file is added"
        )
        assert program.close() == 0
    finally:
        program.kill()


def test_a_second_start_says_that_the_first_window_hangs(
    display: Display, tmp_path: Path, bunny_clip: Path
) -> None:
    program = Program(tmp_path, display, str(bunny_clip), more=WITHOUT_JAVA)
    second: Program | None = None
    try:
        program.until_painted(layout.text_of(program.window().box))
        program.until(lambda: clip_titles(program) == [bunny_clip.name], "the clip is stored")
        program.process.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, program.process.pid, os.WSTOPPED | os.WNOWAIT)
        second = Program(tmp_path, display, str(bunny_clip), database=program.database)
        second.window()
        display.press("Escape")
        assert second.process.wait(20) == 1
        assert "its window does not answer" in second.words()
        assert str(program.process.pid) in second.words()
    finally:
        program.process.send_signal(signal.SIGCONT)
        if second is not None:
            second.kill()
        program.kill()


def test_two_starts_at_once_open_one_window(display: Display, tmp_path: Path) -> None:
    first = Program(tmp_path, display, more=WITHOUT_JAVA)
    second = Program(tmp_path, display, more=WITHOUT_JAVA)
    try:
        both = (first, second)
        while all(one.running for one in both):
            display.breathe(0.05)
        (ended,) = (one for one in both if not one.running)
        assert ended.process.returncode == 0, ended.words()
        (winner,) = (one for one in both if one.running)
        winner.window()
    finally:
        first.kill()
        second.kill()


def test_a_terminal_that_closes_ends_the_window_with_everything_stored(
    display: Display, tmp_path: Path, bunny_clip: Path
) -> None:
    program = Program(tmp_path, display, str(bunny_clip), more=WITHOUT_JAVA)
    try:
        program.until_takes_keys(layout.text_of(program.window().box))
        display.type("typed at the last moment")
        program.process.send_signal(signal.SIGTERM)
        program.process.wait(10)
        assert [text.raw for text in read_texts(program.database)] == ["typed at the last moment"]
    finally:
        program.kill()


def test_the_main_job_runs_by_itself(display: Display, tmp_path: Path) -> None:
    picture = tmp_path / "demo.png"
    done = subprocess.run(
        [sys.executable, "-m", "app", "demo", "--picture", str(picture)],
        cwd=ROOT,
        env=environment(tmp_path, display),
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "FAILED" not in done.stdout
    assert picture.stat().st_size > 20_000


def clip_titles(program: Program) -> list[str]:
    """The stored clips in the order in which they were added."""
    if not program.database.exists():
        return []
    try:
        with reading(program.database) as connection:
            return [row[0] for row in connection.execute("SELECT title FROM clips ORDER BY number")]
    except sqlite3.OperationalError:
        return []  # not made yet
