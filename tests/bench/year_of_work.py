"""A year of work (5,000 clips, 50,000 intervals) in a real database: every view and timesheet.

Run: ``python -m tests.bench.year_of_work``; prints JSON. Figures are in ms from the database to the
rows, the file or the painted room. ``cold`` is the first time in a fresh process, once the store is
open (median of three processes, with the modules that are loaded then); ``cold_cpu`` is its CPU
time, which a busy machine lengthens less; ``warm`` is the next time.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from app.desk.commands.hours import HoursArguments, HoursContext, HoursFormat, run_hours
from app.desk.hours_board import read_board
from app.desk.hours_lines import Selection, read_lines
from app.desk.hours_period import own_period
from app.desk.pay import pay_settings
from app.desk.ports.store import Store, UnitOfWork
from app.desk.settings import Settings
from app.domain.clip import Clip, ClipState, SourceKind
from app.domain.timesheet import GroupBy, Invoice, Party, Rounding, RoundingScope
from app.domain.worklog import (
    DAY_MS,
    HOUR_MS,
    SHIPPED_RATES,
    Activity,
    IntervalOrigin,
    Track,
    WorkInterval,
)
from app.store.database import open_database
from app.timekeeping.report import day_number
from tests.fakes.time import ManualClock

FIRST = date(2026, 1, 1)
LAST = date(2026, 12, 31)
TITLES = {f"clip-{number:05}": f"harbor-office-take-{number}.mp4" for number in range(5_000)}
PAY = pay_settings(Settings.defaults(), SHIPPED_RATES)
PROCESSES = 3

View = Callable[[], object]


def year() -> list[WorkInterval]:
    """250 days of 20 clips with 10 intervals each, watching and writing in turn."""
    chance = random.Random(6)
    made: list[WorkInterval] = []
    for day in range(250):
        place = day_number(FIRST + timedelta(days=day * 365 // 250)) * DAY_MS + 14 * HOUR_MS
        for clip in range(20):
            for turn in range(10):
                length = chance.randrange(5_000, 140_000)
                made.append(
                    WorkInterval(
                        id=f"i{len(made):06}",
                        start_ms=place,
                        end_ms=place + length,
                        offset_minutes=-300,
                        track=Track.CAPTIONER,
                        activity=Activity.WRITE if turn % 2 else Activity.WATCH,
                        clip_id=f"clip-{day * 20 + clip:05}",
                        origin=IntervalOrigin.LIVE,
                    )
                )
                place += length + (0 if chance.random() < 0.8 else 500)
    return made


def fill(unit: UnitOfWork) -> None:
    """Store the year."""
    for clip_id, title in TITLES.items():
        unit.clips.add(
            Clip(
                id=clip_id,
                title=title,
                kind=SourceKind.NONE,
                duration_ms=30_000,
                state=ClipState.SUBMITTED,
            )
        )
    for interval in year():
        unit.worklog.add_interval(interval, is_open=False)


def _command(store: Store, out: Path, form: HoursFormat, by: GroupBy, days: int = 365) -> View:
    """``scenewright hours``, from the titles to the written file."""

    def write() -> None:
        def run(unit: UnitOfWork) -> int:
            context = HoursContext(today=LAST, now_ms=0, titles=unit.clips.titles(), person="Ann")
            arguments = HoursArguments(
                first_day=FIRST, last_day=FIRST + timedelta(days - 1), by=by, format=form, out=out
            )
            return run_hours(arguments, unit.worklog, context, out=sys.stdout, err=sys.stderr)

        assert store.read(run) == 0

    return write


def _papers(store: Store) -> dict[str, View]:
    """What only the room writes, from the board of the year on; the board is read before."""
    from app.desk.hours import counted_records
    from app.exchange.timesheet_csv import intervals_csv

    board = store.read(lambda unit: read_board(unit, own_period(FIRST, LAST), LAST, PAY))

    def invoice(by: GroupBy) -> bytes:
        from app.exchange.invoice_pdf import invoice_pdf

        rule = Rounding(minutes=6, scope=RoundingScope.CLIP)
        sheet = store.read(lambda _: board.summary.timesheet(by, rule))
        party = Party(name="Ann", lines=("1 Pier Street",))
        told = Invoice(number="1", issued=LAST, sender=party, recipient=party, timesheet=sheet)
        return invoice_pdf(told, board.titles)

    return {
        "csv_of_intervals": lambda: intervals_csv(
            store.read(lambda unit: counted_records(unit.worklog, FIRST, LAST)), board.titles
        ),
        "invoice_by_track": lambda: invoice(GroupBy.TRACK),
        "invoice_by_clip_rounded": lambda: invoice(GroupBy.CLIP),
    }


def _room(store: Store) -> dict[str, View]:
    """What the room shows, read and painted; the empty room is there before."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from app.ui.common.theme import ThemeHub
    from app.ui.hours.room import HoursRoom

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    ThemeHub.install(app)
    room = HoursRoom()
    room.resize(1440, 828)
    room.show()
    room.grab()
    first_board: list[object] = []

    def shown(first: date, last: date) -> View:
        def show() -> None:
            board = store.read(lambda unit: read_board(unit, own_period(first, last), last, PAY))
            room.show_board(board, None, "")
            sheet = store.read(lambda _: board.summary.timesheet(GroupBy.CLIP, board.rounding))
            room.show_sheet(board, sheet, None)
            room.grab()

        return show

    def of_year():
        if not first_board:
            first_board.append(
                store.read(lambda unit: read_board(unit, own_period(FIRST, LAST), LAST, PAY))
            )
            room.show_board(first_board[0], None, "")
            room.grab()
        return first_board[0]

    def table(by: GroupBy) -> View:
        board = of_year()

        def show() -> None:
            sheet = store.read(lambda _: board.summary.timesheet(by, board.rounding))
            room.show_sheet(board, sheet, None)
            room.grab()

        return show

    def lines(by: GroupBy, key: str) -> View:
        board = of_year()

        def show() -> None:
            selection = Selection(by=by, key=key)
            found = store.read(lambda unit: read_lines(unit, board, selection))
            room.side.show_selection("", "", found, board.titles, "")
            room.grab()

        return show

    june = date(2026, 6, 1)
    made: dict[str, Callable[[], View]] = {
        "room_day": lambda: shown(june, june),
        "room_week": lambda: shown(june, june + timedelta(days=6)),
        "room_month": lambda: shown(june, date(2026, 6, 30)),
        "room_year": lambda: shown(FIRST, LAST),
        **{f"room_table_by_{by}": lambda by=by: table(by) for by in GroupBy},
        "room_intervals_of_a_clip": lambda: lines(GroupBy.CLIP, "clip-02500"),
        "room_intervals_of_a_week": lambda: lines(GroupBy.WEEK, "2026-06-01"),
        "room_intervals_of_an_activity": lambda: lines(GroupBy.ACTIVITY, "write"),
        "room_intervals_of_a_track": lambda: lines(GroupBy.TRACK, "captioner"),
    }
    return {name: _LazyView(make) for name, make in made.items()}


class _LazyView:
    """A view whose preparation is not measured."""

    def __init__(self, make: Callable[[], View]) -> None:
        self._make = make
        self._view: View | None = None

    def prepare(self) -> None:
        self._view = self._make()

    def __call__(self) -> object:
        assert self._view is not None
        return self._view()


_ROOM = (
    *("room_day", "room_week", "room_month", "room_year"),
    *(f"room_table_by_{by}" for by in GroupBy),
    *(f"room_intervals_of_a_{of}" for of in ("clip", "week", "track")),
    "room_intervals_of_an_activity",
)
_PAPERS = ("csv_of_intervals", "invoice_by_track", "invoice_by_clip_rounded")
_COMMANDS: dict[str, tuple[HoursFormat, GroupBy, int]] = {
    "text_of_a_week": (HoursFormat.TEXT, GroupBy.DAY, 7),
    **{f"text_by_{by}": (HoursFormat.TEXT, by, 365) for by in GroupBy},
    "csv_by_clip": (HoursFormat.CSV, GroupBy.CLIP, 365),
    "json_by_clip": (HoursFormat.JSON, GroupBy.CLIP, 365),
    "ics": (HoursFormat.ICS, GroupBy.CLIP, 365),
    "pdf_by_day": (HoursFormat.PDF, GroupBy.DAY, 365),
    "pdf_by_clip": (HoursFormat.PDF, GroupBy.CLIP, 365),
}
NAMES = (*_COMMANDS, *_PAPERS, *_ROOM)


def once(name: str, database: Path) -> tuple[float, float, float]:
    """The first time in this process, its CPU time, and the median of the next five, in ms."""
    store = open_database(database, ManualClock()).store
    assert store is not None
    try:
        if name in _COMMANDS:
            view: View = _command(store, database.with_name("out"), *_COMMANDS[name])
        else:
            view = (_papers(store) if name in _PAPERS else _room(store))[name]
        if isinstance(view, _LazyView):
            view.prepare()
        times: list[float] = []
        busy: list[float] = []
        for _ in range(6):
            begun, begun_cpu = time.perf_counter(), time.process_time()
            view()
            times.append((time.perf_counter() - begun) * 1000)
            busy.append((time.process_time() - begun_cpu) * 1000)
    finally:
        store.close()
    return times[0], busy[0], statistics.median(times[1:])


def measure() -> dict[str, dict[str, float]]:
    """Median ms of each view and timesheet, cold (also the CPU time alone) and warm."""
    cold: dict[str, float] = {}
    cold_cpu: dict[str, float] = {}
    warm: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "year.db"
        store = open_database(database, ManualClock()).store
        assert store is not None
        store.write(fill)
        store.close()
        for name in NAMES:
            told = [_apart(name, database) for _ in range(PROCESSES)]
            cold[name] = round(statistics.median(one[0] for one in told), 1)
            cold_cpu[name] = round(statistics.median(one[1] for one in told), 1)
            warm[name] = round(statistics.median(one[2] for one in told), 1)
    return {"cold": cold, "cold_cpu": cold_cpu, "warm": warm}


def _apart(name: str, database: Path) -> tuple[float, float, float]:
    """Measure in a process of its own."""
    code = (
        "import sys, json, pathlib; from tests.bench.year_of_work import once;"
        "print(json.dumps(once(sys.argv[1], pathlib.Path(sys.argv[2]))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, name, str(database)],
        check=True,
        capture_output=True,
        text=True,
    )
    first, busy, later = json.loads(done.stdout.splitlines()[-1])
    return first, busy, later


if __name__ == "__main__":
    print(json.dumps({"year_of_work_ms": measure(), "target_ms": 200}, indent=1))
