"""The whole window on fakes: from opening a clip to its caption, and what the header offers."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.desk.opening import OpenedClip
from app.desk.ports.store import Draft
from app.desk.queue_list import Group
from app.desk.settings import save_setting
from app.domain.clip import Clip, ClipState, SourceKind
from app.domain.journal import replay
from app.domain.worklog import Track
from app.ui.caption_bars import PROBLEM
from tests.fakes.parts import FakeParts


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


def test_the_queue_knows_the_words_of_the_text_that_is_open(make_window) -> None:
    window = make_window()
    window.open_sample()
    window.type("A man runs.")
    window.until(lambda: window.stored().text == "A man runs.")
    window.controller.show_room("queue")
    window.until(lambda: window.controller.queue.row("sample").words == 3)


def test_the_settings_have_a_door_in_the_header(make_window) -> None:
    window = make_window()
    door = window.window.header.doors["settings"]
    window.until(lambda: "Ctrl ," in door.toolTip())
    door.click()
    window.until(lambda: window.controller.rooms.current == "settings")


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
