"""The analysis process: niced, one request after the other, the newest view first.

Run as `python -m app.player.analysis --cache FOLDER --idle SECONDS --copies FOLDER`. It ends when
its input ends, and when it had nothing to do for so long: the window starts another for its next
request.
"""

from __future__ import annotations

import argparse
import base64
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from app.desk.ports.player import MediaInfo, PlayerFault
from app.player import looking
from app.player.answers import are_answers
from app.player.cache import ResultCache
from app.player.copies import Copies
from app.player.media import MediaError, MediaFile
from app.player.process import end_with_parent, take_output
from app.player.wire import Lines, Message, encode, write_all

_NICE: Final = 15
_PROGRESS_STEP: Final = 0.01
_CACHED: Final = ("peaks", "shots", "preflight", "thumbnails")
_COPYING: Final = ("copy", "keep")


class Desk:
    """The requests that wait and the one in hand."""

    def __init__(self, idle_s: float) -> None:
        self._wake = threading.Condition()
        self._idle_s = idle_s
        self._waiting: list[Message] = []
        self._cancelled: set[int] = set()
        self._ended = False

    def take(self) -> Message | None:
        """Wait for a request; None when there will be none, or was none for long."""
        with self._wake:
            self._wake.wait_for(lambda: self._waiting or self._ended, self._idle_s)
            return self._waiting.pop(0) if self._waiting and not self._ended else None

    def put(self, message: Message) -> None:
        """Add a request, or take one back."""
        with self._wake:
            if message["m"] == "cancel":
                self._cancelled.add(message["r"])
            else:
                self._waiting.append(message)
            self._wake.notify()

    def end(self) -> None:
        """Nobody asks any more."""
        with self._wake:
            self._ended = True
            self._wake.notify()

    def is_cancelled(self, request: int) -> bool:
        """Whether this request was taken back, or everything was."""
        return self._ended or request in self._cancelled


def _text(data: bytes) -> str:
    return base64.b85encode(data).decode("ascii")


def _answers(message: Message, go_on: looking.GoOn) -> Iterator[Message]:
    """The answers to one request, as they become known."""
    path = Path(message["path"])
    kind = message["m"]
    if kind == "probe":
        media = MediaFile(path)
        info = {name: getattr(media.info, name) for name in MediaInfo.__slots__}
        media.close()
        yield {"info": info}
    elif kind == "peaks":
        unheard: list[tuple[int, int]] = []
        for start, peaks in looking.peaks(path, int(message["from"]), go_on, unheard):
            yield {"ms": start, "peaks": _text(peaks), "last": False, "unheard": []}
        yield {"ms": 0, "peaks": "", "last": True, "unheard": unheard}
    elif kind == "shots":
        yield {"cuts": looking.shots(path, go_on)}
    elif kind == "hash":
        yield {"sha256": looking.content_hash(path, go_on)}
    elif kind == "preflight":
        found = looking.preflight(path, go_on)
        yield {
            "found": [
                {"code": f.code, "value": f.value, "at": f.at_ms, "spans": f.spans} for f in found
            ]
        }


def _copied(message: Message, copies: Copies, go_on: looking.GoOn) -> None:
    """Make a copy, unless it is there."""
    # The encoder is loaded for the few clips that need it.
    from app.player import copying

    source: str = message["path"]
    if message["m"] == "keep":
        target = copies.for_stream(source)
        make = copying.keep_stream
    else:
        content = looking.content_hash(Path(source), lambda _: go_on(0.0))
        target = copies.for_file(Path(source), content)
        make = copying.seekable_copy
    if target is None:
        raise MediaError(PlayerFault.NOT_WRITTEN, "no folder")
    if not target.is_file():
        make(source, target, go_on)


def _file_of(message: Message, copies: Copies) -> str:
    """What to look at: a stream that was kept; for small pictures the copy, which seeks quickly."""
    source: str = message["path"]
    if "://" in source:
        return str(copies.of_stream(source) or source)
    if message["m"] == "thumbnails":
        return str(copies.of_file(Path(source)) or source)
    return source


def _thumbnails(
    message: Message, key: str | None, cache: ResultCache, go_on: looking.GoOn
) -> Iterator[Message]:
    """Small pictures, those kept from before first; each one made is kept by itself."""
    times: list[int] = message["times"]
    height: int = message["height"]
    waiting: Message | None = None
    missing: list[int] = []
    for at_ms in times:
        kept = cache.read(key, f"thumbnail-{height}-{at_ms}") if key is not None else None
        if not kept or not are_answers("thumbnails", [{**kept[0], "last": False}]):
            missing.append(at_ms)
            continue
        if waiting is not None:
            yield {**waiting, "last": False}
        waiting = kept[0]
    made = looking.thumbnails(Path(message["path"]), missing, height, go_on) if missing else ()
    for at_ms, picture in made:
        if waiting is not None:
            yield {**waiting, "last": False}
        waiting = {
            "ms": at_ms,
            "w": picture.width,
            "h": picture.height,
            "px": _text(picture.pixels),
            "x": picture.exact,
        }
        if key is not None and picture.exact:
            cache.write(key, f"thumbnail-{height}-{at_ms}", [waiting])
    if waiting is None:
        raise MediaError(PlayerFault.DAMAGED_PLACE, "no picture")
    yield {**waiting, "last": True}


def _work(desk: Desk, cache: ResultCache, copies: Copies, send: Callable[[Message], None]) -> None:
    while (message := desk.take()) is not None:
        request: int = message["r"]
        kind: str = message["m"]
        told = 0.0

        def go_on(done: float, request: int = request) -> None:
            nonlocal told
            if desk.is_cancelled(request):
                raise looking.Stopped
            if done - told >= _PROGRESS_STEP:
                told = done
                send({"m": "progress", "r": request, "done": done})

        try:
            go_on(0.0)
            if kind in _COPYING:
                _copied(message, copies, go_on)
                send({"m": kind, "r": request})
                continue
            message["path"] = _file_of(message, copies)
            for answer in _cached(message, cache, go_on):
                send({"m": kind, "r": request, **answer})
        except looking.Stopped:
            send({"m": "stopped", "r": request, "code": None, "detail": "cancelled"})
        except MediaError as error:
            send({"m": "stopped", "r": request, "code": error.code.value, "detail": error.detail})
        except Exception as error:  # noqa: BLE001 - the lane's edge: it is reported
            code = PlayerFault.DAMAGED.value
            send({"m": "stopped", "r": request, "code": code, "detail": type(error).__name__})


def _cached(message: Message, cache: ResultCache, go_on: looking.GoOn) -> Iterator[dict[str, Any]]:
    """Answers from the cache, or new ones that go into it when they are complete."""
    kind, path = message["m"], Path(message["path"])
    if kind == "hash":
        known = cache.key(path)
        if known is None:
            known = looking.content_hash(path, go_on)
            cache.key(path, known)
        yield {"sha256": known}
        return
    key = cache.key(path)
    if key is None and kind in _CACHED and path.is_file():
        key = cache.key(path, looking.content_hash(path, lambda _: go_on(0.0)))
    if kind == "thumbnails":
        yield from _thumbnails(message, key, cache, go_on)
        return
    stored = cache.read(key, kind) if key is not None and kind in _CACHED else None
    if stored is not None and are_answers(kind, stored):
        yield from stored
        return
    fresh: list[dict[str, Any]] = []
    for answer in _answers(message, go_on):
        fresh.append(answer)
        yield answer
    if key is not None and kind in _CACHED:
        cache.write(key, kind, fresh)


def _read(desk: Desk, send: Callable[[Message], None]) -> None:
    lines = Lines()
    while data := os.read(0, 65536):
        for message in lines.feed(data):
            if message["m"] == "ping":
                send({"m": "pong"})
            else:
                desk.put(message)
    # The end of the input is the end of the window; unfinished work is nobody's.
    os._exit(0)


def main() -> int:
    """Serve until the input ends."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cache", required=True, type=Path)
    parser.add_argument("--idle", required=True, type=float)
    parser.add_argument("--copies", type=Path)
    options = parser.parse_args()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    if hasattr(os, "nice"):
        os.nice(_NICE)
    out = take_output()
    lock = threading.Lock()

    def send(message: Message) -> None:
        with lock:
            try:
                write_all(out, encode(message))
            except OSError:
                # Nobody reads any more.
                os._exit(0)

    desk = Desk(options.idle)
    threading.Thread(target=_read, args=(desk, send), name="commands", daemon=True).start()
    _work(desk, ResultCache(options.cache), Copies(options.copies), send)
    return 0


if __name__ == "__main__":
    sys.exit(main())
