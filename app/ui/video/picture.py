"""The picture: frames painted straight from the player's shared memory, on black."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.desk.ports.player import FrameView, MediaInfo, PlayerPort
from app.ui.common.fonts import Role
from app.ui.common.theme import font, scaled

_BLACK = QColor(0, 0, 0)
_DIM = QColor(0, 0, 0, 140)
"""Dims a frame that stands still because the player stopped by 55 %."""
_STRIP = QColor(0x17, 0x18, 0x1A)
_STRIP_INK = QColor(0xEC, 0xEB, 0xE7)
_STRIP_INK2 = QColor(0xBD, 0xBE, 0xBC)


class PictureView(QWidget):
    """Shows the newest frame of the player, letterboxed, with a strip of words when needed.

    Signals:
        clicked: The picture was clicked (play or pause).
        resized: The size in device pixels changed.
    """

    clicked = Signal()
    doubled = Signal()
    resized = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player: Callable[[], PlayerPort | None] = lambda: None
        self._info: MediaInfo | None = None
        self._strip: tuple[str, str] | None = None
        self._center: tuple[str, str] | None = None
        self._dimmed = False
        self._brightness = 0
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Picture")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_player(self, player: Callable[[], PlayerPort | None]) -> None:
        """Give where frames come from."""
        self._player = player

    def set_info(self, info: MediaInfo | None) -> None:
        """Tell the shape of the picture."""
        self._info = info
        self.update()

    def set_words(
        self,
        *,
        strip: tuple[str, str] | None = None,
        center: tuple[str, str] | None = None,
        dimmed: bool = False,
    ) -> None:
        """Show words: at the foot over a frame, or in the middle where there is no picture."""
        if (strip, center, dimmed) != (self._strip, self._center, self._dimmed):
            self._strip, self._center, self._dimmed = strip, center, dimmed
            self.setAccessibleDescription(" ".join(strip or center or ()))
            self.update()

    def set_brightness(self, percent: int) -> None:
        """Lighten a dark scene on screen, 0 to 100; the clip is not changed."""
        self._brightness = max(0, min(100, percent))
        self.update()

    def hasHeightForWidth(self) -> bool:
        """The picture keeps 16:9."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of 16:9."""
        return width * 9 // 16

    def sizeHint(self) -> QSize:
        """Natural size in logical pixels."""
        return QSize(576, 324)

    def picture_rect(self) -> QRectF:
        """Where the picture lies, in logical pixels, letterboxed by its display shape."""
        info = self._info
        if info is None or not info.display_width or not info.display_height:
            return QRectF(self.rect())
        scale = min(self.width() / info.display_width, self.height() / info.display_height)
        width, height = info.display_width * scale, info.display_height * scale
        left, top = (self.width() - width) / 2, (self.height() - height) / 2
        return QRectF(round(left), round(top), round(width), round(height))

    def grab_frame(self) -> QImage | None:
        """Copy the frame on screen at the player's size."""
        player = self._player()
        view = player.frame() if player is not None else None
        return _image(view).copy() if view is not None else None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame in place; one that was overwritten meanwhile is painted anew."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), _BLACK)
        player = self._player()
        view = player.frame() if player is not None and self._center is None else None
        if view is not None and player is not None:
            target = self.picture_rect()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(target, _image(view))
            if self._brightness:
                painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Screen)
                level = round(self._brightness * 1.4)
                painter.fillRect(target, QColor(level, level, level))
                painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            if not player.still_valid(view):
                self.update()
        if self._dimmed:
            painter.fillRect(self.rect(), _DIM)
        if self._center is not None:
            self._paint_lines(
                painter, QRectF(self.rect()), self._center, Qt.AlignmentFlag.AlignHCenter
            )
        if self._strip is not None:
            height = scaled(64)
            box = QRect(0, self.height() - height, self.width(), height)
            painter.fillRect(box, _STRIP)
            inner = QRectF(box).adjusted(16, 0, -16, 0)
            self._paint_lines(painter, inner, self._strip, Qt.AlignmentFlag.AlignLeft)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the size in device pixels, by which the player picks its own."""
        super().resizeEvent(event)
        ratio = self.devicePixelRatioF()
        self.resized.emit(round(self.width() * ratio), round(self.height() * ratio))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click plays or pauses."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.pos()):
            self.clicked.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click fills the screen."""
        del event
        self.doubled.emit()

    def _paint_lines(
        self, painter: QPainter, area: QRectF, lines: tuple[str, str], side: Qt.AlignmentFlag
    ) -> None:
        first, second = lines
        wrap = Qt.TextFlag.TextWordWrap
        half = area.height() / 2
        upper = QRectF(area.x(), area.y(), area.width(), half - 1)
        lower = QRectF(area.x(), area.y() + half + 1, area.width(), half - 1)
        painter.setFont(font(Role.HEADING_BASE))
        painter.setPen(_STRIP_INK)
        painter.drawText(upper, int(side | Qt.AlignmentFlag.AlignBottom | wrap), first)
        painter.setFont(font(Role.BASE))
        painter.setPen(_STRIP_INK2)
        painter.drawText(lower, int(side | Qt.AlignmentFlag.AlignTop | wrap), second)


def _image(view: FrameView) -> QImage:
    return QImage(view.pixels, view.width, view.height, view.stride, QImage.Format.Format_RGB32)
