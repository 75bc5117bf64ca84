"""A full disk: the write is refused as a whole, and goes through once there is room."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path

import pytest

from app.domain.errors import EnvironmentFailureError
from app.store import connections
from app.store.database import open_database
from app.store.failures import failure_of, failure_of_os
from app.store.store import SqliteStore
from tests.fakes.time import ManualClock
from tests.integration.store.samples import add_clip, type_text


@pytest.fixture
def full_at(monkeypatch: pytest.MonkeyPatch):
    """Lets the file grow only so many pages more, on the connection that writes."""
    writers: list[sqlite3.Connection] = []
    connect = connections.connect_writer

    def keep_hold(path: Path, **options: bool) -> sqlite3.Connection:
        writers.append(connect(path, **options))
        return writers[-1]

    monkeypatch.setattr("app.store.engines.connect_writer", keep_hold)

    def limit(pages: int) -> None:
        used = writers[-1].execute("PRAGMA page_count").fetchone()[0]
        writers[-1].execute(f"PRAGMA max_page_count = {used + pages}")

    return limit


def test_a_full_disk_stores_nothing_of_a_write_and_the_next_try_succeeds(
    full_at, place: Path, clock: ManualClock
) -> None:
    store = open_database(place, clock).store
    assert store is not None
    add_clip(store)
    before = type_text(store, "c1", "A quiet harbor. ")
    full_at(0)
    with pytest.raises(EnvironmentFailureError) as failed:
        type_text(store, "c1", "A dog barks. " * 5_000)
    assert failed.value.code == "store.disk-full"
    assert store.read(lambda unit: unit.drafts.get("c1")) == before
    assert len(store.read(lambda unit: unit.drafts.edits("c1"))) == 1
    full_at(1_000)
    after = type_text(store, "c1", "A dog barks. " * 5_000)
    assert store.read(lambda unit: unit.drafts.get("c1")) == after
    assert store.check().problems == ()
    store.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_backup_that_finds_no_room_leaves_nothing_behind(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def copy_to_a_full_disk(_database: Path, target: Path) -> None:
        target.write_bytes(b"half of it")
        with Path("/dev/full").open("wb", buffering=0) as full:
            full.write(b"the other half")

    monkeypatch.setattr("app.store.backup._copy", copy_to_a_full_disk)
    good = store.backups()
    with pytest.raises(EnvironmentFailureError) as failed:
        store.backup("daily")
    assert failed.value.code == "store.disk-full"
    assert store.backups() == good


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "store.disk-full"),
        (errno.EDQUOT, "store.disk-full"),
        (errno.EROFS, "store.read-only"),
        (errno.EACCES, "store.read-only"),
        (errno.EIO, "store.cannot-open"),
    ],
)
def test_errors_of_the_file_system_have_their_codes(number: int, code: str) -> None:
    failure = failure_of_os(OSError(number, os.strerror(number)), Path("/x.db"))
    assert failure.code == code


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (sqlite3.SQLITE_FULL, "store.disk-full"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "store.locked"),
        (sqlite3.SQLITE_READONLY_DBMOVED, "store.read-only"),
        (sqlite3.SQLITE_CORRUPT_VTAB, "store.damaged"),
        (sqlite3.SQLITE_IOERR_WRITE, "store.failed"),
    ],
)
def test_errors_of_sqlite_have_their_codes(tmp_path: Path, number: int, code: str) -> None:
    error = sqlite3.OperationalError("as SQLite says it")
    error.sqlite_errorcode = number
    failure = failure_of(error, tmp_path / "x.db")
    assert failure.code == code
    assert failure.facts["detail"] == "as SQLite says it"
