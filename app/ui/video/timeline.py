"""The timeline: one painted widget with lanes for shots, picture, sound, lines and coverage."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from app.desk.keymap import Keymap
from app.desk.timeline import snap_targets
from app.ui.common.actions import PlayerKeys
from app.ui.common.words.formats import short_range
from app.ui.video.timeline_pointer import Drag, Grip, Hit, hit
from app.ui.video.timeline_view import TimelineView
from app.ui.video.timeline_zoom import STEP


class Timeline(TimelineView):
    """Shows a clip and takes the pointer and the keys: a click goes there, edges are dragged.

    Signals:
        sought: A place was chosen, in ms of media time.
        line_changed: A DialogueLine was given other times.
        line_played: A line was double-clicked; carries its id.
        mark_played: A DescribedMark was double-clicked.
        loop_changed: Both ends of the loop, in ms.
        asked: The id of an action, by a bare key of the player.
    """

    sought = Signal(int)
    line_changed = Signal(object)
    line_played = Signal(str)
    mark_played = Signal(object)
    loop_changed = Signal(object, object)
    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = PlayerKeys()
        self.setMouseTracking(True)
        # By pointer the timeline never takes the keys from the text.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_keys(self, keymap: Keymap) -> None:
        """Use the person's own keys."""
        self._keys.set_keys(keymap)

    def zoom_by(self, notches: int) -> None:
        """Look closer or from farther away, around the playhead."""
        self._set_zoom(self._zoom.zoomed(STEP**notches, self._zoom.x(self._at_ms)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of what lies there; the ground seeks at once."""
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        scene = self._scene()
        found = hit(self._layout, scene, event.position())
        if found.grip is Grip.NOTHING:
            return
        if found.grip is Grip.GROUND and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            found = Hit(Grip.NEW_LOOP)
        x = self._lane_x(event)
        moved = found.block.line.id if found.block is not None else ""
        self._drag = Drag(
            found,
            x,
            self._zoom.time(x),
            snap_targets(self._content, self._wave.silences(), moved=moved, playhead_ms=self._at_ms)
            if found.grip is Grip.LINE
            else (),
            loop=self._content.loop,
        )
        if found.grip is Grip.GROUND:
            self.sought.emit(self._zoom.time(x))
        elif found.grip is Grip.SCROLL:
            self._scroll_to(x)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what was taken, or show what lies under the pointer."""
        x = self._lane_x(event)
        drag = self._drag
        if drag is None:
            self._set_hover(x if 0 <= x <= self._layout.width else None)
            self._show_hit(hit(self._layout, self._scene(), event.position()))
            return
        # Alt drags without snapping.
        snaps = not event.modifiers() & Qt.KeyboardModifier.AltModifier
        drag.to(x, self._scene(), snaps=snaps)
        if drag.hit.grip is Grip.GROUND:
            self.sought.emit(self._zoom.time(x))
            self._set_hover(min(max(0.0, x), self._layout.width))
        elif drag.hit.grip is Grip.SCROLL:
            self._scroll_to(x)
        else:
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go: what was dragged is told once."""
        drag, self._drag = self._drag, None
        if drag is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if not drag.moved:
            if drag.hit.grip is Grip.MARK and drag.hit.mark is not None:
                self.sought.emit(drag.hit.mark.start_ms)
            elif drag.hit.grip is Grip.LINE:
                self.sought.emit(drag.from_ms)
        elif drag.line is not None:
            self.line_changed.emit(drag.line)
        elif drag.hit.grip in {Grip.LOOP_START, Grip.LOOP_END, Grip.NEW_LOOP}:
            self.loop_changed.emit(*drag.loop)
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click plays a line or what a token names."""
        found = hit(self._layout, self._scene(), event.position())
        if found.block is not None:
            self.line_played.emit(found.block.line.id)
        elif found.mark is not None:
            self.mark_played.emit(found.mark)

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the pointer."""
        super().leaveEvent(event)
        self._set_hover(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom at the pointer; the wheel alone scrolls what is zoomed."""
        delta = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            x = event.position().x() - self._layout.left
            self._set_zoom(self._zoom.zoomed(STEP ** (delta.y() / 120), x))
        elif not self._zoom.whole:
            turned = delta.x() if abs(delta.x()) > abs(delta.y()) else delta.y()
            self._set_zoom(self._zoom.scrolled(-turned / 120 * self._zoom.span_ms / 8))
        else:
            event.ignore()
            return
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom, scroll, go to the ends; the player's bare keys act here too."""
        key = event.key()
        if key == Qt.Key.Key_Escape and self._drag is not None:
            self._drag = None
            self.update()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(1)
        elif key == Qt.Key.Key_Minus:
            self.zoom_by(-1)
        elif key == Qt.Key.Key_Home:
            self.sought.emit(0)
        elif key == Qt.Key.Key_End:
            self.sought.emit(self._content.duration_ms)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            pages = 0.8 if key == Qt.Key.Key_PageDown else -0.8
            self._set_zoom(self._zoom.scrolled(pages * self._zoom.span_ms))
        elif not self._keys.take(event, self.asked.emit):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keys go here."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keys go elsewhere."""
        super().focusOutEvent(event)
        self.update()

    # -- inside

    def _show_hit(self, found: Hit) -> None:
        if found.resizes:
            self.setCursor(Qt.CursorShape.SizeHorCursor)
        elif found.grip is Grip.LINE:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.unsetCursor()
        tip = ""
        if found.block is not None:
            line = found.block.line
            who = f"{line.speaker}: " if line.speaker else ""
            times = short_range(line.in_ms, line.timecode.end_ms)
            tip = f"{times}  {who}“{line.words}”"
        elif found.mark is not None:
            heard = f"  “{found.mark.words}”" if found.mark.words else ""
            tip = f"{short_range(found.mark.start_ms, found.mark.end_ms)}{heard}"
        self.setToolTip(tip)

    def _lane_x(self, event: QMouseEvent) -> float:
        return event.position().x() - self._layout.left

    def _scroll_to(self, x: float) -> None:
        middle = x / max(1.0, self._layout.width) * self._zoom.duration_ms
        by = middle - self._zoom.span_ms / 2 - self._zoom.start_ms
        self._set_zoom(self._zoom.scrolled(by))
