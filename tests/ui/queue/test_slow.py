"""What the room says while a folder is searched, and that a search can be cancelled."""

from __future__ import annotations

import pytest

from app.domain.clip import Clip, SourceKind


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "reel").mkdir()
    (tmp_path / "reel" / "a.mp4").write_bytes(b"x")
    return tmp_path / "reel"


def test_a_quick_search_says_nothing(slow, folder):
    slow.presenter.adding.paths([folder])
    slow.harness.timers.advance(250)
    slow.harness.lanes.perform()
    slow.harness.timers.advance(5000)
    assert slow.room.bars.current is None


def test_a_long_search_is_said_and_can_be_cancelled(slow, folder):
    slow.presenter.adding.paths([folder])
    slow.harness.timers.advance(300)
    assert slow.room.bars.current.sentence == "Looking through reel."
    assert slow.room.bars.current.buttons == ()
    slow.harness.timers.advance(1700)
    slow.room.bars.bar.buttons["cancel"].click()
    slow.harness.lanes.perform_all()
    assert slow.room.bars.current is None
    assert slow.shown() == []


def test_before_the_clips_are_read_the_queue_does_not_say_there_are_none(slow):
    slow.presenter.entered()
    assert not slow.room.empty.isVisible()
    slow.harness.timers.advance(300)
    assert slow.room._reading.isVisible()
    slow.harness.store.write(
        lambda unit: unit.clips.add(Clip(id="pier", title="pier", kind=SourceKind.NONE))
    )
    slow.host.in_caption = "pier"
    slow.host.queue.load()
    slow.harness.lanes.perform_all()
    assert slow.shown() == ["pier"]
    assert slow.table.hasFocus()
    assert slow.current() == "pier"
