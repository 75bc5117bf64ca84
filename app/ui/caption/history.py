"""The history of a caption: its snapshots, what differs from now, and the way back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.desk.ports.store import Snapshot
from app.domain.caption import CleanText, count_words
from app.ui.caption import words
from app.ui.caption.diffview import DiffView
from app.ui.caption.worddiff import RunKind, word_changes
from app.ui.common import sizes
from app.ui.common.buttons import Button, IconButton, Kind
from app.ui.common.fonts import Role
from app.ui.common.labels import ElidedLabel, Label
from app.ui.common.panes import Divider, EmptyState, Pane, PaneHeading
from app.ui.common.theme import current_theme, font, scaled
from app.ui.common.words.formats import clock, counted, day, moment

_ROW = 48
_LIST = 240
_SNAPSHOT = Qt.ItemDataRole.UserRole

Index = QModelIndex | QPersistentModelIndex


class SnapshotModel(QAbstractListModel):
    """The snapshots of a caption, newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._snapshots: tuple[Snapshot, ...] = ()

    def set_snapshots(self, snapshots: Sequence[Snapshot]) -> None:
        """Show other snapshots."""
        self.beginResetModel()
        self._snapshots = tuple(snapshots)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Number of snapshots."""
        return 0 if parent is not None and parent.isValid() else len(self._snapshots)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the words of a row, or its snapshot."""
        snapshot = self._snapshots[index.row()]
        if role == _SNAPSHOT:
            return snapshot
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return ", ".join((snapshot_time(snapshot), *snapshot_facts(snapshot)))
        return None


def snapshot_time(snapshot: Snapshot) -> str:
    """When it was taken: "November 22, 14:03:07"."""
    taken = moment(snapshot.at_ms)
    return f"{day(taken.date())}, {clock(taken, seconds=True)}"


def snapshot_facts(snapshot: Snapshot) -> tuple[str, str]:
    """How many words it has, and why it was taken."""
    return counted(snapshot.words, "word"), words.SNAPSHOT_REASONS[snapshot.reason]


class _RowDelegate(QStyledItemDelegate):
    """Two lines: when, and why with the number of words."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Size of a row in logical pixels."""
        del index
        return QSize(option.rect.width(), scaled(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row from the tokens."""
        theme = current_theme()
        snapshot = index.data(_SNAPSHOT)
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        ground = theme.soft if selected else theme.hover if over else theme.paper
        painter.fillRect(option.rect, ground)
        if selected:
            bar = QRect(option.rect)
            bar.setWidth(3)
            painter.fillRect(bar, theme.accent)
        painter.fillRect(
            option.rect.left(), option.rect.bottom(), option.rect.width(), 1, theme.line
        )
        line = option.rect.adjusted(scaled(16), scaled(6), -scaled(12), -scaled(6))
        painter.setFont(font(Role.NAME))
        painter.setPen(theme.ink)
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        # The time tells them apart, so the day gives way first.
        taken = QFontMetrics(font(Role.NAME)).elidedText(
            snapshot_time(snapshot), Qt.TextElideMode.ElideLeft, line.width()
        )
        painter.drawText(line, top, taken)
        painter.setFont(font(Role.LABEL))
        painter.setPen(theme.ink2)
        bottom = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
        metrics = QFontMetrics(font(Role.LABEL))
        facts = " · ".join(snapshot_facts(snapshot))
        shown = metrics.elidedText(facts, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, bottom, shown)
        painter.restore()


class HistoryPane(Pane):
    """Lists the snapshots of a caption and shows one against the text of now.

    Signals:
        restore_requested: put this snapshot (its id) in the place of the text; itself an edit.
        close_asked: the pane is to go away.
    """

    restore_requested = Signal(str)
    close_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent)
        self.setAccessibleName(words.HISTORY_TITLE)
        self._now = ""
        self._locked = ""
        self.heading = PaneHeading("panel")
        self._title = ElidedLabel("", Role.LABEL, "ink3")
        close = IconButton("x", words.HISTORY_CLOSE, key="Esc", width=28)
        close.clicked.connect(self.close_asked)
        self.heading.row.addWidget(Label(words.HISTORY_TITLE, Role.HEADING_BASE))
        self.heading.row.addWidget(self._title, 1)
        self.heading.row.addWidget(close)
        self.model = SnapshotModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(_RowDelegate(self.list))
        self.list.setFixedWidth(scaled(_LIST))
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(words.HISTORY_TITLE)
        self.list.selectionModel().currentChanged.connect(self._show_current)
        self.diff = DiffView()
        self.diff.setAccessibleName(words.HISTORY_LEGEND)
        self.legend = Label(words.HISTORY_LEGEND, Role.LABEL, "ink2", wrap=True)
        self.restore = Button(words.RESTORE, Kind.MAIN)
        self.restore.set_help(words.RESTORE_HELP)
        self.restore.clicked.connect(self._ask_restore)
        self._stack = QStackedWidget()
        self._full = QWidget()
        self._empty: EmptyState | None = None
        self._build()

    def _build(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 12)
        foot.setSpacing(sizes.BUTTON_GAP)
        foot.addWidget(self.legend, 1)
        foot.addWidget(self.restore)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.diff, 1)
        right.addWidget(Divider())
        right.addLayout(foot)
        full = self._full
        row = QHBoxLayout(full)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(Divider(Qt.Orientation.Vertical))
        row.addLayout(right, 1)
        self._stack.addWidget(full)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        column.addWidget(self._stack, 1)

    def set_title(self, title: str) -> None:
        """Name the clip."""
        self._title.set_words(title)

    def set_history(self, snapshots: Sequence[Snapshot], now: str, *, locked: str = "") -> None:
        """Show snapshots against the raw text of now; the newest that differs is chosen.

        Args:
            snapshots: Newest first.
            now: The raw text of now.
            locked: Why nothing can be restored, or "".
        """
        self._now, self._locked = now, locked
        self.model.set_snapshots(snapshots)
        self._show_empty(empty=not snapshots)
        if snapshots:
            row = next((i for i, s in enumerate(snapshots) if s.text != now), 0)
            self.list.setCurrentIndex(self.model.index(row))
            self._show_current()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the text the larger part where large text makes the pane narrow."""
        super().resizeEvent(event)
        self.list.setFixedWidth(min(scaled(_LIST), self.width() * 9 // 20))

    @property
    def empty(self) -> bool:
        """Whether there is no snapshot to show."""
        return self._empty is not None

    def _show_empty(self, *, empty: bool) -> None:
        if self._empty is not None:
            self._stack.removeWidget(self._empty)
            self._empty.deleteLater()
            self._empty = None
        if empty:
            newer = words.all_newer(count_words(CleanText.of(self._now).text))
            lines = (words.HISTORY_EMPTY_LINE, newer) if newer else (words.HISTORY_EMPTY_LINE,)
            self._empty = EmptyState("clock", words.HISTORY_EMPTY, lines)
            self._stack.addWidget(self._empty)
        self._stack.setCurrentWidget(self._full if self._empty is None else self._empty)

    @property
    def current(self) -> Snapshot | None:
        """The snapshot that is shown."""
        index = self.list.currentIndex()
        return index.data(_SNAPSHOT) if index.isValid() else None

    def _show_current(self) -> None:
        snapshot = self.current
        if snapshot is None:
            return
        runs = word_changes(CleanText.of(snapshot.text).text, CleanText.of(self._now).text)
        self.diff.set_runs(runs)
        same = snapshot.text == self._now
        changed = any(run.kind is not RunKind.SAME for run in runs)
        legend = words.HISTORY_LEGEND if changed else words.HISTORY_TIMES
        self.legend.setText(words.HISTORY_SAME if same else legend)
        self.restore.set_unavailable(self._locked or (words.HISTORY_SAME if same else ""))

    def _ask_restore(self) -> None:
        snapshot = self.current
        if snapshot is not None:
            self.restore_requested.emit(snapshot.id)
