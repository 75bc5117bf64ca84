"""Runs the window: starts the lanes after the first paint, goes between rooms, does actions."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.desk import opening, queue
from app.desk.captioning import CaptioningDesk
from app.desk.keymap import Keymap, Preset, Scope
from app.desk.lanes import Lane
from app.desk.opening import OpenedClip, Recovered
from app.desk.parts import Parts
from app.desk.ports.language import CheckerName, CheckerState, CheckerStatus
from app.desk.ports.store import QueueRow, SnapshotReason, Store, UnitOfWork
from app.desk.queue import Refusal
from app.desk.queue_desk import QueueDesk
from app.desk.runtime import Desk
from app.desk.settings import Settings, Value, load_settings, save_setting
from app.desk.work import WorkTotals
from app.domain.clip import TICKS, Clip, SourceKind
from app.domain.errors import RefusedError, ScenewrightError
from app.domain.worklog import Track, WorkGap
from app.timekeeping.clock import ClockSettings
from app.timekeeping.signals import Key, Pointer, Room, RoomEntered, WentAway
from app.ui.caption_presenter import CaptionPresenter
from app.ui.common.bars import BarContent, Gravity
from app.ui.common.keyhint import hint_words
from app.ui.common.theme import ThemeHub, ThemeSetting
from app.ui.common.timers import QtTimers
from app.ui.common.words.errors import error_words, problem_words
from app.ui.common.words.formats import clock, counted, moment
from app.ui.desks import Desks
from app.ui.dialogs import confirm_submit, require_person
from app.ui.main_window import MainWindow
from app.ui.player_notices import PlayerNotices
from app.ui.rooms import Rooms
from app.ui.video_comfort import VideoComfort

if TYPE_CHECKING:
    from app.checks.engine import Checker  # loaded after the first paint

LANGUAGETOOL_AFTER_MS = 1500
"""LanguageTool costs a core for seconds: first come the picture and the keys."""
BACKUP_AFTER_MS = 60_000
CLOSE_WITHIN_MS = 4000

DATABASE, RECOVERED, REFUSED, GAP, BUG, GUIDE = (
    "database",
    "recovered",
    "refused",
    "gap",
    "bug",
    "guide",
)
_STATES = {
    CheckerState.READY: "ready",
    CheckerState.STARTING: "starting",
    CheckerState.OFF: "off",
    CheckerState.MISSING: "not here",
    CheckerState.FAILED: "failed",
}
_CHECKERS = {CheckerName.HARPER: "Harper", CheckerName.LANGUAGETOOL: "LanguageTool"}
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
        self._clips = list(clips)
        self.settings: Settings = parts.settings
        self._recovered: Recovered | None = None
        self._store: Store | None = None
        self._closing = False
        self._checking = False
        self._failed_backup = ""
        self._told: set[str] = set()
        self.presenter = CaptionPresenter(window.caption_room, self)
        self.desks = Desks(
            parts,
            timers,
            self.presenter,
            settings=lambda: self.settings,
            on_totals=self._show_totals,
            on_gap=self._show_gap,
            on_away=self._show_away,
            on_checkers=self._show_checkers,
            on_guide=self._show_guide,
            on_error=self.show_error,
        )
        self.queue = QueueDesk(
            self.desks.desk,
            on_rows=self._on_rows,
            on_row=self._on_row,
            on_refused=self._show_refused,
            on_error=self.show_error,
        )
        self.notices = PlayerNotices(
            window.caption_room.caption.bars,
            parts.analysis,
            lambda: self.captioning.clip,
            self,
        )
        self.rooms = Rooms(self)
        self.comfort = VideoComfort(self)
        self._actions = self._action_table()
        self._connect()
        self._apply_settings()
        self._restore_window()
        if parts.early is not None:
            self.show_room("caption")
            self.desks.captioning.show_early(parts.early)
            window.status.show_totals(WorkTotals(clip_ms=parts.early_worked_ms))
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
        return self._store is not None

    @property
    def parts(self) -> Parts:
        """The concrete parts."""
        return self._parts

    # -- start and end

    def start(self) -> None:
        """Open the database, then load the checkers; called after the first paint."""
        self.desks.desk.open(self._on_opened, self._on_open_failed)
        self._timers.call_later(
            LANGUAGETOOL_AFTER_MS,
            lambda: self.desks.start_languagetool(
                wanted=self.settings.switch("language.languagetool")
            ),
        )
        self._parts.listen(
            lambda arguments: self._parts.mailbox.post(lambda: self.take_arguments(arguments))
        )

    def _start_checkers(self) -> None:
        """Load the guide and Harper: behind the database, so that keys are stored soon."""
        if not self._checking:
            self._checking = True
            self.desks.rubric.start(self.desks.language)
            self.desks.language.start()

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

    def close(self) -> None:
        """Store everything, then let the window go; after 4 s it goes anyway."""
        if self._closing:
            return
        self._closing = True
        self.save_window()
        self._timers.call_later(CLOSE_WITHIN_MS, self._finish)

        def ended() -> None:
            self.desks.work.close()
            at = self.desk.clock.utc_ms()
            self.desk.run(
                lambda unit: opening.end_session(unit, at),
                lambda _: self._finish(),
                lambda _: self._finish(),
            )

        if self._store is None:
            self._finish()
        else:
            self.captioning.put_away(ended)

    def save_window(self) -> None:
        """Store where the window is and how its panes are split."""
        geometry = bytes(self.window.saveGeometry().toBase64().data()).decode()
        splitters = json.dumps(self.window.caption_room.splits())

        def save(unit: UnitOfWork) -> None:
            save_setting(unit, "window.geometry", geometry)
            save_setting(unit, "window.splitters", splitters)

        if self._store is not None:
            self.desk.run(save, on_error=self.show_error)

    def _restore_window(self) -> None:
        """Put the window where it was; a stored place that is no more is left to Qt."""
        geometry = self.settings.text("window.geometry")
        if geometry:
            self.window.restoreGeometry(QByteArray.fromBase64(geometry.encode()))
        try:
            splits = json.loads(self.settings.text("window.splitters") or "{}")
        except ValueError:
            splits = {}
        self.window.caption_room.set_splits(splits if isinstance(splits, dict) else {})

    def _finish(self) -> None:
        if self._parts.mailbox.closed:
            return
        self.desks.language.close()
        self.desks.desk.close(2.0)
        self.window.finish_closing()

    def _on_opened(self, store: Store) -> None:
        self._store = store
        self._start_checkers()
        at = self.desk.clock.utc_ms()
        read_rescue = self._parts.rescue.read
        self.desk.run(load_settings, self._take_settings, self.show_error)
        self.desk.run(
            lambda unit: opening.begin_session(unit, at, read_rescue),
            self._take_recovered,
            self.show_error,
        )
        self.desks.rubric.read_health()
        self.queue.load(self._on_first_rows)
        self._timers.call_later(BACKUP_AFTER_MS, self._back_up)

    def _on_first_rows(self) -> None:
        early = self._parts.early
        if self._clips:
            self.open_given(self._clips)
        elif early is not None and self.queue.row(early.clip.id) is not None:
            clip_id, at = early.clip.id, self.desk.clock.utc_ms()
            self.desk.run(
                lambda unit: opening.open_clip(unit, clip_id, at),
                self._complete_early,
                self.show_error,
            )

    def _complete_early(self, opened: OpenedClip) -> None:
        self.captioning.refresh(opened)
        self._show_open(opened.clip)

    def _on_open_failed(self, error: Exception) -> None:
        self._start_checkers()
        problem = error_words(error)
        facts = error.facts if isinstance(error, ScenewrightError) else {}
        buttons: list[tuple[str, str]] = []
        if facts.get("backup"):
            at = moment(int(facts.get("backup_ms") or 0))
            buttons.append(("restore", f"Bring back the copy of {clock(at)}"))
        if getattr(error, "code", "") in {"store.damaged", "store.not-a-database"}:
            buttons.append(("afresh", "Start afresh"))
        self.window.bars.show_bar(
            BarContent(
                id=DATABASE,
                gravity=Gravity.BAD,
                sentence=problem.sentence,
                detail=f"{problem.detail} ({facts.get('path') or ''})",
                buttons=tuple(buttons),
            )
        )
        self.window.caption_room.caption.editor.setReadOnly(True)
        self._failed_backup = str(facts.get("backup") or "")

    def _mend(self, work: Callable[[], None]) -> None:
        """Set the damaged file aside on the STORE lane and open again."""

        def mended(_: None) -> None:
            self.window.bars.remove(DATABASE)
            self.desks.desk.open(self._on_opened, self._on_open_failed)

        self.desk.lanes.run(Lane.STORE, work, mended, self.show_error)

    def restore_backup(self, backup: Path) -> None:
        """Store everything, set the present file aside and go on with a backup of it."""
        store = self._store

        def restore() -> None:
            if store is not None:
                store.close()
            self._parts.mending.restore(backup)

        def put_away() -> None:
            self.show_room("queue")
            self._mend(restore)

        self.captioning.put_away(put_away)

    def _take_recovered(self, recovered: Recovered | None) -> None:
        if recovered is None or not (recovered.words or recovered.rescue_text):
            return
        self._recovered = recovered
        at = clock(moment(recovered.closed_ms))
        words = counted(recovered.words, "word")
        sentence = (
            f"Brought back: a text that was not stored when the window closed at {at}."
            if recovered.rescue_text
            else f"Brought back: {words} typed before the window closed at {at}."
        )
        if recovered.rescue_text:
            self._bring_rescue_back(recovered)
        self.window.caption_room.caption.bars.show_bar(
            BarContent(
                id=RECOVERED,
                gravity=Gravity.INFO,
                sentence=sentence,
                buttons=(("show", "Show them"), ("close", "Close")),
            )
        )

    def _bring_rescue_back(self, recovered: Recovered) -> None:
        """Lay the rescued text over the stored one, as an edit that can be undone."""

        def lay() -> None:
            self.captioning.restore(recovered.rescue_text)
            self._parts.rescue.file.remove(recovered.clip_id)

        self.open_clip(recovered.clip_id, lay)

    def _back_up(self) -> None:
        def back_up(store: Store) -> None:
            kind = store.due_backup()
            if kind is not None:
                store.backup(kind)

        self.desk.maintain(back_up, on_error=self.show_error)

    # -- rooms and clips

    def show_room(self, room: str) -> None:
        """Go to a room; it is made when it is first shown."""
        self.rooms.show(room)
        self.desks.work.signal(RoomEntered(room=_ROOM_SIGNS.get(room, Room.ELSEWHERE)))
        self.desks.playback.set_visible(visible=room == "caption")
        caption = room == "caption"
        self.window.actions_table.set_scope(Scope.CAPTION if caption else Scope.ANYWHERE)
        self._show_header()
        if caption:
            self.presenter.focus_text()

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
        if following is not None:
            self.open_clip(following)

    def submit(self) -> None:
        """Submit, after a plain list of what is open was confirmed."""
        strip = self.window.caption_room.video.dialogue
        if self.rooms.current != "caption" or strip.has_focus() or not self.captioning.can_submit():
            return
        person = require_person(self.window, self.settings)
        if person is None:
            return
        for key, value in person.items():
            self.set_setting(key, value)
        try:
            points = self.captioning.open_points()
            if points.any and not confirm_submit(self.window, points):
                return
            self.captioning.submit(self._after_submit)
        except RefusedError as error:
            self.presenter.show_problem(error)

    def take_back(self, clip_id: str) -> None:
        """Take a submission back."""
        self.captioning.take_back(clip_id, lambda: self.queue.refresh(clip_id))

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

    def _take_settings(self, settings: Settings) -> None:
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
        self._hub.set_setting(ThemeSetting(settings.text("look.theme")))
        self._hub.set_key_hints(settings.switch("look.key_hints"))
        self._hub.set_high_contrast(True if settings.switch("look.high_contrast") else None)
        self._hub.set_reduce_motion(True if settings.switch("look.reduce_motion") else None)
        self._hub.set_caption_family(settings.text("writing.font"))
        room = self.window.caption_room
        room.caption.editor.set_zoom(settings.whole("writing.zoom"))
        room.video.dialogue.set_reaction(settings.whole("writing.reaction_ms"))
        self.window.status.set_target(settings.whole("hours.weekly_target"))
        track = settings.text("person.track")
        self.window.status.show_track("Senior QC" if track == "senior_qc" else "Captioner")
        self.desks.work.change_settings(self._clock_settings())
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
        call = self._actions.get(action)
        if call is not None:
            call()

    def _action_table(self) -> dict[str, Callable[[], object]]:
        playback = self.desks.playback
        table: dict[str, Callable[[], object]] = {
            "play_pause": playback.toggle,
            "escape": self._escape,
            "back_5s": lambda: playback.jump_large(-1),
            "forward_5s": lambda: playback.jump_large(1),
            "back_1s": lambda: playback.jump_small(-1),
            "forward_1s": lambda: playback.jump_small(1),
            "frame_back": lambda: playback.step(-1),
            "frame_on": lambda: playback.step(1),
            "slower": lambda: playback.change_rate(-1),
            "faster": lambda: playback.change_rate(1),
            "speed_normal": lambda: playback.set_rate(1.0),
            "replay": playback.replay,
            "loop": playback.mark_loop,
            "mute": lambda: playback.set_muted(muted=not playback.state.muted),
            "mark_dialogue": self._mark_dialogue,
            "insert_token": self.captioning.lines.insert_token,
            "play_token": self.presenter.play_token,
            "save": lambda: self.captioning.snapshot(SnapshotReason.ASKED),
            "submit": self.submit,
            "copy_caption": self.presenter.copy_all,
            "find": self._find,
            "zoom_in": lambda: self._zoom(10),
            "zoom_out": lambda: self._zoom(-10),
            "zoom_reset": lambda: self.set_setting("writing.zoom", 100),
            "next_finding": lambda: self.presenter.step_finding(1),
            "previous_finding": lambda: self.presenter.step_finding(-1),
            "next_clip": lambda: self.step_clip(1),
            "previous_clip": lambda: self.step_clip(-1),
            "next_pane": lambda: self._walk_panes(short=True),
            "previous_pane": lambda: self._walk_panes(short=False),
            "room_queue": lambda: self.show_room("queue"),
            "room_caption": lambda: self.show_room("caption"),
            "room_hours": lambda: self.show_room("hours"),
            "settings": lambda: self.show_room("settings"),
            "sheet": self.window.show_sheet,
            "quit": self.window.close,
            "history": self.rooms.open_history,
            "guide": lambda: self.rooms.open_guide(""),
            "add_clips": self.rooms.add_clips,
            "add_stream": self.rooms.add_stream,
            "add_without_file": self.rooms.add_without_file,
            "sidebar": self.rooms.toggle_sidebar,
            **self.presenter.timeline.actions(),
            **self.comfort.actions(),
        }
        for number, _ in enumerate(TICKS, 1):
            table[f"fact_{number}"] = lambda number=number: (
                self.window.caption_room.rubric.sidebar.facts.tick(number)
            )
        return table

    def _connect(self) -> None:
        window = self.window
        window.painted.connect(self.start, Qt.ConnectionType.QueuedConnection)
        window.close_asked.connect(self.close)
        window.dropped.connect(lambda given: self.rooms.take_dropped(given))
        window.key_pressed.connect(lambda in_text: self.desks.work.signal(Key(in_text=in_text)))
        window.pointer_moved.connect(lambda: self.desks.work.signal(Pointer()))
        window.left.connect(lambda: self.captioning.snapshot(SnapshotReason.FOCUS_LOST))
        window.focus_changed.connect(self._show_keys)
        window.actions_table.triggered.connect(self.act)
        window.header.room_chosen.connect(self.show_room)
        window.header.asked.connect(self.act)
        window.caption_room.video.player.asked.connect(self.act)
        window.caption_room.timeline.asked.connect(self.act)
        window.bars.pressed.connect(self._on_bar)
        window.caption_room.caption.bars.pressed.connect(self._on_caption_bar)
        self.presenter.saved.connect(window.status.show_save)
        self.presenter.clip_shown.connect(self._show_open)
        self.presenter.take_back_asked.connect(self.take_back)
        self.presenter.played.connect(self.notices.show_state)
        self.notices.look_again_asked.connect(self.captioning.reload_media)
        self.notices.locate_asked.connect(self.rooms.locate)
        self._parts.analysis_events.listen(self.notices.hear)
        window.caption_room.rubric.sidebar.guide_requested.connect(self.rooms.open_guide)

    def _escape(self) -> None:
        if self.window.close_sheet() or self.rooms.close_topmost():
            return
        if self.comfort.close_topmost():
            return
        if self.rooms.current == "caption":
            room = self.window.caption_room
            if room.caption.close_topmost() or room.rubric.shut():
                return
            self.desks.playback.toggle()

    def _mark_dialogue(self) -> None:
        if self.captioning.clip is None:
            return
        self.captioning.lines.mark()
        entry = self.captioning.lines.entry
        if entry.out_ms is not None:
            self.window.caption_room.video.dialogue.focus_words()

    def _find(self) -> None:
        if self.rooms.current == "caption":
            self.window.caption_room.caption.open_find()
        else:
            self.rooms.find()

    def _zoom(self, by: int) -> None:
        zoom = max(80, min(200, self.settings.whole("writing.zoom") + by))
        self.set_setting("writing.zoom", zoom)

    def _walk_panes(self, *, short: bool) -> None:
        """Go between text and player, or on through timeline, dialogue and rubric."""
        room = self.window.caption_room
        reason = Qt.FocusReason.ShortcutFocusReason
        editor, player = room.caption.editor, room.video.player
        stops: list[QWidget] = [editor, player]
        if not short:
            stops += [
                room.timeline,
                room.video.dialogue.in_field,
                room.rubric.sidebar.criteria,
            ]
        focus = QApplication.focusWidget()
        now = next((i for i, stop in enumerate(stops) if _holds(stop, focus)), -1)
        stops[(now + 1) % len(stops)].setFocus(reason)

    # -- what is shown

    def show_error(self, error: Exception) -> None:
        """Say that something could not be done, where the person looks."""
        if not self.rooms.show_problem(error):
            self.presenter.show_problem(error)

    def show_bug(self, error: Exception) -> None:
        """Say that the program failed; the text is safe, the window goes on."""
        self.window.bars.show_bar(
            BarContent(
                id=BUG,
                gravity=Gravity.WEAK,
                sentence="Scenewright made a mistake of its own.",
                detail=f"Your text is stored and you can go on. ({type(error).__name__})",
                buttons=(("close", "Close"),),
            )
        )

    def _show_header(self) -> None:
        header = self.window.header
        room = self.rooms.current
        keymap = self.window.actions_table.keymap
        header.show_room(room)
        if room == "caption":
            header.set_buttons(
                (
                    (
                        "copy_caption",
                        "Copy caption",
                        "copy",
                        False,
                        keymap.first_key("copy_caption"),
                    ),
                    ("submit", "Submit", "", True, keymap.first_key("submit")),
                )
            )
            clip = self.captioning.clip
            if clip is not None:
                self._show_open(clip)
            else:
                header.show_open("", "", steps=False)
        else:
            header.set_buttons(self.rooms.header_buttons())
            header.show_open("", self.rooms.header_words(), steps=False)

    def _show_open(self, clip: Clip) -> None:
        if self.rooms.current != "caption":
            return
        place = self.queue.place(clip.id)
        count = len(self.queue.rows)
        words = f"{place} of {count}" if place else ""
        self.window.header.show_open(clip.title, words, steps=count > 1)
        self.window.setWindowTitle(f"{clip.title} – Scenewright")
        self.window.caption_room.video.player.picture.setAccessibleDescription(clip.title)
        if clip.kind is SourceKind.NONE:
            self.desks.stopwatch.set_duration(clip.duration_ms or 0)

    def _show_keys(self) -> None:
        focus = QApplication.focusWidget()
        room = self.window.caption_room
        key = hint_words(self.window.actions_table.key("next_pane"))
        if self.rooms.current != "caption":
            self.window.status.show_keys("", "")
        elif _holds(room.video.player, focus):
            self.window.status.show_keys("Keys go to the player", f"{key} to the text")
        elif focus is room.timeline:
            self.window.status.show_keys("Keys go to the timeline", f"{key} to the text")
        elif room.video.dialogue.isAncestorOf(focus) if focus is not None else False:
            self.window.status.show_keys("Keys go to the dialogue", f"{key} to the text")
        elif _holds(room.caption.editor, focus):
            self.window.status.show_keys("Keys go to the text", f"{key} to the player")
        else:
            self.window.status.show_keys("", f"{key} to the text")

    def _show_totals(self, totals: WorkTotals) -> None:
        self.window.status.show_totals(totals)

    def _show_gap(self, gap: WorkGap) -> None:
        self.rooms.ask_gap(gap)

    def _show_away(self, away: WentAway) -> None:
        self.window.status.show_away(away.since_ms)
        if away.at_loop:
            self.rooms.say_loop(away.since_ms)

    def _show_checkers(self, statuses: tuple[CheckerStatus, ...]) -> None:
        words = "  ·  ".join(f"{_CHECKERS[s.name]} {_STATES[s.state]}" for s in statuses)
        self.window.status.show_checkers(words)
        for status in statuses:
            self._tell_checker(status)

    def _tell_checker(self, status: CheckerStatus) -> None:
        """Say once that a checker takes no part, and what goes on without it."""
        gone = status.state in {CheckerState.MISSING, CheckerState.OFF}
        bar_id = f"checker-{status.name}"
        if not gone:
            self.window.bars.remove(bar_id)
            self._told.discard(bar_id)
        elif bar_id not in self._told:
            self._told.add(bar_id)
            problem = problem_words(status.reason)
            self.window.bars.show_bar(
                BarContent(
                    id=bar_id,
                    gravity=Gravity.INFO,
                    sentence=problem.sentence,
                    detail=problem.detail,
                    buttons=(("close", "Not now"),),
                )
            )

    def _show_guide(self, _checker: Checker) -> None:
        self.window.bars.remove(GUIDE)

    def _show_refused(self, refused: Sequence[Refusal]) -> None:
        problem = error_words(RefusedError(refused[0].code))
        more = f" {len(refused) - 1} more were not added." if len(refused) > 1 else ""
        self.window.bars.show_bar(
            BarContent(
                id=REFUSED,
                gravity=Gravity.WEAK,
                sentence=f"Not added: {Path(refused[0].source).name}. {problem.sentence}",
                detail=f"{problem.detail}{more}",
                buttons=(("close", "Close"),),
            )
        )

    def _on_rows(self, rows: Sequence[QueueRow]) -> None:
        self.rooms.show_rows(rows)
        self._show_header()

    def _on_row(self, row: QueueRow) -> None:
        self.rooms.show_row(row)

    def _on_bar(self, bar_id: str, key: str) -> None:
        if key == "restore":
            self._mend(lambda: self._parts.mending.restore(Path(self._failed_backup)))
        elif key == "afresh":
            self._mend(self._parts.mending.start_afresh)
        else:
            self.window.bars.remove(bar_id)

    def _on_caption_bar(self, bar_id: str, key: str) -> None:
        if bar_id == RECOVERED:
            self.window.caption_room.caption.bars.remove(bar_id)
            if key == "show":
                self.rooms.open_history()


def _holds(widget: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (focus is widget or widget.isAncestorOf(focus))
