"""A database as it is after years of work, made in seconds: for benches and soaks.

python -m tests.data.big_database PATH [CLIPS] [INTERVALS]
"""

from __future__ import annotations

import random
import sys
import uuid
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from app.domain.clip import ClipFacts, ClipState, SourceKind, Ternary
from app.domain.journal import Edit, EditKind, chain
from app.domain.worklog import Activity, IntervalOrigin, Track
from app.store.codecs import facts_to_json
from app.store.connections import connect_writer
from app.store.database import open_database
from tests.fakes.time import ManualClock

START_MS = 1_763_888_400_000
"""A year before the clock of the tests."""
_MINUTE_MS = 60_000
_SENTENCES = (
    "At night a small harbor lies under low fog, and two lamps burn on the quay. ",
    'A young woman in a yellow coat says, "You came back." [00:04.200-00:05.900] ',
    "Gulls cry and water laps against the boats. ",
    "An older man puts down a crate, wipes his hands and turns to her slowly. ",
    "They stand close, and neither of them speaks; the mood is tender and wary. ",
    "Behind them a radio plays a slow waltz. ",
)
_STATES = (
    [ClipState.ACCEPTED] * 5 + [ClipState.SUBMITTED] * 2 + [ClipState.IN_PROGRESS, ClipState.NEW]
)


def make_big_database(
    path: Path, clips: int = 10_000, intervals: int = 50_000, seed: int = 7
) -> Path:
    """Make a database of clips with drafts and writing records, and of recorded hours.

    The last clip is in progress, has a text and was opened last.
    """
    store = open_database(path, ManualClock()).store
    if store is None:
        raise ValueError(f"{path} is in use by something else")
    store.close()
    chance = random.Random(seed)
    ids = [str(uuid.UUID(int=chance.getrandbits(128), version=4)) for _ in range(clips)]
    texts = ["".join(chance.sample(_SENTENCES, len(_SENTENCES))) for _ in range(20)]
    states = [chance.choice(_STATES) for _ in ids[:-1]] + [ClipState.IN_PROGRESS]
    with closing(connect_writer(path)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN IMMEDIATE")
        _insert(connection, "clips", _clip_rows(ids, states, chance))
        written = [clip_id for clip_id, state in zip(ids, states, strict=True) if state != "new"]
        drafts, edits = _texts(written, texts, chance)
        _insert(connection, "drafts", iter(drafts))
        _insert(connection, "edits", iter(edits))
        _insert(connection, "intervals", _interval_rows(ids, intervals, chance))
        _insert(
            connection, "last_opened", iter([{"only": 1, "clip_id": ids[-1], "at_ms": START_MS}])
        )
        connection.execute("COMMIT")
    return path


def _insert(connection: Any, table: str, rows: Iterator[dict[str, Any]]) -> None:
    first = next(rows)
    names = ", ".join(f'"{name}"' for name in first)
    places = ", ".join(f":{name}" for name in first)
    statement = f"INSERT INTO {table} ({names}) VALUES ({places})"
    connection.execute(statement, first)
    connection.executemany(statement, rows)


def _clip_rows(
    ids: list[str], states: list[ClipState], chance: random.Random
) -> Iterator[dict[str, Any]]:
    facts = facts_to_json(ClipFacts(speech=Ternary.YES, people=Ternary.YES))
    for number, (clip_id, state) in enumerate(zip(ids, states, strict=True)):
        yield {
            "id": clip_id,
            "title": f"Harbor {number:05d}",
            "kind": SourceKind.FILE.value,
            "source": f"/clips/{number // 500:02d}/harbor-{number:05d}.mp4",
            "state": state.value,
            "duration_ms": chance.randint(8_000, 90_000),
            "width": 1280,
            "height": 720,
            "fps": 29.97,
            "content_hash": f"{number:064x}",
            "link": "",
            "facts": facts,
            "set_aside_reason": "",
            "state_before": None,
            "added_ms": START_MS + number,
            "due_ms": None,
            "position_ms": 0,
            "sample": False,
        }


def _texts(
    ids: list[str], texts: list[str], chance: random.Random
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    drafts: list[dict[str, Any]] = []
    edits: list[dict[str, Any]] = []
    records = {text: _record(text) for text in texts}
    for clip_id in ids:
        text = chance.choice(texts)
        record = records[text]
        edits += [row | {"clip_id": clip_id} for row in record]
        drafts.append(
            {
                "clip_id": clip_id,
                "text": text,
                "edit_number": len(record),
                "head_hash": record[-1]["hash"],
                "caret": len(text),
                "words": len(text.split()),
                "to_look_at": chance.randint(0, 6),
                "updated_ms": START_MS,
            }
        )
    return drafts, edits


def _record(text: str, step: int = 40) -> list[dict[str, Any]]:
    """Make the rows of a writing record that types a text in bursts."""
    typed = [
        Edit(
            number=number,
            at_ms=START_MS + number * 400,
            kind=EditKind.TYPED,
            position=start,
            removed="",
            inserted=text[start : start + step],
        )
        for number, start in enumerate(range(0, len(text), step), 1)
    ]
    return [
        {
            "number": link.edit.number,
            "at_ms": link.edit.at_ms,
            "kind": link.edit.kind.value,
            "position": link.edit.position,
            "note": "",
            "hash": bytes.fromhex(link.hash),
            "removed": "",
            "inserted": link.edit.inserted,
        }
        for link in chain(typed)
    ]


def _interval_rows(ids: list[str], count: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    activities = [Activity.WATCH, Activity.WRITE, Activity.WRITE, Activity.GUIDE]
    start_ms = START_MS
    for number in range(count):
        end_ms = start_ms + chance.randint(10_000, 4 * _MINUTE_MS)
        yield {
            "id": f"interval-{number:06d}",
            "start_ms": start_ms,
            "end_ms": end_ms,
            "offset_minutes": -300,
            "track": Track.CAPTIONER.value,
            "activity": chance.choice(activities).value,
            "clip_id": ids[number * len(ids) // count] if number % 20 else None,
            "origin": IntervalOrigin.LIVE.value,
            "is_open": False,
            "correction_id": None,
            "counts": True,
        }
        start_ms = end_ms + chance.randint(0, 8 * _MINUTE_MS)


if __name__ == "__main__":
    numbers = [int(number) for number in sys.argv[2:4]]
    print(make_big_database(Path(sys.argv[1]), *numbers))
