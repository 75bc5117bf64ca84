"""Snapshots, decisions, settings, transactions and backups, as every store keeps them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.desk.ports.store import (
    DecisionScope,
    SnapshotReason,
    Store,
    Submission,
)
from app.domain.errors import EnvironmentFailureError, RefusedError
from tests.contract.store.values import FACTS, add, clip, decision, snapshot


def test_snapshots_come_newest_first(store: Store) -> None:
    add(store, clip())
    assert store.read(lambda unit: unit.snapshots.latest("c1")) is None
    one, two = snapshot("s1"), snapshot("s2", reason=SnapshotReason.SUBMITTED, text="more")
    store.write(lambda unit: (unit.snapshots.add(one), unit.snapshots.add(two)))
    assert list(store.read(lambda unit: unit.snapshots.list("c1"))) == [two, one]
    assert store.read(lambda unit: unit.snapshots.latest("c1")) == two
    assert store.read(lambda unit: unit.snapshots.get("s1")) == one
    with pytest.raises(RefusedError) as refused:
        store.read(lambda unit: unit.snapshots.get("s3"))
    assert refused.value.code == "snapshot.unknown"


def test_a_submission_can_be_taken_back_and_nothing_else_of_it_changes(store: Store) -> None:
    add(store, clip())
    handed = Submission(
        id="u1",
        clip_id="c1",
        snapshot_id="s1",
        at_ms=9,
        report_json='{"guide":"base"}',
        worked_ms=1234,
        head_hash="ab" * 32,
        facts=FACTS,
        author="Ana",
    )
    with pytest.raises(RefusedError) as refused:
        store.write(lambda unit: unit.snapshots.add_submission(handed))
    assert refused.value.code == "snapshot.unknown"
    store.write(lambda unit: unit.snapshots.add(snapshot("s1")))
    store.write(lambda unit: unit.snapshots.add_submission(handed))
    forged = replace(handed, taken_back_ms=10, report_json="{}", worked_ms=0)
    store.write(lambda unit: unit.snapshots.save_submission(forged))
    assert list(store.read(lambda unit: unit.snapshots.submissions("c1"))) == [
        replace(handed, taken_back_ms=10)
    ]
    with pytest.raises(RefusedError) as unknown:
        store.write(lambda unit: unit.snapshots.save_submission(replace(handed, id="u2")))
    assert unknown.value.code == "submission.unknown"


def test_decisions_reach_their_clip_and_rules_reach_all(store: Store) -> None:
    add(store, clip("c1"), clip("c2"))
    here = decision("d1", match="“maybe”")
    elsewhere = decision("d2", "c2", withdrawn=True)
    everywhere = decision("d3", "c2", scope=DecisionScope.RULE)
    for one in (here, elsewhere, everywhere):
        store.write(lambda unit, one=one: unit.decisions.add(one))
    assert list(store.read(lambda unit: unit.decisions.of_clip("c1"))) == [here, everywhere]
    assert list(store.read(lambda unit: unit.decisions.all())) == [here, elsewhere, everywhere]


def test_settings_words_and_watched_spans(store: Store) -> None:
    add(store, clip())

    def fill(unit):
        unit.settings.set("look.theme", '"light"')
        unit.settings.set("look.theme", '"dark"')
        unit.settings.set("gone", "1")
        unit.settings.remove("gone")
        unit.settings.remove("never there")
        unit.dictionary.add("Gómez", 1)
        unit.dictionary.add("Gómez", 2)
        unit.dictionary.add("mate", 1)
        unit.dictionary.remove("mate")
        unit.watched.set("c1", [(0, 900), (1500, 2000)])
        unit.watched.set("c1", [(0, 2000)])

    store.write(fill)
    assert store.read(lambda unit: unit.settings.all()) == {"look.theme": '"dark"'}
    assert store.read(lambda unit: unit.dictionary.words()) == {"Gómez"}
    assert list(store.read(lambda unit: unit.watched.spans("c1"))) == [(0, 2000)]
    store.write(lambda unit: unit.watched.set("c1", []))
    assert list(store.read(lambda unit: unit.watched.spans("c1"))) == []


def test_a_write_is_stored_whole_or_not_at_all(store: Store) -> None:
    def broken(unit):
        unit.clips.add(clip("c1"))
        unit.settings.set("a", "1")
        raise RefusedError("some.reason")

    with pytest.raises(RefusedError):
        store.write(broken)
    assert list(store.read(lambda unit: unit.clips.all())) == []
    assert store.read(lambda unit: unit.settings.all()) == {}
    assert store.write(lambda unit: unit.settings.set("a", "2") or "given back") == "given back"


def test_a_read_can_not_write(store: Store) -> None:
    with pytest.raises(EnvironmentFailureError) as failed:
        store.read(lambda unit: unit.settings.set("a", "1"))
    assert failed.value.code == "store.read-only"
    assert store.read(lambda unit: unit.settings.all()) == {}


def test_a_backup_is_listed_with_its_clips(store: Store) -> None:
    add(store, clip("c1"), clip("c2"))
    assert store.due_backup() == "monthly"
    made = store.backup("monthly")
    assert (made.clips, made.kind) == (2, "monthly")
    assert list(store.backups()) == [made]
    assert store.due_backup() is None
