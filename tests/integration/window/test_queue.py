"""The queue in the whole window: real files, real pictures of them, and a backup brought back."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from app.bootstrap.window import sample_clip
from app.domain.clip import ClipState
from tests.integration.window.stage import OpenWindow

pytestmark = pytest.mark.vlc


@pytest.fixture
def reel(tmp_path: Path, bunny_clip: Path) -> Path:
    """A folder with two clips and a file that is none."""
    folder = tmp_path / "reel"
    (folder / "deep").mkdir(parents=True)
    shutil.copy(bunny_clip, folder / "bunny.mp4")
    shutil.copy(bunny_clip, folder / "deep" / "again.mp4")
    (folder / "notes.txt").write_text("no clip", "utf-8")
    return folder


def queue_of(window: OpenWindow):
    window.controller.show_room("queue")
    return window.controller.rooms._made_queue()


def rows(window: OpenWindow):
    return {row.title: row for row in window.controller.queue.rows}


def test_a_dropped_folder_is_listed_with_pictures_and_lengths(open_window, reel):
    window = open_window()
    window.until_ready()
    queue = queue_of(window)
    window.drop(reel)
    window.until(lambda: set(rows(window)) == {"bunny.mp4", "again.mp4"})
    window.until_said("2 clips were added.")
    window.until(lambda: all(row.duration_ms for row in rows(window).values()))
    window.until(lambda: all(queue.pictures.large(row.id) for row in rows(window).values()))
    assert window.controller.rooms.current == "queue"
    assert window.controller.captioning.clip is None
    assert rows(window)["bunny.mp4"].duration_ms == 5280


def test_a_clip_that_moved_is_found_by_its_content_and_plays_again(
    open_window, reel, tmp_path, monkeypatch
):
    window = open_window((reel / "bunny.mp4",))
    window.until_open("bunny.mp4")
    clip_id = rows(window)["bunny.mp4"].id
    content = hashlib.sha256((reel / "bunny.mp4").read_bytes()).hexdigest()
    window.controller.captioning.content_known(clip_id, content)
    window.controller.queue.refresh(clip_id)
    window.until(lambda: rows(window)["bunny.mp4"].content_hash == content)
    new = tmp_path / "elsewhere"
    new.mkdir()
    (reel / "bunny.mp4").rename(new / "other-name.mp4")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(new))
    queue = queue_of(window)
    window.until(lambda: queue.room.model.is_missing(clip_id))
    dialog = queue.locate(clip_id)
    assert dialog is not None
    dialog.folder.click()
    window.until(lambda: rows(window)["bunny.mp4"].source == str(new / "other-name.mp4"))
    window.until(lambda: not queue.room.model.is_missing(clip_id))
    window.until(lambda: queue.pictures.listed(rows(window)["bunny.mp4"]))
    window.until(lambda: window.controller.captioning.clip.source == str(new / "other-name.mp4"))


def test_a_backup_is_brought_back_while_the_window_is_open(open_window, reel):
    window = open_window((reel / "bunny.mp4",))
    window.until_open("bunny.mp4")
    controller = window.controller
    controller.show_room("settings")
    presenter = controller.rooms._made_settings()
    presenter.room.choose("data")
    presenter.backups.now.click()
    window.until(lambda: presenter.backups.model.rowCount())
    window.drop(reel / "deep" / "again.mp4")
    window.until_open("again.mp4")
    backup = presenter.backups._backups[0]
    presenter.ask_restore(backup).accept()
    window.until(lambda: set(rows(window)) == {"bunny.mp4"})
    assert controller.rooms.current == "queue"
    assert rows(window)["bunny.mp4"].state is ClipState.NEW
    folder = window.where.database.parent
    assert list(folder.glob("*.set-aside-*")), "what was there is kept"
    controller.open_clip(rows(window)["bunny.mp4"].id)
    window.until_open("bunny.mp4")


def test_the_practice_clip_added_as_a_file_is_never_paid(open_window, tmp_path):
    shipped = sample_clip()
    assert shipped is not None
    copy = tmp_path / "looks-like-work.mp4"
    shutil.copy(shipped.source, copy)
    window = open_window((copy,))
    window.until_open(shipped.title)
    clip = window.controller.captioning.clip
    assert clip is not None
    assert (clip.sample, clip.source) == (True, str(copy))
    window.type("Practice")
    totals = window.window.status
    window.until(lambda: totals._activity.text() == "Practice, not counted")


def test_a_mixed_drop_says_in_one_sentence_what_was_left_out(open_window, reel, tmp_path):
    (reel / "list.m3u8").write_text("#EXTM3U", "utf-8")
    for name in ("a.mp4", "b.mp4"):
        (tmp_path / name).touch()
    window = open_window()
    window.until_ready()
    queue_of(window)
    window.drop(
        reel / "bunny.mp4",
        reel / "list.m3u8",
        tmp_path / "a.mp4",
        tmp_path / "b.mp4",
        reel / "notes.txt",
        reel / "deep",
    )
    window.until(lambda: set(rows(window)) == {"bunny.mp4", "again.mp4"})
    window.until_said(
        "Not added: list.m3u8 is a playlist, 2 are empty, notes.txt is no video, sound or picture."
    )
    window.next_bar()
    window.until_said("2 clips were added.")
