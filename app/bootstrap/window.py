"""The parts of a window, put together."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from app.bootstrap.display import has_display
from app.bootstrap.places import LANGUAGETOOL, RESOURCES, Folders, SystemClock, SystemIds, folders
from app.domain.errors import EnvironmentFailureError

if TYPE_CHECKING:
    from app.checks.engine import Checker
    from app.desk.opening import OpenedClip
    from app.desk.parts import Parts
    from app.desk.ports.analysis import AnalysisEvent
    from app.desk.ports.language import LanguageChecker
    from app.desk.ports.player import PlayerEvent
    from app.desk.ports.store import Store
    from app.domain.clip import Clip
    from app.store.lock import Lock


_PATIENCE_S = 10.0
"""So long a window that was just started may take to open its door."""
_LOOK_AGAIN_S = 0.1


def open_window(clips: Sequence[str], database: str | None = None) -> int:
    """Open the window, or hand the clips to the one that is open; gives the exit code.

    Raises:
        EnvironmentFailureError: ``window.silent`` when the open window does not answer,
            ``store.locked`` when something else has the database, ``window.no-display``, or what
            taking the lock raises.
    """
    gc.disable()  # next to nothing of what a start makes is garbage: looking for it costs 50 ms
    places = folders(database)
    while True:
        try:
            lock = _lock_or_hand_over(places, clips)
            break
        except EnvironmentFailureError as error:
            if not (_has_only_a_screen() and _ask_again(error)):
                raise
    if lock is None:
        return 0
    try:
        _need_a_display()
        parts = make_parts(places, lock)
        from app.ui.application import run_window

        return run_window(parts, clips)
    finally:
        lock.release()


def _lock_or_hand_over(places: Folders, clips: Sequence[str]) -> Lock | None:
    """Take the lock; None when the window that has it took the clips.

    A window that is just opening or closing has no door: it is waited for.
    """
    from app.store.lock import send_to_running, try_acquire

    given = [str(_absolute(clip)) for clip in clips]
    deadline = time.monotonic() + _PATIENCE_S
    while True:
        lock = try_acquire(places.database)
        if lock is not None or send_to_running(places.database, given):
            return lock
        if time.monotonic() > deadline:
            raise EnvironmentFailureError("store.locked", path=str(places.database))
        Event().wait(_LOOK_AGAIN_S)  # nobody tells when another process opens its door


def _has_only_a_screen() -> bool:
    """Tell whether nobody reads what is said on the error channel: started by an icon."""
    channel = sys.stderr
    if channel is not None and channel.isatty():
        return False
    if os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        return False
    return has_display()


def _need_a_display() -> None:
    """Refuse to open a window where nobody could see it.

    Raises:
        EnvironmentFailureError: ``window.no-display``.
    """
    platform = os.environ.get("QT_QPA_PLATFORM")
    if platform in {None, "", "xcb"} and not has_display():
        raise EnvironmentFailureError("window.no-display")


def _ask_again(error: EnvironmentFailureError) -> bool:
    """Say in a dialog why no window opens; gives whether to try again."""
    from app.ui.start_problem import ask_again

    return ask_again(error)


def run_demo(picture: Path) -> int:
    """Run the scripted main job in a fresh temporary data folder; gives the exit code."""
    from app.store.lock import try_acquire

    _need_a_display()
    with tempfile.TemporaryDirectory(prefix="scenewright-demo-") as folder:
        places = Folders(
            database=Path(folder, "scenewright.db"),
            cache=Path(folder, "cache"),
            state=Path(folder, "state"),
            rescue=(Path(folder, "rescue"),),
        )
        lock = try_acquire(places.database)
        if lock is None:
            raise EnvironmentFailureError("store.locked", path=folder)
        try:
            from app.ui.demo import run_demo_window

            return run_demo_window(make_parts(places, lock), picture)
        finally:
            lock.release()


def make_parts(places: Folders, lock: Lock) -> Parts:
    """Put the parts of a window together; starts the player process."""
    from app.desk.lanes import Mailbox
    from app.desk.parts import Events, Mending, Parts, Rescue
    from app.desk.settings import Settings, read_settings
    from app.player.analysis_client import AnalysisClient
    from app.player.client import PlayerClient
    from app.store.glance import glance
    from app.store.rescue import RescueFolder

    clock = SystemClock()
    mailbox = Mailbox()
    events: Events[PlayerEvent] = Events(mailbox)
    copies = places.database.parent / "copies"
    player = PlayerClient(events.post, copies=copies)
    player.start()
    sights: Events[AnalysisEvent] = Events(mailbox)
    analysis = AnalysisClient(sights.post, cache=places.cache / "analysis", copies=copies)
    care_events: Events[AnalysisEvent] = Events(mailbox)
    care = AnalysisClient(care_events.post, cache=places.cache / "analysis", copies=copies)
    seen = glance(places.database)
    rescue = RescueFolder(places.rescue)

    def restore(backup: Path) -> None:
        from app.store.database import restore as restore_file

        restore_file(places.database, backup, clock.utc_ms())

    def start_afresh() -> None:
        from app.store.database import start_afresh as set_aside

        set_aside(places.database, clock.utc_ms())

    def make_harper() -> LanguageChecker:
        from app.checks.language.harper import HarperChecker

        return HarperChecker()

    def make_languagetool() -> LanguageChecker:
        from app.checks.language.languagetool import LanguageToolChecker

        return LanguageToolChecker(LANGUAGETOOL, places.state / "languagetool")

    def close() -> None:
        player.close()
        analysis.close()
        care.close()

    def load_checker(guide: str) -> Checker:
        from app.bootstrap.guides import checker_for

        return checker_for(guide, places)

    return Parts(
        clock=clock,
        ids=SystemIds(),
        mailbox=mailbox,
        settings=read_settings(seen.settings) if seen else Settings.defaults(),
        early=_early(seen.clip, seen.draft) if seen else None,
        early_worked_ms=seen.worked_ms if seen else 0,
        open_store=lambda: open_store(places),
        mending=Mending(restore=restore, start_afresh=start_afresh),
        player=player,
        player_events=events,
        analysis=analysis,
        analysis_events=sights,
        care=care,
        care_events=care_events,
        load_checker=load_checker,
        make_harper=make_harper,
        make_languagetool=make_languagetool,
        rescue=Rescue(file=rescue, read=rescue.read),
        listen=lock.listen,
        sample=sample_clip,
        data_folder=places.database.parent,
        settled=collect_from_now_on,
        close=close,
    )


def collect_from_now_on() -> None:
    """Let garbage be collected, but never look again at what the start has made."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def open_store(places: Folders) -> Store:
    """Open the database for writing. STORE lane.

    Raises:
        EnvironmentFailureError: ``store.damaged`` or ``store.not-a-database`` with the newest
            good backup, or what ``open_database`` raises.
    """
    from app.store.database import open_database

    outcome = open_database(places.database, SystemClock())
    if outcome.store is None:
        backup = outcome.backup
        raise EnvironmentFailureError(
            outcome.problem,
            path=str(places.database),
            backup=str(backup.path) if backup else None,
            backup_ms=backup.at_ms if backup else None,
        )
    return outcome.store


def sample_clip() -> Clip | None:
    """Describe the shipped practice clip."""
    import json

    from app.domain.clip import Clip, ClipFacts, SourceKind, Ternary

    described = RESOURCES / "sample" / "sample.json"
    if not described.is_file():
        return None
    told = json.loads(described.read_text("utf-8"))
    file = described.with_name(told["file"])
    if not file.is_file():
        return None
    facts = ClipFacts()
    for tick, answer in told["facts"].items():
        facts = facts.with_tick(tick, Ternary(answer))
    return Clip(
        id=SystemIds().new(),
        title=told["title"],
        kind=SourceKind.FILE,
        source=str(file),
        duration_ms=told["duration_ms"],
        content_hash=told["sha256"],
        facts=facts,
        added_ms=SystemClock().utc_ms(),
        sample=True,
    )


def _early(clip: Clip | None, draft: object) -> OpenedClip | None:
    from app.desk.opening import OpenedClip
    from app.desk.ports.store import Draft

    if clip is None or not isinstance(draft, Draft):
        return None
    return OpenedClip(
        clip=clip, draft=draft, lines=(), decisions=(), dictionary=frozenset(), watched=()
    )


def _absolute(clip: str) -> str:
    return clip if "://" in clip else str(Path(clip).absolute())
