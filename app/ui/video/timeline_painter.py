"""Paints the lanes of the timeline; each function fills one lane from its own top left corner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPen, QPolygonF

from app.desk.timeline import DescribedMark, LineBlock, TimelineContent
from app.desk.waveform import Waveform
from app.ui.common.fonts import Role
from app.ui.common.theme import font, scaled
from app.ui.common.tokens import Theme
from app.ui.video.timeline_zoom import Zoom, number_step_ms, number_words, ruler_numbers

BAR: Final = 2
PITCH: Final = 3
"""Width of a bar of the waveform and the way to the next, in logical pixels."""
NUMBER_GAP: Final = 3
SHORTEST_BLOCK: Final = 6
_CUT: Final = 2
_HATCH: Final = 6
_ROOMY: Final = 12
"""A lane lower than this is a mere strip."""
_CURVE: Final = 0.85
"""Loudness is drawn with this exponent, so that quiet speech is seen."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What every lane is painted from."""

    content: TimelineContent
    zoom: Zoom
    theme: Theme

    def span(self, start_ms: float, end_ms: float, height: float) -> QRectF:
        """A stretch of time as a rectangle of a lane."""
        left = self.zoom.x(start_ms)
        return QRectF(left, 0, self.zoom.x(end_ms) - left, height)

    def in_view(self, start_ms: float, end_ms: float) -> bool:
        """Whether any of a stretch can be seen."""
        return end_ms >= self.zoom.start_ms and start_ms <= self.zoom.end_ms


# -- ruler


def number_rects(zoom: Zoom, height: float) -> list[tuple[int, QRectF, str]]:
    """The numbers of the ruler with their places: time, rectangle, words."""
    step = number_step_ms(zoom, scaled(68))
    metrics = QFontMetricsF(font(Role.SMALL))
    found: list[tuple[int, QRectF, str]] = []
    for ms in ruler_numbers(zoom, step):
        words = number_words(ms, step)
        box = QRectF(zoom.x(ms) + NUMBER_GAP, 0, metrics.horizontalAdvance(words), height - 4)
        if box.left() >= 0 and box.right() <= zoom.width:
            found.append((ms, box, words))
    return found


def paint_ruler(painter: QPainter, size: QSizeF, scene: Scene, *, numbers: bool) -> None:
    """Numbers and ticks, the loop, a notch for each shot."""
    theme, zoom, height = scene.theme, scene.zoom, size.height()
    painter.fillRect(QRectF(QPointF(0, 0), size), theme.win)
    _paint_loop(painter, scene, height)
    step = number_step_ms(zoom, scaled(68))
    for ms in ruler_numbers(zoom, step):
        for place in (ms, ms + step / 2):
            x = round(zoom.x(place))
            if place <= zoom.duration_ms and -1 <= x <= zoom.width:
                painter.fillRect(QRectF(x, height - 4, 1, 4), theme.edge)
    if numbers:
        painter.setFont(font(Role.SMALL))
        painter.setPen(theme.ink2)
        for _, box, words in number_rects(zoom, height):
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), words)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.ink2)
    for cut in scene.content.cuts_ms:
        if scene.in_view(cut, cut):
            x, half = round(zoom.x(cut)), scaled(4)
            painter.drawPolygon(
                QPolygonF(
                    [
                        QPointF(x - half, height - scaled(5)),
                        QPointF(x + half, height - scaled(5)),
                        QPointF(x, height),
                    ]
                )
            )


def _paint_loop(painter: QPainter, scene: Scene, height: float) -> None:
    start, end = scene.content.loop
    if start is None:
        return
    theme, zoom = scene.theme, scene.zoom
    if end is not None:
        painter.fillRect(scene.span(start, end, height), theme.soft)
    for ms, side in ((start, 1), (end, -1)):
        if ms is not None:
            x = zoom.x(ms) - (scaled(2) if side < 0 else 0)
            painter.fillRect(QRectF(x, 0, scaled(2), height), theme.accent)
            foot = QRectF(x if side > 0 else x - scaled(3), 0, scaled(5), scaled(2))
            painter.fillRect(foot, theme.accent)


# -- picture and sound


def paint_pictures(
    painter: QPainter,
    size: QSizeF,
    scene: Scene,
    tiles: Sequence[tuple[QRectF, QImage | None]],
) -> None:
    """Small pictures from the start of each shot on; what is not there yet stays empty."""
    painter.fillRect(QRectF(QPointF(0, 0), size), scene.theme.sunken)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for rect, image in tiles:
        if image is None:
            continue
        # The last picture of a shot is cut off, not squeezed.
        whole = size.height() * image.width() / max(1, image.height())
        share = min(1.0, rect.width() / whole) if whole else 1.0
        source = QRectF(0, 0, image.width() * share, image.height())
        painter.drawImage(QRectF(rect.x(), 0, whole * share, size.height()), image, source)
        painter.fillRect(QRectF(rect.right() - 1, 0, 1, size.height()), scene.theme.win)
    _paint_cuts(painter, size, scene)


def paint_sound(
    painter: QPainter, size: QSizeF, scene: Scene, wave: Waveform, *, played: bool
) -> None:
    """The waveform as bars around the middle of the lane."""
    theme, zoom = scene.theme, scene.zoom
    painter.fillRect(QRectF(QPointF(0, 0), size), theme.sunken)
    if not wave.loudest:
        _paint_cuts(painter, size, scene)
        return
    middle, reach = size.height() / 2, size.height() / 2 - 2
    bars: list[QRectF] = []
    per_pixel = zoom.ms_per_pixel
    # Bars stand at fixed times, so that scrolling moves them and does not reshape them.
    pitch_ms = PITCH * per_pixel
    for start, end in wave.known:
        if not scene.in_view(start, end):
            continue
        number = int(max(start, zoom.start_ms) // pitch_ms)
        last = min(end, zoom.end_ms, zoom.duration_ms)
        while number * pitch_ms < last:
            at = number * pitch_ms
            share = (wave.peak(at, at + pitch_ms) / wave.loudest) ** _CURVE
            half = max(0.5, round(reach * share * 2) / 2)
            bars.append(QRectF(round(zoom.x(at)), middle - half, BAR, 2 * half))
            number += 1
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.wavep if played else theme.wave)
    painter.drawRects(bars)
    _paint_cuts(painter, size, scene)


# -- lines, described, watched


def block_rect(scene: Scene, block: LineBlock, height: float) -> QRectF:
    """Where a dialogue line lies in its lane."""
    rect = scene.span(block.line.in_ms, block.end_ms, height)
    rect.setWidth(max(SHORTEST_BLOCK, rect.width()))
    return rect


def paint_lines(painter: QPainter, size: QSizeF, scene: Scene) -> None:
    """Dialogue lines: soft with an outline, dashed on paper when not used."""
    theme = scene.theme
    painter.fillRect(QRectF(QPointF(0, 0), size), theme.sunken)
    _paint_cuts(painter, size, scene)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font(Role.SMALL))
    metrics = QFontMetricsF(font(Role.SMALL))
    for block in scene.content.lines:
        if not scene.in_view(block.line.in_ms, block.end_ms):
            continue
        box = block_rect(scene, block, size.height()).adjusted(0.5, 0.5, -0.5, -0.5)
        pen = QPen(theme.accent, 1)
        if not block.used:
            pen.setDashPattern([3, 2])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.setBrush(theme.soft if block.used else theme.paper)
        painter.drawRoundedRect(box, 4, 4)
        inner = box.adjusted(scaled(5), 0, -scaled(2), 0)
        words = block.line.speaker or block.line.words
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
        # A lone ellipsis says nothing.
        if len(shown) > 1:
            painter.setPen(theme.ink)
            painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter), shown)


def mark_rect(scene: Scene, mark: DescribedMark, height: float) -> QRectF:
    """Where a token lies in the lane of what is described."""
    if mark.end_ms is None:
        half = min(height / 2, scaled(6))
        x = scene.zoom.x(mark.start_ms)
        return QRectF(x - half, height / 2 - half, 2 * half, 2 * half)
    bar = scaled(8) if height >= _ROOMY else 5
    rect = scene.span(mark.start_ms, mark.end_ms, bar)
    return QRectF(rect.x(), (height - bar) / 2, max(3.0, rect.width()), bar)


def paint_described(painter: QPainter, size: QSizeF, scene: Scene) -> None:
    """A bar for a stretch, a diamond for a moment."""
    theme = scene.theme
    ground = theme.sunken if size.height() >= _ROOMY else theme.win
    painter.fillRect(QRectF(QPointF(0, 0), size), ground)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.accent)
    for mark in scene.content.marks:
        if not scene.in_view(mark.start_ms, mark.end_ms or mark.start_ms):
            continue
        rect = mark_rect(scene, mark, size.height())
        if mark.end_ms is None:
            paint_diamond(painter, rect.center(), rect.width() / 2)
        else:
            painter.drawRoundedRect(rect, 2, 2)


def paint_diamond(painter: QPainter, center: QPointF, half: float) -> None:
    """A moment."""
    x, y = center.x(), center.y()
    corners = [QPointF(x, y - half), QPointF(x + half, y), QPointF(x, y + half)]
    painter.drawPolygon(QPolygonF([*corners, QPointF(x - half, y)]))


def paint_watched(painter: QPainter, size: QSizeF, scene: Scene) -> None:
    """Solid where it was watched, hatched where not."""
    theme = scene.theme
    painter.fillRect(QRectF(QPointF(0, 0), size), theme.sunken)
    for start, end in scene.content.unwatched():
        if scene.in_view(start, end):
            _paint_hatch(painter, scene.span(start, end, size.height()), size, theme)
    for start, end in scene.content.watched:
        if scene.in_view(start, end):
            painter.fillRect(scene.span(start, end, size.height()), theme.cell)


def _paint_hatch(painter: QPainter, rect: QRectF, size: QSizeF, theme: Theme) -> None:
    rect = rect.intersected(QRectF(QPointF(0, 0), size))
    painter.save()
    painter.setClipRect(rect)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(theme.ink3, 1.8)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    height, pitch = size.height(), scaled(_HATCH)
    x = int(rect.left() - height) // pitch * pitch
    lines: list[QLineF] = []
    while x < rect.right():
        lines.append(QLineF(x, height, x + height, 0))
        x += pitch
    painter.drawLines(lines)
    painter.restore()


def _paint_cuts(painter: QPainter, size: QSizeF, scene: Scene) -> None:
    """The gap between two shots."""
    for cut in scene.content.cuts_ms:
        if scene.in_view(cut, cut):
            x = round(scene.zoom.x(cut)) - _CUT // 2
            painter.fillRect(QRectF(x, 0, _CUT, size.height()), scene.theme.paper)
