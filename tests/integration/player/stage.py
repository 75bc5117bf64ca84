"""A real player with its events, for tests: wait for what happened, never for time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from app.desk.ports.player import FrameShown, PlayerEvent, PlayState
from app.player.client import PlayerClient
from tests.data.clips import read_barcode

LIMIT_S = 20.0


class Stage:
    """Collects events and, for each picture, the number in its pixels."""

    def __init__(
        self, environment: dict[str, str] | None = None, *, copies: Path | None = None
    ) -> None:
        self._changed = threading.Condition()
        self.events: list[PlayerEvent] = []
        self.pictures: list[tuple[int | None, int]] = []
        """Frame numbers as told and as read from the pixels, unless the slot was written over."""
        self.player = PlayerClient(self._post, environment=environment, copies=copies)
        self.player.start()

    def _post(self, event: PlayerEvent) -> None:
        with self._changed:
            if isinstance(event, FrameShown) and event.exact:
                self._read()
            self.events.append(event)
            self._changed.notify_all()

    def _read(self) -> None:
        view = self.player.frame()
        if view is None or not view.exact:
            return
        seen = read_barcode(view.pixels, view.width, view.height, view.stride)
        if self.player.still_valid(view):
            self.pictures.append((view.frame_index, seen))

    def until(self, done: Callable[[], bool]) -> None:
        """Wait for an event after which `done` holds."""
        with self._changed:
            if not self._changed.wait_for(done, LIMIT_S):
                msg = f"nothing for {LIMIT_S} s; last: {self.events[-4:]}"
                raise AssertionError(msg)

    def of(self, kind: type[PlayerEvent]) -> list[PlayerEvent]:
        return [event for event in list(self.events) if isinstance(event, kind)]

    def ends_with(self, kind: type[PlayerEvent]) -> bool:
        """Whether the last event is of this kind."""
        return bool(self.events) and isinstance(self.events[-1], kind)

    def clear(self) -> None:
        with self._changed:
            self.events.clear()
            self.pictures.clear()

    def load(self, path: Path, **more: object) -> None:
        """Load a clip and wait for its first picture."""
        self.clear()
        number = self.player.load(
            str(path), is_stream=False, view_width=960, view_height=540, **more
        )
        self.until(
            lambda: (
                bool(self.pictures)
                and any(isinstance(e, FrameShown) and e.generation == number for e in self.events)
            )
        )

    def seek(self, media_ms: int) -> int:
        """Seek while paused and return the number in the picture that comes."""
        self.clear()
        self.player.seek(media_ms)
        self.until(lambda: bool(self.pictures))
        return self.pictures[-1][1]

    def step(self, frames: int) -> int:
        """Step and return the number in the picture that comes."""
        self.clear()
        self.player.step(frames)
        self.until(lambda: bool(self.pictures))
        return self.pictures[-1][1]

    def play_for(self, pictures: int) -> list[tuple[int | None, int]]:
        """Play until so many pictures came, pause, and return them."""
        self.clear()
        self.player.play()
        self.until(lambda: len(self.pictures) >= pictures or self.player.state == PlayState.ENDED)
        shown = list(self.pictures)
        self.clear()
        self.player.pause()
        return shown

    def ended(self) -> bool:
        """After a pause: whether the clip was over before; else its picture is there."""
        self.until(lambda: bool(self.pictures) or self.player.state == PlayState.ENDED)
        return self.player.state == PlayState.ENDED

    def close(self) -> None:
        self.player.close()
        assert self.player.wait_closed(10)
