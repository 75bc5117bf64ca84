"""Backups are whole, checked and few; bringing one back loses nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.desk.commands import database as commands
from app.domain.errors import EnvironmentFailureError, RefusedError
from app.store import backup as backup_module
from app.store.backup import KEPT, Backups, keep
from app.store.database import OpenOutcome, open_database, restore
from app.store.schema import APPLICATION_ID
from app.store.store import SqliteStore
from tests.fakes.time import ManualClock
from tests.integration.store.samples import add_clip, type_text

DAY_MS = 86_400_000


def put_database(path: Path) -> Path:
    """Make the smallest file that counts as a database of ours."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE clips (id)")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.commit()
    return path


def test_a_backup_holds_what_is_not_yet_folded_into_the_file(
    store: SqliteStore, place: Path, clock: ManualClock
) -> None:
    add_clip(store)
    type_text(store, "c1", "A quiet harbor.")
    assert place.with_name(place.name + "-wal").stat().st_size > 0
    made = store.backup("daily")
    assert made.path.parent == place.parent / "backups"
    assert [file.name for file in made.path.parent.iterdir()] == [made.path.name]
    copy = open_database(made.path, clock).store
    assert copy is not None
    assert copy.read(lambda unit: unit.drafts.get("c1")).text == "A quiet harbor."
    assert copy.check().problems == ()
    copy.close()


def test_forty_days_keep_seven_daily_four_weekly_and_each_monthly(tmp_path: Path) -> None:
    database = put_database(tmp_path / "captions.db")
    backups = Backups(tmp_path / "backups", "captions", lambda _: 10**12)
    start = datetime(2026, 1, 1, 9, tzinfo=UTC)
    for day in range(41):
        now_ms = int((start + timedelta(days=day)).timestamp() * 1000)
        kind = backups.due(now_ms)
        assert kind is not None
        backups.make(database, kind, now_ms)
        assert backups.due(now_ms + 1) is None
    kinds = [info.kind for info in backups.all()]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "daily": 7,
        "weekly": 4,
        "monthly": 2,
    }
    times = [info.at_ms for info in backups.all()]
    assert times == sorted(times, reverse=True)


@given(st.lists(st.tuples(st.sampled_from(sorted(KEPT)), st.integers(1, 100))), st.integers(0, 900))
def test_what_stays_is_within_the_numbers_and_the_room(
    kinds: list[tuple[str, int]], room: int
) -> None:
    listed = [(Path(str(number)), kind, size) for number, (kind, size) in enumerate(kinds)]
    stays = keep(listed, room)
    kept = [entry for entry in listed if entry[0] in stays]
    for kind, most in KEPT.items():
        assert sum(entry[1] == kind for entry in kept) <= most
    if listed:
        assert listed[0][0] in stays
        assert sum(entry[2] for entry in kept[1:]) <= max(0, room - kept[0][2])


def test_together_they_take_a_tenth_of_the_free_space(tmp_path: Path) -> None:
    database = put_database(tmp_path / "captions.db")
    size = database.stat().st_size
    backups = Backups(tmp_path / "backups", "captions", lambda _: size * 35)
    for number in range(6):
        backups.make(database, "daily", number * DAY_MS)
    assert [info.at_ms for info in backups.all()] == [5 * DAY_MS, 4 * DAY_MS, 3 * DAY_MS]


def test_what_is_not_a_backup_of_this_database_is_left_alone(
    store: SqliteStore, place: Path
) -> None:
    folder = place.parent / "backups"
    folder.mkdir()
    others = [
        folder / "notes.txt",
        folder / "other-20260101T000000.000Z-daily.db",
        folder / "captions-20260101T000000.000Z-daily.db",  # ours by name, and empty
    ]
    for path in others:
        path.write_bytes(b"")
    made = store.backup("daily")
    assert list(store.backups()) == [made]
    assert all(path.exists() for path in others)


def test_a_copy_that_does_not_hold_never_counts(
    store: SqliteStore, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = store.backup("daily")

    def copy_badly(database: Path, target: Path) -> None:
        target.write_bytes(database.read_bytes()[:5000])

    monkeypatch.setattr(backup_module, "_copy", copy_badly)
    with pytest.raises(EnvironmentFailureError):
        store.backup("asked")
    assert list(store.backups()) == [good]
    assert [path.name for path in good.path.parent.iterdir()] == [good.path.name]


def test_restoring_sets_the_present_database_aside_with_its_log(
    opening: Callable[[], OpenOutcome], store: SqliteStore, place: Path, clock: ManualClock
) -> None:
    add_clip(store, "early")
    made = store.backup("asked")
    add_clip(store, "late")
    store.close()
    aside = restore(place, made.path, clock.utc_ms())
    assert aside is not None
    back = opening().store
    assert back is not None
    assert [clip.id for clip in back.read(lambda unit: unit.clips.all())] == ["early"]
    kept = open_database(aside, clock).store
    assert kept is not None
    assert [clip.id for clip in kept.read(lambda unit: unit.clips.all())] == ["early", "late"]
    kept.close()
    assert made.path.exists()


def test_only_a_database_of_ours_is_restored(store: SqliteStore, place: Path) -> None:
    store.close()
    diary = place.parent / "diary.txt"
    diary.write_text("Dear diary")
    before = place.read_bytes()
    with pytest.raises(RefusedError) as refused:
        restore(place, diary, 0)
    assert refused.value.code == "store.backup-refused"
    assert place.read_bytes() == before


def test_the_commands_say_what_they_did(
    store: SqliteStore, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_clip(store)
    with pytest.raises(RefusedError) as refused:
        commands.restore(None, store.backups, lambda path: None)
    assert refused.value.code == "store.no-backup"
    assert commands.check(store) == 0
    assert commands.backup(store) == 0
    assert commands.list_backups(store.backups) == 0
    made = store.backups()[0]
    store.close()
    assert commands.restore(None, lambda: [made], lambda path: restore(place, path, 5)) == 0
    told = capsys.readouterr().out
    assert "The database is sound." in told
    assert told.count(str(made.path)) == 3
    assert "1 clip," in told
    assert f"{place.name}.set-aside-" in told


def test_the_check_command_fails_on_damage(
    store: SqliteStore, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_clip(store)
    type_text(store, "c1", "It is night.")
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("UPDATE drafts SET text = 'It is day.'")
        connection.commit()
    assert commands.check(store) == 1
    assert "The text of clip c1 is not what its writing record leads to." in capsys.readouterr().out
