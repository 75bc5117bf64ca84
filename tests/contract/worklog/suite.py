"""What every keeper of hours promises; a subclass gives the ``worklog`` fixture."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app.domain.errors import RefusedError
from app.domain.worklog import (
    SHIPPED_RATES,
    Activity,
    Correction,
    CorrectionKind,
    GapKind,
    IntervalOrigin,
    PeriodLock,
    Rate,
    Track,
    WorkGap,
    WorkInterval,
)


def interval(id_: str, start_ms: int, end_ms: int, **changes) -> WorkInterval:
    fields = {
        "offset_minutes": -300,
        "track": Track.CAPTIONER,
        "activity": Activity.WRITE,
        "clip_id": None,
        "origin": IntervalOrigin.LIVE,
    }
    return WorkInterval(id=id_, start_ms=start_ms, end_ms=end_ms, **{**fields, **changes})


class WorkLogContract:
    def test_intervals_come_by_start_and_only_those_that_share_time(self, worklog):
        for id_, start, end in [("c", 300, 400), ("a", 0, 100), ("b", 100, 200)]:
            worklog.add_interval(interval(id_, start, end), is_open=False)
        assert [i.id for i in worklog.intervals(0, 1_000)] == ["a", "b", "c"]
        assert [i.id for i in worklog.intervals(100, 300)] == ["b"]

    def test_an_interval_comes_back_as_it_was(self, worklog):
        kept = interval("a", 1_763_290_000_123, 1_763_290_000_456, activity=Activity.CLIENT_TOOL)
        worklog.add_interval(kept, is_open=False)
        assert list(worklog.intervals(0, 1 << 62)) == [kept]

    def test_the_same_id_twice_is_refused(self, worklog):
        worklog.add_interval(interval("a", 0, 100), is_open=False)
        with pytest.raises(RefusedError, match=r"worklog\.duplicate"):
            worklog.add_interval(interval("a", 200, 300), is_open=False)

    def test_an_open_interval_grows_and_can_be_cut_back_at_its_close(self, worklog):
        worklog.add_interval(interval("a", 1_000, 1_000), is_open=True)
        worklog.extend_open("a", 6_000)
        assert worklog.open_ids() == {"a"}
        assert worklog.intervals(0, 10_000)[0].end_ms == 6_000
        worklog.close_open("a", 2_500)
        assert worklog.open_ids() == frozenset()
        assert worklog.intervals(0, 10_000)[0].end_ms == 2_500

    def test_a_closed_or_unknown_interval_is_never_written_again(self, worklog):
        worklog.add_interval(interval("a", 0, 100), is_open=False)
        for write in (worklog.extend_open, worklog.close_open):
            for id_ in ("a", "unknown"):
                with pytest.raises(RefusedError, match=r"worklog\.not-open"):
                    write(id_, 200)
        assert worklog.intervals(0, 1_000)[0].end_ms == 100

    def test_what_a_crash_left_open_is_settled_and_marked(self, worklog):
        worklog.add_interval(interval("a", 0, 100), is_open=False)
        worklog.add_interval(interval("b", 100, 100), is_open=True)
        worklog.extend_open("b", 4_100)
        recovered = worklog.recover_open()
        assert [(i.id, i.end_ms, i.origin) for i in recovered] == [
            ("b", 4_100, IntervalOrigin.RECOVERED)
        ]
        assert worklog.open_ids() == frozenset()
        assert [i.origin for i in worklog.intervals(0, 10_000)] == [
            IntervalOrigin.LIVE,
            IntervalOrigin.RECOVERED,
        ]
        assert list(worklog.recover_open()) == []

    def test_corrections_come_back_whole_and_in_the_order_made(self, worklog):
        for id_, start in [("a", 0), ("b", 100)]:
            worklog.add_interval(interval(id_, start, start + 100), is_open=False)
        change = Correction(
            id="k1",
            kind=CorrectionKind.CHANGE,
            replaces=("a", "b"),
            adds=(interval("d", 0, 50), interval("e", 60, 90)),
            reason="Answered the door; the clock ran on.",
            at_ms=9_000,
        )
        undo = Correction(
            id="k0", kind=CorrectionKind.UNDO, reason="undo", at_ms=9_000, undoes="k1"
        )
        worklog.add_correction(change)
        worklog.add_correction(undo)
        assert tuple(worklog.corrections()) == (change, undo)
        assert [i.id for i in worklog.intervals(0, 1_000)] == ["a", "b"]
        with pytest.raises(RefusedError, match=r"worklog\.duplicate"):
            worklog.add_correction(change)

    def test_gaps_are_kept(self, worklog):
        gap = WorkGap(
            id="g",
            start_ms=100,
            end_ms=400,
            offset_minutes=60,
            kind=GapKind.IDLE,
            track=Track.SENIOR_QC,
            activity=Activity.REVIEW,
            clip_id=None,
            asks=True,
        )
        worklog.add_gap(gap)
        assert list(worklog.gaps(0, 200)) == [gap]
        assert list(worklog.gaps(400, 500)) == []
        with pytest.raises(RefusedError, match=r"worklog\.duplicate"):
            worklog.add_gap(gap)

    def test_locks_are_kept_and_an_invoice_locks_once(self, worklog):
        lock = PeriodLock(id="l", start_ms=0, end_ms=10, invoice_number="7", at_ms=20)
        worklog.add_lock(lock)
        assert list(worklog.locks()) == [lock]
        with pytest.raises(RefusedError, match=r"worklog\.duplicate"):
            worklog.add_lock(
                PeriodLock(id="m", start_ms=10, end_ms=20, invoice_number="7", at_ms=20)
            )

    def test_rates_are_the_shipped_ones_until_set_and_exact(self, worklog):
        assert tuple(worklog.rates()) == SHIPPED_RATES
        mine = Rate(
            track=Track.CAPTIONER,
            amount=Decimal("27.125"),
            currency="CAD",
            valid_from=date(2026, 11, 1),
        )
        worklog.set_rates([mine])
        assert tuple(worklog.rates()) == (mine,)
