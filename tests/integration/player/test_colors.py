"""The same colors playing and paused, whatever the clip says of its matrix and range."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from app.desk.ports.player import FrameShown
from app.player.client import PlayerClient
from tests.integration.player.stage import Stage

pytestmark = pytest.mark.vlc

BARS = (
    (235, 235, 235),
    (220, 200, 20),
    (20, 200, 200),
    (30, 200, 30),
    (200, 30, 200),
    (200, 20, 20),
    (20, 20, 220),
    (30, 30, 30),
)
TAGS = {
    "601": ("yuv420p", "colormatrix=smpte170m"),
    "709": ("yuv420p", "colormatrix=bt709"),
    "untagged": ("yuv420p", ""),
    "full": ("yuvj420p", "colormatrix=bt709:fullrange=on"),
}


def bars(folder: Path, name: str) -> Path:
    path = folder / f"bars-{name}.mp4"
    pixels, tags = TAGS[name]
    picture = np.zeros((180, 320, 3), np.uint8)
    for place, color in enumerate(BARS):
        picture[:, place * 40 : (place + 1) * 40] = color
    with av.open(str(path), "w") as out:
        stream = out.add_stream("libx264", rate=Fraction(25))
        stream.width, stream.height, stream.pix_fmt = 320, 180, pixels
        stream.options = {"preset": "ultrafast", "qp": "4", "x264-params": tags or "ref=1"}
        for number in range(50):
            # A moving mark at the foot, so that no picture repeats the last.
            moved = picture.copy()
            moved[170:, number * 6 : number * 6 + 6] = 255
            out.mux(stream.encode(av.VideoFrame.from_ndarray(moved, format="rgb24")))
        out.mux(stream.encode(None))
    return path


def levels(player: PlayerClient) -> np.ndarray:
    view = player.frame()
    lines = np.frombuffer(bytes(view.pixels), np.uint8).reshape(view.height, view.width, 4)
    return lines[60:120, 20::40, :3].mean(axis=0)


@pytest.mark.parametrize("name", TAGS)
def test_bars_differ_by_three_levels_at_most(name: str, tmp_path: Path, stage: Stage) -> None:
    stage.load(bars(tmp_path, name))
    paused = levels(stage.player)
    stage.clear()
    stage.player.play()
    stage.until(lambda: len(stage.of(FrameShown)) > 8)
    playing = levels(stage.player)
    stage.player.pause()
    assert np.abs(paused - playing).max() <= 3
