"""The sidebar shows what it is given, says what is wanted, and repaints only what changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.checks.report import Severity, State
from app.desk.ports.store import DecisionReason, DecisionScope
from app.domain.clip import TICKS, ClipFacts, Ternary
from app.ui.common.marks import Mark
from app.ui.common.theme import ThemeHub
from app.ui.common.words.criteria import CRITERION_CODES, Group
from app.ui.rubric.facts import summary_parts
from app.ui.rubric.folding import HYSTERESIS, Folds, Heights, Line, fold, keep
from app.ui.rubric.lists import ListEditor, entries
from app.ui.rubric.model import (
    CriterionRow,
    FindingCard,
    PutAsideRow,
    RubricState,
    criterion_row,
)
from app.ui.rubric.rail import RubricRail, rail_counts
from app.ui.rubric.rows import CriteriaList
from app.ui.rubric.sidebar import RubricSidebar

HEIGHTS = Heights(row=24, heading=22, before=8, between=4)
TROUBLES = {"EMO-01": State.WEAK, "SPC-01": State.VIOLATED, "NAM-01": State.NEEDS_HUMAN}


def rows(troubles: dict[str, State] | None = None) -> tuple[CriterionRow, ...]:
    states = TROUBLES if troubles is None else troubles
    return tuple(
        criterion_row(
            f"{code}-01",
            states.get(f"{code}-01", State.SATISFIED),
            findings=1 if states.get(f"{code}-01") in {State.WEAK, State.VIOLATED} else 0,
        )
        for code in CRITERION_CODES
    )


SPECULATION = FindingCard(
    criterion="SPC-01",
    severity=Severity.MAJOR,
    match="is probably thinking",
    reason="No one can see a thought.",
    section="5.1",
)
EMOTION = FindingCard(
    criterion="EMO-01", severity=Severity.MINOR, match="", reason="Name what shows it."
)
SPELLING = FindingCard(
    criterion="GRM-01",
    severity=Severity.MINOR,
    match="recieves",
    reason="A spelling mistake.",
    section="7.1",
    suggestions=("receives",),
)
STATE = RubricState(
    rows=rows(),
    findings=(SPECULATION, EMOTION, SPELLING),
    current=0,
    guide_title="Base narrative 1.0",
    to_look_at=3,
)


@pytest.fixture
def sidebar(hub: ThemeHub, qtbot: QtBot) -> Iterator[RubricSidebar]:
    widget = RubricSidebar()
    qtbot.addWidget(widget)
    widget.resize(320, 828)
    widget.set_state(STATE)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    yield widget
    # A menu left open would take the keys of the next test.
    widget.card.menu.close()


def line_of(sidebar: RubricSidebar, criterion: str) -> Line:
    return next(line for line in sidebar.criteria.lines if line.row and line.row.id == criterion)


def middle(line: Line) -> QPoint:
    return QPoint(60, line.top + line.height // 2)


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


def test_click_on_a_row_goes_to_its_first_finding(sidebar: RubricSidebar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sidebar.finding_selected) as told:
        qtbot.mouseClick(
            sidebar.criteria, Qt.MouseButton.LeftButton, pos=middle(line_of(sidebar, "EMO-01"))
        )
    assert told.args == [1]


def test_click_on_a_row_without_finding_is_quiet(sidebar: RubricSidebar, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(sidebar.finding_selected):
        qtbot.mouseClick(
            sidebar.criteria, Qt.MouseButton.LeftButton, pos=middle(line_of(sidebar, "SET-01"))
        )


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
    sidebar.set_state(
        replace(
            STATE,
            rows=rows({}),
            findings=(EMOTION, SPELLING),
            put_aside=(put,),
        )
    )
    qtbot.waitUntil(lambda: view.height() < room)
    assert [(line.words, line.top) for line in sidebar.criteria.lines] == before


def test_pointer_shows_and_forgets_a_cue(sidebar: RubricSidebar, qtbot: QtBot) -> None:
    seen: list[object] = []
    sidebar.cue_hovered.connect(seen.append)
    qtbot.mouseMove(sidebar.criteria, middle(line_of(sidebar, "SET-01")))
    QApplication.sendEvent(sidebar.criteria, QEvent(QEvent.Type.Leave))
    assert seen[-2:] == ["SET-01", None]


def test_keys_walk_the_rows(sidebar: RubricSidebar, qtbot: QtBot) -> None:
    sidebar.criteria.setFocus()
    qtbot.keyClick(sidebar.criteria, Qt.Key.Key_Down)
    assert sidebar.criteria.accessibleDescription() == "Setting, mentioned"
    for _ in range(4):
        qtbot.keyClick(sidebar.criteria, Qt.Key.Key_Down)
    with qtbot.waitSignal(sidebar.finding_selected) as told:
        qtbot.keyClick(sidebar.criteria, Qt.Key.Key_Return)
    assert told.args == [1]


def test_stepping_goes_round(sidebar: RubricSidebar, qtbot: QtBot) -> None:
    asked: list[int] = []
    sidebar.finding_selected.connect(asked.append)
    sidebar.step(1)
    sidebar.step(-1)
    sidebar.set_state(replace(STATE, current=None))
    sidebar.step(1)
    sidebar.step(-1)
    assert asked == [1, 2, 0, 2]


def test_card_offers_guide_and_dismissal(sidebar: RubricSidebar, qtbot: QtBot) -> None:
    assert sidebar.card.guide.text() == "Guide 5.1"
    with qtbot.waitSignal(sidebar.guide_requested) as told:
        sidebar.card.guide.click()
    assert told.args == ["5.1"]
    with qtbot.waitSignal(sidebar.finding_dismissed) as told:
        sidebar.card.menu.actions()[0].trigger()
    assert told.args == [0, DecisionReason.FALSE_POSITIVE.value, DecisionScope.FINDING.value]
    clip = sidebar.card.menu.actions()[-1].menu()
    with qtbot.waitSignal(sidebar.finding_dismissed) as told:
        clip.actions()[2].trigger()
    assert told.args == [0, DecisionReason.PREFERENCE.value, DecisionScope.CLIP.value]


def test_spellings_are_offered_for_spelling_only(sidebar: RubricSidebar, qtbot: QtBot) -> None:
    assert sidebar.card.suggestions[0].isHidden()
    sidebar.set_state(replace(STATE, current=2))
    assert not sidebar.card.suggestions[0].isHidden()
    assert sidebar.card.suggestions[1].isHidden()
    with qtbot.waitSignal(sidebar.suggestion_chosen) as told:
        sidebar.card.suggestions[0].click()
    assert told.args == [2, "receives"]


@pytest.mark.parametrize("width", [288, 320])
@pytest.mark.parametrize("current", [0, 1, 2, None])
def test_card_keeps_its_height_and_its_buttons_apart(
    sidebar: RubricSidebar, width: int, current: int | None
) -> None:
    sidebar.resize(width, 828)
    sidebar.set_state(replace(STATE, current=current))
    card = sidebar.card
    assert card.height() == 152
    shown = [
        child
        for child in card.findChildren(QWidget)
        if child.parent() is card and child.isVisible()
    ]
    for child in shown:
        assert card.rect().contains(child.geometry())
    overlaps = [
        (one, other)
        for index, one in enumerate(shown)
        for other in shown[index + 1 :]
        if one.geometry().intersects(other.geometry())
    ]
    assert overlaps == []


def test_pointer_never_takes_the_keys_from_the_text(hub: ThemeHub, qtbot: QtBot) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    text, sidebar = QLineEdit(), RubricSidebar()
    column.addWidget(text)
    column.addWidget(sidebar)
    qtbot.addWidget(window)
    window.resize(360, 860)
    sidebar.set_state(STATE)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    text.setFocus()
    for target in (
        sidebar.criteria,
        sidebar.card.guide,
        sidebar.card.next,
        *sidebar.facts.pills.values(),
    ):
        qtbot.mouseClick(target, Qt.MouseButton.LeftButton)
        assert QApplication.focusWidget() is text


def test_pills_tell_and_show_facts(sidebar: RubricSidebar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sidebar.fact_changed) as told:
        sidebar.facts.tick(TICKS.index("music") + 1)
    assert told.args == ["music", Ternary.YES]
    sidebar.set_state(replace(STATE, facts=ClipFacts(speech=Ternary.NO)))
    assert sidebar.facts.pills["speech"].value is Ternary.NO
    assert sidebar.facts.pills["music"].value is Ternary.UNKNOWN


def test_pills_explain_themselves_and_name_their_key(sidebar: RubricSidebar) -> None:
    pill = sidebar.facts.pills["music"]
    assert pill.toolTip() == "There is music."
    sidebar.set_keys(tuple(f"Alt+{n}" for n, _ in enumerate(TICKS, 1)), "F8")
    assert pill.toolTip() == "There is music. · Alt 2"


def test_low_windows_fold_the_facts_into_one_line(sidebar: RubricSidebar, qtbot: QtBot) -> None:
    tall = sidebar.facts.height()
    sidebar.set_low(True)
    assert sidebar.facts.height() == 36 < tall
    assert all(pill.isHidden() for pill in sidebar.facts.pills.values())
    qtbot.mouseClick(sidebar.facts, Qt.MouseButton.LeftButton)
    assert not any(pill.isHidden() for pill in sidebar.facts.pills.values())
    # The key ticks a pill that is folded away, too.
    sidebar.facts.chevron.click()
    with qtbot.waitSignal(sidebar.fact_changed):
        sidebar.facts.tick(1)


def test_summary_leaves_out_what_is_none() -> None:
    facts = ClipFacts(speech=Ternary.YES, music=Ternary.YES, people=Ternary.NO)
    assert [words for _, words in summary_parts(facts)] == ["2 yes", "1 no", "3 to tick"]
    assert [words for _, words in summary_parts(ClipFacts())] == ["6 to tick"]


def test_list_editor_keeps_on_closing_and_forgets_on_escape(
    sidebar: RubricSidebar, qtbot: QtBot
) -> None:
    changes: list[object] = []
    sidebar.names_changed.connect(changes.append)
    for closing in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
        sidebar.facts.names.click()
        popup = QApplication.activePopupWidget()
        assert popup is not None
        assert isinstance(popup, ListEditor)
        edit = popup.edit
        edit.setPlainText(" Ada  Lovelace \n\nAda Lovelace\nAcme")
        if closing is Qt.Key.Key_Escape:
            qtbot.keyClick(popup, closing)
        else:
            qtbot.keyClick(edit, closing, Qt.KeyboardModifier.ControlModifier)
        assert popup.isHidden()
    assert changes == [("Ada Lovelace", "Acme")]


def test_entries_are_trimmed_and_told_once() -> None:
    assert entries(" a \n\n b  c\na") == ("a", "b c")
    assert entries("") == ()


class Paints(QObject):
    """Remembers what was painted of a widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.areas: list[QRect] = []
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QPaintEvent):
            self.areas.append(event.rect())
        return False


def test_only_the_row_that_changed_is_painted(sidebar: RubricSidebar, qtbot: QtBot) -> None:
    paints = Paints(sidebar.criteria)
    qtbot.waitUntil(sidebar.criteria.isVisible)
    QApplication.sendPostedEvents()
    sidebar.criteria.repaint()
    paints.areas.clear()
    changed = tuple(replace(row, cue="a pier") if row.id == "SET-01" else row for row in STATE.rows)
    sidebar.set_state(replace(STATE, rows=changed))
    qtbot.waitUntil(lambda: bool(paints.areas))
    line = line_of(sidebar, "SET-01")
    assert paints.areas == [QRect(0, line.top, sidebar.criteria.width(), line.height)]


def test_row_of_the_finding_at_hand_comes_into_view(sidebar: RubricSidebar, qtbot: QtBot) -> None:
    sidebar.resize(320, 420)
    viewport = sidebar.criteria.parentWidget()
    assert viewport is not None
    qtbot.waitUntil(lambda: sidebar.criteria.height() > viewport.height())
    for current in (2, 1):
        sidebar.set_state(
            replace(STATE, rows=rows(TROUBLES | {"GRM-01": State.WEAK}), current=current)
        )
        line = line_of(sidebar, STATE.findings[current].criterion)
        seen = sidebar.criteria.mapTo(viewport, QPoint(0, line.top)).y()
        assert 0 <= seen <= viewport.height() - line.height


def test_same_state_again_paints_nothing(sidebar: RubricSidebar, qtbot: QtBot) -> None:
    sidebar.repaint()
    QApplication.sendPostedEvents()
    paints = [Paints(part) for part in (sidebar.criteria, sidebar.card, sidebar.facts)]
    sidebar.set_state(replace(STATE))
    marker = QLabel("later")
    qtbot.addWidget(marker)
    with qtbot.waitExposed(marker):
        marker.show()
    assert [paint.areas for paint in paints] == [[], [], []]


def test_names_for_screen_readers(sidebar: RubricSidebar) -> None:
    changed = tuple(
        replace(row, cue="wooden pier") if row.id == "SET-01" else row for row in STATE.rows
    )
    sidebar.set_state(replace(STATE, rows=changed))
    assert sidebar.card.accessibleName() == (
        "Finding 1 of 3, major, speculation: is probably thinking"
    )
    told = QAccessible.queryAccessibleInterface(sidebar.criteria)
    names = [told.child(index).text(QAccessible.Text.Name) for index in range(told.childCount())]
    assert "Setting, mentioned, wooden pier" in names
    assert "Speculation, 1 to look at" in names


def test_rail_counts_the_gravest_first(hub: ThemeHub, qtbot: QtBot) -> None:
    rail = RubricRail()
    qtbot.addWidget(rail)
    rail.set_state(STATE)
    assert rail_counts(STATE) == (
        (State.VIOLATED, 1),
        (State.WEAK, 1),
        (State.NEEDS_HUMAN, 1),
        (State.SATISFIED, 21),
    )
    assert rail.width() == 44
    assert rail.accessibleName().startswith("Rubric, 1 missing or to look at")
    with qtbot.waitSignal(rail.opened):
        rail.chevron.click()


@pytest.mark.parametrize(
    ("state", "gravest", "early"),
    [
        (RubricState(), State.SATISFIED, False),
        (STATE, State.VIOLATED, False),
        (RubricState(rows=rows({})), State.SATISFIED, False),
        (RubricState(rows=(criterion_row("WC-01", State.TOO_EARLY),)), State.SATISFIED, True),
    ],
)
def test_heading_takes_the_gravest_state(state: RubricState, gravest: State, early: bool) -> None:
    assert state.gravest is gravest
    assert state.early is early


def test_a_text_that_is_still_short_is_not_called_in_order() -> None:
    short = RubricState(rows=rows({"WC-01": State.TOO_EARLY}))
    assert short.heading_words == "not yet"
    assert short.heading_mark is short.quiet_mark is Mark.DOTTED
    assert short.quiet_words == "Nothing to look at yet."


def test_an_index_out_of_date_shows_no_finding() -> None:
    assert replace(STATE, current=7).finding is None
    assert replace(STATE, current=None).finding is None


def test_findings_of_which_none_is_at_hand_are_counted_on_the_card(sidebar: RubricSidebar) -> None:
    sidebar.set_keys((), "F8")
    state = replace(STATE, current=None, to_look_at=3)
    sidebar.set_state(state)
    card = sidebar.card
    assert card.accessibleName() == "3 to look at."
    assert card.accessibleDescription() == "F8 shows the first."
    assert state.heading_words == "3 to look at"
    assert state.quiet_mark is state.heading_mark is Mark.OCTAGON
    assert not card.hint.isHidden()
    assert not card.next.isHidden()
    sidebar.set_state(STATE)
    assert card.accessibleDescription() == SPECULATION.reason


@pytest.mark.parametrize(
    ("to_look_at", "notes", "more", "words"),
    [
        (3, 0, 0, "3 to look at"),
        (1, 2, 0, "1 to look at, 2 notes"),
        (5, 1, 3, "5 to look at +3 more, 1 note"),
        (0, 1, 0, "in order, 1 note"),
    ],
)
def test_heading_counts_what_the_card_counts(
    to_look_at: int, notes: int, more: int, words: str
) -> None:
    found = [SPECULATION] * (to_look_at + more)
    found += [replace(EMOTION, severity=Severity.INFO)] * notes
    state = RubricState(rows=rows({}), findings=tuple(found), to_look_at=to_look_at)
    assert state.heading_words == words


def test_no_tick_while_there_is_something_to_look_at() -> None:
    clear = RubricState(rows=rows({}), findings=(EMOTION,), to_look_at=1)
    assert clear.heading_mark is clear.quiet_mark is Mark.HALF
    note = RubricState(rows=rows({}), findings=(replace(EMOTION, severity=Severity.INFO),))
    assert (note.quiet_words, note.quiet_mark) == ("1 note.", Mark.DOT)
    nothing = RubricState(rows=rows({}))
    assert (nothing.quiet_words, nothing.quiet_mark) == ("Nothing to look at.", Mark.TICK)


def test_without_a_checker_nothing_is_in_order(sidebar: RubricSidebar) -> None:
    state = RubricState()
    sidebar.set_state(state)
    assert state.heading_words == "not checked yet"
    assert state.heading_mark is state.quiet_mark is Mark.DOTTED
    assert sidebar.card.accessibleName() == "Not checked yet."
    assert "not checked yet" in [label.text() for label in sidebar.heading.findChildren(QLabel)]
    rail = RubricRail()
    assert rail.accessibleName() == "Rubric, not checked yet"
    rail.set_state(STATE)
    rail.set_state(state)
    assert rail.accessibleName() == "Rubric, not checked yet"
    rail.deleteLater()


@pytest.mark.parametrize(
    ("state", "gravest", "shown"),
    [
        (State.VIOLATED, Severity.INFO, State.SATISFIED),
        (State.VIOLATED, Severity.MINOR, State.WEAK),
        (State.VIOLATED, Severity.MAJOR, State.VIOLATED),
        (State.VIOLATED, Severity.CRITICAL, State.VIOLATED),
        (State.VIOLATED, None, State.VIOLATED),
        (State.WEAK, Severity.MINOR, State.WEAK),
        (State.WEAK, Severity.MAJOR, State.VIOLATED),
        (State.NEEDS_HUMAN, Severity.MAJOR, State.NEEDS_HUMAN),
    ],
)
def test_a_row_is_as_red_as_its_gravest_finding(
    state: State, gravest: Severity | None, shown: State
) -> None:
    notes = int(gravest is Severity.INFO)
    row = criterion_row("SPC-01", state, findings=1 - notes, notes=notes, gravest=gravest)
    assert (row.state, row.shown) == (state, shown)
    (line,) = (line for line in fold([row], 500, HEIGHTS)[0] if line.row)
    assert line.state is shown
    assert rail_counts(RubricState(rows=(row,))) == ((shown, 1),)
    assert RubricState(rows=(row,)).gravest is shown
    if notes:
        assert row.words == "1 note"


def test_a_must_have_that_is_missing_in_a_minor_way_says_so_without_red() -> None:
    row = criterion_row("SET-01", State.VIOLATED, findings=1, gravest=Severity.MINOR)
    assert (row.words, row.shown) == ("missing", State.WEAK)
    row = criterion_row("SET-01", State.WEAK, notes=1, gravest=Severity.INFO)
    assert (row.words, row.shown) == ("thin", State.WEAK)
