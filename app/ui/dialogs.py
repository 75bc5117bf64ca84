"""The few dialogs there are: what is open at submission, the person's name when first needed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.checks.report import Finding
from app.desk.handing_over import OpenPoints
from app.desk.settings import Settings, Value
from app.ui.common.buttons import Button, Kind
from app.ui.common.fields import Field
from app.ui.common.fonts import Role
from app.ui.common.labels import Label
from app.ui.common.segmented import Segmented
from app.ui.common.theme import scaled
from app.ui.common.words.criteria import SEVERITY_WORDS, criterion_name
from app.ui.common.words.formats import short_range

SHOWN = 8
"""A list of more open things than this scrolls."""

_LIST_WIDTH = 480
_LIST_HEIGHT = 280
_BAR_ROOM = 16
_STOPS = ".!?…"
_NUMBERS = ("Nothing", "One thing", "Two things", "Three things", "Four things", "Five things")


class Question(QDialog):
    """A question with a title, sentences, and two buttons; the safe one is the default."""

    def __init__(self, parent: QWidget | None, title: str, safe: str, go_on: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("Scenewright")
        self.setModal(True)
        self.setMinimumWidth(scaled(440))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(Label(title, Role.TITLE_NAME, wrap=True))
        self.body = QVBoxLayout()
        self.body.setSpacing(4)
        column.addLayout(self.body)
        column.addSpacing(8)
        self.foot = row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        self.safe = Button(safe, Kind.STANDARD)
        self.go_on = Button(go_on, Kind.MAIN)
        self.safe.clicked.connect(self.reject)
        self.go_on.clicked.connect(self.accept)
        row.addWidget(self.safe)
        row.addWidget(self.go_on)
        column.addLayout(row)

    def say(self, sentence: str, color: str = "ink") -> None:
        """Add a sentence."""
        self.body.addWidget(Label(sentence, Role.BASE, color, wrap=True))


def finding_sentence(finding: Finding) -> str:
    """Name the criterion, and the words that were found or what is missing, with one stop."""
    name = criterion_name(finding.criterion)
    if finding.match:
        stop = "" if finding.match[-1] in _STOPS else "."
        return f"{name}: “{finding.match}”{stop}"
    if not finding.reason.text:
        return f"{name} is missing or thin."
    return f"{name}: {finding.reason.text}"


def open_sentences(points: OpenPoints) -> tuple[str, list[tuple[str, str]]]:
    """Give the title, and the severity (or "") and the words of each thing that is open."""
    rows = [(SEVERITY_WORDS[f.severity], finding_sentence(f)) for f in points.findings]
    if points.unwatched:
        total = sum(end - start for start, end in points.unwatched) / 1000
        where = ", ".join(short_range(start, end) for start, end in points.unwatched[:4])
        rows.append(("", f"{total:.1f} s were not watched: {where}."))
    count = len(rows)
    number = _NUMBERS[count] if count < len(_NUMBERS) else f"{count} things"
    return f"{number} {'is' if count == 1 else 'are'} open.", rows


class OpenList(QWidget):
    """What is open, a row each: the severity, then the words; rows stand close together."""

    def __init__(self, rows: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for place, (severity, sentence) in enumerate(rows):
            grave = Label(severity, Role.BASE, "ink2")
            said = Label(sentence, Role.BASE, wrap=True)
            for label in (grave, said):
                label.setAlignment(top)
            if severity:
                grid.addWidget(grave, place, 0)
                grid.addWidget(said, place, 1)
            else:
                grid.addWidget(said, place, 0, 1, 2)
        # A wrapping label guesses its height for another width; this is the width it will have.
        self.setFixedWidth(scaled(_LIST_WIDTH))
        self.setFixedHeight(grid.totalHeightForWidth(scaled(_LIST_WIDTH)))


def submit_question(parent: QWidget | None, points: OpenPoints) -> Question:
    """Make the question that lists all that is open; a long list scrolls."""
    title, rows = open_sentences(points)
    question = Question(parent, title, "Go back", "Submit anyway")
    listed = OpenList(rows)
    if len(rows) <= SHOWN:
        question.body.addWidget(listed)
    else:
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(title)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(listed)
        area.setFixedWidth(listed.width() + scaled(_BAR_ROOM))
        area.setFixedHeight(min(listed.height(), scaled(_LIST_HEIGHT)))
        question.body.addWidget(area)
    question.safe.setDefault(True)
    question.safe.setFocus(Qt.FocusReason.OtherFocusReason)
    return question


def confirm_submit(parent: QWidget, points: OpenPoints) -> bool:
    """Show what is open; gives whether to submit anyway."""
    return submit_question(parent, points).exec() == QDialog.DialogCode.Accepted


def require_person(parent: QWidget, settings: Settings) -> dict[str, Value] | None:
    """Ask for name and track when they are first needed; None when the person goes back."""
    if settings.text("person.name"):
        return {}
    question = Question(parent, "Who submits?", "Go back", "Go on")
    question.say(
        "Your name goes with what you hand over. You can change it in the settings.", "ink2"
    )
    name = Field("Your name")
    track = Segmented("Track", (("captioner", "Captioner"), ("senior_qc", "Senior QC")))
    track.set_value(settings.text("person.track"))
    for part in (name, track):
        question.body.addSpacing(4)
        question.body.addWidget(part)
    question.go_on.setDefault(True)
    name.setFocus(Qt.FocusReason.OtherFocusReason)

    def allow() -> None:
        question.go_on.set_unavailable("" if name.text().strip() else "Type your name first.")

    name.textChanged.connect(allow)
    allow()
    if question.exec() != QDialog.DialogCode.Accepted:
        return None
    return {"person.name": name.text().strip(), "person.track": track.value}
