"""Clips and databases to measure with, made once and kept in build/bench."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from fractions import Fraction
from pathlib import Path

import av

from app.store.schema import SCHEMA_NUMBER
from tests.bench.figures import CACHE
from tests.data.big_database import make_big_database
from tests.data.clips import ClipRecipe, make_clip

CLIPS = 10_000
_PART = ClipRecipe(
    name="part-1080p30.mp4", fps=Fraction(30), frames=300, width=1920, height=1080, gop=30
)
REPEATS = 9
GOP_MS = 1000
DURATION_MS = REPEATS * 10_000


def film() -> Path:
    """A clip of 1080p30 with a key frame each second, 90 s; each frame carries its number."""
    CACHE.mkdir(parents=True, exist_ok=True)
    path = CACHE / "film-1080p30.mp4"
    if path.exists():
        return path
    part = make_clip(_PART, CACHE)
    half = path.with_name("half-" + path.name)
    with av.open(str(half), "w") as out, av.open(str(part)) as source:
        video = source.streams.video[0]
        copied = out.add_stream_from_template(video)
        for turn in range(REPEATS):
            source.seek(0)
            for packet in source.demux(video):
                if packet.dts is None or packet.pts is None or packet.time_base is None:
                    continue
                later = round(turn * 10 / packet.time_base)
                packet.pts += later
                packet.dts += later
                packet.stream = copied
                out.mux(packet)
    half.replace(path)
    return path


def database(folder: Path, clip: Path) -> Path:
    """A database of 10,000 clips in a folder of its own; the last one is this file."""
    CACHE.mkdir(parents=True, exist_ok=True)
    kept = CACHE / f"clips-{CLIPS}-schema-{SCHEMA_NUMBER}.db"
    if not kept.exists():
        made = make_big_database(folder / "making.db", clips=CLIPS)
        with closing(sqlite3.connect(made)) as connection:
            connection.execute("VACUUM INTO ?", (str(kept),))
    path = folder / "scenewright.db"
    path.write_bytes(kept.read_bytes())
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "UPDATE clips SET source = ?, title = ?, content_hash = '', position_ms = 4000 "
            "WHERE id = (SELECT clip_id FROM last_opened)",
            (str(clip), clip.name),
        )
        connection.commit()
    return path
