"""The parts of a window with fakes behind every port, and the real rubric."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from app.checks.engine import Checker
from app.checks.guide.loader import SHIPPED, load_guide
from app.desk.lanes import Mailbox
from app.desk.opening import OpenedClip
from app.desk.parts import Events, Mending, Parts, Rescue
from app.desk.ports.analysis import AnalysisEvent
from app.desk.ports.language import CheckerName
from app.desk.ports.player import PlayerEvent
from app.desk.settings import Settings
from app.domain.clip import Clip, SourceKind
from tests.fakes.analysis import FakeAnalysis
from tests.fakes.desk import MemoryRescue
from tests.fakes.language import FakeLanguageChecker
from tests.fakes.player import FakeClip, FakePlayer
from tests.fakes.store import MemoryStore
from tests.fakes.time import CountingIds, ManualClock


@cache
def base_checker() -> Checker:
    """The shipped guide, loaded once for all tests."""
    return Checker(load_guide(SHIPPED / "base-narrative"))


class FakeParts:
    """Makes `Parts`; the fakes stay at hand."""

    def __init__(self, folder: Path, *, early: OpenedClip | None = None) -> None:
        self.clock = ManualClock()
        self.checker: Callable[[], Checker] = base_checker
        self.store = MemoryStore(self.clock.utc_ms)
        self.mailbox = Mailbox()
        self.events = Events[PlayerEvent](self.mailbox)
        self.sights = Events[AnalysisEvent](self.mailbox)
        self.clips = {"/clips/sample.mp4": FakeClip(frames=250)}
        self.player = FakePlayer(self.events.post, self.clips)
        self.analysis = FakeAnalysis(self.sights.post)
        self.care_events = Events[AnalysisEvent](self.mailbox)
        self.care = FakeAnalysis(self.care_events.post)
        self.rescue = MemoryRescue()
        self.folder = folder
        self.open_error: Exception | None = None
        self.mended: list[str] = []
        self.closed = False
        self.settled = 0
        self.player.start()
        self.parts = Parts(
            clock=self.clock,
            ids=CountingIds(),
            mailbox=self.mailbox,
            settings=Settings.defaults(),
            early=early,
            early_worked_ms=0,
            open_store=self._open,
            mending=Mending(
                restore=lambda path: self._mend(f"restore {path}"),
                start_afresh=lambda: self._mend("afresh"),
            ),
            player=self.player,
            player_events=self.events,
            analysis=self.analysis,
            analysis_events=self.sights,
            care=self.care,
            care_events=self.care_events,
            load_checker=lambda _guide: self.checker(),
            make_harper=lambda: FakeLanguageChecker({"recieves": ("receives",)}),
            make_languagetool=lambda: FakeLanguageChecker({}, name=CheckerName.LANGUAGETOOL),
            rescue=Rescue(file=self.rescue, read=self.rescue.read),
            listen=lambda _take: None,
            sample=self._sample,
            data_folder=folder,
            settled=self._settle,
            close=self._close,
        )

    def _open(self) -> MemoryStore:
        if self.open_error is not None:
            raise self.open_error
        return self.store

    def _mend(self, how: str) -> None:
        self.mended.append(how)
        self.open_error = None

    def _sample(self) -> Clip:
        return Clip(
            id="sample",
            title="Sample",
            kind=SourceKind.FILE,
            source="/clips/sample.mp4",
            sample=True,
        )

    def _settle(self) -> None:
        self.settled += 1

    def _close(self) -> None:
        self.closed = True
