"""What was left out when files were added, and why, in one sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from app.desk.queue import Refusal

_WHY: Final[Mapping[str, tuple[str, str]]] = {
    "clip.playlist-refused": ("is a playlist", "are playlists"),
    "clip.file-empty": ("is empty", "are empty"),
    "clip.file-missing": ("is not there", "are not there"),
    "clip.file-unreadable": ("cannot be read", "cannot be read"),
    "clip.not-a-file": ("is not a file", "are not files"),
    "clip.nothing-found": ("has no clips in it", "have no clips in them"),
    "clip.no-media": (
        "is no video, sound or picture",
        "are no videos, sounds or pictures",
    ),
}
_ELSE: Final = ("cannot be used", "cannot be used")


def left_out(refused: Sequence[Refusal]) -> str:
    """Say it: "list.m3u8 is a playlist, 2 are empty"; one by name, more by their number."""
    counts = Counter(one.code for one in refused)
    parts: list[str] = []
    for code, count in counts.items():
        one, more = _WHY.get(code, _ELSE)
        if count == 1:
            source = next(refusal.source for refusal in refused if refusal.code == code)
            parts.append(f"{Path(source).name} {one}")
        else:
            parts.append(f"{count:,} {more}")
    return ", ".join(parts)
