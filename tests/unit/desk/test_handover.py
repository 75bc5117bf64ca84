from __future__ import annotations

import pytest

from app.desk import handover, opening
from app.desk.ports.store import Draft
from app.desk.writing import WritingDesk
from app.domain.clip import ClipFacts, ClipState, Ternary
from app.domain.errors import RefusedError
from app.domain.journal import EditKind
from tests.fakes.desk import DeskHarness, MemoryRescue


def write(harness: DeskHarness, text: str, clip_id: str = "c1") -> None:
    writing = WritingDesk(harness.desk, MemoryRescue(), lambda _: None)
    writing.open(harness.store.read(lambda unit: unit.drafts.get(clip_id)))
    writing.edit(0, "", text, EditKind.TYPED)
    writing.flush()


def request(text: str, number: int = 1) -> handover.SubmitRequest:
    return handover.SubmitRequest(
        clip_id="c1",
        text=text,
        report_json="{}",
        worked_ms=5000,
        author="Ada",
        at_ms=100 + number,
        snapshot_id=f"s{number}",
        submission_id=f"u{number}",
    )


def test_submitting_freezes_text_report_hours_and_facts() -> None:
    harness = DeskHarness()
    harness.add_clip(facts=ClipFacts(speech=Ternary.YES))
    write(harness, "Two words")
    harness.store.write(lambda unit: handover.submit(unit, request("Two words")))
    unit_state = harness.store.read(lambda unit: unit.clips.get("c1"))
    (submission,) = harness.store.read(lambda unit: unit.snapshots.submissions("c1"))
    snapshot = harness.store.read(lambda unit: unit.snapshots.get(submission.snapshot_id))
    assert unit_state.state is ClipState.SUBMITTED
    assert (snapshot.text, snapshot.words, submission.worked_ms) == ("Two words", 2, 5000)
    assert submission.facts.speech is Ternary.YES
    assert submission.head_hash == harness.store.read(lambda unit: unit.drafts.get("c1")).head_hash


def test_a_submitted_text_can_no_longer_be_written() -> None:
    harness = DeskHarness()
    harness.add_clip()
    write(harness, "Text")
    harness.store.write(lambda unit: handover.submit(unit, request("Text")))
    told = []
    writing = WritingDesk(harness.desk, MemoryRescue(), told.append)
    writing.open(harness.store.read(lambda unit: unit.drafts.get("c1")))
    writing.edit(4, "", "!", EditKind.TYPED)
    writing.flush()
    assert told[-1].code == "draft.not-writable"
    assert harness.store.read(lambda unit: unit.drafts.get("c1")).text == "Text"


def test_taking_back_works_until_somebody_reviews() -> None:
    harness = DeskHarness()
    harness.add_clip()
    write(harness, "Text")
    harness.store.write(lambda unit: handover.submit(unit, request("Text")))
    clip = harness.store.write(lambda unit: handover.take_back(unit, "c1", 999))
    assert clip.state is ClipState.IN_PROGRESS
    assert harness.store.read(lambda unit: unit.snapshots.submissions("c1"))[0].taken_back_ms == 999
    with pytest.raises(RefusedError, match=r"clip\.move-refused"):
        harness.store.write(lambda unit: handover.take_back(unit, "c1", 1000))


@pytest.mark.parametrize(
    ("text", "seen", "code"),
    [
        ("[00:01.000]", "[00:01.000]", "submit.nothing-written"),
        ("Text", "Other", "submit.text-moved-on"),
    ],
)
def test_what_can_not_be_submitted(text: str, seen: str, code: str) -> None:
    harness = DeskHarness()
    harness.add_clip()
    write(harness, text)
    with pytest.raises(RefusedError) as caught:
        harness.store.write(lambda unit: handover.submit(unit, request(seen)))
    assert caught.value.code == code
    assert harness.store.read(lambda unit: unit.clips.get("c1")).state is ClipState.IN_PROGRESS


def test_the_copy_has_no_tokens() -> None:
    assert handover.text_to_copy('A man says, "Go." [00:01.000]  ') == 'A man says, "Go."'


def test_a_killed_window_is_noticed_at_the_next_start() -> None:
    harness = DeskHarness()
    harness.add_clip()
    rescue = MemoryRescue()

    def begin():
        return harness.store.write(lambda unit: opening.begin_session(unit, 50, rescue.read))

    assert begin() is None
    harness.store.write(lambda unit: opening.open_clip(unit, "c1", 60))
    write(harness, "Three words here")
    found = begin()
    stored = harness.store.read(lambda unit: unit.drafts.get("c1"))
    assert (found.clip_id, found.words, found.saved_ms) == ("c1", 3, stored.updated_ms)
    harness.store.write(lambda unit: opening.end_session(unit, 70))
    assert begin() is None


def test_a_rescued_text_that_the_database_lacks_is_brought_back() -> None:
    harness = DeskHarness()
    harness.add_clip()
    harness.store.write(lambda unit: opening.open_clip(unit, "c1", 60))
    rescue = MemoryRescue()
    rescue.write("c1", "only here")
    harness.store.write(lambda unit: opening.begin_session(unit, 50, rescue.read))
    found = harness.store.write(lambda unit: opening.begin_session(unit, 60, rescue.read))
    assert found.rescue_text == "only here"


def test_media_info_never_forgets_what_is_known() -> None:
    harness = DeskHarness()
    harness.add_clip(duration_ms=5000, content_hash="abc")
    clip = harness.store.write(
        lambda unit: opening.save_media_info(
            unit, "c1", duration_ms=None, width=640, height=360, fps=25.0
        )
    )
    assert (clip.duration_ms, clip.width, clip.content_hash) == (5000, 640, "abc")


def test_a_draft_that_was_never_written_is_empty() -> None:
    harness = DeskHarness()
    harness.add_clip()
    assert harness.store.read(lambda unit: unit.drafts.get("c1")) == Draft(clip_id="c1")
