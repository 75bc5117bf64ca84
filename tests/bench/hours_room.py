"""The hours room with a year of work (5,000 clips, 50,000 intervals): each view, with its painting.

Run: ``python -m tests.bench.hours_room``; prints JSON. Figures are in ms, the median of five; the
target is 200 ms for what the person waits for. ``board_read`` runs on the READER lane.
"""

from __future__ import annotations

import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from app.desk.hours_board import HoursBoard, read_board
from app.desk.hours_lines import Selection, lines_of
from app.desk.hours_period import own_period
from app.desk.pay import pay_settings
from app.desk.settings import Settings
from app.domain.clip import Clip, ClipState, SourceKind
from app.domain.timesheet import GroupBy
from app.domain.worklog import SHIPPED_RATES
from app.store.database import open_database
from app.ui.common.theme import ThemeHub
from app.ui.hours.room import HoursRoom
from tests.bench.year_of_work import FIRST, LAST, TITLES, year
from tests.fakes.time import ManualClock


def measure() -> dict[str, float]:
    """Median ms of each view."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    ThemeHub.install(app)
    with tempfile.TemporaryDirectory() as folder:
        store = open_database(Path(folder) / "year.db", ManualClock()).store
        assert store is not None

        def fill(unit) -> None:
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

        store.write(fill)
        pay = pay_settings(Settings.defaults(), SHIPPED_RATES)
        period = own_period(FIRST, LAST)

        def read() -> HoursBoard:
            return store.read(lambda unit: read_board(unit, period, LAST, pay))

        board = read()
        figures = {"board_read": _median_ms(read), **_views(board)}
        store.close()
    return figures


def _views(board: HoursBoard) -> dict[str, float]:
    room = HoursRoom()
    room.resize(1440, 828)
    room.show()

    def table(by: GroupBy) -> None:
        room.show_sheet(board, board.summary.timesheet(by, board.rounding), None)
        room.grab()

    def charts() -> None:
        room.show_board(board, None, "")
        room.grab()

    def drill(selection: Selection) -> None:
        room.side.show_selection("", "", lines_of(board, selection), board.titles, "")
        room.grab()

    writing = Selection(by=GroupBy.ACTIVITY, key="write")
    week = Selection(by=GroupBy.WEEK, key="2026-06-01")
    return {
        "charts": _median_ms(charts),
        **{f"table_by_{by}": _median_ms(lambda by=by: table(by)) for by in GroupBy},
        "intervals_of_a_week": _median_ms(lambda: drill(week)),
        "intervals_of_an_activity": _median_ms(lambda: drill(writing)),
    }


def _median_ms(view: Callable[[], object]) -> float:
    times: list[float] = []
    for _ in range(5):
        begun = time.perf_counter()
        view()
        times.append((time.perf_counter() - begun) * 1000)
    return round(statistics.median(times), 1)


if __name__ == "__main__":
    print(json.dumps({"hours_room_ms": measure(), "target_ms": 200}, indent=1))
