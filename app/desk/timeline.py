"""The timeline without its picture: what stands in its lanes, where edges snap, where jumps land.

All times are media time in ms.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import Final

from app.domain.caption import CleanText
from app.domain.coverage import Span, covered_ms, gaps, merge
from app.domain.dialogue import DialogueLine

SHORTEST_LINE_MS: Final = 100
"""No edge of a line can be dragged closer to the other one."""
MOMENT_MS: Final = 2000
"""How much a single moment describes, in its own shot, when nothing says how much."""
OPEN_LINE_MS: Final = 1000
"""How long a line without an end is drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineBlock:
    """A dialogue line in its lane; ``used`` when it stands in the caption."""

    line: DialogueLine
    used: bool

    @property
    def end_ms(self) -> int:
        """Where it ends, or where it is drawn to while its end is not marked."""
        end = self.line.timecode.end_ms
        return end if end is not None else self.line.in_ms + OPEN_LINE_MS


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribedMark:
    """A token of the caption: a moment, or a stretch when ``end_ms`` is given.

    Attributes:
        words: The words of the line heard there, "" for any other token.
    """

    start_ms: int
    end_ms: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineContent:
    """Everything in the lanes but the sound itself and the thumbnails.

    Attributes:
        cuts_ms: Where each shot but the first begins, in order.
        watched: Merged spans.
        loop: Both ends; only the first while the second is not set.
    """

    duration_ms: int = 0
    has_picture: bool = False
    has_sound: bool = False
    cuts_ms: tuple[int, ...] = ()
    lines: tuple[LineBlock, ...] = ()
    marks: tuple[DescribedMark, ...] = ()
    watched: tuple[Span, ...] = ()
    loop: tuple[int | None, int | None] = (None, None)

    @property
    def shots(self) -> tuple[Span, ...]:
        """The shots as half-open spans; one when no cut is known."""
        edges = (0, *(cut for cut in self.cuts_ms if 0 < cut < self.duration_ms), self.duration_ms)
        return tuple(pairwise(edges)) if self.duration_ms else ()

    @property
    def watched_share(self) -> float | None:
        """How much was watched, 0 to 1; None while the length is not known."""
        if not self.duration_ms:
            return None
        return covered_ms(self.watched, self.duration_ms) / self.duration_ms

    def unwatched(self, *, longer_than_ms: int = 0) -> tuple[Span, ...]:
        """Give what was not watched."""
        return gaps(self.watched, self.duration_ms, longer_than_ms=longer_than_ms)

    @property
    def described(self) -> tuple[Span, ...]:
        """What the tokens describe: stretches as they are, moments a little around themselves.

        A moment never reaches into another shot.
        """
        shots = self.shots
        spans: list[Span] = []
        for mark in self.marks:
            if mark.end_ms is not None:
                spans.append((mark.start_ms, mark.end_ms))
                continue
            half = MOMENT_MS // 2
            low, high = _shot_of(shots, mark.start_ms)
            spans.append((max(low, mark.start_ms - half), min(high, mark.start_ms + half)))
        return merge(spans)

    def undescribed(self) -> Span | None:
        """Give the longest stretch without a token when it is a third of the clip or more."""
        longest = max(
            gaps(self.described, self.duration_ms), key=lambda gap: gap[1] - gap[0], default=None
        )
        if longest is None or 3 * (longest[1] - longest[0]) < self.duration_ms:
            return None
        return longest


def _shot_of(shots: Sequence[Span], at_ms: int) -> Span:
    starts = [start for start, _ in shots]
    index = bisect_right(starts, at_ms) - 1
    return shots[index] if index >= 0 else (at_ms, at_ms + MOMENT_MS)


def line_blocks(lines: Iterable[DialogueLine], used: frozenset[str]) -> tuple[LineBlock, ...]:
    """Lay the dialogue lines into their lane."""
    return tuple(LineBlock(line=line, used=line.id in used) for line in lines)


def described_marks(raw_text: str, lines: Iterable[DialogueLine]) -> tuple[DescribedMark, ...]:
    """Lay the tokens of the caption into their lane, in order of time, equal ones once."""
    heard = {line.timecode: line.words for line in lines}
    marks = {
        pin.timecode: DescribedMark(
            start_ms=pin.timecode.start_ms,
            end_ms=pin.timecode.end_ms,
            words=heard.get(pin.timecode, ""),
        )
        for pin in CleanText.of(raw_text).pins
    }
    return tuple(sorted(marks.values(), key=lambda mark: (mark.start_ms, mark.end_ms or 0)))


# -- jumps


class StopKind(StrEnum):
    """What a jump goes to."""

    SHOT = "shot"
    SILENCE = "silence"
    LINE = "line"
    PIN = "pin"


def stops(content: TimelineContent, silences: Sequence[Span], kind: StopKind) -> tuple[int, ...]:
    """Give the places of one kind, in order, each once."""
    match kind:
        case StopKind.SHOT:
            places: Iterable[int] = (start for start, _ in content.shots)
        case StopKind.SILENCE:
            places = (start for start, _ in silences)
        case StopKind.LINE:
            places = (block.line.in_ms for block in content.lines)
        case StopKind.PIN:
            places = (mark.start_ms for mark in content.marks)
    return tuple(sorted(set(places)))


def next_stop(places: Sequence[int], at_ms: int) -> int | None:
    """Give the first place after ``at_ms``, None when there is none."""
    index = bisect_right(places, at_ms)
    return places[index] if index < len(places) else None


def previous_stop(places: Sequence[int], at_ms: int, *, slack_ms: int = 0) -> int | None:
    """Give the last place before ``at_ms``, None when there is none.

    Args:
        places: In order.
        at_ms: Where the playhead is.
        slack_ms: A place this little behind is left out, so that pressing again while the clip
            plays goes further back.
    """
    index = bisect_left(places, at_ms - slack_ms)
    return places[index - 1] if index > 0 else None


# -- dragging


class Part(StrEnum):
    """What of a line is dragged."""

    IN = "in"
    OUT = "out"
    BODY = "body"


def snap_targets(
    content: TimelineContent, silences: Sequence[Span], *, moved: str, playhead_ms: int
) -> tuple[int, ...]:
    """Give where the edges of a line snap: shots, silences, other lines, the playhead."""
    places = {playhead_ms, 0, content.duration_ms, *content.cuts_ms}
    for start, end in silences:
        places.update((start, end))
    for block in content.lines:
        if block.line.id != moved:
            places.add(block.line.in_ms)
            if block.line.timecode.end_ms is not None:
                places.add(block.line.timecode.end_ms)
    return tuple(sorted(places))


def snap(at_ms: int, targets: Sequence[int], reach_ms: float) -> int:
    """Give the target next to a time when it is within reach, else the time itself."""
    index = bisect_left(targets, at_ms)
    near = targets[max(0, index - 1) : index + 1]
    best = min(near, key=lambda target: abs(target - at_ms), default=at_ms)
    return best if abs(best - at_ms) <= reach_ms else at_ms


def retimed(
    line: DialogueLine,
    part: Part,
    by_ms: int,
    *,
    targets: Sequence[int] = (),
    reach_ms: float = 0,
    duration_ms: int,
) -> DialogueLine:
    """Give a line with one edge or all of it moved, snapped, inside the clip.

    Edges never cross; a line moved as a whole keeps its length and snaps with the nearer edge.
    """
    end = line.timecode.end_ms
    drawn_end = end if end is not None else line.in_ms + OPEN_LINE_MS
    match part:
        case Part.IN:
            wanted = snap(line.in_ms + by_ms, targets, reach_ms)
            return replace(line, in_ms=max(0, min(wanted, drawn_end - SHORTEST_LINE_MS)))
        case Part.OUT:
            wanted = snap(drawn_end + by_ms, targets, reach_ms)
            out = max(line.in_ms + SHORTEST_LINE_MS, min(wanted, duration_ms))
            return replace(line, out_ms=out)
        case Part.BODY:
            length = drawn_end - line.in_ms
            edges = [line.in_ms + by_ms] if end is None else [line.in_ms + by_ms, end + by_ms]
            moves = [snap(edge, targets, reach_ms) - edge for edge in edges]
            snapped = [move for move in moves if move]
            by_ms += min(snapped, key=abs, default=0)
            in_ms = max(0, min(line.in_ms + by_ms, duration_ms - length))
            return replace(line, in_ms=in_ms, out_ms=None if end is None else in_ms + length)
