from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from app.desk import queue
from app.domain.clip import Clip, ClipState, SourceKind
from app.domain.errors import RefusedError
from tests.fakes.desk import DeskHarness


def media(folder: Path, *names: str) -> list[Path]:
    paths = [folder / name for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    return paths


def test_folders_are_searched_for_media_by_name(tmp_path: Path) -> None:
    media(tmp_path, "b.mp4", "a.MKV", "sub/c.webm", "notes.txt", "list.m3u8")
    files, refused = queue.find_media([tmp_path])
    assert [file.name for file in files] == ["a.MKV", "b.mp4", "c.webm"]
    assert refused == ()


def test_single_files_are_refused_with_a_reason(tmp_path: Path) -> None:
    media(tmp_path, "list.m3u", "odd.xyz")
    (tmp_path / "empty.mp4").touch()
    files, refused = queue.find_media(
        [tmp_path / name for name in ("list.m3u", "empty.mp4", "gone.mp4", "odd.xyz")]
    )
    assert [file.name for file in files] == ["odd.xyz"]
    assert [r.code for r in refused] == [
        "clip.playlist-refused",
        "clip.file-empty",
        "clip.file-missing",
    ]


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "rtsp://h/x", "javascript:1", "concat:a|b", "/clips/x.mp4"]
)
def test_other_schemes_are_refused(url: str) -> None:
    with pytest.raises(RefusedError, match=r"clip\.scheme-refused"):
        queue.check_stream_url(url)


@pytest.mark.parametrize(
    "url", ["http://", "https://[::1", "http://a b/x", "https://h/\n"[:-1] + "\x01"]
)
def test_broken_addresses_are_refused(url: str) -> None:
    with pytest.raises(RefusedError, match=r"clip\.url-broken"):
        queue.check_stream_url(url)


def test_a_file_is_not_added_twice(tmp_path: Path) -> None:
    harness = DeskHarness()
    files = media(tmp_path, "a.mp4")
    first = harness.store.write(lambda unit: queue.add_files(unit, files, harness.ids.new, 1))
    again = harness.store.write(lambda unit: queue.add_files(unit, files, harness.ids.new, 2))
    assert [clip.title for clip in first.clips] == ["a.mp4"]
    assert (again.clips, len(again.known)) == ((), 1)


def test_setting_aside_needs_a_reason_and_comes_back() -> None:
    harness = DeskHarness()
    harness.add_clip(state=ClipState.RETURNED)
    with pytest.raises(RefusedError, match=r"clip\.reason-missing"):
        harness.store.write(lambda unit: queue.set_aside(unit, "c1", " "))
    aside = harness.store.write(lambda unit: queue.set_aside(unit, "c1", "no sound"))
    assert (aside.state, aside.set_aside_reason) == (ClipState.SET_ASIDE, "no sound")
    back = harness.store.write(lambda unit: queue.take_up_again(unit, "c1"))
    assert (back.state, back.set_aside_reason) == (ClipState.RETURNED, "")


def test_a_moved_file_is_known_by_its_content(tmp_path: Path) -> None:
    harness = DeskHarness()
    harness.add_clip(content_hash="abc")
    (moved,) = media(tmp_path, "moved.mp4")
    with pytest.raises(RefusedError, match=r"clip\.other-content"):
        harness.store.write(lambda unit: queue.locate(unit, "c1", moved, "other"))
    found = harness.store.write(lambda unit: queue.locate(unit, "c1", moved, "abc"))
    assert found.source == str(moved)
    assert queue.candidates_for(found, tmp_path) == (moved,)


def test_a_clip_without_media_needs_a_title_and_a_decent_link() -> None:
    harness = DeskHarness()

    def add(title: str, link: str):
        return harness.store.write(
            lambda unit: queue.add_without_media(
                unit, title=title, duration_ms=9000, link=link, clip_id="n1", at_ms=1
            )
        )

    with pytest.raises(RefusedError, match=r"clip\.title-missing"):
        add(" ", "")
    with pytest.raises(RefusedError, match=r"clip\.scheme-refused"):
        add("Tool clip", "ftp://x/y")
    clip = add(" Tool clip ", "https://tool.example/7")
    assert (clip.title, clip.kind, clip.duration_ms) == ("Tool clip", SourceKind.NONE, 9000)


def test_the_practice_clip_is_known_by_its_content(tmp_path: Path) -> None:
    harness = DeskHarness()
    shipped, copy, other = media(tmp_path, "shipped.mp4", "copied/My clip.mp4", "other.mp4")
    other.write_bytes(b"y")
    sample = Clip(
        id="sample",
        title="Pier at dusk",
        kind=SourceKind.FILE,
        source=str(shipped),
        content_hash=hashlib.sha256(b"x").hexdigest(),
    )
    files = (copy, other, tmp_path / "gone.mp4")
    copies = queue.copies_of(sample, files)
    assert copies == {copy}
    added = harness.store.write(
        lambda unit: queue.add_files(
            unit, files[:2], harness.ids.new, 1, sample=sample, copies=copies
        )
    )
    assert [(clip.title, clip.sample) for clip in added.clips] == [
        ("Pier at dusk", True),
        ("other.mp4", False),
    ]
    opened = harness.store.write(lambda unit: queue.add_sample(unit, sample))
    assert opened.id == added.clips[0].id, "it is not added twice"
    assert opened.source == str(shipped)
    again = harness.store.write(
        lambda unit: queue.add_files(unit, [copy], harness.ids.new, 2, sample=sample, copies=copies)
    )
    assert [clip.id for clip in again.known] == [opened.id]


def test_a_practice_clip_that_was_added_as_any_file_is_marked(tmp_path: Path) -> None:
    harness = DeskHarness()
    (shipped,) = media(tmp_path, "shipped.mp4")
    sample = Clip(
        id="sample",
        title="Pier at dusk",
        kind=SourceKind.FILE,
        source=str(shipped),
        content_hash=hashlib.sha256(b"x").hexdigest(),
    )
    harness.store.write(lambda unit: queue.add_files(unit, [shipped], harness.ids.new, 1))
    opened = harness.store.write(lambda unit: queue.add_sample(unit, sample))
    assert opened.sample
    assert harness.store.read(lambda unit: unit.clips.get(opened.id)).sample


def test_the_next_clip_is_the_next_that_can_be_written() -> None:
    harness = DeskHarness()
    for number, state in enumerate(
        (ClipState.NEW, ClipState.SUBMITTED, ClipState.RETURNED, ClipState.ACCEPTED)
    ):
        harness.add_clip(f"c{number}", state=state)
    rows = harness.store.read(lambda unit: unit.clips.rows())
    assert queue.next_clip_id(rows, "c0") == "c2"
    assert queue.next_clip_id(rows, "c2") == "c0"
    assert queue.next_clip_id(rows, "c0", step=-1) == "c2"
    assert queue.next_clip_id(rows[:1], "c0") is None
