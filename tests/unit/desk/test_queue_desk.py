"""The queue at the desk: the next clip is the next one that the person sees."""

from __future__ import annotations

import pytest

from app.desk.queue_desk import QueueDesk
from app.desk.queue_list import Column, Group, Order
from app.domain.clip import ClipState
from tests.fakes.desk import DeskHarness


@pytest.fixture
def listed() -> QueueDesk:
    harness = DeskHarness()
    for clip_id, length, state in (
        ("a", 30, ClipState.NEW),
        ("b", 10, ClipState.RETURNED),
        ("c", 20, ClipState.NEW),
        ("d", 40, ClipState.ACCEPTED),
    ):
        harness.add_clip(clip_id, duration_ms=length, state=state)
    desk = QueueDesk(
        harness.desk,
        on_rows=lambda _: None,
        on_row=lambda _: None,
        on_refused=lambda _: None,
        on_error=harness.errors.append,
    )
    desk.load()
    return desk


def walk(desk: QueueDesk, *, step: int = 1) -> list[str]:
    """The clips one comes to from none, until the first comes again."""
    seen: list[str] = []
    while (following := desk.next_id(seen[-1] if seen else None, step=step)) not in seen:
        if following is None:
            break
        seen.append(following)
    return seen


def test_the_next_clip_follows_the_sorting(listed: QueueDesk) -> None:
    assert walk(listed) == ["a", "b", "c"]
    listed.set_order(Order(column=Column.LENGTH))
    assert walk(listed) == ["b", "c", "a"]
    assert walk(listed, step=-1) == ["a", "c", "b"]
    listed.set_order(Order(column=Column.LENGTH, descending=True))
    assert walk(listed) == ["a", "c", "b"]
    assert (listed.place("d"), listed.place("b"), listed.count) == (1, 4, 4)


def test_the_next_clip_follows_filter_and_search(listed: QueueDesk) -> None:
    listed.set_filter(group=Group.NEW, search="")
    assert walk(listed) == ["a", "c"]
    assert (listed.place("c"), listed.place("b"), listed.count) == (2, None, 2)
    listed.set_filter(group=Group.ALL, search="b")
    assert walk(listed) == ["b"]
    listed.set_filter(group=Group.ACCEPTED, search="")
    assert walk(listed) == []


def test_a_clip_that_left_the_filter_keeps_its_place_among_its_neighbors(
    listed: QueueDesk,
) -> None:
    listed.set_filter(group=Group.NEW, search="")
    assert listed.next_id("b") == "c"
    assert listed.next_id("b", step=-1) == "a"
