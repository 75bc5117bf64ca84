"""The whole window on fakes: what a captioner does, by keys and buttons."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog

from app.checks.guide.errors import GuideError
from app.desk.keytable import ACTIONS
from app.desk.opening import OpenedClip
from app.desk.ports.analysis import (
    AnalysisProgress,
    CopyMade,
    Preflight,
    PreflightDone,
    PreflightFinding,
)
from app.desk.ports.player import PlayerFault
from app.desk.ports.store import Draft
from app.desk.queue import set_aside
from app.desk.queue_list import Group
from app.desk.settings import save_setting
from app.domain.clip import Clip, ClipState, SourceKind, Ternary
from app.domain.errors import EnvironmentFailureError
from app.domain.journal import EditKind, replay
from app.domain.worklog import Track
from app.ui import dialogs
from app.ui.application import RunningWindow
from app.ui.caption_bars import NOT_SAVED, PROBLEM, READ_ONLY, SUBMITTED
from app.ui.common.labels import Label
from app.ui.player_notices import MISSING
from app.ui.video.own_window import PictureWindow
from app.ui.window_life import DATABASE, RECOVERED
from tests.fakes.parts import FakeParts
from tests.fakes.player import FakeClip


class Window:
    """A running window on fakes, driven by the test."""

    def __init__(self, qtbot, fakes: FakeParts) -> None:
        self.qtbot = qtbot
        self.fakes = fakes
        self.running = RunningWindow(fakes.parts, [])
        self.window = self.running.window
        self.controller = self.running.controller
        self.room = self.window.caption_room
        self.editor = self.room.caption.editor
        self.window.show()
        self.window.activateWindow()

    def until(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=30_000)

    def open_sample(self) -> None:
        self.until(lambda: self.controller.ready)
        self.controller.open_sample()
        self.until(lambda: (clip := self.controller.captioning.clip) is not None and clip.sample)
        self.fakes.player.advance(1)
        self.until(lambda: self.controller.desks.playback.state.info is not None)

    def type(self, text: str) -> None:
        self.editor.setFocus()
        self.qtbot.keyClicks(self.editor, text)

    def key(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self.qtbot.keyClick(self.editor, key, modifier)

    def stored(self, clip_id: str = "sample") -> Draft:
        return self.fakes.store.read(lambda unit: unit.drafts.get(clip_id))

    def state(self, clip_id: str = "sample") -> ClipState:
        return self.fakes.store.read(lambda unit: unit.clips.get(clip_id)).state

    def bar(self) -> str:
        current = self.room.caption.bars.current
        return current.id if current is not None else ""

    def close(self) -> None:
        if not self.fakes.mailbox.closed:
            self.window.close()
            self.until(lambda: not self.window.isVisible())
        self.fakes.mailbox.close()
        shiboken6.delete(self.window)  # or it goes on hearing every event of the application


def own_window() -> PictureWindow:
    """The one that is seen: those of earlier tests may still wait for the collector, hidden."""
    windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, PictureWindow)]
    (found,) = (w for w in windows if w.isVisible())
    return found


@pytest.fixture
def make_window(qtbot, hub, tmp_path: Path) -> Iterator[Callable[..., Window]]:
    made: list[Window] = []

    def make(prepare: Callable[[FakeParts], None] = lambda _: None, **arguments) -> Window:
        fakes = FakeParts(tmp_path, **arguments)
        prepare(fakes)
        made.append(Window(qtbot, fakes))
        return made[-1]

    yield make
    for window in made:
        window.close()


def test_typing_is_checked_saved_and_recorded(make_window) -> None:
    window = make_window()
    window.open_sample()
    window.type("A man seems to run.")
    window.until(lambda: window.stored().text == "A man seems to run.")
    edits = window.fakes.store.read(lambda unit: unit.drafts.edits("sample"))
    assert replay("", [link.edit for link in edits]) == "A man seems to run."
    window.until(lambda: window.controller.desks.rubric.news is not None)
    window.until(
        lambda: any(
            f.criterion == "SPC-01" for f in window.controller.desks.rubric.news.report.findings
        )
    )
    window.until(lambda: window.state() is ClipState.IN_PROGRESS)


def test_the_next_clip_follows_the_stored_sorting_before_the_queue_was_seen(make_window) -> None:
    def prepare(fakes: FakeParts) -> None:
        def store(unit) -> None:
            for clip_id, length in (("a", 3000), ("b", 1000), ("c", 2000)):
                unit.clips.add(
                    Clip(id=clip_id, title=clip_id, kind=SourceKind.NONE, duration_ms=length)
                )
            save_setting(unit, "queue.sort", '{"by": "length", "descending": true}')

        fakes.store.write(store)

    window = make_window(prepare)
    window.until(lambda: window.controller.ready and len(window.controller.queue.rows) == 3)
    seen: list[str] = []
    for _ in range(3):
        window.controller.act("next_clip")
        window.until(
            lambda: (clip := window.controller.captioning.clip) is not None and clip.id not in seen
        )
        seen.append(window.controller.captioning.clip.id)
    assert seen == ["a", "c", "b"]
    window.controller.queue.set_filter(group=Group.ACCEPTED, search="")
    window.controller.act("next_clip")
    window.until(lambda: window.bar() == PROBLEM)
    assert window.controller.captioning.clip.id == "b"


@pytest.mark.parametrize("room", ["queue", "settings", "hours"])
def test_a_broken_guide_can_be_reloaded_from_every_room(
    make_window, monkeypatch: pytest.MonkeyPatch, room: str
) -> None:
    window = make_window()
    window.until(lambda: window.controller.ready)
    reloads: list[str] = []
    monkeypatch.setattr(window.controller.desks.rubric, "reload", lambda: reloads.append(room))
    window.controller.show_room(room)
    window.controller.show_error(GuideError("rules/spc.yml", 12, "guide.yaml"))
    bar = window.window.bars.bar
    assert bar is not None
    assert "rules/spc.yml, line 12" in bar.content.sentence
    bar.buttons["reload"].click()
    assert reloads == [room]
    assert window.window.bars.current is None


def test_the_sidebar_folds_and_gives_its_room_to_the_text(make_window) -> None:
    window = make_window()
    window.open_sample()
    room = window.room
    window.until(lambda: room.rubric.width() >= 288)
    before = room.rubric.width()
    window.key(Qt.Key.Key_F9)
    window.until(lambda: room.rubric.width() == 44)
    assert room.splits()["folded"] == [1]
    room.set_splits({"folded": [1]})
    assert room.rubric.shows_rail
    window.key(Qt.Key.Key_F9)
    window.until(lambda: room.rubric.width() == before)
    assert room.splits()["folded"] == [0]


def test_a_clip_without_a_file_shows_its_link(make_window) -> None:
    link = "https://tool.example/clips/7"

    def prepare(fakes: FakeParts) -> None:
        fakes.store.write(
            lambda unit: unit.clips.add(
                Clip(id="tool", title="tool", kind=SourceKind.NONE, link=link)
            )
        )

    window = make_window(prepare)
    window.until(lambda: window.controller.ready)
    window.controller.open_clip("tool")
    window.until(lambda: window.room.video.player.link.isVisible())
    assert window.room.video.player.link.words == "tool.example/clips/7"
    window.open_sample()
    window.until(lambda: not window.room.video.player.link.isVisible())


def test_nothing_can_be_typed_while_no_clip_is_open(make_window) -> None:
    window = make_window()
    window.until(lambda: window.controller.ready)
    window.controller.show_room("caption")
    window.type("lost words")
    assert window.editor.raw_text() == ""


def test_letters_and_space_type_and_transport_takes_no_focus(make_window) -> None:
    window = make_window()
    window.open_sample()
    window.editor.setFocus()
    window.room.video.player.transport.buttons["play_pause"].click()
    window.until(lambda: window.controller.desks.playback.playing)
    window.qtbot.keyClicks(window.editor, "k j")
    assert window.editor.raw_text() == "k j"
    assert window.controller.desks.playback.playing


def test_a_line_is_marked_logged_and_inserted(make_window) -> None:
    window = make_window()
    window.open_sample()
    window.type("She says ")
    window.controller.desks.playback.seek(1000)
    window.controller.act("mark_dialogue")
    window.controller.desks.playback.seek(2000)
    window.controller.act("mark_dialogue")
    strip = window.room.video.dialogue
    window.qtbot.keyClicks(strip.speaker_field, "Girl")
    window.qtbot.keyClicks(strip.words_field, "Wait.")
    window.qtbot.keyClick(strip.words_field, Qt.Key.Key_Return)
    assert window.editor.raw_text() == 'She says "Wait." [00:01.000-00:02.000]'
    window.until(
        lambda: len(window.fakes.store.read(lambda unit: unit.dialogue.lines("sample"))) == 1
    )


def test_shift_enter_only_logs_and_an_incomplete_line_says_what_is_missing(make_window) -> None:
    window = make_window()
    window.open_sample()
    strip = window.room.video.dialogue
    window.qtbot.keyClicks(strip.words_field, "Wait.")
    window.qtbot.keyClick(strip.words_field, Qt.Key.Key_Return)
    assert strip.in_field.problem
    window.qtbot.keyClicks(strip.in_field, "0:01.5")
    window.qtbot.keyClick(strip.words_field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert window.editor.raw_text() == ""
    assert [line.in_ms for line in window.controller.captioning.lines.lines] == [1500]


def test_a_deleted_line_comes_back(make_window) -> None:
    window = make_window()
    window.open_sample()
    captioning = window.controller.captioning
    captioning.lines.set_entry(type(captioning.lines.entry)(in_ms=500, words="Hello"))
    captioning.lines.log(insert=False)
    (line,) = captioning.lines.lines
    window.room.video.dialogue.lines.remove_asked.emit(line.id)
    assert captioning.lines.lines == ()
    window.room.caption.bars.bar.buttons["undo-line"].click()
    assert captioning.lines.lines == (line,)


def test_facts_are_ticked_by_key_and_stored(make_window) -> None:
    window = make_window()
    window.open_sample()
    window.controller.act("fact_2")
    window.until(
        lambda: window.fakes.store.read(lambda u: u.clips.get("sample")).facts.music is Ternary.YES
    )


def test_every_action_of_the_key_table_does_something(make_window) -> None:
    window = make_window()
    assert {spec.id for spec in ACTIONS} - set(window.controller.actions._table) == set()


def test_only_keys_that_go_into_a_text_count_as_writing(make_window) -> None:
    window = make_window()
    window.open_sample()
    told: list[bool] = []
    window.window.key_pressed.connect(told.append)
    window.type("a")
    assert True in told
    told.clear()
    player = window.room.video.player
    player.setFocus()
    window.qtbot.keyClick(player, "k")
    assert told
    assert True not in told


def test_signs_in_the_own_window_of_the_picture_are_signs_of_work(make_window) -> None:
    window = make_window()
    window.open_sample()
    window.controller.act("own_window")
    own = own_window()
    keys: list[bool] = []
    moves: list[bool] = []
    window.window.key_pressed.connect(keys.append)
    window.window.pointer_moved.connect(lambda: moves.append(True))
    window.qtbot.keyClick(own, "k")
    window.qtbot.mouseClick(own.picture, Qt.MouseButton.RightButton)
    assert keys == [False]
    assert moves
    window.controller.act("own_window")


def test_another_track_counts_at_once(make_window) -> None:
    window = make_window()
    window.open_sample()
    window.type("a")
    window.controller.set_setting("person.track", "senior_qc")
    window.type("b")

    def tracks() -> list[Track]:
        stored = window.fakes.store.read(lambda unit: unit.worklog.intervals(0, 1 << 62))
        return [interval.track for interval in stored]

    window.until(lambda: tracks() == [Track.CAPTIONER, Track.SENIOR_QC])


def test_submitting_asks_for_what_is_open_and_can_be_taken_back(make_window, monkeypatch) -> None:
    window = make_window()
    window.open_sample()
    asked: list[object] = []
    monkeypatch.setattr(
        "app.ui.window_controller.require_person", lambda *_: {"person.name": "Ada"}
    )
    monkeypatch.setattr(
        "app.ui.window_controller.confirm_submit",
        lambda _window, points: asked.append(points) or len(asked) > 1,
    )
    window.type("A man runs.")
    window.until(lambda: window.controller.desks.rubric.ready)
    window.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.state() is not ClipState.SUBMITTED
    window.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    window.until(lambda: window.state() is ClipState.SUBMITTED)
    assert any(criterion == "WC-01" for criterion, _ in asked[0].criteria)
    window.until(window.editor.isReadOnly)
    assert window.editor.raw_text() == "A man runs."
    assert window.bar() in {SUBMITTED, READ_ONLY}
    submit = window.window.header.button("submit")
    window.until(lambda: not submit.isEnabled())
    window.controller.take_back("sample")
    window.until(lambda: window.state() is ClipState.IN_PROGRESS)
    window.until(lambda: not window.editor.isReadOnly())
    window.until(submit.isEnabled)


@pytest.fixture
def locked(make_window) -> Window:
    """A window whose caption was submitted; a line of dialogue and an undo step are there."""
    window = make_window()
    window.open_sample()
    window.type("A man runs.")
    window.until(lambda: window.controller.desks.rubric.ready)
    window.controller.captioning.handing_over.submit(lambda: None)
    window.until(window.editor.isReadOnly)
    return window


def test_a_key_in_a_submitted_text_calls_the_bar_that_says_why(locked: Window) -> None:
    bars = locked.room.caption.bars
    assert not bars.bar.called
    locked.key(Qt.Key.Key_Right)
    locked.key(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert not bars.bar.called
    locked.type("x")
    assert locked.bar() == SUBMITTED
    assert bars.bar.called
    bars.bar.buttons["not-now"].click()
    assert locked.bar() == READ_ONLY
    assert not bars.bar.called
    locked.key(Qt.Key.Key_Backspace)
    assert bars.bar.called
    assert locked.editor.raw_text() == "A man runs."


def test_nothing_changes_a_submitted_text(locked: Window) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    QGuiApplication.clipboard().setText("pasted")
    for key in (Qt.Key.Key_Z, Qt.Key.Key_Y, Qt.Key.Key_V, Qt.Key.Key_X, Qt.Key.Key_Backspace):
        locked.key(key, control)
    locked.key(Qt.Key.Key_Return)
    locked.controller.act("insert_token")
    locked.controller.captioning.restore("Another text.")
    assert locked.editor.raw_text() == "A man runs."
    assert locked.controller.captioning.writing.text == "A man runs."
    assert not locked.controller.captioning.writing.status.code


def test_a_clip_that_is_set_aside_is_taken_up_again_where_it_is_open(make_window) -> None:
    window = make_window()
    window.open_sample()
    window.type("A man")
    window.until(lambda: window.stored().text == "A man")
    changed = window.fakes.store.write(lambda unit: set_aside(unit, "sample", "No sound"))
    window.controller.rooms.take_state(changed)
    assert window.editor.isReadOnly()
    content = window.room.caption.bars.current
    assert (content.id, content.sentence, content.detail) == (
        READ_ONLY,
        "This clip is set aside.",
        "No sound.",
    )
    window.room.caption.bars.bar.buttons["take-up"].click()
    window.until(lambda: not window.editor.isReadOnly())
    assert window.state() is ClipState.IN_PROGRESS
    assert window.bar() == ""
    window.type(" runs")
    window.until(lambda: window.stored().text == "A man runs")


def test_the_queue_knows_the_words_of_the_text_that_is_open(make_window) -> None:
    window = make_window()
    window.open_sample()
    window.type("A man runs.")
    window.until(lambda: window.stored().text == "A man runs.")
    window.controller.show_room("queue")
    window.until(lambda: window.controller.queue.row("sample").words == 3)


def says_where_keys_go(window: Window) -> list[str]:
    labels = window.window.status.findChildren(Label)
    return [label.text() for label in labels if label.text().startswith("Keys go")]


@pytest.mark.parametrize("room", ["queue", "settings", "hours"])
def test_where_the_keys_go_is_said_again_after_another_room(make_window, room: str) -> None:
    window = make_window()
    window.open_sample()
    window.until(lambda: says_where_keys_go(window) == ["Keys go to the text"])
    window.controller.show_room(room)
    window.until(lambda: says_where_keys_go(window) == [])
    window.controller.show_room("caption")
    window.until(window.editor.hasFocus)
    assert says_where_keys_go(window) == ["Keys go to the text"]


def test_where_the_keys_go_is_said_when_a_list_gives_them_back(make_window) -> None:
    window = make_window()
    window.open_sample()
    window.editor.setFocus()
    window.window.status.show_keys("", "")
    # A list that closes sends nothing but this event.
    QApplication.sendEvent(window.editor, QFocusEvent(QEvent.Type.FocusIn))
    assert says_where_keys_go(window) == ["Keys go to the text"]


def test_the_settings_have_a_door_in_the_header(make_window) -> None:
    window = make_window()
    door = window.window.header.doors["settings"]
    window.until(lambda: "Ctrl ," in door.toolTip())
    door.click()
    window.until(lambda: window.controller.rooms.current == "settings")


def test_submit_does_nothing_while_the_dialogue_has_the_keys(make_window) -> None:
    window = make_window()
    window.open_sample()
    window.type("A man runs.")
    strip = window.room.video.dialogue
    strip.words_field.setFocus()
    window.until(lambda: strip.words_field.hasFocus())
    window.qtbot.keyClick(strip.words_field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.state() is not ClipState.SUBMITTED
    assert QApplication.activeModalWidget() is None


def test_the_copy_is_clean(make_window) -> None:
    window = make_window()
    window.open_sample()
    window.editor.insert_text('He says "Go." [00:01.000] and runs.', EditKind.PASTED)
    window.controller.act("copy_caption")
    assert QGuiApplication.clipboard().text() == 'He says "Go." and runs.'


def test_a_failing_store_is_red_until_it_is_mended(make_window) -> None:
    window = make_window()
    window.open_sample()
    window.fakes.store.failing = "store.disk-full"
    window.type("words")
    window.until(lambda: window.bar() == NOT_SAVED)
    bar = window.room.caption.bars.bar
    assert "disk is full" in bar.content.sentence
    bar.buttons["copy"].click()
    assert QGuiApplication.clipboard().text() == "words"
    window.fakes.store.failing = None
    window.controller.desks.writing.flush()
    window.until(lambda: window.stored().text == "words")
    window.until(lambda: window.bar() != NOT_SAVED)


def test_a_damaged_database_offers_the_backup(make_window) -> None:
    def damage(fakes: FakeParts) -> None:
        fakes.open_error = EnvironmentFailureError(
            "store.damaged", path="/data/sw.db", backup="/data/backups/b.db", backup_ms=1
        )

    window = make_window(damage)
    window.until(lambda: window.window.bars.current is not None)
    assert window.window.bars.current.id == DATABASE
    window.window.bars.bar.buttons["restore"].click()
    window.until(lambda: window.controller.ready)
    assert window.fakes.mended == ["restore /data/backups/b.db"]
    assert window.window.bars.current is None


def test_the_last_caption_is_there_before_the_database_is_open(make_window) -> None:
    clip = Clip(id="c1", title="Early", kind=SourceKind.FILE, source="/clips/sample.mp4")
    early = OpenedClip(
        clip=clip,
        draft=Draft(clip_id="c1"),
        lines=(),
        decisions=(),
        dictionary=frozenset(),
        watched=(),
    )
    window = make_window(lambda fakes: fakes.store.write(lambda u: u.clips.add(clip)), early=early)
    window.type("typed at once")
    window.until(lambda: window.stored("c1").text == "typed at once")
    assert window.bar() == ""


def test_what_was_watched_before_is_kept_when_the_window_opens_early(make_window) -> None:
    clip = Clip(id="c1", title="Early", kind=SourceKind.FILE, source="/clips/sample.mp4")

    def store(fakes: FakeParts) -> None:
        fakes.store.write(lambda u: u.clips.add(clip))
        fakes.store.write(lambda u: u.watched.set("c1", ((0, 4000),)))

    early = OpenedClip(
        clip=clip,
        draft=Draft(clip_id="c1"),
        lines=(),
        decisions=(),
        dictionary=frozenset(),
        watched=(),
    )
    window = make_window(store, early=early)
    playback = window.controller.desks.playback
    window.until(lambda: playback.watched == ((0, 4000),))
    window.fakes.player.advance(1)
    playback.seek(6000)
    playback.play()
    for _ in range(25):
        window.fakes.player.advance(40)
    playback.pause()
    window.until(lambda: len(window.fakes.store.read(lambda u: u.watched.spans("c1"))) == 2)
    assert window.fakes.store.read(lambda u: u.watched.spans("c1"))[0] == (0, 4000)


def test_what_a_killed_window_left_is_told(make_window) -> None:
    def kill(fakes: FakeParts) -> None:
        clip = Clip(id="c1", title="Killed", kind=SourceKind.FILE, source="/clips/sample.mp4")

        def leave(unit) -> None:
            unit.clips.add(clip)
            unit.clips.set_last_opened("c1", 1)
            save_setting(unit, "session.mark", "1 5")

        fakes.store.write(leave)
        fakes.rescue.write("c1", "only in the rescue file")

    window = make_window(kill)
    window.until(lambda: window.controller.captioning.clip is not None)
    window.until(lambda: window.editor.raw_text() == "only in the rescue file")
    window.until(lambda: window.bar() == RECOVERED)
    window.until(lambda: window.stored("c1").text == "only in the rescue file")
    assert window.fakes.rescue.files == {}


def test_a_missing_file_is_said_with_the_way_out(make_window) -> None:
    window = make_window(
        lambda fakes: fakes.clips.update(
            {"/clips/sample.mp4": FakeClip(fault=PlayerFault.NOT_FOUND)}
        )
    )
    window.until(lambda: window.controller.ready)
    window.controller.open_sample()
    window.until(lambda: window.controller.captioning.clip is not None)
    window.fakes.player.advance(1)
    window.until(lambda: window.bar() == MISSING)
    window.type("still writing")
    assert window.editor.raw_text() == "still writing"
    window.fakes.clips["/clips/sample.mp4"] = FakeClip(frames=100)
    window.room.caption.bars.bar.buttons["look-again"].click()
    window.fakes.player.advance(1)
    window.until(lambda: window.controller.desks.playback.state.info is not None)
    assert window.bar() != MISSING


def test_a_file_that_stops_the_player_can_be_looked_through(make_window) -> None:
    window = make_window(
        lambda fakes: fakes.clips.update(
            {"/clips/sample.mp4": FakeClip(fault=PlayerFault.CLIP_STOPS_PLAYER)}
        )
    )
    window.until(lambda: window.controller.ready)
    window.controller.open_sample()
    window.until(lambda: window.controller.captioning.clip is not None)
    window.fakes.player.advance(1)
    window.until(lambda: window.room.caption.bars.bar is not None)
    window.room.caption.bars.bar.buttons["check-file"].click()
    request = len(window.fakes.care.asked)
    assert window.fakes.care.asked[-1] == ("preflight", "/clips/sample.mp4")
    window.fakes.care.post(AnalysisProgress(request=request, done=0.42))
    window.until(lambda: "42 %" in window.room.caption.bars.current.sentence)
    finding = PreflightFinding(code=Preflight.DAMAGED_PLACES, value=3, at_ms=4200)
    window.fakes.care.post(PreflightDone(request=request, findings=(finding,)))
    window.until(lambda: "3 damaged places" in window.room.caption.bars.current.detail)
    window.room.caption.bars.bar.buttons["copy"].click()
    assert window.fakes.care.asked[-1] == ("copy", "/clips/sample.mp4")
    window.fakes.clips["/clips/sample.mp4"] = FakeClip()
    window.fakes.care.post(CopyMade(request=request + 1))
    window.until(lambda: window.room.caption.bars.current.sentence == "The copy is made.")
    window.fakes.player.advance(1)
    window.until(lambda: window.controller.desks.playback.state.problem is None)


def test_an_error_of_ours_is_said_and_the_window_goes_on(make_window) -> None:
    window = make_window()
    window.open_sample()
    window.controller.show_error(EnvironmentFailureError("clip.file-missing"))
    assert window.bar() == PROBLEM
    window.type("on")
    assert window.editor.raw_text() == "on"


def test_escape_closes_what_is_open_and_plays_only_when_nothing_is(make_window) -> None:
    window = make_window()
    window.open_sample()
    window.controller.act("find")
    window.controller.act("escape")
    assert not window.controller.desks.playback.playing
    window.controller.act("escape")
    window.until(lambda: window.controller.desks.playback.playing)


def test_the_keys_go_back_to_the_text_when_the_picture_has_its_own_window(make_window) -> None:
    window = make_window()
    window.open_sample()
    window.room.rubric.setFocus()
    window.controller.act("own_window")
    own = own_window()
    window.until(lambda: window.window.isActiveWindow() and window.editor.hasFocus())
    window.controller.act("own_window")
    assert not own.isVisible()


def test_the_person_is_asked_once(qtbot, hub, monkeypatch) -> None:
    from app.desk.settings import Settings

    named = Settings.defaults().with_value("person.name", "Ada")
    assert dialogs.require_person(None, named) == {}

    def answer(question: QDialog) -> QDialog.DialogCode:
        field = question.findChild(dialogs.Field)
        field.setText("Sam" if field.problem else " ")
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(dialogs.Question, "exec", answer)
    from PySide6.QtWidgets import QWidget

    parent = QWidget()
    qtbot.addWidget(parent)
    assert dialogs.require_person(parent, Settings.defaults()) == {
        "person.name": "Sam",
        "person.track": "captioner",
    }
