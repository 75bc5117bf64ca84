"""A year of work (5,000 clips, 50,000 intervals) in a real database: every view and timesheet.

Run: ``python -m tests.bench.year_of_work``; prints JSON. Figures are in ms, the median of five.
``cold`` is the whole way from the database to the rows or the file, as on the command line;
``loaded`` begins with the sums that the hours room has at hand. The target is 200 ms.
"""

from __future__ import annotations

import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from app.desk.commands.hours import hours_json
from app.desk.hours import summary
from app.domain.clip import Clip, SourceKind
from app.domain.timesheet import GroupBy, Rounding, RoundingScope, Timesheet
from app.domain.worklog import DAY_MS, HOUR_MS, Activity, IntervalOrigin, Track, WorkInterval
from app.exchange.timesheet_csv import intervals_csv, rows_csv
from app.exchange.timesheet_ics import timesheet_ics
from app.exchange.timesheet_pdf import timesheet_pdf
from app.store.database import open_database
from app.timekeeping.pay import PaySettings
from app.timekeeping.report import WorkSummary, day_number
from tests.fakes.time import ManualClock

FIRST = date(2026, 1, 1)
LAST = date(2026, 12, 31)
TITLES = {f"clip-{number:05}": f"harbor-office-take-{number}.mp4" for number in range(5_000)}


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


def _sheet(worked: WorkSummary) -> Timesheet:
    return worked.timesheet(GroupBy.CLIP)


VIEWS: dict[str, Callable[[WorkSummary], object]] = {
    **{f"year_by_{by}": lambda worked, by=by: worked.timesheet(by) for by in GroupBy},
    "year_rounded": lambda worked: worked.timesheet(
        GroupBy.CLIP, Rounding(minutes=6, scope=RoundingScope.CLIP)
    ),
    "year_csv": lambda worked: rows_csv(_sheet(worked), TITLES),
    "year_intervals_csv": lambda worked: intervals_csv(_sheet(worked), TITLES),
    "year_json": lambda worked: json.dumps(hours_json(_sheet(worked))),
    "year_ics": lambda worked: timesheet_ics(_sheet(worked), TITLES, made_ms=0),
    "year_pdf": lambda worked: timesheet_pdf(_sheet(worked), TITLES, person="Ann", made_on=LAST),
}


def measure() -> dict[str, dict[str, float]]:
    """Median ms of each view and timesheet."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_database(Path(folder) / "year.db", ManualClock()).store
        assert store is not None

        def fill(unit) -> None:
            for clip_id, title in TITLES.items():
                unit.clips.add(Clip(id=clip_id, title=title, kind=SourceKind.NONE))
            for interval in year():
                unit.worklog.add_interval(interval, is_open=False)

        store.write(fill)
        settings = PaySettings()

        def worked(first: date = FIRST, last: date = LAST) -> WorkSummary:
            return store.read(lambda unit: summary(unit.worklog, first, last, settings))

        loaded = worked()
        figures = {
            "cold": {
                "week_view": _median_ms(
                    lambda: worked(date(2026, 6, 1), date(2026, 6, 7)).timesheet(GroupBy.DAY)
                ),
                **{name: _median_ms(lambda v=v: v(worked())) for name, v in VIEWS.items()},
            },
            "loaded": {name: _median_ms(lambda v=v: v(loaded)) for name, v in VIEWS.items()},
        }
        store.close()
    return figures


def _median_ms(view: Callable[[], object]) -> float:
    times: list[float] = []
    for _ in range(5):
        begun = time.perf_counter()
        view()
        times.append((time.perf_counter() - begun) * 1000)
    return round(statistics.median(times), 1)


if __name__ == "__main__":
    print(json.dumps({"year_of_work_ms": measure(), "target_ms": 200}, indent=1))
