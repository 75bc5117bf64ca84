"""Buttons: main, standard and flat ones with words, and icon buttons that leave the focus alone."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QWidget

from app.ui.common import sizes
from app.ui.common.fonts import Role
from app.ui.common.icons import paint_icon
from app.ui.common.keyhint import hint_words
from app.ui.common.marks import Mark, paint_mark
from app.ui.common.theme import current_theme, font, mix, scaled, theme_hub
from app.ui.common.tokens import Theme

_PADDING = 11
_GAP = 6
_HINT_GAP = 8


class Kind(StrEnum):
    """How much a button weighs; at most one main button in a room."""

    MAIN = "main"
    STANDARD = "standard"
    FLAT = "flat"


class Button(QPushButton):
    """A button with words, and if wanted an icon before them and a key hint behind them.

    Args:
        words: What it does, a verb; `…` when a question follows.
        kind: Main, standard or flat.
        icon_name: A Lucide icon in front of the words.
        key: The key that does the same, in the form `Ctrl+Enter`; shown inside a main button, in
            the tooltip of the others.
        roomy: 32 instead of 28 high, for empty states.
    """

    ring_corner = sizes.CORNER_BUTTON

    def __init__(
        self,
        words: str,
        kind: Kind = Kind.STANDARD,
        *,
        icon_name: str = "",
        key: str = "",
        roomy: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, parent)
        self._kind = kind
        self._icon_name = icon_name
        self._key = key
        self._reason = ""
        self._help = ""
        self._compact = False
        self._terse = False
        self._height = sizes.BUTTON_ROOMY if roomy else sizes.BUTTON
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(words.rstrip("…"))
        self.setAutoDefault(False)
        # By pointer no button takes the keys from the text; Tab reaches them all.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._tell()
        hub = theme_hub()
        if hub is not None:
            hub.changed.connect(self._on_changed)

    @property
    def kind(self) -> Kind:
        """How much it weighs."""
        return self._kind

    @property
    def reason(self) -> str:
        """Why it is not available, "" if it is."""
        return self._reason

    def set_words(self, words: str) -> None:
        """Change the words and the name with them."""
        if words != self.text():
            self.setText(words)
            self.setAccessibleName(words.rstrip("…"))
            self.updateGeometry()

    def set_key(self, key: str) -> None:
        """Show another key, "" for none."""
        if key != self._key:
            self._key = key
            self._tell()
            self.updateGeometry()
            self.update()

    def set_help(self, words: str) -> None:
        """A sentence for the tooltip."""
        self._help = words
        self._tell()

    def set_unavailable(self, reason: str) -> None:
        """Switch it off and say why, or on again with "". Never switch it off without a reason."""
        self._reason = reason
        self.setEnabled(not reason)
        self._tell()
        self.update()

    def set_compact(self, compact: bool) -> None:
        """Show only the icon (narrow windows); the words go to the tooltip."""
        if compact != self._compact and self._icon_name:
            self._compact = compact
            self._tell()
            self.updateGeometry()
            self.update()

    def set_terse(self, terse: bool) -> None:
        """Leave the key to the tooltip where there is no room for it in the main button."""
        if terse != self._terse:
            self._terse = terse
            self._tell()
            self.updateGeometry()
            self.update()

    def _tell(self) -> None:
        parts = [self._reason or self._help]
        if self._compact:
            parts.insert(0, self.text())
        if self._key and (self._kind is not Kind.MAIN or self._compact or self._terse):
            parts.append(hint_words(self._key))
        self.setToolTip(" · ".join(part for part in parts if part))
        self.setAccessibleDescription(self._reason or self._help)

    def _on_changed(self) -> None:
        self.updateGeometry()

    def _hint(self) -> str:
        hub = theme_hub()
        shown = hub is None or hub.key_hints
        fits = self._kind is Kind.MAIN and not self._compact and not self._terse
        return hint_words(self._key) if shown and fits else ""

    def sizeHint(self) -> QSize:
        """Natural size in logical pixels."""
        if self._compact:
            return QSize(scaled(self._height), scaled(self._height))
        width = scaled(2 * _PADDING) + QFontMetrics(font(Role.NAME)).horizontalAdvance(self.text())
        if self._icon_name:
            width += scaled(sizes.ICON_SMALL + _GAP)
        hint = self._hint()
        if hint:
            small = QFontMetricsF(font(Role.SMALL)).horizontalAdvance(hint)
            width += scaled(_HINT_GAP) + int(small + 0.999)
        return QSize(width, scaled(self._height))

    def minimumSizeHint(self) -> QSize:
        """Smallest size in logical pixels."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keys; Qt would press the default one."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }:
            self.click()
        else:
            super().keyPressEvent(event)

    def _colors(self, theme: Theme) -> tuple[QColor | None, QColor, QColor | None]:
        """Fill, words and outline of the moment."""
        if not self.isEnabled():
            return None, theme.ink3, theme.edge
        pressed, over = self.isDown(), self.underMouse()
        if self._kind is Kind.MAIN:
            share = 0.22 if pressed else 0.1 if over else 0.0
            return mix(theme.accent, theme.ink, share), theme.onaccent, None
        if self._kind is Kind.FLAT:
            fill = theme.line if pressed else theme.hover if over else None
            return fill, theme.ink2, None
        fill = theme.line if pressed else theme.hover if over else theme.paper
        return fill, theme.ink, theme.btn

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the widget from the tokens."""
        del event
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, ink, outline = self._colors(theme)
        paint_box(painter, QRectF(self.rect()), fill, outline, dashed=not self.isEnabled())
        left = scaled(_PADDING)
        side = scaled(sizes.ICON_SMALL)
        if self._compact:
            paint_icon(painter, QRectF(self.rect()).adjusted(6, 6, -6, -6), self._icon_name, ink)
            return
        if self._icon_name:
            box = QRectF(left, (self.height() - side) / 2, side, side)
            paint_icon(painter, box, self._icon_name, ink)
            left += side + scaled(_GAP)
        painter.setPen(ink)
        painter.setFont(font(Role.NAME))
        right = self.width() - scaled(_PADDING)
        middle = Qt.AlignmentFlag.AlignVCenter
        area = QRectF(left, 0, right - left, self.height())
        hint = self._hint()
        where = (
            Qt.AlignmentFlag.AlignLeft if hint or self._icon_name else Qt.AlignmentFlag.AlignHCenter
        )
        painter.drawText(area, middle | where, self.text())
        if hint:
            painter.setFont(font(Role.SMALL))
            painter.drawText(area, middle | Qt.AlignmentFlag.AlignRight, hint)


def paint_box(
    painter: QPainter,
    rect: QRectF,
    fill: QColor | None,
    outline: QColor | None,
    *,
    corner: float = sizes.CORNER_BUTTON,
    dashed: bool = False,
) -> None:
    """Paint the box of a control: fill, and an outline of 1 px inside the rectangle."""
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.setPen(Qt.PenStyle.NoPen)
    box = rect
    if outline is not None:
        pen = QPen(outline, 1)
        if dashed:
            pen.setDashPattern([3, 2.5])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        box = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(box, corner, corner)


class IconButton(QAbstractButton):
    """A button with an icon and no words: transport, chevrons, folded tabs.

    It never takes the focus from the text unless asked to; what it does stands in its tooltip.

    Args:
        icon_name: A Lucide icon.
        words: What it does; tooltip and name for screen readers.
        key: The key that does the same, shown in the tooltip.
        outlined: With an outline, for the play button.
        width: Width in logical pixels at 100 %.
        takes_focus: Whether Tab reaches it.
    """

    ring_corner = sizes.CORNER_BUTTON

    def __init__(
        self,
        icon_name: str,
        words: str,
        *,
        key: str = "",
        outlined: bool = False,
        width: int = 26,
        height: int = sizes.BUTTON,
        takes_focus: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._mark: Mark | None = None
        self._outlined = outlined
        self._size = QSize(width, height)
        self._words = words
        self._key = key
        self._reason = ""
        policy = Qt.FocusPolicy.TabFocus if takes_focus else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._tell()
        hub = theme_hub()
        if hub is not None:
            hub.changed.connect(self._on_changed)

    @property
    def icon_name(self) -> str:
        """The icon it shows."""
        return self._icon_name

    def set_icon_name(self, icon_name: str, words: str) -> None:
        """Show another icon and say what it does now (play becomes pause)."""
        if (icon_name, words) != (self._icon_name, self._words):
            self._icon_name, self._words = icon_name, words
            self._tell()
            self.update()

    def set_mark(self, mark: Mark | None) -> None:
        """Draw one of our own marks in place of the icon (play and pause are filled)."""
        self._mark = mark
        self.update()

    def set_key(self, key: str) -> None:
        """Show another key in the tooltip."""
        self._key = key
        self._tell()

    def set_unavailable(self, reason: str) -> None:
        """Switch it off and say why, or on again with ""."""
        self._reason = reason
        self.setEnabled(not reason)
        self._tell()

    def _tell(self) -> None:
        parts = (self._words, self._reason, hint_words(self._key) if self._key else "")
        self.setToolTip(" · ".join(part for part in parts if part))
        self.setAccessibleName(self._words)
        self.setAccessibleDescription(self._reason)

    def _on_changed(self) -> None:
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        """Follow changes of palette, font and availability."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.update()

    def sizeHint(self) -> QSize:
        """Natural size in logical pixels."""
        return QSize(scaled(self._size.width()), scaled(self._size.height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the widget from the tokens."""
        del event
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = theme.ink3 if not self.isEnabled() else theme.ink
        fill: QColor | None = None
        if self.isEnabled():
            if self.isDown():
                fill = theme.line
            elif self.underMouse():
                fill = theme.hover
            elif self.isChecked():
                fill, ink = theme.soft, theme.accent
            elif self._outlined:
                fill = theme.paper
        outline = theme.btn if self._outlined else None
        if self.isChecked():
            ink, outline = theme.accent, theme.accent
        paint_box(painter, QRectF(self.rect()), fill, outline, dashed=not self.isEnabled())
        side = scaled(sizes.ICON)
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        if self._mark is not None:
            inner = side * 0.12
            paint_mark(painter, box.adjusted(inner, inner, -inner, -inner), self._mark, theme, ink)
        else:
            paint_icon(painter, box, self._icon_name, ink)
