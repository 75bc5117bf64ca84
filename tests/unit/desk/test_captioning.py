from __future__ import annotations

from dataclasses import replace

import pytest

from app.desk.captioning import CaptioningDesk
from app.desk.dialogue import Entry
from app.desk.playback import PlaybackDesk
from app.desk.ports.store import SnapshotReason
from app.desk.rubric import RubricDesk
from app.desk.settings import Settings
from app.desk.stopwatch import StopwatchPlayer
from app.desk.work import WorkDesk
from app.desk.writing import WritingDesk
from app.domain.clip import ClipState, Ternary
from app.domain.errors import RefusedError
from app.domain.journal import EditKind, PasteOrigin
from tests.fakes.desk import DeskHarness, MemoryRescue
from tests.fakes.parts import base_checker
from tests.fakes.player import FakeClip, FakePlayer


class TextView:
    """A caption view that is a string: it inserts, replaces, and tells the desk."""

    def __init__(self) -> None:
        self.text = ""
        self.writable = False
        self.lines = ()
        self.used: frozenset[str] = frozenset()
        self.entry = Entry()
        self.submitted = []
        self.problems: list[Exception] = []
        self.watched = ()
        self.desk: CaptioningDesk | None = None

    def show_clip(self, opened) -> None:
        self.text = opened.draft.text

    def show_writable(self, *, writable: bool) -> None:
        self.writable = writable

    def show_lines(self, lines, used) -> None:
        self.lines, self.used = tuple(lines), used

    def show_entry(self, entry: Entry) -> None:
        self.entry = entry

    def insert_text(self, text: str, kind: EditKind) -> None:
        self.replace_text(len(self.text), len(self.text), text, kind)

    def replace_text(self, start: int, end: int, text: str, kind: EditKind) -> None:
        removed = self.text[start:end]
        self.text = self.text[:start] + text + self.text[end:]
        self.desk.text_edited(start, removed, text, kind)

    def show_watched(self, watched, share) -> None:
        self.watched = tuple(watched)

    def show_submitted(self, submission, clip) -> None:
        self.submitted.append((submission, clip))

    def show_problem(self, error: Exception) -> None:
        self.problems.append(error)


class Captioner:
    """A captioning desk on fakes with clip c1 open."""

    def __init__(self) -> None:
        self.harness = DeskHarness()
        self.view = TextView()
        self.settings = Settings.defaults()
        desk, clock = self.harness.desk, self.harness.clock
        self.player = FakePlayer(lambda event: self.desk.playback.on_event(event))
        self.player.clips = {"/clips/c1": FakeClip(frames=250)}
        work = WorkDesk(
            desk,
            on_totals=lambda _: None,
            on_gap=lambda _: None,
            on_away=lambda _: None,
            on_error=self.view.problems.append,
        )
        self.desk = CaptioningDesk(
            desk=desk,
            view=self.view,
            writing=WritingDesk(desk, MemoryRescue(), lambda _: None),
            playback=PlaybackDesk(
                player=self.player,
                stopwatch=StopwatchPlayer(clock, self.harness.timers, lambda _: None),
                timers=self.harness.timers,
                settings=lambda: self.settings,
                on_state=lambda state: self.desk.playback_changed(state),
                on_frame=lambda _: None,
                on_signal=work.signal,
                on_watched=lambda spans: self.desk.watched_changed(spans),
            ),
            rubric=RubricDesk(
                desk,
                load_checker=base_checker,
                on_news=lambda _: None,
                on_guide=lambda _: None,
                on_error=self.view.problems.append,
            ),
            work=work,
            settings=lambda: self.settings,
        )
        self.view.desk = self.desk
        self.desk.rubric.reload()
        self.harness.add_clip()
        self.harness.add_clip("c2")
        self.open("c1")

    def open(self, clip_id: str) -> None:
        self.desk.open(clip_id)
        self.player.advance(1)

    def type(self, text: str) -> None:
        self.view.insert_text(text, EditKind.TYPED)

    def read(self, work):
        return self.harness.store.read(work)


def test_opening_another_clip_stores_text_place_and_counts() -> None:
    captioner = Captioner()
    captioner.type("A man runs.")
    captioner.desk.playback.seek(3000)
    captioner.open("c2")
    draft = captioner.read(lambda unit: unit.drafts.get("c1"))
    assert (draft.text, draft.words) == ("A man runs.", 3)
    assert captioner.read(lambda unit: unit.clips.get("c1")).position_ms == 3000
    assert captioner.view.text == ""
    captioner.open("c1")
    assert captioner.view.text == "A man runs."
    assert captioner.desk.playback.playhead_ms() == 3000
    assert captioner.view.problems == []


def test_what_the_media_told_is_stored_once_known() -> None:
    captioner = Captioner()
    clip = captioner.read(lambda unit: unit.clips.get("c1"))
    assert (clip.duration_ms, clip.fps) == (10_000, 25.0)


def test_retiming_a_line_moves_its_token_in_the_caption() -> None:
    captioner = Captioner()
    captioner.desk.lines.set_entry(Entry(in_ms=1000, out_ms=2000, words="Wait."))
    captioner.desk.lines.log(insert=True)
    (line,) = captioner.view.lines
    assert captioner.view.used == {line.id}
    captioner.desk.lines.nudge(line, out_by_ms=100)
    assert captioner.view.text == '"Wait." [00:01.000-00:02.100]'
    assert captioner.view.used == {line.id}


def test_a_digit_of_a_token_tells_which_lines_are_used() -> None:
    captioner = Captioner()
    captioner.desk.lines.set_entry(Entry(in_ms=1000, out_ms=2000, words="Wait."))
    captioner.desk.lines.log(insert=True)
    (line,) = captioner.view.lines
    at = captioner.view.text.index("2.000")
    captioner.desk.text_edited(at, "2", "3", EditKind.TOKEN)
    assert captioner.view.used == set()
    captioner.desk.text_edited(at, "3", "2", EditKind.UNDO)
    assert captioner.view.used == {line.id}


def test_a_line_that_was_dragged_lies_on_frames() -> None:
    captioner = Captioner()
    captioner.desk.lines.set_entry(Entry(in_ms=1000, out_ms=2000, words="Wait."))
    captioner.desk.lines.log(insert=True)
    (line,) = captioner.view.lines
    captioner.desk.lines.retime(replace(line, in_ms=1033, out_ms=2079))
    (line,) = captioner.view.lines
    assert (line.in_ms, line.out_ms) == (1000, 2040)
    captioner.desk.lines.retime(replace(line, in_ms=1085, out_ms=1095))
    (line,) = captioner.view.lines
    assert (line.in_ms, line.out_ms) == (1085, 1095)  # within one frame they stay as they are


def test_editing_a_line_changes_it_and_inserts_nothing() -> None:
    captioner = Captioner()
    captioner.desk.lines.set_entry(Entry(in_ms=1000, words="Wait."))
    captioner.desk.lines.log(insert=False)
    (line,) = captioner.view.lines
    captioner.desk.lines.edit(line)
    captioner.desk.lines.set_entry(Entry(in_ms=1000, words="Wait for me."))
    captioner.desk.lines.log(insert=True)
    assert [known.words for known in captioner.view.lines] == ["Wait for me."]
    assert captioner.view.text == ""


def test_an_incomplete_line_is_refused_and_stays_in_the_entry() -> None:
    captioner = Captioner()
    captioner.desk.lines.set_entry(Entry(words="No time"))
    with pytest.raises(RefusedError, match=r"dialogue\.no-in-time"):
        captioner.desk.lines.log(insert=True)
    assert captioner.view.entry.words == "No time"


def test_a_token_is_the_time_of_the_frame_on_screen() -> None:
    captioner = Captioner()
    captioner.desk.playback.seek(4000)
    captioner.desk.lines.insert_token()
    assert captioner.view.text == "[00:04.000]"


def test_restoring_is_an_edit_after_a_copy_of_what_was_there() -> None:
    captioner = Captioner()
    captioner.type("First version")
    captioner.desk.snapshot(SnapshotReason.ASKED)
    captioner.type(" and more")
    captioner.desk.restore("First version")
    assert captioner.view.text == "First version"
    captioner.desk.writing.flush()
    snapshots = captioner.read(lambda unit: unit.snapshots.list("c1"))
    assert [s.text for s in snapshots] == ["First version and more", "First version"]
    assert captioner.read(lambda unit: unit.drafts.edits("c1"))[-1].edit.kind is EditKind.RESTORED


def test_the_open_points_name_findings_and_what_was_not_watched() -> None:
    captioner = Captioner()
    captioner.type("A man seems to run.")
    captioner.desk.playback.play()
    for _ in range(100):
        captioner.player.advance(40)
    captioner.desk.playback.pause()
    points = captioner.desk.handing_over.open_points()
    assert ("SPC-01", "seems to") in points.criteria
    assert [(round(start, -3), end) for start, end in points.unwatched] == [(4000, 10_000)]
    assert captioner.read(lambda unit: unit.watched.spans("c1"))


def test_submitting_needs_words_and_freezes_what_was_seen() -> None:
    captioner = Captioner()
    with pytest.raises(RefusedError, match=r"submit\.nothing-written"):
        captioner.desk.handing_over.submit(lambda: None)
    captioner.type("A man runs.")
    done: list[bool] = []
    captioner.desk.handing_over.submit(lambda: done.append(True))
    assert done == [True]
    ((submission, clip),) = captioner.view.submitted
    assert clip.state is ClipState.SUBMITTED
    assert '"guide_sha256"' in submission.report_json
    assert not captioner.view.writable
    assert not captioner.desk.handing_over.can_submit()
    captioner.desk.handing_over.take_back("c1", lambda: done.append(True))
    assert done == [True, True]
    assert captioner.view.writable


def test_two_ticks_at_once_lose_none() -> None:
    captioner = Captioner()
    captioner.desk.set_fact("music", Ternary.YES)
    captioner.desk.set_fact("speech", Ternary.NO)
    captioner.desk.set_names(["Ada"])
    facts = captioner.read(lambda unit: unit.clips.get("c1")).facts
    assert (facts.music, facts.speech, facts.names_allowed) == (Ternary.YES, Ternary.NO, ("Ada",))


def test_a_paste_says_where_it_comes_from() -> None:
    captioner = Captioner()
    captioner.view.insert_text("pasted words", EditKind.PASTED)
    captioner.desk.paste_comes_from(PasteOrigin.GUIDE)
    edits = captioner.read(lambda unit: unit.drafts.edits("c1"))
    assert edits[-1].edit.note == "guide"
