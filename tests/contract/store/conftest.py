"""Runs every test of this folder on the store in memory and on the real one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.desk.ports.store import Store
from tests.fakes.store import MemoryStore
from tests.fakes.time import ManualClock


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database made once; each test works on a copy, which saves the migrations."""
    from app.store.database import open_database

    path = tmp_path_factory.mktemp("empty") / "captions.db"
    made = open_database(path, ManualClock()).store
    assert made is not None
    made.close()
    return path


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path, empty_database: Path) -> Iterator[Store]:
    if request.param == "memory":
        yield MemoryStore()
        return
    from app.store.database import open_database

    place = tmp_path / "captions.db"
    shutil.copyfile(empty_database, place)
    opened = open_database(place, ManualClock()).store
    assert opened is not None
    yield opened
    opened.close()
