"""What the window shows before anything else of the program is loaded: its place, the last caption.

Only what has its final place and look is shown; the rest comes with the desks, right behind the
first paint.
"""

from __future__ import annotations

import json

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QGuiApplication

from app.desk.opening import OpenedClip
from app.desk.settings import Settings
from app.desk.totals import WorkTotals
from app.domain.clip import WRITABLE
from app.ui.common.screens import keep_on_screen
from app.ui.main_window import MainWindow


def restore_window(window: MainWindow, settings: Settings) -> None:
    """Put the window where it was; a stored place that is no more is left to Qt."""
    geometry = settings.text("window.geometry")
    if geometry:
        window.restoreGeometry(QByteArray.fromBase64(geometry.encode()))
    # The scale may have changed since, or a smaller screen be there now; offscreen is none.
    if QGuiApplication.platformName() != "offscreen":
        keep_on_screen(window, window.screen().availableGeometry())
    try:
        splits = json.loads(settings.text("window.splitters") or "{}")
    except ValueError:
        splits = {}
    window.caption_room.set_splits(splits if isinstance(splits, dict) else {})


def show_early(window: MainWindow, settings: Settings, early: OpenedClip, worked_ms: int) -> None:
    """Show the last caption; what is typed into it is taken up when the desks are there.

    ``worked_ms`` is the work on its clip so far.
    """
    caption = window.caption_room.caption
    caption.editor.set_zoom(settings.whole("writing.zoom"))
    caption.load(early.draft.text, early.draft.caret)
    caption.editor.setReadOnly(early.clip.state not in WRITABLE)
    caption.editor.setFocus(Qt.FocusReason.OtherFocusReason)
    window.header.show_room("caption")
    window.header.show_open(early.clip.title, "", steps=False)
    window.status.show_totals(WorkTotals(clip_ms=worked_ms))
