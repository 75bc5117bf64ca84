"""Controls: three states by pointer and key, bars by gravity, buttons that keep off the focus."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QSpinBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.clip import Ternary
from app.ui.common.bars import Bar, BarContent, BarHost, BarStage, Gravity
from app.ui.common.buttons import Button, IconButton, Kind
from app.ui.common.fields import Check, Choice, Field, as_field
from app.ui.common.keyhint import KeyHint, hint_words
from app.ui.common.labels import ElidedLabel
from app.ui.common.meter import WordMeter
from app.ui.common.panes import EmptyState, PaneHeading
from app.ui.common.pills import FactPill
from app.ui.common.segmented import Segmented
from app.ui.common.theme import ThemeHub


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Callable[..., None]]:
    """Shows widgets in one active window, which lives as long as the test."""
    windows: list[QWidget] = []

    def show_widgets(*widgets: QWidget) -> None:
        window = QWidget()
        windows.append(window)
        column = QVBoxLayout(window)
        for widget in widgets:
            column.addWidget(widget)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)

    yield show_widgets
    windows.clear()


Show = Callable[..., None]


@pytest.mark.parametrize("by_key", [False, True])
def test_pill_goes_unknown_yes_no(hub: ThemeHub, qtbot: QtBot, show: Show, by_key: bool) -> None:
    pill = FactPill("Speech")
    show(pill)
    answers: list[object] = []
    pill.answered.connect(answers.append)
    assert pill.value is Ternary.UNKNOWN
    for _ in range(3):
        if by_key:
            qtbot.keyClick(pill, Qt.Key.Key_Space)
        else:
            qtbot.mouseClick(pill, Qt.MouseButton.LeftButton)
    assert answers == [Ternary.YES, Ternary.NO, Ternary.UNKNOWN]


def test_pill_set_by_the_program_is_silent(hub: ThemeHub, qtbot: QtBot) -> None:
    pill = FactPill("Music")
    qtbot.addWidget(pill)
    with qtbot.assertNotEmitted(pill.answered):
        pill.set_value(Ternary.NO)
    assert pill.value is Ternary.NO


def test_pill_is_a_three_state_check_box_for_screen_readers(hub: ThemeHub, qtbot: QtBot) -> None:
    pill = FactPill("Music")
    qtbot.addWidget(pill)
    told = QAccessible.queryAccessibleInterface(pill)
    assert told.role() == QAccessible.Role.CheckBox
    assert told.text(QAccessible.Text.Name) == "Music"
    assert told.state().checkStateMixed
    pill.set_value(Ternary.YES)
    assert told.state().checked


def test_pointer_on_pill_and_transport_leaves_the_keys_with_the_text(
    hub: ThemeHub, qtbot: QtBot, show: Show
) -> None:
    text, pill, play = QLineEdit(), FactPill("Speech"), IconButton("play", "Play")
    show(text, pill, play)
    text.setFocus()
    for widget in (pill, play):
        qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
        assert QApplication.focusWidget() is text


def test_tab_does_not_stop_at_transport(hub: ThemeHub, qtbot: QtBot, show: Show) -> None:
    text, play, other = QLineEdit(), IconButton("play", "Play"), QLineEdit()
    show(text, play, other)
    text.setFocus()
    qtbot.keyClick(text, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is other


def test_what_is_off_says_why(hub: ThemeHub, qtbot: QtBot) -> None:
    button = Button("Take the test", key="Ctrl+E")
    qtbot.addWidget(button)
    button.set_unavailable("Third attempt opens tomorrow at 15:20.")
    assert not button.isEnabled()
    assert "Third attempt" in button.toolTip()
    assert button.accessibleDescription() == "Third attempt opens tomorrow at 15:20."
    button.set_unavailable("")
    assert button.isEnabled()
    assert button.toolTip() == "Ctrl E"


def test_main_button_makes_room_for_its_key_and_hints_can_be_off(
    hub: ThemeHub, qtbot: QtBot
) -> None:
    button, hint = Button("Submit", Kind.MAIN, key="Ctrl+Enter"), KeyHint("Ctrl+T")
    qtbot.addWidget(button)
    qtbot.addWidget(hint)
    with_key = button.sizeHint().width()
    assert hint.sizeHint().width() > 0
    hub.set_key_hints(False)
    assert button.sizeHint().width() < with_key
    assert hint.sizeHint().width() == 0


@pytest.mark.parametrize(
    ("key", "words"), [("Ctrl+T", "Ctrl T"), ("Ctrl++", "Ctrl +"), ("+", "+"), ("", "")]
)
def test_hints_have_no_plus_between(key: str, words: str) -> None:
    assert hint_words(key) == words


def test_sizes_of_targets(hub: ThemeHub, qtbot: QtBot) -> None:
    for widget in (Button("A"), IconButton("play", "Play"), FactPill("A")):
        qtbot.addWidget(widget)
        assert widget.sizeHint().height() >= 24
        assert widget.sizeHint().width() >= 24


def test_field_says_its_problem_until_something_is_typed(
    hub: ThemeHub, qtbot: QtBot, show: Show
) -> None:
    field = Field("In")
    show(field)
    field.set_problem("Not a time.")
    assert field.property("error") is True
    assert field.accessibleDescription() == "Not a time."
    qtbot.keyClicks(field, "0")
    assert field.problem == ""
    assert field.property("error") is False


@pytest.mark.parametrize("problem", ["", "Not a time."])
def test_field_is_thirty_high(hub: ThemeHub, qtbot: QtBot, show: Show, problem: str) -> None:
    field = Field("In")
    show(field)
    field.set_problem(problem)
    assert field.sizeHint().height() == 30


def test_boxes_for_numbers_and_choices_are_fields(hub: ThemeHub, qtbot: QtBot, show: Show) -> None:
    number, choice = QSpinBox(), Choice("Track")
    as_field(number, "Minutes")
    choice.addItems(["Captioner", "Senior QC"])
    show(number, choice)
    assert number.height() == choice.sizeHint().height() == 30
    assert number.accessibleName() == "Minutes"
    # The inner field keeps the room that the hidden arrows leave.
    assert number.lineEdit().width() > number.width() - 10
    number.setFocus()
    qtbot.keyClick(number, Qt.Key.Key_Up)
    assert number.value() == 1


def test_check_is_ticked_by_its_words_too(hub: ThemeHub, qtbot: QtBot, show: Show) -> None:
    check = Check("Reduce motion")
    show(check)
    qtbot.mouseClick(check, Qt.MouseButton.LeftButton, pos=QPoint(60, 10))
    assert check.isChecked()
    assert check.sizeHint().height() == 24


@pytest.mark.parametrize("width", [300, 448, 900])
def test_bar_is_as_high_as_its_words_need(
    hub: ThemeHub, qtbot: QtBot, show: Show, width: int
) -> None:
    content = BarContent(
        id="a",
        gravity=Gravity.BAD,
        sentence="Not saved since 14:03:07: the disk is full.",
        detail="Your text is safe in this window. Free some space; saving goes on by itself.",
        buttons=(("copy", "Copy all text"), ("later", "Not now")),
    )
    host = BarHost()
    host.setFixedWidth(width)
    host.show_bar(content)
    show(host)
    assert host.bar is not None
    lines = 4 if width == 300 else 3 if width == 448 else 2
    assert host.bar.height() == host.height()
    assert host.bar.height() >= lines * 16 + 16
    for button in host.bar.buttons.values():
        assert host.bar.rect().contains(button.geometry())


def bar(name: str, gravity: Gravity) -> BarContent:
    return BarContent(id=name, gravity=gravity, sentence=f"{name}.", buttons=(("do", "Do it"),))


def test_gravest_bar_wins_and_the_others_come_back(hub: ThemeHub, qtbot: QtBot, show: Show) -> None:
    host = BarHost()
    show(host)
    assert host.current is None
    assert host.isHidden()
    info, weak, bad = (bar(g.name.lower(), g) for g in Gravity)
    host.show_bar(bad)
    host.show_bar(info)
    assert host.current == bad
    host.show_bar(weak)
    host.remove("bad")
    assert host.current == weak
    host.remove("weak")
    assert host.current == info
    host.remove("info")
    assert host.current is None
    assert host.isHidden()


def test_among_equals_the_newest_bar_is_shown(hub: ThemeHub, qtbot: QtBot) -> None:
    host = BarHost()
    qtbot.addWidget(host)
    host.show_bar(bar("a", Gravity.WEAK))
    host.show_bar(bar("b", Gravity.WEAK))
    assert host.current is not None
    assert host.current.id == "b"


def two_panes(show: Show) -> tuple[BarStage, BarHost, BarHost, QWidget]:
    """A stage with the host of a window and that of a pane in it."""
    window, pane = QWidget(), QWidget()
    stage, outer, inner = BarStage(window), BarHost(), BarHost()
    row = QVBoxLayout(window)
    row.addWidget(outer)
    row.addWidget(pane)
    QVBoxLayout(pane).addWidget(inner)
    stage.take((outer, inner))
    show(window)
    return stage, outer, inner, pane


def on_screen(*hosts: BarHost) -> list[tuple[str, int, int]]:
    return [(host.current.id, *host.bar.place) for host in hosts if host.current and host.bar]


def test_one_bar_is_on_screen_and_the_next_follows_when_it_is_answered(
    hub: ThemeHub, qtbot: QtBot, show: Show
) -> None:
    _, outer, inner, _ = two_panes(show)
    outer.show_bar(bar("checker", Gravity.INFO))
    inner.show_bar(bar("recovered", Gravity.INFO))
    assert on_screen(outer, inner) == [("recovered", 1, 2)]
    assert outer.isHidden()
    outer.show_bar(bar("bug", Gravity.WEAK))
    inner.show_bar(bar("later", Gravity.INFO))
    assert on_screen(outer, inner) == [("bug", 1, 4)]
    assert inner.isHidden()
    outer.remove("bug")
    assert on_screen(outer, inner) == [("later", 1, 3)]
    inner.remove("later")
    inner.remove("recovered")
    assert on_screen(outer, inner) == [("checker", 1, 1)]
    assert outer.bar is not None
    assert outer.bar.next.isHidden()
    outer.remove("checker")
    assert on_screen(outer, inner) == []


def test_what_waits_behind_a_bar_can_be_seen_and_news_come_first(
    hub: ThemeHub, qtbot: QtBot, show: Show
) -> None:
    _, outer, inner, _ = two_panes(show)
    outer.show_bar(bar("checker", Gravity.INFO))
    inner.show_bar(bar("not-saved", Gravity.BAD))
    for expected in (("checker", 2, 2), ("not-saved", 1, 2), ("checker", 2, 2)):
        shown = outer.bar or inner.bar
        assert shown is not None
        qtbot.mouseClick(shown.next, Qt.MouseButton.LeftButton)
        assert on_screen(outer, inner) == [expected]
    inner.show_bar(bar("not-saved", Gravity.BAD))
    assert on_screen(outer, inner) == [("checker", 2, 2)], "the same again is no news"
    inner.show_bar(bar("paste", Gravity.INFO))
    assert on_screen(outer, inner) == [("paste", 2, 3)]


def test_bars_of_a_pane_out_of_sight_wait_for_it(hub: ThemeHub, qtbot: QtBot, show: Show) -> None:
    _, outer, inner, pane = two_panes(show)
    outer.show_bar(bar("checker", Gravity.INFO))
    inner.show_bar(bar("not-saved", Gravity.BAD))
    pane.hide()
    assert on_screen(outer, inner) == [("checker", 1, 1)]
    pane.show()
    assert on_screen(outer, inner) == [("not-saved", 1, 2)]


def test_a_bar_that_is_called_comes_before_graver_ones(
    hub: ThemeHub, qtbot: QtBot, show: Show
) -> None:
    _, outer, inner, _ = two_panes(show)
    inner.show_bar(bar("read-only", Gravity.INFO))
    outer.show_bar(bar("guide", Gravity.WEAK))
    inner.call("read-only")
    assert on_screen(outer, inner) == [("read-only", 2, 2)]
    assert inner.bar is not None
    assert inner.bar.called
    inner.remove("read-only")
    assert on_screen(outer, inner) == [("guide", 1, 1)]


def test_bar_pushes_the_pane_down_and_takes_no_focus(
    hub: ThemeHub, qtbot: QtBot, show: Show
) -> None:
    host, text = BarHost(), QLineEdit()
    show(host, text)
    text.setFocus()
    before = text.y()
    host.show_bar(bar("bad", Gravity.BAD))
    qtbot.waitUntil(lambda: text.y() > before)
    assert QApplication.focusWidget() is text


def test_button_of_a_bar_tells_bar_and_button(hub: ThemeHub, qtbot: QtBot, show: Show) -> None:
    host = BarHost()
    show(host)
    host.show_bar(bar("java", Gravity.INFO))
    assert host.bar is not None
    with qtbot.waitSignal(host.pressed) as told:
        host.bar.buttons["do"].click()
    assert told.args == ["java", "do"]


def test_empty_state_offers_what_to_do(hub: ThemeHub, qtbot: QtBot) -> None:
    state = EmptyState("film", "No clips yet", ("Drop some.",), (("open", "Open…"),), main="open")
    qtbot.addWidget(state)
    assert state.buttons["open"].kind is Kind.MAIN
    with qtbot.waitSignal(state.pressed) as told:
        state.buttons["open"].click()
    assert told.args == ["open"]


def test_headings_have_the_heights_that_make_lines_meet(hub: ThemeHub, qtbot: QtBot) -> None:
    heading = PaneHeading()
    qtbot.addWidget(heading)
    assert heading.height() == 48
    heading.set_low(True)
    assert heading.height() == 44
    hub.set_text_size(200)
    assert heading.height() == 88


def test_names_are_elided_in_the_middle_and_told_in_full(hub: ThemeHub, qtbot: QtBot) -> None:
    label = ElidedLabel("a-long-name-of-a-clip-that-does-not-fit.mp4")
    qtbot.addWidget(label)
    label.resize(120, 20)
    label.show()
    assert label.shown_words.startswith("a-lo")
    assert label.shown_words.endswith(".mp4")
    assert label.toolTip() == label.accessibleName() == label.words
    label.resize(600, 20)
    assert label.shown_words == label.words
    assert label.toolTip() == ""


def test_meter_says_its_count_and_its_band(hub: ThemeHub, qtbot: QtBot) -> None:
    meter = WordMeter()
    qtbot.addWidget(meter)
    meter.set_count(130)
    assert meter.accessibleName() == "130 words, in range 50 to 250"


def test_segments_change_by_pointer_and_arrow_but_not_by_program(
    hub: ThemeHub, qtbot: QtBot, show: Show
) -> None:
    switch = Segmented("State", (("all", "All"), ("open", "Open"), ("done", "Done")))
    show(switch)
    values: list[str] = []
    switch.value_changed.connect(values.append)
    assert switch.value == "all"
    open_part = switch.childAt(switch.rect().center())
    assert open_part is not None
    qtbot.mouseClick(open_part, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    open_part.setFocus()
    qtbot.keyClick(open_part, Qt.Key.Key_Right)
    assert values == ["open", "done"]
    switch.set_value("all")
    assert values == ["open", "done"]
    assert switch.value == "all"


def test_many_buttons_of_a_bar_leave_its_words_a_line(hub: ThemeHub, qtbot: QtBot) -> None:
    bar = Bar(
        BarContent(
            id="missing",
            gravity=Gravity.WEAK,
            sentence="harbor-office.mp4 is not where it was.",
            detail="It was in /media/clips/harbor. Your text, dialogue and hours are safe.",
            buttons=(
                ("locate", "Locate…"),
                ("look-again", "Look again"),
                ("without", "Write without the picture"),
            ),
        )
    )
    qtbot.addWidget(bar)
    bar.resize(560, bar.height())
    bar.show()
    assert bar._sentence.width() > 440
    assert min(button.y() for button in bar.buttons.values()) > bar._detail.bottom()
    bar.resize(1200, bar.height())
    assert max(button.y() for button in bar.buttons.values()) < bar._detail.bottom()
