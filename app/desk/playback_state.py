"""What the player does, as the video room shows it; apart from the desk that drives it.

The window is painted before that desk is loaded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.desk.ports.player import MediaInfo, PlayerFailed, PlayState
from app.domain.coverage import Span
from app.domain.timecode import Timecode

MIN_RATE: Final = 0.25
MAX_RATE: Final = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybackState:
    """What the video room shows besides the picture.

    Attributes:
        loop: Both ends of the loop; only the first while the second is not set.
        problem: The last failure that still stands, None while all is well.
        damage: Stretches that cannot be shown, as far as is known.
        damaged: The one of them in which the place lies: the picture on screen is another's.
        playing_span: The token or line that plays now.
    """

    state: PlayState = PlayState.EMPTY
    info: MediaInfo | None = None
    rate: float = 1.0
    volume: int = 100
    muted: bool = False
    loop: tuple[int | None, int | None] = (None, None)
    problem: PlayerFailed | None = None
    restarting_at_ms: int | None = None
    damage: tuple[Span, ...] = ()
    damaged: Span | None = None
    buffering: int | None = None
    playing_span: Timecode | None = None
    sound_device: bool = True
    manual: bool = False

    @property
    def playing(self) -> bool:
        """Whether time runs."""
        return self.state in {PlayState.PLAYING, PlayState.BUFFERING}
