"""The queue at the desk: the next clip is the next one that the person sees."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.desk.queue import Added
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


def test_many_files_are_added_in_short_transactions_and_in_their_order(tmp_path: Path) -> None:
    harness = DeskHarness()
    paths = [tmp_path / f"{number:04}.mp4" for number in range(120)]
    for path in paths:
        path.write_bytes(b"x")
    sizes: list[int] = []
    run = harness.desk.run

    def watch(work, then=None, on_error=None):
        def done(result) -> None:
            if isinstance(result, Added):
                sizes.append(len(result.clips))
            if then is not None:
                then(result)

        return run(work, done, on_error)

    harness.desk.run = watch
    desk = QueueDesk(
        harness.desk,
        on_rows=lambda _: None,
        on_row=lambda _: None,
        on_refused=lambda _: None,
        on_error=harness.errors.append,
    )
    told: list[int] = []
    desk.add_paths(paths, lambda clips: told.append(len(clips)))
    assert [row.title for row in desk.rows] == [path.name for path in paths]
    assert told == [120]
    assert max(sizes) <= 50
    desk.add_paths(paths[:60], lambda clips: told.append(len(clips)))
    assert (len(desk.rows), told[1:]) == (120, [60])
