"""Makes the stored database of the schema of this version: run it once, before a release.

    python -m tests.data.databases.make_schema

A stored database is never made again after its release: it proves that what people have on their
disks still opens.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from app.desk.ports.store import (
    Decision,
    DecisionReason,
    DecisionScope,
    Draft,
    Snapshot,
    SnapshotReason,
    Submission,
    UnitOfWork,
)
from app.domain.clip import Clip, ClipFacts, ClipState, SourceKind, Ternary
from app.domain.dialogue import DialogueLine
from app.domain.journal import Edit, EditKind, chain
from app.domain.worklog import (
    Activity,
    Correction,
    CorrectionKind,
    GapKind,
    IntervalOrigin,
    PeriodLock,
    Rate,
    Track,
    WorkGap,
    WorkInterval,
)
from app.store.database import open_database
from app.store.schema import SCHEMA_NUMBER, schema_name
from tests.fakes.time import ManualClock

TEXT = 'A harbor at night. "Wait!" [00:12.400-00:14.000] Ana says, hoarse. '
AT_MS = 1_795_424_400_000


def fill(unit: UnitOfWork) -> None:
    """Put at least one row into every table."""
    facts = ClipFacts(speech=Ternary.YES, music=Ternary.NO, names_allowed=("Ana",))
    clip = Clip(
        id="c1",
        title="Harbor",
        kind=SourceKind.FILE,
        source="/clips/harbor.mp4",
        state=ClipState.SUBMITTED,
        duration_ms=24_000,
        width=1280,
        height=720,
        fps=29.97,
        content_hash="ab" * 32,
        facts=facts,
        added_ms=AT_MS,
        position_ms=12_400,
    )
    unit.clips.add(clip)
    unit.clips.add(Clip(id="c2", title="Ridge", kind=SourceKind.NONE, added_ms=AT_MS + 1))
    unit.clips.set_last_opened("c1", AT_MS)
    first = Edit(
        number=1, at_ms=AT_MS, kind=EditKind.TYPED, position=0, removed="", inserted=TEXT + "secret"
    )
    second = Edit(
        number=2,
        at_ms=AT_MS + 9,
        kind=EditKind.DELETED,
        position=len(TEXT),
        removed="secret",
        inserted="",
    )
    links = chain([first, second])
    draft = Draft(
        clip_id="c1",
        text=TEXT,
        edit_number=2,
        head_hash=links[-1].hash,
        caret=5,
        words=9,
        to_look_at=1,
        updated_ms=AT_MS + 9,
    )
    unit.drafts.append(draft, links)
    unit.drafts.erase_content("c1", 2)
    unit.dialogue.save(
        DialogueLine(
            id="l1", clip_id="c1", in_ms=12_400, out_ms=14_000, speaker="Ana", words="Wait!"
        )
    )
    snapshot = Snapshot(
        id="s1",
        clip_id="c1",
        at_ms=AT_MS,
        reason=SnapshotReason.SUBMITTED,
        text=TEXT,
        edit_number=2,
        words=9,
    )
    unit.snapshots.add(snapshot)
    unit.snapshots.add_submission(
        Submission(
            id="u1",
            clip_id="c1",
            snapshot_id="s1",
            at_ms=AT_MS,
            report_json="{}",
            worked_ms=95_000,
            head_hash=draft.head_hash,
            facts=facts,
            author="Ana Gómez",
        )
    )
    unit.decisions.add(
        Decision(
            id="d1",
            clip_id="c1",
            rule="speculation.perhaps",
            criterion="no-speculation",
            match="perhaps",
            scope=DecisionScope.FINDING,
            reason=DecisionReason.PREFERENCE,
            at_ms=AT_MS,
        )
    )
    unit.settings.set("look.theme", '"dark"')
    unit.dictionary.add("Gómez", AT_MS)
    unit.watched.set("c1", [(0, 24_000)])
    fill_hours(unit)


def fill_hours(unit: UnitOfWork) -> None:
    """Record 100 s on the first clip and correct them to 95 s."""
    worked = WorkInterval(
        id="i1",
        start_ms=AT_MS,
        end_ms=AT_MS + 100_000,
        offset_minutes=-300,
        track=Track.CAPTIONER,
        activity=Activity.WRITE,
        clip_id="c1",
        origin=IntervalOrigin.LIVE,
    )
    unit.worklog.add_interval(worked, is_open=False)
    shorter = worked._replace(id="i2", end_ms=AT_MS + 95_000, origin=IntervalOrigin.CORRECTION)
    unit.worklog.add_correction(
        Correction(
            id="k1",
            kind=CorrectionKind.CHANGE,
            replaces=("i1",),
            adds=(shorter,),
            reason="The door bell rang.",
            at_ms=AT_MS + 200_000,
        )
    )
    unit.worklog.add_gap(
        WorkGap(
            id="g1",
            start_ms=AT_MS + 100_000,
            end_ms=AT_MS + 500_000,
            offset_minutes=-300,
            kind=GapKind.IDLE,
            track=Track.CAPTIONER,
            activity=Activity.WRITE,
            clip_id="c1",
            asks=True,
        )
    )
    unit.worklog.add_lock(
        PeriodLock(id="p1", start_ms=0, end_ms=AT_MS, invoice_number="2026-11", at_ms=AT_MS)
    )
    rate = Rate(
        track=Track.CAPTIONER,
        amount=Decimal("26.10"),
        currency="USD",
        valid_from=date(2026, 1, 1),
    )
    unit.worklog.set_rates([rate])


def main() -> None:
    """Make the file beside this module."""
    path = Path(__file__).with_name(f"schema-{schema_name(SCHEMA_NUMBER)}.db")
    path.unlink(missing_ok=True)
    store = open_database(path, ManualClock()).store
    if store is None:
        raise SystemExit(f"{path} could not be made")
    store.write(fill)
    store.close()


if __name__ == "__main__":
    main()
