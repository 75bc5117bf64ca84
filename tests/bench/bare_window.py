"""The least that a Qt text window can be: what Scenewright's start and keys are compared with."""

from __future__ import annotations

import sys

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QPlainTextEdit

TEXT = (
    "At night a small harbor lies under low fog, and two lamps burn on the quay. Gulls cry and "
    "water laps against the boats. "
) * 8


def main() -> int:
    """Show it until it is killed."""
    app = QApplication(sys.argv)
    window = QPlainTextEdit()
    window.setFont(QFont("DejaVu Serif", 13))
    window.setPlainText(TEXT)
    window.resize(1440, 900)
    window.move(0, 0)
    window.moveCursor(window.textCursor().MoveOperation.End)
    window.show()
    window.activateWindow()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
