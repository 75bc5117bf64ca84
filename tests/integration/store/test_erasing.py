"""What is erased from a writing record is nowhere in the file any more."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from app.domain.journal import Edit, EditKind, chain
from app.store.store import SqliteStore
from tests.integration.store.samples import add_clip, type_text

SECRET = "correct horse battery staple"


def test_an_erased_content_leaves_no_byte_and_the_record_holds(
    store: SqliteStore, place: Path
) -> None:
    add_clip(store)
    type_text(store, "c1", "A quiet harbor. ")
    pasted = type_text(store, "c1", SECRET)
    removal = Edit(
        number=3,
        at_ms=9,
        kind=EditKind.DELETED,
        position=len(pasted.text) - len(SECRET),
        removed=SECRET,
        inserted="",
    )
    links = chain([removal], pasted.head_hash)
    clean = replace(pasted, text="A quiet harbor. ", edit_number=3, head_hash=links[-1].hash)
    store.write(lambda unit: unit.drafts.append(clean, links))
    store.write(lambda unit: unit.drafts.erase_content("c1", 2))
    store.write(lambda unit: unit.drafts.erase_content("c1", 3))
    type_text(store, "c1", "A dog barks.")
    assert store.check().problems == ()
    store.close()
    data = place.read_bytes()
    assert SECRET.encode() not in data
    assert b"A dog barks." in data
    assert not place.with_name(place.name + "-wal").exists()
