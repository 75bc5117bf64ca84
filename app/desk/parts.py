"""What the composition root hands to the window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:  # the window is painted before the most of it is loaded
    from collections.abc import Callable
    from pathlib import Path

    from app.checks.engine import Checker
    from app.desk.lanes import Mailbox
    from app.desk.opening import OpenedClip
    from app.desk.ports.analysis import AnalysisEvent, AnalysisPort
    from app.desk.ports.clock import Clock, Ids
    from app.desk.ports.language import LanguageChecker
    from app.desk.ports.player import PlayerEvent, PlayerPort
    from app.desk.ports.store import Store
    from app.desk.settings import Settings
    from app.desk.writing import RescueFile
    from app.domain.clip import Clip


T = TypeVar("T")


class Events(Generic[T]):
    """Carries the events of a child process to MAIN, to everybody who listens.

    It is made before the window; what comes while nobody listens is dropped. A listener leaves
    the answers to requests that are not its own.
    """

    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox
        self._listeners: list[Callable[[T], None]] = []

    def listen(self, hear: Callable[[T], None]) -> None:
        """Add one that hears every event, on MAIN."""
        self._listeners.append(hear)

    def post(self, event: T) -> None:
        """Carry an event. Any thread."""
        self._mailbox.post(lambda: self._deliver(event))

    def _deliver(self, event: T) -> None:
        for hear in self._listeners:
            hear(event)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescue:
    """Reads and writes the texts that the database could not take."""

    file: RescueFile
    read: Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mending:
    """What can be done about a damaged database; both set the present file aside."""

    restore: Callable[[Path], None]
    start_afresh: Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The concrete parts, behind their ports.

    Attributes:
        settings: As a quick look at the database gives them; the defaults when it gives none.
        early: The last caption from the same look, None when there is none.
        early_worked_ms: Work on that clip.
        open_store: Opens the database; runs on the STORE lane.
        care: A second reading process, for what takes minutes: looking through files, copies.
        load_checker: Loads a guide by its id; runs on the READER lane.
        listen: Starts taking the arguments of second starts, on a thread of its own.
        sample: The shipped practice clip, None when its file is not there.
        settled: Hears on MAIN that the database was opened, or could not be.
        close: Ends what is left when the window is gone.
    """

    clock: Clock
    ids: Ids
    mailbox: Mailbox
    settings: Settings
    early: OpenedClip | None
    early_worked_ms: int
    open_store: Callable[[], Store]
    mending: Mending
    player: PlayerPort
    player_events: Events[PlayerEvent]
    analysis: AnalysisPort
    analysis_events: Events[AnalysisEvent]
    care: AnalysisPort
    care_events: Events[AnalysisEvent]
    load_checker: Callable[[str], Checker]
    make_harper: Callable[[], LanguageChecker]
    make_languagetool: Callable[[], LanguageChecker]
    rescue: Rescue
    listen: Callable[[Callable[[list[str]], None]], None]
    sample: Callable[[], Clip | None]
    data_folder: Path
    settled: Callable[[], None]
    close: Callable[[], None]
