from __future__ import annotations

import pytest

from app.domain.clip import TICKS, ClipFacts, ClipMove, ClipState, Ternary, can_move, next_state
from app.domain.errors import RefusedError


def test_the_six_ticks() -> None:
    assert TICKS == ("speech", "music", "ambience", "on_screen_text", "people", "names_or_brands")
    assert ClipFacts().with_tick("music", Ternary.YES).music is Ternary.YES


def test_submit_review_return_and_submit_again() -> None:
    state = ClipState.NEW
    for move in (
        ClipMove.WRITE,
        ClipMove.SUBMIT,
        ClipMove.START_REVIEW,
        ClipMove.RETURN,
        ClipMove.SUBMIT,
    ):
        state = next_state(state, move)
    assert state is ClipState.RESUBMITTED
    assert next_state(state, ClipMove.TAKE_BACK) is ClipState.RETURNED


def test_taking_back_ends_when_the_review_starts() -> None:
    assert not can_move(ClipState.IN_REVIEW, ClipMove.TAKE_BACK)
    with pytest.raises(RefusedError):
        next_state(ClipState.IN_REVIEW, ClipMove.TAKE_BACK)


def test_set_aside_comes_back_where_it_was() -> None:
    assert next_state(ClipState.RETURNED, ClipMove.SET_ASIDE) is ClipState.SET_ASIDE
    again = next_state(
        ClipState.SET_ASIDE, ClipMove.TAKE_UP_AGAIN, before_set_aside=ClipState.RETURNED
    )
    assert again is ClipState.RETURNED


def test_ternary_cycle() -> None:
    assert [Ternary.UNKNOWN.next(), Ternary.YES.next(), Ternary.NO.next()] == [
        Ternary.YES,
        Ternary.NO,
        Ternary.UNKNOWN,
    ]
