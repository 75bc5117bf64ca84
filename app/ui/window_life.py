"""The life of a window: the database behind the first paint, mending it, closing in order."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from app.desk import opening
from app.desk.lanes import Lane
from app.desk.opening import OpenedClip, Recovered
from app.desk.ports.clock import Timers
from app.desk.ports.store import Store, UnitOfWork
from app.desk.settings import load_settings, save_setting
from app.domain.errors import ScenewrightError
from app.ui.common.bars import BarContent, Gravity
from app.ui.common.words.errors import error_words
from app.ui.common.words.formats import clock, counted, day, moment

if TYPE_CHECKING:
    from app.ui.window_controller import WindowController

LANGUAGETOOL_AFTER_MS = 1500
"""LanguageTool costs a core for seconds: first come the picture and the keys."""
BACKUP_AFTER_MS = 60_000
CLOSE_WITHIN_MS = 4000

DATABASE, RECOVERED = "database", "recovered"


class WindowLife:
    """Starts and ends what stands behind a window. MAIN."""

    def __init__(self, controller: WindowController, timers: Timers, clips: Sequence[str]) -> None:
        self._controller = controller
        self._window = controller.window
        self._parts = controller.parts
        self._desks = controller.desks
        self._timers = timers
        self._clips = list(clips)
        self._store: Store | None = None
        self._closing = False
        self._checking = False
        self._failed_backup = ""

    @property
    def ready(self) -> bool:
        """Whether the database is open."""
        return self._store is not None

    def on_bar(self, key: str) -> bool:
        """Do what a button of the bar about the database says; False for other buttons."""
        if key == "restore":
            self._mend(lambda: self._parts.mending.restore(Path(self._failed_backup)))
        elif key == "afresh":
            self._mend(self._parts.mending.start_afresh)
        else:
            return False
        return True

    def start(self) -> None:
        """Open the database, then load the checkers; called after the first paint."""
        self._desks.desk.open(self._on_opened, self._on_open_failed)
        self._timers.call_later(
            LANGUAGETOOL_AFTER_MS,
            lambda: self._desks.start_languagetool(
                wanted=self._controller.settings.switch("language.languagetool")
            ),
        )
        self._timers.call_later(LANGUAGETOOL_AFTER_MS, self._watch_session)
        post, take = self._parts.mailbox.post, self._controller.take_arguments
        self._parts.listen(lambda arguments: post(lambda: take(arguments)))

    def _watch_session(self) -> None:
        # Only here: the start has no time for the buses.
        from app.ui.session_watch import watch_session

        if not self._closing:
            watch_session(self._desks.work.signal, self._window)

    def _start_checkers(self) -> None:
        """Load the guide and Harper: behind the database, so that keys are stored soon."""
        if not self._checking:
            self._checking = True
            self._desks.rubric.start(self._desks.language)
            self._desks.language.start()

    def close(self) -> None:
        """Store everything, then let the window go; after 4 s it goes anyway."""
        if self._closing:
            return
        self._closing = True
        self._save_window()
        self._timers.call_later(CLOSE_WITHIN_MS, self._finish)

        def ended() -> None:
            self._desks.work.close()
            at = self._desks.desk.clock.utc_ms()
            self._desks.desk.run(
                lambda unit: opening.end_session(unit, at),
                lambda _: self._finish(),
                lambda _: self._finish(),
            )

        if self._store is None:
            self._finish()
        else:
            self._desks.captioning.put_away(ended)

    def _save_window(self) -> None:
        """Store where the window is and how its panes are split."""
        geometry = bytes(self._window.saveGeometry().toBase64().data()).decode()
        splitters = json.dumps(self._window.caption_room.splits())

        def save(unit: UnitOfWork) -> None:
            save_setting(unit, "window.geometry", geometry)
            save_setting(unit, "window.splitters", splitters)

        if self._store is not None:
            self._desks.desk.run(save, on_error=self._controller.show_error)

    def _finish(self) -> None:
        if self._parts.mailbox.closed:
            return
        self._desks.language.close()
        self._desks.desk.close(2.0)
        self._window.finish_closing()

    def _on_opened(self, store: Store) -> None:
        again, self._store = self._store is not None, store
        self._parts.settled()
        self._start_checkers()
        at = self._desks.desk.clock.utc_ms()
        read_rescue = self._parts.rescue.read
        self._desks.desk.run(
            load_settings, self._controller.take_settings, self._controller.show_error
        )
        self._desks.desk.run(
            lambda unit: opening.begin_session(unit, at, read_rescue),
            None if again else self._take_recovered,  # a backup is always of an open window
            self._controller.show_error,
        )
        self._desks.rubric.read_health()
        self._controller.queue.load(None if again else self._on_first_rows)
        self._timers.call_later(BACKUP_AFTER_MS, self._back_up)

    def _on_first_rows(self) -> None:
        early = self._parts.early
        if self._clips:
            self._controller.open_given(self._clips)
        elif early is not None and self._controller.queue.row(early.clip.id) is not None:
            clip_id, at = early.clip.id, self._desks.desk.clock.utc_ms()
            self._desks.desk.run(
                lambda unit: opening.open_clip(unit, clip_id, at),
                self._complete_early,
                self._controller.show_error,
            )

    def _complete_early(self, opened: OpenedClip) -> None:
        self._desks.captioning.refresh(opened)
        self._controller.shown.show_open(opened.clip)

    def _on_open_failed(self, error: Exception) -> None:
        self._parts.settled()
        self._start_checkers()
        problem = error_words(error)
        facts = error.facts if isinstance(error, ScenewrightError) else {}
        buttons: list[tuple[str, str]] = []
        if facts.get("backup"):
            at = moment(int(facts.get("backup_ms") or 0))
            buttons.append(("restore", f"Bring back the copy of {clock(at)}"))
        if getattr(error, "code", "") in {"store.damaged", "store.not-a-database"}:
            buttons.append(("afresh", "Start afresh"))
        self._window.bars.show_bar(
            BarContent(
                id=DATABASE,
                gravity=Gravity.BAD,
                sentence=problem.sentence,
                detail=f"{problem.detail} ({facts.get('path') or ''})",
                buttons=tuple(buttons),
            )
        )
        self._window.caption_room.caption.editor.setReadOnly(True)
        self._failed_backup = str(facts.get("backup") or "")

    def _mend(self, work: Callable[[], None]) -> None:
        """Set the damaged file aside on the STORE lane and open again."""

        def mended(_: None) -> None:
            self._window.bars.remove(DATABASE)
            self._desks.desk.open(self._on_opened, self._on_open_failed)

        self._desks.desk.lanes.run(Lane.STORE, work, mended, self._controller.show_error)

    def restore_backup(self, backup: Path) -> None:
        """Store everything, set the present file aside and go on with a backup of it."""
        store = self._store

        def restore() -> None:
            if store is not None:
                store.close()
            self._parts.mending.restore(backup)

        def put_away() -> None:
            self._controller.show_room("queue")
            self._mend(restore)

        self._desks.captioning.put_away(put_away)

    def _take_recovered(self, recovered: Recovered | None) -> None:
        if recovered is None:
            return
        self._controller.presenter.clip_shown.connect(
            lambda clip: self._leave_recovered(clip.id, recovered.clip_id)
        )
        if recovered.rescue_text:
            self._bring_rescue_back(recovered)
        sentence, detail = recovered_words(
            recovered, moment(self._desks.desk.clock.utc_ms()).date()
        )
        more = bool(recovered.rescue_text or recovered.words)
        shows = (("show", "Earlier texts"),) if more else ()
        self._window.caption_room.caption.bars.show_bar(
            BarContent(
                id=RECOVERED,
                gravity=Gravity.INFO,
                sentence=sentence,
                detail=detail,
                buttons=(*shows, ("close", "Close")),
            )
        )

    def _leave_recovered(self, shown: str, brought_back: str) -> None:
        if shown != brought_back:
            self._window.caption_room.caption.bars.remove(RECOVERED)

    def _bring_rescue_back(self, recovered: Recovered) -> None:
        """Lay the rescued text over the stored one, as an edit that can be undone."""

        def lay() -> None:
            self._desks.captioning.restore(recovered.rescue_text)
            self._parts.rescue.file.remove(recovered.clip_id)

        self._controller.open_clip(recovered.clip_id, lay)

    def _back_up(self) -> None:
        def back_up(store: Store) -> None:
            kind = store.due_backup()
            if kind is not None:
                store.backup(kind)

        self._desks.desk.maintain(back_up, on_error=self._controller.show_error)


def recovered_words(recovered: Recovered, today: date) -> tuple[str, str]:
    """What was brought back, up to when, and what else there is, in two sentences."""
    saved = moment(recovered.saved_ms)
    at = clock(saved, seconds=True)
    when = f"at {at}" if saved.date() == today else f"on {day(saved.date())} at {at}"
    if recovered.rescue_text:
        stored = f" Undo gives the text saved {when}." if recovered.saved_ms else ""
        return "Brought back: a text from the rescue file.", f"It was never stored.{stored}"
    told = "The window ended without being closed."
    if recovered.words:
        told += f" {counted(recovered.words, 'word')} more than in the newest earlier text."
    return f"Brought back: your text as last saved {when}.", told
