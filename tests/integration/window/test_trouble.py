"""Starts and work under trouble: each kind is said in a sentence, and nothing is lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap.places import LANGUAGETOOL, Folders
from app.checks.language.languagetool import LanguageToolChecker
from app.desk.parts import Parts
from app.desk.ports.player import PlayerFault
from app.store.schema import SCHEMA_NUMBER
from tests.display.records import last_text
from tests.integration.window.stage import OpenWindow, places

Open = Callable[..., OpenWindow]


def test_an_empty_file_in_the_place_of_the_database_is_said_and_left(
    open_window: Open, where: Folders
) -> None:
    where.database.parent.mkdir(parents=True)
    where.database.write_bytes(b"")
    window = open_window()
    window.until(lambda: window.controller.ready or window.said())
    # An empty file is what SQLite makes first: it is taken, or refused with a sentence.
    assert window.controller.ready or "database" in window.said()


def test_a_text_file_in_the_place_of_the_database_is_said_and_left(
    open_window: Open, where: Folders
) -> None:
    where.database.parent.mkdir(parents=True)
    content = b"These are notes and no database.\n" * 400
    where.database.write_bytes(content)
    window = open_window()
    window.until_said("no database", str(where.database))
    assert where.database.read_bytes() == content
    bar = window.window.bars.bar
    assert bar is not None
    bar.buttons["afresh"].click()
    window.until_ready()
    kept = [p for p in where.database.parent.iterdir() if p.is_file()]
    assert content in [path.read_bytes() for path in kept if path != where.database]


def test_the_database_of_another_program_is_said_and_left(
    open_window: Open, where: Folders
) -> None:
    where.database.parent.mkdir(parents=True)
    with closing(sqlite3.connect(where.database)) as connection:
        connection.executescript("CREATE TABLE films (name TEXT); PRAGMA application_id = 77;")
    before = where.database.read_bytes()
    window = open_window()
    window.until_said("belongs to another program")
    assert where.database.read_bytes() == before


def test_the_database_of_a_newer_version_is_said_and_left(
    open_window: Open, where: Folders, bunny_clip: Path
) -> None:
    first = open_window((bunny_clip,))
    first.until_open(bunny_clip.name)
    first.close()
    with closing(sqlite3.connect(where.database)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_NUMBER + 1}")
        connection.execute("UPDATE alembic_version SET version_num = 'from-the-future'")
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = where.database.read_bytes()
    window = open_window()
    window.until_said("newer Scenewright")
    assert window.editor.isReadOnly()
    assert where.database.read_bytes() == before


def test_without_libvlc_the_picture_says_so_and_the_text_is_kept(
    open_window: Open, bunny_clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCENEWRIGHT_NO_LIBVLC", "1")
    window = open_window((bunny_clip,))
    window.until_open(bunny_clip.name)
    window.until(lambda: window.controller.desks.playback.player.frame() is not None)
    window.controller.act("play_pause")
    window.until(
        lambda: (
            (problem := window.controller.desks.playback.state.problem) is not None
            and problem.code is PlayerFault.NO_LIBVLC
        )
    )
    window.until_said("VLC")
    window.type("Kept.")
    window.until_saved()
    assert last_text(window.where.database) == "Kept."


def test_without_java_the_other_checker_goes_on(
    open_window: Open, bunny_clip: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)

    def real(parts: Parts) -> Parts:
        state = tmp_path / "languagetool"
        return replace(parts, make_languagetool=lambda: LanguageToolChecker(LANGUAGETOOL, state))

    window = open_window((bunny_clip,), change=real)
    window.until_open(bunny_clip.name)
    window.type("She wawes.")
    words = window.window.status
    window.until(lambda: "LanguageTool not here" in words._checkers.text())
    window.until(lambda: "Harper ready" in words._checkers.text())
    window.until(
        lambda: (
            (news := window.controller.desks.rubric.news) is not None
            and any(found.match == "wawes" for found in news.report.findings)
        )
    )


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 3 MB; only root can make one."""
    if os.name != "posix" or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root can make a small disk")
    folder = tmp_path / "small"
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)],
        check=False,
        capture_output=True,
    )
    if made.returncode:
        pytest.skip("no small disk can be made here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_turns_the_window_red_and_loses_nothing(
    open_window: Open, small_disk: Path, tmp_path: Path, bunny_clip: Path
) -> None:
    where = places(tmp_path, small_disk / "scenewright.db")
    window = open_window((bunny_clip,), where=where)
    window.until_open(bunny_clip.name)
    window.type("Stored. ")
    window.until_saved()
    filler = small_disk / "filler"
    with filler.open("wb") as file:
        while True:
            try:
                file.write(bytes(65536))
                file.flush()
            except OSError:
                break
    window.paste("Not stored. " * 1_000)
    window.until_said("Not saved since", "disk is full")
    filler.unlink()
    text = window.text
    window.until(lambda: last_text(where.database) == text)
    window.until_saved()


def test_a_lost_right_to_write_turns_the_window_red_and_loses_nothing(
    open_window: Open, where: Folders, bunny_clip: Path
) -> None:
    window = open_window((bunny_clip,))
    window.until_open(bunny_clip.name)
    window.type("Stored. ")
    window.until_saved()
    with closing(sqlite3.connect(where.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        window.type("Waits. ")
        window.until_said("Not saved since")
        other.execute("ROLLBACK")
    window.until_saved()
    assert last_text(where.database) == "Stored. Waits. "


def test_a_folder_that_cannot_be_written_is_said(open_window: Open, tmp_path: Path) -> None:
    from app.domain.errors import EnvironmentFailureError

    blocked = tmp_path / "file"
    blocked.write_text("in the way of the folder")
    with pytest.raises(EnvironmentFailureError) as caught:
        open_window(where=places(tmp_path, blocked / "scenewright.db"))
    assert caught.value.code in {"store.cannot-open", "store.read-only"}
