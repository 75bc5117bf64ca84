"""Problems as the command line says them: what happened, what is safe, what to do.

What the window would say of itself ("your text is safe in this window") is no help to a script,
so such codes have words of their own here; all others are said as in the window.
"""

from __future__ import annotations

from typing import Final

from app.checks.guide.errors import GuideError
from app.checks.matches import CheckerStatus
from app.domain.errors import ScenewrightError
from app.ui.common.words.criteria import CHECKER_NAMES
from app.ui.common.words.errors import Problem, filled, problem_words
from app.ui.common.words.guide import broken_why

STORE: Final[dict[str, tuple[str, str]]] = {
    "store.missing": (
        "There is no database {path}.",
        "Nothing was made. Open the window once: it makes one. Or name another with --database.",
    ),
    "store.older": (
        "The database {path} is from an earlier Scenewright.",
        "It was left as it is. Open the window once: it makes a backup and brings it up to date.",
    ),
    "store.newer": (
        "The database {path} was written by a newer Scenewright.",
        "It was left as it is. Start the newer version to go on.",
    ),
    "store.foreign": (
        "The database {path} belongs to another program.",
        "It was left as it is. Name another with --database.",
    ),
    "store.not-a-database": (
        "The file {path} is no database.",
        "It was left as it is. 'scenewright database restore' sets it aside for a good backup.",
    ),
    "store.damaged": (
        "The database {path} is damaged.",
        "It was left as it is. 'scenewright database restore' sets it aside for a good backup.",
    ),
    "store.cannot-open": (
        "The database {path} cannot be opened.",
        "Nothing was changed. Look whether it is a file and may be read.",
    ),
    "store.read-only": (
        "{path} may not be read or written.",
        "Nothing was changed. Look at the rights of the file and of its folder.",
    ),
    "store.disk-full": ("The disk is full.", "Nothing was changed. Free some space of {path}."),
    "store.failed": (
        "The database {path} gave no answer.",
        "Nothing was changed. 'scenewright database check' looks it through.",
    ),
    "store.window-open": (
        "The window of the database {path} is open.",
        "Nothing was changed. Close it and try again.",
    ),
    "store.backup-refused": (
        "The file {path} is no good backup.",
        "Your database was not touched. 'scenewright database backups' lists the good ones.",
    ),
}

CLIPS: Final[dict[str, tuple[str, str]]] = {
    "clip.unknown": (
        "There is no clip {clip} in the queue.",
        "Nothing was exported. Name its id, its title, or the whole path of its file.",
    ),
    "clip.address": (
        "{path} is an address, and this command looks into files only.",
        "Keep the stream for offline in the window, or save it yourself, and name the file.",
    ),
    "frame.beyond-end": (
        "There is no picture at {at} s: the clip ends at {length} s.",
        "Nothing was written. Choose a time before that.",
    ),
    "not-found": ("There is no file {path}.", "Look at the name."),
    "not-readable": ("The file {path} cannot be read.", "Look at its rights."),
    "not-a-file": ("{path} is not a file.", "Name the clip itself."),
    "empty-file": ("The file {path} is empty.", "Copy it again from where it came from."),
    "playlist": (
        "{path} is a playlist, and playlists are not opened.",
        "A playlist can name anything. Name the clips themselves.",
    ),
    "damaged": (
        "Nothing in {path} can be played: it is damaged, or no clip at all.",
        "Name a video, a sound or a picture, or copy it again from where it came from.",
    ),
    "nothing-to-play": (
        "{path} holds neither picture nor sound.",
        "Name a video, a sound or a picture.",
    ),
    "no-picture": (
        "{path} is sound only: it has no picture.",
        "'scenewright analyse' tells its length and where it is silent.",
    ),
    "damaged-place": (
        "The picture at this time is damaged in {path}.",
        "Nothing was written. Others may be fine: try another time.",
    ),
    "clip-stops-player": (
        "{path} stops the player.",
        "The file was not touched. Copy it again from where it came from.",
    ),
    "no-libvlc": (
        "VLC is not here, so clips do not play.",
        "Single pictures work. Install VLC 3; 'scenewright doctor' says what is missing.",
    ),
    "no-decoder": (
        "There is no player on this machine.",
        "Install VLC 3; 'scenewright doctor' says what is missing.",
    ),
    "cannot-start": (
        "The player does not start.",
        "'scenewright doctor' says what is missing.",
    ),
}

FILES: Final[dict[str, tuple[str, str]]] = {
    "file.missing": ("There is no file {path}.", "Look at the name."),
    "file.unreadable": ("{path} cannot be read: {why}.", "Name a file that you may read."),
    "file.not-text": (
        "{path} is no text in UTF-8.",
        "Nothing was judged. Save it as plain text in UTF-8 and try again.",
    ),
    "file.not-written": (
        "{path} was not written: {why}.",
        "Nothing else was changed. Choose another place, or allow writing there.",
    ),
    "facts.broken": (
        "The facts in {path} are no JSON object: look at line {line}.",
        'An object is such as {{"speech": true, "people": "unknown"}}.',
    ),
    "facts.unknown-key": (
        "The facts hold “{key}”, which nobody knows.",
        "They stand in row {row} of the batch. Known are {known}.",
    ),
    "facts.bad-value": (
        "The fact “{key}” is “{value}”, which says nothing.",
        "It stands in row {row} of the batch. A fact is true, false, or null for unknown.",
    ),
    "facts.bad-list": (
        "The fact “{key}” is no list.",
        'It stands in row {row} of the batch. A list is such as ["Ann", "Bo"].',
    ),
    "check.bad-row": (
        "Row {line} of the batch cannot be read: {problem}.",
        "The rows before it were judged. A row is one JSON object with id and text.",
    ),
}

GUIDES: Final[dict[str, tuple[str, str]]] = {
    "guide.unknown": (
        "There is no style guide {guide} here.",
        "There are {known}. The folder of a guide can be named too.",
    ),
    "guide.other-version": (
        "Version {wanted} of the style guide {guide} is not here.",
        "There is {known}.",
    ),
    "guide.no-section": (
        "The style guide {guide} has no section {name}.",
        "Its sections are {known}.",
    ),
    "guide.not-a-pack": (
        "{path} holds no guide.yml, so it is no style guide.",
        "Name the folder of a guide; 'scenewright guide new' makes one.",
    ),
    "guide.bad-name": (
        "A guide cannot be called {name}.",
        "Nothing was made. Small letters, digits and hyphens make a name, such as acme-films.",
    ),
    "guide.exists": (
        "There is {folder} already.",
        "Nothing was written. Choose another name or another folder.",
    ),
}

WINDOW: Final[dict[str, tuple[str, str]]] = {
    "window.no-display": (
        "There is no display here, so no window can open.",
        "Nothing was changed. 'scenewright --help' lists the commands that need none.",
    ),
}

SAID_HERE: Final = {**STORE, **CLIPS, **FILES, **GUIDES, **WINDOW}
"""Every code that the command line says in words of its own."""

CHECKERS: Final = {
    "java-missing": "Java is missing. Install a Java of at least 17",
    "java-too-old": "Java is too old. Install a Java of at least 17",
    "jars-missing": "it was not fetched yet. Run 'make setup' with Maven and a network",
    "jars-incomplete": "files of it are missing. Run 'make setup' with Maven and a network",
    "server-died": "it stopped. Try again",
    "server-no-start": "it does not start. 'scenewright doctor' says how its parts are",
    "died-three-times": "it stopped three times. 'scenewright doctor' says how its parts are",
    "no-answer-in-time": "it does not answer. Try again",
    "harper-missing": "it is not installed. Run 'make setup'",
}
"""Why a checker takes no part and what to do, by the reason of its status."""

_LABELS: Final = {"path": "File", "detail": "Reason"}
"""Facts that help a person where the sentence does not have them; all others are for logs."""


def problem_line(error: ScenewrightError) -> str:
    """A problem in one line; a broken guide as `file:line: why`, which editors can jump to."""
    if isinstance(error, GuideError):
        place = f"{error.file}:{error.line}" if error.line else error.file
        return f"{place}: {broken_why(error)}. Mend the file and try again."
    own = SAID_HERE.get(error.code)
    problem = filled(own, error.facts) if own else problem_words(error.code, error.facts)
    return " ".join((problem.words, *_rest(error, problem)))


def absent_line(status: CheckerStatus) -> str:
    """That a checker takes no part, why, and what to do."""
    name = CHECKER_NAMES.get(status.name, status.name)
    why = CHECKERS.get(status.reason, "it gives no answer. 'scenewright doctor' says more")
    without = ", or leave it out with --no-languagetool" if name == "LanguageTool" else ""
    return f"{name} takes no part: {why}{without}. The other checks go on."


def _rest(error: ScenewrightError, problem: Problem) -> list[str]:
    """The facts that add something to the sentence, each with its label."""
    said = problem.words
    facts = ((label, error.facts.get(name)) for name, label in _LABELS.items())
    return [f"{label}: {value}." for label, value in facts if value and str(value) not in said]
