"""Values that the tests of every store put in."""

from __future__ import annotations

from dataclasses import replace

from app.desk.ports.store import (
    Decision,
    DecisionReason,
    DecisionScope,
    Draft,
    Snapshot,
    SnapshotReason,
    Store,
)
from app.domain.clip import Clip, ClipFacts, SourceKind, Ternary
from app.domain.journal import ChainedEdit, Edit, EditKind, chain

FACTS = ClipFacts(
    speech=Ternary.YES,
    music=Ternary.NO,
    names_allowed=("Ana “la Jefa” Gómez", "李"),
    titles_forbidden=("Harbor Light | HL",),
)


def clip(clip_id: str = "c1", **fields: object) -> Clip:
    plain = Clip(id=clip_id, title=clip_id.upper(), kind=SourceKind.FILE, source=f"/{clip_id}.mp4")
    return replace(plain, **fields)


def typed(texts: list[str], start: Draft) -> tuple[Draft, tuple[ChainedEdit, ...]]:
    """Type texts at the end of a draft, one edit each."""
    text, edits = start.text, []
    for number, more in enumerate(texts, start.edit_number + 1):
        edits.append(
            Edit(
                number=number,
                at_ms=number * 10,
                kind=EditKind.TYPED,
                position=len(text),
                removed="",
                inserted=more,
            )
        )
        text += more
    links = chain(edits, start.head_hash)
    end = links[-1].hash if links else start.head_hash
    following = replace(
        start, text=text, edit_number=start.edit_number + len(edits), head_hash=end, updated_ms=77
    )
    return following, links


def write_text(store: Store, clip_id: str, *texts: str) -> Draft:
    start = store.read(lambda unit: unit.drafts.get(clip_id))
    draft, links = typed(list(texts), start)
    store.write(lambda unit: unit.drafts.append(draft, links))
    return draft


def add(store: Store, *clips: Clip) -> None:
    def work(unit):
        for one in clips:
            unit.clips.add(one)

    store.write(work)


def snapshot(snapshot_id: str, clip_id: str = "c1", **fields: object) -> Snapshot:
    plain = Snapshot(
        id=snapshot_id,
        clip_id=clip_id,
        at_ms=5,
        reason=SnapshotReason.PAUSE,
        text="text",
        edit_number=1,
        words=1,
    )
    return replace(plain, **fields)


def decision(decision_id: str, clip_id: str = "c1", **fields: object) -> Decision:
    plain = Decision(
        id=decision_id,
        clip_id=clip_id,
        rule="r",
        criterion="k",
        match="perhaps",
        scope=DecisionScope.FINDING,
        reason=DecisionReason.PREFERENCE,
        at_ms=3,
    )
    return replace(plain, **fields)
