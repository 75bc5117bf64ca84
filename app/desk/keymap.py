"""The keys of the window as data: what each action is called, its keys, presets, the person's own.

Two tables of keys per action. *Text-safe* keys act wherever the caret is, so they never are bare
letters. *Player* keys act only while the player has the focus, so they may be. Keys are written in
the portable form `Ctrl+Shift+T`; `Enter` means both keys of that name. Times of seeking follow the
habits of the field (1 s and 5 s). Qt-free: the window makes actions from this.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import cast


class Scope(StrEnum):
    """In which room an action exists."""

    ANYWHERE = "anywhere"
    CAPTION = "caption"
    REVIEW = "review"


class Section(StrEnum):
    """Under which heading the key sheet lists an action."""

    PLAYER = "player"
    WRITING = "writing"
    RUBRIC = "rubric"
    REVIEW = "review"
    MOVING = "moving"
    WINDOW = "window"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionSpec:
    """One thing a person can do by a key.

    Attributes:
        id: Stable name, kept in settings.
        words: Its name in the key sheet and in menus, sentence case.
        section: Heading in the key sheet.
        keys: Text-safe default keys, the first one is shown in hints.
        player_keys: Bare keys while the player has the focus.
        scope: The room it exists in.
        rebindable: Whether the person may choose other keys.
    """

    id: str
    words: str
    section: Section
    keys: tuple[str, ...] = ()
    player_keys: tuple[str, ...] = ()
    scope: Scope = Scope.ANYWHERE
    rebindable: bool = True


def _facts() -> tuple[ActionSpec, ...]:
    names = ("speech", "music", "ambience", "text on screen", "people", "names or brands")
    return tuple(
        ActionSpec(
            id=f"fact_{number}",
            words=f"Tick {name}: unknown, yes, no",
            section=Section.RUBRIC,
            keys=(f"Alt+{number}",),
            scope=Scope.CAPTION,
        )
        for number, name in enumerate(names, start=1)
    )


_P, _W, _R, _V = Section.PLAYER, Section.WRITING, Section.RUBRIC, Section.REVIEW
_M, _X = Section.MOVING, Section.WINDOW

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        id="play_pause",
        words="Play or pause",
        section=_P,
        keys=("Ctrl+Space", "Media Play", "Toggle Media Play/Pause"),
        player_keys=("Space", "K"),
    ),
    ActionSpec(
        id="escape",
        words="Close what is open, else play or pause",
        section=_P,
        keys=("Esc",),
        rebindable=False,
    ),
    ActionSpec(
        id="back_5s", words="Back 5 seconds", section=_P, keys=("Alt+Left",), player_keys=("Left",)
    ),
    ActionSpec(
        id="forward_5s",
        words="Forward 5 seconds",
        section=_P,
        keys=("Alt+Right",),
        player_keys=("Right",),
    ),
    ActionSpec(
        id="back_1s",
        words="Back 1 second",
        section=_P,
        keys=("Alt+Shift+Left",),
        player_keys=("Shift+Left",),
    ),
    ActionSpec(
        id="forward_1s",
        words="Forward 1 second",
        section=_P,
        keys=("Alt+Shift+Right",),
        player_keys=("Shift+Right",),
    ),
    ActionSpec(
        id="frame_back",
        words="One frame back",
        section=_P,
        keys=("Alt+,",),
        player_keys=(",",),
    ),
    ActionSpec(
        id="frame_on", words="One frame on", section=_P, keys=("Alt+.",), player_keys=(".",)
    ),
    ActionSpec(id="slower", words="Slower", section=_P, keys=("Alt+-",), player_keys=("[",)),
    ActionSpec(id="faster", words="Faster", section=_P, keys=("Alt+=",), player_keys=("]",)),
    ActionSpec(
        id="speed_normal", words="Normal speed", section=_P, keys=("Alt+0",), player_keys=("0",)
    ),
    ActionSpec(
        id="replay",
        words="Play the last seconds again",
        section=_P,
        keys=("Ctrl+R",),
        player_keys=("R",),
    ),
    ActionSpec(
        id="loop", words="Repeat a stretch", section=_P, keys=("Alt+L",), player_keys=("L",)
    ),
    ActionSpec(id="mute", words="Sound on or off", section=_P, keys=("Alt+S",), player_keys=("M",)),
    ActionSpec(
        id="full_screen",
        words="Picture on the full screen",
        section=_P,
        keys=("F11",),
        player_keys=("F",),
    ),
    ActionSpec(
        id="own_window",
        words="Picture in a window of its own",
        section=_P,
        keys=("Ctrl+Shift+P",),
    ),
    ActionSpec(
        id="mark_dialogue",
        words="Mark where a line starts, again where it ends",
        section=_W,
        keys=("Ctrl+T",),
        player_keys=("T",),
        scope=Scope.CAPTION,
    ),
    ActionSpec(
        id="insert_token",
        words="Put the time at the caret",
        section=_W,
        keys=("Ctrl+Shift+T",),
        scope=Scope.CAPTION,
    ),
    ActionSpec(
        id="play_token",
        words="Play the time at the caret",
        section=_W,
        keys=("F7",),
    ),
    ActionSpec(id="save", words="Keep a copy of the text now", section=_W, keys=("Ctrl+S",)),
    ActionSpec(id="submit", words="Submit", section=_W, keys=("Ctrl+Enter",), scope=Scope.CAPTION),
    ActionSpec(
        id="copy_caption",
        words="Copy the caption without times",
        section=_W,
        keys=("Ctrl+Shift+C",),
    ),
    ActionSpec(id="find", words="Find in the text", section=_W, keys=("Ctrl+F",)),
    ActionSpec(id="history", words="Earlier texts", section=_W, keys=("Ctrl+H",)),
    ActionSpec(id="zoom_in", words="Larger text", section=_W, keys=("Ctrl+=", "Ctrl++")),
    ActionSpec(id="zoom_out", words="Smaller text", section=_W, keys=("Ctrl+-",)),
    ActionSpec(id="zoom_reset", words="Usual size of text", section=_W, keys=("Ctrl+0",)),
    ActionSpec(id="next_finding", words="Next finding or change", section=_R, keys=("F8",)),
    ActionSpec(
        id="previous_finding", words="Previous finding or change", section=_R, keys=("Shift+F8",)
    ),
    ActionSpec(id="sidebar", words="Open or close the sidebar", section=_R, keys=("F9",)),
    *_facts(),
    ActionSpec(
        id="accept", words="Accept the work", section=_V, keys=("Ctrl+Enter",), scope=Scope.REVIEW
    ),
    ActionSpec(
        id="return_work",
        words="Return the work",
        section=_V,
        keys=("Ctrl+Shift+Enter",),
        scope=Scope.REVIEW,
    ),
    ActionSpec(id="comment", words="Comment", section=_V, keys=("Ctrl+Alt+M",), scope=Scope.REVIEW),
    ActionSpec(id="next_clip", words="Next clip", section=_M, keys=("Alt+Down",)),
    ActionSpec(id="previous_clip", words="Previous clip", section=_M, keys=("Alt+Up",)),
    ActionSpec(
        id="next_pane", words="From the text to the player and back", section=_M, keys=("F6",)
    ),
    ActionSpec(
        id="previous_pane",
        words="On through timeline, dialogue and rubric",
        section=_M,
        keys=("Shift+F6",),
    ),
    ActionSpec(id="room_queue", words="Queue", section=_M, keys=("Ctrl+1",)),
    ActionSpec(id="room_caption", words="Caption", section=_M, keys=("Ctrl+2",)),
    ActionSpec(id="room_review", words="Review", section=_M, keys=("Ctrl+3",)),
    ActionSpec(id="room_calibration", words="Calibration", section=_M, keys=("Ctrl+4",)),
    ActionSpec(id="room_hours", words="Hours", section=_M, keys=("Ctrl+5",)),
    ActionSpec(id="add_clips", words="Add clips", section=_X, keys=("Ctrl+O",)),
    ActionSpec(id="guide", words="Style guide", section=_X, keys=("Ctrl+G",)),
    ActionSpec(id="settings", words="Settings", section=_X, keys=("Ctrl+,",)),
    ActionSpec(id="sheet", words="All keys", section=_X, keys=("F1",), player_keys=("?",)),
    ActionSpec(id="quit", words="Quit", section=_X, keys=("Ctrl+Q",)),
)

BY_ID: Mapping[str, ActionSpec] = {spec.id: spec for spec in ACTIONS}

FIXED: tuple[tuple[str, str], ...] = (
    ("Enter", "In a dialogue line: log it and insert it at the caret"),
    ("Shift+Enter", "In a dialogue line: only log it"),
    ("Ctrl+Z", "Undo"),
    ("Ctrl+Y", "Redo"),
)
"""Keys that belong to a place and cannot be chosen: shown in the sheet, key and words."""


class Preset(StrEnum):
    """Sets of keys for people who come from another tool."""

    SCENEWRIGHT = "scenewright"
    SUBTITLE_EDIT = "subtitle_edit"
    OTRANSCRIBE = "otranscribe"
    LABEL_STUDIO = "label_studio"


PRESET_KEYS: Mapping[Preset, Mapping[str, tuple[str, ...]]] = {
    Preset.SCENEWRIGHT: {},
    # Alt+arrows is the small step there, F11 and F12 mark in and out, Alt+Down the next line.
    Preset.SUBTITLE_EDIT: {
        "play_pause": ("Ctrl+Space", "Ctrl+Alt+P", "Media Play", "Toggle Media Play/Pause"),
        "back_1s": ("Alt+Left",),
        "forward_1s": ("Alt+Right",),
        "back_5s": ("Alt+Shift+Left",),
        "forward_5s": ("Alt+Shift+Right",),
        "mark_dialogue": ("F11", "F12", "Ctrl+T"),
        "full_screen": ("Ctrl+F11",),
    },
    # F1 to F4 with twins on Ctrl and a digit, Ctrl+J for the time.
    Preset.OTRANSCRIBE: {
        "back_1s": ("F1", "Ctrl+1"),
        "forward_1s": ("F2", "Ctrl+2"),
        "slower": ("F3", "Ctrl+3"),
        "faster": ("F4", "Ctrl+4"),
        "insert_token": ("Ctrl+J", "Ctrl+Shift+T"),
        "sheet": ("Shift+F1",),
        "room_queue": ("Ctrl+Shift+1",),
        "room_caption": ("Ctrl+Shift+2",),
        "room_review": ("Ctrl+Shift+3",),
        "room_calibration": ("Ctrl+Shift+4",),
        "room_hours": ("Ctrl+Shift+5",),
    },
    # Its Ctrl+Space skips a task; here the same key only plays, so nothing is lost by habit.
    Preset.LABEL_STUDIO: {
        "play_pause": ("Ctrl+P", "Ctrl+Space", "Media Play", "Toggle Media Play/Pause"),
        "back_5s": ("Alt+Shift+Left",),
        "forward_5s": ("Alt+Shift+Right",),
        "frame_back": ("Alt+Left", "Alt+,"),
        "frame_on": ("Alt+Right", "Alt+."),
        "back_1s": ("Ctrl+B",),
        "forward_1s": ("Ctrl+Shift+B",),
        "save": ("Ctrl+S", "Alt+Enter"),
    },
}


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
