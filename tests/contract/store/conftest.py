"""Runs every test of this folder on the store in memory and on the real one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.desk.ports.store import Store
from tests.fakes.store import MemoryStore
from tests.fakes.time import ManualClock


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "memory":
        yield MemoryStore()
        return
    from app.store.database import open_database

    opened = open_database(tmp_path / "captions.db", ManualClock())
    assert opened.store is not None
    yield opened.store
    opened.store.close()
