"""A small picture and the length of each clip of the queue: those on screen first, one at a time.

And the hash of a clip's content when it is opened, by which the file is found again if it moves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Final

from app.desk.ports.analysis import (
    AnalysisEvent,
    AnalysisFailed,
    AnalysisPort,
    ContentHashed,
    Probed,
    SmallPicture,
    ThumbnailMade,
)
from app.desk.ports.clock import Timer, Timers
from app.desk.ports.player import MediaInfo, PlayerFault
from app.desk.ports.store import QueueRow
from app.domain.clip import Clip, SourceKind

HEIGHT: Final = 180
"""Sharp in the list at 200 %, and large enough for the picture beside it."""
GIVE_UP_MS: Final = 10_000
UNKNOWN_AT_MS: Final = 1000
"""Where to look in a clip whose length is not known; the nearest key frame is taken."""
HASH_AFTER_MS: Final = 5000
"""First the picture and the sound of the clip that was opened."""


class Glimpses:
    """Asks the analysis for what is wanted now. MAIN; every call returns at once.

    One request runs at a time, so that what scrolled away is never waited for.
    """

    def __init__(
        self,
        port: AnalysisPort,
        timers: Timers,
        *,
        on_picture: Callable[[str, SmallPicture], None],
        on_info: Callable[[str, MediaInfo], None],
        on_fault: Callable[[str, PlayerFault], None],
    ) -> None:
        """Prepare.

        Args:
            port: The analysis; started at the first clip.
            timers: Calls made later on MAIN.
            on_picture: Given the id of a clip and its picture, once for each clip.
            on_info: Given the id of a clip and what its file tells of itself.
            on_fault: Given the id of a clip and why nothing can be told of its file.
        """
        self._port = port
        self._timers = timers
        self._on_picture = on_picture
        self._on_info = on_info
        self._on_fault = on_fault
        # By source too: a file found again is another one to look at.
        self._pictured: set[tuple[str, str]] = set()
        self._probed: set[tuple[str, str]] = set()
        self._lengths: dict[str, int] = {}
        self._wanted: list[tuple[QueueRow, bool]] = []
        self._running: tuple[int, str] | None = None

    def want(self, rows: Sequence[QueueRow], others: Iterable[QueueRow] = ()) -> None:
        """Say what is wanted now; it replaces what was said.

        Args:
            rows: Clips on screen, the most wanted first: length where it is not known, picture.
            others: Clips whose length is wanted when there is nothing else to do.
        """
        wanted: list[tuple[QueueRow, bool]] = []
        for row in rows:
            wanted += [(row, True)] if self._lacks_length(row) else []
            wanted += [(row, False)] if _has_file(row) and _key(row) not in self._pictured else []
        wanted += [(row, True) for row in others if self._lacks_length(row)]
        self._wanted = wanted
        self._next()

    def hear(self, event: AnalysisEvent) -> None:
        """Take an event of the analysis; those of others are left alone."""
        if self._running is None or event.request != self._running[0]:
            return
        clip_id = self._running[1]
        match event:
            case Probed():
                self._lengths[clip_id] = event.info.duration_ms
                self._on_info(clip_id, event.info)
            case ThumbnailMade():
                self._on_picture(clip_id, event.picture)
                if not event.last:
                    return
            case AnalysisFailed():
                if event.code is not None:
                    self._on_fault(clip_id, event.code)
            case _:
                return
        self._running = None
        self._next()

    def _lacks_length(self, row: QueueRow) -> bool:
        return _has_file(row) and row.duration_ms is None and _key(row) not in self._probed

    def _next(self) -> None:
        while self._running is None and self._wanted:
            row, probe = self._wanted.pop(0)
            asked = self._probed if probe else self._pictured
            if _key(row) in asked:
                continue
            asked.add(_key(row))
            self._port.start()
            if probe:
                request = self._port.probe(row.source)
            else:
                length = row.duration_ms or self._lengths.get(row.id)
                # In the middle: many clips begin in black.
                at_ms = length // 2 if length else UNKNOWN_AT_MS
                request = self._port.thumbnails(row.source, (at_ms,), height=HEIGHT)
            self._running = (request, row.id)
            self._timers.call_later(GIVE_UP_MS, partial(self._give_up, request))

    def _give_up(self, request: int) -> None:
        """A file with sound alone gives no picture and no answer; a slow one is not waited for."""
        if self._running is not None and self._running[0] == request:
            self._port.cancel(request)
            self._running = None
            self._next()


def _key(row: QueueRow) -> tuple[str, str]:
    return row.id, row.source


class Contents:
    """Learns the content of the clip that was opened, once. MAIN; every call returns at once."""

    def __init__(
        self, port: AnalysisPort, timers: Timers, on_known: Callable[[str, str], None]
    ) -> None:
        """Prepare.

        Args:
            port: The analysis.
            timers: Calls made later on MAIN.
            on_known: Given the id of a clip and the SHA-256 of its file.
        """
        self._port = port
        self._timers = timers
        self._on_known = on_known
        self._timer: Timer | None = None
        self._asked: dict[int, str] = {}

    def opened(self, clip: Clip) -> None:
        """A clip was opened; one that is left at once is not read."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        known = bool(clip.content_hash) or clip.id in self._asked.values()
        if clip.kind is SourceKind.FILE and not known:
            self._timer = self._timers.call_later(HASH_AFTER_MS, lambda: self._ask(clip))

    def hear(self, event: AnalysisEvent) -> None:
        """Take an event of the analysis; those of others are left alone."""
        clip_id = self._asked.get(event.request)
        if clip_id is None:
            return
        if isinstance(event, ContentHashed):
            self._on_known(clip_id, event.sha256)
        elif isinstance(event, AnalysisFailed):
            # Said by the player, which cannot read the file either; asked again when it is opened.
            del self._asked[event.request]

    def _ask(self, clip: Clip) -> None:
        self._timer = None
        self._port.start()
        self._asked[self._port.hash_content(clip.source)] = clip.id


def _has_file(row: QueueRow) -> bool:
    return row.kind == SourceKind.FILE and bool(row.source)
