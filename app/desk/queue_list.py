"""How the queue is listed: filtered by state, searched, sorted. Plain lists, no Qt."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, cast

from app.desk.ports.store import QueueRow
from app.domain.clip import ClipState


class Group(StrEnum):
    """What the filter lets through."""

    ALL = "all"
    NEW = "new"
    IN_PROGRESS = "in_progress"
    RETURNED = "returned"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    SET_ASIDE = "set_aside"


GROUP_OF: Final[Mapping[ClipState, Group]] = {
    ClipState.NEW: Group.NEW,
    ClipState.IN_PROGRESS: Group.IN_PROGRESS,
    ClipState.RETURNED: Group.RETURNED,
    ClipState.SUBMITTED: Group.SUBMITTED,
    ClipState.RESUBMITTED: Group.SUBMITTED,
    ClipState.IN_REVIEW: Group.SUBMITTED,
    ClipState.ACCEPTED: Group.ACCEPTED,
    ClipState.SET_ASIDE: Group.SET_ASIDE,
}
"""Every state stands in one group: what was handed over and is not decided is *submitted*."""


class Column(StrEnum):
    """What the list can be sorted by, in the order of the columns."""

    CLIP = "clip"
    LENGTH = "length"
    STATE = "state"
    WORDS = "words"
    TO_LOOK_AT = "to_look_at"
    TIME = "time"
    DUE = "due"


COLUMNS: Final = tuple(Column)
_STATES: Final = {state: number for number, state in enumerate(ClipState)}
_KEYS: Final[Mapping[Column, Callable[[QueueRow], Any]]] = {
    Column.CLIP: lambda row: row.title.casefold(),
    Column.LENGTH: lambda row: row.duration_ms or 0,
    Column.STATE: lambda row: _STATES[row.state],
    Column.WORDS: lambda row: row.words,
    Column.TO_LOOK_AT: lambda row: row.to_look_at,
    Column.TIME: lambda row: row.worked_ms,
    Column.DUE: lambda row: row.due_ms or 0,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """By which column the list is sorted; None is the order in which the clips were added."""

    column: Column | None = None
    descending: bool = False

    @classmethod
    def stored(cls, text: str) -> Order:
        """Read what settings hold; what cannot be read is the order of adding."""
        try:
            told: object = json.loads(text or "{}")
        except ValueError:
            return cls()
        if not isinstance(told, dict):
            return cls()
        values = cast("dict[str, object]", told)
        name = values.get("by")
        if name not in COLUMNS:
            return cls()
        return cls(column=Column(str(name)), descending=values.get("descending") is True)

    def to_text(self) -> str:
        """Give what settings hold."""
        if self.column is None:
            return "{}"
        return json.dumps({"by": self.column.value, "descending": self.descending})

    def pressed(self, column: Column) -> Order:
        """Give the order after a press on a heading: up, down, then as added."""
        if column is not self.column:
            return Order(column=column)
        return Order() if self.descending else Order(column=column, descending=True)


def counts(rows: Iterable[QueueRow]) -> dict[Group, int]:
    """Count the clips of each group."""
    found = dict.fromkeys(Group, 0)
    for row in rows:
        found[GROUP_OF[row.state]] += 1
        found[Group.ALL] += 1
    return found


def arrange(
    rows: Sequence[QueueRow], *, group: Group = Group.ALL, search: str = "", order: Order
) -> list[QueueRow]:
    """Give the rows to show, in order.

    Args:
        rows: All rows, as they were added.
        group: Which states to show.
        search: Words that all stand in the name, the place or the reason; case is the same.
        order: How to sort; rows without a due date always stand last.
    """
    wanted = [word.casefold() for word in search.split()]
    shown = [
        row
        for row in rows
        if (group is Group.ALL or GROUP_OF[row.state] is group)
        and (not wanted or _has_all(row, wanted))
    ]
    if order.column is None:
        return shown
    key = _key(order.column)
    if order.column is Column.DUE:
        due = [row for row in shown if row.due_ms is not None]
        return sorted(due, key=key, reverse=order.descending) + [
            row for row in shown if row.due_ms is None
        ]
    return sorted(shown, key=key, reverse=order.descending)


def total_ms(rows: Iterable[QueueRow]) -> int:
    """Add up the lengths that are known."""
    return sum(row.duration_ms or 0 for row in rows)


def _key(column: Column) -> Callable[[QueueRow], Any]:
    return _KEYS[column]


def _has_all(row: QueueRow, wanted: Sequence[str]) -> bool:
    text = f"{row.title}\n{row.source}\n{row.set_aside_reason}".casefold()
    return all(word in text for word in wanted)
