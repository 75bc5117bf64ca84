"""What the pointer does on the timeline: seek, scrub, retime lines, move the loop, scroll."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QPointF

from app.desk.timeline import (
    DescribedMark,
    LineBlock,
    Part,
    TimelineContent,
    retimed,
)
from app.domain.dialogue import DialogueLine
from app.ui.video.timeline_lanes import Lane, Layout
from app.ui.video.timeline_painter import Scene, block_rect, mark_rect

EDGE_PX: Final = 5
"""How near the pointer has to be to an edge to take it."""
SNAP_PX: Final = 7
START_PX: Final = 4
"""A press that moves less is a click."""


class Grip(StrEnum):
    """What lies under the pointer."""

    NOTHING = "nothing"
    GROUND = "ground"
    LINE = "line"
    MARK = "mark"
    LOOP_START = "loop_start"
    LOOP_END = "loop_end"
    NEW_LOOP = "new_loop"
    SCROLL = "scroll"


@dataclass(frozen=True, slots=True)
class Hit:
    """What a press would take hold of."""

    grip: Grip
    block: LineBlock | None = None
    part: Part = Part.BODY
    mark: DescribedMark | None = None

    @property
    def resizes(self) -> bool:
        """Whether the pointer shows that an edge moves."""
        if self.grip is Grip.LINE:
            return self.part is not Part.BODY
        return self.grip in {Grip.LOOP_START, Grip.LOOP_END}


def hit(layout: Layout, scene: Scene, at: QPointF) -> Hit:
    """Tell what lies at a place of the widget."""
    content = scene.content
    x = at.x() - layout.left
    if not content.duration_ms or not -EDGE_PX <= x <= layout.width + EDGE_PX:
        return Hit(Grip.NOTHING)
    if at.y() > layout.bottom and not scene.zoom.whole:
        return Hit(Grip.SCROLL)
    lane = layout.lane_at(at.y())
    if lane is Lane.RULER:
        for grip, ms in zip((Grip.LOOP_START, Grip.LOOP_END), content.loop, strict=True):
            if ms is not None and abs(scene.zoom.x(ms) - x) <= EDGE_PX:
                return Hit(grip)
    if lane is Lane.LINES:
        height = layout.lanes[lane].height()
        # The line drawn last lies on top.
        for block in reversed(content.lines):
            part = _part_at(scene, block, x, height)
            if part is not None:
                return Hit(Grip.LINE, block=block, part=part)
    if lane is Lane.DESCRIBED:
        height = layout.lanes[lane].height()
        for mark in reversed(content.marks):
            rect = mark_rect(scene, mark, height)
            if rect.left() - 2 <= x <= rect.right() + 2:
                return Hit(Grip.MARK, mark=mark)
    return Hit(Grip.GROUND)


def _part_at(scene: Scene, block: LineBlock, x: float, height: float) -> Part | None:
    rect = block_rect(scene, block, height)
    inner = min(EDGE_PX, rect.width() / 3)
    if not rect.left() - EDGE_PX <= x <= rect.right() + EDGE_PX:
        return None
    if x <= rect.left() + inner:
        return Part.IN
    if x >= rect.right() - inner:
        return Part.OUT
    return Part.BODY


@dataclass(slots=True)
class Drag:
    """One press of the pointer, from down to up.

    Attributes:
        targets: Where edges of a line snap.
        line: The line as it would be if let go now.
        loop: The loop as it would be.
        moved: Whether the pointer went far enough to be more than a click.
    """

    hit: Hit
    from_x: float
    from_ms: int
    targets: tuple[int, ...]
    line: DialogueLine | None = None
    loop: tuple[int | None, int | None] = (None, None)
    moved: bool = False

    def to(self, x: float, scene: Scene, *, snaps: bool) -> None:
        """Follow the pointer, in pixels from the left edge of the lanes."""
        self.moved = self.moved or abs(x - self.from_x) >= START_PX
        if not self.moved:
            return
        zoom = scene.zoom
        if self.hit.grip is Grip.LINE and self.hit.block is not None:
            by = round((x - self.from_x) * zoom.ms_per_pixel)
            self.line = retimed(
                self.hit.block.line,
                self.hit.part,
                by,
                targets=self.targets if snaps else (),
                reach_ms=SNAP_PX * zoom.ms_per_pixel,
                duration_ms=zoom.duration_ms,
            )
        elif self.hit.grip is Grip.LOOP_START:
            self.loop = (zoom.time(x), self.loop[1])
        elif self.hit.grip is Grip.LOOP_END:
            self.loop = (self.loop[0], zoom.time(x))
        elif self.hit.grip is Grip.NEW_LOOP:
            self.loop = (min(self.from_ms, zoom.time(x)), max(self.from_ms, zoom.time(x)))

    def preview(self, content: TimelineContent) -> TimelineContent:
        """The content as it would be if let go now."""
        if not self.moved:
            return content
        if self.line is not None:
            line = self.line
            return replace(
                content,
                lines=tuple(
                    replace(block, line=line) if block.line.id == line.id else block
                    for block in content.lines
                ),
            )
        if self.hit.grip in {Grip.LOOP_START, Grip.LOOP_END, Grip.NEW_LOOP}:
            return replace(content, loop=self.loop)
        return content

    @property
    def guide_ms(self) -> int | None:
        """The edge that moves, for the guide through all lanes."""
        if self.line is None:
            return None
        return self.line.timecode.last_ms if self.hit.part is Part.OUT else self.line.in_ms
