"""A real database in a temporary folder."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.store.database import OpenOutcome, open_database
from app.store.store import SqliteStore
from tests.fakes.time import ManualClock


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where the database is: a folder with blanks and signs that a URI must escape."""
    return tmp_path / "my captions #1 %20?" / "captions.db"


@pytest.fixture
def opening(place: Path, clock: ManualClock) -> Iterator[Callable[[], OpenOutcome]]:
    """Opens the database and closes it in the end."""
    opened: list[SqliteStore] = []

    def open_it() -> OpenOutcome:
        outcome = open_database(place, clock)
        if outcome.store is not None:
            opened.append(outcome.store)
        return outcome

    yield open_it
    for store in opened:
        store.close()


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database made once; most tests work on a copy, which saves the migrations."""
    path = tmp_path_factory.mktemp("empty") / "captions.db"
    made = open_database(path, ManualClock()).store
    assert made is not None
    made.close()
    return path


@pytest.fixture
def store(opening: Callable[[], OpenOutcome], place: Path, empty_database: Path) -> SqliteStore:
    place.parent.mkdir()
    shutil.copyfile(empty_database, place)
    opened = opening().store
    assert opened is not None
    return opened
