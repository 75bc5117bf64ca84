"""The table of actions: what each is called, its usual keys, and sets of keys of other tools.

Two kinds of keys per action. *Text-safe* keys act wherever the caret is, so they never are bare
letters. *Player* keys act only while the player has the focus, so they may be. Keys are written in
the portable form `Ctrl+Shift+T`; `Enter` means both keys of that name. Times of seeking follow the
habits of the field (1 s and 5 s).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Scope(StrEnum):
    """In which room an action exists."""

    ANYWHERE = "anywhere"
    CAPTION = "caption"


class Section(StrEnum):
    """Under which heading the key sheet lists an action."""

    PLAYER = "player"
    WRITING = "writing"
    RUBRIC = "rubric"
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


def _jumps() -> tuple[ActionSpec, ...]:
    found: list[ActionSpec] = []
    for kind, words, key, bare in (
        ("shot", "shot", "Alt+Pg{}", ("Up", "Down")),
        ("line", "line", "Alt+Shift+Pg{}", ("Shift+Up", "Shift+Down")),
        ("silence", "silence", "", ("Ctrl+Up", "Ctrl+Down")),
        ("pin", "time in the caption", "", ("Ctrl+Left", "Ctrl+Right")),
    ):
        for way, name, side in (("previous", "Previous", 0), ("next", "Next", 1)):
            keys = (key.format(("Up", "Down")[side]),) if key else ()
            found.append(
                ActionSpec(
                    id=f"{way}_{kind}",
                    words=f"{name} {words}",
                    section=Section.PLAYER,
                    keys=keys,
                    player_keys=(bare[side],),
                )
            )
    return tuple(found)


_P, _W, _R = Section.PLAYER, Section.WRITING, Section.RUBRIC
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
        id="hold_to_play",
        words="Play while held, for a pedal",
        section=_P,
        keys=("F5",),
    ),
    ActionSpec(
        id="play_line",
        words="Play the line again",
        section=_P,
        keys=("Alt+R",),
        player_keys=("P",),
    ),
    ActionSpec(
        id="play_before",
        words="Play the second before",
        section=_P,
        keys=("Alt+B",),
        player_keys=("B",),
    ),
    ActionSpec(
        id="play_after",
        words="Play the second after",
        section=_P,
        keys=("Alt+A",),
        player_keys=("A",),
    ),
    *_jumps(),
    ActionSpec(id="timeline_closer", words="Timeline: closer", section=_P),
    ActionSpec(id="timeline_farther", words="Timeline: farther", section=_P),
    ActionSpec(id="brighter", words="Lighten a dark picture", section=_P, player_keys=("I",)),
    ActionSpec(id="darker", words="Picture as it is", section=_P, player_keys=("Shift+I",)),
    ActionSpec(id="picture_closer", words="Picture: closer", section=_P, player_keys=("X",)),
    ActionSpec(
        id="picture_whole", words="Picture: whole again", section=_P, player_keys=("Shift+X",)
    ),
    ActionSpec(
        id="save_frame",
        words="Save the picture as a file",
        section=_P,
        keys=("Ctrl+Shift+S",),
    ),
    ActionSpec(
        id="open_captions",
        words="Captions from a file under the picture",
        section=_P,
        keys=("Ctrl+Shift+O",),
    ),
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
    ActionSpec(id="next_finding", words="Next finding", section=_R, keys=("F8",)),
    ActionSpec(id="previous_finding", words="Previous finding", section=_R, keys=("Shift+F8",)),
    ActionSpec(id="sidebar", words="Open or close the sidebar", section=_R, keys=("F9",)),
    *_facts(),
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
    ActionSpec(id="room_hours", words="Hours", section=_M, keys=("Ctrl+5",)),
    ActionSpec(id="add_clips", words="Add clips", section=_X, keys=("Ctrl+O",)),
    ActionSpec(id="add_stream", words="Add a stream", section=_X, keys=("Ctrl+L",)),
    ActionSpec(
        id="add_without_file",
        words="New caption without a clip file",
        section=_X,
        keys=("Ctrl+N",),
    ),
    ActionSpec(id="guide", words="Style guide", section=_X, keys=("Ctrl+G",)),
    ActionSpec(id="settings", words="Settings", section=_X, keys=("Ctrl+,",)),
    ActionSpec(id="sheet", words="All keys", section=_X, keys=("F1",), player_keys=("?",)),
    ActionSpec(id="quit", words="Quit", section=_X, keys=("Ctrl+Q",)),
)

BY_ID: Mapping[str, ActionSpec] = {spec.id: spec for spec in ACTIONS}

FIXED: tuple[tuple[str, str], ...] = (
    ("Ctrl+Z", "Undo"),
    ("Ctrl+Y", "Redo"),
    ("Enter", "Entering dialogue: log and insert it"),
    ("Shift+Enter", "Entering dialogue: only log it"),
    ("F2", "On a line of dialogue: change it"),
    ("Shift+Left", "On a line: starts earlier, Right later"),
    ("Ctrl+Left", "On a line: ends earlier, Right later"),
    ("Left", "On a criterion: fold its group, Right opens"),
    ("PgDown", "On the timeline: scroll on, PgUp back"),
    ("+", "On the timeline: closer, - farther"),
    ("Ctrl+PgUp", "In the hours: the period before"),
    ("Ctrl+PgDown", "In the hours: the period after"),
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
