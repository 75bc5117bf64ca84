"""The hours room: figures, charts, table and intervals beside each other, and what gives way."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.desk.hours_board import HoursBoard
from app.desk.hours_lines import Selection
from app.domain.timesheet import GroupBy, Timesheet
from app.ui.common.bars import BarHost
from app.ui.common.fonts import Role
from app.ui.common.labels import Label
from app.ui.common.panes import Divider, Pane
from app.ui.common.segmented import Segmented
from app.ui.common.theme import scaled
from app.ui.common.words.formats import counted
from app.ui.hours.chart import Chart, DotChart
from app.ui.hours.chart_frame import ChartFrame
from app.ui.hours.contents import (
    earned_content,
    effort_content,
    hours_content,
    minutes_content,
    no_work_words,
    pace_content,
)
from app.ui.hours.figures import Figures
from app.ui.hours.period_strip import PeriodStrip
from app.ui.hours.side import Side
from app.ui.hours.table import SheetTable

_GROUPS = (
    (GroupBy.CLIP, "By clip"),
    (GroupBy.DAY, "Day"),
    (GroupBy.WEEK, "Week"),
    (GroupBy.TRACK, "Track"),
    (GroupBy.ACTIVITY, "Activity"),
)
_ITEMS = {
    GroupBy.CLIP: "clip",
    GroupBy.DAY: "day",
    GroupBy.WEEK: "week",
    GroupBy.TRACK: "track",
}
_NARROW = 1400
_LOW = 800
_SMALL_IN_ROW = 880
_SIDE = 320
_SIDE_NARROW = 288


class HoursRoom(QWidget):
    """Puts the parts together and decides nothing.

    Signals:
        selected: A bar or a row; carries a ``Selection``.
        group_chosen: Another table; carries a ``GroupBy``.
    """

    selected = Signal(object)
    group_chosen = Signal(object)
    draws_own_focus = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars = BarHost()
        self.strip = PeriodStrip()
        self.figures = Figures()
        self.hours = ChartFrame(Chart(), large=True)
        self.minutes = ChartFrame(DotChart())
        self.effort = ChartFrame(DotChart())
        self.pace = ChartFrame(Chart(24))
        self.earned = ChartFrame(Chart(24))
        self.groups = Segmented("Table", [(by.value, words) for by, words in _GROUPS])
        self._count = Label("", Role.LABEL, "ink2")
        self.table = SheetTable()
        self.side = Side()
        self._main = Pane("win")
        self._small = QGridLayout()
        self._across = 0
        self._lay_out()
        for frame in self.frames:
            frame.chosen.connect(self.selected)
            frame.chart.opened.connect(self.side.lines.take_keys)
        self.table.chosen.connect(self.selected)
        self.table.opened.connect(self.side.lines.take_keys)
        self.groups.value_changed.connect(lambda key: self.group_chosen.emit(GroupBy(key)))

    @property
    def frames(self) -> tuple[ChartFrame, ...]:
        """Every chart."""
        return self.hours, self.minutes, self.effort, self.pace, self.earned

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.figures)
        column.addWidget(Divider())
        big = QVBoxLayout()
        big.setContentsMargins(scaled(20), scaled(10), scaled(20), scaled(8))
        big.addWidget(self.hours)
        column.addLayout(big, 3)
        column.addWidget(Divider())
        self._small.setContentsMargins(scaled(20), scaled(8), scaled(20), scaled(8))
        self._small.setHorizontalSpacing(scaled(24))
        self._small.setVerticalSpacing(scaled(12))
        column.addLayout(self._small, 2)
        column.addWidget(Divider())
        head = QHBoxLayout()
        head.setContentsMargins(scaled(20), scaled(8), scaled(20), scaled(4))
        head.addWidget(self.groups)
        head.addStretch(1)
        head.addWidget(self._count)
        column.addLayout(head)
        foot = QVBoxLayout()
        foot.setContentsMargins(scaled(12), 0, scaled(12), 0)
        foot.addWidget(self.table)
        column.addLayout(foot, 3)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._main)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self._scroll)
        self.splitter.addWidget(self.side)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self._scroll.setMinimumWidth(scaled(560))
        self.side.setMinimumWidth(scaled(_SIDE_NARROW))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.bars)
        outer.addWidget(self.strip)
        outer.addWidget(self.splitter, 1)
        self._side_width = -1
        self._fit_small(4)
        # By the order in which it is read: the charts, their table, and what lies behind a row.
        charts = [
            part for frame in self.frames for part in (frame.switch, frame.chart, frame.table)
        ]
        for first, second in pairwise([*charts, *self.groups.parts, self.table, self.side.lines]):
            QWidget.setTabOrder(first, second)

    def _fit_small(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        for place, frame in enumerate(self.frames[1:]):
            self._small.addWidget(frame, place // across, place % across)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let things give way to the size of the window."""
        super().resizeEvent(event)
        window = self.window()
        width, low = window.width(), window.height() < scaled(_LOW)
        side = _SIDE_NARROW if width < scaled(_NARROW) else _SIDE
        if scaled(side) != self._side_width:
            self._side_width = scaled(side)
            self.splitter.setSizes([self.width() - scaled(side), scaled(side)])
        self._fit_small(4 if width - scaled(side) >= scaled(_SMALL_IN_ROW) else 2)
        self.figures.set_low(low=low)
        self.side.heading.set_low(low)
        for frame in self.frames[1:]:
            frame.setMinimumHeight(scaled(146 if low else 150))
        self.hours.setMinimumHeight(scaled(196 if low else 210))

    def show_board(self, board: HoursBoard, selection: Selection | None, lock: str) -> None:
        """Show another board."""
        self.strip.show_period(
            board.period,
            holds_today=board.period.holds(board.today),
            lock=lock,
            questions=len(board.questions),
        )
        self.figures.show_glance(board.glance)
        for frame, content in (
            (self.hours, hours_content(board)),
            (self.minutes, minutes_content(board)),
            (self.effort, effort_content(board)),
            (self.pace, pace_content(board)),
            (self.earned, earned_content(board)),
        ):
            frame.show_content(content)
        self.mark(selection)

    def show_sheet(self, board: HoursBoard, sheet: Timesheet, selection: Selection | None) -> None:
        """Show the table of another grouping."""
        self.groups.set_value(sheet.by.value)
        self.table.show_sheet(board, sheet, selection)
        if not sheet.rows:
            self._count.setText(no_work_words(board))
        elif sheet.by is GroupBy.ACTIVITY:
            self._count.setText(counted(len(sheet.rows), "activity", "activities"))
        elif sheet.by is GroupBy.CLIP:
            clips = sum(row.key is not None for row in sheet.rows)
            self._count.setText(counted(clips, "clip"))
        else:
            self._count.setText(counted(len(sheet.rows), _ITEMS[sheet.by]))

    def mark(self, selection: Selection | None) -> None:
        """Mark the bar and the row whose intervals are shown."""
        for frame in self.frames:
            frame.chart.select(selection)
        self.table.mark(selection)
