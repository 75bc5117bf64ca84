"""Asking for the small pictures and the lengths of the queue, and for a clip's content."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.desk.glimpses import GIVE_UP_MS, HASH_AFTER_MS, Contents, Glimpses
from app.desk.ports.analysis import (
    AnalysisFailed,
    ContentHashed,
    Probed,
    SmallPicture,
    ThumbnailMade,
)
from app.desk.ports.player import MediaInfo, PlayerFault
from app.domain.clip import Clip, SourceKind
from tests.fakes.analysis import FakeAnalysis
from tests.fakes.time import ManualClock, ManualTimers
from tests.unit.desk.test_queue_list import ROW

ROWS = [replace(ROW, id=name, source=f"/clips/{name}.mp4") for name in "abcd"]


class Desk:
    def __init__(self) -> None:
        self.port = FakeAnalysis(lambda _event: None)
        self.timers = ManualTimers(ManualClock())
        self.made: list[str] = []
        self.told: list[str] = []
        self.faults: list[tuple[str, PlayerFault]] = []
        self.known: list[tuple[str, str]] = []
        self.glimpses = Glimpses(
            self.port,
            self.timers,
            on_picture=lambda one, _picture: self.made.append(one),
            on_info=lambda one, _info: self.told.append(one),
            on_fault=lambda one, code: self.faults.append((one, code)),
        )
        self.contents = Contents(
            self.port, self.timers, lambda one, sha256: self.known.append((one, sha256))
        )

    def answer(self, request: int) -> None:
        small = SmallPicture(width=2, height=1, pixels=b"\0" * 8)
        event = ThumbnailMade(request=request, media_ms=0, picture=small, last=True)
        self.glimpses.hear(event)

    def asked(self) -> list[str]:
        return [path for _, path in self.port.asked]


@pytest.fixture
def desk():
    return Desk()


def test_one_is_asked_for_at_a_time_and_what_scrolled_away_is_forgotten(desk):
    desk.glimpses.want(ROWS[:3])
    assert desk.port.started
    assert desk.asked() == ["/clips/a.mp4"]
    desk.glimpses.want(ROWS[3:])
    desk.answer(1)
    assert desk.asked() == ["/clips/a.mp4", "/clips/d.mp4"]
    assert desk.made == ["a"]


def test_a_picture_is_asked_for_once_and_again_when_the_file_is_another_one(desk):
    desk.glimpses.want(ROWS[:1])
    desk.answer(1)
    desk.glimpses.want(ROWS[:1])
    assert len(desk.port.asked) == 1
    desk.glimpses.want([replace(ROWS[0], source="/elsewhere/a.mp4")])
    assert desk.asked() == ["/clips/a.mp4", "/elsewhere/a.mp4"]


def test_a_length_that_is_not_known_is_asked_for_first_and_off_screen_last(desk):
    unknown = [replace(row, duration_ms=None) for row in ROWS]
    desk.glimpses.want(unknown[:1], unknown)
    for request in range(1, 6):
        if desk.port.asked[-1][0] == "probe":
            desk.glimpses.hear(Probed(request=request, info=MediaInfo(duration_ms=8000)))
        else:
            desk.answer(request)
    assert [what for what, _ in desk.port.asked] == ["probe", "thumbnails", *["probe"] * 3]
    assert desk.told == ["a", "b", "c", "d"]
    assert desk.made == ["a"]


def test_answers_to_others_are_left_alone(desk):
    desk.glimpses.want(ROWS[:2])
    desk.answer(77)
    assert desk.made == []
    assert len(desk.port.asked) == 1


@pytest.mark.parametrize("end", ["fails", "never answers"])
def test_a_file_without_a_picture_holds_nothing_up(desk, end):
    desk.glimpses.want(ROWS[:2])
    if end == "fails":
        desk.glimpses.hear(AnalysisFailed(request=1, code=None, detail="damaged"))
    else:
        desk.timers.advance(GIVE_UP_MS)
        assert desk.port.cancelled == [1]
    assert desk.asked() == ["/clips/a.mp4", "/clips/b.mp4"]
    desk.timers.advance(GIVE_UP_MS - 1)
    assert len(desk.port.cancelled) == (1 if end == "never answers" else 0)


def test_why_nothing_can_be_told_of_a_file_is_handed_on(desk):
    desk.glimpses.want(ROWS[:2])
    desk.glimpses.hear(AnalysisFailed(request=1, code=PlayerFault.DAMAGED, detail=""))
    desk.glimpses.hear(AnalysisFailed(request=2, code=None, detail="cancelled"))
    assert desk.faults == [(ROWS[0].id, PlayerFault.DAMAGED)]


def test_streams_and_clips_without_media_are_not_looked_at(desk):
    stream = replace(ROW, kind=SourceKind.STREAM, duration_ms=None)
    desk.glimpses.want([stream, replace(ROW, kind=SourceKind.NONE, source="")], [stream])
    assert desk.port.asked == []
    assert not desk.port.started


CLIP = Clip(id="a", title="a", kind=SourceKind.FILE, source="/clips/a.mp4")


def test_the_content_of_a_clip_that_stays_open_is_learned_once(desk):
    desk.contents.opened(CLIP)
    assert desk.port.asked == []
    desk.timers.advance(HASH_AFTER_MS)
    assert desk.port.asked == [("hash", "/clips/a.mp4")]
    desk.contents.hear(ContentHashed(request=1, sha256="abc"))
    assert desk.known == [("a", "abc")]
    desk.contents.opened(CLIP)
    desk.timers.advance(HASH_AFTER_MS)
    assert len(desk.port.asked) == 1


def test_a_clip_that_is_passed_by_is_not_read(desk):
    desk.contents.opened(CLIP)
    desk.timers.advance(HASH_AFTER_MS - 1)
    desk.contents.opened(replace(CLIP, id="b", content_hash="known"))
    desk.timers.advance(HASH_AFTER_MS)
    assert desk.port.asked == []


def test_a_file_that_could_not_be_read_is_tried_again_when_it_is_opened(desk):
    desk.contents.opened(CLIP)
    desk.timers.advance(HASH_AFTER_MS)
    desk.contents.hear(AnalysisFailed(request=1, code=None, detail=""))
    desk.contents.opened(CLIP)
    desk.timers.advance(HASH_AFTER_MS)
    assert len(desk.port.asked) == 2
    assert desk.known == []
