"""The way to a clip that plays only in the client's web tool: its link, to copy or to open."""

from __future__ import annotations

from urllib.parse import urlsplit

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QDesktopServices,
    QFontMetrics,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

from app.domain.media import address_trouble
from app.ui.common import sizes
from app.ui.common.buttons import Button
from app.ui.common.fonts import Role
from app.ui.common.theme import font, scaled
from app.ui.video import words

_INK = QColor(0xEC, 0xEB, 0xE7)
"""The ground is the black of the picture in both themes."""
_MARGIN = 16
_LEAST = 120


class LinkPanel(QWidget):
    """Lies at the foot of the place of the picture; hidden where there is no link."""

    def __init__(self, picture: QWidget) -> None:
        super().__init__(picture)
        self._picture = picture
        self._link = ""
        self.copy = Button(words.COPY_LINK, icon_name="copy")
        self.open = Button(words.OPEN_LINK, icon_name="globe")
        self.copy.clicked.connect(self._copy)
        self.open.clicked.connect(self._open)
        row = QHBoxLayout(self)
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.BUTTON_GAP)
        row.addStretch(1)
        row.addWidget(self.copy)
        row.addWidget(self.open)
        self.hide()
        picture.installEventFilter(self)

    @property
    def words(self) -> str:
        """The link as it is shown: without a name, a password or what stands behind a "?"."""
        parts = urlsplit(self._link)
        host = parts.netloc.rpartition("@")[2]
        return f"{host}{parts.path}".rstrip("/")

    def set_link(self, link: str) -> None:
        """Show a link; one that is not of http or https is not shown."""
        self._link = link if link and address_trouble(link) is None else ""
        self.copy.set_words(words.COPY_LINK)
        self.setAccessibleName(f"Link: {self.words}" if self._link else "")
        self.setVisible(bool(self._link))
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words of the buttons give way to those of the link."""
        super().resizeEvent(event)
        for button in (self.copy, self.open):
            button.set_compact(False)
        wide = self.copy.sizeHint().width() + self.open.sizeHint().width() + sizes.BUTTON_GAP
        for button in (self.copy, self.open):
            button.set_compact(self.width() < wide + scaled(_LEAST))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the link left of the buttons."""
        del event
        painter = QPainter(self)
        painter.setFont(font(Role.BASE))
        painter.setPen(_INK)
        area = QRect(0, 0, self.copy.x() - scaled(_MARGIN), self.height())
        shown = QFontMetrics(painter.font()).elidedText(
            self.words, Qt.TextElideMode.ElideMiddle, area.width()
        )
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the foot of the picture."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        picture = self._picture
        height, margin = self.copy.sizeHint().height(), scaled(_MARGIN)
        width = max(0, picture.width() - 2 * margin)
        self.setGeometry(margin, picture.height() - margin - height, width, height)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._link)
        self.copy.set_words(words.LINK_COPIED)

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl(self._link))
