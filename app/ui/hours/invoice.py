"""The questions before an invoice: number, parties, lines, and the plain warning of the lock."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.desk.hours_papers import InvoiceOrder
from app.desk.settings import Settings
from app.domain.timesheet import GroupBy, Party
from app.ui.common.fields import Field
from app.ui.common.fonts import Role
from app.ui.common.labels import Label
from app.ui.common.segmented import Segmented
from app.ui.common.theme import scaled
from app.ui.common.words.formats import counted
from app.ui.dialogs import Question

_LINES = 74


def stored_parties(stored: str, settings: Settings) -> tuple[str, str]:
    """The two parties of the last invoice as texts, a line each; the own name at first."""
    try:
        told: Any = json.loads(stored or "{}")
    except ValueError:
        told = {}
    if not isinstance(told, dict):
        told = {}
    sender = told.get("sender") or settings.text("person.name")
    return str(sender), str(told.get("recipient") or "")


def party_of(text: str) -> Party:
    """A party of a text: its first line is the name."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return Party(name=lines[0] if lines else "", lines=tuple(lines[1:]))


class InvoiceDialog(Question):
    """Asks for what an invoice needs."""

    def __init__(
        self,
        parent: QWidget,
        period: str,
        number: str,
        parties: tuple[str, str],
        *,
        open_questions: int,
    ) -> None:
        super().__init__(parent, f"Invoice for {period}", "Go back", "Write and lock…")
        self.setMinimumWidth(scaled(520))
        self.say("Once it is written, these days are locked: nothing in them can be corrected.")
        if open_questions:
            gaps = counted(open_questions, "gap")
            self.say(f"{gaps} without an answer will count as no work.", "weak")
        self.number = Field("Number")
        self.number.setText(number)
        self.from_field, self.to_field = _lines_field("From"), _lines_field("To")
        self.from_field.setPlainText(parties[0])
        self.to_field.setPlainText(parties[1])
        self.lines = Segmented(
            "Lines", ((GroupBy.TRACK.value, "By track"), (GroupBy.CLIP.value, "By clip"))
        )
        self.note = Field("Note", "A note, such as how to pay")
        self.problem = Label("", Role.LABEL, "bad", wrap=True)
        self._add("Number", self.number)
        sides = QHBoxLayout()
        sides.setSpacing(12)
        for words, field in (("From: name, then address", self.from_field), ("To", self.to_field)):
            column = QVBoxLayout()
            column.addWidget(Label(words, Role.LABEL, "ink2"))
            column.addWidget(field)
            sides.addLayout(column)
        self.body.addLayout(sides)
        self._add("Lines", self.lines)
        self._add("Note", self.note)
        self.body.addWidget(self.problem)
        self.problem.hide()
        self.number.setFocus(Qt.FocusReason.OtherFocusReason)
        self.go_on.clicked.disconnect()
        self.go_on.clicked.connect(self._check)

    def _add(self, words: str, field: QWidget) -> None:
        self.body.addWidget(Label(words, Role.LABEL, "ink2"))
        self.body.addWidget(field)

    def _check(self) -> None:
        """Go on when the number and both names are there."""
        missing = [
            words
            for words, text in (
                ("the number", self.number.text()),
                ("who it is from", self.from_field.toPlainText()),
                ("who it goes to", self.to_field.toPlainText()),
            )
            if not text.strip()
        ]
        if missing:
            self.problem.setText(f"Still missing: {', '.join(missing)}.")
            self.problem.show()
            return
        self.accept()

    def order(self) -> InvoiceOrder:
        """What was filled in."""
        return InvoiceOrder(
            number=self.number.text().strip(),
            sender=party_of(self.from_field.toPlainText()),
            recipient=party_of(self.to_field.toPlainText()),
            by=GroupBy(self.lines.value),
            note=self.note.text().strip(),
        )

    def parties_json(self) -> str:
        """Both parties, to be there next time."""
        return json.dumps(
            {"sender": self.from_field.toPlainText(), "recipient": self.to_field.toPlainText()}
        )


def _lines_field(name: str) -> QPlainTextEdit:
    field = QPlainTextEdit()
    field.setProperty("field", True)
    field.setAccessibleName(name)
    field.setTabChangesFocus(True)
    field.setFixedHeight(scaled(_LINES))
    return field
