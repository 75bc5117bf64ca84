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
_CONTROL_WIDTH = 280
_GAP = 24
_MARGIN = 32
_ANY_WIDTH = 16_777_215
"""What Qt calls no limit."""


class _Row(QWidget):
    """Name and help at the left, a control at the right, or below them where it is narrow."""

    def __init__(self, name: str, help_words: str, control: QWidget) -> None:
        super().__init__()
        self._control = control
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 8, 0, 8)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(Label(name, Role.NAME), 0, 0)
        self._help = Label(help_words, Role.LABEL, "ink2", wrap=True) if help_words else None
        if self._help is not None:
            self._grid.addWidget(self._help, 1, 0)
        self._stacked: bool | None = None
        self.set_stacked(stacked=False)

    def set_stacked(self, *, stacked: bool) -> None:
        """Put the control below the words, or beside them."""
        if stacked == self._stacked:
            return
        self._stacked = stacked
        grid, control = self._grid, self._control
        grid.removeWidget(control)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        grid.setColumnMinimumWidth(0, 0 if stacked else scaled(_NAME_WIDTH))
        if self._help is not None:
            wide = _ANY_WIDTH if stacked else scaled(_NAME_WIDTH)
            self._help.setMinimumWidth(0 if stacked else wide)
            self._help.setMaximumWidth(wide)
        if stacked:
            grid.addWidget(control, 2, 0, 1, 2, middle)
            grid.setRowMinimumHeight(2, control.sizeHint().height() + scaled(12))
        else:
            grid.setRowMinimumHeight(2, 0)
            grid.addWidget(control, 0, 1, 2 if self._help is not None else 1, 1, middle)


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
        outer.setContentsMargins(_MARGIN, 24, _MARGIN, 24)
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
        self._rows: list[_Row] = []
        for key, setting in TABLE.items():
            if setting.page is page and key not in without:
                said = SETTINGS[key]
                control = make_control(setting, said, lambda value, key=key: change(key, value))
                self.controls[key] = control
                self.add_row(said.name, said.help, control.widget)

    def add_row(self, name: str, help_words: str, widget: QWidget) -> None:
        """Add a row: name and help at the left, a widget at the right."""
        row = _Row(name, help_words, widget)
        self._rows.append(row)
        self.column.addWidget(row)
        self.column.addWidget(Divider())

    def set_room(self, width: int) -> None:
        """Hear how wide the view is: controls go under their words where it is narrow."""
        room = width - 2 * _MARGIN
        for row in self._rows:
            row.set_stacked(stacked=room < scaled(_NAME_WIDTH + _CONTROL_WIDTH) + _GAP)

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
