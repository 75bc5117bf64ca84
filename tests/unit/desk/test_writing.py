from __future__ import annotations

import pytest

from app.desk.ports.store import Draft, SnapshotReason
from app.desk.writing import FLUSH_AFTER_MS, RESCUE_AFTER_MS, RETRY_MS, SaveStatus, WritingDesk
from app.domain.clip import ClipState
from app.domain.errors import RefusedError
from app.domain.journal import EditKind, chain, replay
from tests.fakes.desk import DeskHarness, MemoryRescue


class Writer:
    """A writing desk with clip c1 open, and what it told."""

    def __init__(self, *, manual: bool = False) -> None:
        self.harness = DeskHarness(manual=manual)
        self.harness.add_clip()
        self.rescue = MemoryRescue()
        self.told: list[SaveStatus] = []
        self.writing = WritingDesk(self.harness.desk, self.rescue, self.told.append)
        self.writing.open(Draft(clip_id="c1"))

    def type(self, text: str) -> None:
        for char in text:
            self.writing.edit(len(self.writing.text), "", char, EditKind.TYPED)

    def stored(self):
        return self.harness.store.read(lambda unit: unit.drafts.get("c1"))

    def record(self):
        return [link.edit for link in self.harness.store.read(lambda unit: unit.drafts.edits("c1"))]


def test_the_flush_is_a_throttle_from_the_first_edit() -> None:
    writer = Writer()
    writer.type("a")
    writer.harness.timers.advance(FLUSH_AFTER_MS - 100)
    writer.type("b")
    assert writer.stored().text == ""
    writer.harness.timers.advance(100)
    assert writer.stored().text == "ab"
    assert writer.told[-1].saved_ms == writer.harness.clock.utc_ms()


def test_a_burst_is_one_row_and_the_record_rebuilds_the_text() -> None:
    writer = Writer()
    writer.type("He runs")
    writer.writing.edit(3, "runs", "walks", EditKind.PASTED)
    writer.harness.timers.advance(FLUSH_AFTER_MS)
    edits = writer.record()
    assert [edit.kind for edit in edits] == [EditKind.TYPED, EditKind.PASTED]
    assert replay("", edits) == "He walks" == writer.stored().text
    assert chain(edits)[-1].hash == writer.stored().head_hash


def test_edits_made_while_a_flush_is_under_way_are_not_lost() -> None:
    writer = Writer(manual=True)
    writer.type("one")
    writer.harness.timers.advance(FLUSH_AFTER_MS)
    writer.type(" two")
    writer.harness.lanes.perform_all()
    writer.harness.timers.advance(FLUSH_AFTER_MS)
    writer.harness.lanes.perform_all()
    assert writer.stored().text == "one two"
    assert replay("", writer.record()) == "one two"


def test_the_caret_is_stored_with_the_text_at_the_newest_edit() -> None:
    writer = Writer()
    writer.type("one three")
    writer.writing.edit(4, "", "two ", EditKind.TYPED)
    writer.writing.flush()
    assert writer.stored().caret == 8
    writer.writing.edit(0, "one ", "", EditKind.DELETED)
    writer.writing.note_last("own notes")
    assert writer.stored().caret == 0


def test_the_first_edit_sets_a_new_clip_in_progress() -> None:
    writer = Writer()
    writer.type("x")
    writer.writing.flush()
    clip = writer.harness.store.read(lambda unit: unit.clips.get("c1"))
    assert clip.state is ClipState.IN_PROGRESS


def test_a_failure_is_told_tried_again_and_rescued() -> None:
    writer = Writer()
    writer.harness.store.failing = "store.disk-full"
    writer.type("precious")
    writer.harness.timers.advance(FLUSH_AFTER_MS)
    assert writer.told[-1].code == "store.disk-full"
    assert writer.told[-1].failing_since_ms is not None
    assert writer.rescue.files == {}
    writer.harness.timers.advance(RESCUE_AFTER_MS + RETRY_MS)
    assert writer.rescue.files == {"c1": "precious"}
    assert writer.told[-1].rescue == "/rescue/c1.txt"
    writer.type(" words")
    writer.harness.store.failing = ""
    writer.harness.timers.advance(RETRY_MS)
    assert writer.stored().text == "precious words"
    assert writer.told[-1].code == ""
    assert writer.rescue.files == {}


def test_a_text_that_cannot_be_stored_at_the_end_is_rescued_at_once() -> None:
    writer = Writer()
    writer.harness.store.failing = "store.disk-full"
    writer.type("last words")
    closed: list[bool] = []
    writer.writing.close(lambda: closed.append(True))
    assert writer.rescue.files == {"c1": "last words"}
    assert closed == []
    writer.harness.store.failing = None
    writer.harness.timers.advance(RETRY_MS)
    assert closed == [True]
    assert writer.stored().text == "last words"
    assert writer.rescue.files == {}


def test_a_record_that_moved_on_is_adopted_and_nothing_is_lost() -> None:
    writer = Writer()
    other = WritingDesk(writer.harness.desk, MemoryRescue(), lambda _: None)
    other.open(Draft(clip_id="c1"))
    other.edit(0, "", "elsewhere", EditKind.TYPED)
    other.flush()
    writer.type("here")
    writer.writing.flush()
    assert writer.stored().text == "here"
    assert replay("", writer.record()) == "here"
    assert writer.record()[-1].kind is EditKind.RECOVERED


def test_snapshots_copy_what_changed_only() -> None:
    writer = Writer()
    writer.type("text")
    writer.writing.snapshot(SnapshotReason.ASKED)
    writer.writing.snapshot(SnapshotReason.FOCUS_LOST)
    snapshots = writer.harness.store.read(lambda unit: unit.snapshots.list("c1"))
    assert [(s.reason, s.text, s.words) for s in snapshots] == [(SnapshotReason.ASKED, "text", 1)]


def test_a_pause_takes_a_snapshot() -> None:
    writer = Writer()
    writer.type("text")
    writer.harness.timers.advance(30_000)
    snapshots = writer.harness.store.read(lambda unit: unit.snapshots.list("c1"))
    assert [s.reason for s in snapshots] == [SnapshotReason.PAUSE]


def test_edits_are_stored_in_time_after_a_copy_failed() -> None:
    writer = Writer()
    writer.type("text")
    writer.harness.timers.advance(FLUSH_AFTER_MS)
    writer.harness.store.failing = "store.disk-full"
    writer.writing.snapshot(SnapshotReason.ASKED)
    assert writer.told[-1].code == "store.disk-full"
    writer.harness.store.failing = None
    writer.harness.timers.advance(RETRY_MS)
    assert writer.told[-1].code == ""
    writer.type(" more")
    writer.harness.timers.advance(FLUSH_AFTER_MS)
    assert writer.stored().text == "text more"


def test_an_edit_that_does_not_fit_the_text_is_refused() -> None:
    writer = Writer()
    writer.type("abc")
    with pytest.raises(RefusedError, match=r"journal\.mismatch"):
        writer.writing.edit(0, "x", "y", EditKind.TYPED)
    assert writer.writing.text == "abc"


def test_the_origin_of_a_paste_is_a_row_that_changes_nothing() -> None:
    writer = Writer()
    writer.writing.edit(0, "", "pasted words", EditKind.PASTED)
    writer.writing.note_last("own_notes")
    assert writer.record()[-1].note == "own_notes"
    assert replay("", writer.record()) == "pasted words"
