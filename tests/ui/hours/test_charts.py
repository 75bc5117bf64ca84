from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from app.desk.hours_lines import Selection
from app.domain.timesheet import GroupBy
from app.domain.worklog import Activity
from app.ui.hours.chart import Chart, DotChart
from app.ui.hours.chart_content import ChartContent, Column, axis_top, plain_number
from app.ui.hours.chart_frame import ChartFrame
from app.ui.hours.fills import STACK, paint_fill
from app.ui.hours.words import short_money, worked_time


def target(day: int) -> Selection:
    return Selection(by=GroupBy.DAY, key=f"2026-11-{day}")


CONTENT = ChartContent(
    name="Hours by day",
    columns=tuple(
        Column(
            target=target(day) if value else None,
            tick=f"Day {day}",
            value=value,
            parts=((Activity.WATCH, value / 2), (Activity.WRITE, value / 2)) if value else (),
            label=f"{value:.0f} h",
            words="no work",
            spoken=f"Day {day}, {value:.0f} hours",
        )
        for day, value in ((16, 3.0), (17, 0.0), (18, 2.0))
    ),
    head=("Day", "Total"),
    rows=(("Day 16", "3:00"), ("Day 17", "0:00"), ("Day 18", "2:00")),
    legend=((Activity.WATCH, "2 h 30"), (Activity.WRITE, "2 h 30")),
)


@pytest.fixture
def chart(hub, qtbot) -> Chart:
    made = Chart()
    qtbot.addWidget(made)
    made.resize(600, 220)
    made.show_content(CONTENT)
    made.show()
    return made


@given(st.floats(0, 10**7), st.integers(2, 4))
def test_an_axis_starts_at_nothing_holds_all_and_has_few_lines(highest: float, lines: int) -> None:
    step, top = axis_top(highest, (), lines)
    assert top >= highest
    assert 1 <= round(top / step) <= lines


def test_an_axis_takes_the_first_step_that_fits() -> None:
    assert axis_top(3.1, (0.5, 1.0, 2.0)) == (1.0, 4.0)
    assert axis_top(100, (0.5, 1.0, 2.0)) == (32.0, 128.0)


def test_arrow_keys_walk_the_bars_and_their_names_are_read_out(chart: Chart) -> None:
    QTest.keyClick(chart, Qt.Key.Key_Home)
    assert chart.accessibleDescription() == "Day 16, 3 hours"
    QTest.keyClick(chart, Qt.Key.Key_Right)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.place == 2
    assert chart.accessibleDescription() == "Day 18, 2 hours"
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.accessibleDescription() == "Day 17, 0 hours"


def test_enter_opens_a_bar_and_an_empty_one_opens_nothing(chart: Chart) -> None:
    opened: list[Selection] = []
    chart.chosen.connect(opened.append)
    QTest.keyClick(chart, Qt.Key.Key_End)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    QTest.keyClick(chart, Qt.Key.Key_Left)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert opened == [target(18)]


def test_a_click_opens_the_bar_under_it(chart: Chart) -> None:
    opened: list[Selection] = []
    chart.chosen.connect(opened.append)
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(120, 150))
    assert opened == [target(16)]


def test_each_bar_has_a_name_over_it_for_screen_readers(chart: Chart) -> None:
    names = {label.text(): label.geometry() for label in chart.findChildren(QLabel)}
    assert list(names) == [column.spoken for column in CONTENT.columns]
    assert names["Day 16, 3 hours"].right() <= names["Day 17, 0 hours"].left() + 1
    assert all(place.width() > 100 for place in names.values())


def test_a_bar_without_a_value_says_so_in_words(chart: Chart) -> None:
    with_words = chart.grab().toImage()
    chart.show_content(
        ChartContent(
            name=CONTENT.name,
            columns=tuple(
                Column(target=c.target, tick=c.tick, value=c.value, parts=c.parts, label=c.label)
                for c in CONTENT.columns
            ),
        )
    )
    assert chart.grab().toImage() != with_words


def test_an_empty_chart_says_why(chart: Chart) -> None:
    blank = Chart()
    blank.resize(chart.size())
    blank.show_content(ChartContent(name="Hours by day"))
    nothing = blank.grab().toImage()
    blank.show_content(ChartContent(name="Hours by day", empty="No work in this week."))
    assert blank.grab().toImage() != nothing


def test_the_table_behind_a_chart_has_the_same_figures_in_the_same_order(hub, qtbot) -> None:
    frame = ChartFrame(Chart(), large=True)
    qtbot.addWidget(frame)
    frame.resize(700, 260)
    frame.show_content(CONTENT)
    frame.show()
    opened: list[Selection] = []
    frame.chosen.connect(opened.append)
    assert frame.switch.text() == "Show as table"
    QTest.keyClick(frame.switch, Qt.Key.Key_Space)
    assert frame.shows_table
    assert frame.switch.text() == "Show as chart"
    model = frame.table.model()
    cells = [
        tuple(model.index(row, column).data() for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]
    assert cells == list(CONTENT.rows)
    frame.table.clicked.emit(model.index(2, 0))
    assert opened == [target(18)]


def test_fills_differ_without_color() -> None:
    pictures = []
    for activity in STACK:
        image = QImage(40, 40, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        from PySide6.QtCore import QRectF
        from PySide6.QtGui import QPainter

        painter = QPainter(image)
        paint_fill(painter, QRectF(0, 0, 40, 40), activity)
        painter.end()
        pictures.append(image.convertToFormat(QImage.Format.Format_Grayscale8))
    for index, one in enumerate(pictures):
        for other in pictures[index + 1 :]:
            different = sum(
                one.pixelColor(x, y) != other.pixelColor(x, y) for x in range(40) for y in range(40)
            )
            assert different > 20


def test_a_trend_is_drawn_only_where_there_is_one(hub, qtbot) -> None:
    made = DotChart()
    qtbot.addWidget(made)
    made.resize(300, 150)

    def dots(trend: float | None) -> QImage:
        made.show_content(
            ChartContent(
                name="Minutes per clip",
                columns=tuple(
                    Column(target=None, tick="clip", value=5.0, trend=trend) for _ in range(4)
                ),
            )
        )
        return made.grab().toImage()

    assert dots(None) != dots(3.0)


@pytest.mark.parametrize(
    ("value", "words"), [(0, "0"), (0.5, "0.5"), (0.05, "0.05"), (1000, "1,000"), (20, "20")]
)
def test_a_number_on_an_axis_has_the_digits_it_needs(value: float, words: str) -> None:
    assert plain_number(value) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [(0, "$0"), (0.05, "$0.05"), (5, "$5"), (9.5, "$9.50"), (85.2, "$85"), (1000, "$1,000")],
)
def test_money_on_an_axis_is_never_rounded_to_nothing(amount: float, words: str) -> None:
    assert short_money(amount, "USD") == words


@pytest.mark.parametrize(
    ("ms", "words"),
    [(0, "0 h 00"), (400, "<1 s"), (11_500, "0:11"), (60_000, "0 h 01"), (11_100_000, "3 h 05")],
)
def test_worked_seconds_are_not_nothing(ms: int, words: str) -> None:
    assert worked_time(ms) == words
