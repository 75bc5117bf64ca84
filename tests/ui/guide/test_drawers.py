"""The drawers in the whole window, on fakes: keys, focus, time, reloading, bringing a text back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication

from app.checks.engine import Checker
from app.checks.guide.errors import GuideError
from app.checks.report import Severity, State
from app.desk.ports.store import Decision, DecisionReason, DecisionScope, SnapshotReason
from app.desk.settings import save_setting
from app.domain.clip import Clip, SourceKind
from app.domain.journal import EditKind
from app.timekeeping.signals import Room, RoomEntered
from app.ui.overlays import HUSHED
from app.ui.window_life import RECOVERED
from tests.fakes.parts import FakeParts, base_checker
from tests.ui.window.stage import Window

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
TEXT = (
    "On a wooden pier, gulls cry and an old man in a yellow raincoat mends a net. He is probably "
    "sad. A girl in red boots walks up with a lantern and holds it over his work while he smiles "
    "at her and takes it."
)


@pytest.fixture
def make(qtbot, hub, tmp_path: Path) -> Iterator[Callable[..., Window]]:
    hub.set_reduce_motion(True)
    made: list[Window] = []

    def window(prepare: Callable[[FakeParts], None] = lambda _: None) -> Window:
        fakes = FakeParts(tmp_path)
        fakes.store.write(lambda unit: save_setting(unit, "look.reduce_motion", value=True))
        prepare(fakes)
        made.append(Window(qtbot, fakes))
        return made[-1]

    yield window
    for one in made:
        one.close()


def written(window: Window, text: str = TEXT) -> None:
    """Write a text into the sample and wait for its report."""
    window.open_sample()
    window.editor.setFocus()
    window.editor.insert_text(text, EditKind.TYPED)
    rubric = window.controller.desks.rubric
    window.until(lambda: rubric.news is not None and rubric.news.report.words > 20)
    window.until(lambda: bool(rubric.news.report.findings))


def guide_of(window: Window):
    return window.controller.rooms.overlays.guide


def history_of(window: Window):
    return window.controller.rooms.overlays.history


def page_id(window: Window) -> str:
    page = guide_of(window).pane.page.page
    return page.id if page is not None else ""


def entered(window: Window) -> list[Room]:
    """Listen to which rooms the work clock hears of."""
    heard: list[Room] = []
    work = window.controller.desks.work
    real = work.signal

    def signal(sign) -> None:
        if isinstance(sign, RoomEntered):
            heard.append(sign.room)
        real(sign)

    work.signal = signal
    return heard


def test_the_key_opens_the_section_behind_the_finding_at_the_caret(make) -> None:
    window = make()
    written(window)
    window.editor.set_caret(TEXT.index("probably") + 3)
    window.key(Qt.Key.Key_G, CTRL)
    guide = guide_of(window)
    assert guide.is_open
    assert page_id(window) == "SG-5.1"
    assert guide.pane.strip.isVisible()
    assert guide.pane.strip.quote.accessibleName() == "probably"
    pane = window.room.caption
    corner = pane.mapTo(window.window, pane.rect().topLeft())
    assert guide.drawer.geometry() == QRect(corner, pane.size())


def test_with_no_finding_at_the_caret_the_nearest_one_is_behind_the_page(make) -> None:
    window = make()
    written(window)
    window.editor.set_caret(TEXT.index("sad") + 1)
    window.key(Qt.Key.Key_G, CTRL)
    assert page_id(window) == "SG-5.1"


def test_the_card_opens_its_section(make) -> None:
    window = make()
    written(window)
    window.controller.act("next_finding")
    window.room.rubric.sidebar.card.guide.click()
    finding = window.controller.rooms.overlays.finding_at_hand()
    assert finding is not None
    assert page_id(window) == finding.section


def test_escape_gives_the_keys_back_to_the_text(make) -> None:
    window = make()
    written(window)
    window.key(Qt.Key.Key_G, CTRL)
    field = guide_of(window).pane.field
    assert QApplication.focusWidget() is field
    window.qtbot.keyClicks(field, "camera")
    window.qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not guide_of(window).is_open
    assert QApplication.focusWidget() is window.editor
    assert window.editor.raw_text() == TEXT
    assert not window.controller.desks.playback.playing


def test_the_same_key_closes_it_again(make) -> None:
    window = make()
    written(window)
    window.key(Qt.Key.Key_G, CTRL)
    window.qtbot.keyClick(guide_of(window).pane.field, Qt.Key.Key_G, CTRL)
    assert not guide_of(window).is_open


def test_going_back_to_the_covered_text_closes_it(make) -> None:
    window = make()
    written(window)
    window.key(Qt.Key.Key_G, CTRL)
    window.editor.setFocus()
    assert not guide_of(window).is_open
    assert QApplication.focusWidget() is window.editor


def test_walking_the_findings_turns_the_pages(make) -> None:
    window = make()
    written(window, TEXT + " The camera pans to the sea.")
    window.controller.act("guide")
    seen = set()
    for _ in window.controller.desks.rubric.news.report.findings:
        window.room.rubric.sidebar.step(1)
        finding = window.controller.rooms.overlays.finding_at_hand()
        assert page_id(window) == finding.section
        seen.add(page_id(window))
    assert {"SG-5.1", "SG-6.1"} <= seen


def test_time_in_the_drawer_is_reading_the_guide(make) -> None:
    window = make()
    written(window)
    heard = entered(window)
    window.controller.act("guide")
    assert heard == [Room.GUIDE]
    window.room.video.dialogue.words_field.setFocus()
    assert heard == [Room.GUIDE, Room.CAPTION]
    guide_of(window).pane.field.setFocus()
    assert heard[-1] is Room.GUIDE
    guide_of(window).shut()
    assert heard[-1] is Room.CAPTION
    assert heard.count(Room.GUIDE) == 2


def test_another_room_closes_it_and_is_the_last_one_heard(make) -> None:
    window = make()
    written(window)
    heard = entered(window)
    window.controller.act("guide")
    window.controller.show_room("queue")
    assert not guide_of(window).is_open
    assert heard[-1] is Room.ELSEWHERE


def test_it_opens_over_other_rooms_too(make) -> None:
    window = make()
    window.until(lambda: window.controller.ready)
    window.until(lambda: window.controller.desks.rubric.checker is not None)
    window.controller.show_room("queue")
    window.controller.act("guide")
    drawer = guide_of(window).drawer
    assert drawer.geometry().right() == window.window.width() - 1
    assert page_id(window) == "SG-1.1"
    assert not guide_of(window).pane.strip.isVisible()


def test_a_confirmed_finding_stays_and_counts(make) -> None:
    window = make()
    written(window)
    window.editor.set_caret(TEXT.index("probably") + 3)
    window.controller.act("guide")
    pane = guide_of(window).pane
    window.qtbot.mouseClick(pane.strip.confirm, LEFT)
    rubric = window.controller.desks.rubric
    window.until(lambda: [record.confirmed for record in rubric.health] == [1])
    assert not pane.strip.confirm.isEnabled()
    (stored,) = window.fakes.store.read(lambda unit: unit.decisions.all())
    assert (stored.match, stored.reason) == ("probably", DecisionReason.CONFIRMED)
    window.until(lambda: pane.health.rows() == [stored.rule])
    window.until(lambda: any(f.match == "probably" for f in rubric.news.report.findings))


def test_reload_takes_the_new_guide(make) -> None:
    window = make()
    written(window)
    window.controller.act("guide")
    guide = base_checker().guide
    newer = replace(guide, stamp=replace(guide.stamp, version="9.0.0"))
    rubric = window.controller.desks.rubric
    rubric._load_checker = lambda: Checker(newer)
    window.qtbot.mouseClick(guide_of(window).pane.reload, LEFT)
    window.until(lambda: rubric.checker.guide is newer)
    window.until(lambda: guide_of(window).pane._name.words.endswith("9.0.0"))
    assert guide_of(window).pane.bars.current is None


def test_a_broken_pack_is_said_with_its_line_and_the_old_guide_goes_on(make) -> None:
    window = make()
    written(window)
    window.controller.act("guide")
    rubric = window.controller.desks.rubric
    before = rubric.checker

    def broken() -> Checker:
        raise GuideError("mine/rules/spc.yml", 7, "guide.unknown-key", key="tokns")

    rubric._load_checker = broken
    pane = guide_of(window).pane
    window.qtbot.mouseClick(pane.reload, LEFT)
    window.until(lambda: pane.bars.current is not None)
    assert "mine/rules/spc.yml, line 7: the key tokns is not known" in pane.bars.current.sentence
    assert rubric.checker is before
    assert pane.reload.isEnabled()
    window.editor.setFocus()
    window.qtbot.keyClicks(window.editor, " It is probably late.")
    window.until(lambda: [f.match for f in rubric.news.report.findings].count("probably") == 2)


def decisions(rule: str, right: int, wrong: int) -> Callable[[FakeParts], None]:
    """Give a database in which a rule was decided about so often."""

    def prepare(fakes: FakeParts) -> None:
        clip = Clip(id="old", title="old", kind=SourceKind.FILE, source="/clips/old.mp4")
        fakes.store.write(lambda unit: unit.clips.add(clip))
        for number in range(right + wrong):
            reason = DecisionReason.CONFIRMED if number < right else DecisionReason.FALSE_POSITIVE
            decision = Decision(
                id=f"d{number}",
                clip_id="old",
                rule=rule,
                criterion="SPC-01",
                match=f"m{number}",
                scope=DecisionScope.FINDING,
                reason=reason,
                at_ms=number,
            )
            fakes.store.write(lambda unit, decision=decision: unit.decisions.add(decision))

    return prepare


def rule_of(window: Window, match: str) -> str:
    report = window.controller.desks.rubric.news.report
    return next(finding.rule for finding in report.findings if finding.match == match)


def test_a_bad_rule_gives_notes_and_its_criterion_is_in_order(make) -> None:
    first = make()
    written(first)
    rule = rule_of(first, "probably")
    window = make(decisions(rule, 32, 20))
    written(window)
    rubric = window.controller.desks.rubric
    window.until(lambda: bool(rubric.health))
    window.until(lambda: rubric.news.lowered == 1)
    (note,) = [f for f in rubric.news.report.findings if f.match == "probably"]
    assert note.severity is Severity.INFO
    assert rubric.news.report.verdict("SPC-01").state is State.SATISFIED
    window.controller.act("guide")
    guide_of(window).pane.open_health()
    assert guide_of(window).pane.health.summary.text() == "1 rule, 1 shown as a note"


def test_the_decision_that_switches_a_rule_off_says_so(make) -> None:
    first = make()
    written(first)
    rule = rule_of(first, "probably")
    window = make(decisions(rule, 10, 39))
    written(window)
    rubric = window.controller.desks.rubric
    window.until(lambda: rubric.hushed == {})
    (found,) = [f for f in rubric.news.report.findings if f.match == "probably"]
    rubric.dismiss(found, DecisionReason.FALSE_POSITIVE, DecisionScope.FINDING)
    window.until(lambda: window.bar() == HUSHED)
    bar = window.room.caption.bars.bar
    assert f"The rule {rule} (speculation) is switched off." == bar.content.sentence
    assert bar.content.detail == "10 of its 50 findings were right."
    bar.buttons["show"].click()
    health = guide_of(window).pane.health
    assert health.isVisible()
    assert health.summary.text() == "1 rule, 1 switched off"
    assert window.bar() != HUSHED


def test_the_history_opens_shows_what_changed_and_brings_a_text_back(make) -> None:
    window = make()
    written(window)
    window.controller.captioning.snapshot(SnapshotReason.ASKED)
    window.until(lambda: bool(window.fakes.store.read(lambda u: u.snapshots.list("sample"))))
    window.qtbot.keyClicks(window.editor, " More words.")
    window.key(Qt.Key.Key_H, CTRL)
    window.until(lambda: history_of(window) is not None and history_of(window).is_open)
    pane = history_of(window).pane
    assert QApplication.focusWidget() is pane.list
    assert "More words." in pane.diff.toPlainText()
    window.qtbot.mouseClick(pane.restore, LEFT)
    assert not history_of(window).is_open
    assert window.editor.raw_text() == TEXT
    assert QApplication.focusWidget() is window.editor
    window.editor.undo()
    assert window.editor.raw_text() == f"{TEXT} More words."


def test_escape_and_the_key_close_the_history(make) -> None:
    window = make()
    written(window)
    for close in (
        lambda: window.qtbot.keyClick(history_of(window).pane.list, Qt.Key.Key_Escape),
        lambda: window.qtbot.keyClick(history_of(window).pane.list, Qt.Key.Key_H, CTRL),
    ):
        window.key(Qt.Key.Key_H, CTRL)
        window.until(lambda: history_of(window) is not None and history_of(window).is_open)
        close()
        assert not history_of(window).is_open
        assert QApplication.focusWidget() is window.editor


def test_a_submitted_caption_can_be_read_back_but_not_restored(make) -> None:
    window = make()
    written(window)
    window.controller.set_setting("person.name", "Ada")
    window.controller.captioning.handing_over.submit(lambda: None)
    window.until(lambda: window.state().value == "submitted")
    window.controller.act("history")
    window.until(lambda: history_of(window) is not None and history_of(window).is_open)
    assert not history_of(window).pane.restore.isEnabled()
    assert history_of(window).pane.restore.reason


def test_what_was_recovered_is_shown_in_the_history(make) -> None:
    def killed(fakes: FakeParts) -> None:
        clip = Clip(id="c1", title="Killed", kind=SourceKind.FILE, source="/clips/sample.mp4")

        def leave(unit) -> None:
            unit.clips.add(clip)
            unit.clips.set_last_opened("c1", 1)
            save_setting(unit, "session.mark", "1 5")

        fakes.store.write(leave)
        fakes.rescue.write("c1", "only in the rescue file")

    window = make(killed)
    window.until(lambda: window.bar() == RECOVERED)
    window.until(lambda: window.editor.raw_text() == "only in the rescue file")
    window.room.caption.bars.bar.buttons["show"].click()
    window.until(lambda: history_of(window) is not None and history_of(window).is_open)
    assert history_of(window).pane.empty


def test_beside_a_wide_text_the_guide_stays_open_and_writing_counts_as_writing(make) -> None:
    window = make()
    window.window.resize(2400, 1000)
    written(window)
    window.controller.act("guide")
    heard = entered(window)
    window.editor.setFocus()
    assert guide_of(window).is_open
    assert heard == [Room.CAPTION]
    window.qtbot.keyClicks(window.editor, " More.")
    assert window.editor.raw_text() == f"{TEXT} More."
    window.qtbot.keyClick(window.editor, Qt.Key.Key_G, CTRL)
    assert QApplication.focusWidget() is guide_of(window).pane.field
    assert heard[-1] is Room.GUIDE


def test_a_text_of_the_queue_is_brought_back_by_opening_its_clip(make) -> None:
    window = make()
    written(window)
    window.controller.captioning.snapshot(SnapshotReason.ASKED)
    window.until(lambda: bool(window.fakes.store.read(lambda u: u.snapshots.list("sample"))))
    window.editor.setFocus()
    window.qtbot.keyClicks(window.editor, " More words.")
    window.until(lambda: window.stored().text.endswith("More words."))
    window.controller.show_room("queue")
    window.controller.rooms.open_history_of("sample")
    window.until(lambda: history_of(window) is not None and history_of(window).is_open)
    assert history_of(window).drawer.geometry().right() == window.window.width() - 1
    window.qtbot.mouseClick(history_of(window).pane.restore, LEFT)
    window.until(lambda: window.editor.raw_text() == TEXT)
    assert window.controller.rooms.current == "caption"
