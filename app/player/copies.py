"""Where copies of clips lie: of a file one that seeks quickly, of a stream one that is kept.

A file's copy is named after its content, so that no other content under the same name plays it; a
stream's after a hash of its address, for an address may hold secrets.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from app.player.cache import ResultCache


class Copies:
    """One folder of copies; what lies in it is whole. Without a folder there are none."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._contents = ResultCache(folder) if folder is not None else None

    def for_file(self, path: Path, sha256: str) -> Path | None:
        """Where the copy of a file of this content lies, or will; from now on it is found."""
        if self._folder is None or self._contents is None:
            return None
        self._contents.key(path, sha256)
        return self._folder / f"{sha256}.mp4"

    def of_file(self, path: Path) -> Path | None:
        """The copy that plays instead of a file, if there is one."""
        content = self._contents.key(path) if self._contents is not None else None
        return self._whole(f"{content}.mp4") if content is not None else None

    def for_stream(self, address: str) -> Path | None:
        """Where a stream is kept, or will be."""
        name = hashlib.sha256(address.encode()).hexdigest()
        return self._folder / f"{name}.mkv" if self._folder is not None else None

    def of_stream(self, address: str) -> Path | None:
        """The file that plays instead of a stream, if it was kept."""
        target = self.for_stream(address)
        return self._whole(target.name) if target is not None else None

    def _whole(self, name: str) -> Path | None:
        path = self._folder / name if self._folder is not None else None
        return path if path is not None and path.is_file() else None
