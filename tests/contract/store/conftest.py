"""Runs every test of this folder on the store in memory and on the real one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.desk.ports.store import Store
from tests.fakes.store import MemoryStore


class StillClock:
    """A clock that stands until a test sets it."""

    def __init__(self, now_ms: int = 1_790_000_000_000) -> None:
        self.now_ms = now_ms

    def utc_ms(self) -> int:
        return self.now_ms

    def monotonic_ms(self) -> int:
        return self.now_ms

    def offset_minutes(self) -> int:
        return 0


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "memory":
        yield MemoryStore()
        return
    from app.store.database import open_database

    opened = open_database(tmp_path / "captions.db", StillClock())
    assert opened.store is not None
    yield opened.store
    opened.store.close()
