"""The menu of a clip in the queue."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from app.desk.ports.store import QueueRow
from app.desk.queue import can_set_aside
from app.desk.queue_list import Column, Order
from app.domain.clip import ClipState, SourceKind
from app.ui.common.icons import icon
from app.ui.queue import words

Act = Callable[[str], None]


def clip_menu(
    parent: QWidget, row: QueueRow, order: Order, *, missing: bool, is_open: bool, act: Act
) -> QMenu:
    """Make the menu; every entry calls ``act`` with its id (``sort:due`` for the sorting).

    What is not possible stays in its place, with the reason in words.
    """
    menu = QMenu(parent)

    def add(key: str, text: str, icon_name: str = "", *, possible: bool = True) -> None:
        action = menu.addAction(text)
        action.setObjectName(key)
        action.setEnabled(possible)
        if icon_name:
            action.setIcon(icon(icon_name))
        action.triggered.connect(lambda: act(key))

    add("open", "Open", "pencil")
    add("history", "History…", "history")
    menu.addSeparator()
    if row.state is ClipState.SET_ASIDE:
        add("take_up", "Take up again", "undo-2")
    elif can_set_aside(row.state):
        add("set_aside", "Set aside…", "pause")
    else:
        name = words.STATES[row.state].words.lower()
        add("set_aside", f"Set aside (not while it is {name})", "pause", possible=False)
    if row.kind == SourceKind.FILE:
        add(
            "locate", words.LOCATE if missing else "Use the file at another place…", "folder-search"
        )
        add("show_folder", "Show its folder", "folder-open", possible=not missing)
    if is_open:
        add("remove", "Remove (not while it is open in Caption)", "trash-2", possible=False)
    else:
        add("remove", "Remove", "trash-2")
    menu.addSeparator()
    add("add_without_file", words.ADD_WITHOUT_FILE, "pencil-line")
    sorting = menu.addMenu("Sort by")
    for column in (None, *Column):
        name = "The order of adding" if column is None else words.HEADINGS[column]
        action = sorting.addAction(name)
        action.setCheckable(True)
        action.setChecked(column is order.column)
        key = f"sort:{column.value if column else ''}"
        action.setObjectName(key)
        action.triggered.connect(lambda _checked=False, key=key: act(key))
    return menu
