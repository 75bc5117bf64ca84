"""The keys in force: usual ones, a preset over them, the person's own over both; what clashes.

Qt-free: the window makes actions from this, the sheet of keys lists it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import cast

from app.desk.keytable import (
    ACTIONS,
    BY_ID,
    FIXED,
    PRESET_KEYS,
    ActionSpec,
    Preset,
    Scope,
    Section,
)

__all__ = [
    "ACTIONS",
    "BY_ID",
    "FIXED",
    "PRESET_KEYS",
    "TEXT_KEYS",
    "ActionSpec",
    "Conflict",
    "Keymap",
    "Preset",
    "Scope",
    "Section",
    "Trouble",
    "for_mac",
    "is_text_safe",
    "normalize",
]


class Trouble(StrEnum):
    """Why a key cannot be used."""

    TAKEN = "taken"
    BELONGS_TO_TEXT = "belongs_to_text"
    BARE = "bare"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A key that cannot be used, and why.

    Attributes:
        key: The key in normal form, or as it was given when it is unreadable.
        trouble: What is wrong.
        actions: The actions that want it.
    """

    key: str
    trouble: Trouble
    actions: tuple[str, ...]


_MODIFIERS = ("Ctrl", "Alt", "Shift", "Meta")

TEXT_KEYS = frozenset(
    {
        *(f"Ctrl+{key}" for key in ("A", "C", "V", "X", "Y", "Z", "Backspace", "Del")),
        *(f"Ctrl+{key}" for key in ("Left", "Right", "Up", "Down", "Home", "End", "Insert")),
        *(f"Ctrl+Shift+{key}" for key in ("Left", "Right", "Up", "Down", "Home", "End", "Z")),
        *(f"Shift+{key}" for key in ("Left", "Right", "Up", "Down", "Home", "End")),
        *("Shift+Insert", "Shift+Del", "Shift+Enter", "Alt+Backspace"),
    }
)
"""Keys that edit or move in any text field; no action may take them."""

_FREE = frozenset({"Esc", *(f"F{number}" for number in range(1, 36))})


def normalize(key: str) -> str | None:
    """The one way to write a key: modifiers in order, one capital letter; None if unreadable."""
    text = key.strip()
    if not text:
        return None
    # A key that is itself a plus stands after the last separator.
    parts = [*text[:-2].split("+"), "+"] if text.endswith("++") else text.split("+")
    if text == "+":
        parts = ["+"]
    *given, last = (part.strip() for part in parts)
    modifiers = {part.capitalize() for part in given}
    if not last or not modifiers <= set(_MODIFIERS) or last.capitalize() in _MODIFIERS:
        return None
    last = _ALIASES.get(last.lower(), last.upper() if len(last) == 1 else last)
    if last.lower().startswith("f") and last[1:].isdigit():
        last = last.upper()
    return "+".join([*(name for name in _MODIFIERS if name in modifiers), last])


_ALIASES = {
    "return": "Enter",
    "enter": "Enter",
    "escape": "Esc",
    "esc": "Esc",
    "delete": "Del",
    "del": "Del",
    "space": "Space",
    "left": "Left",
    "right": "Right",
    "up": "Up",
    "down": "Down",
    "home": "Home",
    "end": "End",
    "insert": "Insert",
    "backspace": "Backspace",
    "tab": "Tab",
}


def is_text_safe(key: str) -> bool:
    """Whether a key in normal form can never be meant as typing."""
    *modifiers, last = key.split("+") if not key.endswith("++") else [*key[:-2].split("+"), "+"]
    if last in _FREE or "Media" in last:
        return True
    return "Ctrl" in modifiers or "Alt" in modifiers or "Meta" in modifiers


def for_mac(key: str) -> str:
    """The same key where Option types signs and moves by words: Alt becomes Ctrl+Alt (Command)."""
    if key == "Ctrl+Space":
        return "Ctrl+Shift+Space"
    if key.startswith("Alt+"):
        return f"Ctrl+{key}"
    return key


@dataclass(frozen=True, slots=True, kw_only=True)
class Keymap:
    """The keys in force: defaults, a preset over them, the person's own over both.

    Attributes:
        preset: Which set the person started from.
        own: Action id to the keys the person chose; an empty tuple means no key.
        mac: Whether the platform is macOS.
    """

    preset: Preset = Preset.SCENEWRIGHT
    own: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    mac: bool = False

    @classmethod
    def stored(cls, preset: Preset, own_json: str) -> Keymap:
        """Read what settings hold: a preset, and the person's own keys as a JSON object.

        Actions that are no more, and what is no list of texts, are left out.
        """
        try:
            told: object = json.loads(own_json or "{}")
        except ValueError:
            told = {}
        own: dict[str, tuple[str, ...]] = {}
        for action_id, keys in (
            cast("dict[str, object]", told).items() if isinstance(told, dict) else ()
        ):
            if action_id in BY_ID and isinstance(keys, list):
                own[action_id] = tuple(str(key) for key in cast("list[object]", keys))
        return cls(preset=preset, own=own)

    def keys(self, action_id: str) -> tuple[str, ...]:
        """The text-safe keys of an action, in normal form.

        Raises:
            KeyError: There is no such action.
        """
        spec = BY_ID[action_id]
        if spec.rebindable and action_id in self.own:
            return _clean(self.own[action_id])
        keys = _clean(PRESET_KEYS[self.preset].get(action_id, spec.keys))
        return tuple(for_mac(key) for key in keys) if self.mac else keys

    def first_key(self, action_id: str) -> str:
        """The key to show in a hint, "" if the action has none."""
        keys = self.keys(action_id)
        return keys[0] if keys else ""

    def player_table(self) -> dict[str, str]:
        """Bare key to action id, for the player while it has the focus."""
        return {key: spec.id for spec in ACTIONS for key in _clean(spec.player_keys)}

    def rebound(self, action_id: str, keys: Iterable[str]) -> Keymap:
        """The same map with other keys for one action; check `conflicts()` before keeping it.

        Raises:
            KeyError: There is no such action, or its keys are fixed.
        """
        if not BY_ID[action_id].rebindable:
            raise KeyError(action_id)
        own = {**self.own, action_id: tuple(keys)}
        return Keymap(preset=self.preset, own=own, mac=self.mac)

    def reset(self, action_id: str) -> Keymap:
        """The same map with the preset's keys for one action."""
        own = {name: keys for name, keys in self.own.items() if name != action_id}
        return Keymap(preset=self.preset, own=own, mac=self.mac)

    def conflicts(self) -> tuple[Conflict, ...]:
        """Every key that cannot be used, in the order of the actions."""
        found: list[Conflict] = []
        users: dict[str, list[ActionSpec]] = {}
        for spec in ACTIONS:
            found.extend(
                _conflict(given, Trouble.UNREADABLE, spec)
                for given in self.own.get(spec.id, ())
                if normalize(given) is None
            )
            for key in self.keys(spec.id):
                users.setdefault(key, []).append(spec)
                if key in TEXT_KEYS:
                    found.append(_conflict(key, Trouble.BELONGS_TO_TEXT, spec))
                elif not is_text_safe(key):
                    found.append(_conflict(key, Trouble.BARE, spec))
        for key, specs in users.items():
            if _overlap(specs):
                ids = tuple(spec.id for spec in specs)
                found.append(Conflict(key=key, trouble=Trouble.TAKEN, actions=ids))
        return tuple(found)


def _clean(keys: Iterable[str]) -> tuple[str, ...]:
    normal = (normalize(key) for key in keys)
    return tuple(dict.fromkeys(key for key in normal if key is not None))


def _conflict(key: str, trouble: Trouble, spec: ActionSpec) -> Conflict:
    return Conflict(key=key, trouble=trouble, actions=(spec.id,))


def _overlap(specs: list[ActionSpec]) -> bool:
    """Two actions on one key clash unless they live in different rooms."""
    scopes = [spec.scope for spec in specs]
    return len(specs) > 1 and (Scope.ANYWHERE in scopes or len(set(scopes)) < len(scopes))
