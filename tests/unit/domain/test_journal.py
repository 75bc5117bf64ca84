from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import RefusedError
from app.domain.journal import (
    Edit,
    EditKind,
    apply_edit,
    chain,
    difference,
    link_hash,
    merge_typing,
    replay,
)


def typed(
    number: int,
    position: int,
    inserted: str = "",
    removed: str = "",
    kind: EditKind = EditKind.TYPED,
) -> Edit:
    return Edit(
        number=number,
        at_ms=number,
        kind=kind,
        position=position,
        removed=removed,
        inserted=inserted,
    )


@given(st.text(max_size=40), st.text(max_size=40))
def test_difference_rebuilds(before: str, after: str) -> None:
    position, removed, inserted = difference(before, after)
    assert apply_edit(before, typed(1, position, inserted, removed)) == after
    assert (removed, inserted) != ("", "") or before == after


@given(st.lists(st.text(max_size=12), min_size=1, max_size=12))
def test_replay_rebuilds_every_text(texts: list[str]) -> None:
    edits, now = [], ""
    for number, text in enumerate(texts, 1):
        position, removed, inserted = difference(now, text)
        edits.append(typed(number, position, inserted, removed))
        now = text
    assert replay("", edits) == texts[-1]


def test_mismatch_is_refused() -> None:
    with pytest.raises(RefusedError, match=r"journal\.mismatch"):
        apply_edit("abc", typed(1, 1, "", "x"))


def test_chain_notices_a_changed_edit() -> None:
    links = chain([typed(1, 0, "a"), typed(2, 1, "b")])
    assert links[1].previous_hash == links[0].hash
    assert link_hash(links[0].previous_hash, typed(1, 0, "x")) != links[0].hash


def test_typing_and_erasing_merge() -> None:
    joined = merge_typing(typed(1, 0, "a"), typed(2, 1, "b"))
    assert joined is not None
    assert joined.inserted == "ab"
    erased = merge_typing(
        typed(1, 3, removed="d", kind=EditKind.DELETED),
        typed(2, 2, removed="c", kind=EditKind.DELETED),
    )
    assert erased is not None
    assert (erased.position, erased.removed) == (2, "cd")
    assert merge_typing(typed(1, 0, "a"), typed(2, 5, "b")) is None
