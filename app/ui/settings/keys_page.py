"""Every action with its keys: a list that is walked by keys, and what changes one."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.desk.keymap import ACTIONS, BY_ID, Keymap
from app.ui.common import sizes
from app.ui.common.buttons import Button
from app.ui.common.fonts import Role
from app.ui.common.keyhint import hint_size, hint_words, paint_hint
from app.ui.common.sheet import SECTION_WORDS
from app.ui.common.theme import current_theme, font, scaled

ACTION = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_KEYS_AT = 360
_MEDIA = ("Media Play", "Toggle Media Play/Pause")
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class KeysModel(QAbstractListModel):
    """Every action, in the order of the key sheet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keymap = Keymap()
        order = list(SECTION_WORDS)
        self._actions = sorted(ACTIONS, key=lambda spec: order.index(spec.section))
        self._clashing: dict[str, frozenset[str]] = {}

    def set_keymap(self, keymap: Keymap) -> None:
        """Show other keys."""
        self.keymap = keymap
        self._clashing = {}
        for conflict in keymap.conflicts():
            for action in conflict.actions:
                before = self._clashing.get(action, frozenset())
                self._clashing[action] = before | {conflict.key}
        self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))

    def clashing(self, action_id: str) -> frozenset[str]:
        """Give the keys of an action that cannot be used."""
        return self._clashing.get(action_id, frozenset())

    def keys(self, action_id: str) -> tuple[str, ...]:
        """Give the keys of an action without those of media keyboards."""
        return tuple(key for key in self.keymap.keys(action_id) if key not in _MEDIA)

    def place(self, action_id: str) -> int:
        """Give the row of an action."""
        return next(row for row, spec in enumerate(self._actions) if spec.id == action_id)

    def heads(self, row: int) -> str:
        """Give the heading that stands over a row, "" for none."""
        section = self._actions[row].section
        first = row == 0 or self._actions[row - 1].section is not section
        return SECTION_WORDS[section] if first else ""

    def rowCount(self, parent: Index | None = None) -> int:
        """Number of actions."""
        return 0 if parent is not None and parent.isValid() else len(self._actions)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the words of an action, its id, or what a screen reader says."""
        if not index.isValid():
            return None
        spec = self._actions[index.row()]
        if role == ACTION:
            return spec.id
        if role == Qt.ItemDataRole.DisplayRole:
            return spec.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            keys = ", ".join(self.keys(spec.id)) or "no key"
            return f"{spec.words}, {keys}"
        return None


class _Delegate(QStyledItemDelegate):
    """Words at the left, keys as hints at the right; a key that clashes is red and says so."""

    def __init__(self, model: KeysModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A row of a table, with room for a heading where a section begins."""
        head = scaled(sizes.TABLE_ROW) if self._model.heads(index.row()) else 0
        return QSize(option.rect.width(), scaled(sizes.TABLE_ROW) + head)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row from the tokens."""
        theme = current_theme()
        model = self._model
        rect = option.rect
        painter.save()
        head = model.heads(index.row())
        if head:
            painter.fillRect(rect, theme.paper)
            painter.setFont(font(Role.HEADING))
            painter.setPen(theme.ink2)
            top = rect.adjusted(scaled(8), scaled(8), 0, 0)
            top.setHeight(scaled(sizes.TABLE_ROW) - scaled(8))
            painter.drawText(top, int(_MIDDLE), head)
            rect = rect.adjusted(0, scaled(sizes.TABLE_ROW), 0, 0)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(rect, theme.soft if selected else theme.hover if over else theme.paper)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.line)
        if selected and option.widget is not None and option.widget.hasFocus():
            painter.fillRect(rect.left(), rect.top(), 3, rect.height() - 1, theme.accent)
        action_id = index.data(ACTION)
        painter.setFont(font(Role.BASE))
        painter.setPen(theme.ink)
        at = min(scaled(_KEYS_AT), rect.width() * 11 // 20)
        area = rect.adjusted(scaled(8), 0, 0, 0)
        area.setWidth(at - 2 * scaled(8))
        shown = painter.fontMetrics().elidedText(
            index.data(), Qt.TextElideMode.ElideRight, area.width()
        )
        painter.drawText(area, int(_MIDDLE), shown)
        left = rect.left() + at
        clashing = model.clashing(action_id)
        for key in model.keys(action_id):
            words = hint_words(key)
            size = hint_size(words)
            box = QRectF(left, rect.center().y() - size.height() / 2, size.width(), size.height())
            paint_hint(painter, box, words, theme)
            left += size.width() + 6
        note = ""
        if clashing:
            note = "taken twice"
        elif not BY_ID[action_id].rebindable:
            note = "fixed"
        elif action_id in model.keymap.own:
            note = "your own"
        painter.setFont(font(Role.LABEL_MEDIUM if clashing else Role.LABEL))
        painter.setPen(theme.bad if clashing else theme.ink3)
        right = rect.adjusted(0, 0, -scaled(8), 0)
        side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(right, int(side), note)
        painter.restore()


class _List(QListView):
    """The list; Enter changes the keys of a row.

    Signals:
        chosen: The keys of the current action are to be changed.
    """

    chosen = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter changes, the rest moves."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.chosen.emit()
        else:
            super().keyPressEvent(event)


class KeysTable(QWidget):
    """The list with its buttons.

    Signals:
        change_asked: The keys of an action are to be changed; carries its id.
        reset_asked: An action is to have its usual keys; carries its id, "" for all.
    """

    change_asked = Signal(str)
    reset_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = KeysModel(self)
        self.list = _List()
        self.list.setAccessibleName("Actions and their keys")
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Delegate(self.model, self.list))
        self.list.setMouseTracking(True)
        self.list.setMinimumHeight(scaled(sizes.TABLE_ROW) * 8)
        self.change = Button("Change…", key="Enter")
        self.reset = Button("Usual key")
        self.reset_all = Button("All usual keys")
        self.change.clicked.connect(self._ask_change)
        self.list.chosen.connect(self._ask_change)
        self.list.doubleClicked.connect(lambda _index: self._ask_change())
        self.reset.clicked.connect(lambda: self.reset_asked.emit(self.current))
        self.reset_all.clicked.connect(lambda: self.reset_asked.emit(""))
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_possible())
        foot = QHBoxLayout()
        foot.setSpacing(sizes.BUTTON_GAP)
        for button in (self.change, self.reset, self.reset_all):
            foot.addWidget(button)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        self.list.setCurrentIndex(self.model.index(0))

    @property
    def current(self) -> str:
        """Id of the current action."""
        return str(self.list.currentIndex().data(ACTION))

    def set_keymap(self, keymap: Keymap) -> None:
        """Show other keys."""
        self.model.set_keymap(keymap)
        self._show_possible()

    def _ask_change(self) -> None:
        if BY_ID[self.current].rebindable:
            self.change_asked.emit(self.current)

    def _show_possible(self) -> None:
        fixed = not BY_ID[self.current].rebindable
        own = self.model.keymap.own
        self.change.set_unavailable("This key is fixed." if fixed else "")
        usual = "" if self.current in own else "It has its usual keys."
        self.reset.set_unavailable(usual)
        self.reset_all.set_unavailable("" if own else "All actions have their usual keys.")
