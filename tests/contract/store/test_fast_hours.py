"""The quick way to a report gives what the plain way gives, to the millisecond and the cent."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import count
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.desk import hours
from app.desk.ports.store import Store
from app.domain.clip import Clip, SourceKind
from app.domain.errors import RefusedError
from app.domain.timesheet import GroupBy, Timesheet
from app.domain.worklog import (
    HOUR_MS,
    MINUTE_MS,
    Activity,
    IntervalOrigin,
    Rate,
    Track,
    WorkInterval,
    WorkSum,
    current,
)
from app.store.database import open_database
from app.timekeeping.corrections import WorkBook
from app.timekeeping.pay import PaySettings
from app.timekeeping.report import add_up
from tests.fakes.time import ManualClock

RATES = (
    Rate(
        track=Track.CAPTIONER, amount=Decimal("25.75"), currency="USD", valid_from=date(2000, 1, 1)
    ),
    Rate(
        track=Track.CAPTIONER, amount=Decimal("27.5"), currency="USD", valid_from=date(2026, 11, 3)
    ),
    Rate(track=Track.SENIOR_QC, amount=Decimal(33), currency="EUR", valid_from=date(2000, 1, 1)),
)
PAY = PaySettings(rates=RATES)
FIRST, LAST = date(2026, 10, 31), date(2026, 11, 4)
BEGIN = int(datetime(2026, 10, 30, tzinfo=UTC).timestamp()) * 1000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)  # only for the arithmetic of days
OWNERS = st.tuples(
    st.sampled_from(Track), st.sampled_from(Activity), st.sampled_from(["a", "b", None])
)
OFFSETS = st.sampled_from([-300, -240, 0, 330, 840])
"""New York before and after the clocks go back, and journeys."""

ONE = {
    GroupBy.CLIP: ["a", "b", None],
    GroupBy.TRACK: [track.value for track in Track],
    GroupBy.ACTIVITY: [activity.value for activity in Activity],
}


def plain_days(counting: Iterable[WorkInterval]) -> list[tuple[date, int, WorkInterval]]:
    """Each interval cut at its midnights with the standard library: day, ms, interval."""
    parts: list[tuple[date, int, WorkInterval]] = []
    for one in counting:
        shift = timedelta(minutes=one.offset_minutes)
        start = EPOCH + timedelta(milliseconds=one.start_ms) + shift
        end = EPOCH + timedelta(milliseconds=one.end_ms) + shift
        while start < end:
            midnight = datetime.combine(start.date() + timedelta(days=1), time.min, tzinfo=UTC)
            until = min(end, midnight)
            parts.append((start.date(), (until - start) // timedelta(milliseconds=1), one))
            start = until
    return [part for part in parts if FIRST <= part[0] <= LAST]


def rate_on(track: Track, day: date) -> Rate:
    held = [rate for rate in RATES if rate.track is track and rate.valid_from <= day]
    return max(held, key=lambda rate: rate.valid_from)


def plain_key(by: GroupBy, day: date, one: WorkInterval) -> str | None:
    match by:
        case GroupBy.CLIP:
            return one.clip_id
        case GroupBy.DAY:
            return day.isoformat()
        case GroupBy.WEEK:
            return (day - timedelta(days=day.weekday())).isoformat()
        case GroupBy.TRACK:
            return one.track.value
        case GroupBy.ACTIVITY:
            return one.activity.value


def check(sheet: Timesheet, counting: Iterable[WorkInterval]) -> None:
    """Compare each row and each total with a sum made the long way round."""
    exact: dict[tuple[str | None, str], list[int]] = {}
    owed: dict[str, Decimal] = {}
    for day, length, one in plain_days(counting):
        rate = rate_on(one.track, day)
        row = exact.setdefault((plain_key(sheet.by, day, one), rate.currency), [0, 0])
        row[0] += length
        if PAY.is_paid(one.activity):
            row[1] += length
            pay = Decimal(length) * rate.amount / HOUR_MS
            owed[rate.currency] = owed.get(rate.currency, Decimal(0)) + pay
    shown = {(row.key, row.currency): [row.milliseconds, row.paid_ms] for row in sheet.rows}
    assert shown == exact
    for currency, amount in owed.items():
        cents = amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
        assert sum(r.amount for r in sheet.rows if r.currency == currency) == cents
        assert sum(t.amount for t in sheet.totals if t.currency == currency) == cents


def live(store: Store, data: st.DataObject) -> None:
    """Record a random history without overlap."""
    place = BEGIN
    for number in range(data.draw(st.integers(0, 8))):
        place += data.draw(st.integers(0, 20 * HOUR_MS))
        length = data.draw(st.one_of(st.integers(1, 30 * HOUR_MS), st.just(MINUTE_MS)))
        track, activity, clip_id = data.draw(OWNERS)
        made = WorkInterval(
            id=f"i{number}",
            start_ms=place,
            end_ms=place + length,
            offset_minutes=data.draw(OFFSETS),
            track=track,
            activity=activity,
            clip_id=clip_id,
            origin=IntervalOrigin.LIVE,
        )
        place += length
        store.write(lambda unit, made=made: unit.worklog.add_interval(made, is_open=False))


def correct(store: Store, data: st.DataObject, ids: Iterator[int]) -> None:
    """Make a random correction; what the book refuses is not stored."""

    def make(book: WorkBook):
        known = [interval.id for interval in book.intervals] or ["none"]
        chosen = data.draw(st.sampled_from(known))
        start = BEGIN + data.draw(st.integers(0, 150 * HOUR_MS))
        track, activity, clip_id = data.draw(OWNERS)
        match data.draw(st.sampled_from(["change", "split", "add", "remove", "undo"])):
            case "change":
                return book.change(
                    chosen, reason="r", track=track, activity=activity, clip_id=clip_id
                )
            case "split":
                return book.split(chosen, at_ms=start, reason="r")
            case "add":
                return book.add(
                    start_ms=start,
                    end_ms=start + data.draw(st.integers(1, 9 * HOUR_MS)),
                    offset_minutes=data.draw(OFFSETS),
                    track=track,
                    activity=activity,
                    clip_id=clip_id,
                    reason="r",
                )
            case "remove":
                return book.remove(chosen, reason="r")
            case _:
                made = store.read(lambda unit: unit.worklog.corrections())
                return book.undo(data.draw(st.sampled_from([c.id for c in made] or ["none"])))

    try:
        store.write(
            lambda unit: hours.correct(
                unit.worklog,
                make,
                now_ms=BEGIN + 900 * HOUR_MS,
                new_id=lambda: f"c{next(ids)}",
            )
        )
    except RefusedError:
        return


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_reports_are_what_the_plain_way_gives(
    empty_database: Path, tmp_path: Path, data: st.DataObject
) -> None:
    place = tmp_path / "hours.db"
    shutil.copyfile(empty_database, place)
    store = open_database(place, ManualClock()).store
    assert store is not None
    try:
        live(store, data)
        ids = count()
        for _ in range(data.draw(st.integers(0, 6))):
            correct(store, data, ids)
        compare(store)
    finally:
        store.close()
        for left in tmp_path.iterdir():
            left.unlink()


def _place(one: WorkSum) -> tuple[int, int]:
    return one.day, one.start_ms


def compare(store: Store) -> None:
    def read(unit):
        worklog = unit.worklog
        folded = current(worklog.intervals(0, 1 << 62), worklog.corrections())
        return (
            folded,
            worklog.counted(0, 1 << 62),
            worklog.counted_records(0, 1 << 62),
            worklog.day_sums(0, 1 << 62),
            hours.counted_records(worklog, FIRST, LAST),
            hours.summary(worklog, FIRST, LAST, PAY),
            {by: {k: worklog.counted(0, 1 << 62, by, k) for k in keys} for by, keys in ONE.items()},
        )

    folded, counted, records, sums, cut, summary, of_one = store.read(read)
    assert list(counted) == list(folded)
    assert [tuple(record) for record in records] == [tuple(one) for one in folded]
    assert sorted(sums, key=_place) == sorted(add_up(folded), key=_place)
    for by in GroupBy:
        check(summary.timesheet(by), folded)
    assert sum(end - start for _id, start, end, *_ in cut) == summary.milliseconds
    for by, found in of_one.items():
        for key, those in found.items():
            assert list(those) == [i for i in folded if plain_key(by, FIRST, i) == key]


def test_titles_are_those_of_the_clips(store: Store) -> None:
    clip = Clip(id="c1", title="harbor \ud800.mp4", kind=SourceKind.NONE)
    store.write(lambda unit: unit.clips.add(clip))
    assert store.read(lambda unit: unit.clips.titles()) == {"c1": "harbor \ud800.mp4"}
