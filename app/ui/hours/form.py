"""The form of a correction, at the foot of the intervals; it says why something was refused."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.desk.hours_lines import Line
from app.domain.worklog import Activity, CorrectionKind, Track, WorkInterval
from app.exchange.timesheet_text import ACTIVITY_WORDS, TRACK_WORDS
from app.ui.common.buttons import Button, Kind
from app.ui.common.fields import Choice, Field, as_field
from app.ui.common.fonts import Role
from app.ui.common.labels import Label
from app.ui.common.panes import Pane
from app.ui.common.words.formats import clock, date_format, moment
from app.ui.hours.words import line_bounds, local_moment

_TITLES = {
    CorrectionKind.CHANGE: "Change this time",
    CorrectionKind.SPLIT: "Split this time",
    CorrectionKind.ADD: "Add time",
    CorrectionKind.REMOVE: "Remove this time",
}
_VERBS = {
    CorrectionKind.CHANGE: "Change",
    CorrectionKind.SPLIT: "Split",
    CorrectionKind.ADD: "Add",
    CorrectionKind.REMOVE: "Remove",
}
NO_CLIP = ""
_NO_TIME = "Type a time of day such as 14:03:07."


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionRequest:
    """What the person wants corrected; None leaves a field as it is.

    Attributes:
        kind: What to do.
        interval: What is corrected, None for time that is added.
        start_ms, end_ms: The bounds, UTC ms.
        at_ms: Where to split.
        clip_id: The clip, "" for no clip.
    """

    kind: CorrectionKind
    interval: WorkInterval | None
    start_ms: int | None = None
    end_ms: int | None = None
    at_ms: int | None = None
    track: Track = Track.CAPTIONER
    activity: Activity = Activity.WRITE
    clip_id: str = NO_CLIP
    reason: str = ""


class CorrectionForm(Pane):
    """Fields for one correction.

    Signals:
        asked: The correction is wanted; carries a ``CorrectionRequest``.
        left: The person goes back without one.
    """

    asked = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("paper", parent)
        self._kind = CorrectionKind.CHANGE
        self._interval: WorkInterval | None = None
        self._day = date.min
        self._offset = 0
        self._title = Label("", Role.HEADING_BASE)
        self._hint = Label("", Role.LABEL, "ink2", wrap=True)
        self.day = QDateEdit()
        as_field(self.day, "Day")
        self.day.setDisplayFormat(date_format())
        self.start, self.end, self.at = (
            Field(name, "14:03:07") for name in ("From", "To", "Split at")
        )
        self.activity = Choice("Activity")
        for activity in Activity:
            self.activity.addItem(ACTIVITY_WORDS[activity], activity)
        self.track = Choice("Track")
        for track in Track:
            self.track.addItem(TRACK_WORDS[track], track)
        self.clip = Choice("Clip")
        self.reason = Field("Reason", "Why")
        self.problem = Label("", Role.LABEL, "bad", wrap=True)
        self.problem.hide()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._span = QWidget()
        between = QHBoxLayout(self._span)
        between.setContentsMargins(0, 0, 0, 0)
        between.setSpacing(8)
        between.addWidget(self.start)
        between.addWidget(Label("to", Role.LABEL, "ink2"))
        between.addWidget(self.end)
        self._fields: tuple[tuple[str, QWidget], ...] = (
            ("Day", self.day),
            ("From", self._span),
            ("At", self.at),
            ("Activity", self.activity),
            ("Track", self.track),
            ("Clip", self.clip),
            ("Reason", self.reason),
        )
        self._labels: dict[QWidget, Label] = {}
        for row, (words, field) in enumerate(self._fields):
            label = Label(words, Role.LABEL, "ink2")
            self._labels[field] = label
            self._grid.addWidget(label, row, 0)
            self._grid.addWidget(field, row, 1)
        self._grid.setColumnStretch(1, 1)
        self.save = Button("Change", Kind.STANDARD)
        back = Button("Go back", Kind.FLAT)
        back.clicked.connect(self.left)
        self.save.clicked.connect(self._ask)
        self.reason.returnPressed.connect(self._ask)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(back)
        buttons.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addWidget(self._hint)
        column.addLayout(self._grid)
        column.addWidget(self.problem)
        column.addLayout(buttons)
        order: list[QWidget] = [self.day, self.start, self.end, self.at]
        order += [self.activity, self.track, self.clip, self.reason, back, self.save]
        for first, second in pairwise(order):
            QWidget.setTabOrder(first, second)

    def set_clips(self, clips: Sequence[tuple[str, str]]) -> None:
        """Give the clips to choose from: id and title, those at work last on top."""
        self.clip.clear()
        self.clip.addItem("No clip", NO_CLIP)
        for clip_id, title in clips:
            self.clip.addItem(title, clip_id)

    def open(
        self,
        kind: CorrectionKind,
        line: Line | None,
        *,
        day: date,
        offset_minutes: int,
        interval: WorkInterval | None,
    ) -> None:
        """Open for a correction.

        Args:
            kind: Which one.
            line: What is corrected, as it is shown; for time that is added, what is chosen.
            day: The day for time that is added.
            offset_minutes: The zone for time that is added.
            interval: What is corrected, whole, even where the period cuts it.
        """
        self._kind = kind
        adds = kind is CorrectionKind.ADD
        self._interval = None if adds else interval
        self._offset = interval.offset_minutes if interval and not adds else offset_minutes
        self._title.setText(_TITLES[kind])
        self._hint.setText("" if adds or line is None else line_bounds(line))
        self._hint.setVisible(bool(self._hint.text()))
        self.save.set_words(_VERBS[kind])
        shown = {
            CorrectionKind.CHANGE: (self._span, self.activity, self.track, self.clip),
            CorrectionKind.SPLIT: (self.at,),
            CorrectionKind.ADD: (self.day, self._span, self.activity, self.track, self.clip),
            CorrectionKind.REMOVE: (),
        }[kind]
        for _, field in self._fields:
            visible = field in shown or field is self.reason
            field.setVisible(visible)
            self._labels[field].setVisible(visible)
        self._fill(interval, day)
        self.reason.clear()
        self.show_problem("")
        first = next((f for _, f in self._fields if f in shown), self.reason)
        first = self.start if first is self._span else first
        self.show()
        first.setFocus()
        if isinstance(first, Field):
            first.selectAll()

    def _fill(self, interval: WorkInterval | None, day: date) -> None:
        self._day = day
        if interval is not None:
            start = moment(interval.start_ms, interval.offset_minutes)
            end = moment(interval.end_ms, interval.offset_minutes)
            middle = moment((interval.start_ms + interval.end_ms) // 2, interval.offset_minutes)
            if self._kind is CorrectionKind.ADD:
                start = end
            self._day = start.date()
            for box, value in ((self.start, start), (self.end, end), (self.at, middle)):
                box.setText(clock(value, seconds=True))
            self.activity.setCurrentIndex(self.activity.findData(interval.activity))
            self.track.setCurrentIndex(self.track.findData(interval.track))
            place = self.clip.findData(interval.clip_id or NO_CLIP)
            self.clip.setCurrentIndex(max(0, place))
        self.day.setDate(QDate(self._day.year, self._day.month, self._day.day))

    def show_problem(self, sentence: str) -> None:
        """Say why a correction was refused; nothing was changed."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _ask(self) -> None:
        if not self.reason.text().strip():
            self.reason.set_problem("A correction says why.")
            self.show_problem("A reason is missing. A correction says why.")
            self.reason.setFocus()
            return
        old = self._interval
        for box in (self.start, self.end, self.at):
            if box.isVisible() and parse_clock(box.text()) is None:
                box.set_problem(_NO_TIME)
                self.show_problem(_NO_TIME)
                box.setFocus()
                return
        self.asked.emit(
            CorrectionRequest(
                kind=self._kind,
                interval=old,
                start_ms=self._moment(self.start, old.start_ms if old else None),
                end_ms=self._moment(self.end, old.end_ms if old else None),
                at_ms=self._moment(self.at, None),
                track=self.track.currentData(),
                activity=self.activity.currentData(),
                clip_id=self.clip.currentData(),
                reason=self.reason.text().strip(),
            )
        )

    def _moment(self, box: Field, old_ms: int | None) -> int | None:
        """UTC ms of a field; a time that was not touched keeps its milliseconds."""
        time = parse_clock(box.text())
        if not box.isVisible() or time is None:
            return None
        day = self._day
        if self._kind is CorrectionKind.ADD:
            chosen = self.day.date()
            day = date(chosen.year(), chosen.month(), chosen.day())
        if old_ms is not None:
            was = moment(old_ms, self._offset)
            if (was.hour, was.minute, was.second) == time:
                return old_ms
            day = was.date()
        return local_moment(day, *time, self._offset)


def parse_clock(text: str) -> tuple[int, int, int] | None:
    """Read a time of day as people type it: `14:03:07`, `14:03`, `140307`, `2:03 pm`, `14.03`."""
    found = _CLOCK.fullmatch(text.strip().lower())
    if found is None:
        return None
    hour, minute, second = (int(found[name] or 0) for name in ("hour", "minute", "second"))
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"] == "p" else 0)
    return (hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h ]?(?P<minute>\d{2})(?:[:.m ]?(?P<second>\d{2}))?)?"
    r"\s*(?:(?P<half>[ap])\.?m\.?)?"
)
