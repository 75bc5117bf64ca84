"""The history of a caption in its drawer: read, shown against now, brought back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QWidget

from app.desk import opening
from app.desk.ports.store import Draft, Snapshot
from app.desk.runtime import Desk
from app.domain.clip import WRITABLE, Clip
from app.ui.caption import words
from app.ui.caption.history import HistoryPane
from app.ui.common.drawer import Drawer

Found = tuple[Clip, Draft, tuple[Snapshot, ...]]


class HistoryPresenter(QObject):
    """Opens the drawer for a clip and hands back the text a person wants again. MAIN.

    Args:
        window: The window that the drawer lies in.
        desk: Runs the read.
        place: Where the drawer lies when it is open.
        anchors: What the drawer moves along with.
        on_restore: Called with the id of the clip and the text.
        on_error: Called when the history cannot be read.
    """

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        place: Callable[[], QRect],
        anchors: Sequence[QWidget],
        on_restore: Callable[[str, str], None],
        on_error: Callable[[Exception], None],
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._on_restore = on_restore
        self._on_error = on_error
        self._clip_id = ""
        self._texts: dict[str, str] = {}
        self.pane = HistoryPane()
        self.drawer = Drawer(window, self.pane, place, anchors=anchors, first=self.pane.list)
        self.pane.restore_requested.connect(self._restore)
        self.pane.close_asked.connect(self.shut)

    @property
    def is_open(self) -> bool:
        """Whether the drawer is open."""
        return self.drawer.is_open

    def open(self, clip_id: str, now: str | None = None) -> None:
        """Read the history of a clip and show it.

        Args:
            clip_id: The clip.
            now: The text as it is on the desk; None for the stored draft.
        """
        self._clip_id = clip_id

        def show(found: Found) -> None:
            clip, draft, snapshots = found
            if clip.id != self._clip_id:
                return
            self._texts = {snapshot.id: snapshot.text for snapshot in snapshots}
            locked = "" if clip.state in WRITABLE else words.HISTORY_LOCKED
            self.pane.set_title(clip.title)
            self.pane.set_history(snapshots, draft.text if now is None else now, locked=locked)
            self.drawer.open()

        self._desk.read(
            lambda unit: (unit.clips.get(clip_id), *opening.history(unit, clip_id)),
            show,
            self._on_error,
        )

    def shut(self) -> bool:
        """Close the drawer; gives whether it was open."""
        return self.drawer.shut()

    def leave(self) -> None:
        """The person went to another room or clip: close without moving the focus."""
        self.drawer.shut(give_back=False)

    def _restore(self, snapshot_id: str) -> None:
        self.drawer.shut()
        self._on_restore(self._clip_id, self._texts[snapshot_id])
