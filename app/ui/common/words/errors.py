"""Problems in words: what happened, what is safe, what to do; never a code in front."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter

from app.checks.guide.errors import GuideError
from app.domain.errors import ScenewrightError
from app.ui.common.words.guide import broken_words

Facts = Mapping[str, str | int | float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A problem as the window says it.

    Attributes:
        sentence: What happened, one sentence, set in bold.
        detail: What is safe and what to do.
    """

    sentence: str
    detail: str = ""

    @property
    def words(self) -> str:
        """Both parts as plain text."""
        return f"{self.sentence} {self.detail}".strip()


_SAFE = "Your text is safe in this window."

STORE: dict[str, tuple[str, str]] = {
    "store.disk-full": (
        "The disk is full.",
        f"{_SAFE} Free some space; saving goes on by itself.",
    ),
    "store.read-only": (
        "The folder of your work cannot be written to.",
        f"{_SAFE} Allow writing in {{path}}; saving goes on by itself.",
    ),
    "store.locked": (
        "Your work is open in another window.",
        "Nothing was changed. Close the other window and start again.",
    ),
    "window.silent": (
        "Scenewright is open already, but its window does not answer.",
        "Nothing was changed. Wait a little and try again, or end process {process} first.",
    ),
    "store.cannot-open": (
        "The file of your work cannot be opened.",
        "Nothing was changed. Look whether {path} is there and can be read.",
    ),
    "store.damaged": (
        "The file of your work is damaged.",
        "It was set aside and nothing was deleted. A backup can be brought back.",
    ),
    "store.not-a-database": (
        "The file in the place of your work is no database.",
        "It was left as it is. A backup can be brought back, or you start afresh.",
    ),
    "store.foreign": (
        "The file of your work belongs to another program.",
        "It was left as it is. Name another place with --database.",
    ),
    "store.missing": (
        "There is no database yet.",
        "Open the window once: it makes one.",
    ),
    "store.older": (
        "Your work is from an earlier Scenewright.",
        "Open the window once: it makes a backup and brings it to this version.",
    ),
    "store.window-open": (
        "The window of this database is open.",
        "Nothing was changed. Close it first.",
    ),
    "store.failed": ("Saving did not work.", f"{_SAFE} It is tried again by itself."),
    "store.not-open": ("The file of your work is not open yet.", "Try again in a moment."),
    "store.newer": (
        "Your work was written by a newer Scenewright.",
        "It was left as it is. Start the newer version to go on.",
    ),
    "store.migration-failed": (
        "Your work could not be brought to this version.",
        "It is as it was before, and a backup was made. Start the earlier version to go on.",
    ),
    "store.backup-damaged": (
        "This backup is damaged.",
        "Your work was not touched. Choose an older backup.",
    ),
    "store.backup-refused": (
        "This backup cannot be used.",
        "Your work was not touched. Choose another backup.",
    ),
    "store.no-backup": (
        "There is no backup yet.",
        "One is made each day that you work.",
    ),
    "rescue.failed": (
        "The second copy of your text could not be written.",
        f"{_SAFE} Copy all of it to be sure.",
    ),
    "journal.mismatch": (
        "The record of this text does not fit the text.",
        "The text is kept as it is. The record goes on from here.",
    ),
}

CLIPS: dict[str, tuple[str, str]] = {
    "captions.not-readable": ("{name} can't be read.", "Check that it is there and may be read."),
    "captions.not-text": ("This file holds no text.", "Captions are SRT or WebVTT files."),
    "captions.too-large": ("This file is too large for captions.", "Choose an SRT or WebVTT file."),
    "captions.no-cues": (
        "There are no captions in this file.",
        "Captions are SRT or WebVTT files with times.",
    ),
    "frame.not-written": (
        "{name} could not be written.",
        "Nothing was changed. Choose another folder, or free some space.",
    ),
    "clip.unknown": ("This clip is not in the queue.", "It may have been removed."),
    "clip.duplicate": ("This clip is in the queue already.", "It was not added again."),
    "clip.has-work": (
        "There is work on this clip.",
        "It was not removed. Set it aside with a reason.",
    ),
    "clip.move-refused": ("This is not possible for the clip now.", "Nothing was changed."),
    "clip.reason-missing": ("A reason is missing.", "Say in a few words why."),
    "clip.title-missing": ("A name is missing.", "Give the clip a name."),
    "clip.other-content": (
        "This is another file.",
        "Its content is not that of the clip. Choose the file that was moved.",
    ),
    "clip.url-broken": ("This is not a web address.", "It has to begin with http or https."),
    "clip.scheme-refused": (
        "Streams of the kind {scheme} are not opened.",
        "Only http and https are.",
    ),
    "clip.playlist-refused": (
        "Playlists are not opened.",
        "A playlist can name anything. Add the clips themselves.",
    ),
    "clip.file-missing": (
        "The file is not there.",
        "Your text, dialogue and hours are safe. Connect the drive, or show where the file is now.",
    ),
    "clip.file-unreadable": ("The file cannot be read.", "Look at the rights of the file."),
    "clip.no-media": ("This is no clip.", "Choose a video, a sound or a picture."),
    "clip.none-next": (
        "No other clip here is left to write.",
        "The queue may show only some of your clips: choose All there to see the rest.",
    ),
    "clip.not-a-file": ("This is not a file.", "Choose the clip itself."),
    "clip.file-empty": ("The file is empty.", "Copy it again from where it came from."),
    "clip.nothing-found": ("No clips are in this folder.", "Nothing was added."),
    "clip.not-found-here": (
        "The file is not in this folder.",
        "Your text, dialogue and hours are safe. Search another folder, or choose the file itself.",
    ),
    "clip.several-found": (
        "Several files of this name are in this folder.",
        "Nothing was changed. Choose the file itself.",
    ),
    "clip.is-open": ("This clip is open in Caption.", "Open another clip first."),
    "draft.moved-on": (
        "This text was changed somewhere else in the meantime.",
        "Both texts are kept. Choose which one goes on.",
    ),
    "draft.not-writable": (
        "The text cannot be changed now.",
        "It was handed over. Take it back to go on writing.",
    ),
    "edit.unknown": ("This change is not in the record.", "Nothing was changed."),
    "snapshot.unknown": ("This earlier text is no longer there.", "Nothing was changed."),
    "dialogue.no-words": ("The words are missing.", "Write what is heard."),
    "dialogue.no-in-time": ("The start is missing.", "Mark where the line starts."),
    "dialogue.ends-early": ("The line ends before it starts.", "Mark the end again."),
    "submit.nothing-written": ("There is no text yet.", "Nothing was submitted."),
    "submit.text-moved-on": (
        "The text was changed while it was checked.",
        "Nothing was submitted. Submit again.",
    ),
    "submit.guide-not-loaded": (
        "The style guide is not loaded yet.",
        "Nothing was submitted. Try again in a moment.",
    ),
    "submission.unknown": ("This submission is not here.", "Nothing was changed."),
    "guide.unknown": ("This style guide is not here.", "Choose another one in settings."),
    "setting.out-of-range": ("This value is not possible.", "The usual one is used instead."),
}

HOURS: dict[str, tuple[str, str]] = {
    "hours.open": ("This time is still running.", "It can be corrected when it has ended."),
    "hours.unknown": ("This time is not in the record.", "Nothing was changed."),
    "hours.overlap": (
        "This overlaps other time.",
        "Nothing was changed. One moment counts once; move the start or the end.",
    ),
    "hours.reason-missing": ("A reason is missing.", "A correction says why."),
    "hours.locked": (
        "This time is on invoice {invoice}.",
        "Nothing was changed. What is invoiced stays as it is.",
    ),
    "hours.future": ("This lies in the future.", "Nothing was changed."),
    "hours.empty": ("The end is not after the start.", "Nothing was changed."),
    "hours.depended-on": (
        "A later correction builds on this one.",
        "Nothing was changed. Take the later one back first.",
    ),
    "hours.undone": ("This correction was taken back already.", "Nothing was changed."),
    "hours.answered": ("This gap has its answer.", "Correct the time itself."),
    "hours.rate-negative": ("A rate cannot be below zero.", "Nothing was changed."),
    "hours.nothing-to-invoice": (
        "There is no paid work in this period.",
        "Nothing was locked. Choose another period.",
    ),
    "file.not-written": (
        "The file was not written: {why}.",
        "Nothing else was changed. Choose another place than {path}.",
    ),
    "hours.invoice-number-missing": ("The invoice number is missing.", "Nothing was locked."),
    "hours.invoice-number-used": (
        "Invoice {invoice} exists already.",
        "Nothing was locked. Choose another number.",
    ),
    "worklog.duplicate": ("This time is in the record already.", "It counts once."),
    "worklog.not-open": ("This time has ended already.", "Nothing was changed."),
}

CHECKERS: dict[str, tuple[str, str]] = {
    "java-missing": (
        "LanguageTool is not here: Java is missing.",
        "Harper goes on checking spelling and grammar. Install Java 17 or newer, then try again.",
    ),
    "java-too-old": (
        "LanguageTool is not here: Java is too old.",
        "Harper goes on checking spelling and grammar. Install Java 17 or newer, then try again.",
    ),
    "jars-missing": (
        "LanguageTool is not here: it was not fetched yet.",
        "Harper goes on checking spelling and grammar. “make setup” fetches it, then try again.",
    ),
    "jars-incomplete": (
        "LanguageTool is not here: files of it are missing.",
        "Harper goes on checking spelling and grammar. “make setup” fetches them, then try again.",
    ),
    "server-died": (
        "LanguageTool stopped.",
        "Harper goes on checking spelling and grammar.",
    ),
    "server-no-start": (
        "LanguageTool does not start.",
        "Harper goes on checking spelling and grammar.",
    ),
    "died-three-times": (
        "LanguageTool stopped three times and stays off.",
        "Harper goes on checking spelling and grammar. Try again when the machine is calmer.",
    ),
    "no-answer-in-time": (
        "LanguageTool does not answer.",
        "Harper goes on checking spelling and grammar.",
    ),
    "harper-missing": (
        "Harper is not here.",
        "Run the set-up again. LanguageTool goes on where it is there.",
    ),
    "closed": ("The checker has ended.", ""),
}

PLAYER: dict[str, tuple[str, str]] = {
    "no-libvlc": (
        "VLC is not here, so clips do not play.",
        "Single pictures are shown. Install VLC 3 to play.",
    ),
    "no-decoder": (
        "There is no player on this machine.",
        "You can go on writing. Install VLC 3 to see the clip.",
    ),
    "not-found": (
        "The file is not where it was.",
        "Your text, dialogue and hours are safe. Connect the drive, or show where the file is now.",
    ),
    "not-readable": ("The file cannot be read.", "Your text is safe. Look at its rights."),
    "not-a-file": ("This is not a file.", "Your text is safe. Show where the clip is."),
    "empty-file": ("The file is empty.", "Your text is safe. Copy the clip again."),
    "playlist": ("Playlists are not opened.", "Add the clips themselves."),
    "scheme": ("This kind of stream is not opened.", "Only http and https are."),
    "address-too-long": ("The address is too long.", "Your text is safe."),
    "damaged": (
        "This file is damaged: nothing in it can be played.",
        "Your text is safe. Copy the clip again from where it came from.",
    ),
    "nothing-to-play": (
        "This file holds neither picture nor sound.",
        "Your text is safe. Show where the clip is.",
    ),
    "no-picture": ("This clip is sound only: it has no picture.", "Its sound can be played."),
    "damaged-place": ("The picture here is damaged.", "Others may be fine; go on from there."),
    "stream-failed": (
        "The stream stopped.",
        "You can go on writing. It is tried again when you play.",
    ),
    "clip-stops-player": (
        "This file stops the player.",
        "It is set aside; your text and time are kept.",
    ),
    "cannot-start": (
        "The player does not start.",
        "You can go on writing. Look whether VLC 3 is installed.",
    ),
    "no-end": ("A live stream can't be kept: it has no end.", "It plays as before."),
    "disk-full": (
        "The copy does not fit: the disk is full.",
        "Nothing of it was left behind, and the clip plays as before. Free some space.",
    ),
    "not-written": (
        "The copy could not be written.",
        "Nothing of it was left behind, and the clip plays as before.",
    ),
}

WORDS: dict[str, tuple[str, str]] = {**STORE, **CLIPS, **HOURS, **CHECKERS, **PLAYER}
"""Every code the program knows, with its sentence and detail; `{name}` stands for a fact."""

UNKNOWN = Problem(
    sentence="This did not work.",
    detail="Your text is safe in this window. The log of the program says more.",
)


def problem_words(code: str, facts: Facts | None = None) -> Problem:
    """The words of a code; a code nobody has words for is said in general terms.

    Args:
        code: Code of an error or of a state.
        facts: What the sentences need; a fact that is missing leaves its sentence out.
    """
    words = WORDS.get(code)
    return filled(words, facts or {}) if words is not None else UNKNOWN


def filled(words: tuple[str, str], facts: Facts) -> Problem:
    """A sentence and its detail with the facts in their places."""
    values = {name: value for name, value in facts.items() if value is not None}
    sentence, detail = (_filled(part, values) for part in words)
    return Problem(sentence=sentence or UNKNOWN.sentence, detail=detail)


def error_words(error: Exception) -> Problem:
    """The words of an error; one that is not ours is said in general terms."""
    if isinstance(error, GuideError):
        return Problem(
            sentence=f"The style guide is broken: {broken_words(error)}.",
            detail="Your text is safe. Mend the file, then reload the guide.",
        )
    if isinstance(error, ScenewrightError):
        return problem_words(error.code, error.facts)
    return UNKNOWN


def not_saved_words(since: str, code: str, facts: Facts | None = None) -> Problem:
    """The red bar: "Not saved since 14:03:07: the disk is full." and what is safe."""
    problem = problem_words(code, facts)
    cause = problem.sentence[0].lower() + problem.sentence[1:]
    return Problem(sentence=f"Not saved since {since}: {cause}", detail=problem.detail)


def _filled(template: str, values: Mapping[str, str | int | float]) -> str:
    """Fill in a template, without the sentences whose facts are missing."""
    kept: list[str] = []
    for sentence in _sentences(template):
        needed = {name for _, name, _, _ in Formatter().parse(sentence) if name}
        if needed <= values.keys():
            kept.append(sentence.format(**values))
    return " ".join(kept)


def _sentences(text: str) -> list[str]:
    parts = text.split(". ")
    return [part if part.endswith(".") else f"{part}." for part in parts if part]
