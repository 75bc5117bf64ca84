"""The timesheets read back by parsers that are not ours."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import zlib
from datetime import UTC, date, datetime
from decimal import Decimal

import icalendar
import pytest

from app.domain.timesheet import (
    GroupBy,
    Invoice,
    Party,
    Rounding,
    Timesheet,
    TimesheetRow,
    TimesheetTotal,
)
from app.domain.worklog import (
    Activity,
    Correction,
    CorrectionKind,
    IntervalOrigin,
    Track,
    WorkInterval,
)
from app.exchange.invoice_pdf import invoice_pdf
from app.exchange.pdf_sheet import SheetFonts
from app.exchange.sheet_fonts import fonts_for
from app.exchange.timesheet_csv import intervals_csv, neutral, rows_csv
from app.exchange.timesheet_ics import timesheet_ics
from app.exchange.timesheet_pdf import timesheet_pdf
from app.exchange.timesheet_text import basic_utc, clock_text, iso_local, money_text, table_text

T0 = int(datetime(2026, 11, 17, 14, 12, 4, 120_000, tzinfo=UTC).timestamp() * 1000)
TITLES = {"c1": "harbor, office; \\ “naïve”\nfilm.mp4", "c2": "=SUM(A1)"}


def interval(id_: str, start_s: float, end_s: float, **changes) -> WorkInterval:
    fields = {
        "offset_minutes": -300,
        "track": Track.CAPTIONER,
        "activity": Activity.WRITE,
        "clip_id": "c1",
        "origin": IntervalOrigin.LIVE,
        **changes,
    }
    return WorkInterval(
        id=id_, start_ms=T0 + int(start_s * 1000), end_ms=T0 + int(end_s * 1000), **fields
    )


LIVED = (
    interval("a", 0, 60.5),
    interval("b", 60.5, 90),
    interval("d", 90, 100, activity=Activity.WATCH, clip_id="c2"),
    interval("e", 400, 410, clip_id=None, track=Track.SENIOR_QC),
)


def sheet(*, rows: int = 2, by: GroupBy = GroupBy.CLIP, minutes: int = 0) -> Timesheet:
    lines = tuple(
        TimesheetRow(
            key=f"c{number + 1}",
            milliseconds=761_345,
            paid_ms=761_345,
            billed_ms=720_000,
            amount=Decimal("5.45"),
            currency="USD",
            by_activity={Activity.WRITE: 761_345},
        )
        for number in range(rows)
    )
    total = TimesheetTotal(
        track=Track.CAPTIONER,
        rate=Decimal("25.75"),
        currency="USD",
        milliseconds=761_345 * rows,
        paid_ms=761_345 * rows,
        billed_ms=720_000 * rows,
        amount=Decimal("5.45") * rows,
        unrounded_amount=Decimal("5.40") * rows,
    )
    return Timesheet(
        first_day=date(2026, 11, 16),
        last_day=date(2026, 11, 22),
        by=by,
        rounding=Rounding(minutes=minutes),
        rows=lines,
        totals=(total,) if rows else (),
    )


def words_of(pdf: bytes) -> str:
    """The text of a PDF whose fonts are the built-in ones, from its own streams."""
    streams = re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL)
    pages = [zlib.decompress(stream.strip(b"\r\n")) for stream in streams]
    return " ".join(
        text.decode("latin-1") for page in pages for text in re.findall(rb"\((.*?)\) Tj", page)
    )


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"])
def test_cells_that_a_spreadsheet_would_run_are_text(cell):
    assert neutral(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "harbor.mp4", "a=b", "2026-11-17", "12.5"])
def test_other_cells_stay_as_they_are(cell):
    assert neutral(cell) == cell


def test_rows_as_csv():
    text = rows_csv(sheet(), TITLES)
    assert text.count("\r\n") == 3
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert rows[0] == {
        "clip": "c1",
        "title": TITLES["c1"],
        "seconds": "761.345",
        "paid_seconds": "761.345",
        "billed_seconds": "720.000",
        "amount": "5.45",
        "currency": "USD",
    }
    assert rows[1]["title"] == "'=SUM(A1)"


def test_intervals_as_csv_tell_what_was_corrected_and_why():
    correction = Correction(
        id="k", kind=CorrectionKind.CHANGE, reason="=door,\nit rang", at_ms=T0, replaces=("z",)
    )
    text = intervals_csv(LIVED, TITLES, {"b": correction})
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["corrected"] for row in rows] == ["no", "yes", "no", "no"]
    assert rows[1]["reason"] == "'=door,\nit rang"
    assert rows[0]["start"] == "2026-11-17T09:12:04.120-05:00"
    assert rows[0]["seconds"] == "60.500"
    assert rows[3]["clip_id"] == rows[3]["title"] == ""


@pytest.mark.parametrize("offset", [-570, -300, 0, 330, 765])
@pytest.mark.parametrize("utc_ms", [T0, 0, -1, T0 + 86_399_999])
def test_times_are_those_of_the_standard_library(utc_ms, offset):
    moment = datetime.fromisoformat(iso_local(utc_ms, offset))
    assert round(moment.timestamp() * 1000) == utc_ms
    assert moment.utcoffset().total_seconds() == offset * 60
    assert basic_utc(utc_ms) == f"{datetime.fromtimestamp(utc_ms // 1000, UTC):%Y%m%dT%H%M%SZ}"


def test_a_calendar_is_read_back_by_a_library():
    text = timesheet_ics(LIVED, TITLES, made_ms=T0)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    events = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in events] == [
        f"Write: {TITLES['c1']}",
        "Watch: =SUM(A1)",
        "Write",
    ]
    first = events[0]
    assert first["DTSTART"].dt == datetime(2026, 11, 17, 14, 12, 4, tzinfo=UTC)
    assert first["DTEND"].dt == datetime(2026, 11, 17, 14, 13, 34, tzinfo=UTC)
    assert str(first["X-SCENEWRIGHT-SECONDS"]) == "90.000"
    assert len({str(event["UID"]) for event in events}) == 3
    assert events[2]["CATEGORIES"].to_ical() == b"Senior QC"


def test_long_titles_are_folded_between_characters():
    text = timesheet_ics(LIVED, {"c1": "é" * 200, "c2": "日本語" * 40}, made_ms=T0)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    events = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert str(events[0]["SUMMARY"]) == f"Write: {'é' * 200}"
    assert str(events[1]["SUMMARY"]) == f"Watch: {'日本語' * 40}"


def test_the_timesheet_names_all_that_a_payer_needs():
    pdf = timesheet_pdf(
        sheet(minutes=6), {"c1": "harbor.mp4"}, person="Ann Reyes", made_on=date(2026, 11, 23)
    )
    text = words_of(pdf)
    for words in ("Ann Reyes", "November 16 to 22, 2026", "Captioner", "$25.75", "harbor.mp4"):
        assert words in text
    assert "November 16 to 22, 2026: 0:24:00 paid time, $10.90" in text
    for words in ("0:12:41", "0:12:00", "$5.45", "$10.80", "nearest 6 minutes", "Signature"):
        assert words in text


def test_a_long_timesheet_goes_over_pages_and_loses_no_line():
    pdf = timesheet_pdf(sheet(rows=150), {}, person="", made_on=date(2026, 11, 23))
    text = words_of(pdf).split()
    assert all(f"c{number}" in text for number in range(1, 151))
    assert "Page 4" in words_of(pdf)


def test_a_period_without_work_says_so():
    pdf = timesheet_pdf(sheet(rows=0), {}, person="", made_on=date(2026, 11, 23))
    assert "No work in this period." in words_of(pdf)
    assert table_text(sheet(rows=0), {}) == "November 16 to 22, 2026: no work.\n"


def test_the_same_timesheet_is_the_same_file():
    files = [
        timesheet_pdf(sheet(), TITLES, person="A", made_on=date(2026, 11, 23)) for _ in range(2)
    ]
    assert files[0] == files[1]


@pytest.mark.parametrize("by", [GroupBy.TRACK, GroupBy.CLIP])
def test_an_invoice(by):
    invoice = Invoice(
        number="2026-003",
        issued=date(2026, 11, 23),
        sender=Party(name="Ann Reyes", lines=("12 Harbor Street",)),
        recipient=Party(name="Narrative Captions LLC"),
        timesheet=sheet(by=by),
        note="Payable within 30 days.",
    )
    text = words_of(invoice_pdf(invoice, {"c1": "harbor.mp4"}))
    for words in ("Invoice 2026-003", "Ann Reyes", "12 Harbor Street", "Narrative Captions LLC"):
        assert words in text
    for words in ("To be paid", "$10.90", "0:24:00", "Payable within 30 days."):
        assert words in text
    assert ("$25.75" in text) == (by is GroupBy.TRACK)
    assert ("harbor.mp4" in text) == (by is GroupBy.CLIP)


def test_letters_that_the_built_in_fonts_lack_take_those_of_the_system(tmp_path):
    regular, semibold = tmp_path / "R.ttf", tmp_path / "B.ttf"
    regular.touch()
    places = [(tmp_path / "none.ttf", regular), (regular, semibold)]
    assert fonts_for(["José – “Füße” €"], places) is None
    assert fonts_for(["Łukasz Żak"], places) is None  # half of a pair is none
    semibold.touch()
    assert fonts_for(["José", "Łukasz Żak"], places) == SheetFonts(
        regular=regular, semibold=semibold
    )


def test_a_file_that_is_no_font_is_told(tmp_path):
    wrong = tmp_path / "Inter.ttf"
    wrong.write_bytes(b"wOF2 and so on")
    with pytest.raises(ValueError, match=r"Inter\.ttf"):
        timesheet_pdf(
            sheet(),
            {},
            person="",
            made_on=date(2026, 11, 23),
            fonts=SheetFonts(regular=wrong, semibold=wrong),
        )


def test_durations_and_money():
    assert clock_text(761_345) == "0:12:41"
    assert clock_text(45_296_500) == "12:34:57"
    assert money_text(Decimal("1369.08"), "USD") == "$1,369.08"
    assert money_text(Decimal("12.00"), "CHF") == "CHF 12.00"


def test_titles_with_brackets_and_accents_stand_in_the_pdf_as_they_are(tmp_path):
    pdftotext = shutil.which("pdftotext")
    if pdftotext is None:
        pytest.skip("pdftotext is not installed")
    place = tmp_path / "sheet.pdf"
    titles = {"c1": "a (b) \\ c.mp4", "c2": "“Café” – naïve.mp4"}
    place.write_bytes(timesheet_pdf(sheet(), titles, person="Zoë", made_on=date(2026, 11, 23)))
    done = subprocess.run([pdftotext, place, "-"], capture_output=True, check=True, text=True)
    assert "a (b) \\ c.mp4" in done.stdout
    assert "“Café” – naïve.mp4" in done.stdout
