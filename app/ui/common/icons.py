"""Lucide icons, rendered from SVG in the color of the text beside them, per device pixel ratio."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap

from app.ui.common.resources import resources_folder
from app.ui.common.theme import current_theme

STROKE = 2.0
STROKE_LARGE = 1.5
"""Stroke on the 24 grid; the thinner one for icons of 32 and more."""


class UnknownIconError(LookupError):
    """There is no such icon among the shipped ones."""


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    path = resources_folder() / "icons" / f"{name}.svg"
    if not path.is_file():
        raise UnknownIconError(name)
    return path.read_text("utf-8")


@lru_cache(maxsize=512)
def _pixmap(name: str, pixels: int, rgba: int, stroke: float) -> QPixmap:
    # Imported at the first icon, so that a window without any pays nothing for it.
    from PySide6.QtSvg import QSvgRenderer

    color = QColor.fromRgba(rgba)
    text = _source(name).replace("currentColor", color.name())
    text = text.replace('stroke-width="2"', f'stroke-width="{stroke}"')
    renderer = QSvgRenderer(QByteArray(text.encode()))
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setOpacity(color.alphaF())
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return pixmap


def icon_pixmap(name: str, size: int, color: QColor, ratio: float = 1.0) -> QPixmap:
    """A square icon of `size` logical pixels for a device pixel ratio; cached.

    Raises:
        UnknownIconError: The icon is not shipped.
    """
    stroke = STROKE if size < 32 else STROKE_LARGE
    pixmap = QPixmap(_pixmap(name, round(size * ratio), color.rgba(), stroke))
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def paint_icon(painter: QPainter, rect: QRectF, name: str, color: QColor) -> None:
    """Paint an icon into the largest square in the middle of a rectangle.

    Raises:
        UnknownIconError: The icon is not shipped.
    """
    side = int(min(rect.width(), rect.height()))
    ratio = painter.device().devicePixelRatioF()
    pixmap = icon_pixmap(name, side, color, ratio)
    # On whole device pixels, or the strokes blur.
    left = round((rect.x() + (rect.width() - side) / 2) * ratio) / ratio
    top = round((rect.y() + (rect.height() - side) / 2) * ratio) / ratio
    painter.drawPixmap(QRectF(left, top, side, side), pixmap, QRectF(pixmap.rect()))


class _Engine(QIconEngine):
    """Renders at every size and in the theme's colors of the moment."""

    def __init__(self, name: str, color_token: str) -> None:
        super().__init__()
        self._name = name
        self._token = color_token

    def _color(self, mode: QIcon.Mode) -> QColor:
        theme = current_theme()
        return theme.ink3 if mode == QIcon.Mode.Disabled else theme.token(self._token)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Paint at any size."""
        del state
        paint_icon(painter, QRectF(rect), self._name, self._color(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """A pixmap of this size in device pixels."""
        del state
        # Qt asks in device pixels here, so the size says nothing about the stroke.
        pixels = min(size.width(), size.height())
        return _pixmap(self._name, pixels, self._color(mode).rgba(), STROKE)

    def clone(self) -> QIconEngine:
        """A copy, as Qt asks for one."""
        return _Engine(self._name, self._token)


def icon(name: str, color: str = "ink2") -> QIcon:
    """An icon for Qt's own widgets (menus, item views) that follows the theme.

    Raises:
        UnknownIconError: The icon is not shipped.
    """
    _source(name)
    return QIcon(_Engine(name, color))
