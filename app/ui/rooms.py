"""The rooms besides Caption, made when they are first shown, and what opens over a room."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.desk.glimpses import Contents
from app.desk.harm import Harms
from app.desk.keymap import BY_ID
from app.desk.ports.analysis import AnalysisPort
from app.desk.ports.store import QueueRow
from app.desk.queue_desk import QueueDesk
from app.desk.runtime import Desk
from app.desk.settings import Settings, Value
from app.domain.clip import Clip
from app.domain.worklog import WorkGap
from app.ui.common.panes import EmptyState
from app.ui.overlays import Overlays

# Each room is imported when it is first shown: the first paint waits for none of them.
if TYPE_CHECKING:
    from app.ui.hours.presenter import HoursPresenter
    from app.ui.queue.presenter import QueuePresenter
    from app.ui.settings.presenter import SettingsPresenter
    from app.ui.window_controller import WindowController

NO_CLIP = "no-clip"
HeaderButtons = tuple[tuple[str, str, str, bool, str], ...]
"""Action, words, icon, main or not, key."""


class Rooms:
    """Makes and shows rooms, and stands between them and the window. MAIN."""

    def __init__(self, controller: WindowController) -> None:
        self._controller = controller
        self._made: dict[str, QWidget] = {"caption": controller.window.caption_room}
        self._queue: QueuePresenter | None = None
        self._hours: HoursPresenter | None = None
        self._settings_room: SettingsPresenter | None = None
        self.overlays = Overlays(controller)
        self.current = "caption"
        parts = controller.parts
        self._contents = Contents(parts.analysis, controller.desk.timers, self._content_known)
        parts.analysis_events.listen(self._contents.hear)
        controller.presenter.clip_shown.connect(self._contents.opened)
        controller.presenter.clip_shown.connect(self._clip_shown)
        self._has_clip = False

    # -- showing

    def show(self, room: str) -> None:
        """Show a room; Caption without a clip says how to come to one."""
        page = NO_CLIP if room == "caption" and not self._has_clip else room
        widget = self._made.get(page)
        if widget is None:
            widget = self._made[page] = self._make(page)
            self._controller.window.add_room(widget)
        self._controller.window.rooms.setCurrentWidget(widget)
        self.current = room
        if room == "queue" and self._queue is not None:
            self._queue.entered()
        elif room == "hours":
            self._made_hours().entered()
        elif room == "settings":
            self._made_settings().entered()

    def header_buttons(self) -> HeaderButtons:
        """Give the buttons of the current room."""
        if self.current == "hours":
            return self._made_hours().header_buttons()
        if self.current != "queue" or not self.queue.rows:
            return ()
        return (
            ("add_stream", "Add a stream…", "link", False, self.key("add_stream")),
            ("add_clips", "Add clips…", "plus", False, self.key("add_clips")),
            ("next_clip", "Next clip", "", True, self.key("next_clip")),
        )

    def header_words(self) -> str:
        """Give what the header says of the current room."""
        if self.current == "settings":
            return "Settings"
        on_queue = self.current == "queue" and self._queue is not None
        return self._queue.header_words() if on_queue and self._queue is not None else ""

    def show_rows(self, rows: Sequence[QueueRow]) -> None:
        """The rows of the queue changed."""
        if self._queue is not None:
            self._queue.show_rows(rows)

    def show_row(self, row: QueueRow) -> None:
        """One row of the queue changed."""
        if self._queue is not None:
            self._queue.show_row(row)
        if self.current == "queue":
            self._controller.window.header.show_open("", self.header_words(), steps=False)

    def show_problem(self, error: Exception) -> bool:
        """Say a problem in the current room; gives False where the window is to say it."""
        if self.current == "hours":
            self._made_hours().show_problem(error)
            return True
        if self.current == "settings":
            self._made_settings().show_problem(error)
            return True
        if self.current != "queue" or self._queue is None:
            return False
        self._queue.show_problem(error)
        return True

    # -- actions

    def add_clips(self) -> None:
        """Let the person choose files and add them."""
        self._show_queue().adding.choose()

    def add_stream(self) -> None:
        """Ask for the address of a stream."""
        self._made_queue().adding.stream(self._controller.window)

    def add_without_file(self) -> None:
        """Ask for a clip that plays only in the client's tool."""
        self._made_queue().adding.without_file(self._controller.window)

    def take_dropped(self, given: Sequence[str]) -> None:
        """Take dropped files: in the queue they are listed, elsewhere the first one is opened."""
        paths = [Path(word) for word in given if "://" not in word]
        if self.current == "queue" and paths and len(paths) == len(given):
            self._made_queue().adding.paths(paths)
        else:
            self._controller.open_given(given)

    def find(self) -> None:
        """Search in the current room."""
        if self.current == "queue":
            self._made_queue().room.focus_search()

    def toggle_sidebar(self) -> None:
        """Show or hide what stands beside the main part of the room."""
        if self.current == "queue":
            self._made_queue().room.toggle_preview()
        elif self.current == "caption":
            self._controller.window.caption_room.rubric.toggle()

    def close_topmost(self) -> bool:
        """Close the topmost open thing of the room; gives whether there was one."""
        if self.overlays.close_topmost():
            return True
        if self.current == "hours":
            return self._made_hours().close_topmost()
        return self.current == "queue" and self._made_queue().room.close_topmost()

    def open_history(self) -> None:
        """Show the earlier texts of the clip that is open, or of the one chosen in the queue."""
        clip_id = (
            self._made_queue().room.table.current_id()
            if self.current == "queue"
            else self.open_id()
        )
        if clip_id:
            self.open_history_of(clip_id)

    def locate(self, clip_id: str) -> None:
        """Ask where the file of a clip is now, and look there."""
        self._made_queue().locate(clip_id)

    def open_guide(self, section: str) -> None:
        """Open a section of the guide, "" for the one behind the finding at the caret."""
        self.overlays.open_guide(section)

    def ask_gap(self, gap: WorkGap) -> None:
        """Ask what a stretch without signs of work was."""
        self._made_hours().ask_gap(gap)

    def say_loop(self, since_ms: int) -> None:
        """Say that a loop was left alone, and since when nothing counts."""
        self._made_hours().say_loop(since_ms)

    # -- what the rooms ask for

    @property
    def desk(self) -> Desk:
        """Runs use cases."""
        return self._controller.desk

    @property
    def queue(self) -> QueueDesk:
        """The rows of the queue."""
        return self._controller.queue

    @property
    def harms(self) -> Harms:
        """Which files were found to be damaged."""
        return self._controller.harms

    @property
    def analysis(self) -> AnalysisPort:
        """Looks at files."""
        return self._controller.parts.analysis

    @property
    def settings(self) -> Settings:
        """All settings."""
        return self._controller.settings

    def set_setting(self, key: str, value: Value) -> None:
        """Change a setting."""
        self._controller.set_setting(key, value)

    def open_clip(self, clip_id: str) -> None:
        """Open a clip in Caption."""
        self._controller.open_clip(clip_id)

    def open_sample(self) -> None:
        """Add the practice clip and open it."""
        self._controller.open_sample()

    def open_id(self) -> str:
        """Give the id of the clip that is open in Caption, "" for none."""
        clip = self._controller.captioning.clip
        return clip.id if clip is not None else ""

    def take_state(self, clip: Clip) -> None:
        """Tell Caption that the state of a clip changed; it matters where that clip is open."""
        self._controller.captioning.take_state(clip)

    def reload_media(self, clip: Clip) -> None:
        """Open the media of a clip again if it is the one that is open in Caption."""
        self._controller.captioning.reload_media(clip)

    def key(self, action: str) -> str:
        """Give the first key of an action, "" where it has none."""
        return self._controller.window.actions_table.key(action) if action in BY_ID else ""

    def show_error(self, error: Exception) -> None:
        """Say a problem where the person looks."""
        self._controller.show_error(error)

    def do(self, action: str) -> None:
        """Do an action by its id."""
        self._controller.act(action)

    def open_history_of(self, clip_id: str) -> None:
        """Show the earlier texts of a clip; one that is brought back is an edit like any other."""
        self.overlays.open_history(clip_id)

    # -- inside

    def _clip_shown(self, _clip: Clip) -> None:
        self._has_clip = True
        if self.current == "caption":
            self.show("caption")

    def _content_known(self, clip_id: str, content_hash: str) -> None:
        self._controller.captioning.content_known(clip_id, content_hash)
        self.queue.refresh(clip_id)

    def _show_queue(self) -> QueuePresenter:
        if self.current != "queue":
            self._controller.show_room("queue")
        return self._made_queue()

    def _made_queue(self) -> QueuePresenter:
        if self._queue is None:
            from app.ui.queue.presenter import QueuePresenter

            self._queue = QueuePresenter(self, self._controller)
            self._controller.parts.analysis_events.listen(self._queue.glimpses.hear)
        return self._queue

    def _made_hours(self) -> HoursPresenter:
        if self._hours is None:
            from app.ui.hours.presenter import HoursPresenter

            window = self._controller.window
            self._hours = HoursPresenter(
                self,
                bars=window.bars,
                corrected=self._controller.desks.work.corrected,
                parent=self._controller,
            )
            window.header.asked.connect(self._hours.do)
            window.key_pressed.connect(self._hours.somebody_is_back)
            window.pointer_moved.connect(self._hours.somebody_is_back)
        return self._hours

    def _made_settings(self) -> SettingsPresenter:
        if self._settings_room is None:
            from app.ui.settings.presenter import SettingsPresenter
            from app.ui.settings_host import WindowSettings

            self._settings_room = SettingsPresenter(WindowSettings(self._controller))
        return self._settings_room

    def _make(self, room: str) -> QWidget:
        if room == "settings":
            return self._made_settings().room
        if room == "hours":
            return self._made_hours().room
        if room == "queue":
            return self._made_queue().room
        page = EmptyState(
            "film",
            "No clip is open.",
            ("Open one from the queue, and watch and write here.",),
            (("room_queue", "Go to the queue"), ("sample", "Open the sample clip")),
            main="room_queue",
            page=True,
        )
        page.pressed.connect(
            lambda key: self.open_sample() if key == "sample" else self._controller.act(key)
        )
        return page
