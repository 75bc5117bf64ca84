"""The sample clip is what its facts say."""

from __future__ import annotations

import hashlib
import json
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "sample"
FACTS = json.loads((FOLDER / "sample.json").read_text(encoding="utf-8"))
CLIP = FOLDER / FACTS["file"]


def test_it_is_small_and_plays_everywhere() -> None:
    assert CLIP.stat().st_size <= 2_000_000
    with av.open(str(CLIP)) as file:
        picture, sound = file.streams.video[0], file.streams.audio[0]
        assert (picture.codec_context.name, sound.codec_context.name) == ("h264", "aac")
        assert (picture.width, picture.height) == (1280, 720)
        assert picture.average_rate == FACTS["frame_rate"]
        assert picture.frames * 1000 == FACTS["duration_ms"] * FACTS["frame_rate"]


def test_it_is_known_by_its_content() -> None:
    assert hashlib.sha256(CLIP.read_bytes()).hexdigest() == FACTS["sha256"]


def test_its_cuts_are_where_the_facts_say() -> None:
    with av.open(str(CLIP)) as file:
        small = [
            frame.reformat(64, 36, "gray").to_ndarray().astype(int)
            for frame in file.decode(video=0)
        ]
    change = [float(np.mean(np.abs(b - a))) for a, b in pairwise(small)]
    cuts = sorted(np.argsort(change)[-len(FACTS["cuts_ms"]) :] + 1)
    assert [int(cut) * 1000 // FACTS["frame_rate"] for cut in cuts] == FACTS["cuts_ms"]


@pytest.mark.parametrize("line", FACTS["lines"], ids=lambda line: line["words"])
def test_its_lines_are_heard_where_the_facts_say(line: dict[str, int | str]) -> None:
    with av.open(str(CLIP)) as file:
        rate = file.streams.audio[0].rate
        blocks = [frame.to_ndarray().mean(axis=0) for frame in file.decode(audio=0)]
    track = np.concatenate(blocks)

    def level(start_ms: int, end_ms: int) -> float:
        return float(np.sqrt(np.mean(track[start_ms * rate // 1000 : end_ms * rate // 1000] ** 2)))

    start, end = int(line["in_ms"]), int(line["out_ms"])
    assert level(start, end) > 1.7 * level(start - 600, start - 50)
    assert level(start, end) > 1.7 * level(end + 100, end + 600)
