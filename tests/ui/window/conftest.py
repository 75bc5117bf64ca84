"""Makes windows on fakes, and closes them after the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.fakes.parts import FakeParts
from tests.ui.window.stage import Window


@pytest.fixture
def make_window(qtbot, hub, tmp_path: Path) -> Iterator[Callable[..., Window]]:
    made: list[Window] = []

    def make(prepare: Callable[[FakeParts], None] = lambda _: None, **arguments) -> Window:
        fakes = FakeParts(tmp_path, **arguments)
        prepare(fakes)
        made.append(Window(qtbot, fakes))
        return made[-1]

    yield make
    for window in made:
        window.close()
