"""The caption room: video, editor, timeline and rubric beside each other, and what gives way."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from app.ui.caption.pane import CaptionPane
from app.ui.common import sizes
from app.ui.common.limits import Limit
from app.ui.common.theme import scaled
from app.ui.rubric.dock import RubricDock
from app.ui.video.column import VideoColumn
from app.ui.video.timeline import Timeline


class CaptionRoom(QWidget):
    """Puts the panes together and decides nothing.

    Signals:
        layout_changed: The window got narrow or wide: (narrow, low, rail, tight, tiny).
    """

    layout_changed = Signal(bool, bool, bool, bool, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.video = VideoColumn()
        self.caption = CaptionPane()
        self.rubric = RubricDock()
        self._upper = QSplitter(Qt.Orientation.Horizontal)
        self._upper.addWidget(self.video)
        self._upper.addWidget(self.caption)
        self.timeline = Timeline()
        self._left = QSplitter(Qt.Orientation.Vertical)
        self._left.addWidget(self._upper)
        self._left.addWidget(self.timeline)
        self._outer = QSplitter(Qt.Orientation.Horizontal)
        self._outer.addWidget(self._left)
        self._outer.addWidget(self.rubric)
        for splitter, stretch in ((self._upper, 1), (self._left, 0), (self._outer, 0)):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
            splitter.setStretchFactor(stretch, 1)
            splitter.setStretchFactor(1 - stretch, 0)
        self.caption.setMinimumWidth(scaled(420))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._outer)
        self._limits = tuple(Limit(below) for below in (1400, 800, 1180, 1080, 640))
        self._shape: tuple[bool, ...] = ()
        self._stored_splits: dict[str, list[int]] = {}
        self._side = 0
        self.rubric.folded_changed.connect(self._on_folded)

    @property
    def caption_shape(self) -> tuple[bool, bool]:
        """Whether the caption pane is narrow and whether it is low."""
        narrow, low, *_ = self._shape or (False, False)
        return narrow, low

    def splits(self) -> dict[str, list[int]]:
        """How the panes are split now, and for which layout; to be stored."""
        if not self._shape:
            return self._stored_splits
        return {
            "shape": [int(limit) for limit in self._shape],
            "folded": [int(self.rubric.folded)],
            **{name: splitter.sizes() for name, splitter in self._splitters().items()},
        }

    def set_splits(self, splits: dict[str, list[int]]) -> None:
        """Split the panes as they were left, when the window has the same layout again."""
        self._stored_splits = splits
        self.rubric.set_folded(splits.get("folded") == [1])

    def _splitters(self) -> dict[str, QSplitter]:
        return {"upper": self._upper, "left": self._left, "outer": self._outer}

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let things give way, the least needed first."""
        super().resizeEvent(event)
        if self.isVisible():
            self._give_way()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit once there is a size to fit into: a hidden room is resized to anything."""
        super().showEvent(event)
        self._give_way()

    def _give_way(self) -> None:
        width, height = self.window().width(), self.window().height()
        narrow, low, rail, tight, tiny = self._limits
        shape = (
            narrow.feed(width),
            low.feed(height),
            rail.feed(width),
            tight.feed(width),
            tiny.feed(height),
        )
        if shape != self._shape:
            self._shape = shape
            self._fit(*shape)
            self.layout_changed.emit(*shape)

    def _fit(self, narrow: bool, low: bool, rail: bool, tight: bool, tiny: bool) -> None:
        video = 336 if tight else 448 if narrow else 576
        wide_side = 288 if narrow else 320
        self.video.player.transport.set_narrow(narrow=narrow, tight=tight)
        self.video.dialogue.set_folding(folds=tight)
        self.caption.set_compact(narrow=narrow, low=low)
        self.rubric.sidebar.set_low(low)
        self.rubric.set_rail(rail)
        side = sizes.RAIL if self.rubric.shows_rail else wide_side
        self._side = scaled(wide_side)
        total = self.width()
        self.timeline.set_compact(low=low, tiny=tiny)
        self._outer.setSizes([total - scaled(side), scaled(side)])
        low_part = self.timeline.sizeHint().height()
        self._left.setSizes([max(1, self.height() - low_part), low_part])
        self._upper.setSizes([scaled(video), total - scaled(side) - scaled(video)])
        if self._stored_splits.get("shape") == [int(limit) for limit in self._shape]:
            for name, splitter in self._splitters().items():
                stored = self._stored_splits.get(name, [])
                if len(stored) == splitter.count():
                    splitter.setSizes(stored)

    def _on_folded(self, folded: bool) -> None:
        """The text takes the room of the sidebar, or gives it back as wide as it was."""
        total = self.width()
        if folded:
            self._side = self._outer.sizes()[1]
        side = scaled(sizes.RAIL) if folded else self._side
        self._outer.setSizes([total - side, side])
