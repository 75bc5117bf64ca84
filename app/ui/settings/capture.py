"""The dialog that takes a key for an action, and says when it cannot be used."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.desk.keymap import BY_ID, Conflict, Keymap, Trouble
from app.ui.common.actions import event_key
from app.ui.common.buttons import Button
from app.ui.common.fields import Field
from app.ui.common.fonts import Role
from app.ui.common.keyhint import hint_words
from app.ui.common.labels import Label
from app.ui.dialogs import Question

_LEAVES = {Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab}


class KeyField(Field):
    """A field that shows the keys that are pressed in it, and types nothing.

    Signals:
        pressed: A key was pressed; carries it in the form ``Ctrl+T``.
    """

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__("Keys", "Press the keys")
        self.setReadOnly(True)

    def event(self, event: QEvent) -> bool:
        """Take keys before shortcuts and the dialog do."""
        if isinstance(event, QKeyEvent) and not self._leaves(event):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._take(event)
                return True
        return super().event(event)

    def _leaves(self, event: QKeyEvent) -> bool:
        """Escape and Tab by themselves keep their meaning, and so does Enter on a taken key."""
        plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        return plain and (event.key() in _LEAVES or (enter and bool(self.text())))

    def _take(self, event: QKeyEvent) -> None:
        key = event_key(event)
        if key is not None:
            self.setText(hint_words(key))
            self.pressed.emit(key)


class KeyDialog(Question):
    """Asks for the key of one action.

    Attributes:
        key: The key that was pressed, "" for none.
    """

    def __init__(self, keymap: Keymap, action_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, f"Keys for “{BY_ID[action_id].words}”", "Go back", "Use it")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._keymap = keymap
        self._action_id = action_id
        self.key = keymap.first_key(action_id)
        self.field = KeyField()
        self._words = Label("Press the keys together.", Role.LABEL, "ink2", wrap=True)
        self._words.setMinimumHeight(self._words.minimumHeight() * 2)
        self.body.addWidget(self.field)
        self.body.addWidget(self._words)
        self.none = Button("No key")
        self.none.clicked.connect(self._use_none)
        self.foot.insertWidget(0, self.none)
        self.field.pressed.connect(self._on_pressed)
        self.go_on.set_unavailable("Press the keys first.")
        self.go_on.setDefault(True)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def changed(self) -> Keymap:
        """Give the keymap with the new key; an action that had the key before loses it."""
        keymap = self._keymap
        for other in self._taken_from(self.key):
            rest = [key for key in keymap.keys(other) if key != self.key]
            keymap = keymap.rebound(other, rest)
        return keymap.rebound(self._action_id, (self.key,) if self.key else ())

    def _on_pressed(self, key: str) -> None:
        self.key = key
        conflict = self._conflict()
        self.field.set_problem("")
        if conflict is None:
            self._say("This key is free.", "ink2", "Use it", "")
        elif conflict.trouble is Trouble.TAKEN:
            names = "” and “".join(BY_ID[one].words for one in self._taken_from(key))
            fixed = any(not BY_ID[one].rebindable for one in self._taken_from(key))
            sentence = f"{hint_words(key)} is the key of “{names}”."
            if fixed:
                self._say(sentence, "bad", "Use it", "This key is fixed.")
            else:
                more = "Used here, it is taken from there."
                self._say(f"{sentence} {more}", "weak", "Use it here instead", "")
        else:
            sentence = (
                "This key edits the text, so no action can have it."
                if conflict.trouble is Trouble.BELONGS_TO_TEXT
                else "By itself this key types into the text. Press it with Ctrl or Alt."
            )
            self._say(sentence, "bad", "Use it", sentence)

    def _say(self, sentence: str, color: str, button: str, reason: str) -> None:
        self._words.setText(sentence)
        self._words.set_color(color)
        self.go_on.set_words(button)
        self.go_on.set_unavailable(reason)

    def _conflict(self) -> Conflict | None:
        tried = self._keymap.rebound(self._action_id, (self.key,))
        return next(
            (
                one
                for one in tried.conflicts()
                if self._action_id in one.actions and one.key == self.key
            ),
            None,
        )

    def _taken_from(self, key: str) -> list[str]:
        if not key:
            return []
        tried = self._keymap.rebound(self._action_id, (key,))
        return [
            action
            for one in tried.conflicts()
            if one.trouble is Trouble.TAKEN and one.key == key and self._action_id in one.actions
            for action in one.actions
            if action != self._action_id
        ]

    def _use_none(self) -> None:
        self.key = ""
        self.go_on.set_unavailable("")
        self.accept()
