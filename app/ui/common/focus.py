"""The focus ring: one frame for the whole window, shown for keyboard focus only."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFocusFrame,
    QLineEdit,
    QPlainTextEdit,
    QProxyStyle,
    QStyle,
    QStyleOption,
    QTextEdit,
    QWidget,
)

from app.ui.common import sizes
from app.ui.common.tokens import Theme

FRAME_MARGIN = 5
"""Ring of 2, gap of 2 and 1 for the edge of its anti-aliasing, in logical pixels."""

_OWN_FOCUS = (QLineEdit, QAbstractSpinBox, QComboBox, QTextEdit, QPlainTextEdit, QAbstractItemView)


class _FrameStyle(QProxyStyle):
    """Tells the focus frame its margin; set on the frame alone, so no other widget pays for it."""

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        """Give the frame's margin."""
        if metric in {
            QStyle.PixelMetric.PM_FocusFrameHMargin,
            QStyle.PixelMetric.PM_FocusFrameVMargin,
        }:
            return FRAME_MARGIN
        return super().pixelMetric(metric, option, widget)


class _Frame(QFocusFrame):
    """Draws the ring outside the control, with its corners."""

    def __init__(self, parent: QWidget, theme: Callable[[], Theme]) -> None:
        super().__init__(parent)
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - the whole ring is drawn each time
        """Paint the widget from the tokens."""
        target = self.widget()
        corner = getattr(target, "ring_corner", sizes.CORNER_BUTTON)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme().accent, sizes.RING_WIDTH))
        inset = FRAME_MARGIN - sizes.RING_GAP - sizes.RING_WIDTH / 2
        ring = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(ring, corner + sizes.RING_GAP, corner + sizes.RING_GAP)


class FocusRing(QObject):
    """Moves the ring to the control that got the focus from a key.

    A widget draws its own focus (no ring) when it is a field or a list, or has the attribute
    `draws_own_focus = True`. The attribute `ring_corner` gives the corner radius of the control.
    """

    def __init__(self, app: QApplication, parent: QObject, theme: Callable[[], Theme]) -> None:
        super().__init__(parent)
        self._theme = theme
        self._frame: _Frame | None = None
        self._style: _FrameStyle | None = None
        self._by_key = False
        app.focusChanged.connect(self._on_focus_changed)

    @property
    def target(self) -> QWidget | None:
        """The control that has the ring now."""
        return self._frame.widget() if self._frame is not None else None

    def _on_focus_changed(self, old: QWidget | None, now: QWidget | None) -> None:
        if now is None:
            return
        # A window that comes back keeps the ring as it was.
        if old is not None or not self._by_key:
            self._by_key = (
                QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton and old is not None
            )
        own = isinstance(now, _OWN_FOCUS) or getattr(now, "draws_own_focus", False)
        show = self._by_key and not own and not now.isWindow()
        if not show:
            if self._frame is not None:
                self._frame.setWidget(None)  # type: ignore[arg-type] # Qt takes a null widget
            return
        self._ring_for(now)

    def _ring_for(self, widget: QWidget) -> None:
        if self._frame is None:
            self._frame = _Frame(widget.window(), self._theme)
            self._style = _FrameStyle("Fusion")
            self._style.setParent(self)
            self._frame.setStyle(self._style)
            self._frame.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._frame.destroyed.connect(self._forget)
        self._frame.setWidget(widget)

    def _forget(self) -> None:
        self._frame = None
