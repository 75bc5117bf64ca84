"""Clips, drafts and dialogue, as every store keeps them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.desk.ports.store import (
    Draft,
    Store,
)
from app.domain.clip import Clip, ClipState, SourceKind
from app.domain.dialogue import DialogueLine
from app.domain.errors import RefusedError
from app.domain.journal import GENESIS, Edit, EditKind, chain
from tests.contract.store.values import FACTS, add, clip, decision, snapshot, typed, write_text


def test_every_field_of_a_clip_comes_back(store: Store) -> None:
    full = Clip(
        id="c1",
        title="Harbor “at night” 🌃",
        kind=SourceKind.STREAM,
        source="https://example.org/a.mp4?key=1",
        state=ClipState.SET_ASIDE,
        duration_ms=12_345,
        width=1280,
        height=720,
        fps=29.97,
        content_hash="ab" * 32,
        link="https://example.org/task",
        facts=FACTS,
        set_aside_reason="no picture",
        state_before=ClipState.RETURNED,
        added_ms=1,
        due_ms=2,
        position_ms=3,
        sample=True,
    )
    add(store, full)
    assert store.read(lambda unit: unit.clips.get("c1")) == full


def test_an_unknown_clip_is_refused_everywhere(store: Store) -> None:
    works = [
        lambda unit: unit.clips.get("no"),
        lambda unit: unit.clips.row("no"),
        lambda unit: unit.clips.save(clip("no")),
        lambda unit: unit.clips.remove("no"),
        lambda unit: unit.clips.set_last_opened("no", 1),
        lambda unit: unit.drafts.append(Draft(clip_id="no"), ()),
        lambda unit: unit.drafts.save_counts("no", words=1, to_look_at=1, caret=1),
        lambda unit: unit.dialogue.save(DialogueLine(id="l", clip_id="no", in_ms=1)),
        lambda unit: unit.watched.set("no", [(1, 2)]),
        lambda unit: unit.decisions.add(decision("d1", "no")),
        lambda unit: unit.snapshots.add(snapshot("s1", "no")),
    ]
    for work in works:
        with pytest.raises(RefusedError) as refused:
            store.write(work)
        assert refused.value.code == "clip.unknown"


def test_a_clip_is_added_once(store: Store) -> None:
    add(store, clip())
    with pytest.raises(RefusedError) as refused:
        add(store, clip())
    assert refused.value.code == "clip.duplicate"


def test_clips_are_found_by_source_and_content(store: Store) -> None:
    add(store, clip("c1", content_hash="aa"), clip("c2", content_hash="aa"), clip("c3", source=""))
    found = store.read(lambda unit: unit.clips.find_source("/c2.mp4"))
    assert found is not None
    assert found.id == "c2"
    assert store.read(lambda unit: unit.clips.find_source("")) is None
    by_hash = store.read(lambda unit: unit.clips.find_hash("aa"))
    assert [one.id for one in by_hash] == ["c1", "c2"]
    assert list(store.read(lambda unit: unit.clips.find_hash(""))) == []


def test_the_clip_opened_last_is_the_last_one_noted(store: Store) -> None:
    add(store, clip("c1"), clip("c2"))
    assert store.read(lambda unit: unit.clips.last_opened()) is None
    store.write(lambda unit: unit.clips.set_last_opened("c2", 20))
    store.write(lambda unit: unit.clips.set_last_opened("c1", 10))  # the clock was set back
    opened = store.read(lambda unit: unit.clips.last_opened())
    assert opened is not None
    assert opened.id == "c1"


def test_a_clip_without_work_can_be_removed(store: Store) -> None:
    add(store, clip("c1"), clip("c2"))

    def touch(unit):
        unit.clips.set_last_opened("c1", 1)
        unit.drafts.save_counts("c1", words=0, to_look_at=0, caret=0)
        unit.watched.set("c1", [(0, 10)])

    store.write(touch)
    store.write(lambda unit: unit.clips.remove("c1"))
    assert [one.id for one in store.read(lambda unit: unit.clips.all())] == ["c2"]
    assert store.read(lambda unit: unit.clips.last_opened()) is None
    assert list(store.read(lambda unit: unit.watched.spans("c1"))) == []


@pytest.mark.parametrize(
    "work",
    [
        lambda unit: unit.drafts.append(*typed(["a"], Draft(clip_id="c1"))),
        lambda unit: unit.dialogue.save(DialogueLine(id="l1", clip_id="c1", in_ms=1)),
        lambda unit: unit.snapshots.add(snapshot("s1")),
        lambda unit: unit.decisions.add(decision("d1")),
    ],
)
def test_a_clip_with_work_is_not_removed(store: Store, work) -> None:
    add(store, clip("c1"))
    store.write(work)
    with pytest.raises(RefusedError) as refused:
        store.write(lambda unit: unit.clips.remove("c1"))
    assert refused.value.code == "clip.has-work"


def test_the_queue_lists_clips_as_added_with_their_counts(store: Store) -> None:
    add(store, clip("z", due_ms=5, added_ms=9), clip("a", sample=True, added_ms=1))
    store.write(lambda unit: unit.drafts.save_counts("a", words=120, to_look_at=3, caret=7))
    rows = store.read(lambda unit: unit.clips.rows())
    assert [(row.id, row.words, row.to_look_at, row.worked_ms) for row in rows] == [
        ("z", 0, 0, 0),
        ("a", 120, 3, 0),
    ]
    assert (rows[0].due_ms, rows[1].sample) == (5, True)
    assert store.read(lambda unit: unit.clips.row("a")) == rows[1]


def test_a_clip_without_a_text_has_an_empty_draft(store: Store) -> None:
    assert store.read(lambda unit: unit.drafts.get("c1")) == Draft(clip_id="c1")


def test_a_draft_comes_back_with_its_record(store: Store) -> None:
    add(store, clip())
    write_text(store, "c1", "A ", "harbor ")
    draft = write_text(store, "c1", "at night. [00:12.400]")
    assert store.read(lambda unit: unit.drafts.get("c1")) == draft
    record = store.read(lambda unit: unit.drafts.edits("c1"))
    assert "".join(link.edit.inserted for link in record) == draft.text
    assert [link.edit.number for link in record] == [1, 2, 3]
    assert list(record) == list(chain([link.edit for link in record]))


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=30), st.text(max_size=9))
def test_any_text_comes_back_as_it_was(store: Store, text: str, note: str) -> None:
    clip_id = f"clip-{len(store.read(lambda unit: unit.clips.all()))}"
    add(store, clip(clip_id))
    edit = Edit(
        number=1, at_ms=1, kind=EditKind.PASTED, position=0, removed="", inserted=text, note=note
    )
    links = chain([edit])
    draft = Draft(clip_id=clip_id, text=text, edit_number=1, head_hash=links[0].hash)
    store.write(lambda unit: unit.drafts.append(draft, links))
    assert store.read(lambda unit: unit.drafts.get(clip_id)).text == text
    assert list(store.read(lambda unit: unit.drafts.edits(clip_id))) == list(links)


def test_edits_that_do_not_follow_are_refused_and_nothing_is_stored(store: Store) -> None:
    add(store, clip())
    first = write_text(store, "c1", "one ")
    late, late_links = typed(["two"], Draft(clip_id="c1"))  # another window, from the start
    with pytest.raises(RefusedError) as refused:
        store.write(lambda unit: unit.drafts.append(late, late_links))
    assert refused.value.code == "draft.moved-on"
    assert store.read(lambda unit: unit.drafts.get("c1")) == first
    assert len(store.read(lambda unit: unit.drafts.edits("c1"))) == 1


def test_a_gap_in_the_numbers_is_refused(store: Store) -> None:
    add(store, clip())
    first = write_text(store, "c1", "one ")
    skipping, links = typed(["two"], replace(first, edit_number=5))
    with pytest.raises(RefusedError) as refused:
        store.write(lambda unit: unit.drafts.append(skipping, links))
    assert refused.value.code == "draft.moved-on"


def test_a_draft_that_is_not_where_its_edits_end_is_a_bug(store: Store) -> None:
    add(store, clip())
    draft, links = typed(["a", "b"], Draft(clip_id="c1"))
    for wrong, edits in (
        (replace(draft, edit_number=3), links),
        (replace(draft, head_hash="1" * 64), links),
        (draft, (links[0], links[0])),
    ):
        with pytest.raises(ValueError, match=r"edit|draft"):
            store.write(lambda unit, wrong=wrong, edits=edits: unit.drafts.append(wrong, edits))
    assert store.read(lambda unit: unit.drafts.get("c1")).head_hash == GENESIS


def test_counts_are_stored_without_an_edit(store: Store) -> None:
    add(store, clip())
    draft = write_text(store, "c1", "one two")
    store.write(lambda unit: unit.drafts.save_counts("c1", words=2, to_look_at=1, caret=4))
    stored = store.read(lambda unit: unit.drafts.get("c1"))
    assert stored == replace(draft, words=2, to_look_at=1, caret=4)


def test_an_edit_takes_the_caret_along_and_leaves_what_was_counted(store: Store) -> None:
    """Whoever types holds the draft as it was opened, from before the newest counts."""
    add(store, clip())
    opened = write_text(store, "c1", "one two")
    store.write(lambda unit: unit.drafts.save_counts("c1", words=2, to_look_at=1, caret=4))
    following, links = typed([" three"], opened)
    store.write(lambda unit: unit.drafts.append(replace(following, words=3, caret=13), links))
    stored = store.read(lambda unit: unit.drafts.get("c1"))
    assert (stored.words, stored.to_look_at, stored.caret) == (3, 1, 13)


def test_an_erased_content_is_gone_and_the_hashes_stay(store: Store) -> None:
    add(store, clip())
    write_text(store, "c1", "one ", "secret", " two")
    before = store.read(lambda unit: unit.drafts.edits("c1"))
    for _ in range(2):
        store.write(lambda unit: unit.drafts.erase_content("c1", 2))
    after = store.read(lambda unit: unit.drafts.edits("c1"))
    assert [link.edit.inserted for link in after] == ["one ", "", " two"]
    assert [link.hash for link in after] == [link.hash for link in before]
    assert store.check().problems == ()
    with pytest.raises(RefusedError) as refused:
        store.write(lambda unit: unit.drafts.erase_content("c1", 9))
    assert refused.value.code == "edit.unknown"


def test_dialogue_lines_stand_as_they_are_heard(store: Store) -> None:
    add(store, clip())
    late = DialogueLine(id="l1", clip_id="c1", in_ms=900, out_ms=1000, speaker="Ana", words="¡Ya!")
    early = DialogueLine(id="l2", clip_id="c1", in_ms=100)
    store.write(lambda unit: (unit.dialogue.save(late), unit.dialogue.save(early)))
    assert list(store.read(lambda unit: unit.dialogue.lines("c1"))) == [early, late]
    moved = replace(late, in_ms=50, words="")
    store.write(lambda unit: unit.dialogue.save(moved))
    assert list(store.read(lambda unit: unit.dialogue.lines("c1"))) == [moved, early]
    for _ in range(2):
        store.write(lambda unit: unit.dialogue.remove("l1"))
    assert list(store.read(lambda unit: unit.dialogue.lines("c1"))) == [early]
