"""The player and the analysis for the command line: the same children, but each call waits."""

from __future__ import annotations

import queue
from pathlib import Path
from typing import Final, TypeVar

from app.desk.ports.analysis import (
    AnalysisEvent,
    AnalysisFailed,
    PeaksFound,
    PreflightDone,
    PreflightFinding,
    Probed,
    ShotsFound,
    Sound,
)
from app.desk.ports.player import (
    ClipEnded,
    FrameShown,
    MediaInfo,
    MediaLoaded,
    Played,
    PlayerError,
    PlayerEvent,
    PlayerFailed,
    PlayerFault,
    PositionChanged,
    Still,
)
from app.player.analysis_client import AnalysisClient
from app.player.client import PlayerClient

_LIMIT_S: Final = 30.0
_ANALYSIS_LIMIT_S: Final = 3600.0
_Event = TypeVar("_Event", bound=PlayerEvent)
_Answer = TypeVar("_Answer", bound=AnalysisEvent)


class WaitingPlayerClient:
    """`WaitingPlayer` over a `PlayerClient` of its own."""

    def __init__(self) -> None:
        self._events: queue.SimpleQueue[PlayerEvent] = queue.SimpleQueue()
        self._player = PlayerClient(self._events.put)
        self._player.start()
        self._has_picture = False

    def open(self, path: str) -> MediaInfo:
        """Open a file at the largest picture size and wait for its description."""
        self._player.load(path, is_stream=False, view_width=1920, view_height=1080)
        event = self._wait(MediaLoaded)
        self._has_picture = event.info.has_video
        if self._has_picture:
            self._wait(FrameShown)
        return event.info

    def show(self, media_ms: int) -> Still:
        """The frame at a time, by the paused path."""
        if not self._has_picture:
            raise PlayerError(PlayerFault.NO_PICTURE)
        self._drain()
        self._player.seek(media_ms)
        return self._exact()

    def play(self, seconds: float) -> Played:
        """Play from the start for so long, or to the end."""
        self.show(0)
        self._drain()
        self._player.play()
        first: FrameShown | None = None
        last: FrameShown | None = None
        shown = 0
        while True:
            event = self._next()
            if isinstance(event, ClipEnded):
                break
            if isinstance(event, PlayerFailed):
                raise PlayerError(event.code)
            if isinstance(event, FrameShown):
                first, last, shown = first or event, event, shown + 1
                if event.media_ms >= seconds * 1000:
                    break
        self._drain()
        self._player.pause()
        stopped = self._player.playhead_ms()
        still = self._exact()
        asked = (last.frame_index or 0) - (first.frame_index or 0) + 1 if first and last else 0
        return Played(
            shown=shown,
            lost=max(0, asked - shown),
            stopped_ms=stopped,
            exact_ms=still.media_ms,
        )

    def close(self) -> None:
        """End the process."""
        self._player.close()
        self._player.wait_closed(5)

    def _exact(self) -> Still:
        while not self._wait(FrameShown).exact:
            continue
        while True:
            view = self._player.frame()
            if view is None:
                raise PlayerError(PlayerFault.DAMAGED_PLACE)
            still = Still(
                media_ms=view.media_ms,
                frame_index=view.frame_index,
                width=view.width,
                height=view.height,
                pixels=bytes(view.pixels),
            )
            if self._player.still_valid(view):
                return still

    def _drain(self) -> None:
        while not self._events.empty():
            self._events.get()

    def _next(self) -> PlayerEvent:
        try:
            return self._events.get(timeout=_LIMIT_S)
        except queue.Empty as error:
            raise PlayerError(PlayerFault.CLIP_STOPS_PLAYER) from error

    def _wait(self, kind: type[_Event]) -> _Event:
        while True:
            event = self._next()
            if isinstance(event, PositionChanged) and self._has_picture:
                # The place is told without its picture: it has none.
                raise PlayerError(PlayerFault.DAMAGED_PLACE)
            if isinstance(event, PlayerFailed) and event.code != PlayerFault.NO_LIBVLC:
                raise PlayerError(event.code)
            if isinstance(event, kind):
                return event


class WaitingAnalysisClient:
    """`WaitingAnalysis` over an `AnalysisClient` of its own."""

    def __init__(self, cache: Path) -> None:
        self._events: queue.SimpleQueue[AnalysisEvent] = queue.SimpleQueue()
        self._client = AnalysisClient(self._events.put, cache=cache)
        self._client.start()

    def probe(self, path: str) -> MediaInfo:
        """Describe a file."""
        self._client.probe(path)
        return self._wait(Probed).info

    def peaks(self, path: str) -> Sound:
        """The whole waveform."""
        self._client.peaks(path)
        found: dict[int, bytes] = {}
        while not (part := self._wait(PeaksFound)).last:
            found[part.start_ms] = part.peaks
        whole = b"".join(found[start] for start in sorted(found))
        return Sound(peaks=whole, unheard=part.unheard)

    def shots(self, path: str) -> tuple[int, ...]:
        """Where shots begin."""
        self._client.shots(path)
        return self._wait(ShotsFound).cuts_ms

    def preflight(self, path: str) -> tuple[PreflightFinding, ...]:
        """What will be troublesome."""
        self._client.preflight(path)
        return self._wait(PreflightDone).findings

    def close(self) -> None:
        """End the process."""
        self._client.close()
        self._client.wait_closed(5)

    def _wait(self, kind: type[_Answer]) -> _Answer:
        while True:
            try:
                event = self._events.get(timeout=_ANALYSIS_LIMIT_S)
            except queue.Empty as error:
                raise PlayerError(PlayerFault.CLIP_STOPS_PLAYER) from error
            if isinstance(event, AnalysisFailed):
                raise PlayerError(event.code or PlayerFault.DAMAGED)
            if isinstance(event, kind):
                return event
