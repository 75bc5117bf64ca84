"""What goes wrong is said, with a way out, and nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtGui import QGuiApplication

from app.checks.guide.errors import GuideError
from app.desk.opening import Recovered
from app.desk.ports.analysis import (
    AnalysisProgress,
    CopyMade,
    Preflight,
    PreflightDone,
    PreflightFinding,
)
from app.desk.ports.language import CheckerName
from app.desk.ports.player import PlayerFault
from app.desk.settings import save_setting
from app.domain.clip import Clip, SourceKind
from app.domain.errors import EnvironmentFailureError
from app.ui.caption_bars import NOT_SAVED, PROBLEM
from app.ui.common.words.formats import day
from app.ui.player_notices import MISSING
from app.ui.window_life import DATABASE, RECOVERED, recovered_words
from tests.fakes.language import FakeLanguageChecker
from tests.fakes.parts import FakeParts
from tests.fakes.player import FakeClip


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


class _Absent:
    """Gives LanguageTools that are not on the machine until `why` is taken back."""

    def __init__(self, why: str) -> None:
        self.why = why
        self.made = 0

    def __call__(self) -> FakeLanguageChecker:
        self.made += 1
        return FakeLanguageChecker({}, name=CheckerName.LANGUAGETOOL, missing=self.why)

    def prepare(self, fakes: FakeParts) -> None:
        fakes.parts = replace(fakes.parts, make_languagetool=self)


@pytest.mark.parametrize("why", ["java-missing", "java-too-old", "jars-missing", "jars-incomplete"])
def test_languagetool_can_be_tried_again_where_it_was_not_here(make_window, why: str) -> None:
    absent = _Absent(why)
    window = make_window(absent.prepare)
    window.until(lambda: window.controller.ready)
    window.controller.desks.start_languagetool(wanted=True)
    window.until(lambda: window.window.bars.current is not None)
    bar = window.window.bars.current
    assert "Harper goes on" in bar.detail
    assert bar.detail.endswith("then try again.")
    before = absent.made
    window.window.bars.bar.buttons["again"].click()
    window.until(lambda: absent.made > before and window.window.bars.current is not None)
    absent.why = ""
    window.window.bars.bar.buttons["again"].click()
    window.until(lambda: "LanguageTool ready" in window.window.status._checkers.text())
    assert window.window.bars.current is None


def test_a_person_can_do_without_languagetool_for_good(make_window) -> None:
    window = make_window(_Absent("java-missing").prepare)
    window.until(lambda: window.controller.ready)
    window.controller.desks.start_languagetool(wanted=True)
    window.until(lambda: window.window.bars.current is not None)
    window.window.bars.bar.buttons["without"].click()
    assert window.controller.settings.switch("language.languagetool") is False
    window.until(lambda: window.window.bars.current is None)
    window.until(lambda: "LanguageTool" not in window.window.status._checkers.text())


def test_what_a_killed_window_left_is_told(make_window) -> None:
    def kill(fakes: FakeParts) -> None:
        clip = Clip(id="c1", title="Killed", kind=SourceKind.FILE, source="/clips/sample.mp4")

        def leave(unit) -> None:
            unit.clips.add(clip)
            unit.clips.add(Clip(id="c2", title="Other", kind=SourceKind.NONE))
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
    window.controller.open_clip("c2")
    window.until(lambda: window.bar() != RECOVERED)


@pytest.mark.parametrize(
    ("recovered", "sentence", "detail"),
    [
        (
            Recovered("c1", 2, 0),
            "Brought back: your text as last saved at 14:03:07.",
            "The window ended without being closed. 2 words more than in the newest earlier text.",
        ),
        (
            Recovered("c1", 0, -2),
            "Brought back: your text as last saved on November 15 at 14:03:07.",
            "The window ended without being closed.",
        ),
        (
            Recovered("c1", 2, 0, "only here"),
            "Brought back: a text from the rescue file.",
            "It was never stored. Undo gives the text saved at 14:03:07.",
        ),
    ],
)
def test_what_is_brought_back_is_said_with_its_last_saved_edit(
    recovered: Recovered, sentence: str, detail: str
) -> None:
    edited = datetime(2026, 11, 17, 14, 3, 7).astimezone() + timedelta(days=recovered.saved_ms)
    given = replace(recovered, saved_ms=round(edited.timestamp() * 1000))
    said = recovered_words(given, date(2026, 11, 17))
    assert said == (sentence.replace("November 15", day(edited.date())), detail)


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
