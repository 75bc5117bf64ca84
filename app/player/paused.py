"""Exact pictures on request, decoded by PyAV on a thread of their own; the newest request wins."""

from __future__ import annotations

import contextlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import av

from app.desk.ports.player import MediaInfo, PlayerFault
from app.player.copies import Copies
from app.player.damage import Stretch
from app.player.frames import fitting_size
from app.player.index import FrameIndex
from app.player.likeness import Samples
from app.player.media import MediaError, MediaFile
from app.player.painter import mark_of
from app.player.picture import Colors, Converter
from app.player.publisher import Publisher

_KEPT_BYTES: Final = 64 << 20
"""Scaled frames kept for stepping back: 80 of 960x540, 20 of 1920x1080."""
_FAR: Final = 20
"""From this many frames behind the key frame on, the key frame is shown while decoding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A file was opened, or could not be."""

    generation: int
    info: MediaInfo | None = None
    index: FrameIndex | None = None
    colors: Colors | None = None
    size: tuple[int, int] = (32, 32)
    source: str = ""
    """What libVLC is to open."""
    lead_ms: float = 0.0
    """How much libVLC's time is ahead of media time."""
    fault: PlayerFault | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A request was answered: the number found, or the reason why not."""

    ticket: int
    number: int | None
    detail: str = ""
    damaged: bool = False
    """The frame asked for is damaged; the picture shown is another one's."""
    examined: bool = False
    """It was only to be examined."""


@dataclass(frozen=True, slots=True)
class DamageKnown:
    """What is damaged in the clip, as far as is known now."""

    generation: int
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class _Open:
    path: Path
    generation: int
    view: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Show:
    number: int
    ticket: int
    back: bool
    preview: bool
    silent: bool = False
    """Only decode it, to learn whether it can be shown."""


class PausedFrames:
    """The thread and its file."""

    def __init__(
        self,
        publisher: Publisher,
        tell: Callable[[Opened | Decoded | DamageKnown], None],
        copies: Copies,
    ) -> None:
        self._publisher = publisher
        self._copies = copies
        self._tell = tell
        self._wake = threading.Condition()
        self._open: _Open | None = None
        self._show: _Show | None = None
        self._media: MediaFile | None = None
        self._converter: Converter | None = None
        self._kept: OrderedDict[int, av.VideoFrame] = OrderedDict()
        self._dropped = False
        self._key_mark: Samples = ()
        self._generation = 0
        self._told: tuple[Stretch, ...] = ()
        threading.Thread(target=self._run, name="paused-frames", daemon=True).start()

    def open(self, path: Path, generation: int, view: tuple[int, int]) -> None:
        """Open this file instead of the last one."""
        with self._wake:
            self._open, self._show = _Open(path, generation, view), None
            self._wake.notify()

    def show(self, number: int, ticket: int, *, back: bool, preview: bool) -> None:
        """Publish this frame under this ticket.

        Args:
            number: the frame, counted from 0.
            ticket: the publisher's.
            back: the one before it is likely next.
            preview: show the key frame before it while a far one is decoded; never where a near
                picture is on screen already, for that would flash.
        """
        with self._wake:
            self._show, self._dropped = _Show(number, ticket, back, preview), False
            self._wake.notify()

    def examine(self, number: int, ticket: int) -> None:
        """Decode this frame without showing it; `Decoded` tells whether it is damaged."""
        with self._wake:
            if self._show is None:
                self._show = _Show(number, ticket, back=False, preview=False, silent=True)
                self._dropped = False
                self._wake.notify()

    def drop(self) -> None:
        """Forget the request that waits and stop the one in hand."""
        with self._wake:
            self._show, self._dropped = None, True

    def marks(self, number: int) -> tuple[Samples, Samples] | None:
        """Samples of a frame, and of the key frame passed last; None when it is not decoded."""
        planes, converter = self._kept.get(number), self._converter
        if planes is None or converter is None:
            return None
        return mark_of(planes, converter.turns), self._key_mark

    def _run(self) -> None:
        while True:
            with self._wake:
                while self._open is None and self._show is None:
                    self._wake.wait()
                job = self._open or self._show
                if isinstance(job, _Open):
                    self._open = None
                else:
                    self._show, self._dropped = None, False
            if isinstance(job, _Open):
                self._generation, self._told = job.generation, ()
                self._tell(self._opened_or_why_not(job))
                self._tell_damage()
            elif job is not None:
                answer = self._shown_or_why_not(job)
                self._tell_damage()
                self._tell(answer)

    def _tell_damage(self) -> None:
        stretches = self._media.damage.stretches if self._media is not None else ()
        if stretches != self._told:
            self._told = stretches
            self._tell(DamageKnown(self._generation, stretches))

    def _opened_or_why_not(self, job: _Open) -> Opened:
        """A damaged file may raise anything; the thread must live for the next one."""
        try:
            return self._opened(job)
        except Exception as error:  # noqa: BLE001 - the lane's edge: it is reported
            name = type(error).__name__
            return Opened(generation=job.generation, fault=PlayerFault.DAMAGED, detail=name)

    def _shown_or_why_not(self, job: _Show) -> Decoded:
        """As above, for a frame."""
        try:
            return self._shown(job)
        except Exception as error:  # noqa: BLE001 - the lane's edge: it is reported
            return Decoded(ticket=job.ticket, number=None, detail=type(error).__name__)

    def _opened(self, job: _Open) -> Opened:
        if self._media is not None:
            self._media.close()
        self._media = self._converter = None
        self._kept.clear()
        try:
            media = self._media_of(job)
        except MediaError as error:
            return Opened(generation=job.generation, fault=error.code, detail=error.detail)
        source, lead_ms = media.playable(lambda: self._open is None)
        self._media = media
        info, size, colors = media.info, (32, 32), None
        if media.first is not None:
            size = fitting_size(info.display_width, info.display_height, *job.view)
            colors = Colors.of(media.first)
            self._converter = Converter(
                width=size[0], height=size[1], rotation=info.rotation, colors=colors
            )
        return Opened(
            generation=job.generation,
            info=info,
            index=media.index,
            colors=colors,
            size=size,
            source=source,
            lead_ms=lead_ms,
        )

    def _media_of(self, job: _Open) -> MediaFile:
        """The clip, or the copy that was made of it; one that is damaged is not worth a word."""
        copy = self._copies.of_file(job.path)
        if copy is not None:
            with contextlib.suppress(MediaError):
                return MediaFile(copy, wanted=lambda: self._open is None)
        return MediaFile(job.path, wanted=lambda: self._open is None)

    def _shown(self, job: _Show) -> Decoded:
        media, converter = self._media, self._converter
        if media is None or converter is None or media.index is None:
            return Decoded(ticket=job.ticket, number=None, detail="no picture")
        planes = self._kept.get(job.number)
        found = job.number
        if planes is None:
            try:
                answer = self._decode(media, converter, job)
            except MediaError as error:
                return Decoded(ticket=job.ticket, number=None, detail=error.detail)
            if answer is None:
                return Decoded(ticket=job.ticket, number=job.number, detail="replaced")
            found, planes = answer
        damaged = found != job.number and media.damage.at(media.index.token_ms(job.number))
        if not job.silent:
            self._publish(job, planes, converter, media.index, found, exact=not damaged)
        return Decoded(ticket=job.ticket, number=found, damaged=bool(damaged), examined=job.silent)

    def _decode(
        self, media: MediaFile, converter: Converter, job: _Show
    ) -> tuple[int, av.VideoFrame] | None:
        """Decode the frame; going back, keep the frames passed on the way."""
        index = media.index
        if index is None:
            return None
        limit = max(2, _KEPT_BYTES // (converter.width * converter.height * 3 // 2))
        whole = media.damage.at(index.token_ms(job.number)) is None
        far = job.preview and whole and job.number - index.key_before(job.number) >= _FAR
        first = True

        def passing(number: int, frame: av.VideoFrame) -> None:
            nonlocal first
            near = job.back and job.number - limit < number
            if near or first:
                planes = converter.planes(frame)
                if first:
                    self._key_mark = mark_of(planes, converter.turns) if number < job.number else ()
                if near and not media.damage.at(index.token_ms(number)):
                    self._keep(number, planes, limit)
                if first and far:
                    self._publish(job, planes, converter, index, number, exact=False)
            first = False

        answer = media.frame(job.number, wanted=lambda: self._wanted(), passing=passing)
        if answer is None:
            return None
        number, frame = answer
        planes = self._kept.get(number) or converter.planes(frame)
        self._keep(number, planes, limit)
        return number, planes

    def _wanted(self) -> bool:
        return self._show is None and self._open is None and not self._dropped

    def _keep(self, number: int, planes: av.VideoFrame, limit: int) -> None:
        self._kept[number] = planes
        self._kept.move_to_end(number)
        while len(self._kept) > limit:
            self._kept.popitem(last=False)

    def _publish(
        self,
        job: _Show,
        planes: av.VideoFrame,
        converter: Converter,
        index: FrameIndex,
        number: int,
        *,
        exact: bool,
    ) -> None:
        self._publisher.publish(
            job.ticket,
            planes,
            converter,
            media_ms=index.token_ms(number),
            number=number,
            exact=exact,
            upright=False,
        )
