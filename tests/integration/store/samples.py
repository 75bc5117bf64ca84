"""What the tests of the database put in."""

from __future__ import annotations

from dataclasses import replace

from app.desk.ports.store import Draft, Store
from app.domain.clip import Clip, ClipFacts, SourceKind, Ternary
from app.domain.journal import Edit, EditKind, chain


def add_clip(store: Store, clip_id: str = "c1", title: str = "Harbor") -> Clip:
    clip = Clip(
        id=clip_id,
        title=title,
        kind=SourceKind.FILE,
        source=f"/clips/{clip_id}.mp4",
        duration_ms=24_000,
        facts=ClipFacts(speech=Ternary.YES, names_allowed=("Ana",)),
        position_ms=1_250,
    )
    store.write(lambda unit: unit.clips.add(clip))
    return clip


def type_text(store: Store, clip_id: str, text: str) -> Draft:
    """Store one more edit at the end of a draft."""
    before = store.read(lambda unit: unit.drafts.get(clip_id))
    edit = Edit(
        number=before.edit_number + 1,
        at_ms=1_000 + before.edit_number,
        kind=EditKind.TYPED,
        position=len(before.text),
        removed="",
        inserted=text,
    )
    links = chain([edit], before.head_hash)
    after = replace(
        before, text=before.text + text, edit_number=edit.number, head_hash=links[-1].hash
    )
    store.write(lambda unit: unit.drafts.append(after, links))
    return after
