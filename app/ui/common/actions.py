"""The key table of the desk as QActions of a window, and the bare keys of the player."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from app.desk.keymap import ACTIONS, Keymap, Scope, normalize
from app.ui.common.keyhint import hint_words


def key_sequences(key: str) -> list[QKeySequence]:
    """Qt's sequences for one key; `Enter` stands for both keys of that name."""
    if key.endswith("Enter"):
        head = key[: -len("Enter")]
        return [QKeySequence(f"{head}Return"), QKeySequence(f"{head}Enter")]
    return [QKeySequence(key)]


def event_key(event: QKeyEvent) -> str | None:
    """A key press in the normal form of the key table, None for a modifier by itself."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    # A sign already holds its Shift: `?` is not Shift+?.
    text = event.text()
    if text and not text.isalnum() and text.isprintable() and text != " ":
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier
    name = QKeySequence(event.keyCombination().key()).toString(
        QKeySequence.SequenceFormat.PortableText
    )
    if not name:
        return None
    parts = [
        word
        for flag, word in (
            (Qt.KeyboardModifier.ControlModifier, "Ctrl"),
            (Qt.KeyboardModifier.AltModifier, "Alt"),
            (Qt.KeyboardModifier.ShiftModifier, "Shift"),
            (Qt.KeyboardModifier.MetaModifier, "Meta"),
        )
        if modifiers & flag
    ]
    return normalize("+".join([*parts, name]))


class Actions(QObject):
    """Every action of the window, with the keys in force.

    Text-safe keys are shortcuts of the window. Actions of one room act only while that room is the
    current one, so that `Ctrl+Enter` submits nothing from the queue.

    Signals:
        triggered: an action was asked for by its key, a menu or the player; carries its id.
        keymap_changed: the keys in force changed; hints are to be shown anew.
    """

    triggered = Signal(str)
    keymap_changed = Signal()

    def __init__(self, window: QWidget, keymap: Keymap | None = None) -> None:
        super().__init__(window)
        self._keymap = keymap if keymap is not None else Keymap()
        self._actions: dict[str, QAction] = {}
        self._scope = Scope.CAPTION
        self._specs = {spec.id: spec for spec in ACTIONS}
        for spec in ACTIONS:
            action = QAction(spec.words, self)
            action.setObjectName(spec.id)
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setAutoRepeat(spec.id in _REPEATING)
            action.triggered.connect(self._trigger_of(spec.id))
            self._actions[spec.id] = action
            window.addAction(action)
        self._apply()

    def action(self, action_id: str) -> QAction:
        """The QAction of an id, for menus; an unknown id raises KeyError."""
        return self._actions[action_id]

    @property
    def keymap(self) -> Keymap:
        """The keys in force."""
        return self._keymap

    def set_keymap(self, keymap: Keymap) -> None:
        """Use other keys, at once."""
        self._keymap = keymap
        self._apply()
        self.keymap_changed.emit()

    def set_scope(self, scope: Scope) -> None:
        """Say which room is current; `Scope.ANYWHERE` for rooms without keys of their own."""
        if scope is not self._scope:
            self._scope = scope
            self._apply()

    def key(self, action_id: str) -> str:
        """First key of an action in the form `Ctrl+T`, "" if it has none."""
        return self._keymap.first_key(action_id)

    def hint(self, action_id: str) -> str:
        """First key of an action as a hint shows it: `Ctrl T`."""
        return hint_words(self.key(action_id))

    def _trigger_of(self, action_id: str) -> Callable[[], None]:
        return lambda: self.triggered.emit(action_id)

    def _apply(self) -> None:
        for action_id, action in self._actions.items():
            scope = self._specs[action_id].scope
            here = scope in {Scope.ANYWHERE, self._scope}
            keys = self._keymap.keys(action_id) if here else ()
            action.setShortcuts([one for key in keys for one in key_sequences(key)])
            action.setEnabled(here)


class PlayerKeys:
    """What bare keys mean while the player has the focus; every pane that takes them has one."""

    def __init__(self) -> None:
        self._table: dict[str, str] = {}

    def set_keys(self, keymap: Keymap, *, with_text_keys: bool = False) -> None:
        """Use the person's own keys.

        Args:
            keymap: The keys in force.
            with_text_keys: Take also the keys that are shortcuts of the main window; for a window
                of its own, where those do not act.
        """
        text_keys = (
            {key: spec.id for spec in ACTIONS for key in keymap.keys(spec.id)}
            if with_text_keys
            else {}
        )
        self._table = {**text_keys, **keymap.player_table()}

    def take(self, event: QKeyEvent, ask: Callable[[str], None]) -> bool:
        """Ask for what a key means; gives whether it means something.

        A held key asks again only where that makes sense.
        """
        action = self._table.get(event_key(event) or "")
        if action is None:
            return False
        if not event.isAutoRepeat() or action in _REPEATING:
            ask(action)
        return True


_REPEATING = frozenset(
    {
        *("back_5s", "forward_5s", "back_1s", "forward_1s", "frame_back", "frame_on"),
        *("slower", "faster", "zoom_in", "zoom_out", "next_finding", "previous_finding"),
    }
)
"""Actions a held key does again and again; all others act once per press."""
