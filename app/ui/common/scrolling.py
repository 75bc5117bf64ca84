"""Contents of a scroll area whose words wrap: they keep the height that their width asks for."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class KeepHeight(QObject):
    """Gives a widget with wrapping words the least height at which none of them is cut.

    A scroll area asks for the least height alone, and that of a wrapping label is one line. Make
    one for the widget that the area shows; it belongs to the widget.
    """

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit after a new width or new words; nothing is held back."""
        if watched is self._widget and event.type() in {
            QEvent.Type.Resize,
            QEvent.Type.LayoutRequest,
            QEvent.Type.Show,
        }:
            self.fit()
        return False

    def fit(self) -> None:
        """Take the height that the width of now asks for."""
        layout = self._widget.layout()
        if layout is not None and layout.hasHeightForWidth():
            height = layout.totalHeightForWidth(self._widget.width())
            if height != self._widget.minimumHeight():
                self._widget.setMinimumHeight(height)
