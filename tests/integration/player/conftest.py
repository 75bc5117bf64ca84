"""One folder of clips for the session, and a player for each module."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.player.signals import has_sound_device
from tests.integration.player.stage import Stage


@pytest.fixture(scope="session")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("clips")


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    stage = Stage()
    yield stage
    stage.close()


@pytest.fixture(scope="session")
def sound_device() -> bool:
    return has_sound_device()
