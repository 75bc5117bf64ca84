"""A stream in segments over HTTP from this machine, and one that breaks off once."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from pathlib import Path

import av
import pytest

from app.desk.ports.player import BufferingChanged, FrameShown, MediaLoaded, PlayerFailed
from tests.data.clips import ClipRecipe, make_clip
from tests.integration.player.stage import Stage
from tests.integration.player.test_streams import QuietHandler, QuietServer

pytestmark = pytest.mark.vlc

RECIPE = ClipRecipe(name="segments.ts", frames=100, gop=25, b_frames=0, sound=True)


class FailingOnceHandler(QuietHandler):
    """Sends half of the second segment the first time it is asked for."""

    broken: set[str] = set()  # noqa: RUF012 - emptied by the fixture

    def do_GET(self) -> None:  # noqa: N802 - the base class's name
        name = self.path.rsplit("/", 1)[-1]
        if name != "part1.ts" or name in self.broken:
            super().do_GET()
            return
        self.broken.add(name)
        data = (Path(self.directory) / name).read_bytes()
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data[: len(data) // 2])
        self.close_connection = True


@pytest.fixture(scope="module")
def segments(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hls")
    whole = make_clip(RECIPE, folder)
    with av.open(str(whole)) as source:
        options = {
            "hls_time": "1",
            "hls_list_size": "0",
            "hls_segment_filename": str(folder / "part%d.ts"),
        }
        with av.open(str(folder / "list.m3u8"), "w", format="hls", options=options) as out:
            streams = {s.index: out.add_stream_from_template(s) for s in source.streams}
            for packet in source.demux():
                if packet.dts is not None:
                    packet.stream = streams[packet.stream_index]
                    out.mux(packet)
    return folder


@pytest.fixture
def address(segments: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    FailingOnceHandler.broken.clear()
    handler = functools.partial(request.param, directory=str(segments))
    server = QuietServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/list.m3u8"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("address", [QuietHandler, FailingOnceHandler], indirect=True)
def test_a_stream_in_segments_plays_past_the_second_one(address: str, stage: Stage) -> None:
    stage.clear()
    stage.player.load(address, is_stream=True, paused=False, view_width=960, view_height=540)
    stage.until(lambda: bool(stage.of(FrameShown)))
    stage.until(lambda: stage.player.playhead_ms() > 2200)
    assert stage.of(BufferingChanged)
    assert stage.of(MediaLoaded)
    assert not stage.of(PlayerFailed)
    assert not any(frame.exact for frame in stage.of(FrameShown))
    stage.player.unload()
