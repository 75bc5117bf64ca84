"""A store in memory that behaves as the real one does; both pass ``tests/contract/store``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TypeVar

from app.desk.ports.store import (
    BackupInfo,
    DatabaseHealth,
    Decision,
    DecisionScope,
    Draft,
    QueueRow,
    Snapshot,
    Submission,
    UnitOfWork,
)
from app.domain.clip import Clip
from app.domain.dialogue import DialogueLine, sort_key
from app.domain.errors import EnvironmentFailureError, RefusedError
from app.domain.journal import ChainedEdit
from app.domain.worklog import (
    SHIPPED_RATES,
    Correction,
    IntervalOrigin,
    PeriodLock,
    Rate,
    WorkGap,
    WorkInterval,
    current,
)
from tests.fakes.counting import PlainCounting

T = TypeVar("T")


@dataclass
class MemoryState:
    """Everything that is stored; the values are frozen, so copying the containers is enough."""

    clips: dict[str, Clip] = field(default_factory=dict)
    last_opened: str | None = None
    drafts: dict[str, Draft] = field(default_factory=dict)
    edits: dict[str, tuple[ChainedEdit, ...]] = field(default_factory=dict)
    lines: dict[str, DialogueLine] = field(default_factory=dict)
    snapshots: dict[str, Snapshot] = field(default_factory=dict)
    submissions: dict[str, Submission] = field(default_factory=dict)
    decisions: dict[str, Decision] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    words: dict[str, int] = field(default_factory=dict)
    watched: dict[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    intervals: dict[str, WorkInterval] = field(default_factory=dict)
    open_ids: frozenset[str] = frozenset()
    corrections: dict[str, Correction] = field(default_factory=dict)
    gaps: dict[str, WorkGap] = field(default_factory=dict)
    locks: dict[str, PeriodLock] = field(default_factory=dict)
    rates: tuple[Rate, ...] = ()

    def copied(self) -> MemoryState:
        return MemoryState(**{each.name: copy(getattr(self, each.name)) for each in fields(self)})

    def require_clip(self, clip_id: str) -> Clip:
        if clip_id not in self.clips:
            raise RefusedError("clip.unknown", clip_id=clip_id)
        return self.clips[clip_id]


class _Part:
    def __init__(self, state: MemoryState) -> None:
        self._state = state


class MemoryClips(_Part):
    def add(self, clip: Clip) -> None:
        if clip.id in self._state.clips:
            raise RefusedError("clip.duplicate", clip_id=clip.id)
        self._state.clips[clip.id] = clip

    def get(self, clip_id: str) -> Clip:
        return self._state.require_clip(clip_id)

    def find_source(self, source: str) -> Clip | None:
        return next((clip for clip in self.all() if source and clip.source == source), None)

    def find_hash(self, content_hash: str) -> Sequence[Clip]:
        return [clip for clip in self.all() if content_hash and clip.content_hash == content_hash]

    def save(self, clip: Clip) -> None:
        self._state.require_clip(clip.id)
        self._state.clips[clip.id] = clip

    def remove(self, clip_id: str) -> None:
        state = self._state
        state.require_clip(clip_id)
        evidence = (state.lines, state.snapshots, state.decisions, state.intervals)
        owners = {value.clip_id for kind in evidence for value in kind.values()}
        owners |= {one.clip_id for made in state.corrections.values() for one in made.adds}
        if clip_id in owners or state.edits.get(clip_id):
            raise RefusedError("clip.has-work", clip_id=clip_id)
        state.drafts.pop(clip_id, None)
        state.watched.pop(clip_id, None)
        if state.last_opened == clip_id:
            state.last_opened = None
        del state.clips[clip_id]

    def rows(self) -> Sequence[QueueRow]:
        worked = self._worked()
        return [self._row(clip, worked[clip.id]) for clip in self.all()]

    def row(self, clip_id: str) -> QueueRow:
        return self._row(self._state.require_clip(clip_id), self._worked()[clip_id])

    def _worked(self) -> Counter[str]:
        worked: Counter[str] = Counter()
        for one in current(self._state.intervals.values(), self._state.corrections.values()):
            worked[one.clip_id or ""] += one.duration_ms
        return worked

    def _row(self, clip: Clip, worked_ms: int) -> QueueRow:
        draft = self._state.drafts.get(clip.id, Draft(clip_id=clip.id))
        return QueueRow(
            id=clip.id,
            title=clip.title,
            kind=clip.kind,
            source=clip.source,
            state=clip.state,
            duration_ms=clip.duration_ms,
            words=draft.words,
            to_look_at=draft.to_look_at,
            worked_ms=worked_ms,
            added_ms=clip.added_ms,
            due_ms=clip.due_ms,
            content_hash=clip.content_hash,
            set_aside_reason=clip.set_aside_reason,
            sample=clip.sample,
        )

    def all(self) -> Sequence[Clip]:
        return list(self._state.clips.values())

    def titles(self) -> dict[str, str]:
        return {clip.id: clip.title for clip in self._state.clips.values()}

    def last_opened(self) -> Clip | None:
        clip_id = self._state.last_opened
        return None if clip_id is None else self._state.clips[clip_id]

    def set_last_opened(self, clip_id: str, at_ms: int) -> None:
        self._state.require_clip(clip_id)
        self._state.last_opened = clip_id


class MemoryDrafts(_Part):
    def get(self, clip_id: str) -> Draft:
        return self._state.drafts.get(clip_id, Draft(clip_id=clip_id))

    def append(self, draft: Draft, edits: Sequence[ChainedEdit]) -> None:
        self._state.require_clip(draft.clip_id)
        stored = self.get(draft.clip_id)
        number, head = stored.edit_number, stored.head_hash
        first = (edits[0].edit.number - 1, edits[0].previous_hash) if edits else None
        if (first or (draft.edit_number, draft.head_hash)) != (number, head):
            raise RefusedError("draft.moved-on", clip_id=draft.clip_id, stored=number)
        for link in edits:
            if (link.edit.number, link.previous_hash) != (number + 1, head):
                raise ValueError("the edits are not one chain")
            number, head = link.edit.number, link.hash
        if (draft.edit_number, draft.head_hash) != (number, head):
            raise ValueError("the draft is not where the edits end")
        record = self._state.edits.get(draft.clip_id, ())
        self._state.edits[draft.clip_id] = (*record, *edits)
        if draft.clip_id in self._state.drafts:
            draft = replace(draft, to_look_at=stored.to_look_at)
        self._state.drafts[draft.clip_id] = draft

    def save_counts(self, clip_id: str, *, words: int, to_look_at: int, caret: int) -> None:
        self._state.require_clip(clip_id)
        self._state.drafts[clip_id] = replace(
            self.get(clip_id), words=words, to_look_at=to_look_at, caret=caret
        )

    def edits(self, clip_id: str) -> Sequence[ChainedEdit]:
        return list(self._state.edits.get(clip_id, ()))

    def erase_content(self, clip_id: str, number: int) -> None:
        record = list(self._state.edits.get(clip_id, ()))
        if not 1 <= number <= len(record):
            raise RefusedError("edit.unknown", clip_id=clip_id, number=number)
        link = record[number - 1]
        record[number - 1] = replace(link, edit=replace(link.edit, removed="", inserted=""))
        self._state.edits[clip_id] = tuple(record)


class MemoryDialogue(_Part):
    def lines(self, clip_id: str) -> Sequence[DialogueLine]:
        of_clip = (line for line in self._state.lines.values() if line.clip_id == clip_id)
        return sorted(of_clip, key=sort_key)

    def save(self, line: DialogueLine) -> None:
        self._state.require_clip(line.clip_id)
        self._state.lines[line.id] = line

    def remove(self, line_id: str) -> None:
        self._state.lines.pop(line_id, None)


class MemorySnapshots(_Part):
    def add(self, snapshot: Snapshot) -> None:
        self._state.require_clip(snapshot.clip_id)
        self._state.snapshots[snapshot.id] = snapshot

    def list(self, clip_id: str) -> Sequence[Snapshot]:
        of_clip = [one for one in self._state.snapshots.values() if one.clip_id == clip_id]
        return of_clip[::-1]

    def get(self, snapshot_id: str) -> Snapshot:
        if snapshot_id not in self._state.snapshots:
            raise RefusedError("snapshot.unknown", snapshot_id=snapshot_id)
        return self._state.snapshots[snapshot_id]

    def latest(self, clip_id: str) -> Snapshot | None:
        return next(iter(self.list(clip_id)), None)

    def add_submission(self, submission: Submission) -> None:
        self._state.require_clip(submission.clip_id)
        self.get(submission.snapshot_id)
        self._state.submissions[submission.id] = submission

    def save_submission(self, submission: Submission) -> None:
        if submission.id not in self._state.submissions:
            raise RefusedError("submission.unknown", submission_id=submission.id)
        stored = self._state.submissions[submission.id]
        changed = replace(stored, taken_back_ms=submission.taken_back_ms)
        self._state.submissions[submission.id] = changed

    def submissions(self, clip_id: str) -> Sequence[Submission]:
        of_clip = [one for one in self._state.submissions.values() if one.clip_id == clip_id]
        return of_clip[::-1]


class MemoryDecisions(_Part):
    def add(self, decision: Decision) -> None:
        self._state.require_clip(decision.clip_id)
        self._state.decisions[decision.id] = decision

    def of_clip(self, clip_id: str) -> Sequence[Decision]:
        return [
            one
            for one in self._state.decisions.values()
            if one.clip_id == clip_id or one.scope is DecisionScope.RULE
        ]

    def all(self) -> Sequence[Decision]:
        return list(self._state.decisions.values())


class MemorySettings(_Part):
    def all(self) -> dict[str, str]:
        return dict(self._state.settings)

    def set(self, key: str, value_json: str) -> None:
        self._state.settings[key] = value_json

    def remove(self, key: str) -> None:
        self._state.settings.pop(key, None)


class MemoryDictionary(_Part):
    def words(self) -> frozenset[str]:
        return frozenset(self._state.words)

    def add(self, word: str, at_ms: int) -> None:
        self._state.words.setdefault(word, at_ms)

    def remove(self, word: str) -> None:
        self._state.words.pop(word, None)


class MemoryWatched(_Part):
    def spans(self, clip_id: str) -> Sequence[tuple[int, int]]:
        return list(self._state.watched.get(clip_id, ()))

    def set(self, clip_id: str, spans: Sequence[tuple[int, int]]) -> None:
        self._state.require_clip(clip_id)
        self._state.watched[clip_id] = tuple(sorted(spans))


class MemoryWorkLog(PlainCounting, _Part):
    def add_interval(self, interval: WorkInterval, *, is_open: bool) -> None:
        self._refuse_known(interval.id, self._interval_ids())
        self._state.intervals[interval.id] = interval
        if is_open:
            self._state.open_ids |= {interval.id}

    def extend_open(self, interval_id: str, end_ms: int) -> None:
        if interval_id not in self._state.open_ids:
            raise RefusedError("worklog.not-open", interval_id=interval_id)
        interval = self._state.intervals[interval_id]
        if end_ms < interval.start_ms:
            raise ValueError("an interval would end before it starts")
        self._state.intervals[interval_id] = interval._replace(end_ms=end_ms)

    def close_open(self, interval_id: str, end_ms: int) -> None:
        self.extend_open(interval_id, end_ms)
        self._state.open_ids -= {interval_id}

    def recover_open(self) -> Sequence[WorkInterval]:
        state = self._state
        left = [one for one in state.intervals.values() if one.id in state.open_ids]
        recovered = [one._replace(origin=IntervalOrigin.RECOVERED) for one in left]
        state.intervals |= {one.id: one for one in recovered}
        state.open_ids = frozenset()
        return sorted(recovered, key=lambda one: one.start_ms)

    def open_ids(self) -> frozenset[str]:
        return self._state.open_ids

    def intervals(self, start_ms: int, end_ms: int) -> Sequence[WorkInterval]:
        shared = [
            one
            for one in self._state.intervals.values()
            if one.start_ms < end_ms
            and (
                one.end_ms > start_ms
                or (one.id in self._state.open_ids and one.start_ms >= start_ms)
            )
        ]
        return sorted(shared, key=lambda one: one.start_ms)

    def corrections(self) -> Sequence[Correction]:
        return list(self._state.corrections.values())

    def add_correction(self, correction: Correction) -> None:
        self._refuse_known(correction.id, set(self._state.corrections))
        for added in correction.adds:
            self._refuse_known(added.id, self._interval_ids())
        self._state.corrections[correction.id] = correction

    def gaps(self, start_ms: int, end_ms: int) -> Sequence[WorkGap]:
        shared = [
            gap
            for gap in self._state.gaps.values()
            if gap.start_ms < end_ms and gap.end_ms > start_ms
        ]
        return sorted(shared, key=lambda gap: gap.start_ms)

    def add_gap(self, gap: WorkGap) -> None:
        self._refuse_known(gap.id, set(self._state.gaps))
        self._state.gaps[gap.id] = gap

    def locks(self) -> Sequence[PeriodLock]:
        return sorted(self._state.locks.values(), key=lambda lock: lock.start_ms)

    def add_lock(self, lock: PeriodLock) -> None:
        numbers = {known.invoice_number for known in self._state.locks.values()}
        self._refuse_known(lock.id, set(self._state.locks))
        self._refuse_known(lock.invoice_number, numbers)
        self._state.locks[lock.id] = lock

    def rates(self) -> Sequence[Rate]:
        stored = sorted(self._state.rates, key=lambda rate: (rate.track.value, rate.valid_from))
        return stored or SHIPPED_RATES

    def set_rates(self, rates: Sequence[Rate]) -> None:
        self._state.rates = tuple(rates)

    def _interval_ids(self) -> set[str]:
        added = {one.id for made in self._state.corrections.values() for one in made.adds}
        return set(self._state.intervals) | added

    def _refuse_known(self, new_id: str, known: set[str]) -> None:
        if new_id in known:
            raise RefusedError("worklog.duplicate", id=new_id)


class MemoryUnitOfWork:
    """The repositories on one state."""

    def __init__(self, state: MemoryState) -> None:
        self.clips = MemoryClips(state)
        self.drafts = MemoryDrafts(state)
        self.dialogue = MemoryDialogue(state)
        self.snapshots = MemorySnapshots(state)
        self.decisions = MemoryDecisions(state)
        self.settings = MemorySettings(state)
        self.dictionary = MemoryDictionary(state)
        self.watched = MemoryWatched(state)
        self.worklog = MemoryWorkLog(state)


class MemoryStore:
    """A store in memory.

    Attributes:
        failing: While set, every write fails with this code and stores nothing.
        state: What is stored, for looking at in a test.
    """

    def __init__(self, utc_ms: Callable[[], int] = lambda: 0) -> None:
        self.state = MemoryState()
        self.failing: str | None = None
        self._utc_ms = utc_ms
        self._backups: list[BackupInfo] = []

    def write(self, work: Callable[[UnitOfWork], T]) -> T:
        if self.failing:
            raise EnvironmentFailureError(self.failing, path="memory")
        changed = self.state.copied()
        result = work(MemoryUnitOfWork(changed))
        self.state = changed
        return result

    def read(self, work: Callable[[UnitOfWork], T]) -> T:
        before = self.state  # a write on another lane puts a new state in its place
        seen = before.copied()
        result = work(MemoryUnitOfWork(seen))
        if seen != before:
            raise EnvironmentFailureError("store.read-only", path="memory")
        return result

    def check(self) -> DatabaseHealth:
        return DatabaseHealth(
            path=Path("memory"), schema="0001", problems=(), on_network=False, size=0
        )

    def backup(self, kind: str) -> BackupInfo:
        info = BackupInfo(
            path=Path(f"memory-{len(self._backups)}"),
            at_ms=self._utc_ms(),
            kind=kind,
            size=0,
            clips=len(self.state.clips),
        )
        self._backups.insert(0, info)
        return info

    def backups(self) -> Sequence[BackupInfo]:
        return list(self._backups)

    def due_backup(self) -> str | None:
        return None if self._backups else "monthly"

    def close(self) -> None:
        """Nothing to close."""
