"""From the child's messages to the port's events. Standard library only."""

from __future__ import annotations

from app.desk.ports.player import (
    BufferingChanged,
    ClipEnded,
    DamageFound,
    FrameShown,
    LoopTurned,
    MediaInfo,
    MediaLoaded,
    PlayerEvent,
    PlayerFailed,
    PlayerFault,
    PlayerStateChanged,
    PlayState,
    PositionChanged,
)
from app.player.wire import Message


def event_from(message: Message) -> PlayerEvent | None:
    """The event a message stands for, or None for a kind that is not known."""
    number: int = message["g"]
    match message["m"]:
        case "frame":
            return FrameShown(
                generation=number,
                slot=message["slot"],
                sequence=message["seq"],
                media_ms=message["ms"],
                frame_index=message["n"],
                exact=message["x"],
                width=message["w"],
                height=message["h"],
            )
        case "state":
            state = PlayState(message["s"])
            return PlayerStateChanged(generation=number, state=state, media_ms=message["ms"])
        case "loaded":
            return MediaLoaded(generation=number, info=MediaInfo(**message["info"]))
        case "failed":
            return PlayerFailed(
                generation=number,
                code=PlayerFault(message["code"]),
                detail=message["detail"],
                media_ms=message["ms"],
            )
        case "position":
            return PositionChanged(generation=number, media_ms=message["ms"], rate=message["rate"])
        case "damage":
            spans = tuple((start, end) for start, end in message["spans"])
            return DamageFound(generation=number, spans=spans)
        case "ended":
            return ClipEnded(generation=number, media_ms=message["ms"])
        case "turned":
            return LoopTurned(generation=number, media_ms=message["ms"])
        case "buffering":
            return BufferingChanged(generation=number, percent=message["p"])
        case _:
            return None
