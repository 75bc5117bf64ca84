from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.desk import hours
from app.desk.hours_board import read_board
from app.desk.hours_charts import BarUnit
from app.desk.hours_desk import HoursDesk
from app.desk.hours_glance import FEW
from app.desk.hours_period import Period, PeriodKind, own_period, period_of, stepped
from app.desk.pay import pay_settings
from app.desk.settings import Settings
from app.domain.clip import ClipState
from app.domain.timesheet import GroupBy, RoundingScope
from app.domain.worklog import HOUR_MS, MINUTE_MS, SHIPPED_RATES, Activity
from app.timekeeping.pay import PaySettings
from tests.fakes.desk import DeskHarness
from tests.unit.desk.hours_room import MONDAY, TODAY, Room, local, usual_week, work


@pytest.fixture
def room() -> Room:
    return usual_week()


# -- periods


def test_a_week_begins_on_the_day_of_the_settings() -> None:
    sunday_first = PaySettings(week_start=6)
    week = period_of(PeriodKind.WEEK, date(2026, 11, 18), sunday_first)
    assert (week.first, week.last) == (date(2026, 11, 15), date(2026, 11, 21))


@given(
    kind=st.sampled_from([PeriodKind.DAY, PeriodKind.WEEK, PeriodKind.MONTH]),
    day=st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    start=st.integers(0, 6),
    steps=st.integers(1, 30),
)
def test_periods_follow_each_other_without_a_day_between(kind, day, start, steps) -> None:
    settings = PaySettings(week_start=start)
    period = period_of(kind, day, settings)
    assert period.holds(day)
    after = stepped(period, 1, settings)
    assert (after.first - period.last).days == 1
    there = stepped(period, steps, settings)
    assert stepped(there, -steps, settings) == period


def test_an_own_period_takes_its_days_in_any_order_and_steps_by_its_length() -> None:
    own = own_period(date(2026, 11, 12), date(2026, 11, 3))
    assert (own.first, own.days) == (date(2026, 11, 3), 10)
    assert stepped(own, 1, PaySettings()).first == date(2026, 11, 13)


# -- pay


def test_pay_and_rounding_come_from_the_settings() -> None:
    settings = (
        Settings.defaults()
        .with_value("hours.pay_calibration", True)
        .with_value("hours.week_start", "sunday")
        .with_value("hours.rounding", "15")
        .with_value("hours.rounding_per", "clip")
        .with_value("hours.weekly_target", 25)
    )
    pay, rounding = pay_settings(settings, SHIPPED_RATES)
    assert pay.is_paid(Activity.CALIBRATE)
    assert not pay.is_paid(Activity.TRAINING)
    assert (pay.week_start, pay.weekly_target_ms) == (6, 25 * HOUR_MS)
    assert (rounding.minutes, rounding.scope) == (15, RoundingScope.CLIP)
    plain, none = pay_settings(Settings.defaults(), SHIPPED_RATES)
    assert not plain.is_paid(Activity.CALIBRATE)
    assert none.minutes == 0


# -- the board


def test_a_week_has_a_bar_for_each_day_and_the_days_without_work_are_empty(room: Room) -> None:
    board = room.show_last_week()
    assert board.unit is BarUnit.DAY
    minutes = [bar.milliseconds / MINUTE_MS for bar in board.bars]
    assert minutes == [90, 45, 30, 20, 0, 0, 0]
    assert board.bars[0].by_activity == {
        Activity.WATCH: 30 * MINUTE_MS,
        Activity.WRITE: 60 * MINUTE_MS,
    }


def test_the_figures_on_top_are_of_now_whatever_is_shown(room: Room) -> None:
    glance = room.show_last_week().glance
    assert glance.today_ms == glance.week_ms == 40 * MINUTE_MS
    assert (glance.today_clips, glance.today_done) == (1, 1)
    assert glance.week.left_ms == 20 * HOUR_MS - 40 * MINUTE_MS
    assert glance.earned.totals[0].amount == Decimal("17.17")


def test_a_day_has_a_bar_for_each_hour_from_the_first_to_the_last_with_work(room: Room) -> None:
    room.desk.go(period_of(PeriodKind.DAY, MONDAY, PaySettings()))
    bars = room.boards[-1].bars
    assert [(bar.hour, bar.milliseconds / MINUTE_MS) for bar in bars] == [(9, 60), (10, 30)]


def test_a_long_period_has_a_bar_for_each_week_and_no_minute_is_lost(room: Room) -> None:
    room.desk.choose(date(2026, 10, 1), date(2026, 11, 30))
    board = room.boards[-1]
    assert board.unit is BarUnit.WEEK
    assert sum(bar.milliseconds for bar in board.bars) == 225 * MINUTE_MS
    assert board.bars[-3].first == date(2026, 11, 16)
    assert [bar.milliseconds // MINUTE_MS for bar in board.bars[-3:]] == [185, 40, 0]


def test_words_per_hour_spread_a_clip_over_its_time(room: Room) -> None:
    # 160 minutes on c1 (30 + 60 + 20 + 40 and none elsewhere) hold 300 words.
    from app.desk.ports.store import Draft

    def write(unit) -> None:
        from app.domain.journal import Edit, EditKind, chain

        text = "word " * 300
        edit = Edit(number=1, at_ms=0, kind=EditKind.TYPED, position=0, removed="", inserted=text)
        links = chain([edit])
        unit.drafts.append(
            Draft(
                clip_id="c1",
                text=text,
                edit_number=1,
                head_hash=links[-1].hash,
                words=300,
                updated_ms=1,
            ),
            links,
        )

    room.harness.store.write(write)
    bars = room.show_last_week().bars
    pace = 300 / 150 * 60
    assert bars[0].words_per_hour == pytest.approx(pace, abs=1)
    assert bars[1].words_per_hour is None


def test_averages_of_few_clips_are_not_given() -> None:
    room = Room()
    for number in range(FEW):
        room.harness.add_clip(f"n{number}", duration_ms=60_000, state=ClipState.SUBMITTED)
        start = local(16, 8) + number * 10 * MINUTE_MS
        room.live(work(f"i{number}", start, 5, clip=f"n{number}"))
        board = room.show_last_week()
        assert board.glance.effort_clips == number + 1
        assert (board.glance.effort is None) == (number + 1 < FEW)
    assert room.boards[-1].glance.effort == 5.0
    assert len(room.boards[-1].points) == FEW


def test_practice_and_unfinished_clips_stay_out_of_the_averages(room: Room) -> None:
    room.harness.add_clip("s", duration_ms=9_000, state=ClipState.SUBMITTED, sample=True)
    room.live(work("s1", local(20, 9), 5, Activity.TRAINING, clip="s"))
    board = room.show_last_week()
    assert [point.clip_id for point in board.points] == ["c1"]
    assert board.glance.today_ms == 40 * MINUTE_MS


def test_the_last_weeks_are_earned_by_week(room: Room) -> None:
    earned = room.show_last_week().earned
    assert len(earned) == 8
    assert earned[-1].first == MONDAY
    # 135 paid minutes at $25.75 and 20 at $33; the calibration is not paid.
    assert earned[-1].amount == Decimal("57.94") + Decimal("11.00")
    assert earned[0].amount == 0


def test_an_answer_to_an_older_question_is_dropped() -> None:
    room = Room()
    harness = DeskHarness(manual=True)
    room.desk = HoursDesk(
        harness.desk,
        settings=lambda: room.settings,
        on_board=room.boards.append,
        on_sheet=room.sheets.append,
        on_lines=lambda *_: None,
        on_corrected=room.corrected.append,
        on_error=room.errors.append,
    )
    room.desk.refresh()
    room.desk.step(-1)
    harness.lanes.perform_all()
    assert [board.period.first for board in room.boards] == [MONDAY]


def test_the_room_goes_on_with_the_days_unless_another_period_was_chosen(room: Room) -> None:
    room.desk.enter()
    room.harness.clock.wall_ms += 7 * 24 * HOUR_MS
    room.desk.enter()
    assert room.boards[-1].period.first == date(2026, 11, 30)
    room.desk.step(-1)
    room.harness.clock.wall_ms += 7 * 24 * HOUR_MS
    room.desk.enter()
    assert room.boards[-1].period.first == TODAY


def test_a_board_is_read_beside_the_writing_lane_and_behind_what_waits_there(room: Room) -> None:
    before = len(room.harness.lanes.jobs)
    room.desk.refresh()
    assert [lane.value for lane in room.harness.lanes.jobs[before:]] == [
        "store",
        "reader",
        "reader",
    ]


def test_the_same_table_is_made_once(room: Room) -> None:
    room.show_last_week()
    first = room.sheets[-1]
    room.desk.group(GroupBy.DAY)
    room.desk.group(GroupBy.CLIP)
    assert room.sheets[-1] is first
    assert [row.key for row in room.sheets[-2].rows] == [
        f"2026-11-{day}" for day in (16, 17, 18, 19)
    ]


def test_rounded_and_exact_numbers_are_both_there() -> None:
    room = Room(hours__rounding="15").live(work("a", local(23, 2), 40))
    room.desk.refresh()
    total = room.boards[-1].glance.earned.totals[0]
    assert (total.paid_ms, total.billed_ms) == (40 * MINUTE_MS, 45 * MINUTE_MS)
    assert (total.amount, total.unrounded_amount) == (Decimal("19.31"), Decimal("17.17"))


@given(
    lengths=st.lists(st.integers(1, 50 * 60_000), min_size=1, max_size=30),
    gaps=st.lists(st.integers(0, 30 * 60_000), min_size=30, max_size=30),
    first=st.integers(1, 10),
    days=st.integers(1, 60),
)
def test_bars_and_tables_hold_every_millisecond_of_the_period(lengths, gaps, first, days) -> None:
    room = Room()
    place = local(9, 22)
    intervals = []
    for index, (length, pause) in enumerate(zip(lengths, gaps, strict=False)):
        interval = work(f"i{index}", place, 0, list(Activity)[index % 8])
        intervals.append(interval._replace(end_ms=place + length))
        place += length + pause
    room.live(*intervals)
    period = own_period(date(2026, 11, first), date(2026, 11, first).replace(day=first))
    period = Period(
        kind=PeriodKind.OWN,
        first=period.first,
        last=date.fromordinal(period.first.toordinal() + days),
    )
    board = room.harness.store.read(
        lambda unit: read_board(unit, period, TODAY, pay_settings(room.settings, SHIPPED_RATES))
    )
    lived = room.harness.store.read(
        lambda unit: hours.counted_records(unit.worklog, period.first, period.last)
    )
    counted = sum(end_ms - start_ms for _id, start_ms, end_ms, *_owner in lived)
    assert sum(bar.milliseconds for bar in board.bars) == counted
    for by in GroupBy:
        assert sum(row.milliseconds for row in board.summary.timesheet(by).rows) == counted
