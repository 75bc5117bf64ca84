"""The settings room on a memory store, with a window around it that only remembers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from shiboken6 import delete

from app.desk.keymap import Keymap, Preset
from app.desk.settings import Settings
from app.ui.settings.presenter import SettingsPresenter
from tests.fakes.desk import DeskHarness


class RecordingHost:
    """Stands for the window: keeps what the settings ask of it."""

    data_folder = Path("/data/of/mine")

    def __init__(self, harness: DeskHarness) -> None:
        self.harness = harness
        self.desk = harness.desk
        self.settings = Settings.defaults()
        self.changes: list[tuple[str, object]] = []
        self.reloads: list = []
        self.restored: list[Path] = []

    @property
    def keymap(self) -> Keymap:
        return Keymap.stored(
            Preset(self.settings.text("keys.preset")), self.settings.text("keys.overrides")
        )

    def set_setting(self, key, value) -> None:
        if self.settings.values[key] != value:
            self.settings = self.settings.with_value(key, value)
            self.changes.append((key, value))

    def find_guides(self):
        return ("base-narrative", "ad-strict")

    def reload_guide(self, done) -> None:
        self.reloads.append(done)

    def learn_word(self, word: str) -> None:
        self.desk.run(lambda unit: unit.dictionary.add(word, 0))

    def forget_word(self, word: str) -> None:
        self.desk.run(lambda unit: unit.dictionary.remove(word))

    def restore_backup(self, backup: Path) -> None:
        self.restored.append(backup)


class SettingsHarness:
    """The room with everything behind it."""

    def __init__(self) -> None:
        self.harness = DeskHarness()
        self.host = RecordingHost(self.harness)
        self.presenter = SettingsPresenter(self.host)
        self.room = self.presenter.room

    def open(self, page):
        self.room.choose(page.value)
        return self.presenter.pages[page]


@pytest.fixture
def settings(hub, qtbot) -> Iterator[SettingsHarness]:
    """A room of 1280 x 648, shown and with the keys."""
    harness = SettingsHarness()
    harness.room.resize(1280, 648)
    harness.room.show()
    qtbot.waitExposed(harness.room)
    harness.presenter.entered()
    yield harness
    delete(harness.room)
