"""Looking for files: which are missing, and which is the one that moved."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from app.desk import locating
from app.desk.lanes import Lane
from app.desk.locating import Hashing, Locating, Presence, hash_slice, siblings_of
from app.domain.clip import SourceKind
from app.domain.errors import EnvironmentFailureError
from tests.fakes.desk import DeskHarness


@pytest.fixture
def harness():
    return DeskHarness(manual=True)


@pytest.fixture
def slices(monkeypatch):
    """Slices of ten bytes, so that small files have several."""
    monkeypatch.setattr(locating, "SLICE", 10)


def test_a_file_is_hashed_slice_by_slice_and_other_reads_come_between(harness, slices, tmp_path):
    file = tmp_path / "clip.mp4"
    file.write_bytes(b"0123456789" * 3)
    found = []
    Hashing(harness.desk).run(file, found.append, harness.errors.append)
    count = 0
    while harness.lanes.waiting:
        assert harness.lanes.waiting[0][0] is Lane.READER
        harness.lanes.perform()
        count += 1
    assert found == [hashlib.sha256(file.read_bytes()).hexdigest()]
    assert count == 4


def test_a_hash_nobody_wants_any_more_ends_after_its_slice(harness, slices, tmp_path):
    file = tmp_path / "clip.mp4"
    file.write_bytes(b"x" * 100)
    found = []
    Hashing(harness.desk).run(file, found.append, harness.errors.append, wanted=lambda: False)
    harness.lanes.perform_all()
    assert found == []


def test_a_file_that_cannot_be_read_is_an_error_of_ours(tmp_path):
    with pytest.raises(EnvironmentFailureError) as caught:
        hash_slice(tmp_path / "gone.mp4", hashlib.sha256(), 0, 10)
    assert caught.value.code == "clip.file-unreadable"


def row(harness, clip_id: str):
    return harness.store.read(lambda unit: unit.clips.row(clip_id))


def test_a_file_is_looked_at_once_in_ten_seconds(harness, tmp_path):
    harness.add_clip("c1")
    changed = []
    presence = Presence(harness.desk, changed.append)
    presence.look([row(harness, "c1")])
    presence.look([row(harness, "c1")])
    assert len(harness.lanes.waiting) == 1
    harness.lanes.perform_all()
    assert presence.missing == {"c1": True}
    assert changed == [["c1"]]
    harness.clock.wall_ms += 10_000
    presence.look([row(harness, "c1")])
    harness.lanes.perform_all()
    assert changed == [["c1"]], "nothing new to say"
    presence.look([row(harness, "c1")], again=True)
    assert len(harness.lanes.waiting) == 1


def test_streams_are_never_missing(harness):
    harness.add_clip("c1")
    presence = Presence(harness.desk, lambda _changed: None)
    presence.look([replace(row(harness, "c1"), kind=SourceKind.STREAM)])
    assert harness.lanes.waiting == []


def locator(harness):
    told = {"progress": [], "found": []}
    made = Locating(
        harness.desk,
        on_progress=told["progress"].append,
        on_found=told["found"].append,
        on_error=harness.errors.append,
    )
    return made, told


def test_a_file_that_was_never_hashed_is_found_by_its_name(harness, tmp_path):
    harness.add_clip("c1")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "c1.mp4").write_bytes(b"here")
    clip = harness.store.read(lambda unit: unit.clips.get("c1"))
    gone = replace(clip, source="/gone/c1.mp4")
    harness.store.write(lambda unit: unit.clips.save(gone))
    made, told = locator(harness)
    made.in_folder(row(harness, "c1"), tmp_path)
    harness.lanes.perform_all()
    ((clip,),) = told["found"]
    assert clip.source == str(tmp_path / "deep" / "c1.mp4")
    assert clip.content_hash == hashlib.sha256(b"here").hexdigest()
    assert told["progress"][-1] == ""


def test_two_files_of_one_name_are_not_guessed_between(harness, tmp_path):
    harness.add_clip("c1.mp4")
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "c1.mp4").write_bytes(b"x")
    made, told = locator(harness)
    made.in_folder(row(harness, "c1.mp4"), tmp_path)
    harness.lanes.perform_all()
    assert [error.code for error in harness.errors] == ["clip.several-found"]
    assert told["found"] == []


def test_a_search_that_was_cancelled_changes_nothing(harness, tmp_path):
    harness.add_clip("c1.mp4")
    (tmp_path / "c1.mp4").write_bytes(b"x")
    made, told = locator(harness)
    made.in_folder(row(harness, "c1.mp4"), tmp_path)
    harness.lanes.perform()
    made.cancel()
    harness.lanes.perform_all()
    assert told["found"] == []
    assert harness.errors == []
    assert row(harness, "c1.mp4").source == "/clips/c1.mp4"


def test_siblings_are_the_missing_clips_of_the_same_folder(harness):
    rows = []
    for name in ("a", "b", "c"):
        harness.add_clip(name)
        rows.append(row(harness, name))
    missing = {"a": True, "b": True, "c": False}
    assert [one.id for one in siblings_of(rows[0], rows, missing)] == ["b"]
