"""Captions that came with a clip: found beside it or chosen, read off MAIN, never changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from app.desk.lanes import Job, Lane, Lanes
from app.domain.errors import RefusedError
from app.exchange.captions_in import MAX_BYTES, Cue, read_captions

ENDINGS: Final = (".srt", ".vtt")

Found = tuple[str, tuple[Cue, ...]]
"""Name of the file and its cues."""


def captions_beside(clip: Path) -> Path | None:
    """Give the file of captions that lies beside a clip under its name, None when there is none.

    ``pier.srt`` comes before ``pier.en.srt``; of several languages the first by name is taken.
    """
    try:
        names = sorted(clip.parent.glob(f"{_escaped(clip.stem)}*"))
    except OSError:
        return None
    exact = [path for path in names if path.stem == clip.stem]
    others = [path for path in names if path.stem.rpartition(".")[0] == clip.stem]
    for path in (*exact, *others):
        if path.suffix.lower() in ENDINGS and path.is_file():
            return path
    return None


def read_file(path: Path) -> Found:
    """Read a file of captions.

    Raises:
        RefusedError: ``captions.not-readable`` and what ``read_captions`` raises.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise RefusedError("captions.not-readable", name=path.name) from error
    return path.name, read_captions(data)


class ReferenceDesk:
    """The captions shown under the picture. MAIN; files are read on the READER lane."""

    def __init__(
        self,
        lanes: Lanes,
        *,
        on_cues: Callable[[str, tuple[Cue, ...]], None],
        on_error: Callable[[Exception], None],
    ) -> None:
        self._lanes = lanes
        self._on_cues = on_cues
        self._on_error = on_error
        self._job: Job[Found | None] | None = None

    def open_clip(self, source: str) -> None:
        """Look beside a clip's file; what is found and cannot be read is passed over in silence.

        Nobody asked for it: a broken file beside the clip is no business of the person's.
        """
        self.clear()
        if not source or "://" in source:
            return

        def look() -> Found | None:
            beside = captions_beside(Path(source))
            try:
                return read_file(beside) if beside is not None else None
            except RefusedError:
                return None

        self._job = self._lanes.run(Lane.READER, look, self._show, self._on_error)

    def load(self, path: str) -> None:
        """Read a file that the person chose; a failure is told."""
        self._cancel()
        self._job = self._lanes.run(
            Lane.READER, lambda: read_file(Path(path)), self._show, self._on_error
        )

    def clear(self) -> None:
        """Show none."""
        self._cancel()
        self._on_cues("", ())

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _show(self, found: Found | None) -> None:
        if found is not None:
            self._on_cues(*found)


def _escaped(stem: str) -> str:
    """A name as a pattern that means itself."""
    return "".join(f"[{char}]" if char in "[]*?" else char for char in stem)
