"""Every part of the window in both themes, painted to PNG files to look at.

Run: `python -m tests.ui.gallery FOLDER [SCALE]`; not a test, and not shipped.
"""

# ruff: noqa: N802 - names of Qt's methods; the platform is chosen before Qt is imported

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if len(sys.argv) > 2:
    os.environ["QT_SCALE_FACTOR"] = sys.argv[2]

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.clip import Ternary
from app.ui.common.bars import Bar, BarContent, Gravity
from app.ui.common.buttons import Button, IconButton, Kind
from app.ui.common.chips import ChipState, chip_size, paint_chip
from app.ui.common.fields import Field
from app.ui.common.fonts import Role
from app.ui.common.keyhint import KeyHint
from app.ui.common.labels import ElidedLabel, Label
from app.ui.common.marks import Mark, paint_mark
from app.ui.common.meter import WordMeter
from app.ui.common.panes import EmptyState, Pane
from app.ui.common.pills import FactPill
from app.ui.common.segmented import Segmented
from app.ui.common.theme import ThemeHub, ThemeSetting, current_theme, font
from app.ui.common.tokens import TOKENS
from app.ui.common.underlines import MARK_OF, Underline, paint_underline, soft_token
from app.ui.common.words.length import LengthBand, length_words


class MarkView(QWidget):
    def __init__(self, mark: Mark, side: int = 16) -> None:
        super().__init__()
        self._mark = mark
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_mark(QPainter(self), QRectF(self.rect()), self._mark, current_theme())


class ChipView(QWidget):
    def __init__(self, text: str, state: ChipState) -> None:
        super().__init__()
        self._text, self._state = text, state
        size = chip_size(text, state).toSize()
        self.setFixedSize(size + QSize(6, 6))

    def paintEvent(self, event: QPaintEvent) -> None:
        rect = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        paint_chip(QPainter(self), rect, self._text, self._state, current_theme())


class UnderlineView(QWidget):
    def __init__(self, kind: Underline) -> None:
        super().__init__()
        self._kind = kind
        self.setFixedSize(160, 30)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(font(Role.CAPTION))
        words = "slow, steady hands"
        width = painter.fontMetrics().horizontalAdvance(words)
        if self._kind is Underline.CRITICAL:
            painter.fillRect(0, 0, width, 26, current_theme().token(soft_token(self._kind)))
        painter.setPen(current_theme().ink)
        painter.drawText(0, 20, words)
        paint_underline(painter, 0, width, 20, self._kind, current_theme())


class Swatch(QWidget):
    def __init__(self, token: str) -> None:
        super().__init__()
        self._token = token
        self.setFixedSize(76, 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(current_theme().line)
        painter.setBrush(current_theme().token(self._token))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)


def row(*widgets: QWidget, gap: int = 8) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(gap)
    for widget in widgets:
        line.addWidget(widget)
    line.addStretch(1)
    return line


def heading(words: str) -> Label:
    return Label(words, Role.HEADING, "ink2")


def build() -> Pane:
    page = Pane("panel")
    page.setFixedWidth(720)
    column = QVBoxLayout(page)
    column.setContentsMargins(24, 16, 24, 24)
    column.setSpacing(8)
    top = QGridLayout()
    top.setHorizontalSpacing(10)
    states = {
        Mark.TICK: "mentioned",
        Mark.HALF: "thin",
        Mark.OCTAGON: "missing",
        Mark.QUESTION: "please check",
        Mark.DASH: "not in this clip",
        Mark.DOTTED: "not yet",
    }
    top.addWidget(heading("States"), 0, 0, 1, 2)
    top.addWidget(heading("Underlines"), 0, 3, 1, 3)
    for index, (mark, words) in enumerate(states.items(), start=1):
        top.addWidget(MarkView(mark), index, 0)
        top.addWidget(Label(words), index, 1)
    for index, kind in enumerate(Underline, start=1):
        top.addWidget(MarkView(MARK_OF[kind]), index, 3)
        top.addWidget(Label(kind.value.capitalize()), index, 4)
        top.addWidget(UnderlineView(kind), index, 5)
    for index, mark in enumerate(
        (Mark.CROSS, Mark.RING, Mark.INFO, Mark.PLAY, Mark.PAUSE), start=1
    ):
        top.addWidget(MarkView(mark), index, 6)
    column.addLayout(top)
    column.addWidget(heading("Timecode chips"))
    column.addLayout(
        row(
            ChipView("0:12.4", ChipState.REST),
            ChipView("0:12.4–14.0", ChipState.HOVER),
            ChipView("0:12.4–14.0", ChipState.PLAYING),
            ChipView("0:12.4", ChipState.SELECTED),
            ChipView("00:99.1", ChipState.ERROR),
            KeyHint("Ctrl+T"),
        )
    )
    column.addWidget(heading("Word meter"))
    for count in (22, 56, 130, 262):
        meter = WordMeter()
        meter.setFixedWidth(180)
        meter.set_count(count)
        said = length_words(count, LengthBand())
        column.addLayout(
            row(Label(str(count), Role.TITLE), meter, MarkView(said.mark, 14), Label(said.words))
        )
    detailed = WordMeter(detailed=True)
    detailed.setFixedWidth(220)
    detailed.set_count(130)
    column.addLayout(row(Label("130", Role.FIGURE), Label("words", Role.BASE, "ink2"), detailed))
    column.addWidget(heading("Controls"))
    locked = Button("Locked", icon_name="lock")
    locked.set_unavailable("Opens when the judge test is passed.")
    focus = Button("Focus")
    focus.setObjectName("focus")
    column.addLayout(
        row(
            Button("Submit", Kind.MAIN, key="Ctrl+Enter"),
            Button("Copy caption", icon_name="copy"),
            Button("Show as table", Kind.FLAT),
            locked,
            focus,
            gap=10,
        )
    )
    filled, field, wrong = Field("Name"), Field("Field"), Field("Time")
    filled.setText("Old man")
    field.setText("Focus")
    field.setObjectName("field")
    wrong.setText("0:99.1")
    wrong.set_problem("Not a time.")
    column.addLayout(row(filled, field, wrong, Field("Speaker")))
    loop = IconButton("repeat", "Loop")
    loop.setCheckable(True)
    loop.setChecked(True)
    play = IconButton("play", "Play", outlined=True, width=36, height=32)
    play.set_mark(Mark.PLAY)
    off = IconButton("maximize", "Full screen")
    off.set_unavailable("No picture.")
    segmented = Segmented("State", (("all", "All"), ("open", "Open 12"), ("done", "Done")))
    column.addLayout(
        row(
            IconButton("rotate-ccw", "Replay"),
            IconButton("step-back", "Back"),
            play,
            loop,
            off,
            segmented,
        )
    )
    pills = []
    for words, value in zip(
        ("Speech", "Music", "Text on screen", "Brands"),
        (Ternary.YES, Ternary.YES, Ternary.NO, Ternary.UNKNOWN),
        strict=True,
    ):
        pill = FactPill(words)
        pill.set_value(value)
        pills.append(pill)
    elided = ElidedLabel("A very long name of a clip that does not fit.mp4", Role.NAME)
    elided.setFixedWidth(160)
    column.addLayout(row(*pills, elided))
    bars = QVBoxLayout()
    bars.setSpacing(0)
    for gravity, sentence, detail, button in (
        (
            Gravity.BAD,
            "Not saved since 14:03:07: the disk is full.",
            "Your text is safe in this window.",
            "Copy all text",
        ),
        (
            Gravity.WEAK,
            "3.9 s of the clip were not watched.",
            "You can submit anyway.",
            "Show the gap",
        ),
        (
            Gravity.INFO,
            "LanguageTool is not here: Java is missing.",
            "Harper goes on checking.",
            "How to get it",
        ),
    ):
        content = BarContent(
            id=sentence, gravity=gravity, sentence=sentence, detail=detail, buttons=(("a", button),)
        )
        bars.addWidget(Bar(content))
    column.addLayout(bars)
    tokens = QGridLayout()
    for index, token in enumerate(TOKENS):
        tokens.addWidget(Swatch(token), index // 8 * 2, index % 8)
        tokens.addWidget(Label(token, Role.SMALL), index // 8 * 2 + 1, index % 8)
    column.addLayout(tokens)
    empty = EmptyState(
        "file-x",
        "harbor-office.mp4 is not where it was",
        ("It was in /media/clips/harbor. Your text, dialogue and hours are safe.",),
        (("locate", "Locate…"), ("again", "Look again")),
        main="locate",
        ground="sunken",
    )
    column.addWidget(empty)
    return page


def shoot(page: QWidget, path: Path) -> None:
    page.grab().save(str(path))


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    hub = ThemeHub.install(app)
    page = build()
    page.show()
    page.activateWindow()
    QTest.qWaitForWindowActive(page)
    page.findChild(Button, "focus").setFocus(Qt.FocusReason.TabFocusReason)
    for setting in (ThemeSetting.LIGHT, ThemeSetting.DARK):
        hub.set_setting(setting)
        app.sendPostedEvents()
        shoot(page, folder / f"parts-{setting}-{QPixmap(1, 1).devicePixelRatio():g}.png")
    hub.set_text_size(200)
    page.setFixedWidth(1200)
    QTest.qWait(100)
    page.adjustSize()
    QTest.qWait(100)
    shoot(page, folder / "parts-text-200.png")


if __name__ == "__main__":
    main()
