"""What counts, found the plain way: everything recorded, folded and looked through one by one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.domain.timesheet import GroupBy
from app.domain.worklog import Correction, IntervalRecord, WorkInterval, WorkSum, current
from app.timekeeping.report import add_up


class PlainCounting:
    """The part of a work log that follows from ``intervals`` and ``corrections``."""

    def intervals(self, start_ms: int, end_ms: int) -> Sequence[WorkInterval]:
        raise NotImplementedError

    def corrections(self) -> Sequence[Correction]:
        raise NotImplementedError

    def counted(
        self, start_ms: int, end_ms: int, by: GroupBy | None = None, key: str | None = None
    ) -> Sequence[WorkInterval]:
        folded = current(self.intervals(0, 1 << 62), self.corrections())
        near = [i for i in folded if i.start_ms < end_ms and i.end_ms > start_ms]
        match by:
            case GroupBy.CLIP:
                return [i for i in near if i.clip_id == key]
            case GroupBy.TRACK:
                return [i for i in near if i.track == key]
            case GroupBy.ACTIVITY:
                return [i for i in near if i.activity == key]
            case _:
                return near

    def counted_records(self, start_ms: int, end_ms: int) -> Sequence[IntervalRecord]:
        return [
            (*i[:4], i.track.value, i.activity.value, i.clip_id, i.origin.value)
            for i in self.counted(start_ms, end_ms)
        ]

    def day_sums(self, start_ms: int, end_ms: int) -> Sequence[WorkSum]:
        return add_up(self.counted(start_ms, end_ms))

    def replaced(self) -> Sequence[WorkInterval]:
        taken = {id_ for correction in self.corrections() for id_ in correction.replaces}
        every: Iterable[WorkInterval] = [
            *self.intervals(0, 1 << 62),
            *(added for correction in self.corrections() for added in correction.adds),
        ]
        return sorted((i for i in every if i.id in taken), key=lambda i: i.start_ms)
