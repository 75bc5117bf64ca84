"""Adding clips: files and folders, a stream, a caption without a clip file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from app.desk import queue
from app.domain.clip import Clip
from app.ui.common.bars import BarContent, BarHost, Gravity
from app.ui.common.words.formats import counted
from app.ui.queue import dialogs
from app.ui.queue.host import QueueHost
from app.ui.queue.room import QueueRoom

WAIT_MS = 300
CANCEL_MS = 2000
SEARCHING, ADDED = "searching", "added"
CLOSE = (("close", "Close"),)


def say(
    bars: BarHost,
    bar_id: str,
    sentence: str,
    detail: str = "",
    gravity: Gravity = Gravity.INFO,
    buttons: tuple[tuple[str, str], ...] = CLOSE,
) -> None:
    """Show a bar of the queue."""
    bars.show_bar(
        BarContent(id=bar_id, gravity=gravity, sentence=sentence, detail=detail, buttons=buttons)
    )


class ClipAdding:
    """Adds clips and says what came of it. MAIN.

    Args:
        host: The window around the queue.
        room: Where it is said and shown.
        on_listed: Called when added clips are in the list.
    """

    def __init__(self, host: QueueHost, room: QueueRoom, on_listed: Callable[[], None]) -> None:
        self._host = host
        self._room = room
        self._on_listed = on_listed
        self._searches = 0

    def cancel(self) -> None:
        """Look through no more folders; what was being looked through is not added."""
        self._searches += 1

    def choose(self) -> None:
        """Let the person choose files and add them."""
        paths = dialogs.choose_clips(self._room.window())
        if paths:
            self.paths(paths)

    def paths(self, paths: Sequence[Path]) -> None:
        """Add files and folders, and say what came of it; a long search can be cancelled."""
        self._searches += 1
        search, before = self._searches, len(self._host.queue.rows)
        name = paths[0].name or str(paths[0])

        def wanted() -> bool:
            return search == self._searches

        def waiting(buttons: tuple[tuple[str, str], ...]) -> None:
            if wanted() and searching[0]:
                say(self._room.bars, SEARCHING, f"Looking through {name}.", buttons=buttons)

        def searched() -> None:
            searching[0] = False
            self._room.bars.remove(SEARCHING)

        def added(clips: Sequence[Clip]) -> None:
            new = len(self._host.queue.rows) - before
            known = len(clips) - new
            self._room.table.set_current(clips[0].id)
            self._room.focus_list()
            self._on_listed()
            here = f"{counted(known, 'clip was', 'clips were')} here already." if known else ""
            sentence = f"{counted(new, 'clip was', 'clips were')} added." if new else here
            say(self._room.bars, ADDED, sentence, here if new else "")

        searching = [True]
        timers = self._host.desk.timers
        timers.call_later(WAIT_MS, lambda: waiting(()))
        timers.call_later(CANCEL_MS, lambda: waiting((("cancel", "Cancel"),)))
        self._host.queue.add_paths(paths, added, go_on=wanted, on_searched=searched)

    def stream(self, parent: QWidget) -> QDialog:
        """Ask for the address of a stream, add it and open it."""
        dialog = dialogs.StreamDialog(parent)

        def add() -> None:
            desk = self._host.desk
            address, title = dialog.address.text(), dialog.title.text()
            at, new_id = desk.clock.utc_ms(), desk.ids.new()
            self._host.queue.add_one(
                lambda unit: queue.add_stream(unit, address, title, new_id, at), self._open
            )

        dialog.accepted.connect(add)
        dialog.open()
        return dialog

    def without_file(self, parent: QWidget) -> QDialog:
        """Ask for a clip that plays only in the client's tool, add it and open it."""
        dialog = dialogs.WithoutFileDialog(parent)

        def add() -> None:
            desk, entered = self._host.desk, dialog.entered()
            at, new_id = desk.clock.utc_ms(), desk.ids.new()
            self._host.queue.add_one(
                lambda unit: queue.add_without_media(
                    unit,
                    title=entered.title,
                    duration_ms=entered.duration_ms,
                    link=entered.link,
                    clip_id=new_id,
                    at_ms=at,
                ),
                self._open,
            )

        dialog.accepted.connect(add)
        dialog.open()
        return dialog

    def _open(self, clip: Clip) -> None:
        self._host.open_clip(clip.id)
