"""Filtering, searching and sorting the queue."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.desk.ports.store import QueueRow
from app.desk.queue_list import GROUP_OF, Column, Group, Order, arrange, counts, total_ms
from app.domain.clip import ClipState

ROW = QueueRow(
    id="a",
    title="pier.mp4",
    kind="file",
    source="/clips/harbor/pier.mp4",
    state=ClipState.NEW,
    duration_ms=1000,
    words=0,
    to_look_at=0,
    worked_ms=0,
    added_ms=0,
    due_ms=None,
    content_hash="",
    set_aside_reason="",
    sample=False,
)

rows = st.lists(
    st.builds(
        lambda title, state, words, due: replace(
            ROW, title=title, state=state, words=words, due_ms=due
        ),
        st.text(max_size=5),
        st.sampled_from(ClipState),
        st.integers(0, 300),
        st.none() | st.integers(0, 100),
    ),
    max_size=20,
).map(lambda made: [replace(row, id=str(place)) for place, row in enumerate(made)])
orders = st.builds(
    lambda column, descending: Order(column=column, descending=descending),
    st.none() | st.sampled_from(Column),
    st.booleans(),
)


def test_every_state_stands_in_a_group_and_every_group_has_a_state():
    assert set(GROUP_OF) == set(ClipState)
    assert set(GROUP_OF.values()) | {Group.ALL} == set(Group)


@given(rows, orders)
def test_the_groups_part_the_queue_and_sorting_loses_nothing(made, order):
    found = counts(made)
    assert found[Group.ALL] == len(made)
    assert sum(found.values()) == 2 * len(made)
    for group in Group:
        shown = arrange(made, group=group, order=order)
        assert len(shown) == found[group]
        assert {row.id for row in shown} <= {row.id for row in made}


@given(rows, st.booleans())
def test_clips_without_a_due_date_stand_last_either_way(made, descending):
    order = Order(column=Column.DUE, descending=descending)
    due = [row.due_ms for row in arrange(made, order=order)]
    known = [one for one in due if one is not None]
    assert due == sorted(known, reverse=descending) + [None] * (len(due) - len(known))


@given(orders)
def test_an_order_comes_back_as_it_was_stored(order):
    back = Order.stored(order.to_text())
    assert back.column is order.column
    assert order.column is None or back == order


@pytest.mark.parametrize("stored", ["", "{", "[]", "3", '{"by": 7}', '{"by": "size"}'])
def test_a_stored_order_that_cannot_be_read_is_the_order_of_adding(stored):
    assert Order.stored(stored) == Order()


@pytest.mark.parametrize(
    ("search", "hit"),
    [("PIER", True), ("harbor pier", True), ("pier rain", False), ("  ", True), ("sound", False)],
)
def test_every_word_of_a_search_must_stand_somewhere(search, hit):
    assert bool(arrange([ROW], search=search, order=Order())) is hit


def test_a_reason_is_searched_too():
    aside = replace(ROW, state=ClipState.SET_ASIDE, set_aside_reason="No sound")
    assert arrange([ROW, aside], search="sound", order=Order()) == [aside]


def test_a_heading_goes_up_down_and_away():
    first = Order().pressed(Column.WORDS)
    second = first.pressed(Column.WORDS)
    assert (first.descending, second.descending) == (False, True)
    assert second.pressed(Column.WORDS) == Order()
    assert second.pressed(Column.DUE) == Order(column=Column.DUE)


def test_lengths_that_are_not_known_count_nothing():
    assert total_ms([ROW, replace(ROW, duration_ms=None)]) == 1000
