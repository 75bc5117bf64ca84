"""The dialogs for adding clips and for finding a file again."""

from __future__ import annotations

import hashlib

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from app.domain.clip import Clip, SourceKind


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("ftp://example.org/a.mp4", "Only http and https are."),
        ("file:///etc/passwd", "Only http and https are."),
        ("not an address", "http"),
        ("https://", "not a web address"),
    ],
)
def test_only_web_addresses_become_streams(queue, qtbot, address, words):
    dialog = queue.presenter.adding.stream(queue.room)
    qtbot.keyClicks(dialog.address, address)
    qtbot.keyClick(dialog.address, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert words in dialog.address.problem
    assert queue.shown() == []


def test_a_stream_is_added_and_opened(queue, qtbot):
    dialog = queue.presenter.adding.stream(queue.room)
    qtbot.keyClicks(dialog.address, " https://user:pw@example.org/reel/pier.mp4?token=1 ")
    qtbot.keyClick(dialog.address, Qt.Key.Key_Return)
    (row,) = queue.room.model.shown
    assert row.title == "pier.mp4"
    assert row.kind == SourceKind.STREAM
    assert queue.host.opened == [row.id]


def test_a_caption_without_a_clip_file(queue, qtbot):
    dialog = queue.presenter.adding.without_file(queue.room)
    qtbot.keyClick(dialog.title, Qt.Key.Key_Return)
    assert dialog.title.problem
    qtbot.keyClicks(dialog.title, "Task 12")
    qtbot.keyClicks(dialog.length, "soon")
    qtbot.keyClick(dialog.length, Qt.Key.Key_Return)
    assert dialog.length.problem
    dialog.length.clear()
    qtbot.keyClicks(dialog.length, "0:28.5")
    qtbot.keyClicks(dialog.link, "javascript:alert(1)")
    dialog.accept()
    assert dialog.link.problem
    dialog.link.setText("https://client.example/task/12")
    dialog.accept()
    (row,) = queue.room.model.shown
    clip = queue.clip(row.id)
    assert (clip.title, clip.kind, clip.duration_ms) == ("Task 12", SourceKind.NONE, 28_500)
    assert clip.link == "https://client.example/task/12"
    assert queue.host.opened == [row.id]


def test_going_back_adds_nothing(queue, qtbot):
    dialog = queue.presenter.adding.without_file(queue.room)
    qtbot.keyClicks(dialog.title, "Task 12")
    qtbot.keyClick(dialog.title, Qt.Key.Key_Escape)
    assert queue.shown() == []


@pytest.fixture
def moved(queue, tmp_path):
    """Two clips whose folder went from old to new; the first got another name too."""
    contents = {"pier": b"pier" * 1000, "rain": b"rain" * 1000}
    new = tmp_path / "new"
    (new / "deep").mkdir(parents=True)
    (new / "deep" / "renamed.mp4").write_bytes(contents["pier"])
    (new / "deep" / "rain.mp4").write_bytes(contents["rain"])
    (new / "deep" / "other.mp4").write_bytes(b"another")
    for name, content in contents.items():
        queue.add(
            Clip(
                id=name,
                title=f"{name}.mp4",
                kind=SourceKind.FILE,
                source=str(tmp_path / "old" / f"{name}.mp4"),
                content_hash=hashlib.sha256(content).hexdigest(),
            )
        )
    queue.presenter.entered()
    queue.folder = new
    return queue


def test_a_moved_file_is_found_in_a_folder_by_its_content(moved, monkeypatch):
    monkeypatch.setattr(
        QFileDialog, "getExistingDirectory", lambda *_args, **_more: str(moved.folder)
    )
    dialog = moved.presenter.locate("pier")
    dialog.folder.click()
    assert moved.clip("pier").source.endswith("renamed.mp4")
    assert moved.clip("rain").source.endswith("deep/rain.mp4"), "it moved along"
    assert not moved.room.model.is_missing("pier")
    assert moved.room.bars.current.sentence == "2 clips are found again."
    assert moved.clip("pier").source in moved.host.media, "Caption opens it where it is now"


def test_another_file_is_refused(moved, monkeypatch):
    other = moved.folder / "deep" / "other.mp4"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, **_more: (str(other), ""))
    dialog = moved.presenter.locate("pier")
    dialog.accept()
    assert moved.host.errors == ["clip.other-content"]
    assert "old" in moved.clip("pier").source


def test_a_folder_without_the_file_is_said(moved, tmp_path, monkeypatch):
    (tmp_path / "bare").mkdir()
    monkeypatch.setattr(
        QFileDialog, "getExistingDirectory", lambda *_args, **_more: str(tmp_path / "bare")
    )
    dialog = moved.presenter.locate("pier")
    dialog.folder.click()
    assert moved.host.errors == ["clip.not-found-here"]


def test_going_back_in_the_file_dialog_keeps_the_question_open(moved, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, **_more: ("", ""))
    dialog = moved.presenter.locate("pier")
    dialog.accept()
    assert dialog.isVisible()
