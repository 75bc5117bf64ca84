"""Which rows of the sidebar are shown, and which fold into "5 more, clear"; pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.checks.report import State
from app.ui.common.words.criteria import GROUP_WORDS, Group
from app.ui.rubric.model import CriterionRow

HYSTERESIS = 24
"""Logical pixels of room a fold wants before it opens again, so that a drag does not flicker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One painted line: a heading, a criterion, or a fold.

    Attributes:
        group: The group it belongs to.
        row: The criterion, None for a heading or a fold.
        folded: The rows a fold stands for.
        top: Place in logical pixels.
        height: Height in logical pixels.
    """

    group: Group
    row: CriterionRow | None = None
    folded: tuple[CriterionRow, ...] = ()
    top: int = 0
    height: int = 0

    @property
    def is_heading(self) -> bool:
        """Whether it is the heading of its group."""
        return self.row is None and not self.folded

    @property
    def words(self) -> str:
        """What stands at its left."""
        if self.row is not None:
            return self.row.name
        return f"{len(self.folded)} more" if self.folded else GROUP_WORDS[self.group]

    @property
    def state(self) -> State:
        """State whose mark it shows; a fold never says more than the least of its rows."""
        if self.row is not None:
            return self.row.shown
        states = {row.state for row in self.folded}
        if State.TOO_EARLY in states:
            return State.TOO_EARLY
        return State.SATISFIED if State.SATISFIED in states else State.NOT_APPLICABLE

    @property
    def state_words(self) -> str:
        """What stands in the column of states."""
        if self.row is not None:
            return self.row.words
        if not self.folded:
            return ""
        said = {State.TOO_EARLY: "not yet", State.NOT_APPLICABLE: "not in this clip"}
        good = "clear" if self.group is Group.MUST_NOT_HAVE else "in order"
        return said.get(self.state, good)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heights:
    """Heights in logical pixels: of a row, a heading, and the gaps around groups."""

    row: int
    heading: int
    before: int
    between: int


_FOLD_ORDER = (Group.FORM, Group.MUST_NOT_HAVE, Group.MUST_HAVE)


def fold(
    rows: Sequence[CriterionRow],
    room: int,
    heights: Heights,
    opened: frozenset[Group] = frozenset(),
    was_folded: frozenset[Group] = frozenset(),
) -> tuple[tuple[Line, ...], frozenset[Group]]:
    """Place the lines; groups fold from the last to the first until all fits.

    Only rows with nothing to look at fold, and only two or more of them.

    Args:
        rows: The criteria.
        room: Height there is, in logical pixels.
        heights: Heights of lines.
        opened: Groups the person opened by hand; they stay open, and the list scrolls.
        was_folded: Groups folded until now; they open again only with some room to spare.

    Returns:
        The lines and the groups that are folded.
    """
    folded: frozenset[Group] = frozenset()
    lines = tuple(_lines(rows, folded, heights))
    for group in _FOLD_ORDER:
        total = lines[-1].top + lines[-1].height if lines else 0
        opens_again = not was_folded <= folded
        if total + (HYSTERESIS if opens_again else 0) <= room:
            break
        if group not in opened:
            folded = folded | {group}
            lines = tuple(_lines(rows, folded, heights))
    really = frozenset(line.group for line in lines if line.folded)
    return lines, really


def _lines(
    rows: Sequence[CriterionRow], folded: frozenset[Group], heights: Heights
) -> Iterator[Line]:
    top = heights.before
    for group in Group:
        of_group = [row for row in rows if row.group is group]
        if not of_group:
            continue
        yield Line(group=group, top=top, height=heights.heading)
        top += heights.heading
        quiet = tuple(row for row in of_group if row.quiet)
        hide = group in folded and len(quiet) > 1
        for row in of_group:
            if not (hide and row.quiet):
                yield Line(group=group, row=row, top=top, height=heights.row)
                top += heights.row
        if hide:
            yield Line(group=group, folded=quiet, top=top, height=heights.row)
            top += heights.row
        top += heights.between
