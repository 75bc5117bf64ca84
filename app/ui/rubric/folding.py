"""Which rows of the sidebar are shown, and which fold into "5 more, clear"; pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

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
        foldable: Whether it is a heading that folds its group away, or opens it.
        is_open: Whether it is the heading of a group that is not folded.
        top: Place in logical pixels.
        height: Height in logical pixels.
    """

    group: Group
    row: CriterionRow | None = None
    folded: tuple[CriterionRow, ...] = ()
    foldable: bool = False
    is_open: bool = True
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Folds:
    """What decides which rows are folded.

    Attributes:
        opened: Groups the person opened by hand; they stay open, and the list scrolls.
        shut: Groups the person folded by hand; they stay folded however much room there is.
        folded: Groups that are folded.
        shown: Criteria that stay in sight in a folded group although they are in order now.
    """

    opened: frozenset[Group] = frozenset()
    shut: frozenset[Group] = frozenset()
    folded: frozenset[Group] = frozenset()
    shown: frozenset[str] = frozenset()


def fold(
    rows: Sequence[CriterionRow], room: int, heights: Heights, was: Folds | None = None
) -> tuple[tuple[Line, ...], Folds]:
    """Place the lines for a new height; groups fold from the last to the first until all fits.

    Only rows with nothing to look at fold, and only two or more of them.

    Args:
        rows: The criteria.
        room: Height there is, in logical pixels.
        heights: Heights of lines.
        was: What was folded until now; it opens again only with some room to spare.

    Returns:
        The lines, and what is folded.
    """
    was = was or Folds()
    folded = was.shut
    lines = tuple(_lines(rows, folded, frozenset(), heights))
    for group in _FOLD_ORDER:
        total = lines[-1].top + lines[-1].height if lines else 0
        opens_again = not was.folded <= folded
        if total + (HYSTERESIS if opens_again else 0) <= room:
            break
        if group not in was.opened:
            folded = folded | {group}
            lines = tuple(_lines(rows, folded, frozenset(), heights))
    really = frozenset(line.group for line in lines if line.folded)
    return lines, replace(was, folded=really, shown=_in_sight(lines, really))


def keep(
    rows: Sequence[CriterionRow], heights: Heights, was: Folds
) -> tuple[tuple[Line, ...], Folds]:
    """Place the lines for other states of the same rows: what is in sight stays in sight.

    A row that wants a person comes out of its fold; none goes into it by itself.
    """
    lines = tuple(_lines(rows, was.folded, was.shown, heights))
    return lines, replace(was, shown=was.shown | _in_sight(lines, was.folded))


def _in_sight(lines: Sequence[Line], folded: frozenset[Group]) -> frozenset[str]:
    return frozenset(line.row.id for line in lines if line.row and line.group in folded)


def _lines(
    rows: Sequence[CriterionRow],
    folded: frozenset[Group],
    shown: frozenset[str],
    heights: Heights,
) -> Iterator[Line]:
    top = heights.before
    for group in Group:
        of_group = [row for row in rows if row.group is group]
        if not of_group:
            continue
        quiet = tuple(row for row in of_group if row.quiet and row.id not in shown)
        hide = group in folded and len(quiet) > 1
        yield Line(
            group=group,
            top=top,
            height=heights.heading,
            foldable=sum(row.quiet for row in of_group) > 1,
            is_open=not hide,
        )
        top += heights.heading
        for row in of_group:
            if not (hide and row in quiet):
                yield Line(group=group, row=row, top=top, height=heights.row)
                top += heights.row
        if hide:
            yield Line(group=group, folded=quiet, top=top, height=heights.row)
            top += heights.row
        top += heights.between
