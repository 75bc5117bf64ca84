"""Where the work lies, its backups, and what can be done with them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QVBoxLayout, QWidget

from app.desk.ports.store import BackupInfo
from app.ui.common import sizes
from app.ui.common.buttons import Button
from app.ui.common.fonts import Role
from app.ui.common.labels import ElidedLabel, Label
from app.ui.common.theme import scaled
from app.ui.common.words.formats import clock, counted, long_day, moment

KINDS = {
    "daily": "of the day",
    "weekly": "of the week",
    "monthly": "of the month",
    "before-migration": "before a new version",
    "asked": "asked for",
}
NO_BACKUPS = "No backups yet. One is made each day that you work."
_ROWS = 8
_PATH = Qt.ItemDataRole.UserRole


def size_words(size: int) -> str:
    """A size of a file: `340 kB`, `28.0 MB`."""
    return f"{size / 1e6:.1f} MB" if size >= 1_000_000 else f"{max(1, size // 1000)} kB"


def backup_words(backup: BackupInfo) -> str:
    """A backup in one line."""
    taken = moment(backup.at_ms)
    parts = (
        f"{long_day(taken.date())}, {clock(taken)}",
        KINDS.get(backup.kind, backup.kind),
        counted(backup.clips, "clip"),
        size_words(backup.size),
    )
    return "  ·  ".join(parts)


class DataPlace(QWidget):
    """The folder of the work, with a button that opens it.

    Signals:
        open_asked: The folder is to be opened.
    """

    open_asked = Signal()

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path = ElidedLabel(str(folder))
        self.open = Button("Open folder", icon_name="folder-open")
        self.open.clicked.connect(self.open_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.path, 1)
        row.addWidget(self.open)


class BackupList(QWidget):
    """Lists the good backups, newest first.

    Signals:
        backup_asked, check_asked: A button was pressed.
        restore_asked: A backup is to be brought back; carries it.
    """

    backup_asked = Signal()
    check_asked = Signal()
    restore_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._backups: tuple[BackupInfo, ...] = ()
        self.model = QStandardItemModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setAccessibleName("Backups")
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setUniformItemSizes(True)
        self._none = Label(NO_BACKUPS, Role.LABEL, "ink2", wrap=True)
        self.now = Button("Back up now", icon_name="save")
        self.check = Button("Check", icon_name="shield-check")
        self.restore = Button("Bring this one back…", icon_name="history")
        self.now.clicked.connect(self.backup_asked)
        self.check.clicked.connect(self.check_asked)
        self.restore.clicked.connect(self._ask_restore)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_possible())
        self._said = Label("", Role.LABEL, "ink2", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(sizes.BUTTON_GAP)
        for button in (self.now, self.check, self.restore):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._none)
        column.addWidget(self.list)
        column.addLayout(row)
        column.addWidget(self._said)
        self.show_backups(())

    def show_backups(self, backups: Sequence[BackupInfo]) -> None:
        """Show all backups."""
        self._backups = tuple(backups)
        self.model.clear()
        for backup in self._backups:
            item = QStandardItem(backup_words(backup))
            item.setData(str(backup.path), _PATH)
            item.setSizeHint(QSize(0, scaled(sizes.TARGET)))
            self.model.appendRow(item)
        row = scaled(sizes.TARGET)
        self.list.setFixedHeight(row * min(max(len(self._backups), 1), _ROWS) + 2)
        self._none.setVisible(not self._backups)
        self.list.setVisible(bool(self._backups))
        self._show_possible()

    def say(self, sentence: str, color: str = "ink2") -> None:
        """Say what came of a button."""
        self._said.setText(sentence)
        self._said.set_color(color)

    @property
    def current(self) -> BackupInfo | None:
        """The backup that is chosen."""
        index = self.list.currentIndex()
        return self._backups[index.row()] if index.isValid() else None

    def _ask_restore(self) -> None:
        if self.current is not None:
            self.restore_asked.emit(self.current)

    def _show_possible(self) -> None:
        self.restore.set_unavailable("" if self.current is not None else "Choose a backup first.")
