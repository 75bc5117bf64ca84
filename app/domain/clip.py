"""Clips, what is true of them, and the states they go through."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import Final

from app.domain.errors import RefusedError


class Ternary(StrEnum):
    """An answer that may not be known yet; a missing value is never a no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    def next(self) -> Ternary:
        """Give the answer after this one when a person ticks: unknown, yes, no."""
        return {Ternary.UNKNOWN: Ternary.YES, Ternary.YES: Ternary.NO}.get(self, Ternary.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipFacts:
    """What is true of a clip: six ticks, the names allowed and the titles forbidden.

    A forbidden title may carry aliases behind bars: ``Harbor Light | HL``.
    """

    speech: Ternary = Ternary.UNKNOWN
    music: Ternary = Ternary.UNKNOWN
    ambience: Ternary = Ternary.UNKNOWN
    on_screen_text: Ternary = Ternary.UNKNOWN
    people: Ternary = Ternary.UNKNOWN
    names_or_brands: Ternary = Ternary.UNKNOWN
    names_allowed: tuple[str, ...] = ()
    titles_forbidden: tuple[str, ...] = ()

    def with_tick(self, name: str, value: Ternary) -> ClipFacts:
        """Give the facts with one tick changed.

        Raises:
            ValueError: There is no tick of that name.
        """
        if name not in TICKS:
            raise ValueError(f"no such tick: {name}")
        ticks = {tick: getattr(self, tick) for tick in TICKS} | {name: value}
        return replace(self, **ticks)


TICKS: Final = tuple(f.name for f in fields(ClipFacts) if f.type in ("Ternary", Ternary))
"""The names of the six ticks, in the order in which they are shown."""


class SourceKind(StrEnum):
    """Where the picture of a clip comes from."""

    FILE = "file"
    STREAM = "stream"
    NONE = "none"


class ClipState(StrEnum):
    """Where a clip stands between its captioner and its reviewer."""

    NEW = "new"
    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    RESUBMITTED = "resubmitted"
    ACCEPTED = "accepted"
    SET_ASIDE = "set_aside"


class ClipMove(StrEnum):
    """What a person can do that changes the state of a clip."""

    WRITE = "write"
    SUBMIT = "submit"
    TAKE_BACK = "take_back"
    START_REVIEW = "start_review"
    LEAVE_REVIEW = "leave_review"
    RETURN = "return"
    ACCEPT = "accept"
    SET_ASIDE = "set_aside"
    TAKE_UP_AGAIN = "take_up_again"


_S = ClipState
_MOVES: Final[dict[tuple[ClipState, ClipMove], ClipState]] = {
    (_S.NEW, ClipMove.WRITE): _S.IN_PROGRESS,
    (_S.IN_PROGRESS, ClipMove.WRITE): _S.IN_PROGRESS,
    (_S.RETURNED, ClipMove.WRITE): _S.RETURNED,
    (_S.NEW, ClipMove.SUBMIT): _S.SUBMITTED,
    (_S.IN_PROGRESS, ClipMove.SUBMIT): _S.SUBMITTED,
    (_S.RETURNED, ClipMove.SUBMIT): _S.RESUBMITTED,
    (_S.SUBMITTED, ClipMove.TAKE_BACK): _S.IN_PROGRESS,
    (_S.RESUBMITTED, ClipMove.TAKE_BACK): _S.RETURNED,
    (_S.SUBMITTED, ClipMove.START_REVIEW): _S.IN_REVIEW,
    (_S.RESUBMITTED, ClipMove.START_REVIEW): _S.IN_REVIEW,
    (_S.IN_REVIEW, ClipMove.LEAVE_REVIEW): _S.SUBMITTED,
    (_S.IN_REVIEW, ClipMove.RETURN): _S.RETURNED,
    (_S.IN_REVIEW, ClipMove.ACCEPT): _S.ACCEPTED,
    (_S.NEW, ClipMove.SET_ASIDE): _S.SET_ASIDE,
    (_S.IN_PROGRESS, ClipMove.SET_ASIDE): _S.SET_ASIDE,
    (_S.RETURNED, ClipMove.SET_ASIDE): _S.SET_ASIDE,
}

WRITABLE: Final = frozenset({_S.NEW, _S.IN_PROGRESS, _S.RETURNED})
"""The states in which the captioner's text can be changed."""


def next_state(
    state: ClipState, move: ClipMove, *, before_set_aside: ClipState | None = None
) -> ClipState:
    """Give the state after a move.

    Args:
        state: The state now.
        move: What the person does.
        before_set_aside: The state to come back to when a clip is taken up again.

    Raises:
        RefusedError: ``clip.move-refused`` when the move is not possible from this state.
    """
    if state is ClipState.SET_ASIDE and move is ClipMove.TAKE_UP_AGAIN:
        return before_set_aside or ClipState.NEW
    following = _MOVES.get((state, move))
    if following is None:
        raise RefusedError("clip.move-refused", state=state.value, move=move.value)
    return following


def can_move(state: ClipState, move: ClipMove) -> bool:
    """Tell whether a move is possible from a state."""
    return (state, move) in _MOVES or (
        state is ClipState.SET_ASIDE and move is ClipMove.TAKE_UP_AGAIN
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """One piece of media to describe: a local file, a stream, or no media at all.

    Attributes:
        id: A UUIDv7.
        title: The name shown in the queue.
        source: A path, a URL with http or https, or "" when there is no media.
        duration_ms: Length of the clip, None when not known yet.
        content_hash: Hash of the file's content, by which a moved file is found again.
        link: Where the clip plays in the client's web tool, or "".
        set_aside_reason: Why it was set aside, or "".
        state_before: The state before it was set aside, None otherwise.
        added_ms, due_ms: UTC.
        sample: True for the shipped practice clip, whose time is never paid.
    """

    id: str
    title: str
    kind: SourceKind
    source: str = ""
    state: ClipState = ClipState.NEW
    duration_ms: int | None = None
    width: int | None = None
    height: int | None = None
    fps: float | None = None
    content_hash: str = ""
    link: str = ""
    facts: ClipFacts = field(default_factory=ClipFacts)
    set_aside_reason: str = ""
    state_before: ClipState | None = None
    added_ms: int = 0
    due_ms: int | None = None
    position_ms: int = 0
    sample: bool = False
