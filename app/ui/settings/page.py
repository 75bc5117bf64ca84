"""A page of settings: rows with a name, a help and a control, and sections of other things."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.desk.settings import TABLE, Page, Settings, Value
from app.ui.common.fonts import Role
from app.ui.common.labels import Label
from app.ui.common.panes import Divider, Pane
from app.ui.common.theme import scaled
from app.ui.settings.controls import Control, make_control
from app.ui.settings.words import PAGES, SETTINGS

_WIDTH = 720
_NAME_WIDTH = 320


class SettingsPage(Pane):
    """The settings of one page, each in a row; more can be added below.

    Args:
        page: Which.
        change: Told the key and the value that the person chose.
        without: Keys that the page shows in its own way.
    """

    def __init__(
        self,
        page: Page,
        change: Callable[[str, Value], None],
        *,
        without: frozenset[str] = frozenset(),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("paper", parent)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(32, 24, 32, 24)
        inner = QWidget()
        inner.setMaximumWidth(scaled(_WIDTH))
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        outer.addWidget(inner, 1)
        outer.addStretch(0)
        self.setAccessibleName(PAGES[page][0])
        title = Label(PAGES[page][0], Role.FIGURE)
        self.column.addWidget(title)
        self.column.addSpacing(12)
        self.controls: dict[str, Control] = {}
        for key, setting in TABLE.items():
            if setting.page is page and key not in without:
                said = SETTINGS[key]
                control = make_control(setting, said, lambda value, key=key: change(key, value))
                self.controls[key] = control
                self.add_row(said.name, said.help, control.widget)

    def add_row(self, name: str, help_words: str, widget: QWidget) -> None:
        """Add a row: name and help at the left, a widget at the right."""
        grid = QGridLayout()
        grid.setContentsMargins(0, 8, 0, 8)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(0)
        grid.setColumnMinimumWidth(0, scaled(_NAME_WIDTH))
        grid.setColumnStretch(1, 1)
        grid.addWidget(Label(name, Role.NAME), 0, 0)
        if help_words:
            words = Label(help_words, Role.LABEL, "ink2", wrap=True)
            words.setFixedWidth(scaled(_NAME_WIDTH))
            grid.addWidget(words, 1, 0)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        grid.addWidget(widget, 0, 1, 2 if help_words else 1, 1, middle)
        self.column.addLayout(grid)
        self.column.addWidget(Divider())

    def add_section(self, name: str, help_words: str = "") -> None:
        """Add a heading for what follows."""
        self.column.addSpacing(24)
        self.column.addWidget(Label(name, Role.TITLE))
        if help_words:
            self.column.addWidget(Label(help_words, Role.LABEL, "ink2", wrap=True))
        self.column.addSpacing(8)

    def finish(self) -> None:
        """Leave the rest of the page empty."""
        self.column.addStretch(1)

    def show_settings(self, settings: Settings) -> None:
        """Show the values."""
        for key, control in self.controls.items():
            control.show(settings.values[key])
