"""The table of frame times."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.player.index import FrameIndex

RATES = [
    Fraction(24000, 1001),
    Fraction(25),
    Fraction(30000, 1001),
    Fraction(30),
    Fraction(60000, 1001),
]


def constant(rate: Fraction, frames: int = 600) -> FrameIndex:
    return FrameIndex.build(((n, n % 30 == 0) for n in range(frames)), 1 / rate, 1)


@pytest.mark.parametrize("rate", RATES)
def test_a_token_comes_back_as_its_frame(rate: Fraction) -> None:
    index = constant(rate)
    assert [index.at(index.token_ms(n)) for n in range(len(index))] == list(range(len(index)))


def test_floor_would_come_back_as_the_neighbor() -> None:
    index = constant(RATES[0])
    lost = sum(index.at(int(index.exact_ms(n))) != n for n in range(len(index)))
    assert lost > len(index) // 3


@given(st.lists(st.integers(2, 400), min_size=1, max_size=80), st.integers(0, 10**9))
def test_uneven_frames_come_back_too(steps: list[int], start: int) -> None:
    times = [start]
    for step in steps:
        times.append(times[-1] + step)
    index = FrameIndex.build(((t, True) for t in times), Fraction(1, 1000), 1)
    for number, pts in enumerate(times):
        assert index.at(index.token_ms(number)) == number
        assert index.at(pts - start + 0.5) == number
        assert index.nearest(pts - start + 0.4) == number


def test_packets_in_decoding_order_are_sorted_and_keys_kept() -> None:
    index = FrameIndex.build([(0, True), (3, False), (1, False), (2, True)], Fraction(1, 25), 1)
    assert index.pts == (0, 1, 2, 3)
    assert [index.key_before(n) for n in range(4)] == [0, 0, 2, 2]
    assert index.duration_ms == 160
    assert not index.variable


def test_a_time_outside_is_the_first_or_the_last_frame() -> None:
    index = constant(Fraction(25), 10)
    assert (index.at(-5), index.at(10**7)) == (0, 9)
    assert (index.clamp(-3), index.clamp(99)) == (0, 9)
