"""The picture: frames painted straight from the player's shared memory, on black."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
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
_DRAG_PX = 4
MAX_ZOOM = 8.0
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
        self._zoom = 1.0
        self._center_at = (0.5, 0.5)
        self._dragged = False
        self._drag_from: QPointF | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Picture")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_player(self, player: Callable[[], PlayerPort | None]) -> None:
        """Give where frames come from."""
        self._player = player

    def mirror(self, other: PictureView) -> None:
        """Show what another picture shows."""
        self._player, self._info = other._player, other._info
        self._strip, self._center, self._dimmed = other._strip, other._center, other._dimmed
        self._brightness = other._brightness
        self.update()

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

    @property
    def brightness(self) -> int:
        """How much the picture is lightened, 0 to 100."""
        return self._brightness

    def set_brightness(self, percent: int) -> None:
        """Lighten a dark scene on screen, 0 to 100; the clip is not changed."""
        self._brightness = max(0, min(100, percent))
        self.update()

    @property
    def zoom(self) -> float:
        """How many times larger the picture is than the view."""
        return self._zoom

    def set_zoom(self, zoom: float) -> None:
        """Look closer, 1 to 8 times; the pointer drags what is looked at."""
        self._zoom = max(1.0, min(MAX_ZOOM, zoom))
        self._look_at(*self._center_at)
        self.setCursor(
            Qt.CursorShape.OpenHandCursor if self._zoom > 1 else Qt.CursorShape.ArrowCursor
        )
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

    def shown_rect(self) -> QRectF:
        """Where the whole picture would lie at the zoom now; larger than the view when zoomed."""
        whole = self.picture_rect()
        if self._zoom == 1.0:
            return whole
        width, height = whole.width() * self._zoom, whole.height() * self._zoom
        across, down = self._center_at
        middle = whole.center()
        return QRectF(middle.x() - across * width, middle.y() - down * height, width, height)

    def _look_at(self, across: float, down: float) -> None:
        """Put a place of the picture, 0 to 1, into the middle, never beyond its edges."""
        margin = 0.5 / self._zoom
        self._center_at = (
            max(margin, min(1 - margin, across)),
            max(margin, min(1 - margin, down)),
        )

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
            target = self.shown_rect()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(target, _image(view))
            if self._brightness:
                # Divides by what is left: dark parts come up, black stays black.
                painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_ColorDodge)
                level = round(self._brightness * 2.1)
                area = target.intersected(QRectF(self.rect()))
                painter.fillRect(area, QColor(level, level, level))
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

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a zoomed picture."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._drag_from, self._dragged = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move a zoomed picture along."""
        before = self._drag_from
        if before is None or self._zoom == 1.0:
            return
        by = event.position() - before
        if not self._dragged and by.manhattanLength() < _DRAG_PX:
            return
        self._dragged, self._drag_from = True, event.position()
        shown = self.shown_rect()
        across, down = self._center_at
        self._look_at(across - by.x() / shown.width(), down - by.y() / shown.height())
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click plays or pauses."""
        dragged, self._drag_from = self._dragged, None
        inside = self.rect().contains(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and inside and not dragged:
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
