"""What is said when no window can open: a dialog, for a start without a terminal."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.ui.application import make_application
from app.ui.common.theme import ThemeHub
from app.ui.common.words.errors import error_words
from app.ui.dialogs import Question

CLOSE, AGAIN = "Close", "Try again"


def ask_again(error: Exception) -> bool:
    """Say why no window opens and wait for an answer; gives whether to try again."""
    ThemeHub.install(make_application())
    return make_question(error).exec() == Question.DialogCode.Accepted


def make_question(error: Exception) -> Question:
    """Make the dialog."""
    problem = error_words(error)
    question = Question(None, problem.sentence, CLOSE, AGAIN)
    question.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)
    question.say(problem.detail, "ink2")
    question.go_on.setDefault(True)
    return question
