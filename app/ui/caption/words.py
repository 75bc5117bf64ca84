"""The words of the caption pane."""

from __future__ import annotations

from app.desk.ports.store import SnapshotReason
from app.domain.caption import MAX_LENGTH
from app.domain.journal import PasteOrigin
from app.domain.timecode import Timecode

CAPTION = "Caption"
PLACEHOLDER = "Write what the clip shows and lets you hear."

UNDO = "Undo"
REDO = "Redo"
CUT = "Cut"
COPY = "Copy"
PASTE = "Paste"
SELECT_ALL = "Select all"
NO_SUGGESTION = "No suggestion"

WORDS = "words"
ONE_WORD = "word"

FIND = "Find"
FIND_NEXT = "Next match"
FIND_PREVIOUS = "Previous match"
FIND_CLOSE = "Close find"
NO_MATCH = "no match"

FACETS_TITLE = "What each sentence gives"
FACETS_SHARE = "share of words"
FACETS = ("Setting", "Sound", "People", "Action", "Emotion", "Dialogue")
GIVES_NOTHING = "gives nothing of the list"

PASTE_QUESTION = "Where is this from?"
ORIGINS: tuple[tuple[PasteOrigin, str], ...] = (
    (PasteOrigin.OWN_NOTES, "Own notes"),
    (PasteOrigin.DIALOGUE, "Dialogue"),
    (PasteOrigin.GUIDE, "Guide"),
    (PasteOrigin.OTHER, "Other"),
)

REFUSED_TITLE = f"Not taken: a caption holds {MAX_LENGTH:,} characters at most."
REFUSED_DETAIL = "Your text is as it was before."
UNDERSTOOD = "Close"

HISTORY_TITLE = "History of this caption"
HISTORY_EMPTY = "No snapshots yet."
HISTORY_EMPTY_LINE = "One is kept at every pause, every 5 minutes and when you submit."
HISTORY_SAME = "The same as now."
HISTORY_TIMES = "Same words; only the times differ."
HISTORY_LEGEND = "Underlined is only there now, struck through only in the snapshot."
SNAPSHOT_REASONS = {
    SnapshotReason.PAUSE: "at a pause",
    SnapshotReason.FOCUS_LOST: "when you went elsewhere",
    SnapshotReason.REGULAR: "while you wrote",
    SnapshotReason.ASKED: "when you asked",
    SnapshotReason.BEFORE_RESTORE: "before an older text came back",
    SnapshotReason.CLOSED: "when the clip was closed",
    SnapshotReason.SUBMITTED: "at submission",
}
RESTORE = "Restore this text"
RESTORE_HELP = "Puts this text in the place of the one you write. You can undo it."
HISTORY_CLOSE = "Close the history"
HISTORY_LOCKED = "The text cannot be changed now."


def all_newer(count: int) -> str:
    """What a history without snapshots says of the text: "All 14 words in the text are new."."""
    if count < 2:
        return "The one word in the text is new." if count else ""
    return f"All {count} words in the text are new."


def add_to_dictionary(word: str) -> str:
    """The entry of the context menu that keeps a word."""
    return f"Add “{word}” to the dictionary"


def quoted_words(count: int) -> str:
    """How many words stand in quotation marks: "9 in quotes"."""
    return f"{count} in quotes"


def limits(low: int, high: int) -> str:
    """The band in words: "50 to 250"."""
    return f"{low} to {high}"


def spoken_length(count: int, state: str, low: int, high: int) -> str:
    """The length for screen readers: "130 words, in range 50 to 250"."""
    return f"{count} {ONE_WORD if count == 1 else WORDS}, {state} {low} to {high}"


def words_pasted(count: int) -> str:
    """The second sentence of the paste bar."""
    return f"{count} words were pasted."


def match_count(current: int, total: int) -> str:
    """Which match is shown: "2 of 5", "no match"."""
    return f"{current} of {total}" if total else NO_MATCH


def sentence_place(number: int, total: int) -> str:
    """Which sentence the caret is in."""
    return f"Sentence {number} of {total}"


def sentence_gives(facets: list[str]) -> str:
    """What a sentence gives: "gives people, action"."""
    return "gives " + ", ".join(name.lower() for name in facets) if facets else GIVES_NOTHING


def spoken_timecode(timecode: Timecode) -> str:
    """A chip for screen readers: "Timecode 12.4 to 14 seconds"."""
    start = _spoken(timecode.start_ms)
    if timecode.end_ms is None:
        return f"Timecode {start} seconds"
    return f"Timecode {start} to {_spoken(timecode.end_ms)} seconds"


def _spoken(ms: int) -> str:
    minutes, rest = divmod(ms, 60_000)
    seconds = f"{rest / 1000:.3f}".rstrip("0").rstrip(".")
    unit = "minute" if minutes == 1 else "minutes"
    return f"{minutes} {unit} {seconds}" if minutes else seconds
