"""The words of the settings room: a name and a help for every setting, and names for choices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.desk.settings import Page


@dataclass(frozen=True, slots=True)
class SettingWords:
    """How a setting is said.

    Attributes:
        name: A few words.
        help: One sentence below the name, or "".
        choices: Names of the values of a choice.
        seconds: Whether ms are shown as seconds.
    """

    name: str
    help: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    seconds: bool = False


PAGES: Mapping[Page, tuple[str, str]] = {
    Page.LOOK: ("Look", "sun"),
    Page.WRITING: ("Writing", "pencil"),
    Page.PLAYER: ("Player", "play"),
    Page.HOURS: ("Hours", "clock"),
    Page.KEYS: ("Keys", "keyboard"),
    Page.LANGUAGE: ("Language", "spell-check"),
    Page.DATA: ("Data", "database"),
}
"""Name and icon of each page, in order."""

SETTINGS: Mapping[str, SettingWords] = {
    "look.theme": SettingWords(
        "Theme",
        "System follows the setting of your desktop.",
        {"system": "System", "light": "Light", "dark": "Dark"},
    ),
    "look.high_contrast": SettingWords(
        "More contrast", "Stronger outlines and darker hints. Also on when your system asks for it."
    ),
    "look.reduce_motion": SettingWords("Reduce motion", "Bars and drawers open at once."),
    "look.key_hints": SettingWords("Show keys", "The key of a control stands on it."),
    "writing.font": SettingWords("Font of the caption", "For your own words only."),
    "writing.zoom": SettingWords("Size of the caption", "Ctrl and + or − change it in the text."),
    "writing.reaction_ms": SettingWords(
        "Reaction time",
        "While the clip plays, a start is marked this much earlier, times the speed.",
    ),
    "writing.snapshot_minutes": SettingWords(
        "Keep a copy every", "An earlier text can be brought back from History."
    ),
    "player.rewind_ms": SettingWords(
        "Go back when playing on", "So that nothing is missed after a pause.", seconds=True
    ),
    "player.replay_ms": SettingWords("Replay", "How much is played again.", seconds=True),
    "player.small_jump_ms": SettingWords("Small jump", seconds=True),
    "player.large_jump_ms": SettingWords("Large jump", seconds=True),
    "player.rate": SettingWords("Speed", "Voices keep their pitch."),
    "player.volume": SettingWords("Volume"),
    "player.mono": SettingWords("Mono", "Both ears hear both sides."),
    "player.pause_while_typing": SettingWords(
        "Pause while I type", "Playing goes on by itself after a pause of typing."
    ),
    "player.resume_after_ms": SettingWords("Play on after", seconds=True),
    "person.name": SettingWords("Your name", "It goes with what you hand over."),
    "person.track": SettingWords(
        "Track",
        "Your rate follows it, from now on.",
        {"captioner": "Captioner", "senior_qc": "Senior QC"},
    ),
    "hours.idle_minutes": SettingWords(
        "Stop counting after", "So long without a sign of work, and you are asked what it was."
    ),
    "hours.weekly_target": SettingWords("Hours in a week"),
    "hours.week_start": SettingWords(
        "A week starts on", "", {"monday": "Monday", "sunday": "Sunday", "saturday": "Saturday"}
    ),
    "hours.pay_calibration": SettingWords(
        "Calibration is paid", "Practice on the sample clip never is."
    ),
    "hours.rounding": SettingWords(
        "Round on timesheets",
        "What is recorded is never rounded.",
        {"none": "Not at all", "6": "6 minutes", "15": "15 minutes"},
    ),
    "hours.rounding_per": SettingWords("Round the time of", "", {"day": "A day", "clip": "A clip"}),
    "keys.preset": SettingWords(
        "Keys as in",
        "Your own keys stay over them.",
        {
            "scenewright": "Scenewright",
            "subtitle_edit": "Subtitle Edit",
            "otranscribe": "oTranscribe",
            "label_studio": "Label Studio",
        },
    ),
    "language.languagetool": SettingWords(
        "LanguageTool",
        "Deeper grammar, on this machine only. It takes about 350 MB of memory.",
    ),
    "language.guide": SettingWords("Style guide", "What the rubric checks against."),
}
"""Words of every setting that is shown."""

UNITS = {"ms": "ms", "s": "s", "min": "min", "px": "px", "%": "%", "h": "h", "": ""}
ON, OFF = "On", "Off"
