"""The guide drawer's content and the drawer itself, without a window around them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.checks.guide.errors import GuideError
from app.checks.guide.loader import BASE_GUIDE, SHIPPED, load_guide
from app.checks.guide.model import Guide
from app.checks.report import Confidence, Finding, Reason, Severity, State
from app.desk.guide_view import GuideView
from app.desk.health import RuleRecord
from app.ui.common.drawer import Drawer
from app.ui.common.labels import Label
from app.ui.common.theme import ThemeHub
from app.ui.guide import words
from app.ui.guide.health_table import Column
from app.ui.guide.page_list import MARK
from app.ui.guide.pane import GuidePane

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide(SHIPPED / BASE_GUIDE)


@pytest.fixture
def pane(hub: ThemeHub, qtbot: QtBot, guide: Guide) -> GuidePane:
    made = GuidePane(GuideView())
    qtbot.addWidget(made)
    made.resize(544, 620)
    made.show_guide(guide)
    made.show()
    return made


def told(pane: GuidePane) -> list[str]:
    body = pane.page.widget()
    return [label.text() for label in body.findChildren(Label)]


def listed(pane: GuidePane) -> list[str]:
    model = pane.list.pages
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def finding(match: str = "probably", severity: Severity = Severity.MAJOR) -> Finding:
    return Finding(
        rule="SPC-hedge",
        criterion="SPC-01",
        severity=severity,
        confidence=Confidence.CERTAIN,
        start=4,
        end=4 + len(match),
        match=match,
        reason=Reason(code="spc", text="No."),
        section="SG-5.1",
    )


def record(rule: str, right: int, wrong: int, criterion: str = "SPC-01") -> RuleRecord:
    return RuleRecord(rule=rule, criterion=criterion, confirmed=right, false_positive=wrong)


def test_a_section_has_do_before_do_not_and_leads_to_its_criterion(
    pane: GuidePane, guide: Guide, qtbot: QtBot
) -> None:
    pane.open_page("5.1")
    section = guide.section("SG-5.1")
    assert section is not None
    said = told(pane)
    order = [
        said.index(text)
        for text in (section.title, section.body, words.DO, section.do[0], words.DONT)
    ]
    assert order == sorted(order)
    assert said.index(section.dont[0]) > said.index(words.DONT)
    assert any("DCMP" in text for text in said)
    (link,) = pane.page.links
    qtbot.mouseClick(link, LEFT)
    assert pane.page.page is not None
    assert pane.page.page.id == "SPC-01"


def test_a_criterion_tells_its_weight_and_its_states(pane: GuidePane) -> None:
    pane.open_page("SPC-01")
    said = told(pane)
    assert any("SPC-01" in text and "weight 5" in text for text in said)
    for text in (words.STATES, "clear", "to look at", "1 or 2 minor findings"):
        assert text in said
    pane.show_states({"SPC-01": State.VIOLATED})
    assert any(text.endswith("(so it is now)") for text in told(pane))


def test_the_list_has_sections_then_criteria_and_marks_what_is_open(pane: GuidePane) -> None:
    rows = listed(pane)
    assert rows[0] == words.SECTIONS
    assert rows.index(words.CRITERIA) > rows.index("7.1 Spelling and grammar")
    assert rows[-1].startswith("CON")
    pane.show_states({"SPC-01": State.VIOLATED, "EMO-01": State.SATISFIED})
    model = pane.list.pages
    marked = {
        str(model.index(row).data())
        for row in range(model.rowCount())
        if model.index(row).data(MARK) is not None
    }
    assert marked == {"5.1 Say only what is seen or heard", "SPC Speculation"}


def test_searching_filters_the_list_and_opens_the_first_hit(pane: GuidePane, qtbot: QtBot) -> None:
    qtbot.keyClicks(pane.field, "camera")
    assert listed(pane)[0] == "6.1 No camera, no viewer"
    assert pane.page.page is not None
    assert pane.page.page.id == "SG-6.1"
    qtbot.keyClick(pane.field, Qt.Key.Key_Down)
    assert pane.page.page.id == "CAM-01"
    qtbot.keyClicks(pane.field, " submarine")
    assert pane._pages.currentIndex() == 1
    pane.field.clear()
    pane._on_search("")
    assert listed(pane)[0] == words.SECTIONS


def test_a_click_in_the_list_opens_a_page(pane: GuidePane, qtbot: QtBot) -> None:
    row = pane.list.pages.place("SG-2.1")
    assert row is not None
    index = pane.list.pages.index(row)
    where = pane.list.visualRect(index).center()
    qtbot.mouseClick(pane.list.viewport(), LEFT, pos=where)
    assert pane.page.page is not None
    assert pane.page.page.id == "SG-2.1"


def test_a_heading_in_the_list_cannot_be_chosen(pane: GuidePane) -> None:
    flags = pane.list.pages.flags(pane.list.pages.index(0))
    assert flags == Qt.ItemFlag.NoItemFlags


def test_the_finding_is_shown_and_can_be_confirmed(pane: GuidePane, qtbot: QtBot) -> None:
    assert not pane.strip.isVisible()
    pane.show_finding(finding(), confirmed=False)
    assert pane.strip.isVisible()
    with qtbot.waitSignal(pane.confirm_asked):
        qtbot.mouseClick(pane.strip.confirm, LEFT)
    pane.show_finding(finding(), confirmed=True)
    assert pane.strip.confirm.text() == words.CONFIRMED
    assert pane.strip.confirm.reason
    pane.show_finding(None, confirmed=False)
    assert not pane.strip.isVisible()


def test_another_version_of_the_guide_is_shown_at_once(pane: GuidePane, guide: Guide) -> None:
    pane.open_page("5.1")
    section = guide.section("SG-5.1")
    assert section is not None
    sections = tuple(
        replace(s, body="Another body.") if s.id == "SG-5.1" else s for s in guide.sections
    )
    stamp = replace(guide.stamp, version="1.0.1")
    pane.show_guide(replace(guide, stamp=stamp, sections=sections))
    assert "Another body." in told(pane)
    assert pane._name.words == "Base narrative 1.0.1"


def test_a_broken_guide_is_said_and_the_old_one_stays(pane: GuidePane, qtbot: QtBot) -> None:
    pane.open_page("5.1")
    pane.set_reloading(reloading=True)
    assert not pane.reload.isEnabled()
    pane.set_reloading(reloading=False)
    pane.show_trouble(GuideError("base-narrative/rules/spc.yml", 7, "guide.missing-key", key="id"))
    bar = pane.bars.current
    assert bar is not None
    assert "spc.yml, line 7" in bar.sentence
    assert "Base narrative 1.0.0 stays in use" in bar.detail
    assert pane.page.page is not None
    assert pane.page.page.id == "SG-5.1"
    assert pane.bars.bar is not None
    qtbot.mouseClick(pane.bars.bar.buttons["close"], LEFT)
    assert pane.bars.current is None


def test_without_a_guide_it_says_so(hub: ThemeHub, qtbot: QtBot) -> None:
    pane = GuidePane(GuideView())
    qtbot.addWidget(pane)
    pane.show_guide(None)
    assert pane._pages.currentIndex() == 0


def test_rule_health_is_sorted_by_what_wants_attention(pane: GuidePane, qtbot: QtBot) -> None:
    pane.open_health()
    assert pane.health._stack.currentIndex() == 0
    rows = [
        record("ACT-few", 1, 1, "ACT-01"),
        record("CAM-move", 60, 2, "CAM-01"),
        record("OBJ-evaluative", 20, 40, "OBJ-01"),
        record("SPC-hedge", 36, 22),
    ]
    pane.show_health(rows)
    assert pane.health.rows() == ["OBJ-evaluative", "SPC-hedge", "CAM-move", "ACT-few"]
    assert pane.health.current is not None
    assert pane.health.current.rule == "OBJ-evaluative"
    assert pane.health.detail.text().startswith("OBJ-evaluative: 60 decisions")
    pane.health.view.sortByColumn(Column.CONFIRMED, Qt.SortOrder.DescendingOrder)
    assert pane.health.rows() == ["CAM-move", "SPC-hedge", "OBJ-evaluative", "ACT-few"]
    pane.health.view.sortByColumn(Column.RULE, Qt.SortOrder.AscendingOrder)
    assert pane.health.rows()[0] == "ACT-few"


def test_a_rule_leads_to_the_page_of_its_criterion(pane: GuidePane, qtbot: QtBot) -> None:
    pane.open_health()
    pane.show_health([record("SPC-hedge", 36, 22)])
    qtbot.mouseClick(pane.health.open_page, LEFT)
    assert pane.tabs.value == "read"
    assert pane.page.page is not None
    assert pane.page.page.id == "SPC-01"


def test_new_records_keep_the_chosen_rule(pane: GuidePane) -> None:
    pane.show_health([record("A-1", 1, 1), record("B-1", 2, 2)])
    pane.health.view.selectRow(pane.health.rows().index("B-1"))
    pane.show_health([record("A-1", 1, 2), record("B-1", 2, 3), record("C-1", 1, 0)])
    assert pane.health.current is not None
    assert pane.health.current.rule == "B-1"


@pytest.fixture
def host(hub: ThemeHub, qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 500)
    window.text = QLineEdit(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.text.setFocus()
    return window


def drawer_in(window: QWidget) -> tuple[Drawer, QLineEdit]:
    content = QWidget()
    field = QLineEdit(content)
    made = Drawer(
        window,
        content,
        lambda: QRect(window.width() - 400, 40, 400, 300),
        anchors=(window,),
        first=field,
    )
    return made, field


def test_a_drawer_takes_the_focus_and_gives_it_back(
    host: QWidget, hub: ThemeHub, qtbot: QtBot
) -> None:
    hub.set_reduce_motion(True)
    drawer, field = drawer_in(host)
    with qtbot.waitSignal(drawer.opened):
        drawer.open()
    assert drawer.geometry() == QRect(500, 40, 400, 300)
    assert QApplication.focusWidget() is field
    assert drawer.has_focus()
    with qtbot.waitSignal(drawer.closed):
        assert drawer.shut()
    assert QApplication.focusWidget() is host.text
    assert not drawer.shut()


def test_a_drawer_opens_in_its_motion_and_ends_whole(
    host: QWidget, hub: ThemeHub, qtbot: QtBot
) -> None:
    hub.set_reduce_motion(False)
    drawer, _ = drawer_in(host)
    drawer.open()
    assert drawer.geometry().width() < 400
    assert drawer.geometry().right() == host.width() - 1
    qtbot.waitUntil(lambda: drawer.geometry() == QRect(500, 40, 400, 300))


def test_a_drawer_moves_along_with_its_window(host: QWidget, hub: ThemeHub, qtbot: QtBot) -> None:
    hub.set_reduce_motion(True)
    drawer, _ = drawer_in(host)
    drawer.open()
    host.resize(1000, 500)
    qtbot.waitUntil(lambda: drawer.geometry() == QRect(600, 40, 400, 300))


def test_a_drawer_that_is_left_keeps_its_hands_off_the_focus(
    host: QWidget, hub: ThemeHub, qtbot: QtBot
) -> None:
    hub.set_reduce_motion(True)
    drawer, _ = drawer_in(host)
    drawer.open()
    other = QLineEdit(host)
    other.show()
    other.setFocus()
    drawer.shut()
    assert QApplication.focusWidget() is other
