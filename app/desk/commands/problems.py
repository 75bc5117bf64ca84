"""Problems in sentences: what happened, and what to do. What is safe is said where it is shown."""

from __future__ import annotations

from typing import Final

from app.domain.errors import ScenewrightError

_WORDS: Final[dict[str, tuple[str, str]]] = {
    "clip.unknown": ("That clip is not in the queue.", "Add it again."),
    "clip.move-refused": (
        "That can't be done with this clip now.",
        "Someone may have begun to review it, or it was handed over already.",
    ),
    "clip.scheme-refused": (
        "Only http and https addresses can be added.",
        "For a file on this machine, use Add clips.",
    ),
    "clip.url-broken": ("This is not a whole address.", "Copy it again, from https on."),
    "clip.title-missing": ("The clip needs a title.", "Type how the client's tool names it."),
    "clip.reason-missing": ("Setting aside needs a reason.", "Say what is wrong with the clip."),
    "clip.playlist-refused": (
        "A playlist is not a clip.",
        "It names other files; add the clip's own file.",
    ),
    "clip.file-missing": ("The file is not there.", "Check the disk it was on."),
    "clip.file-unreadable": ("The file can't be read.", "Check its permissions."),
    "clip.file-empty": ("The file is empty.", "Copy the clip here again."),
    "clip.not-a-file": ("This is not a file.", "Add the clip's own file."),
    "clip.other-content": (
        "That file is another clip.",
        "Its content differs from the one you described.",
    ),
    "clip.has-work": ("This clip has work on it.", "Set it aside instead; nothing is deleted."),
    "dialogue.no-in-time": ("The line has no start.", "Mark it, or type a time like 0:12.4."),
    "dialogue.no-words": ("The line has no words.", "Type the words as heard."),
    "dialogue.ends-early": ("The line ends before it starts.", "Mark the end again."),
    "submit.nothing-written": ("There is no text to submit.", "Write the caption first."),
    "submit.text-moved-on": (
        "The text changed while it was handed over.",
        "Nothing was submitted. Submit again.",
    ),
    "submit.guide-not-loaded": (
        "The guide is not loaded, so there is no report to hand over.",
        "Wait a moment, or mend the guide and reload it.",
    ),
    "draft.not-writable": (
        "This caption was handed over already.",
        "Take it back to go on writing.",
    ),
    "setting.out-of-range": ("That value does not fit.", "The value before it is kept."),
    "store.disk-full": ("The disk is full.", "Free some space; saving goes on by itself."),
    "store.locked": (
        "The database is in use by another program.",
        "Close it; saving goes on by itself.",
    ),
    "store.read-only": (
        "The data folder can't be written to.",
        "Check its permissions; saving goes on by itself.",
    ),
    "store.damaged": (
        "The database is damaged.",
        "Bring a backup back, or start afresh; the damaged file is kept.",
    ),
    "store.not-a-database": (
        "The file at the database's place is no database.",
        "Bring a backup back, or start afresh; the file is kept.",
    ),
    "store.foreign": (
        "The database belongs to another program.",
        "It was left untouched. Name another place with --database.",
    ),
    "store.newer": (
        "The database is from a newer version of Scenewright.",
        "It was left untouched. Start the newer version.",
    ),
    "store.not-open": ("The database is not open.", "Start Scenewright again."),
    "store.cannot-open": ("The database can't be opened.", "Check the data folder."),
    "store.migration-failed": (
        "The database could not be brought up to date.",
        "It is unchanged. Run scenewright doctor and tell support.",
    ),
    "store.missing": ("There is no database yet.", "Open the window once; it makes one."),
    "store.no-backup": ("There is no backup.", "Backups are made once a day."),
    "store.backup-refused": ("That file is no backup of Scenewright.", "Choose another one."),
    "guide.unknown": ("There is no guide of that name.", "See scenewright guide show."),
    "hours.overlap": ("That would overlap other work.", "Change the other stretch first."),
    "hours.locked": ("That period is invoiced and locked.", "Nothing was changed."),
    "hours.reason-missing": ("A correction needs a reason.", "Say why."),
    "hours.future": ("That lies in the future.", "Choose a time up to now."),
    "hours.empty": ("The stretch has no length.", "Its end must lie after its start."),
    "hours.open": ("That stretch still runs.", "It can be corrected when it has ended."),
}
_OTHER: Final = ("Something went wrong.", "Nothing was lost. Try again, then tell support.")


def problem_words(error: Exception) -> tuple[str, str]:
    """Give what happened and what to do, each as a sentence."""
    if isinstance(error, ScenewrightError):
        known = _WORDS.get(error.code)
        return known if known is not None else (f"{_OTHER[0][:-1]} ({error.code}).", _OTHER[1])
    return (f"{_OTHER[0][:-1]} ({type(error).__name__}).", _OTHER[1])


def known_codes() -> frozenset[str]:
    """Every code that has words of its own."""
    return frozenset(_WORDS)
