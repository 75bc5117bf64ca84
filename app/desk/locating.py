"""Which files are missing, and how one that moved is found again by its content.

Everything that touches a disk runs on the READER lane in short jobs, so that a slow drive or a
file of gigabytes holds up neither the window nor other reads for long.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, Protocol

from app.desk import queue
from app.desk.lanes import Lane
from app.desk.ports.store import QueueRow
from app.desk.runtime import Desk, OnError
from app.domain.clip import Clip, SourceKind
from app.domain.errors import EnvironmentFailureError, RefusedError

SLICE: Final = 32 * 1024 * 1024
"""Bytes hashed in one job: about a tenth of a second on an old processor."""
_BLOCK: Final = 1024 * 1024
LOOK_AGAIN_MS: Final = 10_000
"""So long an answer about a file holds."""


class Digest(Protocol):
    """A running hash."""

    def update(self, data: bytes, /) -> None:
        """Add bytes."""
        ...


def hash_slice(path: Path, digest: Digest, start: int, size: int) -> int:
    """Add the bytes of a file from ``start`` on to a digest; gives how many there were. READER.

    Raises:
        EnvironmentFailureError: ``clip.file-unreadable``.
    """
    done = 0
    try:
        with path.open("rb") as file:
            file.seek(start)
            while done < size and (block := file.read(min(_BLOCK, size - done))):
                digest.update(block)
                done += len(block)
    except OSError as error:
        raise EnvironmentFailureError("clip.file-unreadable", path=str(path)) from error
    return done


class Hashing:
    """Hashes the content of files (SHA-256), one at a time, slice by slice. MAIN."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def run(
        self,
        path: Path,
        then: Callable[[str], None],
        on_error: OnError,
        *,
        wanted: Callable[[], bool] = lambda: True,
    ) -> None:
        """Hash a file and hand its digest on; nothing comes once it is not ``wanted`` any more."""
        digest = hashlib.sha256()

        def more(start: int) -> None:
            def took(count: int) -> None:
                if not wanted():
                    return
                if count < SLICE:
                    then(digest.hexdigest())
                else:
                    more(start + count)

            self._desk.lanes.run(
                Lane.READER, lambda: hash_slice(path, digest, start, SLICE), took, on_error
            )

        more(0)


class Presence:
    """Knows which files are missing, of the clips somebody looked at. MAIN.

    Attributes:
        missing: Clip id to whether its file is missing; clips nobody looked at are not in it.
    """

    def __init__(self, desk: Desk, on_changed: Callable[[Sequence[str]], None]) -> None:
        self._desk = desk
        self._on_changed = on_changed
        self._known: dict[str, bool] = {}
        self._looked: dict[str, int] = {}

    @property
    def missing(self) -> Mapping[str, bool]:
        """Clip id to whether its file is missing."""
        return self._known

    def look(self, rows: Iterable[QueueRow], *, again: bool = False) -> None:
        """Look at the files of some rows, unless they were looked at a moment ago.

        Args:
            rows: The clips.
            again: Look also at those that were looked at a moment ago.
        """
        now = self._desk.clock.utc_ms()
        due = [
            (row.id, row.source)
            for row in rows
            if row.kind == SourceKind.FILE
            and (again or now - self._looked.get(row.id, -LOOK_AGAIN_MS) >= LOOK_AGAIN_MS)
        ]
        if not due:
            return
        self._looked.update((clip_id, now) for clip_id, _ in due)
        self._desk.lanes.run(
            Lane.READER,
            # exists() of a path is False, not an error, where a folder may not be read.
            lambda: {clip_id: not os.path.exists(source) for clip_id, source in due},  # noqa: PTH110 - see above
            self._take,
        )

    def found(self, clip_id: str) -> None:
        """The file of a clip is somewhere else now, and it is there."""
        self._looked[clip_id] = self._desk.clock.utc_ms()
        self._take({clip_id: False})

    def _take(self, found: Mapping[str, bool]) -> None:
        changed = [
            clip_id for clip_id, gone in found.items() if self._known.get(clip_id, False) != gone
        ]
        self._known.update(found)
        if changed:
            self._on_changed(changed)


class Locating:
    """Finds the file of a clip again, and with it those that moved along. MAIN.

    Args:
        desk: Runs the jobs.
        on_progress: Told which file is looked at, "" when nothing is looked at any more.
        on_found: Told the clips that have their files again.
        on_error: Told why nothing was found.
    """

    def __init__(
        self,
        desk: Desk,
        *,
        on_progress: Callable[[str], None],
        on_found: Callable[[Sequence[Clip]], None],
        on_error: OnError,
    ) -> None:
        self._desk = desk
        self._hashing = Hashing(desk)
        self._on_progress = on_progress
        self._on_found = on_found
        self._on_error = on_error
        self._run = 0

    def cancel(self) -> None:
        """Look no further; what was found stays."""
        self._run += 1
        self._on_progress("")

    def in_file(self, row: QueueRow, path: Path, siblings: Sequence[QueueRow] = ()) -> None:
        """Take a file for a clip if its content is that of the clip.

        Args:
            row: The clip.
            path: The file the person chose.
            siblings: Missing clips that lay in the same folder; each is tried beside the file.
        """
        run = self._begin()
        self._try(run, row, [path], "clip.other-content", siblings)

    def in_folder(self, row: QueueRow, folder: Path, siblings: Sequence[QueueRow] = ()) -> None:
        """Search a folder for the file of a clip: by content, by name where no content is known."""
        run = self._begin()

        def search(candidates: tuple[Path, ...]) -> None:
            if run != self._run:
                return
            if row.content_hash:
                self._try(run, row, list(candidates), "clip.not-found-here", siblings)
                return
            same = [path for path in candidates if path.name == Path(row.source).name]
            if len(same) == 1:
                self._try(run, row, same, "clip.not-found-here", siblings)
            else:
                code = "clip.several-found" if same else "clip.not-found-here"
                self._fail(run, RefusedError(code, path=str(folder)))

        self._on_progress(folder.name)
        self._desk.lanes.run(
            Lane.READER,
            lambda: queue.candidates_for(row, folder),
            search,
            lambda error: self._fail(run, error),
        )

    def _begin(self) -> int:
        self._run += 1
        return self._run

    def _try(
        self,
        run: int,
        row: QueueRow,
        candidates: list[Path],
        code: str,
        siblings: Sequence[QueueRow],
    ) -> None:
        """Hash one candidate after the other until one is the clip."""
        if run != self._run:
            return
        if not candidates:
            self._fail(run, RefusedError(code, path=row.source))
            return
        path, *others = candidates
        refusal = RefusedError(code, path=str(path))

        def compare(content_hash: str) -> None:
            if row.content_hash and content_hash != row.content_hash:
                if others:
                    self._try(run, row, others, code, siblings)
                else:
                    self._fail(run, refusal)
                return
            self._keep(run, row, path, content_hash, [], siblings)

        self._on_progress(path.name)
        self._hash(run, path, compare, lambda error: self._fail(run, error))

    def _keep(
        self,
        run: int,
        row: QueueRow,
        path: Path,
        content_hash: str,
        found: list[Clip],
        siblings: Sequence[QueueRow],
    ) -> None:
        """Store the new place, then try the clips that lay beside it."""

        def stored(clip: Clip) -> None:
            found.append(clip)
            self._along(run, path.parent, found, list(siblings))

        self._desk.run(
            lambda unit: queue.locate(unit, row.id, path, content_hash),
            stored,
            lambda error: self._fail(run, error),
        )

    def _along(self, run: int, folder: Path, found: list[Clip], siblings: list[QueueRow]) -> None:
        """Try the next clip that lay in the same folder; one that is not here is left missing."""
        if run != self._run or not siblings:
            self._on_progress("")
            self._on_found(found)
            return
        row, *others = siblings
        path = folder / Path(row.source).name

        def go_on(_error: Exception | None = None) -> None:
            self._along(run, folder, found, others)

        def compare(content_hash: str) -> None:
            if row.content_hash and content_hash != row.content_hash:
                go_on()
            else:
                self._keep(run, row, path, content_hash, found, others)

        self._on_progress(path.name)
        self._hash(run, path, compare, go_on)

    def _hash(self, run: int, path: Path, then: Callable[[str], None], on_error: OnError) -> None:
        self._hashing.run(path, then, on_error, wanted=lambda: run == self._run)

    def _fail(self, run: int, error: Exception) -> None:
        if run == self._run:
            self._on_progress("")
            self._on_error(error)


def siblings_of(
    row: QueueRow, rows: Iterable[QueueRow], missing: Mapping[str, bool]
) -> list[QueueRow]:
    """Give the other missing clips that lay in the folder of a clip."""
    folder = Path(row.source).parent
    return [
        other
        for other in rows
        if other.id != row.id
        and other.kind == SourceKind.FILE
        and missing.get(other.id, False)
        and Path(other.source).parent == folder
    ]
