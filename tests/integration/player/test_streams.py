"""Plain HTTP from this machine: a stream plays, fails with a code, and its times are estimates."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.desk.ports.player import (
    BufferingChanged,
    FrameShown,
    MediaLoaded,
    PlayerFailed,
    PlayerFault,
    PlayState,
)
from tests.data.clips import SUITE, make_clip
from tests.integration.player.stage import Stage

pytestmark = pytest.mark.vlc


class QuietServer(http.server.ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """A player that goes away in the middle is no news."""


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing on the test's output."""


@pytest.fixture
def address(clips: Path) -> Iterator[str]:
    make_clip(SUITE[-1], clips)
    handler = functools.partial(QuietHandler, directory=str(clips))
    server = QuietServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


def load(stage: Stage, address: str, *, paused: bool) -> None:
    stage.clear()
    stage.player.load(address, is_stream=True, paused=paused, view_width=960, view_height=540)


def test_a_stream_plays_with_estimated_times(address: str, stage: Stage) -> None:
    load(stage, f"{address}/{SUITE[-1].name}", paused=False)
    stage.until(lambda: len(stage.of(FrameShown)) > 5)
    assert stage.of(BufferingChanged)
    assert stage.of(MediaLoaded)[0].info.is_stream
    assert stage.player.info.display_width == 320
    assert not any(frame.exact for frame in stage.of(FrameShown))
    assert stage.player.playhead_ms() > 0
    stage.player.unload()


def test_a_paused_stream_shows_its_first_picture(address: str, stage: Stage) -> None:
    load(stage, f"{address}/{SUITE[-1].name}", paused=True)
    stage.until(lambda: bool(stage.of(FrameShown)))
    stage.until(lambda: stage.player.state == PlayState.PAUSED)
    stage.player.unload()


def test_a_missing_stream_fails_without_its_address(address: str, stage: Stage) -> None:
    load(stage, f"{address}/none.mp4?key=secret", paused=False)
    stage.until(lambda: bool(stage.of(PlayerFailed)))
    failed = stage.of(PlayerFailed)[0]
    assert failed.code == PlayerFault.STREAM_FAILED
    assert "secret" not in repr(stage.events)
