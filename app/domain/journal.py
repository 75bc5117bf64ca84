"""The writing record: every edit of a draft, chained by hashes of contents.

The chain runs over hashes of the removed and inserted text and not over the text itself, so
that a content (a password pasted by mistake) can be erased later and the chain still holds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.errors import RefusedError

GENESIS = "0" * 64
"""The hash before the first edit of a draft."""


class EditKind(StrEnum):
    """How an edit came about."""

    TYPED = "typed"
    PASTED = "pasted"
    DROPPED = "dropped"
    DELETED = "deleted"
    FIX = "fix"
    UNDO = "undo"
    REDO = "redo"
    DIALOGUE = "dialogue"
    TOKEN = "token"  # noqa: S105 - a timecode token, not a secret
    RECOVERED = "recovered"
    RESTORED = "restored"
    REVIEWED = "reviewed"


class PasteOrigin(StrEnum):
    """Where a long paste comes from, as the person says."""

    OWN_NOTES = "own_notes"
    DIALOGUE = "dialogue"
    GUIDE = "guide"
    OTHER = "other"
    NOT_SAID = "not_said"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One change: at ``position`` the text ``removed`` is replaced by ``inserted``.

    Attributes:
        number: 1 for the first edit of the draft, without gaps.
        at_ms: UTC.
        position: Code points from the start of the raw text.
        note: What belongs to the kind: the origin of a paste, the rule of a fix.
    """

    number: int
    at_ms: int
    kind: EditKind
    position: int
    removed: str
    inserted: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainedEdit:
    """An edit with its link of the chain."""

    edit: Edit
    previous_hash: str
    hash: str


def content_hash(text: str) -> str:
    """Hash a text; lone surrogates, which no file can hold, are kept apart from real text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def link_hash(previous: str, edit: Edit) -> str:
    """Give the hash of one link from the link before it and the hashes of the contents."""
    parts = (
        previous,
        str(edit.number),
        str(edit.at_ms),
        edit.kind.value,
        str(edit.position),
        content_hash(edit.removed),
        content_hash(edit.inserted),
        edit.note,
    )
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def chain(edits: Iterable[Edit], previous: str = GENESIS) -> tuple[ChainedEdit, ...]:
    """Link edits to a chain that starts behind ``previous``."""
    linked: list[ChainedEdit] = []
    for edit in edits:
        this = link_hash(previous, edit)
        linked.append(ChainedEdit(edit=edit, previous_hash=previous, hash=this))
        previous = this
    return tuple(linked)


def apply_edit(text: str, edit: Edit) -> str:
    """Apply an edit.

    Raises:
        RefusedError: ``journal.mismatch`` when the text to remove is not there.
    """
    end = edit.position + len(edit.removed)
    if text[edit.position : end] != edit.removed or edit.position > len(text):
        raise RefusedError("journal.mismatch", number=edit.number)
    return text[: edit.position] + edit.inserted + text[end:]


def replay(text: str, edits: Sequence[Edit]) -> str:
    """Apply edits one after the other; raises what ``apply_edit`` raises."""
    for edit in edits:
        text = apply_edit(text, edit)
    return text


def difference(before: str, after: str) -> tuple[int, str, str]:
    """Give the smallest replacement from one text to another: position, removed, inserted."""
    limit = min(len(before), len(after))
    start = 0
    while start < limit and before[start] == after[start]:
        start += 1
    end = 0
    while end < limit - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return start, before[start : len(before) - end], after[start : len(after) - end]


def merge_typing(earlier: Edit, later: Edit) -> Edit | None:
    """Join two neighboring typed edits into one, or None when they do not meet.

    Typing forward and deleting backward are joined, so that the record of a burst is one row.
    """
    if earlier.kind is not later.kind or earlier.kind not in {EditKind.TYPED, EditKind.DELETED}:
        return None
    typed_on = not later.removed and later.position == earlier.position + len(earlier.inserted)
    if typed_on and earlier.kind is EditKind.TYPED:
        inserted = earlier.inserted + later.inserted
        return Edit(
            number=earlier.number,
            at_ms=later.at_ms,
            kind=earlier.kind,
            position=earlier.position,
            removed=earlier.removed,
            inserted=inserted,
            note=earlier.note,
        )
    erased_back = not (earlier.inserted or later.inserted) and (
        later.position + len(later.removed) == earlier.position
    )
    if erased_back and earlier.kind is EditKind.DELETED:
        return Edit(
            number=earlier.number,
            at_ms=later.at_ms,
            kind=earlier.kind,
            position=later.position,
            removed=later.removed + earlier.removed,
            inserted="",
            note=earlier.note,
        )
    return None
