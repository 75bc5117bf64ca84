"""Clips that are no clips: each ends with a picture or a sentence, and the window goes on."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from app.ui.video.words import FAULTS
from tests.data.clips import SUITE, make_clip, make_sound
from tests.display.records import last_text, read_texts
from tests.integration.window.stage import OpenWindow
from tests.soak.mutants import Mutant, mutants

DAMAGED = 20


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.mp4", b"", "The file is empty."),
        ("list.m3u8", b"#EXTM3U\nhttp://127.0.0.1:9/x.ts\n", "Playlist"),
        ("list.txt.pls", b"[playlist]\nFile1=file:///etc/hostname\n", "Playlist"),
        ("missing.mp4", None, "The file is not there."),
    ],
)
def test_what_cannot_be_added_is_said(
    open_window: Callable[..., OpenWindow],
    tmp_path: Path,
    name: str,
    content: bytes | None,
    words: str,
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    window = open_window()
    window.until_ready()
    window.drop(path)
    window.until_said(words)
    assert not window.controller.queue.rows


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("hidden-list.mp4", b"#EXTM3U\nhttp://127.0.0.1:9/x.ts\n", "playlist"),
        ("notes.mp4", b"This is no film at all. " * 50, "damaged"),
    ],
)
def test_what_cannot_be_shown_is_said_in_the_picture(
    open_window: Callable[..., OpenWindow], tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    window = open_window((path,))
    window.until_open(name)
    window.until_said(words)
    window.type("Kept.")
    window.until_saved()
    assert last_text(window.where.database) == "Kept."


@pytest.mark.parametrize(
    "address",
    ["rtsp://host/film", "ftp://host/film", "vlc://quit", "http:///x"],
)
def test_an_address_of_another_kind_is_refused(
    open_window: Callable[..., OpenWindow], address: str
) -> None:
    window = open_window()
    window.until_ready()
    window.drop(address)
    window.until_said("http")
    assert not window.controller.queue.rows


def test_a_sound_without_a_picture_can_be_written_about(
    open_window: Callable[..., OpenWindow], tmp_path: Path
) -> None:
    path = make_sound(tmp_path)
    window = open_window((path,))
    window.until_open(path.name)
    window.until(lambda: window.controller.desks.playback.state.info is not None)
    info = window.controller.desks.playback.state.info
    assert info is not None
    assert info.has_audio
    assert not info.has_video


def test_a_file_that_goes_away_while_it_is_open_takes_nothing_with_it(
    open_window: Callable[..., OpenWindow], tmp_path: Path
) -> None:
    path = make_clip(SUITE[1], tmp_path)
    window = open_window((path,))
    window.until_open(path.name)
    window.until(lambda: window.controller.desks.playback.player.frame() is not None)
    window.type("Before it went. ")
    path.unlink()
    window.controller.desks.playback.seek(2_000)
    window.type("And after.")
    window.until_saved()
    assert last_text(window.where.database) == "Before it went. And after."


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_the_right_to_read_is_said(
    open_window: Callable[..., OpenWindow], tmp_path: Path
) -> None:
    path = make_clip(SUITE[1], tmp_path)
    path.chmod(0)
    window = open_window()
    window.until_ready()
    window.drop(path)
    window.until_said("cannot be read")


def test_twenty_damaged_files_leave_the_window_and_its_text(
    open_window: Callable[..., OpenWindow], tmp_path: Path, bunny_clip: Path
) -> None:
    window = open_window((bunny_clip,))
    window.until_open(bunny_clip.name)
    for number, mutant in enumerate(mutants(tmp_path, seed=3, count=DAMAGED)):
        _drop_and_write(window, mutant, number)
    rows = window.controller.queue.rows
    assert len(rows) == DAMAGED + 1
    stored = {text.raw for text in read_texts(window.where.database)}
    assert stored - {""} == {f"Clip {number}." for number in range(DAMAGED)}


def _drop_and_write(window: OpenWindow, mutant: Mutant, number: int) -> None:
    window.drop(mutant.path)
    window.until_open(mutant.path.name)
    playback = window.controller.desks.playback

    def shown_or_told() -> bool:
        info, problem = playback.state.info, playback.state.problem
        if problem is not None:
            return FAULTS[problem.code][0] in window.said()
        return info is not None and (not info.has_video or playback.player.frame() is not None)

    window.until(shown_or_told)
    window.type(f"Clip {number}.")
    window.until_saved()
    assert last_text(window.where.database) == f"Clip {number}."
