"""The hours a person worked: intervals, gaps, corrections, locks and rates, and what holds now.

All times are UTC milliseconds; stretches are half-open, ``[start_ms, end_ms)``, and never rounded.
Recorded values are append-only: a correction refers to what it corrects and says why, so the
interval as it was first recorded stays readable. What counts now is the pure fold ``current``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MINUTE_MS = 60_000
HOUR_MS = 3_600_000
DAY_MS = 86_400_000
ZONE_MARGIN_MS = 16 * HOUR_MS
"""A local day lies within this of the same day in UTC: zones go from UTC-12 to UTC+14."""


class Track(StrEnum):
    """The role a second was lived in; it decides the rate."""

    CAPTIONER = "captioner"
    SENIOR_QC = "senior_qc"


class Activity(StrEnum):
    """What a second was spent on; one second has exactly one."""

    WATCH = "watch"
    WRITE = "write"
    GUIDE = "guide"
    REVIEW = "review"
    CALIBRATE = "calibrate"
    TRAINING = "training"
    CLIENT_TOOL = "client_tool"
    OTHER = "other"


class IntervalOrigin(StrEnum):
    """How an interval came to be known."""

    LIVE = "live"  # measured by the work clock
    RECOVERED = "recovered"  # measured, ended by a crash, counted up to its last heartbeat
    ANSWER = "answer"  # the person's answer to a gap question
    MANUAL = "manual"  # added by hand, with a reason
    CORRECTION = "correction"  # what a change or a split left


class WorkInterval(NamedTuple):
    """One stretch of work.

    A named tuple, unlike its neighbours: a year has 50,000 of them, and a frozen dataclass takes
    five times as long to make.

    Attributes:
        id: UUIDv7 as text.
        start_ms: First millisecond that counts, UTC.
        end_ms: First millisecond that does not count, UTC; equal to the start at opening.
        offset_minutes: Offset of the zone it was lived in, east of UTC; local day = UTC + offset.
        track: Role it was lived in.
        activity: What it was spent on.
        clip_id: Clip it belongs to, or None.
        origin: How it is known.
    """

    id: str
    start_ms: int
    end_ms: int
    offset_minutes: int
    track: Track
    activity: Activity
    clip_id: str | None
    origin: IntervalOrigin

    @property
    def duration_ms(self) -> int:
        """Length in milliseconds."""
        return self.end_ms - self.start_ms


IntervalRecord = tuple[str, int, int, int, str, str, str | None, str]
"""A work interval with its codes as plain text; each ``WorkInterval`` is one too."""


WorkSumRecord = tuple[int, str | None, str, str, int, int, int]
"""A ``WorkSum`` with its codes as plain text."""


class WorkSum(NamedTuple):
    """The time of one local day on one clip, track and activity, added up.

    Attributes:
        day: The local day, in days since 1 January 1970.
        clip_id: The clip, or None.
        track: Role it was lived in.
        activity: What it was spent on.
        milliseconds: How much, exact.
        start_ms: Where its first interval begins on that day, UTC.
        end_ms: Where its last one ends on that day, UTC.
    """

    day: int
    clip_id: str | None
    track: Track
    activity: Activity
    milliseconds: int
    start_ms: int
    end_ms: int


class GapKind(StrEnum):
    """Why the work clock stopped counting."""

    IDLE = "idle"  # no sign of work for the idle time
    LOOP = "loop"  # a loop played through twice with nobody touching anything
    SUSPEND = "suspend"  # the machine slept, or its clock was set forward
    FROZEN = "frozen"  # the process did not run
    LOCKED = "locked"  # the screen was locked


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkGap:
    """A stretch that was cut out and that the person may give back by an answer.

    The clip, track and activity are those of the work before the gap. ``asks`` is False for a gap
    that is too short for a question and for one in practice, which is never paid; it is recorded
    all the same, so that nothing is unexplained.
    """

    id: str
    start_ms: int
    end_ms: int
    offset_minutes: int
    kind: GapKind
    track: Track
    activity: Activity
    clip_id: str | None
    asks: bool


class CorrectionKind(StrEnum):
    """What a correction does to the intervals it names."""

    CHANGE = "change"
    SPLIT = "split"
    ADD = "add"
    REMOVE = "remove"
    ANSWER = "answer"  # the answer to a gap question; adds nothing when the gap is discarded
    UNDO = "undo"  # takes back the correction named by ``undoes``; an undo can be undone too


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One appended change to what counts.

    Attributes:
        id: UUIDv7 as text.
        kind: What it does.
        replaces: Intervals that no longer count.
        adds: Intervals that count from now on; each has its own id.
        reason: The person's words (for an answer, the code of the answer); never empty.
        at_ms: When it was made, UTC.
        gap_id: The gap an answer belongs to.
        undoes: The correction an undo takes back.
    """

    id: str
    kind: CorrectionKind
    replaces: tuple[str, ...] = ()
    adds: tuple[WorkInterval, ...] = ()
    reason: str
    at_ms: int
    gap_id: str | None = None
    undoes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodLock:
    """An invoiced period, ``[start_ms, end_ms)`` in UTC: nothing in it may change any more."""

    id: str
    start_ms: int
    end_ms: int
    invoice_number: str
    at_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """Pay for an hour on a track from a local date on; ``currency`` is an ISO 4217 code."""

    track: Track
    amount: Decimal
    currency: str
    valid_from: date


SHIPPED_RATES = (
    Rate(
        track=Track.CAPTIONER, amount=Decimal("25.75"), currency="USD", valid_from=date(2000, 1, 1)
    ),
    Rate(
        track=Track.SENIOR_QC, amount=Decimal("33.00"), currency="USD", valid_from=date(2000, 1, 1)
    ),
)


def undone_corrections(corrections: Iterable[Correction]) -> frozenset[str]:
    """The ids of the corrections, undos among them, that an undo in force has taken back.

    Args:
        corrections: All of them in the order they were made.
    """
    undone: set[str] = set()
    for correction in reversed(tuple(corrections)):
        if correction.kind is CorrectionKind.UNDO and correction.id not in undone:
            undone.add(correction.undoes or "")
    return frozenset(undone)


def active_corrections(corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """The corrections that still hold, oldest first; undone ones and the undos are left out.

    Args:
        corrections: All of them in the order they were made.
    """
    every = tuple(corrections)
    undone = undone_corrections(every)
    return tuple(c for c in every if c.kind is not CorrectionKind.UNDO and c.id not in undone)


def current(
    originals: Iterable[WorkInterval], corrections: Iterable[Correction]
) -> tuple[WorkInterval, ...]:
    """What counts now, by start: the originals with every correction that still holds applied.

    Intervals without length are left out. The result has no overlaps as long as the writers went
    through the checks of ``app.timekeeping.corrections``.
    """
    active = active_corrections(corrections)
    if not active:
        return tuple(
            sorted((i for i in originals if i.end_ms > i.start_ms), key=lambda i: i.start_ms)
        )
    replaced = {interval_id for correction in active for interval_id in correction.replaces}
    every = [*originals, *(added for correction in active for added in correction.adds)]
    kept = [i for i in every if i.end_ms > i.start_ms and i.id not in replaced]
    kept.sort(key=lambda interval: interval.start_ms)
    return tuple(kept)


def explained_by(corrections: Iterable[Correction]) -> Mapping[str, Correction]:
    """The correction that brought each added interval, by interval id; for showing old values."""
    return {
        added.id: correction
        for correction in active_corrections(corrections)
        for added in correction.adds
    }
