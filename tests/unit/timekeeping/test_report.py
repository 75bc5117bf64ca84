from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.timesheet import GroupBy, Rounding, RoundingScope
from app.domain.worklog import (
    HOUR_MS,
    MINUTE_MS,
    SHIPPED_RATES,
    Activity,
    IntervalOrigin,
    Rate,
    Track,
    WorkInterval,
)
from app.timekeeping.pay import PaySettings
from app.timekeeping.report import (
    WorkSummary,
    add_up,
    cut_to_days,
    day_number,
    local_day,
    read_span,
)

MONDAY = date(2026, 11, 16)
SUNDAY = date(2026, 11, 22)


def utc(day: int, hour: int, minute: int = 0, month: int = 11) -> int:
    return int(datetime(2026, month, day, hour, minute, tzinfo=UTC).timestamp()) * 1000


def interval(start_ms: int, length_ms: int, id_: str = "i", **changes) -> WorkInterval:
    fields = {
        "offset_minutes": -300,
        "track": Track.CAPTIONER,
        "activity": Activity.WRITE,
        "clip_id": "harbor",
        "origin": IntervalOrigin.LIVE,
        **changes,
    }
    return WorkInterval(id=id_, start_ms=start_ms, end_ms=start_ms + length_ms, **fields)


def summary(*intervals, first=MONDAY, last=SUNDAY, **settings) -> WorkSummary:
    return WorkSummary(
        add_up(intervals), first_day=first, last_day=last, settings=PaySettings(**settings)
    )


def keys(sheet):
    return [(row.key, row.milliseconds) for row in sheet.rows]


def test_midnight_divides_by_the_offset_lived_in():
    late = interval(utc(18, 4, 30), HOUR_MS)  # 23:30 to 00:30 at UTC-5
    assert keys(summary(late).timesheet(GroupBy.DAY)) == [
        ("2026-11-17", 30 * MINUTE_MS),
        ("2026-11-18", 30 * MINUTE_MS),
    ]
    assert local_day(late) == date(2026, 11, 17)
    assert summary(late).timesheet(GroupBy.CLIP).rows[0].milliseconds == HOUR_MS


def test_work_up_to_midnight_leaves_no_empty_day_behind():
    evening = interval(utc(18, 4), HOUR_MS)  # 23:00 to 24:00 at UTC-5
    assert keys(summary(evening).timesheet(GroupBy.DAY)) == [("2026-11-17", HOUR_MS)]


def test_the_night_of_daylight_saving_has_the_hours_that_were_lived():
    # New York, 1 November 2026: 2:00 a.m. comes twice. Work from 0:30 to 3:30 by the wall: 4 h.
    summer = interval(utc(1, 4, 30), 90 * MINUTE_MS, "a", offset_minutes=-240)
    winter = interval(utc(1, 6, 0), 150 * MINUTE_MS, "b", offset_minutes=-300)
    first = date(2026, 10, 31)
    sheet = summary(summer, winter, first=first, last=date(2026, 11, 2)).timesheet(GroupBy.DAY)
    assert keys(sheet) == [("2026-11-01", 4 * HOUR_MS)]


def test_a_journey_keeps_the_days_as_they_were_lived():
    tokyo = interval(utc(17, 23), HOUR_MS, "a", offset_minutes=540)  # the 18th there
    home = interval(utc(18, 3), HOUR_MS, "b", offset_minutes=-300)  # the 17th there
    assert keys(summary(tokyo, home).timesheet(GroupBy.DAY)) == [
        ("2026-11-18", HOUR_MS),
        ("2026-11-17", HOUR_MS),
    ]


def test_the_period_cuts_at_local_midnight_and_the_intervals_say_so():
    late = interval(utc(23, 4, 30), HOUR_MS)  # Sunday 23:30 to Monday 00:30
    sheet = summary(late).timesheet(GroupBy.CLIP)
    assert sheet.milliseconds == 30 * MINUTE_MS
    cut = cut_to_days([late], day_number(MONDAY), day_number(SUNDAY))
    assert [i.duration_ms for i in cut] == [30 * MINUTE_MS]
    low, high = read_span(MONDAY, SUNDAY)
    assert low <= late.start_ms < high


@pytest.mark.parametrize(("week_start", "key"), [(0, "2026-11-16"), (6, "2026-11-22")])
def test_weeks_by_their_first_day(week_start, key):
    sunday = interval(utc(22, 15), HOUR_MS)
    assert keys(summary(sunday, week_start=week_start).timesheet(GroupBy.WEEK)) == [(key, HOUR_MS)]


def test_tracks_and_activities_and_what_is_paid():
    sheet = summary(
        interval(utc(17, 14), HOUR_MS, "a"),
        interval(utc(17, 15), HOUR_MS, "b", track=Track.SENIOR_QC, activity=Activity.REVIEW),
        interval(utc(17, 16), HOUR_MS, "c", activity=Activity.CALIBRATE),
        interval(utc(17, 17), HOUR_MS, "d", activity=Activity.TRAINING, clip_id=None),
    )
    by_track = sheet.timesheet(GroupBy.TRACK)
    assert [(r.key, r.milliseconds, r.paid_ms, r.amount) for r in by_track.rows] == [
        ("captioner", 3 * HOUR_MS, HOUR_MS, Decimal("25.75")),
        ("senior_qc", HOUR_MS, HOUR_MS, Decimal("33.00")),
    ]
    assert [row.key for row in sheet.timesheet(GroupBy.ACTIVITY).rows] == [
        "write",
        "review",
        "calibrate",
        "training",
    ]
    assert [row.key for row in sheet.timesheet(GroupBy.CLIP).rows] == ["harbor", None]


def test_a_raise_in_the_middle_and_a_second_currency():
    rates = (
        *SHIPPED_RATES,
        Rate(
            track=Track.CAPTIONER,
            amount=Decimal("30"),
            currency="EUR",
            valid_from=date(2026, 11, 18),
        ),
    )
    sheet = summary(
        interval(utc(17, 15), HOUR_MS, "a"), interval(utc(18, 15), HOUR_MS, "b"), rates=rates
    ).timesheet(GroupBy.CLIP)
    assert [(row.key, row.amount, row.currency) for row in sheet.rows] == [
        ("harbor", Decimal("25.75"), "USD"),
        ("harbor", Decimal("30.00"), "EUR"),
    ]


def test_both_numbers_stand_when_time_is_rounded():
    worked = summary(
        interval(utc(17, 14), 7 * MINUTE_MS, "a"),
        interval(utc(17, 15), 7 * MINUTE_MS, "b", clip_id="pier"),
    )
    per_day = worked.timesheet(GroupBy.CLIP, Rounding(minutes=15, scope=RoundingScope.DAY))
    assert [(row.paid_ms, row.billed_ms) for row in per_day.rows] == [
        (7 * MINUTE_MS, 450_000),
        (7 * MINUTE_MS, 450_000),
    ]
    per_clip = worked.timesheet(GroupBy.DAY, Rounding(minutes=15, scope=RoundingScope.CLIP))
    assert (per_clip.paid_ms, per_clip.billed_ms) == (14 * MINUTE_MS, 0)
    assert per_clip.totals[0].amount == 0
    assert per_clip.totals[0].unrounded_amount == Decimal("6.01")


@st.composite
def _histories(draw) -> list[WorkInterval]:
    """Intervals by start without overlap, some over a midnight or more, in several zones."""
    place = utc(14, 0)
    history: list[WorkInterval] = []
    for number in range(draw(st.integers(0, 12))):
        place += draw(st.integers(0, 30 * HOUR_MS))
        length = draw(st.integers(1, 30 * HOUR_MS))
        history.append(
            interval(
                place,
                length,
                f"i{number}",
                offset_minutes=draw(st.sampled_from([-720, -480, -300, 0, 330, 540, 840])),
                track=draw(st.sampled_from(Track)),
                activity=draw(st.sampled_from(Activity)),
                clip_id=draw(st.sampled_from([None, "a", "b", "c"])),
            )
        )
        place += length
    return history


@given(
    _histories(),
    st.sampled_from(
        [Rounding(), *(Rounding(minutes=m, scope=s) for m in (6, 15) for s in RoundingScope)]
    ),
)
def test_every_grouping_adds_up_to_the_same_and_to_the_intervals(intervals, rounding):
    worked = summary(*intervals)
    cut = cut_to_days(intervals, day_number(MONDAY), day_number(SUNDAY))
    sheets = [worked.timesheet(by, rounding) for by in GroupBy]
    for sheet in sheets:
        assert sum(i.duration_ms for i in cut) == sheet.milliseconds
        assert sum(row.milliseconds for row in sheet.rows) == sheet.milliseconds
        assert sum(row.paid_ms for row in sheet.rows) == sheet.paid_ms
        assert sum(row.billed_ms for row in sheet.rows) == sheet.billed_ms
        assert sum(sum(row.by_activity.values()) for row in sheet.rows) == sheet.milliseconds
        assert sum(row.amount for row in sheet.rows) == sum(t.amount for t in sheet.totals)
    assert len({(s.paid_ms, s.billed_ms, sum(t.amount for t in s.totals)) for s in sheets}) == 1
