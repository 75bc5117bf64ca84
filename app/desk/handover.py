"""Handing over: submit, take back, and the text that goes to the client's web tool."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.desk.ports.store import Snapshot, SnapshotReason, Submission, UnitOfWork
from app.domain.caption import CleanText, count_words
from app.domain.clip import Clip, ClipMove, next_state
from app.domain.errors import RefusedError


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitRequest:
    """What is handed over.

    Attributes:
        report_json: The report of the submit stage, with guide id, version and pack hash.
        text: The raw text the person saw; it must be the stored one.
    """

    clip_id: str
    text: str
    report_json: str
    worked_ms: int
    author: str
    at_ms: int
    snapshot_id: str
    submission_id: str


def submit(unit: UnitOfWork, request: SubmitRequest) -> Submission:
    """Freeze a snapshot with report and hours and move the clip on, in one transaction.

    Raises:
        RefusedError: ``submit.nothing-written``, ``submit.text-moved-on`` when the stored text is
            not the one the person saw, or ``clip.move-refused``.
    """
    clip = unit.clips.get(request.clip_id)
    state = next_state(clip.state, ClipMove.SUBMIT)
    draft = unit.drafts.get(request.clip_id)
    words = count_words(CleanText.of(draft.text).text)
    if not words:
        raise RefusedError("submit.nothing-written")
    if draft.text != request.text:
        raise RefusedError("submit.text-moved-on")
    snapshot = Snapshot(
        id=request.snapshot_id,
        clip_id=clip.id,
        at_ms=request.at_ms,
        reason=SnapshotReason.SUBMITTED,
        text=draft.text,
        edit_number=draft.edit_number,
        words=words,
    )
    unit.snapshots.add(snapshot)
    submission = Submission(
        id=request.submission_id,
        clip_id=clip.id,
        snapshot_id=snapshot.id,
        at_ms=request.at_ms,
        report_json=request.report_json,
        worked_ms=request.worked_ms,
        head_hash=draft.head_hash,
        facts=clip.facts,
        author=request.author,
    )
    unit.snapshots.add_submission(submission)
    unit.clips.save(replace(clip, state=state))
    return submission


def take_back(unit: UnitOfWork, clip_id: str, at_ms: int) -> Clip:
    """Take the newest submission back, as long as nobody reviews it.

    Raises:
        RefusedError: ``clip.move-refused`` when a review has begun or nothing was submitted.
    """
    clip = unit.clips.get(clip_id)
    state = next_state(clip.state, ClipMove.TAKE_BACK)
    newest = unit.snapshots.submissions(clip_id)[0]
    unit.snapshots.save_submission(replace(newest, taken_back_ms=at_ms))
    changed = replace(clip, state=state)
    unit.clips.save(changed)
    return changed


def text_to_copy(raw_text: str) -> str:
    """Give the clean text, as it is pasted into the client's web tool."""
    return CleanText.of(raw_text).text.strip()
