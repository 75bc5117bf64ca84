"""Runs the window: starts the lanes after the first paint, goes between rooms, does actions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject

from app.checks.guide.errors import GuideError
from app.desk import queue
from app.desk.captioning import CaptioningDesk
from app.desk.harm import Harms
from app.desk.keymap import Keymap, Preset, Scope
from app.desk.opening import OpenedClip
from app.desk.parts import Parts
from app.desk.ports.store import QueueRow, SnapshotReason
from app.desk.queue_desk import QueueDesk
from app.desk.queue_list import Order
from app.desk.runtime import Desk
from app.desk.settings import Settings, Value, save_setting
from app.desk.totals import WorkTotals
from app.domain.clip import TICKS, Clip
from app.domain.errors import RefusedError
from app.domain.journal import EditKind, difference
from app.domain.worklog import Track, WorkGap
from app.timekeeping.clock import ClockSettings
from app.timekeeping.signals import Key, Pointer, Room, RoomEntered
from app.ui.caption_presenter import CaptionPresenter
from app.ui.common.bars import BarContent, Gravity
from app.ui.common.theme import ThemeHub
from app.ui.common.timers import QtTimers
from app.ui.desks import Desks
from app.ui.dialogs import confirm_submit, require_person
from app.ui.look import show_look
from app.ui.main_window import MainWindow
from app.ui.player_notices import PlayerNotices
from app.ui.rooms import Rooms
from app.ui.video_comfort import VideoComfort
from app.ui.window_actions import WindowActions
from app.ui.window_frame import GUIDE, WindowFrame
from app.ui.window_life import RECOVERED, WindowLife

_ROOM_SIGNS = {"caption": Room.CAPTION, "guide": Room.GUIDE}


class WindowController(QObject):
    """The one place where the window's news meets the desks. MAIN."""

    def __init__(
        self,
        window: MainWindow,
        parts: Parts,
        timers: QtTimers,
        hub: ThemeHub,
        clips: Sequence[str],
    ) -> None:
        super().__init__(window)
        self.window = window
        self._parts = parts
        self._timers = timers
        self._hub = hub
        self.settings: Settings = parts.settings
        self.presenter = CaptionPresenter(window.caption_room, self)
        self.desks = Desks(
            parts,
            timers,
            self.presenter,
            settings=lambda: self.settings,
            on_totals=self._show_totals,
            on_gap=self._show_gap,
            on_away=lambda away: self.shown.show_away(away),
            on_checkers=lambda statuses: self.shown.show_checkers(statuses),
            on_guide=lambda _checker: None,
            on_error=self.show_error,
        )
        self.queue = QueueDesk(
            self.desks.desk,
            on_rows=self._on_rows,
            on_row=self._on_row,
            on_refused=lambda refused: self.shown.show_refused(refused),
            on_error=self.show_error,
            sample=parts.sample,
        )
        self.harms = Harms()
        self.notices = PlayerNotices(
            window.caption_room.caption.bars,
            parts.care,
            lambda: self.captioning.clip,
            self,
            self.harms,
        )
        self.shown = WindowFrame(self)
        self.life = WindowLife(self, timers, clips)
        self.rooms = Rooms(self)
        self.comfort = VideoComfort(self)
        self.actions = WindowActions(self)
        self._connect()
        self._apply_settings()
        if parts.early is not None:
            self.show_room("caption")
            self._take_up(parts.early)
        else:
            self.show_room("queue")

    @property
    def captioning(self) -> CaptioningDesk:
        """The captioning desk."""
        return self.desks.captioning

    @property
    def desk(self) -> Desk:
        """The desk that runs use cases."""
        return self.desks.desk

    @property
    def ready(self) -> bool:
        """Whether the database is open."""
        return self.life.ready

    @property
    def parts(self) -> Parts:
        """The concrete parts."""
        return self._parts

    # -- start and end

    def _take_up(self, early: OpenedClip) -> None:
        """Lay the last caption on the desk, with what was typed since it is in sight."""
        editor = self.window.caption_room.caption.editor
        typed, caret = editor.raw_text(), editor.caret_cp()
        self.desks.captioning.show_early(early)
        shown = editor.raw_text()
        if typed != shown and not editor.isReadOnly():
            position, removed, inserted = difference(shown, typed)
            editor.replace_span(position, position + len(removed), inserted, EditKind.TYPED)
            editor.set_caret(caret)

    def take_arguments(self, arguments: Sequence[str]) -> None:
        """Take what a second start was given."""
        self.window.bring_forward()
        self.open_given(arguments)

    def open_given(self, given: Sequence[str]) -> None:
        """Add files and addresses and open the first of them."""
        addresses = [word for word in given if "://" in word]
        paths = [Path(word) for word in given if "://" not in word]
        for address in addresses:
            self.add_stream(address, "")
        if paths:
            self.queue.add_paths(paths, self._open_first)

    def add_stream(self, address: str, title: str) -> None:
        """Add a stream and open it."""
        at, new_id = self.desk.clock.utc_ms(), self.desk.ids.new()
        self.queue.add_one(
            lambda unit: queue.add_stream(unit, address, title, new_id, at),
            lambda clip: self.open_clip(clip.id),
        )

    # -- rooms and clips

    def show_room(self, room: str) -> None:
        """Go to a room; it is made when it is first shown."""
        if room != "caption":
            self._tell_queue()
        self.rooms.show(room)
        self.desks.work.signal(RoomEntered(room=_ROOM_SIGNS.get(room, Room.ELSEWHERE)))
        self.desks.playback.set_visible(visible=room == "caption")
        if room != "caption" and self.desks.playback.playing:
            self.desks.playback.pause()  # nobody sees it, and it would count as watched
        caption = room == "caption"
        self.window.actions_table.set_scope(Scope.CAPTION if caption else Scope.ANYWHERE)
        self.shown.show_header()
        if caption:
            if self.desks.rubric.fault is not None:
                self.window.bars.remove(GUIDE)  # the room says it, beside what is not checked
            self.presenter.focus_text()
        self.shown.show_keys()  # the focus may have come before the room was the current one

    def _tell_queue(self) -> None:
        """Let the list have the words and findings of the text as it is now."""
        clip = self.captioning.clip
        if clip is not None and self.queue.row(clip.id) is not None:
            self.captioning.save_counts()
            self.queue.refresh(clip.id)

    def open_clip(self, clip_id: str, then: Callable[[], None] | None = None) -> None:
        """Put a clip on the desk and go to the caption room."""
        before = self.captioning.clip

        def opened() -> None:
            if before is not None:
                self.queue.refresh(before.id)
            if then is not None:
                then()

        self.show_room("caption")
        self.captioning.open(clip_id, opened)

    def open_sample(self) -> None:
        """Add the practice clip and open it."""
        sample = self._parts.sample()
        if sample is None:
            self.show_error(RefusedError("clip.file-missing"))
            return
        self.queue.add_one(
            lambda unit: queue.add_sample(unit, sample), lambda clip: self.open_clip(clip.id)
        )

    def step_clip(self, step: int) -> None:
        """Open the next or the previous clip that can be written."""
        clip = self.captioning.clip
        following = self.queue.next_id(clip.id if clip else None, step=step)
        if following is None:
            self.show_error(RefusedError("clip.none-next"))
        else:
            self.open_clip(following)

    def submit(self) -> None:
        """Submit, after a plain list of what is open was confirmed."""
        strip = self.window.caption_room.video.dialogue
        handing_over = self.captioning.handing_over
        if self.rooms.current != "caption" or strip.has_focus() or not handing_over.can_submit():
            return
        person = require_person(self.window, self.settings)
        if person is None:
            return
        for key, value in person.items():
            self.set_setting(key, value)
        try:
            points = handing_over.open_points()
            if points.any and not confirm_submit(self.window, points):
                return
            handing_over.submit(self._after_submit)
        except RefusedError as error:
            self.presenter.show_problem(error)

    def take_back(self, clip_id: str) -> None:
        """Take a submission back."""
        self.captioning.handing_over.take_back(clip_id, lambda: self._back_to_writing(clip_id))

    def take_up_again(self, clip_id: str) -> None:
        """Take a clip up again that was set aside."""
        self.captioning.handing_over.take_up_again(clip_id, lambda: self._back_to_writing(clip_id))

    def _back_to_writing(self, clip_id: str) -> None:
        self.queue.refresh(clip_id)
        self.presenter.focus_text()

    def _after_submit(self) -> None:
        clip = self.captioning.clip
        if clip is not None:
            self.queue.refresh(clip.id)
            following = self.queue.next_id(clip.id)
            if following is not None:
                self.open_clip(following)

    def _open_first(self, clips: Sequence[Clip]) -> None:
        if clips:
            self.open_clip(clips[0].id)

    # -- settings

    def set_setting(self, key: str, value: Value) -> None:
        """Change a setting, at once and in the database."""
        if self.settings.values[key] == value:
            return
        self.settings = self.settings.with_value(key, value)
        self.desk.run(lambda unit: save_setting(unit, key, value), on_error=self.show_error)
        self._apply_settings()
        if key == "language.languagetool":
            self.desks.start_languagetool(wanted=bool(value))
        elif key == "language.guide":
            self.desks.rubric.reload()
        elif key == "person.track":
            self.desks.work.choose_track(Track(str(value)))
        elif key == "hours.week_start":
            self.desks.work.change_week(self._first_day())

    def take_settings(self, settings: Settings) -> None:
        """Take the stored settings, say which were mended, and begin to count the hours."""
        self.settings = settings
        self._apply_settings()
        track = Track(settings.text("person.track"))
        self.desks.work.start(track, self._clock_settings(), self._first_day())
        clip = self.captioning.clip
        if clip is not None:
            self.desks.work.show_clip(clip.id)
        for repair in settings.repairs:
            self.window.bars.show_bar(
                BarContent(
                    id="setting",
                    gravity=Gravity.INFO,
                    sentence=f"The setting {repair.key} was damaged and is at its default again.",
                    detail=f"It is now {repair.became}.",
                    buttons=(("close", "Close"),),
                )
            )

    def _clock_settings(self) -> ClockSettings:
        return replace(ClockSettings(), idle_ms=self.settings.whole("hours.idle_minutes") * 60_000)

    def _first_day(self) -> int:
        return {"monday": 0, "saturday": 5, "sunday": 6}[self.settings.text("hours.week_start")]

    def _apply_settings(self) -> None:
        settings = self.settings
        show_look(self._hub, settings)
        room = self.window.caption_room
        room.caption.editor.set_zoom(settings.whole("writing.zoom"))
        room.video.dialogue.set_reaction(settings.whole("writing.reaction_ms"))
        self.window.status.set_target(settings.whole("hours.weekly_target"))
        track = settings.text("person.track")
        self.window.status.show_track("Senior QC" if track == "senior_qc" else "Captioner")
        self.desks.work.change_settings(self._clock_settings())
        self.queue.set_order(Order.stored(settings.text("queue.sort")))
        self._apply_keys()

    def _apply_keys(self) -> None:
        keymap = Keymap.stored(
            Preset(self.settings.text("keys.preset")), self.settings.text("keys.overrides")
        )
        if keymap != self.window.actions_table.keymap:
            self.window.actions_table.set_keymap(keymap)
        room = self.window.caption_room
        room.video.set_keys(keymap)
        room.timeline.set_keys(keymap)
        self.comfort.set_keys(keymap)
        facts = tuple(keymap.first_key(f"fact_{n}") for n in range(1, len(TICKS) + 1))
        room.rubric.sidebar.set_keys(facts, keymap.first_key("next_finding"))

    # -- actions

    def act(self, action: str) -> None:
        """Do an action by its id."""
        self.actions.do(action)

    def _connect(self) -> None:
        window = self.window
        window.dropped.connect(lambda given: self.rooms.take_dropped(given))
        window.key_pressed.connect(lambda in_text: self.desks.work.signal(Key(in_text=in_text)))
        window.pointer_moved.connect(lambda: self.desks.work.signal(Pointer()))
        window.left.connect(lambda: self.captioning.snapshot(SnapshotReason.FOCUS_LOST))
        window.focus_changed.connect(self.shown.show_keys)
        window.actions_table.triggered.connect(self.act)
        window.header.room_chosen.connect(self.show_room)
        window.header.asked.connect(self.act)
        window.caption_room.video.player.asked.connect(self.act)
        window.caption_room.timeline.asked.connect(self.act)
        window.bars.pressed.connect(self._on_bar)
        window.caption_room.caption.bars.pressed.connect(self._on_caption_bar)
        self.presenter.saved.connect(window.status.show_save)
        self.presenter.said.connect(window.status.say)
        self.presenter.clip_shown.connect(self.shown.show_open)
        self.presenter.writable_shown.connect(self.shown.show_writable)
        self.presenter.bars.take_back_asked.connect(self.take_back)
        self.presenter.bars.take_up_asked.connect(self.take_up_again)
        self.presenter.played.connect(self.notices.show_state)
        self.notices.look_again_asked.connect(self.captioning.reload_media)
        self.notices.locate_asked.connect(self.rooms.locate)
        self._parts.care_events.listen(self.notices.hear)
        window.caption_room.rubric.sidebar.guide_requested.connect(self.rooms.open_guide)

    # -- what is shown

    def show_bug(self, error: Exception) -> None:
        """Say that the program failed; the text is safe, the window goes on."""
        self.shown.show_bug(error)

    def restore_backup(self, backup: Path) -> None:
        """Store everything, set the present file aside and go on with a backup of it."""
        self.life.restore_backup(backup)

    def show_error(self, error: Exception) -> None:
        """Say that something could not be done, where the person looks."""
        if isinstance(error, GuideError) and self.rooms.current != "caption":
            self.shown.show_guide_fault(error)
        elif not self.rooms.show_problem(error):
            self.presenter.show_problem(error)

    def _show_totals(self, totals: WorkTotals) -> None:
        self.window.status.show_totals(totals)

    def _show_gap(self, gap: WorkGap) -> None:
        self.rooms.ask_gap(gap)

    def _on_rows(self, rows: Sequence[QueueRow]) -> None:
        self.rooms.show_rows(rows)
        self.shown.show_header()

    def _on_row(self, row: QueueRow) -> None:
        self.rooms.show_row(row)

    def _on_bar(self, bar_id: str, key: str) -> None:
        if self.life.on_bar(key):
            return
        self.shown.on_bar(bar_id, key)

    def _on_caption_bar(self, bar_id: str, key: str) -> None:
        if bar_id == RECOVERED:
            self.window.caption_room.caption.bars.remove(bar_id)
            if key == "show":
                self.rooms.open_history()
