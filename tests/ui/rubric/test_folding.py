"""Which rows fold, when, and what a person can fold by hand."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.checks.report import State
from app.desk.ports.store import DecisionReason, DecisionScope
from app.ui.common.theme import ThemeHub
from app.ui.common.words.criteria import CRITERION_CODES, Group
from app.ui.rubric.folding import HYSTERESIS, Folds, Line, fold, keep
from app.ui.rubric.model import PutAsideRow, criterion_row
from app.ui.rubric.rows import CriteriaList
from app.ui.rubric.sidebar import RubricSidebar
from tests.ui.rubric.stage import EMOTION, HEIGHTS, SPELLING, STATE, TROUBLES, middle, rows


def test_enough_room_shows_every_criterion() -> None:
    lines, folds = fold(rows(), 2000, HEIGHTS)
    assert [line.row for line in lines if line.row] == list(rows())
    assert folds == Folds()


def test_the_last_group_folds_first_and_trouble_never_folds() -> None:
    lines, folds = fold(rows(), 640, HEIGHTS)
    assert folds.folded == {Group.FORM}
    (more,) = (line for line in lines if line.folded)
    assert (more.words, more.state_words) == ("8 more", "in order")
    lines, folds = fold(rows(), 100, HEIGHTS)
    assert folds.folded == set(Group)
    assert {line.row.id for line in lines if line.row} == set(TROUBLES)


def test_lines_follow_each_other_without_gap_or_overlap() -> None:
    lines, _ = fold(rows(), 480, HEIGHTS)
    for above, below in pairwise(lines):
        between = HEIGHTS.between if below.is_heading else 0
        assert below.top == above.top + above.height + between


def test_a_fold_opens_only_with_room_to_spare() -> None:
    lines, _ = fold(rows(), 2000, HEIGHTS)
    needed = lines[-1].top + lines[-1].height
    was = Folds(folded=frozenset({Group.FORM}))
    assert fold(rows(), needed, HEIGHTS)[1].folded == frozenset()
    assert fold(rows(), needed, HEIGHTS, was)[1].folded == was.folded
    assert fold(rows(), needed + HYSTERESIS, HEIGHTS, was)[1].folded == frozenset()


def test_a_window_made_larger_in_one_go_needs_no_room_to_spare(hub: ThemeHub) -> None:
    criteria = CriteriaList()
    lines, _ = fold(rows(), 2000, criteria._heights())
    needed = lines[-1].top + lines[-1].height
    for before, spare, opens in ((400, 0, True), (10, HYSTERESIS - 10, False)):
        criteria.set_room(needed - before)
        criteria.set_state(STATE)
        assert any(line.folded for line in criteria.lines)
        criteria.set_room(needed + spare)
        assert any(line.folded for line in criteria.lines) is not opens


def test_what_is_in_sight_stays_in_sight_when_it_is_put_in_order() -> None:
    lines, folds = fold(rows(), 100, HEIGHTS)
    seen = [line.row.id for line in lines if line.row]
    assert seen == ["EMO-01", "SPC-01", "NAM-01"]
    after, folds = keep(rows({}), HEIGHTS, folds)
    assert [(line.words, line.top) for line in after] == [(line.words, line.top) for line in lines]
    more = keep(rows({"SET-01": State.VIOLATED}), HEIGHTS, folds)[0]
    assert [line.row.id for line in more if line.row] == ["SET-01", *seen]
    assert [line.row for line in fold(rows({}), 100, HEIGHTS, folds)[0] if line.row] == []


def test_rows_that_come_out_of_a_fold_fold_no_other_group() -> None:
    lines, folds = fold(rows({}), 640, HEIGHTS)
    assert folds.folded == {Group.FORM}
    troubled = rows({"GRM-01": State.VIOLATED, "OST-01": State.WEAK, "FMT-01": State.WEAK})
    after, folds = keep(troubled, HEIGHTS, folds)
    assert folds.folded == {Group.FORM}
    assert len(after) == len(lines) + 3


def test_a_fold_never_says_more_than_the_least_of_its_rows() -> None:
    early = {f"{code}-01": State.TOO_EARLY for code in CRITERION_CODES}
    lines, _ = fold(rows(early), 100, HEIGHTS)
    assert {line.state_words for line in lines if line.folded} == {"not yet"}


def test_a_single_row_in_order_is_not_folded() -> None:
    two = (
        criterion_row("GRM-01", State.WEAK, findings=1),
        criterion_row("OST-01", State.SATISFIED),
    )
    lines, folds = fold(two, 10, HEIGHTS)
    assert folds == Folds()
    assert [line.words for line in lines][1:] == ["Spelling and grammar", "Text on screen"]


def test_click_on_a_fold_opens_it(sidebar: RubricSidebar, qtbot: QtBot) -> None:
    more = next(line for line in sidebar.criteria.lines if line.folded)
    qtbot.mouseClick(sidebar.criteria, Qt.MouseButton.LeftButton, pos=middle(more))
    assert not any(line.folded and line.group is more.group for line in sidebar.criteria.lines)


def test_a_click_on_a_heading_folds_its_group_and_opens_it(
    sidebar: RubricSidebar, qtbot: QtBot
) -> None:
    sidebar.resize(320, 1100)

    def heading() -> Line:
        lines = sidebar.criteria.lines
        return next(line for line in lines if line.is_heading and line.group is Group.MUST_HAVE)

    def in_group() -> int:
        return sum(line.group is Group.MUST_HAVE for line in sidebar.criteria.lines)

    def click() -> None:
        qtbot.mouseClick(sidebar.criteria, Qt.MouseButton.LeftButton, pos=middle(heading()))

    qtbot.waitUntil(lambda: not any(line.folded for line in sidebar.criteria.lines))
    assert (heading().foldable, heading().is_open, in_group()) == (True, True, 8)
    click()
    assert (heading().is_open, in_group()) == (False, 3), "heading, emotion and the fold"
    sidebar.set_state(replace(STATE, rows=()))
    sidebar.set_state(STATE)
    assert in_group() == 3, "another clip"
    click()
    assert in_group() == 8


def test_arrow_keys_fold_a_group_and_open_it(sidebar: RubricSidebar, qtbot: QtBot) -> None:
    sidebar.resize(320, 1100)
    qtbot.waitUntil(lambda: not any(line.folded for line in sidebar.criteria.lines))
    count = len(sidebar.criteria.lines)
    sidebar.criteria.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(sidebar.criteria, Qt.Key.Key_Left)
    (more,) = (line for line in sidebar.criteria.lines if line.folded)
    assert more.group is Group.MUST_HAVE
    assert sidebar.criteria.accessibleDescription() == "6 more"
    qtbot.keyClick(sidebar.criteria, Qt.Key.Key_Right)
    assert len(sidebar.criteria.lines) == count


@pytest.mark.parametrize("height", range(560, 1000, 40))
def test_putting_something_aside_moves_no_row(
    sidebar: RubricSidebar, qtbot: QtBot, height: int
) -> None:
    sidebar.resize(320, height)
    view = sidebar.criteria.parentWidget()
    assert view is not None
    before = [(line.words, line.top) for line in sidebar.criteria.lines]
    put = PutAsideRow(
        id="d1",
        criterion="SPC-01",
        match="is probably thinking",
        reason=DecisionReason.PREFERENCE,
        scope=DecisionScope.FINDING,
    )
    room = view.height()
    sidebar.set_state(replace(STATE, rows=rows({}), findings=(EMOTION, SPELLING), put_aside=(put,)))
    qtbot.waitUntil(lambda: view.height() < room)
    assert [(line.words, line.top) for line in sidebar.criteria.lines] == before
