"""Rescue files: the text of a draft as a plain file, when the database can't take it."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path

from app.domain.errors import EnvironmentFailureError


class RescueFolder:
    """Writes to the first of several folders that takes the text. MAIN: a few kB at most."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)

    def write(self, clip_id: str, text: str) -> str:
        """Write the whole text and give the path.

        Raises:
            EnvironmentFailureError: ``rescue.failed`` when no folder takes it.
        """
        for folder in self._folders:
            path = folder / f"{clip_id}.txt"
            part = path.with_suffix(".part")
            try:
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                part.write_text(text, encoding="utf-8", errors="surrogatepass")
                part.replace(path)
            except OSError:
                with contextlib.suppress(OSError):
                    part.unlink(missing_ok=True)
                continue
            return str(path)
        raise EnvironmentFailureError("rescue.failed")

    def read(self, clip_id: str) -> str:
        """Give the newest rescued text of a clip, "" when there is none."""
        found = [path for folder in self._folders if (path := folder / f"{clip_id}.txt").is_file()]
        if not found:
            return ""
        newest = max(found, key=lambda path: path.stat().st_mtime_ns)
        return newest.read_text(encoding="utf-8", errors="surrogatepass")

    def remove(self, clip_id: str) -> None:
        """Remove the files of a clip; one that can't be removed is read again at the next start."""
        for folder in self._folders:
            with contextlib.suppress(OSError):
                (folder / f"{clip_id}.txt").unlink(missing_ok=True)
