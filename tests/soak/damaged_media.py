"""Opens damaged media in the running player: each ends with a picture, a sound or a sentence.

Run: ``python -m tests.soak damaged_media --count N``.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any, Final

from app.desk.ports.player import (
    FrameShown,
    MediaLoaded,
    PlayerEvent,
    PlayerFailed,
    PlayerRestarted,
)
from app.player.client import PlayerClient
from app.ui.video.words import FAULTS
from tests.soak.mutants import mutants

LIMIT_S: Final = 20.0
_PLAY_S: Final = 0.15
"""A file that gives a picture is played for a moment too: another decoder reads it then."""


class _Hearing:
    """What the player said, by the number of the file."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._outcomes: dict[int, str] = {}
        self.restarts = 0

    def post(self, event: PlayerEvent) -> None:
        """Hear an event; on a thread of the player's."""
        with self._changed:
            if isinstance(event, PlayerRestarted):
                self.restarts += 1
            elif isinstance(event, PlayerFailed):
                self._outcomes.setdefault(event.generation, event.code.value)
            elif isinstance(event, MediaLoaded) and not event.info.has_video:
                self._outcomes.setdefault(event.generation, "sound")
            elif isinstance(event, FrameShown):
                self._outcomes.setdefault(event.generation, "picture")
            self._changed.notify_all()

    def outcome(self, generation: int) -> str:
        """Wait for what becomes of a file; "" when nothing does."""
        with self._changed:
            self._changed.wait_for(lambda: generation in self._outcomes, LIMIT_S)
            return self._outcomes.get(generation, "")


def main(count: int, folder: Path, seed: int = 4) -> dict[str, Any]:
    """Open so many files and count what became of them."""
    hearing = _Hearing()
    player = PlayerClient(hearing.post)
    player.start()
    outcomes: Counter[str] = Counter()
    faults: list[str] = []
    try:
        for mutant in mutants(folder, seed=seed, count=count):
            outcome = hearing.outcome(
                player.load(str(mutant.path), is_stream=False, view_width=960, view_height=540)
            )
            if outcome == "picture":
                player.play()
                time.sleep(_PLAY_S)
                player.pause()
            told = outcome in {"picture", "sound"} or any(f.value == outcome for f in FAULTS)
            outcomes[outcome or "nothing"] += 1
            if not told:
                faults.append(f"{mutant.how}: {outcome or 'neither picture nor sentence'}")
            mutant.path.unlink()
    finally:
        player.close()
        player.wait_closed(LIMIT_S)
    return {
        "files": sum(outcomes.values()),
        "outcomes": dict(outcomes.most_common()),
        "player_restarts": hearing.restarts,
        "faults": faults[:20],
        "faults_count": len(faults),
    }
