from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.timecode import (
    MAX_MS,
    Timecode,
    ceil_ms,
    find_malformed_tokens,
    find_tokens,
    format_time,
    format_token,
    frame_start_ms,
    parse_entered_time,
    parse_token,
)

TIMES = st.integers(0, MAX_MS)


@given(TIMES, st.one_of(st.none(), st.integers(1, 10_000)))
def test_token_round_trip(start: int, length: int | None) -> None:
    end = None if length is None or start + length > MAX_MS else start + length
    timecode = Timecode(start, end)
    assert parse_token(format_token(timecode)) == timecode
    assert find_tokens(f"a {format_token(timecode)} b")[0].timecode == timecode


@pytest.mark.parametrize(
    "rate", [Fraction(24000, 1001), Fraction(25), Fraction(30000, 1001), Fraction(60000, 1001)]
)
def test_ceil_gives_back_the_same_frame(rate: Fraction) -> None:
    time_base = 1 / (rate * 1000)
    times = [n * 1000 for n in range(3000)]
    exact = [pts * time_base * 1000 for pts in times]
    for n, pts in enumerate(times):
        given_out = ceil_ms(pts, time_base)
        found = max(i for i in (n - 1, n, n + 1) if 0 <= i < len(exact) and exact[i] <= given_out)
        assert found == n


def test_hours_only_when_there_are_any() -> None:
    assert format_time(12_400) == "00:12.400"
    assert format_time(3_600_000) == "01:00:00.000"


@pytest.mark.parametrize(
    "text", ["[00:99.100]", "[0:12]", "[00:12.4]", "[00:14.000-00:12.000]", "[1:2:3]"]
)
def test_malformed_tokens_are_found(text: str) -> None:
    assert find_malformed_tokens(f"x {text} y") == ((2, 2 + len(text)),)
    assert find_tokens(text) == ()


@pytest.mark.parametrize("text", ["[music]", "[2020]", "[a:b]", "plain"])
def test_other_brackets_are_not_tokens(text: str) -> None:
    assert find_malformed_tokens(text) == ()


@pytest.mark.parametrize(
    ("typed", "ms"),
    [
        ("12", 12_000),
        ("0:12.4", 12_400),
        ("1:02:03,5", 3_723_500),
        ("12.0456", None),
        ("x", None),
        ("00:12.400", 12_400),
    ],
)
def test_entered_times(typed: str, ms: int | None) -> None:
    assert parse_entered_time(typed) == ms


@pytest.mark.parametrize("rate", [Fraction(25), Fraction(30000, 1001), Fraction(24000, 1001)])
@pytest.mark.parametrize("number", [0, 1, 29, 1000, 107_892])
def test_a_time_goes_to_the_frame_seen_there(rate: Fraction, number: int) -> None:
    token = ceil_ms(number, 1 / rate)
    following = ceil_ms(number + 1, 1 / rate)
    assert frame_start_ms(token, rate) == token
    assert frame_start_ms(following - 1, rate) == token
