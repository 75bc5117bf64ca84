"""What the analysis answers, as its process writes it: read by the window and by its own cache."""

from __future__ import annotations

import base64
from collections.abc import Sequence

from app.desk.ports.analysis import (
    AnalysisEvent,
    AnalysisFailed,
    AnalysisProgress,
    ContentHashed,
    CopyMade,
    PeaksFound,
    Preflight,
    PreflightDone,
    PreflightFinding,
    Probed,
    ShotsFound,
    SmallPicture,
    ThumbnailMade,
)
from app.desk.ports.player import MediaInfo, PlayerFault
from app.player.wire import Message


def analysis_event(message: Message) -> AnalysisEvent | None:
    """The event a message stands for, or None for a kind that is not known."""
    request: int = message["r"]
    match message["m"]:
        case "progress":
            return AnalysisProgress(request=request, done=message["done"])
        case "stopped":
            code = None if message["code"] is None else PlayerFault(message["code"])
            return AnalysisFailed(request=request, code=code, detail=message["detail"])
        case "probe":
            return Probed(request=request, info=MediaInfo(**message["info"]))
        case "peaks":
            peaks = base64.b85decode(message["peaks"])
            return PeaksFound(
                request=request,
                start_ms=message["ms"],
                peaks=peaks,
                last=message["last"],
                unheard=tuple((start, end) for start, end in message["unheard"]),
            )
        case "shots":
            return ShotsFound(request=request, cuts_ms=tuple(message["cuts"]))
        case "thumbnails":
            return ThumbnailMade(
                request=request,
                media_ms=message["ms"],
                picture=SmallPicture(
                    width=message["w"],
                    height=message["h"],
                    pixels=base64.b85decode(message["px"]),
                    exact=message["x"],
                ),
                last=message["last"],
            )
        case "hash":
            return ContentHashed(request=request, sha256=message["sha256"])
        case "preflight":
            found = tuple(
                PreflightFinding(
                    code=Preflight(f["code"]),
                    value=f["value"],
                    at_ms=f["at"],
                    spans=tuple((start, end) for start, end in f["spans"]),
                )
                for f in message["found"]
            )
            return PreflightDone(request=request, findings=found)
        case "copy" | "keep":
            return CopyMade(request=request)
        case _:
            return None


def are_answers(kind: str, messages: Sequence[Message]) -> bool:
    """Whether these, as a file has them, can be given as the answers to a request of this kind."""
    try:
        return bool(messages) and all(
            analysis_event({"m": kind, "r": 0, **message}) for message in messages
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        return False
