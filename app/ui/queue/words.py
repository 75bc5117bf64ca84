"""The words and marks of the queue room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from app.desk.harm import Harm
from app.desk.ports.store import QueueRow
from app.desk.queue_list import Column, Group
from app.domain.clip import WRITABLE, ClipFacts, ClipState, SourceKind, Ternary
from app.ui.common.marks import Mark
from app.ui.common.words.formats import counted, day, long_time, moment, running_time
from app.ui.common.words.harm import brief_words

GROUPS = {
    Group.ALL: "All",
    Group.NEW: "New",
    Group.IN_PROGRESS: "In progress",
    Group.RETURNED: "Returned",
    Group.SUBMITTED: "Submitted",
    Group.ACCEPTED: "Accepted",
    Group.SET_ASIDE: "Set aside",
}
HEADINGS = {
    Column.CLIP: "Clip",
    Column.LENGTH: "Length",
    Column.STATE: "State",
    Column.WORDS: "Words",
    Column.TO_LOOK_AT: "To look at",
    Column.TIME: "Time spent",
    Column.DUE: "Due",
}
SOUNDS = {"speech": "speech", "music": "music", "ambience": "ambience"}
NOTHING_FOUND = "No clips match."
SHOW_ALL = "Show all clips"
READING = "Reading your clips"


@dataclass(frozen=True, slots=True)
class StateLook:
    """How a state is shown: its word, our own mark or an icon, the tokens of both, and weight."""

    words: str
    mark: Mark | None = None
    icon: str = ""
    color: str = "ink3"
    ink: str = "ink2"
    heavy: bool = False


STATES = {
    ClipState.NEW: StateLook("New", mark=Mark.DOTTED, ink="ink3"),
    ClipState.IN_PROGRESS: StateLook("In progress", icon="pencil", color="accent", ink="ink"),
    ClipState.SUBMITTED: StateLook("Submitted", icon="send"),
    ClipState.RESUBMITTED: StateLook("Resubmitted", icon="send"),
    ClipState.IN_REVIEW: StateLook("In review", icon="eye"),
    ClipState.RETURNED: StateLook("Returned", icon="undo-2", color="weak", ink="weak", heavy=True),
    ClipState.ACCEPTED: StateLook("Accepted", mark=Mark.TICK, color="ok"),
    ClipState.SET_ASIDE: StateLook("Set aside", mark=Mark.PAUSE, color="ink3"),
}
MISSING = StateLook("File missing", icon="file-x", color="bad", ink="bad", heavy=True)


def state_look(row: QueueRow, *, missing: bool) -> StateLook:
    """How a clip's state is shown; a missing file counts as one while there is work to do."""
    return MISSING if missing and row.state in WRITABLE else STATES[row.state]


def length(ms: int | None) -> str:
    """Length in the list: `0:28`; nothing while it is not known."""
    return "" if ms is None else running_time(ms)


def number(row: QueueRow, value: int) -> str:
    """A number of a clip; nothing for a clip without words."""
    return f"{value:,}" if row.words else ""


def spent(ms: int) -> str:
    """Time spent; nothing for none."""
    return running_time(ms) if ms else ""


def due(due_ms: int | None, now: datetime) -> str:
    """When a clip is due: today, tomorrow, yesterday or the day."""
    if due_ms is None:
        return ""
    date = moment(due_ms).date()
    names = {0: "Today", 1: "Tomorrow", -1: "Yesterday"}
    return names.get((date - now.date()) // timedelta(days=1), day(date))


def old_place(row: QueueRow) -> str:
    """Where a missing file was: "not at /media/clips/harbor, "."""
    return f"not at {Path(row.source).parent}, "


LOCATE = "Locate…"


def second_line(row: QueueRow, *, missing: bool) -> str:
    """What stands under the name: the old place, the reason, or where the clip plays."""
    if missing:
        return old_place(row)
    if row.state is ClipState.SET_ASIDE:
        return row.set_aside_reason
    if row.kind == SourceKind.NONE:
        return "plays in the client’s web tool"
    if row.sample:
        return "for practice, not paid"
    return ""


def spoken_row(row: QueueRow, now: datetime, *, missing: bool, harm: Harm | None = None) -> str:
    """A row for screen readers."""
    parts = [row.title, state_look(row, missing=missing).words]
    if harm is not None:
        parts.append(brief_words(harm))
    if row.duration_ms is not None:
        parts.append(f"{round(row.duration_ms / 1000)} seconds")
    if row.words:
        parts += [counted(row.words, "word"), f"{row.to_look_at} to look at"]
    if row.due_ms is not None:
        parts.append(f"due {due(row.due_ms, now)}")
    return ", ".join(parts)


def totals(count: int, total_ms: int) -> str:
    """The header: "48 clips, 27 min 40 s"."""
    clips = counted(count, "clip")
    if not total_ms:
        return clips
    return f"{clips}, {long_time(total_ms)}"


def sound(facts: ClipFacts) -> str:
    """What is heard: "speech, music"; what nobody ticked yet is said."""
    heard = [words for tick, words in SOUNDS.items() if getattr(facts, tick) is Ternary.YES]
    if heard:
        return ", ".join(heard)
    open_ticks = any(getattr(facts, tick) is Ternary.UNKNOWN for tick in SOUNDS)
    return "not ticked yet" if open_ticks else "none"


def picture_facts(
    duration_ms: int | None, fps: float | None, width: int | None, height: int | None
) -> str:
    """Length, rate and size: "28.0 s, 25 fps, 1280 × 720"."""
    parts = [] if duration_ms is None else [f"{duration_ms / 1000:.1f} s"]
    if fps:
        parts.append(f"{fps:.3g} fps")
    if width and height:
        parts.append(f"{width}\u00a0×\u00a0{height}")
    return ", ".join(parts) or "not known yet"


ADD_WITHOUT_FILE = "New caption without a clip file…"


def nothing_line(group: Group, search: str) -> str:
    """Why the list is empty: what it is limited to."""
    search = " ".join(search.split())
    if not search:
        return f"None of your clips is {GROUPS[group].lower()}."
    where = "" if group is Group.ALL else f" among those that are {GROUPS[group].lower()}"
    return f"No name, place or reason has “{search}” in it{where}."
