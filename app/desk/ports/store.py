"""What the desk asks of the database.

A use case is a plain function ``(unit_of_work, ...) -> result`` that the desk runs on the STORE
lane in one transaction. Only frozen values cross lanes; all times are UTC milliseconds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol, TypeVar

from app.desk.ports.worklog import WorkLogRepository
from app.domain.clip import Clip, ClipFacts, ClipState
from app.domain.dialogue import DialogueLine
from app.domain.journal import ChainedEdit

T = TypeVar("T")


class SnapshotReason(StrEnum):
    """Why a full copy of a draft was taken."""

    PAUSE = "pause"
    FOCUS_LOST = "focus_lost"
    REGULAR = "regular"
    ASKED = "asked"
    BEFORE_RESTORE = "before_restore"
    CLOSED = "closed"
    SUBMITTED = "submitted"


class DecisionScope(StrEnum):
    """How far a decision about a finding reaches."""

    FINDING = "finding"
    CLIP = "clip"
    RULE = "rule"


class DecisionReason(StrEnum):
    """What a person says of a finding."""

    FALSE_POSITIVE = "false_positive"
    ALLOWED_BY_EVIDENCE = "allowed_by_evidence"
    PREFERENCE = "preference"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The text being written for a clip.

    Attributes:
        text: The raw text with its tokens.
        edit_number: The number of the last edit in it, 0 when none was made.
        head_hash: The hash of the last link of the writing record.
        caret: Where the caret stood, in code points.
        words, to_look_at: As last counted, for the queue.
    """

    clip_id: str
    text: str = ""
    edit_number: int = 0
    head_hash: str = "0" * 64
    caret: int = 0
    words: int = 0
    to_look_at: int = 0
    updated_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A full copy of a draft."""

    id: str
    clip_id: str
    at_ms: int
    reason: SnapshotReason
    text: str
    edit_number: int
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What was handed over: a snapshot with its report, hours and end of the writing record.

    Attributes:
        report_json: The report of the checks as JSON, with guide id, version and pack hash.
        worked_ms: Work time on the clip up to now.
        taken_back_ms: When it was taken back, None while it stands.
    """

    id: str
    clip_id: str
    snapshot_id: str
    at_ms: int
    report_json: str
    worked_ms: int
    head_hash: str
    facts: ClipFacts
    author: str
    taken_back_ms: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided about a finding; kept for ever, the newest one counts.

    Attributes:
        match: The words of the finding, by which it is known again when the text moves.
        withdrawn: True when an earlier decision is taken back.
    """

    id: str
    clip_id: str
    rule: str
    criterion: str
    match: str
    scope: DecisionScope
    reason: DecisionReason
    at_ms: int
    withdrawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """One clip as the queue lists it; ``worked_ms`` counts every activity on it."""

    id: str
    title: str
    kind: str
    source: str
    state: ClipState
    duration_ms: int | None
    words: int
    to_look_at: int
    worked_ms: int
    added_ms: int
    due_ms: int | None
    content_hash: str
    set_aside_reason: str
    sample: bool


class ClipRepository(Protocol):
    """Clips and their facts."""

    def add(self, clip: Clip) -> None:
        """Add a clip."""
        ...

    def get(self, clip_id: str) -> Clip:
        """Give a clip; raises RefusedError ``clip.unknown``."""
        ...

    def find_source(self, source: str) -> Clip | None:
        """Find the clip of a path or URL."""
        ...

    def find_hash(self, content_hash: str) -> Sequence[Clip]:
        """Find the clips whose file had this content."""
        ...

    def save(self, clip: Clip) -> None:
        """Store every field of a known clip."""
        ...

    def remove(self, clip_id: str) -> None:
        """Remove a clip that was never worked on; raises RefusedError ``clip.has-work``."""
        ...

    def rows(self) -> Sequence[QueueRow]:
        """List all clips for the queue, in the order in which they were added."""
        ...

    def row(self, clip_id: str) -> QueueRow:
        """List one clip for the queue."""
        ...

    def all(self) -> Sequence[Clip]:
        """Give all clips."""
        ...

    def titles(self) -> dict[str, str]:
        """Give the title of every clip by its id."""
        ...

    def last_opened(self) -> Clip | None:
        """Give the clip that was opened last."""
        ...

    def set_last_opened(self, clip_id: str, at_ms: int) -> None:
        """Note that a clip is opened."""
        ...


class DraftRepository(Protocol):
    """Drafts and their writing records."""

    def get(self, clip_id: str) -> Draft:
        """Give the draft of a clip, an empty one when nothing was written."""
        ...

    def append(self, draft: Draft, edits: Sequence[ChainedEdit]) -> None:
        """Save a draft with the edits that led to it, in one transaction.

        ``to_look_at`` of a stored draft changes by ``save_counts`` only.

        Raises:
            RefusedError: ``draft.moved-on`` when the record does not end where the first edit
                starts (another window wrote); nothing is saved.
        """
        ...

    def save_counts(self, clip_id: str, *, words: int, to_look_at: int, caret: int) -> None:
        """Store what is derived from the text, without an edit."""
        ...

    def edits(self, clip_id: str) -> Sequence[ChainedEdit]:
        """Give the whole writing record of a clip."""
        ...

    def erase_content(self, clip_id: str, number: int) -> None:
        """Erase the text of one edit; its hashes stay and the chain holds."""
        ...


class DialogueRepository(Protocol):
    """Lines heard in clips."""

    def lines(self, clip_id: str) -> Sequence[DialogueLine]:
        """Give the lines of a clip as they are heard."""
        ...

    def save(self, line: DialogueLine) -> None:
        """Add or change a line."""
        ...

    def remove(self, line_id: str) -> None:
        """Remove a line."""
        ...


class SnapshotRepository(Protocol):
    """Snapshots and submissions."""

    def add(self, snapshot: Snapshot) -> None:
        """Add a snapshot."""
        ...

    def list(self, clip_id: str) -> Sequence[Snapshot]:
        """Give the snapshots of a clip, newest first."""
        ...

    def get(self, snapshot_id: str) -> Snapshot:
        """Give a snapshot; raises RefusedError ``snapshot.unknown``."""
        ...

    def latest(self, clip_id: str) -> Snapshot | None:
        """Give the newest snapshot of a clip."""
        ...

    def add_submission(self, submission: Submission) -> None:
        """Add a submission."""
        ...

    def save_submission(self, submission: Submission) -> None:
        """Store that a submission was taken back."""
        ...

    def submissions(self, clip_id: str) -> Sequence[Submission]:
        """Give the submissions of a clip, newest first."""
        ...


class DecisionRepository(Protocol):
    """Decisions about findings."""

    def add(self, decision: Decision) -> None:
        """Add a decision."""
        ...

    def of_clip(self, clip_id: str) -> Sequence[Decision]:
        """Decisions that hold for a clip: its own and those whose scope is the rule."""
        ...

    def all(self) -> Sequence[Decision]:
        """Give all decisions, oldest first."""
        ...


class SettingsRepository(Protocol):
    """Stored values of the settings table, as JSON texts by key."""

    def all(self) -> dict[str, str]:
        """Give every stored value."""
        ...

    def set(self, key: str, value_json: str) -> None:
        """Store a value."""
        ...

    def remove(self, key: str) -> None:
        """Forget a value, so that the default holds."""
        ...


class DictionaryRepository(Protocol):
    """The person's own words, which no spelling checker underlines."""

    def words(self) -> frozenset[str]:
        """Give all words."""
        ...

    def add(self, word: str, at_ms: int) -> None:
        """Add a word."""
        ...

    def remove(self, word: str) -> None:
        """Remove a word."""
        ...


class WatchedRepository(Protocol):
    """Which parts of a clip were watched at an honest speed with the sound on."""

    def spans(self, clip_id: str) -> Sequence[tuple[int, int]]:
        """Give the merged spans in ms, in order."""
        ...

    def set(self, clip_id: str, spans: Sequence[tuple[int, int]]) -> None:
        """Store the merged spans."""
        ...


class UnitOfWork(Protocol):
    """One transaction. Lives only inside the function it was given to."""

    @property
    def clips(self) -> ClipRepository:
        """Clips."""
        ...

    @property
    def drafts(self) -> DraftRepository:
        """Drafts."""
        ...

    @property
    def dialogue(self) -> DialogueRepository:
        """Dialogue lines."""
        ...

    @property
    def snapshots(self) -> SnapshotRepository:
        """Snapshots and submissions."""
        ...

    @property
    def decisions(self) -> DecisionRepository:
        """Decisions about findings."""
        ...

    @property
    def settings(self) -> SettingsRepository:
        """Settings."""
        ...

    @property
    def dictionary(self) -> DictionaryRepository:
        """The person's words."""
        ...

    @property
    def watched(self) -> WatchedRepository:
        """Watched spans."""
        ...

    @property
    def worklog(self) -> WorkLogRepository:
        """Work intervals, corrections, rates and locks."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupInfo:
    """A backup that was checked; ``kind`` is daily, weekly, monthly, before-migration or asked."""

    path: Path
    at_ms: int
    kind: str
    size: int
    clips: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseHealth:
    """What a check of the database found; ``problems`` is empty when it is sound."""

    path: Path
    schema: str
    problems: tuple[str, ...]
    on_network: bool
    size: int


class Store(Protocol):
    """An open database; ``write`` on the STORE lane, ``read`` on the READER lane or in scripts."""

    def write(self, work: Callable[[UnitOfWork], T]) -> T:
        """Run ``work`` in one transaction: all of it is stored, or nothing.

        Raises:
            EnvironmentFailureError: ``store.disk-full``, ``store.locked``, ``store.read-only``,
                ``store.damaged`` or ``store.failed``; nothing was stored.
        """
        ...

    def read(self, work: Callable[[UnitOfWork], T]) -> T:
        """Run ``work`` on a read-only connection."""
        ...

    def check(self) -> DatabaseHealth:
        """Check the file's integrity. READER lane."""
        ...

    def backup(self, kind: str) -> BackupInfo:
        """Make and check a backup. READER lane."""
        ...

    def backups(self) -> Sequence[BackupInfo]:
        """List the good backups, newest first."""
        ...

    def due_backup(self) -> str | None:
        """Give the kind of backup that is due now, None when today's is made. READER lane."""
        ...

    def close(self) -> None:
        """Close every connection."""
        ...
