from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.worklog import HOUR_MS, MINUTE_MS, SHIPPED_RATES, Activity, Rate, Track
from app.timekeeping.figures import (
    minutes_per_clip_minute,
    week_of,
    week_progress,
    words_per_hour,
)
from app.timekeeping.pay import (
    PaySettings,
    RateTable,
    digits_of,
    round_time,
    share_coins,
    share_time,
    to_coins,
)


def rate(amount: str, day: date, track: Track = Track.CAPTIONER) -> Rate:
    return Rate(track=track, amount=Decimal(amount), currency="USD", valid_from=day)


def test_the_shipped_rates():
    table = RateTable(SHIPPED_RATES)
    assert table.on(Track.CAPTIONER, date(2026, 11, 22)).amount == Decimal("25.75")
    assert table.on(Track.SENIOR_QC, date(2026, 11, 22)).amount == Decimal("33.00")


def test_a_rate_holds_from_its_date():
    table = RateTable([rate("27.00", date(2026, 7, 1)), rate("25.75", date(2026, 1, 1))])
    assert table.on(Track.CAPTIONER, date(2026, 6, 30)).amount == Decimal("25.75")
    assert table.on(Track.CAPTIONER, date(2026, 7, 1)).amount == Decimal("27.00")
    assert table.on(Track.CAPTIONER, date(2025, 12, 31)).amount == 0
    assert table.on(Track.SENIOR_QC, date(2026, 7, 1)).amount == 0


def test_training_is_never_paid_and_calibration_only_when_set():
    shipped = PaySettings()
    assert not shipped.is_paid(Activity.CALIBRATE)
    assert shipped.is_paid(Activity.CLIENT_TOOL)
    everything = PaySettings(paid=frozenset(Activity))
    assert everything.is_paid(Activity.CALIBRATE)
    assert not everything.is_paid(Activity.TRAINING)


def test_pay_is_rounded_to_coins_once():
    weight = (14 * HOUR_MS + 20 * MINUTE_MS) * 2575
    assert share_coins([weight], 2, "USD") == [Decimal("369.08")]
    assert digits_of([Decimal("25.75"), Decimal(33), Decimal("27.5")]) == 2
    assert to_coins(Decimal("1234.5"), "JPY") == Decimal(1235)


@pytest.mark.parametrize(
    ("minutes", "worked", "billed"),
    [(0, 187, 187), (6, 3, 6), (6, 2, 0), (15, 22, 15), (15, 23, 30), (15, 7, 0), (15, 8, 15)],
)
def test_time_is_rounded_to_the_nearest_unit(minutes, worked, billed):
    assert round_time(worked * MINUTE_MS, minutes) == billed * MINUTE_MS


def test_the_exact_half_is_rounded_up_and_a_millisecond_less_down():
    assert round_time(3 * MINUTE_MS, 6) == 6 * MINUTE_MS
    assert round_time(3 * MINUTE_MS - 1, 6) == 0


@given(st.lists(st.integers(0, 40_000_000), min_size=1, max_size=30))
def test_coins_add_up_and_no_line_is_off_by_more_than_one(times):
    weights = [milliseconds * Decimal("25.75") for milliseconds in times]
    shares = share_coins([milliseconds * 2575 for milliseconds in times], 2, "USD")
    assert sum(shares) == to_coins(sum(weights) / HOUR_MS, "USD")
    for weight, share in zip(weights, shares, strict=True):
        assert abs(share - weight / HOUR_MS) < Decimal("0.01")


@given(st.lists(st.integers(1, 10_000_000), min_size=1, max_size=30), st.integers(0, 50_000_000))
def test_shared_time_adds_up(parts, total):
    shares = share_time(parts, total)
    assert sum(shares) == total
    assert min(shares) >= 0


def test_figures():
    assert words_per_hour(137, 15 * MINUTE_MS) == 548
    assert words_per_hour(137, 0) is None
    assert minutes_per_clip_minute(10 * MINUTE_MS, 20_000) == 30
    assert minutes_per_clip_minute(10 * MINUTE_MS, None) is None


@pytest.mark.parametrize(
    ("week_start", "first"),
    [(0, date(2026, 11, 16)), (6, date(2026, 11, 22)), (5, date(2026, 11, 21))],
)
def test_the_week_begins_where_the_person_wants(week_start, first):
    settings = PaySettings(week_start=week_start)
    assert week_of(date(2026, 11, 22), settings)[0] == first
    progress = week_progress(14 * HOUR_MS + 20 * MINUTE_MS, date(2026, 11, 22), settings)
    assert progress.first_day == first
    assert progress.left_ms == 5 * HOUR_MS + 40 * MINUTE_MS
    assert week_progress(21 * HOUR_MS, date(2026, 11, 22), settings).left_ms == 0
