"""Results of the analysis on disk, by content hash, so that the same clip is looked at once."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any, Final, cast

VERSION: Final = 5
"""Raised when a way of looking changes, so that old results are not taken for new ones."""


class ResultCache:
    """One folder a clip, one small JSON file a result; a file that cannot be read is no result."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[tuple[str, int, int], str] = {}

    def key(self, path: Path, full_hash: str | None = None) -> str | None:
        """The content's key; given a hash it is remembered for this size and time of change."""
        try:
            about = path.stat()
        except OSError:
            return None
        place = (str(path.absolute()), about.st_size, about.st_mtime_ns)
        if full_hash is not None:
            self._known[place] = full_hash
        if place not in self._known:
            stored = self._index_file(place)
            try:
                self._known[place] = json.loads(stored.read_text(encoding="ascii"))["sha256"]
            except (OSError, ValueError, KeyError, TypeError):
                return None
        if full_hash is not None:
            self._write(self._index_file(place), {"sha256": full_hash})
        return self._known[place]

    def _index_file(self, place: tuple[str, int, int]) -> Path:
        name = hashlib.sha256(repr(place).encode()).hexdigest()[:32]
        return self._folder / "by-path" / f"{name}.json"

    def read(self, key: str, name: str) -> list[dict[str, Any]] | None:
        """The messages stored under a name, or None."""
        try:
            stored: Any = json.loads(
                (self._folder / key / f"{name}.json").read_text(encoding="ascii")
            )
        except (OSError, ValueError):
            return None
        body = cast("dict[str, Any]", stored) if isinstance(stored, dict) else {}
        return body.get("messages") if body.get("version") == VERSION else None

    def write(self, key: str, name: str, messages: list[dict[str, Any]]) -> None:
        """Store messages; a full disk loses nothing but time."""
        body = {"version": VERSION, "messages": messages}
        self._write(self._folder / key / f"{name}.json", body)

    @staticmethod
    def _write(target: Path, body: object) -> None:
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            fd, half = tempfile.mkstemp(dir=target.parent)
            with os.fdopen(fd, "w", encoding="ascii") as file:
                json.dump(body, file)
            Path(half).replace(target)
        except OSError:
            return
