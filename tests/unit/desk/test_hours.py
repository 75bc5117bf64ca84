from __future__ import annotations

import io
import itertools
import json
from datetime import UTC, date, datetime
from decimal import Decimal

import icalendar
import pytest

from app.desk import hours
from app.desk.commands.hours import HoursArguments, HoursContext, HoursFormat, run_hours
from app.domain.errors import RefusedError
from app.domain.timesheet import GroupBy
from app.domain.worklog import (
    HOUR_MS,
    SHIPPED_RATES,
    Activity,
    IntervalOrigin,
    Rate,
    Track,
    WorkInterval,
)
from app.timekeeping.clock import WorkClock
from app.timekeeping.corrections import GapAnswer
from app.timekeeping.signals import ClipOpened, Instant, Key, Quit, Room, RoomEntered, Tick
from tests.fakes.worklog import FakeWorkLog


def utc(day: int, hour: int, minute: int = 0) -> int:
    return int(datetime(2026, 11, day, hour, minute, tzinfo=UTC).timestamp()) * 1000


NOW = utc(23, 12)


@pytest.fixture
def new_id():
    ids = itertools.count()
    return lambda: f"n{next(ids)}"


@pytest.fixture
def worklog():
    log = FakeWorkLog()
    for id_, start_ms, clip in [("a", utc(17, 14), "c1"), ("b", utc(18, 4, 30), "c2")]:
        log.add_interval(
            WorkInterval(
                id=id_,
                start_ms=start_ms,
                end_ms=start_ms + HOUR_MS + 345,
                offset_minutes=-300,
                track=Track.CAPTIONER,
                activity=Activity.WRITE,
                clip_id=clip,
                origin=IntervalOrigin.LIVE,
            ),
            is_open=False,
        )
    return log


def lock(worklog, new_id, *, first=date(2026, 11, 16), last=date(2026, 11, 17), number="1"):
    made = hours.new_lock(
        worklog,
        first_day=first,
        last_day=last,
        offset_minutes=-300,
        invoice_number=number,
        now_ms=NOW,
        new_id=new_id,
    )
    worklog.add_lock(made)
    return made


def refusal(call) -> str:
    with pytest.raises(RefusedError) as caught:
        call()
    return caught.value.code


def test_a_session_with_a_crash_a_gap_and_an_answer(new_id):
    log = FakeWorkLog()

    def now(second: int) -> Instant:
        return Instant(wall_ms=NOW + second * 1000, monotonic_ms=second * 1000, offset_minutes=0)

    def start() -> WorkClock:
        return WorkClock(new_id=new_id, track=Track.CAPTIONER, occupied=hours.taken_spans(log))

    clock = start()
    hours.record(log, clock.signal(RoomEntered(room=Room.CAPTION), now(0)))
    hours.record(log, clock.signal(ClipOpened(clip_id="c"), now(0)))
    hours.record(log, clock.signal(Key(), now(0)))
    for second in range(1, 208):
        hours.record(log, clock.signal(Tick(), now(second)))
    hours.record(log, clock.signal(Key(in_text=True), now(207)))
    (gap,) = hours.open_questions(log, 0, NOW * 2, now_ms=NOW)
    assert (gap.start_ms, gap.end_ms) == (NOW, NOW + 207_000)
    for second in range(208, 220):
        hours.record(log, clock.signal(Tick(), now(second)))
    # A crash: nothing more is heard. The last heartbeat was at most 5 s ago.
    (recovered,) = hours.recover(log)
    assert recovered.origin is IntervalOrigin.RECOVERED
    assert NOW + 214_000 <= recovered.end_ms <= NOW + 219_000
    kept = hours.correct(
        log, lambda book: book.answer(gap, GapAnswer.KEEP), now_ms=NOW + 300_000, new_id=new_id
    )
    assert [added.duration_ms for added in kept.adds] == [207_000]
    assert hours.open_questions(log, 0, NOW * 2, now_ms=NOW) == ()
    clock = start()
    hours.record(log, clock.signal(Quit(), now(400)))
    assert log.open_ids() == frozenset()


def test_a_lock_holds_the_days_as_they_were_lived(worklog, new_id):
    made = lock(worklog, new_id)
    # 23:30 of the 17th began inside the period; the hour after midnight belongs to the 18th.
    assert (made.start_ms, made.end_ms) == (utc(16, 5), utc(18, 5))
    assert (
        refusal(
            lambda: hours.correct(
                worklog, lambda book: book.remove("a", reason="x"), now_ms=NOW, new_id=new_id
            )
        )
        == "hours.locked"
    )
    assert (made.start_ms, made.end_ms) in hours.taken_spans(worklog)


def test_locks_that_cannot_be(worklog, new_id):
    lock(worklog, new_id)
    assert refusal(lambda: lock(worklog, new_id)) == "hours.invoice-number-used"
    assert refusal(lambda: lock(worklog, new_id, number=" ")) == "hours.invoice-number-missing"
    assert refusal(lambda: lock(worklog, new_id, number="2")) == "hours.locked"
    today = date(2026, 11, 23)
    assert refusal(lambda: lock(worklog, new_id, first=today, last=today, number="2")) == (
        "hours.future"
    )
    assert (
        refusal(lambda: lock(worklog, new_id, first=today, last=date(2026, 11, 20), number="2"))
        == "hours.empty"
    )
    assert len(worklog.locks()) == 1


def test_a_rate_cannot_change_what_was_invoiced(worklog, new_id):
    lock(worklog, new_id)

    def raised(day: date) -> list[Rate]:
        new = Rate(track=Track.CAPTIONER, amount=Decimal(28), currency="USD", valid_from=day)
        return [*SHIPPED_RATES, new]

    assert refusal(lambda: hours.set_rates(worklog, raised(date(2026, 11, 17)))) == "hours.locked"
    hours.set_rates(worklog, raised(date(2026, 12, 1)))
    assert len(worklog.rates()) == 3
    negative = [
        Rate(track=Track.CAPTIONER, amount=Decimal(-1), currency="USD", valid_from=date.max)
    ]
    assert refusal(lambda: hours.set_rates(worklog, negative)) == "hours.rate-negative"


def run(worklog, **arguments):
    out, err = io.StringIO(), io.StringIO()
    context = HoursContext(today=date(2026, 11, 22), now_ms=NOW, titles={"c1": "harbor.mp4"})
    code = run_hours(HoursArguments(**arguments), worklog, context, out=out, err=err)
    return code, out.getvalue(), err.getvalue()


def test_json_has_the_documented_shape_and_adds_up(worklog):
    code, text, _ = run(worklog, format=HoursFormat.JSON, by=GroupBy.DAY)
    assert code == 0
    report = json.loads(text)
    assert list(report) == ["from", "to", "by", "rows", "intervals"]
    assert (report["from"], report["to"], report["by"]) == ("2026-11-16", "2026-11-22", "day")
    assert report["rows"] == [
        {
            "key": "2026-11-17",
            "seconds": 5400.345,
            "paid_seconds": 5400.345,
            "amount": "38.63",
            "currency": "USD",
        },
        {
            "key": "2026-11-18",
            "seconds": 1800.345,
            "paid_seconds": 1800.345,
            "amount": "12.87",  # with the first line the rounded sum of both, 51.50
            "currency": "USD",
        },
    ]
    assert report["intervals"][0] == {
        "start": "2026-11-17T09:00:00.000-05:00",
        "end": "2026-11-17T10:00:00.345-05:00",
        "clip": "c1",
        "track": "captioner",
        "activity": "write",
        "origin": "live",
    }
    lived = sum(
        (datetime.fromisoformat(i["end"]) - datetime.fromisoformat(i["start"])).total_seconds()
        for i in report["intervals"]
    )
    assert lived == pytest.approx(sum(row["seconds"] for row in report["rows"]), abs=1e-6)


def test_an_open_interval_counts_up_to_its_last_heartbeat(worklog):
    worklog.add_interval(
        WorkInterval(
            id="open",
            start_ms=utc(22, 15),
            end_ms=utc(22, 15),
            offset_minutes=-300,
            track=Track.SENIOR_QC,
            activity=Activity.REVIEW,
            clip_id=None,
            origin=IntervalOrigin.LIVE,
        ),
        is_open=True,
    )
    worklog.extend_open("open", utc(22, 15) + 4_000)
    _, text, _ = run(worklog, format=HoursFormat.JSON, by=GroupBy.TRACK)
    assert [row["seconds"] for row in json.loads(text)["rows"]] == [7200.69, 4.0]


def test_text_and_csv_and_calendar(worklog):
    _, text, _ = run(worklog)
    assert text.splitlines()[0] == "November 16 to 22, 2026. Not rounded."
    assert any(
        line.split() == ["harbor.mp4", "1:00:00", "1:00:00", "$25.75"] for line in text.splitlines()
    )
    _, text, _ = run(worklog, format=HoursFormat.CSV)
    assert text.startswith("clip,title,seconds,")
    _, text, _ = run(worklog, format=HoursFormat.ICS)
    assert len(icalendar.Calendar.from_ical(text).walk("VEVENT")) == 2


def test_a_pdf_needs_a_file_and_gets_it(worklog, tmp_path):
    code, out, err = run(worklog, format=HoursFormat.PDF)
    assert (code, out) == (2, "")
    assert "--out" in err
    target = tmp_path / "week.pdf"
    assert run(worklog, format=HoursFormat.PDF, out=target) == (0, "", "")
    assert target.read_bytes().startswith(b"%PDF-")


def test_a_file_that_cannot_be_written_is_told(worklog, tmp_path):
    code, _, err = run(worklog, format=HoursFormat.ICS, out=tmp_path / "no" / "folder.ics")
    assert code == 1
    assert "was not written" in err


def test_a_period_that_ends_before_it_begins_is_refused(worklog):
    code, _, err = run(worklog, first_day=date(2026, 11, 20), last_day=date(2026, 11, 19))
    assert code == 2
    assert "before" in err


def test_a_period_without_work(worklog):
    code, text, _ = run(
        worklog,
        first_day=date(2026, 1, 1),
        last_day=date(2026, 1, 2),
        format=HoursFormat.JSON,
    )
    assert (code, json.loads(text)["rows"]) == (0, [])
