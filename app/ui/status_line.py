"""The status line: left what is safe, right what is counted."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.desk.work import WorkTotals
from app.desk.writing import SaveStatus
from app.domain.worklog import Activity
from app.ui.common import sizes
from app.ui.common.fonts import Role
from app.ui.common.icons import paint_icon
from app.ui.common.labels import Label
from app.ui.common.marks import Mark, paint_mark
from app.ui.common.panes import Pane
from app.ui.common.signs import ShareBar
from app.ui.common.theme import current_theme, scaled
from app.ui.common.words.formats import clock, moment, running_time, work_time

_ACTIVITIES = {
    Activity.WATCH: "Watching",
    Activity.WRITE: "Writing",
    Activity.GUIDE: "Reading the guide",
    Activity.REVIEW: "Reviewing",
    Activity.CALIBRATE: "Calibrating",
    Activity.TRAINING: "Practice, not counted",
}


class _Sign(QWidget):
    """A mark or an icon of 14."""

    def __init__(self) -> None:
        super().__init__()
        self._mark: Mark | None = None
        self._icon_name = ""
        self.setFixedSize(scaled(14), scaled(14))

    def show_mark(self, mark: Mark) -> None:
        if (mark, "") != (self._mark, self._icon_name):
            self._mark, self._icon_name = mark, ""
            self.update()

    def show_icon(self, icon_name: str) -> None:
        if (None, icon_name) != (self._mark, self._icon_name):
            self._mark, self._icon_name = None, icon_name
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        del event
        painter = QPainter(self)
        if self._mark is not None:
            paint_mark(painter, QRectF(self.rect()), self._mark, current_theme())
        elif self._icon_name:
            paint_icon(painter, QRectF(self.rect()), self._icon_name, current_theme().ink2)


class StatusLine(Pane):
    """28 px at the foot of the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("win", parent)
        self.setFixedHeight(scaled(sizes.STATUS))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 1, 12, 0)
        row.setSpacing(6)
        self._save_sign = _Sign()
        self._saved = self._part(row, sign=self._save_sign)
        self._checkers = self._part(row, color="ink2")
        self._keys_sign = _Sign()
        self._keys_sign.show_icon("keyboard")
        self._keys = self._part(row, sign=self._keys_sign, color="ink2")
        self._keys_other = Label("", Role.SMALL, "ink3")
        row.addWidget(self._keys_other)
        row.addStretch(1)
        self._activity_sign = _Sign()
        self._activity = self._part(row, sign=self._activity_sign, color="ink2")
        self._figures: dict[str, Label] = {}
        for name, words in (("clip", "This clip"), ("today", "Today"), ("week", "Week")):
            row.addWidget(Label(words, Role.LABEL, "ink3"))
            figure = Label("", Role.HEADING)
            self._figures[name] = figure
            row.addWidget(figure)
            if name != "week":
                row.addSpacing(12)
        self._of = Label("", Role.LABEL, "ink3")
        row.addWidget(self._of)
        self._target = ShareBar(62)
        row.addWidget(self._target)
        row.addSpacing(12)
        self._track_words = Label("Track", Role.LABEL, "ink3")
        self._track = Label("", Role.HEADING)
        row.addWidget(self._track_words)
        row.addWidget(self._track)
        self._target_hours = 20
        self._without_track = False
        self._without_hints = False
        self.show_save(SaveStatus())
        self.show_totals(WorkTotals())

    def show_save(self, status: SaveStatus) -> None:
        """Say what is safe."""
        if status.code:
            since = clock(moment(status.failing_since_ms or 0), seconds=True)
            again = clock(moment(status.next_try_ms or 0), seconds=True)
            self._save_sign.show_mark(Mark.OCTAGON)
            self._saved.setText(f"Not saved since {since}, next try at {again}")
            self._saved.set_color("bad")
            return
        self._saved.set_color("ink")
        if status.saved_ms is None:
            self._save_sign.show_icon("circle-dashed")
            self._saved.setText("Nothing to save yet" if not status.pending else "Saving")
        else:
            self._save_sign.show_mark(Mark.TICK)
            self._saved.setText(f"Saved {clock(moment(status.saved_ms), seconds=True)}")

    def show_checkers(self, words: str) -> None:
        """Say which language checkers answer."""
        self._checkers.setText(words)

    def show_keys(self, where: str, other: str) -> None:
        """Say where plain letters land, and the key to the other place."""
        self._keys.setText(where)
        self._keys_other.setText(other)
        self._keys_sign.setVisible(bool(where) and not self._without_hints)

    def show_totals(self, totals: WorkTotals) -> None:
        """Show what is counted."""
        counting = totals.activity is not None
        words = _ACTIVITIES.get(totals.activity, "Working") if totals.activity else "Not counting"
        self._activity.setText(words)
        self._activity_sign.show_icon("pencil" if counting else "pause")
        self._figures["clip"].setText(running_time(totals.clip_ms))
        self._figures["today"].setText(work_time(totals.today_ms))
        self._figures["week"].setText(work_time(totals.week_ms))
        self._of.setText(f"of {self._target_hours} h")
        self._target.set_share(totals.week_ms / (self._target_hours * 3_600_000))

    def show_away(self, since_ms: int) -> None:
        """Say since when nothing counts."""
        self._activity.setText(f"Not counting since {clock(moment(since_ms))}")
        self._activity_sign.show_icon("pause")

    def set_target(self, hours: int) -> None:
        """Take the week's target."""
        self._target_hours = hours
        self._of.setText(f"of {hours} h")

    def show_track(self, words: str) -> None:
        """Name the person's track."""
        self._track.setText(words)
        self._track_words.setVisible(bool(words) and not self._without_track)

    def set_narrow(self, *, without_track: bool, without_hints: bool) -> None:
        """Give way in narrow windows."""
        self._without_track, self._without_hints = without_track, without_hints
        self._track.setVisible(not without_track and bool(self._track.text()))
        self._track_words.setVisible(not without_track and bool(self._track.text()))
        for part in (self._checkers, self._keys, self._keys_other, self._of, self._target):
            part.setVisible(not without_hints)
        self._keys_sign.setVisible(bool(self._keys.text()) and not without_hints)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the line on top."""
        super().paintEvent(event)
        QPainter(self).fillRect(0, 0, self.width(), 1, current_theme().line)

    def _part(self, row: QHBoxLayout, *, sign: QWidget | None = None, color: str = "ink") -> Label:
        if sign is not None:
            row.addWidget(sign)
        label = Label("", Role.LABEL, color)
        row.addWidget(label)
        row.addSpacing(12)
        return label
