"""The status line: left what is safe, right what is counted."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

from app.desk.totals import WorkTotals
from app.desk.writing import SaveStatus
from app.domain.worklog import Activity
from app.ui.common import sizes
from app.ui.common.access import announce
from app.ui.common.fonts import Role
from app.ui.common.icons import paint_icon
from app.ui.common.labels import ElidedLabel, Label
from app.ui.common.marks import Mark, paint_mark
from app.ui.common.panes import Pane
from app.ui.common.signs import ShareBar
from app.ui.common.theme import current_theme, scaled
from app.ui.common.words.formats import clock, moment, running_time, work_time

_GAP, _NEAR = 12, 6
_NOTE_MS = 4000
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


class _Group(QWidget):
    """Words that come and go together, with the gap before them."""

    def __init__(self, *parts: QWidget, gap: int = _GAP) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(scaled(gap), 0, 0, 0)
        row.setSpacing(scaled(_NEAR))
        for part in parts:
            row.addWidget(part)


class _Part(IntEnum):
    """What gives way, in this order. What is saved never goes: it is cut at its end."""

    TRACK = 1
    TARGET = 2
    CHECKERS = 3
    OTHER_KEY = 4
    KEYS = 5
    ACTIVITY = 6
    WEEK = 7
    TODAY = 8


class StatusLine(Pane):
    """28 px at the foot of the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("win", parent)
        self._save_sign, self._activity_sign, keys_sign = _Sign(), _Sign(), _Sign()
        keys_sign.show_icon("keyboard")
        self._saved = ElidedLabel("", Role.LABEL, elide=Qt.TextElideMode.ElideRight)
        self._checkers = Label("", Role.LABEL, "ink2")
        self._keys = Label("", Role.LABEL, "ink2")
        self._keys_other = Label("", Role.SMALL, "ink3")
        self._activity = Label("", Role.LABEL, "ink2")
        self._figures = {name: Label("", Role.HEADING) for name in ("clip", "today", "week")}
        self._of = Label("", Role.LABEL, "ink3")
        self._target = ShareBar(62)
        self._track = Label("", Role.HEADING)
        self._parts: dict[_Part, _Group] = {
            _Part.CHECKERS: _Group(self._checkers),
            _Part.KEYS: _Group(keys_sign, self._keys),
            _Part.OTHER_KEY: _Group(self._keys_other),
            _Part.ACTIVITY: _Group(self._activity, gap=_NEAR),
            _Part.TODAY: self._counted("Today", "today"),
            _Part.WEEK: self._counted("Week", "week"),
            _Part.TARGET: _Group(self._of, self._target, gap=_NEAR),
            _Part.TRACK: _Group(Label("Track", Role.LABEL, "ink3"), self._track),
        }
        self._clip = self._counted("This clip", "clip")
        self._note = Label("", Role.LABEL, "ink")
        self._said = _Group(self._note)
        self._said.hide()
        self._over = QTimer(self)
        self._over.setSingleShot(True)
        self._over.setInterval(_NOTE_MS)
        self._over.timeout.connect(lambda: self.say(""))
        row = QHBoxLayout(self)
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # it gives way itself
        row.setContentsMargins(_GAP, 1, _GAP, 0)
        row.setSpacing(0)
        row.addWidget(self._save_sign)
        row.addSpacing(scaled(_NEAR))
        row.addWidget(self._saved)
        row.addWidget(self._said)
        for part in (_Part.CHECKERS, _Part.KEYS, _Part.OTHER_KEY):
            row.addWidget(self._parts[part])
        row.addStretch(1)
        row.addSpacing(scaled(_GAP))
        row.addWidget(self._activity_sign)
        row.addWidget(self._parts[_Part.ACTIVITY])
        row.addWidget(self._clip)
        for part in (_Part.TODAY, _Part.WEEK, _Part.TARGET, _Part.TRACK):
            row.addWidget(self._parts[part])
        self._without: set[_Part] = set()
        self._target_hours = 20
        self._totals: tuple[str, ...] = ()
        self.setFixedHeight(scaled(sizes.STATUS))
        self.show_save(SaveStatus())
        self.show_totals(WorkTotals())

    def show_save(self, status: SaveStatus) -> None:
        """Say what is safe."""
        if status.code:
            since = clock(moment(status.failing_since_ms or 0), seconds=True)
            again = clock(moment(status.next_try_ms or 0), seconds=True)
            self._save_sign.show_mark(Mark.OCTAGON)
            self._saved.set_words(f"Not saved since {since}, next try at {again}")
            self._saved.set_color("bad")
            self._fit()
            return
        self._saved.set_color("ink")
        if status.saved_ms is None:
            self._save_sign.show_icon("circle-dashed")
            self._saved.set_words("Nothing to save yet" if not status.pending else "Saving")
        else:
            self._save_sign.show_mark(Mark.TICK)
            self._saved.set_words(f"Saved {clock(moment(status.saved_ms), seconds=True)}")
        self._fit()

    def show_checkers(self, words: str) -> None:
        """Say which language checkers answer."""
        self._checkers.setText(words)
        self._fit()

    def show_keys(self, where: str, other: str) -> None:
        """Say where plain letters land, and the key to the other place."""
        self._keys.setText(where)
        self._keys_other.setText(other)
        self._fit()

    def say(self, done: str) -> None:
        """Say for a moment what was done, in the place of checkers and keys; "" ends it."""
        self._note.setText(done)
        self._said.setVisible(bool(done))
        self._fit()
        if done:
            self._over.start()
            announce(self, done)

    @property
    def said(self) -> str:
        """What is said to be done just now, or ""."""
        return self._note.text()

    def show_totals(self, totals: WorkTotals) -> None:
        """Show what is counted."""
        counting = totals.activity is not None
        words = _ACTIVITIES.get(totals.activity, "Working") if totals.activity else "Not counting"
        said = (
            words,
            running_time(totals.clip_ms),
            work_time(totals.today_ms),
            work_time(totals.week_ms),
        )
        if said == self._totals:
            return  # every key counts some milliseconds, and none of them is to be seen
        self._totals = said
        self._activity.setText(words)
        self._activity_sign.show_icon("pencil" if counting else "pause")
        for name, figure in zip(("clip", "today", "week"), said[1:], strict=True):
            self._figures[name].setText(figure)
        self._of.setText(f"of {self._target_hours} h")
        self._target.set_share(totals.week_ms / (self._target_hours * 3_600_000))
        self._fit()

    def show_away(self, since_ms: int) -> None:
        """Say since when nothing counts."""
        self._totals = ()
        self._activity.setText(f"Not counting since {clock(moment(since_ms))}")
        self._activity_sign.show_icon("pause")
        self._fit()

    def set_target(self, hours: int) -> None:
        """Take the week's target."""
        self._target_hours = hours
        self._of.setText(f"of {hours} h")
        self._fit()

    def show_track(self, words: str) -> None:
        """Name the person's track."""
        self._track.setText(words)
        self._fit()

    def set_narrow(self, *, without_track: bool, without_hints: bool) -> None:
        """Give way in narrow windows, also where the words would still fit."""
        self._without = {_Part.TRACK} if without_track else set()
        if without_hints:
            self._without |= {part for part in _Part if part <= _Part.KEYS}
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let words give way."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show what is said and has room, the least needed part away first."""
        note = self._said.sizeHint().width() if self.said else 0
        said = {
            _Part.TRACK: bool(self._track.text()),
            _Part.CHECKERS: bool(self._checkers.text()) and not note,
            _Part.OTHER_KEY: bool(self._keys_other.text()) and not note,
            _Part.KEYS: bool(self._keys.text()) and not note,
        }
        shown = [part for part in _Part if said.get(part, True) and part not in self._without]
        fixed = (
            2 * self._save_sign.width()
            + self._saved.sizeHint().width()
            + note
            + self._clip.sizeHint().width()
            + scaled(_NEAR)
            + scaled(_GAP)
            + 2 * _GAP
        )
        while shown:
            if fixed + sum(self._parts[p].sizeHint().width() for p in shown) <= self.width():
                break
            del shown[0]
        for part, group in self._parts.items():
            group.setVisible(part in shown)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the line on top."""
        super().paintEvent(event)
        QPainter(self).fillRect(0, 0, self.width(), 1, current_theme().line)

    def _counted(self, words: str, name: str) -> _Group:
        return _Group(Label(words, Role.LABEL, "ink3"), self._figures[name])
