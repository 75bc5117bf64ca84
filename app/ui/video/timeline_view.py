"""What the timeline shows: lanes kept as pixmaps, and what moves over them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.desk.analysis import AnalysisState, ClipSight, Job, Patience
from app.desk.timeline import TimelineContent
from app.desk.waveform import Waveform
from app.ui.common.buttons import Button, Kind
from app.ui.common.fonts import Role
from app.ui.common.theme import current_theme, font, scaled, theme_hub
from app.ui.common.words.formats import percent, short_time
from app.ui.video import timeline_words as words
from app.ui.video.timeline_lanes import MARGIN, NAMES, Lane, Shape, lay_out, natural_height
from app.ui.video.timeline_layers import LanePixmaps
from app.ui.video.timeline_overlay import HANDLE, paint_playhead, paint_scroll
from app.ui.video.timeline_painter import Scene, number_rects
from app.ui.video.timeline_pointer import Drag
from app.ui.video.timeline_tiles import Filmstrip, Tile, tiles
from app.ui.video.timeline_zoom import Zoom

_STRIP = HANDLE + 2


class TimelineView(QWidget):
    """A clip from its first to its last frame, lane by lane; hears no pointer and no key.

    Signals:
        view_changed: What is in view: its start in ms, the moments that need a picture.
        cancel_asked, read_on_asked: Stop reading the clip, or take it up again.
    """

    view_changed = Signal(int, object)
    cancel_asked = Signal()
    read_on_asked = Signal()

    draws_own_focus = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = TimelineContent()
        self._zoom = Zoom()
        self._shape = Shape.FULL
        self._layout = lay_out(self._shape, 400, natural_height(self._shape))
        self._wave = Waveform()
        self._film = Filmstrip()
        self._state = AnalysisState()
        self._pixmaps = LanePixmaps()
        self._tiles: tuple[Tile, ...] = ()
        self._at_ms = 0
        self._playing = False
        self._hover: float | None = None
        self._drag: Drag | None = None
        self._told: tuple[int, tuple[int, ...]] | None = None
        self._button = Button(words.CANCEL, Kind.FLAT, parent=self)
        self._button.setVisible(False)
        self._button.clicked.connect(self._on_button)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        hub = theme_hub()
        if hub is not None:
            hub.changed.connect(self._on_theme)
        self._describe()

    # -- what is shown

    @property
    def content(self) -> TimelineContent:
        """What is in the lanes."""
        return self._content

    @property
    def zoom(self) -> Zoom:
        """Which part is in view."""
        return self._zoom

    @property
    def pixmaps(self) -> LanePixmaps:
        """The painted lanes, for tests of what a change costs."""
        return self._pixmaps

    def set_content(self, content: TimelineContent) -> None:
        """Show other contents; only lanes that changed are painted anew."""
        before, self._content = self._content, content
        if before.duration_ms != content.duration_ms:
            self._drag = None
            self._zoom = self._zoom.fitted(content.duration_ms, self._layout.width)
        if content == before:
            return
        self._view_moved()
        self._describe()
        self._place_button()
        self.update()

    def set_sight(self, sight: ClipSight, job: Job) -> None:
        """Show what was read of the clip."""
        if job is Job.SOUND:
            self._wave = sight.waveform
            self._place_button()
            self._update_lane(Lane.SOUND)
        elif job is Job.PICTURES:
            self._film.take(sight.pictures)
            self._update_lane(Lane.PICTURE)

    def set_analysis(self, state: AnalysisState) -> None:
        """Say how far the reading is."""
        self._state = state
        self._place_button()
        for lane in (Lane.RULER, Lane.PICTURE, Lane.SOUND):
            self._update_lane(lane, gutter=True)

    def set_place(self, at_ms: int) -> None:
        """Move the playhead; two thin strips and the sound between them are painted."""
        before, self._at_ms = self._at_ms, at_ms
        if self._playing and self._drag is None:
            self._set_zoom(self._zoom.showing(at_ms))
        ratio = self.devicePixelRatioF()
        old, new = self._zoom.x(before), self._zoom.x(at_ms)
        if round(old * ratio) == round(new * ratio):
            return
        for x in (old, new):
            self.update(self._strip(x))
        if abs(new - old) > _STRIP and Lane.SOUND in self._layout.lanes:
            lane = self._layout.lanes[Lane.SOUND]
            left, right = sorted((old, new))
            between = QRectF(self._layout.left + left, lane.y(), right - left, lane.height())
            self.update(between.toAlignedRect())
        hidden = self._hidden_numbers(old)
        for box in set(map(_rect_key, hidden)) ^ set(map(_rect_key, self._hidden_numbers(new))):
            self.update(QRect(*box))
        if not self._playing or before // 1000 != at_ms // 1000:
            self.setAccessibleName(words.name(self._content, at_ms))

    def set_playing(self, *, playing: bool) -> None:
        """Follow the playhead while it runs."""
        self._playing = playing

    def set_compact(self, *, low: bool, tiny: bool) -> None:
        """Give way in low windows: first the picture, then all but one lane."""
        shape = Shape.TINY if tiny else Shape.LOW if low else Shape.FULL
        if shape is not self._shape:
            self._shape = shape
            self.setMinimumHeight(natural_height(shape))
            self.updateGeometry()
            self._arrange()

    # -- sizes

    def sizeHint(self) -> QSize:
        """Natural size in logical pixels."""
        return QSize(600, natural_height(self._shape))

    def minimumSizeHint(self) -> QSize:
        """Smallest size in logical pixels."""
        return QSize(300, natural_height(self._shape))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the lanes out anew."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        self._layout = lay_out(self._shape, self.width(), self.height())
        self._zoom = self._zoom.fitted(self._content.duration_ms, self._layout.width)
        self._view_moved()
        self._place_button()
        self.update()

    def _on_theme(self) -> None:
        self._pixmaps.layers.clear()
        self.setMinimumHeight(natural_height(self._shape))
        self.updateGeometry()
        self._arrange()

    # -- painting

    def _scene(self) -> Scene:
        content = self._drag.preview(self._content) if self._drag is not None else self._content
        return Scene(content, self._zoom, current_theme())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Put the kept lanes together, then what moves over them."""
        scene = self._scene()
        theme = scene.theme
        painter = QPainter(self)
        dirty = QRectF(event.rect())
        painter.fillRect(event.rect(), theme.win)
        if dirty.left() < self._layout.left and self._shape is not Shape.TINY:
            self._paint_gutter(painter, scene)
        for lane, rect in self._layout.lanes.items():
            if rect.intersects(dirty):
                self._paint_lane(painter, lane, rect, scene)
        if not scene.content.duration_ms:
            return
        paint_scroll(painter, self._layout, scene, self.height())
        self._paint_words(painter, scene)
        self._paint_hover(painter, scene)
        paint_playhead(painter, self._layout, scene, self._at_ms)

    def _paint_lane(self, painter: QPainter, lane: Lane, rect: QRectF, scene: Scene) -> None:
        ratio = self.devicePixelRatioF()
        at, layout, pixmaps = rect.topLeft(), self._layout, self._pixmaps
        if lane is Lane.RULER:
            painter.drawPixmap(at, pixmaps.ruler(layout, scene, ratio, numbers=True))
            bare = pixmaps.ruler(layout, scene, ratio, numbers=False)
            for box in self._hidden_numbers(self._zoom.x(self._at_ms)):
                _clipped(painter, box, at, bare)
        elif lane is Lane.SOUND:
            painter.drawPixmap(at, pixmaps.sound(layout, scene, ratio, self._wave, played=False))
            played = min(max(0.0, self._zoom.x(self._at_ms)), rect.width())
            if played > 0:
                behind = pixmaps.sound(layout, scene, ratio, self._wave, played=True)
                _clipped(painter, QRectF(rect.x(), rect.y(), played, rect.height()), at, behind)
        elif lane is Lane.PICTURE:
            painter.drawPixmap(at, pixmaps.picture(layout, scene, ratio, self._film, self._tiles))
        else:
            painter.drawPixmap(at, pixmaps.plain(lane, layout, scene, ratio))

    def _paint_gutter(self, painter: QPainter, scene: Scene) -> None:
        painter.setFont(font(Role.LABEL))
        painter.setPen(scene.theme.ink2)
        share = scene.content.watched_share
        for lane, rect in self._layout.lanes.items():
            label = NAMES[lane]
            if lane is Lane.RULER:
                label = words.shots_label(self._state)
            elif lane is Lane.WATCHED and share is not None:
                label = f"{label} {percent(share)}"
            box = QRectF(scaled(MARGIN), rect.center().y() - 10, rect.x() - scaled(MARGIN), 20)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), label)
        if self.hasFocus():
            painter.fillRect(0, 1, 3, self.height() - 1, scene.theme.accent)

    def _paint_words(self, painter: QPainter, scene: Scene) -> None:
        """Say where content will be that it is being read, or why it will not come."""
        painter.setFont(font(Role.LABEL))
        painter.setPen(scene.theme.ink3)
        for lane, said in self._said().items():
            rect = self._said_rect(lane)
            if said and rect is not None:
                painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter), said)

    def _said(self) -> dict[Lane, str]:
        pictures = bool(self._tiles) and self._film.empty
        return {
            Lane.SOUND: words.sound_words(self._content, self._state),
            Lane.PICTURE: words.picture_words(self._content, self._state)
            if pictures or not self._content.has_picture
            else "",
        }

    def _said_rect(self, lane: Lane) -> QRectF | None:
        rect = self._layout.lanes.get(lane)
        if rect is None:
            return None
        left = rect.x() + 8
        if lane is Lane.SOUND and self._content.has_sound:
            unknown = self._wave.unknown(self._content.duration_ms)
            if not unknown:
                return None
            left = max(left, self._layout.left + self._zoom.x(unknown[0][0]) + 8)
        width = QFontMetricsF(font(Role.LABEL)).horizontalAdvance(self._said()[lane])
        left = max(rect.x() + 8, min(left, rect.right() - width - scaled(80)))
        return QRectF(left, rect.y(), rect.right() - left, rect.height())

    def _paint_hover(self, painter: QPainter, scene: Scene) -> None:
        guide = self._drag.guide_ms if self._drag is not None else None
        x = self._hover if guide is None else self._zoom.x(guide)
        if x is None or not 0 <= x <= self._layout.width:
            return
        theme, layout = scene.theme, self._layout
        color = theme.ink3 if guide is None else theme.accent
        left = layout.left + round(x)
        painter.fillRect(QRectF(left, layout.top, 1, layout.bottom - layout.top), color)
        painter.setFont(font(Role.SMALL))
        said = short_time(self._zoom.time(x) if guide is None else guide)
        box = self._hover_box(x, said)
        painter.fillRect(box, theme.ink)
        painter.setPen(theme.win)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), said)

    def _hover_box(self, x: float, said: str) -> QRectF:
        metrics = QFontMetricsF(font(Role.SMALL))
        width = metrics.horizontalAdvance(said) + 10
        left = min(max(self._layout.left + x - width / 2, 0), self.width() - width)
        height = scaled(16)
        # Under a handle the time would not be read.
        return QRectF(round(left), self._layout.top - scaled(1), round(width), height)

    # -- inside

    def _set_hover(self, x: float | None) -> None:
        before, self._hover = self._hover, x
        for place in (before, x):
            if place is not None:
                wide = scaled(40)
                left = round(self._layout.left + place)
                self.update(QRect(left - wide, 0, 2 * wide, round(self._layout.top) + scaled(18)))
                self.update(QRect(left - 1, 0, 3, self.height()))

    def _set_zoom(self, zoom: Zoom) -> None:
        if zoom != self._zoom:
            self._zoom = zoom
            self._view_moved()
            self._place_button()
            self.update()

    def _view_moved(self) -> None:
        """Work out the tiles in view and tell which moments need a picture."""
        lane = self._layout.lanes.get(Lane.PICTURE)
        self._tiles = ()
        if lane is not None and self._content.has_picture:
            self._tiles = tiles(self._content, self._zoom, lane.height())
        told = (round(self._zoom.start_ms), tuple(tile.media_ms for tile in self._tiles))
        if told != self._told and self._content.duration_ms:
            self._told = told
            self.view_changed.emit(*told)

    def _strip(self, x: float) -> QRect:
        wide = scaled(_STRIP)
        return QRect(round(self._layout.left + x) - wide, 0, 2 * wide, self.height())

    def _hidden_numbers(self, x: float) -> list[QRectF]:
        """The numbers that the handle would cut."""
        lane = self._layout.lanes.get(Lane.RULER)
        if lane is None or not self._content.duration_ms:
            return []
        reach = scaled(HANDLE) + 1
        return [
            box.translated(lane.topLeft()).adjusted(-1, 0, 1, 0)
            for _, box, _ in number_rects(self._zoom, lane.height())
            if box.left() < x + reach and box.right() > x - reach
        ]

    def _update_lane(self, lane: Lane, *, gutter: bool = False) -> None:
        rect = self._layout.lanes.get(lane)
        if rect is not None:
            left = 0 if gutter else round(rect.x())
            top = round(rect.y())
            self.update(left, top, self.width() - left, round(rect.height()))

    def _place_button(self) -> None:
        """Offer to stop reading after two seconds, and to take it up again."""
        state = self._state
        waiting = state.patience is Patience.CANCEL and state.share(Job.SOUND) is not None
        rect = self._said_rect(Lane.SOUND)
        shown = (
            (waiting or state.cancelled) and rect is not None and bool(self._content.duration_ms)
        )
        self._button.setVisible(shown)
        if shown and rect is not None:
            self._button.set_words(words.READ_ON if state.cancelled else words.CANCEL)
            self._button.adjustSize()
            said = QFontMetricsF(font(Role.LABEL)).horizontalAdvance(self._said()[Lane.SOUND])
            top = rect.center().y() - self._button.height() / 2
            self._button.move(round(rect.x() + said + 8), round(top))

    def _on_button(self) -> None:
        if self._state.cancelled:
            self.read_on_asked.emit()
        else:
            self.cancel_asked.emit()

    def _describe(self) -> None:
        self.setAccessibleName(words.name(self._content, self._at_ms))
        self.setAccessibleDescription(words.description(self._content))


def _clipped(painter: QPainter, box: QRectF, at: QPointF, pixmap: QPixmap) -> None:
    painter.save()
    painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
    painter.drawPixmap(at, pixmap)
    painter.restore()


def _rect_key(box: QRectF) -> tuple[int, int, int, int]:
    rect = box.toAlignedRect()
    return (rect.x(), rect.y(), rect.width(), rect.height())
