"""A desk on a memory store, with a clock, timers and ids that the test drives."""

from __future__ import annotations

from app.desk.runtime import Desk
from app.domain.clip import Clip, SourceKind
from tests.fakes.lanes import InlineLanes, ManualLanes
from tests.fakes.store import MemoryStore
from tests.fakes.time import CountingIds, ManualClock, ManualTimers


class DeskHarness:
    """Everything a view-model needs; ``lanes`` do the work at once unless told otherwise."""

    def __init__(self, *, manual: bool = False) -> None:
        self.clock = ManualClock()
        self.timers = ManualTimers(self.clock)
        self.ids = CountingIds()
        self.store = MemoryStore()
        self.lanes = ManualLanes() if manual else InlineLanes()
        self.desk = Desk(
            lanes=self.lanes,
            clock=self.clock,
            timers=self.timers,
            ids=self.ids,
            open_store=lambda: self.store,
        )
        self.errors: list[Exception] = []
        self.desk.open(lambda _: None, self.errors.append)
        if manual:
            self.lanes.perform_all()

    def add_clip(self, clip_id: str = "c1", **fields) -> Clip:
        clip = Clip(
            id=clip_id, title=clip_id, kind=SourceKind.FILE, source=f"/clips/{clip_id}", **fields
        )
        self.store.write(lambda unit: unit.clips.add(clip))
        return clip


class MemoryRescue:
    """Rescue files in a dictionary."""

    def __init__(self) -> None:
        self.files: dict[str, str] = {}

    def write(self, clip_id: str, text: str) -> str:
        self.files[clip_id] = text
        return f"/rescue/{clip_id}.txt"

    def read(self, clip_id: str) -> str:
        return self.files.get(clip_id, "")

    def remove(self, clip_id: str) -> None:
        self.files.pop(clip_id, None)
