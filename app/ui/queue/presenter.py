"""Joins the queue room to the desk: what is listed, opened, added, set aside and found again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog

from app.desk import opening, queue, queue_list
from app.desk.glimpses import Glimpses
from app.desk.harm import UNPLAYABLE, Harm
from app.desk.lanes import Job
from app.desk.locating import Locating, Presence, siblings_of
from app.desk.ports.analysis import SmallPicture
from app.desk.ports.player import MediaInfo, PlayerFault
from app.desk.ports.store import QueueRow
from app.desk.preview import ClipPreview, preview
from app.desk.queue_list import Column, Group, Order
from app.domain.clip import Clip
from app.ui.common.bars import Gravity
from app.ui.common.words.errors import error_words
from app.ui.common.words.formats import moment
from app.ui.queue import dialogs, words
from app.ui.queue.adding import ADDED, SEARCHING, WAIT_MS, ClipAdding, say
from app.ui.queue.host import QueueHost
from app.ui.queue.menu import clip_menu
from app.ui.queue.pictures import Pictures
from app.ui.queue.room import QueueRoom

SORT = "queue.sort"
ADDING = ("add_clips", "add_stream", "add_without_file")
_PROBLEM, _FOUND = "problem", "found"


class QueuePresenter(QObject):
    """Runs the queue room. MAIN."""

    def __init__(self, host: QueueHost, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self.pictures = Pictures()
        self.glimpses = Glimpses(
            host.analysis,
            host.desk.timers,
            on_picture=self._on_picture,
            on_info=self._on_info,
            on_fault=self._on_fault,
        )
        self.room = QueueRoom(self._now, self.pictures.listed)
        self.room.model.set_harms(host.harms)
        host.harms.listen(self._on_harm)
        self.presence = Presence(host.desk, self._on_presence)
        self.locating = Locating(
            host.desk,
            on_progress=self._on_progress,
            on_found=self._on_found,
            on_error=host.show_error,
        )
        self._reading: Job[ClipPreview] | None = None
        self.adding = ClipAdding(host, self.room, self._look)
        self._progress = ""
        self._chosen = ""
        self.room.model.set_order(Order.stored(host.settings.text(SORT)))
        self._tell_order()
        self._connect()
        if host.queue.loaded:
            self.show_rows(host.queue.rows)
        else:
            host.desk.timers.call_later(WAIT_MS, self.room.show_reading)

    # -- what is shown

    def show_rows(self, rows: Sequence[QueueRow]) -> None:
        """Show other rows."""
        listed = self.room.lists
        self.room.show_counts(queue_list.counts(rows))
        self.room.model.set_rows(rows)
        if not listed and self.room.isVisible():
            self._go_to_list()

    def show_row(self, row: QueueRow) -> None:
        """One row changed."""
        self.room.show_counts(queue_list.counts(self._host.queue.rows))
        self.room.model.update_row(row)
        self.room.table.settle_soon()
        if row.id == self.room.table.current_id():
            self._show_current(row.id)

    def entered(self) -> None:
        """The room is shown: the keys go to the list, at the clip that is open."""
        self.room.set_keys(
            self._host.key("find"),
            {name: self._host.key(name) for name in ADDING},
        )
        self._go_to_list()

    def header_words(self) -> str:
        """How many clips there are and how long they run."""
        rows = self._host.queue.rows
        return words.totals(len(rows), queue_list.total_ms(rows)) if rows else ""

    def show_problem(self, error: Exception) -> None:
        """Say what could not be done."""
        problem = error_words(error)
        say(self.room.bars, _PROBLEM, problem.sentence, problem.detail, Gravity.WEAK)

    # -- one clip

    def set_aside(self, row: QueueRow) -> QDialog:
        """Ask for the reason and set the clip aside."""
        dialog = dialogs.ReasonDialog(row.title, self.room.window())

        def change() -> None:
            reason = dialog.reason.text()
            self._change(lambda unit: queue.set_aside(unit, row.id, reason))

        dialog.accepted.connect(change)
        dialog.open()
        return dialog

    def take_up(self, row: QueueRow) -> None:
        """Take a clip up again that was set aside."""
        self._change(lambda unit: queue.take_up_again(unit, row.id))

    def locate(self, clip_id: str) -> dialogs.LocateDialog | None:
        """Ask where the file of a clip is now, and look there."""
        row = self._host.queue.row(clip_id)
        if row is None:
            return None
        dialog = dialogs.LocateDialog(
            row.source, known=bool(row.content_hash), parent=self.room.window()
        )

        def search() -> None:
            path = dialog.path
            if path is None:
                return
            siblings = siblings_of(row, self._host.queue.rows, self.presence.missing)
            if path.is_dir():
                self.locating.in_folder(row, path, siblings)
            else:
                self.locating.in_file(row, path, siblings)

        dialog.accepted.connect(search)
        dialog.open()
        return dialog

    def remove(self, row: QueueRow) -> None:
        """Remove a clip on which nobody worked."""

        def remove(unit: queue.UnitOfWork) -> None:
            unit.clips.remove(row.id)

        self._host.desk.run(remove, lambda _: self._host.queue.load(), self._host.show_error)

    # -- inside

    def _go_to_list(self) -> None:
        self.room.table.set_current(self._host.open_id() or self.room.table.current_id())
        self.room.focus_list()
        self._look(again=True)

    def _connect(self) -> None:
        room = self.room
        room.group_chosen.connect(self._choose_group)
        room.searched.connect(self._search)
        room.empty.asked.connect(self._on_empty)
        room.bars.pressed.connect(self._on_bar)
        table = room.table
        table.opened.connect(self._host.open_clip)
        table.current_changed.connect(self._show_current)
        table.sort_asked.connect(lambda column: self._sort(Column(column)))
        table.settled.connect(lambda: self._look())
        table.locate_asked.connect(self.locate)
        table.menu_asked.connect(self._open_menu)
        room.preview.open_asked.connect(lambda: self._act("open"))
        room.preview.locate_asked.connect(lambda: self._act("locate"))
        room.preview.history_asked.connect(lambda: self._act("history"))
        room.preview.menu_asked.connect(self._open_menu)
        table.set_order(room.model.order)

    def _now(self) -> datetime:
        return moment(self._host.desk.clock.utc_ms())

    def _show_current(self, clip_id: str) -> None:
        if clip_id != self._chosen:
            self._chosen = clip_id
            self.room.bars.remove(ADDED)
            self.room.bars.remove(_FOUND)
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
        row = self._host.queue.row(clip_id)
        if row is None:
            self.room.preview.clear()
            return
        missing = self.room.model.is_missing(clip_id)
        harm = self._host.harms.of(row.id, row.source)
        self.room.preview.show_row(row, self._now(), missing=missing, harm=harm)
        self._show_picture(clip_id)

        def take(found: ClipPreview) -> None:
            self.room.preview.show_preview(found)

        self._reading = self._host.desk.read(
            lambda unit: preview(unit, clip_id), take, self._host.show_error
        )

    def _look(self, *, again: bool = False) -> None:
        """Look at the files of the rows on screen, and ask for their pictures."""
        rows = self.room.table.visible_rows()
        self.presence.look(rows, again=again)
        missing = self.presence.missing
        self.glimpses.want(
            [row for row in rows if not missing.get(row.id, False)], self._host.queue.rows
        )

    def _on_info(self, clip_id: str, info: MediaInfo) -> None:
        """Store what a file tells of itself, so that the list has its length."""
        row = self._host.queue.row(clip_id)
        if row is not None and info.cut_short_ms:
            harm = Harm(ends_ms=info.duration_ms, told_ms=info.cut_short_ms)
            self._host.harms.learn(clip_id, row.source, harm)
        self._host.desk.run(
            lambda unit: opening.save_media_info(
                unit,
                clip_id,
                duration_ms=info.duration_ms or None,
                width=info.display_width or None,
                height=info.display_height or None,
                fps=info.fps,
            ),
            lambda _clip: self._host.queue.refresh(clip_id),
            self._host.show_error,
        )

    def _on_fault(self, clip_id: str, code: PlayerFault) -> None:
        """A picture of the file could not be made; what its content is the cause of is kept."""
        row = self._host.queue.row(clip_id)
        if row is not None and code in UNPLAYABLE:
            self._host.harms.learn(clip_id, row.source, Harm(fault=code))

    def _on_harm(self, clip_id: str) -> None:
        self.room.model.refresh_row(clip_id)
        if clip_id == self.room.table.current_id():
            self._show_current(clip_id)

    def _on_picture(self, clip_id: str, made: SmallPicture) -> None:
        self.pictures.take(clip_id, made)
        self.room.model.refresh_row(clip_id)
        if clip_id == self.room.table.current_id():
            self._show_picture(clip_id)

    def _show_picture(self, clip_id: str) -> None:
        missing = self.room.model.is_missing(clip_id)
        self.room.preview.show_picture(self.pictures.large(clip_id), missing=missing)

    def _on_presence(self, changed: Sequence[str]) -> None:
        self.room.model.set_missing(self.presence.missing, changed)
        current = self.room.table.current_id()
        if current in changed:
            self._show_current(current)

    def _choose_group(self, key: str) -> None:
        self.room.model.set_group(Group(key))
        self._tell_filter()

    def _search(self, search: str) -> None:
        self.room.model.set_search(search)
        self._tell_filter()

    def _tell_filter(self) -> None:
        """*Next clip* goes through what is seen here."""
        model = self.room.model
        self._host.queue.set_filter(group=model.group, search=model.search)

    def _tell_order(self) -> None:
        self._host.queue.set_order(self.room.model.order)

    def _sort(self, column: Column) -> None:
        self._order(self.room.model.order.pressed(column))

    def _order(self, order: Order) -> None:
        self.room.model.set_order(order)
        self.room.table.set_order(order)
        self._tell_order()
        self._host.set_setting(SORT, order.to_text())

    def _open_menu(self, point: QPoint) -> None:
        row = self._host.queue.row(self.room.table.current_id())
        if row is None:
            return
        menu = clip_menu(
            self.room,
            row,
            self.room.model.order,
            missing=self.room.model.is_missing(row.id),
            is_open=row.id == self._host.open_id(),
            act=self._act,
        )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)

    def _act(self, key: str) -> None:
        row = self._host.queue.row(self.room.table.current_id())
        if row is None:
            return
        if key.startswith("sort:"):
            name = key.removeprefix("sort:")
            self._order(self.room.model.order.pressed(Column(name)) if name else Order())
            return
        acts: dict[str, Callable[[], object]] = {
            "open": lambda: self._host.open_clip(row.id),
            "history": lambda: self._host.open_history_of(row.id),
            "set_aside": lambda: self.set_aside(row),
            "take_up": lambda: self.take_up(row),
            "locate": lambda: self.locate(row.id),
            "show_folder": lambda: QDesktopServices.openUrl(
                QUrl.fromLocalFile(str(Path(row.source).parent))
            ),
            "remove": lambda: self.remove(row),
            "add_without_file": lambda: self._host.do("add_without_file"),
        }
        acts[key]()

    def _change(self, work: Callable[[queue.UnitOfWork], Clip]) -> None:
        def done(clip: Clip) -> None:
            self._host.queue.refresh(clip.id)
            self._host.take_state(clip)

        self._host.desk.run(work, done, self._host.show_error)

    def _on_empty(self, key: str) -> None:
        if key == "sample":
            self._host.open_sample()
        else:
            self._host.do(key)

    def _on_progress(self, name: str) -> None:
        before, self._progress = self._progress, name
        if not name:
            self.room.bars.remove(SEARCHING)
        elif not before:
            self._host.desk.timers.call_later(WAIT_MS, self._show_progress)
        elif self.room.bars.holds(SEARCHING):
            self._show_progress()

    def _show_progress(self) -> None:
        if self._progress:
            buttons = (("stop", "Cancel"),)
            say(self.room.bars, SEARCHING, f"Looking at {self._progress}.", buttons=buttons)

    def _on_found(self, clips: Sequence[Clip]) -> None:
        for clip in clips:
            self.presence.found(clip.id)
            self.pictures.forget(clip.id)
            self._host.queue.refresh(clip.id)
            # Asked of the store anew, so that it comes after an opening that is on its way.
            self._host.desk.run(
                lambda unit, clip_id=clip.id: unit.clips.get(clip_id),
                self._host.reload_media,
                self._host.show_error,
            )
        sentence = (
            f"{clips[0].title} is found again."
            if len(clips) == 1
            else f"{len(clips)} clips are found again."
        )
        say(self.room.bars, _FOUND, sentence, f"Now in {Path(clips[0].source).parent}.")

    def _on_bar(self, bar_id: str, key: str) -> None:
        self.room.bars.remove(bar_id)
        if key == "cancel":
            self.adding.cancel()
        elif key == "stop":
            self.locating.cancel()
