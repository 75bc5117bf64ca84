"""The queue room on a memory store, with a window around it that only remembers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from shiboken6 import delete

from app.desk.harm import Harms
from app.desk.queue_desk import QueueDesk
from app.desk.settings import Settings
from app.domain.clip import Clip, ClipState
from app.ui.queue.presenter import QueuePresenter
from tests.fakes.analysis import FakeAnalysis
from tests.fakes.desk import DeskHarness


class RecordingHost:
    """Stands for the window: keeps what the queue asks of it."""

    def __init__(self, harness: DeskHarness) -> None:
        self.harness = harness
        self.desk = harness.desk
        self.settings = Settings.defaults()
        self.analysis = FakeAnalysis(lambda _event: None)
        self.harms = Harms()
        self.presenter: QueuePresenter | None = None
        self.opened: list[str] = []
        self.histories: list[str] = []
        self.done: list[str] = []
        self.errors: list[str] = []
        self.refused: list[str] = []
        self.samples = 0
        self.states: list[tuple[str, ClipState]] = []
        self.media: list[str] = []
        self.in_caption = ""
        self.queue = QueueDesk(
            harness.desk,
            on_rows=lambda rows: self.presenter and self.presenter.show_rows(rows),
            on_row=lambda row: self.presenter and self.presenter.show_row(row),
            on_refused=lambda refused: self.refused.extend(one.code for one in refused),
            on_error=self.show_error,
        )

    def set_setting(self, key, value) -> None:
        self.settings = self.settings.with_value(key, value)

    def open_clip(self, clip_id: str) -> None:
        self.opened.append(clip_id)

    def open_sample(self) -> None:
        self.samples += 1

    def open_id(self) -> str:
        return self.in_caption

    def take_state(self, clip: Clip) -> None:
        self.states.append((clip.id, clip.state))

    def reload_media(self, clip: Clip) -> None:
        self.media.append(clip.source)

    def open_history_of(self, clip_id: str) -> None:
        self.histories.append(clip_id)

    def key(self, action: str) -> str:
        return {"find": "Ctrl+F", "add_clips": "Ctrl+O"}.get(action, "")

    def show_error(self, error: Exception) -> None:
        self.errors.append(getattr(error, "code", repr(error)))

    def do(self, action: str) -> None:
        self.done.append(action)


class QueueHarness:
    """The room with everything behind it."""

    def __init__(self, *, manual: bool = False) -> None:
        self.harness = DeskHarness(manual=manual)
        self.host = RecordingHost(self.harness)
        self.presenter = QueuePresenter(self.host)
        self.host.presenter = self.presenter
        self.room = self.presenter.room
        self.table = self.room.table

    def add(self, *clips: Clip) -> None:
        for clip in clips:
            self.harness.store.write(lambda unit, clip=clip: unit.clips.add(clip))
        self.host.queue.load()

    def clip(self, clip_id: str) -> Clip:
        return self.harness.store.read(lambda unit: unit.clips.get(clip_id))

    def shown(self) -> list[str]:
        return [row.id for row in self.room.model.shown]

    def current(self) -> str:
        return self.table.current_id()


@pytest.fixture
def queue(hub, qtbot) -> Iterator[QueueHarness]:
    """A room of 1440 x 828, shown and with the keys."""
    yield from shown_room(QueueHarness(), qtbot)


@pytest.fixture
def slow(hub, qtbot) -> Iterator[QueueHarness]:
    """A room whose lanes wait for the test."""
    yield from shown_room(QueueHarness(manual=True), qtbot)


def shown_room(harness: QueueHarness, qtbot) -> Iterator[QueueHarness]:
    # As in the window, whose own least size is smaller than that of a room at its widest.
    harness.room.setMinimumSize(1, 1)
    harness.room.resize(1440, 828)
    harness.room.show()
    qtbot.waitExposed(harness.room)
    yield harness
    # At once: without an event loop, deleteLater would keep every room to the end of the run.
    delete(harness.room)
