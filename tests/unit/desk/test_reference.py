"""Captions beside a clip."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.desk.reference import ReferenceDesk, captions_beside, read_file
from app.domain.errors import RefusedError
from tests.fakes.lanes import InlineLanes, ManualLanes

SRT = "00:01 --> 00:02\nHi"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pier [1].mp4").write_bytes(b"film")
    return tmp_path


class Told:
    def __init__(self, lanes=None) -> None:
        self.cues: list[tuple[str, tuple]] = []
        self.errors: list[Exception] = []
        self.lanes = lanes or InlineLanes()
        self.desk = ReferenceDesk(
            self.lanes,
            on_cues=lambda name, cues: self.cues.append((name, cues)),
            on_error=self.errors.append,
        )


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ((), None),
        (("pier [1].srt",), "pier [1].srt"),
        (("pier [1].en.vtt", "pier [1].de.vtt"), "pier [1].de.vtt"),
        (("pier [1].en.srt", "pier [1].VTT"), "pier [1].VTT"),
        (("pier [12].srt", "pier 1.srt", "pier [1].txt"), None),
    ],
)
def test_what_lies_beside_a_clip(folder: Path, names: tuple[str, ...], found: str | None) -> None:
    for name in names:
        (folder / name).write_text(SRT, encoding="utf-8")
    beside = captions_beside(folder / "pier [1].mp4")
    assert (beside.name if beside else None) == found


def test_a_clip_brings_its_captions(folder: Path) -> None:
    (folder / "pier [1].srt").write_text(SRT, encoding="utf-8")
    told = Told()
    told.desk.open_clip(str(folder / "pier [1].mp4"))
    name, cues = told.cues[-1]
    assert (name, cues[0].words) == ("pier [1].srt", "Hi")


def test_a_broken_file_beside_a_clip_is_passed_over(folder: Path) -> None:
    (folder / "pier [1].srt").write_bytes(b"\x00")
    told = Told()
    told.desk.open_clip(str(folder / "pier [1].mp4"))
    assert told.errors == []
    assert told.cues == [("", ())]


def test_a_chosen_file_that_cannot_be_read_is_told(folder: Path) -> None:
    told = Told()
    told.desk.load(str(folder / "gone.srt"))
    (error,) = told.errors
    assert isinstance(error, RefusedError)
    assert error.code == "captions.not-readable"
    with pytest.raises(RefusedError, match="no-cues"):
        read_file(folder / "pier [1].mp4")


@pytest.mark.parametrize("source", ["", "https://example.org/a.m3u8"])
def test_streams_and_clips_without_media_are_not_looked_for(source: str) -> None:
    told = Told(ManualLanes())
    told.desk.open_clip(source)
    assert told.lanes.waiting == []


def test_the_captions_of_the_clip_before_do_not_come_late(folder: Path) -> None:
    (folder / "pier [1].srt").write_text(SRT, encoding="utf-8")
    told = Told(ManualLanes())
    told.desk.open_clip(str(folder / "pier [1].mp4"))
    told.desk.open_clip("")
    told.lanes.perform_all()
    assert told.cues == [("", ()), ("", ())]
