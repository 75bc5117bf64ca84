"""Which number a displayed picture gets when libVLC is late or leaves pictures out."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from app.player.index import FrameIndex
from app.player.painter import FINE_MS, Gate


def gate(first: int = 10) -> Gate:
    return Gate(
        ticket=1,
        index=None,
        converter=None,
        from_ms=0.0,
        early_ms=250.0,
        first=first,
        skip=1,
        until=None,
        offset_ms=0.0,
    )


def told(nearest: Iterable[int], first: int = 10) -> list[int]:
    one, out = gate(first), []
    for number in nearest:
        one.last = one.number(number)
        one.accepted = True
        out.append(one.last)
    return out


def test_pictures_on_time_have_their_numbers() -> None:
    assert told(range(10, 20)) == list(range(10, 20))


def test_a_late_picture_is_still_the_next_one() -> None:
    assert told([10, 11, 13, 13, 14]) == [10, 11, 12, 13, 14]


def test_after_a_picture_left_out_the_number_is_right_again_with_the_next() -> None:
    assert told([10, 11, 13, 14, 15]) == [10, 11, 12, 14, 15]


@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1)), min_size=1, max_size=60))
def test_a_frame_late_and_a_frame_left_out_now_and_then_stay_within_one(
    steps: list[tuple[int, int]],
) -> None:
    """Each picture may be a frame late; before each, one may have been left out."""
    shown, nearest, now = [], [], 10
    for late, left_out in steps:
        shown.append(now)
        nearest.append(now + late)
        now += 1 + left_out
    assert all(abs(a - b) <= 1 for a, b in zip(told(nearest), shown, strict=True))


def test_early_pictures_are_told_by_likeness_and_by_count() -> None:
    one = gate()
    assert one.is_early(5, (1, 2))
    assert not one.is_early(6, (1, 2))
    one = gate()
    one.wanted, one.unlike = (100, 100), ((10, 10),)
    assert one.is_early(5, (12, 12))
    assert one.is_early(6, (14, 14))
    assert one.is_early(7, (97, 97))
    assert not one.is_early(8, (98, 98))
    assert not one.is_early(251, (12, 12))


PAL = FrameIndex(pts=tuple(range(100)), base=Fraction(1, 25), keys=(0,), last_duration=1)
SLIDES = FrameIndex(pts=tuple(range(100)), base=Fraction(1, 5), keys=(0,), last_duration=1)


def test_a_picture_that_is_only_drawn_again_is_told_from_a_frame_of_a_still_scene() -> None:
    one = gate()
    assert not one.is_redrawn(PAL, 1_040, 1_000)
    assert one.is_redrawn(PAL, 1_075, 1_000)
    one.rate = 0.5
    assert not one.is_redrawn(PAL, 1_080, 1_000)
    assert not one.is_redrawn(SLIDES, 1_075, 1_000)


def test_what_stays_is_looked_at_once_and_later_where_it_may_well_be_a_scene() -> None:
    one = gate()
    one.is_redrawn(PAL, 1_075, 1_000)
    assert not one.is_stalled(1_075, redrawn=True)
    assert not one.is_stalled(1_210, redrawn=False)
    assert one.is_stalled(1_210, redrawn=True)
    assert not one.is_stalled(1_280, redrawn=True)
    one.fine_ms = 1_500 + FINE_MS
    assert not one.is_stalled(1_500, redrawn=True)
    assert one.is_stalled(1_500 + FINE_MS, redrawn=False)
