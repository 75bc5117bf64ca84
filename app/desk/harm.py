"""Which clips were found to be damaged or not to play, for as long as the window is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from app.desk.ports.player import PlayerFault
from app.domain.coverage import Span

UNPLAYABLE: Final = frozenset(
    {
        PlayerFault.DAMAGED,
        PlayerFault.EMPTY_FILE,
        PlayerFault.NOTHING_TO_PLAY,
        PlayerFault.CLIP_STOPS_PLAYER,
    }
)
"""What a file itself is the cause of; it does not play at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Harm:
    """What is wrong with the file of a clip.

    Attributes:
        fault: Why it does not play at all; None where it does.
        spans: Stretches of it that cannot be shown.
        ends_ms: Where it ends when the rest of it is missing; else 0.
        told_ms: The length it tells by itself then.
    """

    fault: PlayerFault | None = None
    spans: tuple[Span, ...] = ()
    ends_ms: int = 0
    told_ms: int = 0

    @property
    def any(self) -> bool:
        """Whether there is something wrong at all."""
        return self.fault is not None or bool(self.spans) or bool(self.told_ms)


class Harms:
    """What was learnt, by clip and file. MAIN."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], Harm] = {}
        self._listeners: list[Callable[[str], None]] = []

    def listen(self, on_changed: Callable[[str], None]) -> None:
        """Hear the id of each clip of which something new is known."""
        self._listeners.append(on_changed)

    def of(self, clip_id: str, source: str) -> Harm | None:
        """What is wrong with this file of a clip, as far as is known."""
        return self._known.get((clip_id, source))

    def learn(self, clip_id: str, source: str, harm: Harm) -> None:
        """Take what was found; a harm that is none does away with what was known."""
        key = (clip_id, source)
        if self._known.get(key, Harm()) == harm:
            return
        self._known.pop(key, None)
        if harm.any:
            self._known[key] = harm
        for listener in self._listeners:
            listener(clip_id)
