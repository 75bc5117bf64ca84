"""What the desk needs of whatever keeps the hours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.timesheet import GroupBy
    from app.domain.worklog import (
        Correction,
        IntervalRecord,
        PeriodLock,
        Rate,
        WorkGap,
        WorkInterval,
        WorkSum,
    )


class WorkLogRepository(Protocol):
    """Keeps recorded intervals, gaps, corrections, locks and rates; every call may block.

    Lane: writes on STORE, reads on READER or STORE. Intervals are kept indexed by start, so that a
    year (50,000) is read in one scan. Only an interval that is still open can be written again.
    """

    def add_interval(self, interval: WorkInterval, *, is_open: bool) -> None:
        """Store a new original.

        Args:
            interval: The new interval.
            is_open: True while the clock runs; such an interval may be extended and closed.

        Raises:
            RefusedError: ``worklog.duplicate``: An interval with this id is stored.
        """
        ...

    def extend_open(self, interval_id: str, end_ms: int) -> None:
        """Move the end of an open interval to a heartbeat; at most 5 s lie between two of them.

        Raises:
            RefusedError: ``worklog.not-open``: The interval is unknown or closed.
        """
        ...

    def close_open(self, interval_id: str, end_ms: int) -> None:
        """Set the final end, which may lie before the last heartbeat (the idle rule cuts back).

        Raises:
            RefusedError: ``worklog.not-open``: The interval is unknown or closed.
        """
        ...

    def recover_open(self) -> Sequence[WorkInterval]:
        """Close every open interval at its last heartbeat, mark it recovered, and return them.

        For the start of the one process that writes: whatever is open then was left by a crash.
        """
        ...

    def open_ids(self) -> frozenset[str]:
        """The intervals that are open now: none or one, a few where nothing was touched since."""
        ...

    def intervals(self, start_ms: int, end_ms: int) -> Sequence[WorkInterval]:
        """Originals that share time with ``[start_ms, end_ms)``, by start, open ones included."""
        ...

    def counted(
        self, start_ms: int, end_ms: int, by: GroupBy | None = None, key: str | None = None
    ) -> Sequence[WorkInterval]:
        """What counts now, as ``app.domain.worklog.current`` folds it, in ``[start_ms, end_ms)``.

        Args:
            start_ms: UTC.
            end_ms: UTC.
            by: CLIP, TRACK or ACTIVITY for those of ``key`` alone.
            key: The id of the clip (None for no clip), or the code of the track or activity.
        """
        ...

    def counted_records(self, start_ms: int, end_ms: int) -> Sequence[IntervalRecord]:
        """The same with the codes as plain text, for who goes through all of a year at once."""
        ...

    def day_sums(self, start_ms: int, end_ms: int) -> Sequence[WorkSum]:
        """The same added up by local day, clip, track and activity, each once; in no order.

        Work that passes a midnight is cut there; what reaches into the stretch counts whole.
        """
        ...

    def replaced(self) -> Sequence[WorkInterval]:
        """The intervals that a correction ever took out or changed, by start."""
        ...

    def corrections(self) -> Sequence[Correction]:
        """All corrections in the order they were added."""
        ...

    def add_correction(self, correction: Correction) -> None:
        """Append a correction with the intervals it adds.

        Raises:
            RefusedError: ``worklog.duplicate``: A correction or interval with this id is stored.
        """
        ...

    def gaps(self, start_ms: int, end_ms: int) -> Sequence[WorkGap]:
        """Gaps that share time with ``[start_ms, end_ms)``, by start."""
        ...

    def add_gap(self, gap: WorkGap) -> None:
        """Append a gap the clock found.

        Raises:
            RefusedError: ``worklog.duplicate``: A gap with this id is stored.
        """
        ...

    def locks(self) -> Sequence[PeriodLock]:
        """All locked periods by start."""
        ...

    def add_lock(self, lock: PeriodLock) -> None:
        """Append a lock.

        Raises:
            RefusedError: ``worklog.duplicate``: A lock with this id or invoice number is stored.
        """
        ...

    def rates(self) -> Sequence[Rate]:
        """All rates by track and date; the shipped ones when none was ever set."""
        ...

    def set_rates(self, rates: Sequence[Rate]) -> None:
        """Replace the table of rates."""
        ...
