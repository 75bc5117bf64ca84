"""A process that types into the journal until it is killed.

    python -m tests.integration.store.killed_writer DATABASE

Prints the number of each edit after it is stored.
"""

from __future__ import annotations

import sys
from pathlib import Path

from app.domain.worklog import Activity, IntervalOrigin, Track, WorkInterval
from app.store.database import open_database
from tests.fakes.time import ManualClock
from tests.integration.store.samples import add_clip, type_text


def main(place: Path) -> None:
    """Type one word after the other, and let the work clock beat with each."""
    store = open_database(place, ManualClock()).store
    if store is None:
        raise SystemExit("the database did not open")
    if not store.read(lambda unit: unit.clips.all()):
        add_clip(store)
    number = store.read(lambda unit: unit.drafts.get("c1")).edit_number
    interval = WorkInterval(
        id=f"i{number}",
        start_ms=number * 1000,
        end_ms=number * 1000,
        offset_minutes=0,
        track=Track.CAPTIONER,
        activity=Activity.WRITE,
        clip_id="c1",
        origin=IntervalOrigin.LIVE,
    )
    store.write(lambda unit: unit.worklog.add_interval(interval, is_open=True))
    while True:
        number = type_text(store, "c1", f"word{number} " * 40).edit_number
        beat = number * 1000
        store.write(lambda unit, beat=beat: unit.worklog.extend_open(interval.id, beat))
        print(number, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
