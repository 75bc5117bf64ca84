"""Snapshots and submissions."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from app.desk.ports.store import Snapshot, Submission
from app.domain.errors import RefusedError
from app.store.models import SnapshotRow, SubmissionRow
from app.store.repositories.rows import (
    columns_of,
    read_all,
    read_first,
    require_clip,
    values_of,
)

_SNAPSHOT = columns_of(SnapshotRow, Snapshot)
_SUBMISSION = columns_of(SubmissionRow, Submission)


class SqlSnapshots:
    """Snapshots in the database; see ``app.desk.ports.store.SnapshotRepository``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, snapshot: Snapshot) -> None:
        """Add a snapshot; raises RefusedError ``clip.unknown``."""
        require_clip(self._session, snapshot.clip_id)
        self._session.execute(insert(SnapshotRow).values(values_of(snapshot)))

    def list(self, clip_id: str) -> Sequence[Snapshot]:
        """Give the snapshots of a clip, the one added last first."""
        of_clip = select(*_SNAPSHOT).where(SnapshotRow.clip_id == clip_id)
        return read_all(self._session, Snapshot, of_clip.order_by(SnapshotRow.number.desc()))

    def get(self, snapshot_id: str) -> Snapshot:
        """Give a snapshot; raises RefusedError ``snapshot.unknown``."""
        by_id = select(*_SNAPSHOT).where(SnapshotRow.id == snapshot_id)
        snapshot = read_first(self._session, Snapshot, by_id)
        if snapshot is None:
            raise RefusedError("snapshot.unknown", snapshot_id=snapshot_id)
        return snapshot

    def latest(self, clip_id: str) -> Snapshot | None:
        """Give the snapshot of a clip that was added last."""
        of_clip = select(*_SNAPSHOT).where(SnapshotRow.clip_id == clip_id)
        newest = of_clip.order_by(SnapshotRow.number.desc()).limit(1)
        return read_first(self._session, Snapshot, newest)

    def add_submission(self, submission: Submission) -> None:
        """Add a submission; raises RefusedError ``clip.unknown`` or ``snapshot.unknown``."""
        require_clip(self._session, submission.clip_id)
        self.get(submission.snapshot_id)
        self._session.execute(insert(SubmissionRow).values(values_of(submission)))

    def save_submission(self, submission: Submission) -> None:
        """Store that a submission was taken back; raises RefusedError ``submission.unknown``."""
        this = SubmissionRow.id == submission.id
        if self._session.scalar(select(SubmissionRow.number).where(this)) is None:
            raise RefusedError("submission.unknown", submission_id=submission.id)
        taken_back = update(SubmissionRow).where(this)
        self._session.execute(taken_back.values(taken_back_ms=submission.taken_back_ms))

    def submissions(self, clip_id: str) -> Sequence[Submission]:
        """Give the submissions of a clip, newest first."""
        of_clip = select(*_SUBMISSION).where(SubmissionRow.clip_id == clip_id)
        return read_all(self._session, Submission, of_clip.order_by(SubmissionRow.number.desc()))
