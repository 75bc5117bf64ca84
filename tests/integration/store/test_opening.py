"""Whatever lies at the database's place: it is opened, refused or offered a backup, never lost."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.errors import EnvironmentFailureError, RefusedError
from app.store import connections
from app.store.database import OpenOutcome, open_database, open_for_reading, restore, start_afresh
from app.store.inspection import FileKind, inspect
from app.store.networks import is_on_network
from app.store.schema import APPLICATION_ID
from app.store.store import SqliteStore
from tests.fakes.time import ManualClock
from tests.integration.store.samples import add_clip, type_text

Opening = Callable[[], OpenOutcome]


def foreign_database(path: Path, *, application_id: int = 0, user_version: int = 0) -> bytes:
    path.parent.mkdir(exist_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE notes (text)")
        connection.execute("INSERT INTO notes VALUES ('mine')")
        connection.execute(f"PRAGMA application_id = {application_id}")
        connection.execute(f"PRAGMA user_version = {user_version}")
        connection.commit()
    return path.read_bytes()


def filled(store: SqliteStore, place: Path) -> None:
    """Fill and close a database, so that all of it is in one file."""
    for number in range(30):
        add_clip(store, f"c{number}", "a title that fills some pages " * 20)
        type_text(store, f"c{number}", "A quiet harbor at night. " * 60)
    store.close()
    assert not place.with_name(place.name + "-wal").exists()


def test_where_nothing_is_a_database_is_made(opening: Opening, place: Path) -> None:
    outcome = opening()
    assert (outcome.found, outcome.problem, outcome.backup) == (FileKind.MISSING, "", None)
    assert outcome.store is not None
    assert outcome.store.check().problems == ()
    assert inspect(place) is FileKind.OURS


def test_a_file_without_bytes_becomes_a_database_and_that_is_said(
    opening: Opening, place: Path
) -> None:
    place.parent.mkdir()
    place.touch()
    outcome = opening()
    assert outcome.found is FileKind.EMPTY
    assert outcome.store is not None
    add_clip(outcome.store)


def test_where_the_database_is_gone_the_newest_backup_is_offered(
    opening: Opening, store: SqliteStore, place: Path
) -> None:
    add_clip(store)
    made = store.backup("daily")
    store.close()
    place.unlink()
    assert opening().backup == made


def test_it_is_kept_as_the_design_says(store: SqliteStore, place: Path) -> None:
    store.write(lambda unit: unit.settings.set("a", "1"))
    with closing(sqlite3.connect(place)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    with closing(connections.connect_writer(place)) as writer:
        pragmas = {
            name: writer.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("synchronous", "foreign_keys", "busy_timeout", "secure_delete")
        }
    assert pragmas == {
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": connections.BUSY_MS,
        "secure_delete": 1,
    }


@pytest.mark.parametrize(
    ("application_id", "user_version", "code"),
    [(0, 0, "store.foreign"), (77, 1, "store.foreign"), (APPLICATION_ID, 99, "store.newer")],
)
def test_foreign_and_newer_databases_are_refused_and_untouched(
    opening: Opening, place: Path, application_id: int, user_version: int, code: str
) -> None:
    before = foreign_database(place, application_id=application_id, user_version=user_version)
    with pytest.raises(RefusedError) as refused:
        opening()
    assert refused.value.code == code
    assert place.read_bytes() == before
    assert [file.name for file in place.parent.iterdir()] == [place.name]


def test_a_file_that_is_no_database_is_not_touched(opening: Opening, place: Path) -> None:
    place.parent.mkdir()
    place.write_bytes(b"Dear diary, " * 100)
    outcome = opening()
    assert (outcome.store, outcome.problem) == (None, "store.not-a-database")
    assert place.read_bytes() == b"Dear diary, " * 100


@pytest.mark.parametrize("share", [0.5, 0.05])
def test_a_truncated_database_is_told_and_a_backup_brought_back(
    opening: Opening, store: SqliteStore, place: Path, share: float
) -> None:
    add_clip(store, "early")
    made = store.backup("daily")
    filled(store, place)
    damaged = place.read_bytes()[: int(place.stat().st_size * share)]
    place.write_bytes(damaged)

    outcome = opening()
    assert (outcome.store, outcome.problem, outcome.backup) == (None, "store.damaged", made)
    assert place.read_bytes() == damaged

    aside = restore(place, made.path, now_ms=1_000)
    assert aside is not None
    assert aside.read_bytes() == damaged
    back = opening().store
    assert back is not None
    assert [clip.id for clip in back.read(lambda unit: unit.clips.all())] == ["early"]


def test_a_few_bytes_of_a_database_are_damage(opening: Opening, place: Path) -> None:
    place.parent.mkdir()
    place.write_bytes(b"SQLite format 3\x00" + b"\x10" * 50)
    assert opening().problem == "store.damaged"


def test_overwritten_pages_are_found_by_the_check(
    opening: Opening, store: SqliteStore, place: Path
) -> None:
    filled(store, place)
    with place.open("r+b") as file:
        file.seek(place.stat().st_size // 2)
        file.write(b"\xff" * 8192)
    outcome = opening()
    assert outcome.store is not None
    problems = outcome.store.check().problems
    assert problems
    assert all(problem.startswith("pages: ") for problem in problems)
    with pytest.raises(EnvironmentFailureError) as failed:
        outcome.store.backup("daily")
    assert failed.value.code in {"store.damaged", "store.backup-damaged"}
    assert list(outcome.store.backups()) == []


def test_starting_afresh_keeps_the_damaged_file(opening: Opening, place: Path) -> None:
    place.parent.mkdir()
    place.write_bytes(b"SQLite format 3\x00" + b"\x10" * 50)
    aside = start_afresh(place, now_ms=1_000)
    assert aside is not None
    assert aside.read_bytes().startswith(b"SQLite format 3")
    assert opening().found is FileKind.MISSING


def test_a_forged_text_and_a_forged_record_are_found(store: SqliteStore, place: Path) -> None:
    for clip_id in ("c1", "c2", "c3", "c4"):
        add_clip(store, clip_id)
        type_text(store, clip_id, "It is night. ")
        type_text(store, clip_id, "A dog barks.")
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("UPDATE drafts SET text = 'It is day.' WHERE clip_id = 'c1'")
        connection.execute("UPDATE edits SET inserted = 'x' WHERE clip_id = 'c2' AND number = 1")
        connection.execute("DELETE FROM edits WHERE clip_id = 'c3'")
        connection.commit()
    assert store.check().problems == ("draft: c1", "record: c2", "record: c3")


def test_a_database_locked_by_another_program_is_told(
    store: SqliteStore, place: Path, monkeypatch: pytest.MonkeyPatch, clock: ManualClock
) -> None:
    add_clip(store)
    store.close()
    monkeypatch.setattr(connections, "BUSY_MS", 1)
    opened = open_database(place, clock).store
    assert opened is not None
    with closing(sqlite3.connect(place, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(EnvironmentFailureError) as failed:
            opened.write(lambda unit: unit.settings.set("a", "1"))
        assert failed.value.code == "store.locked"
        assert opened.read(lambda unit: unit.clips.get("c1")).id == "c1"
    opened.write(lambda unit: unit.settings.set("a", "2"))
    assert opened.read(lambda unit: unit.settings.all()) == {"a": "2"}
    opened.close()


def test_scripts_read_beside_a_window_and_make_nothing(
    store: SqliteStore, place: Path, clock: ManualClock
) -> None:
    with pytest.raises(RefusedError) as refused:
        open_for_reading(place.with_name("none.db"), clock)
    assert refused.value.code == "store.missing"
    add_clip(store)
    reader = open_for_reading(place, clock)
    add_clip(store, "c2")
    assert len(reader.read(lambda unit: unit.clips.all())) == 2
    reader.close()


def test_writing_from_a_second_thread_is_a_bug_that_raises(store: SqliteStore) -> None:
    add_clip(store)
    caught: list[BaseException] = []

    def write() -> None:
        try:
            add_clip(store, "c2")
        except RuntimeError as error:
            caught.append(error)

    thread = threading.Thread(target=write)
    thread.start()
    thread.join()
    assert len(caught) == 1
    assert len(store.read(lambda unit: unit.clips.all())) == 1


def test_a_unit_of_work_ends_with_its_function(store: SqliteStore) -> None:
    kept = store.write(lambda unit: unit)
    with pytest.raises(Exception, match="closed"):
        kept.settings.all()
    with pytest.raises(RuntimeError):
        store.write(lambda unit: store.write(lambda inner: None))
    store.write(lambda unit: unit.settings.set("a", "1"))


AS_NOBODY = """
import os, sys, tempfile
from pathlib import Path
from app.domain.errors import ScenewrightError
from app.store.database import open_database, open_for_reading
from app.store.glance import glance
from app.store.lock import try_acquire
from tests.fakes.time import ManualClock
with tempfile.TemporaryDirectory() as folder:  # loads every module before rights are dropped
    open_database(Path(folder) / "warm.db", ManualClock()).store.close()
if os.getuid() == 0:
    os.setgid(65534); os.setuid(65534)
place = Path(sys.argv[1])
print("glance", glance(place).clip.id)
reader = open_for_reading(place, ManualClock())
print("read", len(reader.read(lambda unit: unit.clips.all())))
print("check", reader.check().problems)
reader.close()
def told(name, call):
    try:
        call()
    except ScenewrightError as error:
        print(name, type(error).__name__, error.code)
def write():
    store = open_database(place, ManualClock()).store
    store.write(lambda unit: unit.settings.set("a", "1"))
told("write", write)
told("lock", lambda: try_acquire(place))
told("new", lambda: open_database(place.with_name("new.db"), ManualClock()))
told("folder", lambda: open_database(place.parent / "more" / "new.db", ManualClock()))
"""


@pytest.mark.skipif(os.name == "nt", reason="folders are made read-only by other means")
def test_a_read_only_folder_can_be_read_and_is_told(store: SqliteStore, place: Path) -> None:
    add_clip(store)
    store.write(lambda unit: unit.clips.set_last_opened("c1", 1))
    store.close()
    place.chmod(0o444)
    place.parent.chmod(0o555)
    for folder in place.parent.parents:
        if os.getuid() == 0 and folder.stat().st_uid == 0 and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o005)
    before = sorted(file.name for file in place.parent.iterdir())
    done = subprocess.run(
        [sys.executable, "-c", AS_NOBODY, str(place)],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[3],
        check=False,
    )
    place.parent.chmod(0o755)
    assert done.stdout.splitlines() == [
        "glance c1",
        "read 1",
        "check ()",
        "write EnvironmentFailureError store.read-only",
        "lock EnvironmentFailureError store.read-only",
        "new EnvironmentFailureError store.read-only",
        "folder EnvironmentFailureError store.read-only",
    ], done.stderr
    assert sorted(file.name for file in place.parent.iterdir()) == before


@pytest.mark.parametrize(
    ("path", "network"),
    [
        ("/home/ana/captions.db", False),
        ("/home/ana/work share/captions.db", True),
        ("/mnt/local/captions.db", False),
        ("/mnt/ssh/deep/captions.db", True),
        ("//server/share/captions.db", True),
    ],
)
def test_network_file_systems_are_noticed(tmp_path: Path, path: str, network: bool) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/sda1 / ext4 rw 0 0\n"
        "server:/x /home/ana/work\\040share nfs4 rw 0 0\n"
        "server:/y /mnt cifs rw 0 0\n"
        "/dev/sdb1 /mnt/local ext4 rw 0 0\n"
        "ana@host: /mnt/ssh fuse.sshfs rw 0 0\n"
    )
    assert is_on_network(Path(path), mounts) is network
    assert is_on_network(Path("/home"), tmp_path / "none") is False
