"""Lines heard: marking in and out at the playhead, logging, nudging, deleting with undo."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from app.desk.ports.store import UnitOfWork
from app.domain.caption import CleanText
from app.domain.dialogue import DialogueLine, sort_key
from app.domain.errors import RefusedError

NUDGE_MS: Final = 100
MIN_LENGTH_MS: Final = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """The entry row of the dialogue strip: a line that is not logged yet."""

    in_ms: int | None = None
    out_ms: int | None = None
    speaker: str = ""
    words: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing was entered."""
        return self.in_ms is None and self.out_ms is None and not (self.speaker or self.words)


def mark(entry: Entry, playhead_ms: int, *, playing: bool, rate: float, reaction_ms: int) -> Entry:
    """Mark the in-time, and at the second call the out-time, at the playhead.

    While playing the in-time is set back by the person's reaction time times the rate, because
    people press after they hear; the out-time is not, and neither is anything when paused.
    """
    if entry.in_ms is None or entry.out_ms is not None:
        back = round(reaction_ms * rate) if playing else 0
        return replace(entry, in_ms=max(0, playhead_ms - back), out_ms=None)
    if playhead_ms <= entry.in_ms:
        return replace(entry, in_ms=playhead_ms)
    return replace(entry, out_ms=playhead_ms)


def line_of(entry: Entry, line_id: str, clip_id: str) -> DialogueLine:
    """Make a line of an entry.

    Raises:
        RefusedError: ``dialogue.no-in-time``, ``dialogue.no-words`` or ``dialogue.ends-early``.
    """
    if entry.in_ms is None:
        raise RefusedError("dialogue.no-in-time")
    if not entry.words.strip():
        raise RefusedError("dialogue.no-words")
    if entry.out_ms is not None and entry.out_ms <= entry.in_ms:
        raise RefusedError("dialogue.ends-early")
    return DialogueLine(
        id=line_id,
        clip_id=clip_id,
        in_ms=entry.in_ms,
        out_ms=entry.out_ms,
        speaker=" ".join(entry.speaker.split()),
        words=" ".join(entry.words.split()),
    )


def nudge(line: DialogueLine, *, in_by_ms: int = 0, out_by_ms: int = 0) -> DialogueLine:
    """Move the ends of a line; they never cross and never fall before the clip."""
    in_ms = max(0, line.in_ms + in_by_ms)
    out_ms = None if line.out_ms is None else line.out_ms + out_by_ms
    if out_ms is not None and out_ms < in_ms + MIN_LENGTH_MS:
        in_ms, out_ms = (
            (line.in_ms, in_ms + MIN_LENGTH_MS) if out_by_ms else (line.in_ms, line.out_ms)
        )
    return replace(line, in_ms=in_ms, out_ms=out_ms)


def sort_lines(lines: Iterable[DialogueLine]) -> tuple[DialogueLine, ...]:
    """Sort lines as they are heard."""
    return tuple(sorted(lines, key=sort_key))


def used_lines(lines: Iterable[DialogueLine], raw_text: str) -> frozenset[str]:
    """Give the ids of the lines whose token stands in the caption."""
    timecodes = {pin.timecode for pin in CleanText.of(raw_text).pins}
    return frozenset(line.id for line in lines if line.timecode in timecodes)


def speakers(lines: Iterable[DialogueLine], names: Iterable[str]) -> tuple[str, ...]:
    """Give the names a speaker may complete to: those used in this caption's lines first."""
    seen: dict[str, None] = {}
    for line in lines:
        if line.speaker:
            seen.setdefault(line.speaker)
    for name in names:
        seen.setdefault(name)
    return tuple(seen)


def save_line(unit: UnitOfWork, line: DialogueLine) -> DialogueLine:
    """Add or change a line."""
    unit.dialogue.save(line)
    return line


def remove_line(unit: UnitOfWork, line: DialogueLine) -> DialogueLine:
    """Remove a line; saving it again is the undo."""
    unit.dialogue.remove(line.id)
    return line
