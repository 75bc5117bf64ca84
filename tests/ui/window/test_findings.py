"""Walking through the findings in the whole window: what is at hand, put aside, taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from app.checks.engine import Checker
from app.checks.guide.errors import GuideError
from app.desk.judged import LENGTH
from app.domain.journal import EditKind
from app.ui.caption_bars import GUIDE, PUT_ASIDE
from app.ui.common.marks import Mark
from app.ui.rubric.model import RubricState
from tests.fakes.parts import FakeParts, base_checker
from tests.ui.window.stage import Window

TEXT = "A man seems sad. He is probably tired. Perhaps he waits for a friend."


def rubric(window: Window) -> RubricState:
    return window.room.rubric.sidebar.state


def matches(window: Window) -> list[str]:
    return [finding.match for finding in rubric(window).findings if finding.match]


def tinted(window: Window) -> list[str]:
    """The words that lie on another ground, those of the finding at hand."""
    return [
        selection.cursor.selectedText()
        for selection in window.editor.extraSelections()
        if selection.cursor.hasSelection()
    ]


def at_hand(window: Window) -> str:
    finding = rubric(window).finding
    return finding.match if finding is not None else ""


def go_to(window: Window, words: str) -> None:
    found = [finding.match for finding in rubric(window).findings]
    window.controller.presenter.findings.select(found.index(words))


@pytest.fixture
def walk(make_window: Callable[..., Window]) -> Window:
    window = make_window()
    window.open_sample()
    window.editor.insert_text(TEXT, EditKind.TYPED)
    window.until(lambda: {"seems sad", "probably", "Perhaps"} <= set(matches(window)))
    return window


def test_before_the_first_step_the_card_counts_the_findings(walk: Window) -> None:
    card = walk.room.rubric.sidebar.card
    assert rubric(walk).finding is None
    state = rubric(walk)
    assert (state.to_look_at, state.notes, len(state.findings)) == (3, 1, 4)
    assert card.accessibleName() == "3 to look at, 1 note."
    assert state.heading_words == "3 to look at, 1 note"
    assert state.guide_title == "Base narrative 1.0.0"
    assert card.accessibleDescription().endswith("shows the first.")


def test_a_dismissal_goes_on_to_the_next_finding_and_is_taken_back(walk: Window) -> None:
    card = walk.room.rubric.sidebar.card
    go_to(walk, "probably")
    assert tinted(walk) == ["probably"]
    following = rubric(walk).findings[rubric(walk).current + 1].match
    caret = walk.editor.caret_cp()
    card.menu.actions()[0].trigger()
    walk.until(lambda: "probably" not in matches(walk))
    assert at_hand(walk) == following
    assert "probably" not in tinted(walk)
    assert walk.editor.caret_cp() == caret
    bars = walk.room.caption.bars
    assert bars.current.id == PUT_ASIDE
    assert bars.current.sentence == "Put aside: “probably”."
    assert [words for _, words in bars.current.buttons] == ["Undo", "Close"]
    bars.bar.buttons["undo"].click()
    walk.until(lambda: "probably" in matches(walk))
    assert at_hand(walk) == "probably"
    assert tinted(walk) == ["probably"]
    assert walk.bar() != PUT_ASIDE


def test_after_the_last_finding_is_dismissed_the_one_before_is_at_hand(walk: Window) -> None:
    last = len(rubric(walk).findings) - 1
    walk.controller.presenter.findings.select(last)
    gone = rubric(walk).finding
    walk.room.rubric.sidebar.card.menu.actions()[0].trigger()
    walk.until(lambda: gone not in rubric(walk).findings)
    assert rubric(walk).current == len(rubric(walk).findings) - 1
    walk.room.caption.bars.bar.buttons["close"].click()
    assert walk.bar() != PUT_ASIDE


def test_the_tint_neither_outlives_its_finding_nor_stretches(walk: Window) -> None:
    go_to(walk, "probably")
    walk.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    walk.key(Qt.Key.Key_Delete)
    walk.until(lambda: not matches(walk))
    assert tinted(walk) == []
    walk.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    walk.until(lambda: "probably" in matches(walk))
    assert rubric(walk).finding is None
    walk.editor.moveCursor(walk.editor.textCursor().MoveOperation.End)
    assert tinted(walk) == []


def test_a_broken_guide_checks_nothing_and_can_be_reloaded(
    make_window: Callable[..., Window],
) -> None:
    broken = [True]

    def load(_guide: str) -> Checker:
        if broken[0]:
            raise GuideError("mine/guide.yml", 3, "guide.yaml")
        return base_checker()

    def prepare(fakes: FakeParts) -> None:
        object.__setattr__(fakes.parts, "load_checker", load)

    window = make_window(prepare)
    window.open_sample()
    window.until(lambda: window.bar() == GUIDE)
    window.type("A man seems sad.")
    assert rubric(window).heading_words == "not checked yet"
    assert rubric(window).heading_mark is rubric(window).quiet_mark is Mark.DOTTED
    bar = window.room.caption.bars.bar
    assert list(bar.buttons) == ["reload", "close"]
    broken[0] = False
    bar.buttons["reload"].click()
    window.until(lambda: "seems sad" in matches(window))
    assert window.bar() != GUIDE


def put_aside(window: Window) -> list[tuple[str, str]]:
    return [(row.what, row.detail) for row in rubric(window).put_aside]


def test_what_was_put_aside_is_listed_and_comes_back(walk: Window) -> None:
    sidebar = walk.room.rubric.sidebar
    assert not sidebar.put_aside.isVisible()
    go_to(walk, "probably")
    sidebar.card.menu.actions()[0].trigger()
    go_to(walk, "seems sad")
    sidebar.card.menu.actions()[-1].menu().actions()[2].trigger()
    walk.until(lambda: len(put_aside(walk)) == 2)
    walk.room.caption.bars.bar.buttons["close"].click()
    walk.until(sidebar.put_aside.isVisible)
    assert sidebar.put_aside.text() == "2 put aside"
    assert put_aside(walk) == [
        ("“probably”", "Speculation · Not the case here"),
        ("“seems sad”", "Speculation · A matter of taste · the whole clip"),
    ]
    sidebar.put_aside.click()
    listed = sidebar.put_aside_list
    assert listed.isVisible()
    assert next(iter(listed.buttons.values())).hasFocus()
    newest_first = list(listed.buttons.values())
    newest_first[1].click()
    walk.until(lambda: "probably" in matches(walk))
    assert at_hand(walk) == "probably"
    assert listed.isVisible()
    assert sidebar.put_aside.text() == "1 put aside"
    next(iter(listed.buttons.values())).click()
    walk.until(lambda: "seems sad" in matches(walk))
    assert not listed.isVisible()
    assert not sidebar.put_aside.isVisible()


def test_a_dismissal_whose_words_are_gone_stays_in_the_list_and_says_so(walk: Window) -> None:
    go_to(walk, "probably")
    walk.room.rubric.sidebar.card.menu.actions()[0].trigger()
    walk.until(lambda: len(put_aside(walk)) == 1)
    walk.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    walk.key(Qt.Key.Key_Delete)
    walk.until(lambda: put_aside(walk)[0][1].endswith("not in the text now"))


def test_undo_takes_back_what_the_bar_is_about(walk: Window) -> None:
    for words in ("probably", "Perhaps"):
        go_to(walk, words)
        walk.room.rubric.sidebar.card.menu.actions()[0].trigger()
        walk.until(lambda words=words: words not in matches(walk))
    walk.room.caption.bars.bar.buttons["undo"].click()
    walk.until(lambda: "Perhaps" in matches(walk))
    assert [what for what, _ in put_aside(walk)] == ["“probably”"]


def test_a_rule_with_many_findings_counts_five_and_the_walk_reaches_each(
    make_window: Callable[..., Window],
) -> None:
    window = make_window()
    window.open_sample()
    window.editor.insert_text("He probably runs. " * 8, EditKind.TYPED)
    window.until(lambda: matches(window).count("probably") == 8)
    (row,) = [row for row in rubric(window).rows if row.id == "SPC-01"]
    assert (row.words, row.cue) == ("5 to look at", "+3 more")
    seen: set[int] = set()
    for _ in rubric(window).findings:
        window.controller.act("next_finding")
        seen.add(rubric(window).current)
    assert seen == set(range(len(rubric(window).findings)))


def test_the_word_count_takes_the_limits_of_the_guide(make_window: Callable[..., Window]) -> None:
    shipped = base_checker().guide
    short = {"min": 3, "max": 20, "near": 1, "hard_max": 40}
    criteria = tuple(
        replace(criterion, numbers=short) if criterion.id == LENGTH else criterion
        for criterion in shipped.criteria
    )

    def prepare(fakes: FakeParts) -> None:
        fakes.checker = lambda: Checker(replace(shipped, criteria=criteria))

    window = make_window(prepare)
    window.open_sample()
    window.type("A man runs to the door. ")
    window.until(lambda: window.room.caption.heading.state_words == "In range")
