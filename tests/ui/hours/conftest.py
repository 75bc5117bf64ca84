"""The hours room on a memory store, with a week of work in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import delete

from app.desk.hours_board import HoursBoard
from app.desk.queue_desk import QueueDesk
from app.desk.settings import Settings
from app.domain.clip import ClipState
from app.domain.worklog import (
    MINUTE_MS,
    Activity,
    GapKind,
    IntervalOrigin,
    Track,
    WorkGap,
    WorkInterval,
)
from app.ui.common.bars import BarHost
from app.ui.hours.presenter import HoursPresenter
from tests.fakes.desk import DeskHarness

OFFSET = -300


def local(day: int, hour: int, minute: int = 0) -> int:
    utc = datetime(2026, 11, day, hour, minute, tzinfo=UTC)
    return int(utc.timestamp()) * 1000 - OFFSET * MINUTE_MS


def work(
    id_: str, start_ms: int, minutes: int, activity: Activity = Activity.WRITE, clip="c1"
) -> WorkInterval:
    return WorkInterval(
        id=id_,
        start_ms=start_ms,
        end_ms=start_ms + minutes * MINUTE_MS,
        offset_minutes=OFFSET,
        track=Track.CAPTIONER,
        activity=activity,
        clip_id=clip,
        origin=IntervalOrigin.LIVE,
    )


GAP = WorkGap(
    id="gap",
    start_ms=local(18, 14, 3),
    end_ms=local(18, 14, 41),
    offset_minutes=OFFSET,
    kind=GapKind.IDLE,
    track=Track.CAPTIONER,
    activity=Activity.WRITE,
    clip_id="c1",
    asks=True,
)


class Window:
    """What stands around the room: the host, the bars of the window, a place for files."""

    def __init__(self) -> None:
        self.harness = DeskHarness()
        self.harness.clock.offset = OFFSET
        self.harness.add_clip("c1", duration_ms=20_000, state=ClipState.SUBMITTED)
        self.harness.add_clip("c2", duration_ms=30_000)
        self.desk = self.harness.desk
        self.settings = Settings.defaults()
        self.errors: list[Exception] = []
        self.corrected: list[bool] = []
        self.place = ("", "")
        self.queue = QueueDesk(
            self.desk,
            on_rows=lambda _: None,
            on_row=lambda _: None,
            on_refused=lambda _: None,
            on_error=self.errors.append,
        )
        self.queue.load()
        self.widget = QWidget()
        self.bars = BarHost()
        self.presenter = HoursPresenter(
            self,
            bars=self.bars,
            corrected=lambda: self.corrected.append(True),
            save_file=lambda *_: self.place,
        )
        column = QVBoxLayout(self.widget)
        column.addWidget(self.bars)

    def open_room(self) -> None:
        self.widget.layout().addWidget(self.presenter.room)
        self.widget.resize(1440, 900)
        self.widget.show()
        self.presenter.entered()

    def live(self, *intervals: WorkInterval) -> None:
        def store(unit) -> None:
            for interval in intervals:
                unit.worklog.add_interval(interval, is_open=False)

        self.harness.store.write(store)

    def add_gap(self) -> None:
        self.harness.store.write(lambda unit: unit.worklog.add_gap(GAP))

    @property
    def board(self) -> HoursBoard:
        board = self.presenter.hours.board
        assert board is not None
        return board

    # What the presenter asks of its host.

    def set_setting(self, key: str, value) -> None:
        self.settings = self.settings.with_value(key, value)

    def open_id(self) -> str:
        return "c2"

    def show_error(self, error: Exception) -> None:
        self.errors.append(error)


@pytest.fixture
def window(hub) -> Iterator[Window]:
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    found = Window()
    yield found
    # At once: a room that waits to be deleted is styled again with each later test.
    delete(found.widget)
    assert not found.errors
    QLocale.setDefault(QLocale.system())


@pytest.fixture
def week(window: Window) -> Window:
    """The week of November 16 to 22, with work on three days, shown in the room."""
    window.live(
        work("a", local(16, 9), 30, Activity.WATCH),
        work("b", local(16, 9, 30), 60),
        work("c", local(17, 10), 45, clip="c2"),
        work("d", local(18, 13), 63),
    )
    window.open_room()
    window.presenter.hours.step(-1)
    return window


@pytest.fixture
def save_to(window: Window, tmp_path: Path) -> Callable[[str, str], Path]:
    """Answers the question for a place."""

    def choose(name: str, chosen: str) -> Path:
        window.place = (str(tmp_path / name), chosen)
        return tmp_path / name

    return choose
