"""What the work clock hears and what it says: signals in, effects out, and the instant of both."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.worklog import Track, WorkGap, WorkInterval


@dataclass(frozen=True, slots=True, kw_only=True)
class Instant:
    """One reading of the clocks, taken together.

    Attributes:
        wall_ms: UTC wall clock; may jump.
        monotonic_ms: Never jumps, and stands still while the machine sleeps.
        offset_minutes: Offset of the local zone now, east of UTC.
    """

    wall_ms: int
    monotonic_ms: int
    offset_minutes: int


class Room(StrEnum):
    """The rooms of the window, as far as the clock tells them apart."""

    CAPTION = "caption"
    REVIEW = "review"
    GUIDE = "guide"
    CALIBRATION = "calibration"
    ELSEWHERE = "elsewhere"  # queue, hours, settings: nothing counts there


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key was pressed; ``in_text`` when it went into the caption or a dialogue line."""

    in_text: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """The pointer moved, clicked or scrolled over the window."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Playback:
    """The player started or stopped, or its picture was hidden or shown."""

    playing: bool
    visible: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class LoopPassed:
    """The loop (A-B or the whole clip) played through once and starts again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomEntered:
    """The person went to a room."""

    room: Room


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipOpened:
    """A clip became the one at work; ``sample`` for the clip that comes with the program."""

    clip_id: str
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipClosed:
    """No clip is at work any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackChosen:
    """The person works on this track from now on (review is always Senior QC)."""

    track: Track


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspended:
    """The system said that it goes to sleep; without this word the clocks tell it afterwards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Locked:
    """The screen was locked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlocked:
    """The screen was unlocked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quit:
    """The window closes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A second went by; no sign of anybody."""


Signal = (
    Key
    | Pointer
    | Playback
    | LoopPassed
    | RoomEntered
    | ClipOpened
    | ClipClosed
    | TrackChosen
    | Suspended
    | Locked
    | Unlocked
    | Quit
    | Tick
)


@dataclass(frozen=True, slots=True, kw_only=True)
class IntervalOpened:
    """A new interval runs; it has no length yet."""

    interval: WorkInterval


@dataclass(frozen=True, slots=True, kw_only=True)
class IntervalExtended:
    """The heartbeat of an open interval: it counts at least up to here, UTC ms."""

    interval_id: str
    end_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IntervalClosed:
    """An open interval is settled; its end, UTC ms, may lie before its last heartbeat."""

    interval_id: str
    end_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WentAway:
    """Nothing counts since ``since_ms``, UTC; a loop left alone asks its question now."""

    gap_kind: str
    since_ms: int
    at_loop: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GapFound:
    """The person is back; ``gap.asks`` tells whether the question is worth posing."""

    gap: WorkGap


ClockEffect = IntervalOpened | IntervalExtended | IntervalClosed | WentAway | GapFound
