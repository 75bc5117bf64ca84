"""The queue at the desk: the rows in memory, refreshed one by one, and what is done with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.desk import queue, queue_list
from app.desk.lanes import Lane
from app.desk.ports.store import QueueRow, UnitOfWork
from app.desk.queue import Added, Refusal
from app.desk.queue_list import Group, Order
from app.desk.runtime import Desk
from app.domain.clip import Clip

_AT_ONCE: Final = 50
"""Files added in one transaction, so that none of them holds up what is typed."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What a search of files and folders gave."""

    files: tuple[Path, ...]
    refused: tuple[Refusal, ...]
    sample: Clip | None
    copies: frozenset[Path]


class QueueDesk:
    """Keeps the rows of the queue. MAIN only; never waits.

    Attributes:
        on_rows: Called when the list changes as a whole.
        on_row: Called with a row that changed.
        on_refused: Called with what was not added.
        on_error: Called when something could not be done.
        sample: Gives the shipped practice clip, which is known in whatever way it is added. READER.
    """

    def __init__(
        self,
        desk: Desk,
        *,
        on_rows: Callable[[Sequence[QueueRow]], None],
        on_row: Callable[[QueueRow], None],
        on_refused: Callable[[Sequence[Refusal]], None],
        on_error: Callable[[Exception], None],
        sample: Callable[[], Clip | None] = lambda: None,
    ) -> None:
        self._desk = desk
        self._sample = sample
        self._on_rows = on_rows
        self._on_row = on_row
        self._on_refused = on_refused
        self._on_error = on_error
        self._rows: list[QueueRow] = []
        self._index: dict[str, int] = {}
        self._loaded = False
        self._order = Order()
        self._group = Group.ALL
        self._search = ""
        self._places: dict[str, int] | None = None

    @property
    def loaded(self) -> bool:
        """Whether the rows were read; before that there being none says nothing."""
        return self._loaded

    @property
    def rows(self) -> Sequence[QueueRow]:
        """The rows, in the order in which the clips were added."""
        return self._rows

    def row(self, clip_id: str) -> QueueRow | None:
        """Give one row."""
        index = self._index.get(clip_id)
        return None if index is None else self._rows[index]

    def set_order(self, order: Order) -> None:
        """Go through the clips in the order in which the person sees them."""
        self._order = order
        self._places = None

    def set_filter(self, *, group: Group, search: str) -> None:
        """Go only through the clips that the person sees."""
        self._group, self._search = group, search
        self._places = None

    def place(self, clip_id: str) -> int | None:
        """Give the place of a clip in the list as it is seen, from 1; None when it is not in it."""
        return self._listed().get(clip_id)

    @property
    def count(self) -> int:
        """How many clips the list has as it is seen."""
        return len(self._listed())

    def load(self, then: Callable[[], None] | None = None) -> None:
        """Read every row on the READER lane."""

        def take(rows: Sequence[QueueRow]) -> None:
            self._loaded = True
            self._rows = list(rows)
            self._index = {row.id: index for index, row in enumerate(rows)}
            self._places = None
            self._on_rows(self._rows)
            if then is not None:
                then()

        self._desk.read(lambda unit: unit.clips.rows(), take, self._on_error)

    def refresh(self, clip_id: str) -> None:
        """Read one row again, after what waits on the STORE lane."""

        def take(row: QueueRow) -> None:
            self._places = None
            index = self._index.get(clip_id)
            if index is None:
                self._index[clip_id] = len(self._rows)
                self._rows.append(row)
                self._on_rows(self._rows)
            else:
                self._rows[index] = row
                self._on_row(row)

        self._desk.run(lambda unit: unit.clips.row(clip_id), take, self._on_error)

    def add_paths(
        self,
        paths: Sequence[Path],
        then: Callable[[Sequence[Clip]], None] | None = None,
        *,
        go_on: Callable[[], bool] = lambda: True,
        on_searched: Callable[[], None] | None = None,
    ) -> None:
        """Add files and the media of folders; folders are searched on the READER lane.

        Args:
            paths: Files and folders.
            then: Given the clips, new and known ones, when they are in the list.
            go_on: Asked between folders, on the READER lane; False ends the search and nothing
                is added.
            on_searched: Called when the folders were searched.
        """

        def add(found: _Found) -> None:
            if on_searched is not None:
                on_searched()
            if not go_on():
                return
            if found.refused:
                self._on_refused(found.refused)
            if found.files:
                self._add_some(found, 0, [], [], then)

        def search() -> _Found:
            files, refused = queue.find_media(paths, go_on)
            sample = self._sample()
            return _Found(files, refused, sample, queue.copies_of(sample, files))

        # Without a connection: one that is held through a long search keeps the log from shrinking.
        self._desk.lanes.run(Lane.READER, search, add, self._on_error)

    def _add_some(
        self,
        found: _Found,
        start: int,
        added: list[Clip],
        known: list[Clip],
        then: Callable[[Sequence[Clip]], None] | None,
    ) -> None:
        """Add the next few files, then the rest: between two transactions the text is stored."""
        files = found.files[start : start + _AT_ONCE]
        at = self._desk.clock.utc_ms()

        def done(some: Added) -> None:
            added.extend(some.clips)
            known.extend(some.known)
            if start + _AT_ONCE < len(found.files):
                self._add_some(found, start + _AT_ONCE, added, known, then)
            else:
                self.load(lambda: then((*added, *known)) if then else None)

        def failed(error: Exception) -> None:
            self.load()  # what was added before stays
            self._on_error(error)

        self._desk.run(
            lambda unit: queue.add_files(
                unit, files, self._desk.ids.new, at, sample=found.sample, copies=found.copies
            ),
            done,
            failed,
        )

    def add_one(
        self, work: Callable[[UnitOfWork], Clip], then: Callable[[Clip], None] | None = None
    ) -> None:
        """Add one clip by a use case (a stream, a clip without a file, the sample)."""

        def done(clip: Clip) -> None:
            self.load(lambda: then(clip) if then else None)

        self._desk.run(work, done, self._on_error)

    def change(self, work: Callable[[UnitOfWork], Clip]) -> None:
        """Change one clip by a use case and refresh its row."""
        self._desk.run(work, lambda clip: self.refresh(clip.id), self._on_error)

    def next_id(self, current: str | None, *, step: int = 1) -> str | None:
        """Give the neighbor of a clip that can be written, in the list as it is seen.

        A clip that the filter leaves out (it was submitted a moment ago) still has its place.
        """
        rows = queue_list.arrange(self._rows, order=self._order)
        return queue.next_clip_id(rows, current, step=step, among=self._listed())

    def _listed(self) -> dict[str, int]:
        """Clip id to its place from 1, worked out when it is asked for."""
        if self._places is None:
            shown = queue_list.arrange(
                self._rows, group=self._group, search=self._search, order=self._order
            )
            self._places = {row.id: place for place, row in enumerate(shown, start=1)}
        return self._places
