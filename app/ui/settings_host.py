"""What the settings room asks of the window: guides, words, keys, and a backup put in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.checks.guide.loader import SHIPPED, find_packs
from app.desk.keymap import Keymap
from app.desk.runtime import Desk
from app.desk.settings import Settings, Value

if TYPE_CHECKING:
    from app.ui.window_controller import WindowController


class WindowSettings:
    """Stands between the settings room and the window. MAIN."""

    def __init__(self, controller: WindowController) -> None:
        self._controller = controller

    @property
    def desk(self) -> Desk:
        """Runs use cases."""
        return self._controller.desk

    @property
    def settings(self) -> Settings:
        """All settings."""
        return self._controller.settings

    @property
    def keymap(self) -> Keymap:
        """The keys in force."""
        return self._controller.window.actions_table.keymap

    @property
    def data_folder(self) -> Path:
        """Where the work lies."""
        return self._controller.parts.data_folder

    def set_setting(self, key: str, value: Value) -> None:
        """Change a setting."""
        self._controller.set_setting(key, value)

    def find_guides(self) -> Sequence[str]:
        """Give the ids of the shipped guides and of the person's own. READER."""
        return tuple(find_packs((SHIPPED, self.data_folder / "guides")))

    def reload_guide(self, done: Callable[[], None]) -> None:
        """Read the guide again; a broken one leaves the old one in use, and says why."""

        def fail(error: Exception) -> None:
            done()
            self._controller.show_error(error)

        self._controller.desks.rubric.reload(lambda _checker: done(), fail)

    def learn_word(self, word: str) -> None:
        """Add a word to the dictionary."""
        self._controller.desks.rubric.learn(word)

    def forget_word(self, word: str) -> None:
        """Remove a word from the dictionary."""
        self._controller.desks.rubric.forget(word)

    def restore_backup(self, backup: Path) -> None:
        """Put a backup in the place of the work of now, which is set aside."""
        self._controller.restore_backup(backup)
