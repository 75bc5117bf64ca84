"""What heading, rows and card say of a report."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel

from app.checks.report import Severity, State
from app.ui.common.marks import Mark
from app.ui.rubric.folding import fold
from app.ui.rubric.model import RubricState, criterion_row
from app.ui.rubric.rail import RubricRail, rail_counts
from app.ui.rubric.sidebar import RubricSidebar
from tests.ui.rubric.stage import EMOTION, HEIGHTS, SPECULATION, STATE, rows


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
