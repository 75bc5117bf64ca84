"""The person's own words, which no checker underlines."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.ui.common import sizes
from app.ui.common.buttons import Button
from app.ui.common.fields import Field
from app.ui.common.fonts import Role
from app.ui.common.labels import Label
from app.ui.common.theme import scaled

NO_WORDS = "No words yet. A word that is underlined can be added from its menu in the text."
_MOST = 8
"""More rows than this are scrolled."""
_ONE_WORD = "Type one word."


class _Rows(QStyledItemDelegate):
    """Rows as high as the smallest target."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Size of a row in logical pixels."""
        return QSize(super().sizeHint(option, index).width(), scaled(sizes.TARGET))


class _Words(QListView):
    """The list; Delete removes.

    Signals:
        removal_asked: The current word is to go.
    """

    removal_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete removes, the rest moves."""
        if event.key() == Qt.Key.Key_Delete:
            self.removal_asked.emit()
        else:
            super().keyPressEvent(event)


class DictionaryEditor(QWidget):
    """Lists the words, adds one and takes one away.

    Signals:
        added, removed: Carry the word.
    """

    added = Signal(str)
    removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = QStringListModel(self)
        self.list = _Words()
        self.list.setModel(self.model)
        self.list.setAccessibleName("Your own words")
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setUniformItemSizes(True)
        self.list.setItemDelegate(_Rows(self.list))
        self.list.setMaximumWidth(scaled(360))
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self._none = Label(NO_WORDS, Role.LABEL, "ink2", wrap=True)
        self.word = Field("Word", "Add a word")
        self.word.setFixedWidth(scaled(200))
        self.add = Button("Add word")
        self.remove = Button("Remove")
        self.add.clicked.connect(self._add)
        self.word.returnPressed.connect(self._add)
        self.remove.clicked.connect(self._remove)
        self.list.removal_asked.connect(self._remove)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_possible())
        row = QHBoxLayout()
        row.setSpacing(sizes.BUTTON_GAP)
        for widget in (self.word, self.add, self.remove):
            row.addWidget(widget)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._none)
        column.addWidget(self.list)
        column.addLayout(row)
        self.show_words(())

    def show_words(self, words: Iterable[str]) -> None:
        """Show all words in order."""
        self.model.setStringList(sorted(words, key=str.casefold))
        count = self.model.rowCount()
        self.list.setFixedHeight(scaled(sizes.TARGET) * min(max(count, 1), _MOST) + 2)
        empty = count == 0
        self._none.setVisible(empty)
        self.list.setVisible(not empty)
        self._show_possible()

    @property
    def current(self) -> str:
        """The current word, "" for none."""
        index = self.list.currentIndex()
        return str(index.data()) if index.isValid() else ""

    def _add(self) -> None:
        word = self.word.text().strip()
        if not word or len(word.split()) > 1:
            self.word.set_problem(_ONE_WORD)
            return
        self.word.clear()
        self.added.emit(word)

    def _remove(self) -> None:
        if self.current:
            self.removed.emit(self.current)

    def _show_possible(self) -> None:
        self.remove.set_unavailable("" if self.current else "Choose a word first.")
