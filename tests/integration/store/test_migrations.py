"""The schema only moves forward, in one step or not at all, after a backup."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from app.domain.errors import EnvironmentFailureError
from app.store import database, inspection
from app.store.database import OpenOutcome, open_database
from app.store.engines import reader_engine
from app.store.inspection import FileKind
from app.store.migrate import newest_revision
from app.store.models import Base
from app.store.schema import MIGRATIONS, SCHEMA_NUMBER, schema_name
from app.store.store import SqliteStore
from tests.fakes.time import ManualClock
from tests.integration.store.samples import add_clip, type_text

STORED = sorted((Path(__file__).parents[2] / "data" / "databases").glob("schema-*.db"))

NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    op.create_table("new_things", sa.Column("id", sa.Integer, primary_key=True))
    op.execute("UPDATE clips SET title = title || '!'")
    {end}
"""


def next_version(folder: Path, monkeypatch: pytest.MonkeyPatch, end: str) -> Path:
    """Make the migrations of a version to come, whose last step is ``end``."""
    migrations = folder / "migrations"
    shutil.copytree(MIGRATIONS, migrations, ignore=shutil.ignore_patterns("__pycache__"))
    (migrations / "versions" / "schema_0002.py").write_text(NEXT.format(end=end))
    monkeypatch.setattr(inspection, "SCHEMA_NUMBER", 2)
    return migrations


def content(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        numbers = connection.execute("PRAGMA user_version").fetchone()
        return [str(numbers), *connection.iterdump()]


def test_the_migrations_lead_to_the_models(store: SqliteStore, place: Path) -> None:
    engine = reader_engine(place)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_the_schema_number_is_the_newest_migration() -> None:
    assert schema_name(SCHEMA_NUMBER) == newest_revision()


def test_every_released_schema_is_stored_as_a_database() -> None:
    assert [path.stem for path in STORED] == [
        f"schema-{schema_name(number)}" for number in range(1, SCHEMA_NUMBER + 1)
    ]


@pytest.mark.parametrize("stored", STORED, ids=lambda path: path.stem)
def test_a_database_of_an_earlier_version_is_read_whole(
    stored: Path, place: Path, opening: Callable[[], OpenOutcome]
) -> None:
    place.parent.mkdir()
    shutil.copyfile(stored, place)
    store = opening().store
    assert store is not None
    assert store.check().problems == ()
    rows = store.read(lambda unit: unit.clips.rows())
    assert [(row.id, row.words, row.worked_ms) for row in rows] == [("c1", 9, 95_000), ("c2", 0, 0)]
    assert store.read(lambda unit: unit.drafts.get("c1")).text.startswith("A harbor at night")
    assert len(store.read(lambda unit: unit.drafts.edits("c1"))) == 2
    assert store.read(lambda unit: unit.settings.all()) == {"look.theme": '"dark"'}
    assert len(store.read(lambda unit: unit.snapshots.submissions("c1"))) == 1
    assert len(store.read(lambda unit: unit.worklog.corrections())) == 1
    assert str(store.read(lambda unit: unit.worklog.rates())[0].amount) == "26.10"


def test_an_older_database_is_backed_up_and_migrated(
    store: SqliteStore, place: Path, clock: ManualClock, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    add_clip(store, title="Harbor")
    store.close()
    before = content(place)
    migrations = next_version(tmp_path, monkeypatch, "pass")
    outcome = open_database(place, clock, migrations=migrations)
    assert outcome.store is not None
    assert (outcome.found, outcome.migrated) == (FileKind.OLDER, True)
    assert outcome.backup is not None
    assert outcome.backup.kind == "before-migration"
    assert content(outcome.backup.path) == before
    assert outcome.store.read(lambda unit: unit.clips.get("c1")).title == "Harbor!"
    outcome.store.close()
    again = open_database(place, clock, migrations=migrations)
    assert (again.found, again.migrated) == (FileKind.OURS, False)
    assert again.store is not None
    again.store.close()


@pytest.mark.parametrize(
    "end",
    [
        "raise RuntimeError('a bug')",
        "op.execute('UPDATE no_such_table SET x = 1')",
        "op.execute('DELETE FROM clips')",  # leaves a draft without its clip
    ],
)
def test_a_step_that_fails_leaves_the_database_as_it_was(
    store: SqliteStore, place: Path, clock: ManualClock, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, end: str,
) -> None:  # fmt: skip
    add_clip(store)
    type_text(store, "c1", "A quiet harbor.")
    store.close()
    before = content(place)
    migrations = next_version(tmp_path, monkeypatch, end)
    with pytest.raises(EnvironmentFailureError) as failed:
        open_database(place, clock, migrations=migrations)
    assert failed.value.code == "store.migration-failed"
    assert content(place) == before


def test_without_a_backup_nothing_is_migrated(
    store: SqliteStore, place: Path, clock: ManualClock, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    store.close()
    before = content(place)
    next_version(tmp_path, monkeypatch, "pass")
    monkeypatch.setattr(database, "_migrate", lambda *_: pytest.fail("migrated"))
    blocked = tmp_path / "a file where the folder of backups should be"
    blocked.touch()
    with pytest.raises(EnvironmentFailureError):
        open_database(place, clock, backup_folder=blocked)
    assert content(place) == before
