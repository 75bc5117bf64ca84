"""A database with eight weeks of believable work: for looking at the hours room and for its tests.

python -m tests.data.month_of_work PATH [WEEKS]
"""

from __future__ import annotations

import random
import sys
import time
import uuid
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from app.desk import hours
from app.desk.ports.store import Draft, UnitOfWork
from app.domain.clip import Clip, ClipState, SourceKind
from app.domain.journal import Edit, EditKind, chain
from app.domain.worklog import (
    MINUTE_MS,
    Activity,
    GapKind,
    IntervalOrigin,
    Track,
    WorkGap,
    WorkInterval,
)
from app.store.database import open_database
from app.timekeeping.corrections import GapAnswer, WorkBook
from tests.fakes.time import ManualClock

_PLACES = ("pier", "kitchen", "hill", "classroom", "fifth-avenue", "harbor-office", "garden")
_SCENES = ("at-dusk", "two-cooks", "climb", "spelling-test", "in-the-rain", "night-shift", "market")
_WORDS = (
    *("A", "woman", "in", "a", "yellow", "coat", "walks", "along", "the", "quay"),
    *("and", "waves", "to", "a", "boat", "that", "leaves", "."),
)
_OFFSET = -300


class Worker:
    """Lives days of work into a unit of work, seeded, so that each run makes the same."""

    def __init__(self, unit: UnitOfWork, seed: int = 11) -> None:
        self._unit = unit
        self._chance = random.Random(seed)
        self._clip_number = 0
        self._at_ms = 0
        self.last_clip = ""

    def new_id(self) -> str:
        """Give an id; later ones sort later."""
        high = self._chance.getrandbits(64)
        return str(uuid.UUID(int=(self._at_ms << 80) | (0x7 << 76) | (0x2 << 62) | (high >> 2)))

    def day(self, day: date, clips: int, pace: float) -> None:
        """Work through a morning or an evening; ``pace`` stretches the times."""
        hour = self._chance.choice((8, 9, 9, 10, 13))
        start = datetime(day.year, day.month, day.day, hour, self._chance.randrange(60), tzinfo=UTC)
        self._at_ms = int(start.timestamp() * 1000) - _OFFSET * MINUTE_MS
        for number in range(clips):
            self._clip(pace, last=number == clips - 1)
            self._at_ms += self._chance.randrange(1, 5) * MINUTE_MS
        if day.weekday() == 2:
            self._live(Activity.CALIBRATE, None, 30)
        if day.weekday() == 3:
            for _ in range(2):
                self._live(Activity.REVIEW, self.last_clip, 9, Track.SENIOR_QC)

    def _clip(self, pace: float, *, last: bool) -> None:
        chance = self._chance
        self._clip_number += 1
        clip_id = self.last_clip = self.new_id()
        title = f"{chance.choice(_PLACES)}-{chance.choice(_SCENES)}-{self._clip_number:03d}.mp4"
        self._unit.clips.add(
            Clip(
                id=clip_id,
                title=title,
                kind=SourceKind.NONE,
                duration_ms=chance.randrange(14_000, 46_000),
                state=ClipState.SUBMITTED if not last else ClipState.IN_PROGRESS,
                added_ms=self._at_ms,
            )
        )
        text = " ".join(chance.choices(_WORDS, k=chance.randrange(88, 190)))
        edit = Edit(
            number=1, at_ms=self._at_ms, kind=EditKind.TYPED, position=0, removed="", inserted=text
        )
        links = chain([edit])
        self._unit.drafts.append(
            Draft(
                clip_id=clip_id,
                text=text,
                edit_number=1,
                head_hash=links[-1].hash,
                words=len(text.split()),
                updated_ms=self._at_ms,
            ),
            links,
        )
        for activity, minutes in (
            (Activity.WATCH, 2.6),
            (Activity.WRITE, 4.4),
            (Activity.GUIDE, 0.9 if chance.random() < 0.6 else 0.0),
            (Activity.WATCH, 1.8),
            (Activity.WRITE, 2.9),
        ):
            if minutes:
                self._live(activity, clip_id, minutes * pace * chance.uniform(0.6, 1.5))
            if chance.random() < 0.05:
                self._away(clip_id, activity)

    def _live(
        self,
        activity: Activity,
        clip_id: str | None,
        minutes: float,
        track: Track = Track.CAPTIONER,
    ) -> None:
        end_ms = self._at_ms + int(minutes * MINUTE_MS)
        interval = WorkInterval(
            id=self.new_id(),
            start_ms=self._at_ms,
            end_ms=end_ms,
            offset_minutes=_OFFSET,
            track=track,
            activity=activity,
            clip_id=clip_id,
            origin=IntervalOrigin.LIVE,
        )
        self._unit.worklog.add_interval(interval, is_open=False)
        self._at_ms = end_ms

    def _away(self, clip_id: str, activity: Activity) -> None:
        end_ms = self._at_ms + self._chance.randrange(40_000, 40 * MINUTE_MS)
        gap = WorkGap(
            id=self.new_id(),
            start_ms=self._at_ms,
            end_ms=end_ms,
            offset_minutes=_OFFSET,
            kind=GapKind.IDLE,
            track=Track.CAPTIONER,
            activity=activity,
            clip_id=clip_id,
            asks=end_ms - self._at_ms >= MINUTE_MS,
        )
        self._unit.worklog.add_gap(gap)
        self._at_ms = end_ms
        answer = self._chance.choice((GapAnswer.DISCARD, GapAnswer.CLIENT_TOOL, None))
        if gap.asks and answer is not None:
            self.correct(lambda book: book.answer(gap, answer))

    def correct(self, make) -> None:
        """Correct what was lived so far."""
        hours.correct(self._unit.worklog, make, now_ms=self._at_ms, new_id=self.new_id)


def _mend_a_day(worker: Worker, unit: UnitOfWork) -> None:
    """Change, split and remove among the newest intervals, each with a reason."""

    def newest(book: WorkBook, place: int) -> WorkInterval:
        return book.intervals[place]

    worker.correct(
        lambda book: book.change(
            newest(book, -1).id,
            end_ms=newest(book, -1).end_ms - 60_000,
            reason="Answered the door; the clock ran on.",
        )
    )
    worker.correct(
        lambda book: book.remove(newest(book, -4).id, reason="The clip of somebody else.")
    )
    worker.correct(
        lambda book: book.change(
            newest(book, -5).id, activity=Activity.GUIDE, reason="Read the guide beside the clip."
        )
    )


def make_month_of_work(path: Path, weeks: int = 9, until: date | None = None) -> Path:
    """Make the database; the last day of work is ``until``, today without."""
    store = open_database(path, ManualClock()).store
    if store is None:
        raise ValueError(f"{path} is in use by something else")
    last = until or datetime.fromtimestamp(time.time(), UTC).date()
    first = last - timedelta(days=last.weekday() + 7 * (weeks - 1))

    def live(unit: UnitOfWork) -> None:
        worker = Worker(unit)
        chance = random.Random(3)
        for number in range((last - first).days + 1):
            day = first + timedelta(days=number)
            if day.weekday() == 5 or (day.weekday() == 6 and chance.random() < 0.5):
                continue
            week = number // 7
            clips = 7 if day == last else chance.randrange(5, 11) - (2 if week < 2 else 0)
            worker.day(day, clips, 1.55 - 0.07 * week)
        _mend_a_day(worker, unit)
        for week in range(2):
            monday = first + timedelta(weeks=week)
            unit.worklog.add_lock(
                hours.new_lock(
                    unit.worklog,
                    first_day=monday,
                    last_day=monday + timedelta(days=6),
                    offset_minutes=_OFFSET,
                    invoice_number=f"{monday.year}-{week + 1:03d}",
                    now_ms=int(time.time() * 1000),
                    new_id=worker.new_id,
                )
            )

    store.write(live)
    store.close()
    return path


if __name__ == "__main__":
    numbers = [int(number) for number in sys.argv[2:3]]
    print(make_month_of_work(Path(sys.argv[1]), *numbers))
