"""The sidebar shows what it is given, says what is wanted, and repaints only what changed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.checks.report import State
from app.desk.ports.store import DecisionReason, DecisionScope
from app.domain.clip import TICKS, ClipFacts, Ternary
from app.ui.common.theme import ThemeHub
from app.ui.rubric.facts import summary_parts
from app.ui.rubric.lists import ListEditor, entries
from app.ui.rubric.rail import RubricRail, rail_counts
from app.ui.rubric.sidebar import RubricSidebar
from tests.ui.rubric.stage import (
    STATE,
    TROUBLES,
    line_of,
    middle,
    rows,
)


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
