"""Opening a clip: everything about it in one read, and what came back after a kill."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from app.desk.ports.store import Decision, Draft, Snapshot, UnitOfWork
from app.desk.settings import load_settings, save_setting
from app.domain.caption import CleanText, count_words
from app.domain.clip import Clip, ClipFacts
from app.domain.dialogue import DialogueLine

SESSION_KEY = "session.mark"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedClip:
    """All that the caption room shows of a clip."""

    clip: Clip
    draft: Draft
    lines: Sequence[DialogueLine]
    decisions: Sequence[Decision]
    dictionary: frozenset[str]
    watched: Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Recovered:
    """What was brought back after the window closed without saying good-bye.

    Attributes:
        clip_id: The clip that was open.
        words: Words in the text that no snapshot held yet.
        saved_ms: When the last edit of the text was stored, UTC; 0 when none ever was.
        rescue_text: The text of a rescue file that the database lacks, or "".
    """

    clip_id: str
    words: int
    saved_ms: int
    rescue_text: str = ""


def open_clip(unit: UnitOfWork, clip_id: str, at_ms: int) -> OpenedClip:
    """Read a clip and note that it is the one opened last."""
    clip = unit.clips.get(clip_id)
    unit.clips.set_last_opened(clip_id, at_ms)
    return OpenedClip(
        clip=clip,
        draft=unit.drafts.get(clip_id),
        lines=tuple(unit.dialogue.lines(clip_id)),
        decisions=tuple(unit.decisions.of_clip(clip_id)),
        dictionary=unit.dictionary.words(),
        watched=tuple(unit.watched.spans(clip_id)),
    )


def save_facts(unit: UnitOfWork, clip_id: str, facts: ClipFacts) -> Clip:
    """Store what is true of a clip."""
    clip = replace(unit.clips.get(clip_id), facts=facts)
    unit.clips.save(clip)
    return clip


def save_media_info(
    unit: UnitOfWork,
    clip_id: str,
    *,
    duration_ms: int | None,
    width: int | None,
    height: int | None,
    fps: float | None,
    content_hash: str = "",
) -> Clip:
    """Store what probing the media told; an unknown value leaves the old one."""
    clip = unit.clips.get(clip_id)
    changed = replace(
        clip,
        duration_ms=duration_ms or clip.duration_ms,
        width=width or clip.width,
        height=height or clip.height,
        fps=fps or clip.fps,
        content_hash=content_hash or clip.content_hash,
    )
    if changed != clip:
        unit.clips.save(changed)
    return changed


def save_place(unit: UnitOfWork, clip_id: str, position_ms: int) -> None:
    """Store where the playhead stood."""
    unit.clips.save(replace(unit.clips.get(clip_id), position_ms=position_ms))


def begin_session(
    unit: UnitOfWork, at_ms: int, read_rescue: Callable[[str], str]
) -> Recovered | None:
    """Mark that a window is open; tell what a window that was killed left behind."""
    mark = _read_mark(load_settings(unit).text(SESSION_KEY))
    _write_mark(unit, at_ms, is_open=True)
    if not mark.is_open:
        return None
    clip = unit.clips.last_opened()
    if clip is None:
        return None
    draft = unit.drafts.get(clip.id)
    newest = unit.snapshots.latest(clip.id)
    before = _words(newest.text) if newest else 0
    rescued = read_rescue(clip.id)
    if not draft.text and not rescued:
        return None
    return Recovered(
        clip_id=clip.id,
        words=max(0, _words(draft.text) - before),
        saved_ms=draft.updated_ms,
        rescue_text=rescued if rescued != draft.text else "",
    )


def end_session(unit: UnitOfWork, at_ms: int) -> None:
    """Mark that the window was closed in good order."""
    _write_mark(unit, at_ms, is_open=False)


def history(unit: UnitOfWork, clip_id: str) -> tuple[Draft, tuple[Snapshot, ...]]:
    """Give the draft and its snapshots, newest first."""
    return unit.drafts.get(clip_id), tuple(unit.snapshots.list(clip_id))


def _words(raw: str) -> int:
    return count_words(CleanText.of(raw).text)


@dataclass(frozen=True, slots=True)
class _Mark:
    """Whether a window is open, and when that was written."""

    is_open: bool = False
    at_ms: int = 0


def _write_mark(unit: UnitOfWork, at_ms: int, *, is_open: bool) -> None:
    save_setting(unit, SESSION_KEY, f"{int(is_open)} {at_ms}")


def _read_mark(stored: str) -> _Mark:
    is_open, _, at_ms = stored.partition(" ")
    return _Mark(is_open == "1", int(at_ms)) if at_ms.isdecimal() else _Mark()
