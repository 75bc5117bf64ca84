"""What the window is told about the clip, each message with the number of its load."""

from __future__ import annotations

from collections.abc import Callable

from app.desk.ports.player import MediaInfo, PlayerFault, PlayState
from app.player.damage import Stretch
from app.player.wire import Message


class Reports:
    """Makes the messages; `generation` is the number of the load they are about."""

    def __init__(self, send: Callable[[Message], None]) -> None:
        self._send = send
        self.generation = 0

    def _tell(self, kind: str, **more: object) -> None:
        self._send({"m": kind, "g": self.generation, **more})

    def loaded(self, info: MediaInfo) -> None:
        """The clip is open."""
        self._tell("loaded", info={name: getattr(info, name) for name in MediaInfo.__slots__})

    def state(self, state: PlayState, ms: int) -> None:
        """The player does something else now."""
        self._tell("state", s=state.value, ms=ms)

    def position(self, ms: int, rate: float, move: int) -> None:
        """Where playing is, without a picture, and which wish that answers."""
        self._tell("position", ms=ms, rate=rate, k=move)

    def buffering(self, percent: int) -> None:
        """How full a stream's buffer is."""
        self._tell("buffering", p=percent)

    def turned(self, ms: int) -> None:
        """A loop began anew."""
        self._tell("turned", ms=ms)

    def ended(self, ms: int) -> None:
        """Playing reached the end."""
        self._tell("ended", ms=ms)

    def damage(self, stretches: tuple[Stretch, ...]) -> None:
        """What is damaged in the clip, as far as is known now."""
        self._tell("damage", spans=stretches)

    def failed(self, fault: PlayerFault, detail: str, ms: int) -> None:
        """Something could not be done."""
        self._tell("failed", code=fault.value, detail=detail, ms=ms)
