"""The few dialogs there are: what is open at submission, the person's name when first needed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.desk.captioning import OpenPoints
from app.desk.settings import Settings, Value
from app.ui.common.buttons import Button, Kind
from app.ui.common.fields import Field
from app.ui.common.fonts import Role
from app.ui.common.labels import Label
from app.ui.common.segmented import Segmented
from app.ui.common.theme import scaled
from app.ui.common.words.criteria import criterion_name
from app.ui.common.words.formats import short_range

SHOWN = 8
"""So many open findings are listed; the rest is counted."""
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


def open_sentences(points: OpenPoints) -> tuple[str, list[str]]:
    """Give the title and the lines of what is open."""
    sentences = []
    for criterion, match in points.criteria[:SHOWN]:
        words = (
            f"{criterion_name(criterion)}: “{match}”."
            if match
            else f"{criterion_name(criterion)} is missing or thin."
        )
        sentences.append(words)
    more = len(points.criteria) - SHOWN
    if more > 0:
        sentences.append(f"And {more} more.")
    if points.unwatched:
        total = sum(end - start for start, end in points.unwatched) / 1000
        where = ", ".join(short_range(start, end) for start, end in points.unwatched[:4])
        sentences.append(f"{total:.1f} s were not watched: {where}.")
    count = len(points.criteria) + bool(points.unwatched)
    number = _NUMBERS[count] if count < len(_NUMBERS) else f"{count} things"
    return f"{number} {'is' if count == 1 else 'are'} open.", sentences


def confirm_submit(parent: QWidget, points: OpenPoints) -> bool:
    """Show what is open; gives whether to submit anyway."""
    title, sentences = open_sentences(points)
    question = Question(parent, title, "Go back", "Submit anyway")
    for sentence in sentences:
        question.say(sentence, "ink2")
    question.safe.setDefault(True)
    question.safe.setFocus(Qt.FocusReason.OtherFocusReason)
    return question.exec() == QDialog.DialogCode.Accepted


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
    question.body.addWidget(name)
    question.body.addWidget(track)
    question.go_on.setDefault(True)
    name.setFocus(Qt.FocusReason.OtherFocusReason)
    while question.exec() == QDialog.DialogCode.Accepted:
        if name.text().strip():
            return {"person.name": name.text().strip(), "person.track": track.value}
        name.set_problem("Type your name.")
    return None
