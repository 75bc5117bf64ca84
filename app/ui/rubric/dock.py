"""The place of the rubric: the sidebar, or a rail that opens it over the text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.common.theme import scaled
from app.ui.rubric.model import RubricState
from app.ui.rubric.rail import RubricRail
from app.ui.rubric.sidebar import RubricSidebar

OVERLAY_WIDTH = 288
"""Width of the sidebar while it lies over the text, in logical pixels at 100 %."""


class RubricDock(QWidget):
    """Holds the sidebar; in narrow windows a rail of 44, beside which the sidebar opens.

    In wide windows a person may fold it to the rail too, and unfold it again.

    Opening and closing never move the focus: the keys stay with the text.

    Signals:
        open_changed: the sidebar was opened over the text or closed again; carries which.
        folded_changed: the person folded it in a wide window or unfolded it; carries which.
    """

    open_changed = Signal(bool)
    folded_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rail_mode = False
        self._narrow = False
        self._folded = False
        self.sidebar = RubricSidebar()
        self.rail = RubricRail()
        self.rail.hide()
        self.rail.opened.connect(self.toggle)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self.sidebar, 1)
        self._row.addWidget(self.rail)
        self.installEventFilter(self)

    @property
    def is_open(self) -> bool:
        """Whether the sidebar lies over the text."""
        return self._rail_mode and not self.sidebar.isHidden()

    def set_state(self, state: RubricState) -> None:
        """Show another state, in whichever of the two is on screen."""
        self.sidebar.set_state(state)
        self.rail.set_state(state)

    @property
    def folded(self) -> bool:
        """Whether the person wants the rail where there is room for the sidebar."""
        return self._folded

    @property
    def shows_rail(self) -> bool:
        """Whether the rail stands in the place of the sidebar."""
        return self._rail_mode

    def set_rail(self, rail: bool) -> None:
        """Hear that the window is too narrow for the sidebar, or wide enough again."""
        self._narrow = rail
        self._choose(rail or self._folded)

    def set_folded(self, folded: bool) -> None:
        """Fold the sidebar to the rail in wide windows too, or not."""
        self._folded = folded
        self._choose(self._narrow or folded)

    def _choose(self, rail: bool) -> None:
        """Shrink to the rail, or grow back to the sidebar."""
        if rail == self._rail_mode:
            return
        was_open = self.is_open
        self._rail_mode = rail
        if rail:
            self._row.removeWidget(self.sidebar)
            self.sidebar.hide()
            # Over the text it has to be a child of what holds both.
            self.sidebar.setParent(self.window())
        else:
            self._row.insertWidget(0, self.sidebar, 1)
            self.sidebar.show()
        self.sidebar.set_floating(rail)
        self.rail.setVisible(rail)
        self.rail.set_open(False)
        if was_open:
            self.open_changed.emit(False)

    def toggle(self) -> None:
        """Fold or unfold it; in narrow windows open it over the text or close it."""
        if not self._narrow:
            if not self._folded:
                self._give_focus_back()
            self.set_folded(not self._folded)
            self.folded_changed.emit(self._folded)
            return
        if self.is_open:
            self.shut()
            return
        self._place()
        self.sidebar.show()
        self.sidebar.raise_()
        self.rail.set_open(True)
        self.open_changed.emit(True)

    def shut(self) -> bool:
        """Close the sidebar over the text.

        Returns:
            Whether it was open, so that Esc knows if there was something to close.
        """
        if not self.is_open:
            return False
        self._give_focus_back()
        self.sidebar.hide()
        self.rail.set_open(False)
        self.open_changed.emit(False)
        return True

    def _give_focus_back(self) -> None:
        holder = self.window().focusWidget()
        if holder is not None and self.sidebar.isAncestorOf(holder):
            holder.clearFocus()

    def _place(self) -> None:
        """Put the sidebar left of the rail, as high as the dock."""
        corner = self.mapTo(self.window(), QPoint(0, 0))
        width = min(scaled(OVERLAY_WIDTH), corner.x())
        self.sidebar.setGeometry(corner.x() - width, corner.y(), width, self.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch the widget above."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Move} and self.is_open:
            self._place()
        return super().eventFilter(watched, event)
