"""Corrections of recorded work: checked against what holds now, so that no overlap can be made.

``WorkBook`` is a snapshot; its methods return the correction to append and change nothing. Refusals
are ``RefusedError`` with these codes: ``hours.reason-missing``, ``hours.unknown``, ``hours.open``,
``hours.locked``, ``hours.overlap``, ``hours.empty``, ``hours.future``, ``hours.depended-on``,
``hours.answered``, ``hours.undone``.
"""

from __future__ import annotations

from bisect import bisect_right
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from app.domain.errors import RefusedError
from app.domain.worklog import (
    Activity,
    Correction,
    CorrectionKind,
    IntervalOrigin,
    PeriodLock,
    Track,
    WorkGap,
    WorkInterval,
    active_corrections,
    current,
    undone_corrections,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


class GapAnswer(StrEnum):
    """What the person says about a gap."""

    KEEP = "keep"  # it was the work from before the gap
    DISCARD = "discard"
    CLIENT_TOOL = "client_tool"  # the same clip, in the client's own tool
    REASSIGN = "reassign"  # another clip or activity


class WorkBook:
    """What counts now and what may be done to it."""

    def __init__(
        self,
        *,
        originals: Iterable[WorkInterval],
        corrections: Sequence[Correction],
        locks: Sequence[PeriodLock] = (),
        open_ids: frozenset[str] = frozenset(),
        now_ms: int,
        new_id: Callable[[], str],
    ) -> None:
        """Take the snapshot.

        Args:
            originals: Recorded intervals; all that touch what is to be corrected.
            corrections: Every correction, in the order made.
            locks: Invoiced periods.
            open_ids: Intervals that still run; they cannot be corrected yet.
            now_ms: UTC now; work cannot be added after it.
            new_id: Gives fresh UUIDv7s as text.
        """
        self._originals = tuple(originals)
        self._corrections = tuple(corrections)
        self._active = active_corrections(corrections)
        self._locks = tuple(locks)
        self._open_ids = open_ids
        self._now_ms = now_ms
        self._new_id = new_id
        # An open interval holds everything from its start on, whatever its last heartbeat was.
        self._limit_ms = min(
            (i.start_ms for i in self._originals if i.id in open_ids), default=now_ms
        )
        self.intervals = current(self._originals, self._corrections)
        self._starts = [interval.start_ms for interval in self.intervals]
        self._by_id = {interval.id: interval for interval in self.intervals}

    def change(
        self,
        interval_id: str,
        *,
        reason: str,
        start_ms: int | None = None,
        end_ms: int | None = None,
        track: Track | None = None,
        activity: Activity | None = None,
        clip_id: str | None = None,
        no_clip: bool = False,
    ) -> Correction:
        """Give an interval other bounds or another owner; None leaves a field as it is."""
        old = self._correctable(interval_id)
        new = old._replace(
            id=self._new_id(),
            start_ms=old.start_ms if start_ms is None else start_ms,
            end_ms=old.end_ms if end_ms is None else end_ms,
            track=track or old.track,
            activity=activity or old.activity,
            clip_id=None if no_clip else clip_id or old.clip_id,
            origin=IntervalOrigin.CORRECTION,
        )
        return self._correction(CorrectionKind.CHANGE, (old,), (new,), reason)

    def split(self, interval_id: str, *, at_ms: int, reason: str) -> Correction:
        """Cut an interval in two at an instant inside it."""
        old = self._correctable(interval_id)
        left = old._replace(id=self._new_id(), end_ms=at_ms, origin=IntervalOrigin.CORRECTION)
        right = old._replace(id=self._new_id(), start_ms=at_ms, origin=IntervalOrigin.CORRECTION)
        return self._correction(CorrectionKind.SPLIT, (old,), (left, right), reason)

    def add(
        self,
        *,
        start_ms: int,
        end_ms: int,
        offset_minutes: int,
        track: Track,
        activity: Activity,
        clip_id: str | None,
        reason: str,
    ) -> Correction:
        """Add work that the clock did not see."""
        new = WorkInterval(
            id=self._new_id(),
            start_ms=start_ms,
            end_ms=end_ms,
            offset_minutes=offset_minutes,
            track=track,
            activity=activity,
            clip_id=clip_id,
            origin=IntervalOrigin.MANUAL,
        )
        return self._correction(CorrectionKind.ADD, (), (new,), reason)

    def remove(self, interval_id: str, *, reason: str) -> Correction:
        """Let an interval no longer count."""
        old = self._correctable(interval_id)
        return self._correction(CorrectionKind.REMOVE, (old,), (), reason)

    def answer(
        self,
        gap: WorkGap,
        answer: GapAnswer,
        *,
        clip_id: str | None = None,
        activity: Activity | None = None,
    ) -> Correction:
        """Answer a gap question; only the parts that nothing else has filled since are given back.

        Args:
            gap: The gap, with its exact bounds.
            answer: What the time was.
            clip_id: For REASSIGN: the clip, or None for no clip.
            activity: For REASSIGN: the activity; the one from before when None.
        """
        if any(correction.gap_id == gap.id for correction in self._active):
            raise RefusedError("hours.answered", gap=gap.id)
        match answer:
            case GapAnswer.DISCARD:
                return self._correction(CorrectionKind.ANSWER, (), (), answer, gap_id=gap.id)
            case GapAnswer.KEEP:
                owner = (gap.clip_id, gap.activity)
            case GapAnswer.CLIENT_TOOL:
                owner = (gap.clip_id, Activity.CLIENT_TOOL)
            case GapAnswer.REASSIGN:
                owner = (clip_id, activity or gap.activity)
        adds = tuple(
            WorkInterval(
                id=self._new_id(),
                start_ms=start_ms,
                end_ms=end_ms,
                offset_minutes=gap.offset_minutes,
                track=gap.track,
                activity=owner[1],
                clip_id=owner[0],
                origin=IntervalOrigin.ANSWER,
            )
            for start_ms, end_ms in self._free_parts(gap.start_ms, gap.end_ms)
        )
        return self._correction(CorrectionKind.ANSWER, (), adds, answer, gap_id=gap.id)

    def undo(self, correction_id: str) -> Correction:
        """Take a correction back, if nothing later stands on it; also an undo can be taken back."""
        undone = next((c for c in self._corrections if c.id == correction_id), None)
        if undone is None:
            raise RefusedError("hours.unknown", correction=correction_id)
        if correction_id in undone_corrections(self._corrections):
            raise RefusedError("hours.undone", correction=correction_id)
        undo = Correction(
            id=self._new_id(),
            kind=CorrectionKind.UNDO,
            reason=CorrectionKind.UNDO,
            at_ms=self._now_ms,
            undoes=correction_id,
        )
        corrections = (*self._corrections, undo)
        held = active_corrections(corrections)
        known = {i.id for i in self._originals} | {added.id for c in held for added in c.adds}
        replaced = [interval_id for c in held for interval_id in c.replaces]
        # Nothing later may stand on what goes, and nothing may be replaced twice.
        if not known.issuperset(replaced) or len(set(replaced)) < len(replaced):
            raise RefusedError("hours.depended-on", correction=correction_id)
        after = current(self._originals, corrections)
        after_by_id = {interval.id: interval for interval in after}
        for interval_id in self._by_id.keys() - after_by_id.keys():
            self._refuse_locked(self._by_id[interval_id])
        for interval_id in after_by_id.keys() - self._by_id.keys():
            self._refuse_locked(after_by_id[interval_id])
            if self._open_ids and after_by_id[interval_id].end_ms > self._limit_ms:
                raise RefusedError("hours.open")
        if _first_overlap(after) is not None:
            raise RefusedError("hours.overlap", correction=correction_id)
        return undo

    def unanswered(self, gaps: Iterable[WorkGap]) -> tuple[WorkGap, ...]:
        """The gaps whose question is still open, oldest first."""
        answered = {c.gap_id for c in self._active}
        return tuple(gap for gap in gaps if gap.asks and gap.id not in answered)

    def _correctable(self, interval_id: str) -> WorkInterval:
        if interval_id in self._open_ids:
            raise RefusedError("hours.open", interval=interval_id)
        interval = self._by_id.get(interval_id)
        if interval is None:
            raise RefusedError("hours.unknown", interval=interval_id)
        return interval

    def _correction(
        self,
        kind: CorrectionKind,
        replaced: tuple[WorkInterval, ...],
        adds: tuple[WorkInterval, ...],
        reason: str,
        gap_id: str | None = None,
    ) -> Correction:
        if not reason.strip():
            raise RefusedError("hours.reason-missing")
        for interval in replaced:
            self._refuse_locked(interval)
        ignored = {interval.id for interval in replaced}
        for interval in adds:
            if interval.end_ms <= interval.start_ms:
                raise RefusedError("hours.empty")
            if interval.end_ms > self._now_ms:
                raise RefusedError("hours.future")
            self._refuse_locked(interval)
            self._refuse_overlap(interval, ignored)
        return Correction(
            id=self._new_id(),
            kind=kind,
            replaces=tuple(interval.id for interval in replaced),
            adds=adds,
            reason=reason.strip(),
            at_ms=self._now_ms,
            gap_id=gap_id,
        )

    def _refuse_locked(self, interval: WorkInterval) -> None:
        for lock in self._locks:
            if interval.start_ms < lock.end_ms and lock.start_ms < interval.end_ms:
                raise RefusedError("hours.locked", invoice=lock.invoice_number)

    def _refuse_overlap(self, interval: WorkInterval, ignored: set[str]) -> None:
        if interval.end_ms > self._limit_ms and self._open_ids:
            raise RefusedError("hours.open")
        for other in self._touching(interval.start_ms, interval.end_ms):
            if other.id not in ignored:
                raise RefusedError("hours.overlap", interval=other.id)

    def _touching(self, start_ms: int, end_ms: int) -> tuple[WorkInterval, ...]:
        """The intervals that count now and share time with the stretch."""
        first = max(0, bisect_right(self._starts, start_ms) - 1)
        last = bisect_right(self._starts, end_ms - 1)
        return tuple(i for i in self.intervals[first:last] if i.end_ms > start_ms)

    def _free_parts(self, start_ms: int, end_ms: int) -> list[tuple[int, int]]:
        end_ms = min(end_ms, self._limit_ms)
        parts: list[tuple[int, int]] = []
        taken = [(i.start_ms, i.end_ms) for i in self._touching(start_ms, end_ms)]
        taken += [(lock.start_ms, lock.end_ms) for lock in self._locks]
        for taken_start, taken_end in sorted(taken):
            if taken_start > start_ms:
                parts.append((start_ms, min(taken_start, end_ms)))
            start_ms = max(start_ms, taken_end)
            if start_ms >= end_ms:
                break
        parts.append((start_ms, end_ms))
        return [(start, end) for start, end in parts if end > start]


def _first_overlap(intervals: Sequence[WorkInterval]) -> WorkInterval | None:
    """The first interval that begins before the one before it has ended."""
    for earlier, later in pairwise(intervals):
        if later.start_ms < earlier.end_ms:
            return later
    return None
