"""The rooms besides Caption, made when they are first shown, and what opens over a room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.desk.ports.store import QueueRow
from app.domain.worklog import WorkGap
from app.ui.common.panes import EmptyState

if TYPE_CHECKING:
    from app.ui.window_controller import WindowController


class Rooms:
    """Makes and shows rooms."""

    def __init__(self, controller: WindowController) -> None:
        self._controller = controller
        self._made: dict[str, QWidget] = {"caption": controller.window.caption_room}
        self.current = "caption"

    def show(self, room: str) -> None:
        """Show a room."""
        widget = self._made.get(room)
        if widget is None:
            widget = self._made[room] = self._make(room)
            self._controller.window.rooms.addWidget(widget)
        self._controller.window.rooms.setCurrentWidget(widget)
        self.current = room

    def _make(self, room: str) -> QWidget:
        state = EmptyState(
            "list-video",
            "No clips yet.",
            ("Drop files here.",),
            (("sample", "Open the sample clip"), ("add", "Add clips…")),
            main="sample",
            page=True,
        )
        state.pressed.connect(
            lambda key: self._controller.open_sample() if key == "sample" else self.add_clips()
        )
        return state

    def header_buttons(self) -> tuple[tuple[str, str, str, bool, str], ...]:
        return ()

    def header_words(self) -> str:
        return ""

    def show_rows(self, rows: Sequence[QueueRow]) -> None: ...
    def show_row(self, row: QueueRow) -> None: ...
    def open_history(self) -> None: ...
    def open_guide(self, section: str) -> None: ...
    def add_clips(self) -> None: ...
    def add_stream(self) -> None: ...
    def add_without_file(self) -> None: ...
    def toggle_full_screen(self) -> None: ...
    def toggle_own_window(self) -> None: ...
    def toggle_sidebar(self) -> None: ...
    def close_topmost(self) -> bool:
        return False

    def ask_gap(self, gap: WorkGap) -> None: ...
    def find(self) -> None: ...
    def locate(self, clip_id: str) -> None: ...
