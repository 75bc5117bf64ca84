"""What the window asked the player for, kept so that a new child can be told it again."""

from __future__ import annotations

from dataclasses import dataclass

from app.player.wire import Message


@dataclass(slots=True)
class Wanted:
    """Everything a new child needs to be where the last one was."""

    generation: int = 0
    source: str | None = None
    is_stream: bool = False
    position_ms: int = 0
    playing: bool = False
    rate: float = 1.0
    view: tuple[int, int] = (960, 540)
    loop: tuple[int | None, int | None] = (None, None)
    percent: int = 100
    muted: bool = False
    mono: bool = False
    moves: int = 0
    """How often another place was asked for; a picture tells which of them it answers."""

    def messages(self) -> list[Message]:
        """The commands that bring a new child there."""
        found: list[Message] = [
            {"m": "volume", "v": self.percent},
            {"m": "mute", "v": self.muted},
            {"m": "mono", "v": self.mono},
        ]
        if self.source is not None:
            found.append(
                {
                    "m": "load",
                    "g": self.generation,
                    "src": self.source,
                    "stream": self.is_stream,
                    "ms": self.position_ms,
                    "paused": not self.playing,
                    "rate": self.rate,
                    "vw": self.view[0],
                    "vh": self.view[1],
                    "a": self.loop[0],
                    "b": self.loop[1],
                    "k": self.moves,
                }
            )
        return found
