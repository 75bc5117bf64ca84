from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.desk.hours_lines import Line, LineKind, Selection
from app.desk.hours_papers import InvoiceOrder
from app.desk.hours_period import PeriodKind
from app.domain.timesheet import GroupBy, Party
from app.domain.worklog import MINUTE_MS, Activity, CorrectionKind, GapKind
from app.ui.common.buttons import Button
from app.ui.common.panes import EmptyState
from app.ui.hours import gaps, side
from app.ui.hours.contents import hours_content
from app.ui.hours.form import parse_clock
from app.ui.hours.words import line_bounds, line_spoken
from tests.ui.hours.conftest import GAP, Window, local, work


def press(button: Button) -> None:
    assert button.isEnabled(), button.reason
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def bounds(window: Window) -> list[tuple[LineKind, str]]:
    return [
        (line.kind, (line.interval or line.gap).id)
        for line in window.presenter.room.side.lines.rows.lines
        if line.kind is not LineKind.DAY
    ]


def type_correction(window: Window, key: str, **fields: str) -> None:
    pane = window.presenter.room.side
    press(pane.buttons[key])
    for name, text in fields.items():
        getattr(pane.form, name).setText(text)
    press(pane.form.save)


# -- what is shown


def test_the_last_day_with_work_is_open_at_first(week: Window) -> None:
    room = week.presenter.room
    assert bounds(week) == [(LineKind.WORK, "d")]
    assert room.strip.kinds.value == PeriodKind.WEEK.value
    assert room.figures.today.figure.words == "0 h 00"
    assert room.figures.effort.line.words == "too few to say: 1 clip of 30"
    assert room.table.rows.rowCount() == 2


def test_a_bar_and_a_row_lead_to_their_intervals(week: Window) -> None:
    room = week.presenter.room
    room.hours.chart.setFocus()
    QTest.keyClick(room.hours.chart, Qt.Key.Key_Home)
    QTest.keyClick(room.hours.chart, Qt.Key.Key_Return)
    assert bounds(week) == [(LineKind.WORK, "a"), (LineKind.WORK, "b")]
    room.table.setCurrentIndex(room.table.rows.index(1, 0))
    assert bounds(week) == [(LineKind.WORK, "c")]


def test_bars_are_named_by_day_and_activity(week: Window) -> None:
    spoken = [column.spoken for column in hours_content(week.board).columns]
    assert spoken[0] == "Monday 16, 1 hour 30 minutes, watch 30 minutes, write 1 hour"
    assert spoken[3] == "Thursday 19, no work"


def test_the_table_can_be_by_each_grouping(week: Window) -> None:
    room = week.presenter.room
    shown = []
    for by in (GroupBy.DAY, GroupBy.WEEK, GroupBy.TRACK, GroupBy.ACTIVITY, GroupBy.CLIP):
        room.group_chosen.emit(by)
        shown.append(room.table.rows.index(0, 0).data())
    assert shown == ["Monday, November 16", "Week of November 16", "Captioner", "Watch", "c1"]


def test_a_week_outside_the_period_is_gone_to(week: Window) -> None:
    week.presenter.select(Selection(by=GroupBy.WEEK, key="2026-11-09"))
    assert week.board.period.first.isoformat() == "2026-11-09"


def test_an_empty_week_says_so(week: Window) -> None:
    week.presenter.hours.step(-1)
    content = hours_content(week.board)
    assert (content.columns, content.empty) == ((), "No work in this week.")
    assert not bounds(week)
    assert week.presenter.room.side.empty.isVisible()


def test_steps_and_kinds_by_keys(week: Window) -> None:
    room = week.presenter.room
    room.setFocus()
    QTest.keyClick(room, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert week.board.period.first.isoformat() == "2026-11-09"
    QTest.keyClick(room, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    room.strip.kind_chosen.emit(PeriodKind.MONTH)
    assert week.board.period.first.isoformat() == "2026-11-01"


# -- corrections


def test_a_change_keeps_the_old_value_and_the_reason(week: Window) -> None:
    week.presenter.room.side.lines.choose_first()
    type_correction(week, side.CHANGE, start="13:20", reason="I came late.")
    line = week.presenter.room.side.lines.current_line()
    assert line.interval.start_ms == local(18, 13, 20)
    assert (line.old.id, line.correction.reason) == ("d", "I came late.")
    assert week.corrected == [True]
    assert not week.presenter.room.side.form_is_open


def test_a_time_that_is_not_touched_keeps_its_milliseconds(window: Window) -> None:
    odd = work("odd", local(17, 9) + 123, 10)
    window.live(odd)
    window.open_room()
    window.presenter.hours.step(-1)
    window.presenter.room.side.lines.choose_first()
    type_correction(window, side.CHANGE, end="09:05", reason="Stopped early.")
    line = window.presenter.room.side.lines.current_line()
    assert (line.interval.start_ms, line.interval.end_ms) == (odd.start_ms, local(17, 9, 5))


def test_a_correction_without_a_reason_is_not_made(week: Window) -> None:
    week.presenter.room.side.lines.choose_first()
    type_correction(week, side.REMOVE)
    assert week.presenter.room.side.form.problem.text().startswith("A reason is missing.")
    assert not week.corrected


def test_a_refusal_stays_in_the_form_and_changes_nothing(week: Window) -> None:
    room = week.presenter.room
    week.presenter.select(Selection(by=GroupBy.DAY, key="2026-11-16"))
    room.side.lines.choose_first()
    type_correction(week, side.CHANGE, end="09:45", reason="Longer.")
    assert room.side.form.problem.text().startswith("This overlaps other time.")
    assert room.side.form_is_open
    assert not week.corrected
    assert week.presenter.close_topmost()
    assert not room.side.form_is_open


def test_split_add_remove_undo_redo(week: Window) -> None:
    room = week.presenter.room
    room.side.lines.choose_first()
    type_correction(week, side.SPLIT, at="13:30", reason="Two things.")
    assert len(bounds(week)) == 2
    type_correction(week, side.ADD, start="15:00", end="15:10", reason="A call.")
    assert len(bounds(week)) == 3
    room.side.lines.setCurrentIndex(room.side.lines.rows.index(2, 0))
    type_correction(week, side.REMOVE, reason="It was private.")
    assert [kind for kind, _ in bounds(week)] == [LineKind.WORK] * 2 + [LineKind.REMOVED]
    room.side.lines.setCurrentIndex(room.side.lines.rows.index(2, 0))
    press(room.side.buttons[side.UNDO])
    assert [kind for kind, _ in bounds(week)] == [LineKind.WORK] * 3
    room.side.lines.clearSelection()
    room.side.lines.setCurrentIndex(room.side.lines.rows.index(-1, 0))
    assert room.side.buttons[side.UNDO].text() == "Redo"
    press(room.side.buttons[side.UNDO])
    assert [kind for kind, _ in bounds(week)] == [LineKind.WORK] * 2 + [LineKind.REMOVED]


def test_what_cannot_be_corrected_says_why(week: Window) -> None:
    button = week.presenter.room.side.buttons[side.CHANGE]
    week.presenter.room.side.lines.setCurrentIndex(week.presenter.room.side.lines.rows.index(-1, 0))
    assert button.reason == "Choose an interval first."


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("14:03:07", (14, 3, 7)),
        ("140307", (14, 3, 7)),
        ("2:03 pm", (14, 3, 0)),
        ("12:05 am", (0, 5, 0)),
        ("9.15", (9, 15, 0)),
        ("24:00", None),
        ("9:75", None),
        ("13 pm", None),
        ("soon", None),
        ("", None),
    ],
)
def test_times_of_day_are_read_as_people_type_them(text, time) -> None:
    assert parse_clock(text) == time


# -- gaps


def test_a_gap_asks_quietly_and_counts_only_by_an_answer(week: Window) -> None:
    week.add_gap()
    week.presenter.ask_gap(GAP)
    bar = week.bars.current
    assert bar.sentence.startswith("You were away from 2:03")
    assert "2:41" in bar.sentence
    assert "38 min 00 s" in bar.detail
    week.presenter.entered()
    assert week.board.bars[2].milliseconds == 63 * MINUTE_MS
    press(week.bars.bar.buttons["client_tool"])
    assert week.board.bars[2].by_activity[Activity.CLIENT_TOOL] == 38 * MINUTE_MS
    assert week.bars.current.sentence == "Counted as work in the client's tool: 38 min 00 s."
    press(week.bars.bar.buttons[gaps.UNDO])
    assert week.board.bars[2].milliseconds == 63 * MINUTE_MS
    assert week.bars.current is None


def test_a_question_put_off_waits_in_the_room(week: Window) -> None:
    week.add_gap()
    week.presenter.ask_gap(GAP)
    press(week.bars.bar.buttons[gaps.LATER])
    assert week.bars.current is None
    week.presenter.entered()
    room = week.presenter.room
    assert room.strip.questions.text() == "1 gap to answer"
    press(room.strip.questions)
    assert bounds(week) == [(LineKind.GAP, "gap")]
    press(room.side.answers["keep"])
    assert not week.board.questions
    assert week.board.bars[2].by_activity == {Activity.WRITE: 101 * MINUTE_MS}


def test_several_gaps_wait_one_under_the_other(week: Window) -> None:
    from dataclasses import replace

    week.add_gap()
    later = replace(GAP, id="later", start_ms=local(18, 16), end_ms=local(18, 16, 5))
    week.harness.store.write(lambda unit: unit.worklog.add_gap(later))
    week.presenter.ask_gap(GAP)
    week.presenter.ask_gap(later)
    press(week.bars.bar.buttons["discard"])
    assert week.bars.current.sentence == "Discarded."
    press(week.bars.bar.buttons["close"])
    assert week.bars.current.id == f"{gaps.BAR}gap"


# -- papers


def test_a_timesheet_goes_where_the_person_says(week: Window, save_to) -> None:
    path = save_to("week", "iCalendar (*.ics)")
    week.presenter.do("timesheet")
    written = path.with_name("week.ics")
    assert written.read_bytes().count(b"BEGIN:VEVENT") == 4
    assert week.presenter.room.bars.current.sentence == "week.ics is written."


def test_going_back_writes_nothing(week: Window) -> None:
    week.presenter.do("timesheet")
    assert week.presenter.room.bars.current is None


def test_an_invoice_needs_days_that_are_over(window: Window) -> None:
    window.open_room()
    window.presenter.do("invoice")
    assert window.presenter.room.bars.current.sentence == "An invoice is for days that are over."


def test_locked_days_are_shown_and_cannot_be_corrected(week: Window, tmp_path) -> None:
    order = InvoiceOrder(
        number="2026-001",
        sender=Party(name="Sam"),
        recipient=Party(name="Studio"),
        by=GroupBy.CLIP,
    )
    week.presenter.papers.write_invoice(order, tmp_path / "invoice.pdf")
    room = week.presenter.room
    room.side.lines.choose_first()
    assert room.side.buttons[side.REMOVE].reason == "Invoice 2026-001 locks this time."
    assert room.side.lines.current_line().invoice == "2026-001"
    week.presenter.do("invoice")
    assert room.bars.current.sentence == "Invoice 2026-001 is about these days already."


def test_both_numbers_are_shown_where_time_is_rounded(window: Window) -> None:
    window.set_setting("hours.rounding", "15")
    window.live(work("a", local(23, 2), 40))
    window.open_room()
    earned = window.presenter.room.figures.earned
    assert earned.figure.words == "$19.31"
    assert earned.line.words == "0 h 45 at $25.75, rounded"
    assert earned.second.words == "0 h 40 and $17.17 not rounded"


def test_a_recovered_correction_kind_has_words() -> None:
    from app.ui.hours.corrections import _DID, _UNDOES

    assert set(_DID) == set(_UNDOES) == set(CorrectionKind)


def test_a_loop_left_alone_says_so_until_somebody_is_back(week: Window) -> None:
    from dataclasses import replace

    week.presenter.say_loop(local(18, 14, 3))
    assert week.bars.current.sentence.startswith("The loop played through twice")
    week.presenter.somebody_is_back()
    assert week.bars.current is None
    week.presenter.say_loop(local(18, 14, 3))
    week.add_gap()
    week.presenter.ask_gap(replace(GAP, kind=GapKind.LOOP))
    assert week.bars.current.sentence.startswith("The loop played alone from 2:03")
    press(week.bars.bar.buttons[gaps.LATER])
    assert week.bars.current is None


def test_going_through_by_tab_changes_nothing_that_is_shown(week: Window) -> None:
    room = week.presenter.room
    before = bounds(week)
    room.table.setFocus(Qt.FocusReason.TabFocusReason)
    assert bounds(week) == before
    QTest.keyClick(room.table, Qt.Key.Key_Return)
    assert bounds(week) != before
    assert room.side.lines.current_line() is not None
    assert room.side.lines.selectedIndexes()


def test_other_bars_take_the_selection_of_a_bar_away(week: Window) -> None:
    week.presenter.select(Selection(by=GroupBy.DAY, key="2026-11-17"))
    week.presenter.hours.choose(date(2026, 9, 1), date(2026, 11, 30))
    # What is shown then is the newest bar, a whole week.
    assert [id_ for _kind, id_ in bounds(week)] == ["a", "b", "c", "d"]


def test_an_empty_pane_says_one_thing(window: Window) -> None:
    window.open_room()
    side = window.presenter.room.side
    side.show_nothing("No work in this week.")
    side.show_nothing("No work on this day.")
    assert [pane for pane in side.findChildren(EmptyState) if pane.isVisible()] == [side.empty]


def test_tab_goes_through_the_room_as_it_is_read(week: Window) -> None:
    room = week.presenter.room
    week.widget.activateWindow()
    room.setFocus()
    names: list[str] = []
    for _ in range(40):
        QTest.keyClick(QApplication.focusWidget() or room, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        if names and focused.accessibleName() == names[0]:
            break
        names.append(focused.accessibleName())
    charts = [
        name
        for frame in room.frames
        for name in (f"{frame.chart.content.name}, show as table", frame.chart.accessibleName())
    ]
    expected = ["Period: Week", *charts, "Table: By clip", "Hours", "Intervals", "Change", "Add"]
    assert all(names)
    assert len(set(names)) == len(names)
    assert [name for name in names if name in expected] == expected


def test_less_than_a_second_is_shown_and_stands_in_the_sums(week: Window) -> None:
    short = work("short", local(20, 9), 0, Activity.WATCH)._replace(end_ms=local(20, 9) + 400)
    crossing = short._replace(id="x", start_ms=local(20, 9) + 5_800, end_ms=local(20, 9) + 6_200)
    lines = [
        Line(LineKind.WORK, date(2026, 11, 20), interval, interval)
        for interval in (short, crossing)
    ]
    assert [line_bounds(line) for line in lines] == ["09:00:00, <1 s", "09:00:05  –  09:00:06"]
    assert line_spoken(lines[0], "") == "09:00:00, <1 s, Watch"
    assert line_spoken(lines[1], "") == "09:00:05  to  09:00:06, Watch, <1 s"
    before = week.board.summary.milliseconds
    week.live(short, crossing)
    week.presenter.entered()
    assert week.board.summary.milliseconds == before + 800
