"""The report as lines: the words of the sidebar, in columns, and no Qt that paints."""

from __future__ import annotations

import subprocess
import sys

import pytest

from app.checks.engine import Checker
from app.checks.guide.loader import SHIPPED, load_guide
from app.checks.matches import CheckerName, CheckerState, CheckerStatus, CheckerUnavailableError
from app.checks.report import Stage
from app.desk.commands.check import CheckArguments, check_text
from app.ui.common.words.criteria import criterion_name
from app.ui.rubric.printed import report_lines
from app.ui.rubric.reported import rows_of

GUIDE = load_guide(SHIPPED / "base-narrative")
CHECKER = Checker(GUIDE)
TEXT = "A man waits.\nHe seems tired of the lovely pier."


class Deaf:
    """A checker that gives no answer."""

    name = CheckerName.LANGUAGETOOL

    def prepare(self) -> CheckerStatus:
        return self.status()

    def status(self) -> CheckerStatus:
        return CheckerStatus(name=self.name, version="", state=CheckerState.MISSING)

    def check(self, text: str, *, accepted: frozenset[str]) -> tuple[()]:
        raise CheckerUnavailableError(self.status())

    def close(self) -> None:
        return


def lines_of(text: str, stage: Stage = Stage.SUBMIT, *, deaf: bool = False) -> list[str]:
    language = [Deaf()] if deaf else []
    report = check_text(CHECKER, text, CheckArguments(stage=stage), language=language)
    return list(report_lines(report, text, GUIDE))


def test_every_criterion_has_its_name_and_words_in_columns() -> None:
    lines = lines_of(TEXT)
    report = check_text(CHECKER, TEXT, CheckArguments(stage=Stage.SUBMIT))
    rows = rows_of(report, GUIDE.caps)
    table = [line for line in lines if line.startswith("  ")]
    assert len(table) == len(rows) == 24
    for line, row in zip(table, rows, strict=True):
        assert line[2:8].rstrip() == row.id
        assert line[10:30].rstrip() == row.name
        assert line[32:].startswith(row.words)
    assert "  AUD-01  Sound                 missing" in lines
    assert [line for line in lines if line.startswith(("Must", "Form"))] == [
        "Must have",
        "Must not have",
        "Form and language",
    ]
    assert lines[0] == "10 words · Base narrative 1.0.0 · 7 to look at, 3 notes"


def test_a_finding_has_its_line_and_column() -> None:
    found = [line for line in lines_of(TEXT) if line.startswith("2:")]
    assert found[0].startswith("2:4: Major, speculation: “seems tired of” hedges.")
    assert found[0].endswith("[SPC-evidential]")


def test_a_note_is_counted_and_listed_too() -> None:
    lines = lines_of("He walked home.\n\nA lamp hums.")
    assert lines[0].endswith(" to look at, 2 notes")
    assert sum(": Note, " in line for line in lines) == 2
    assert lines[-1] == "1:16: Note, one paragraph: The caption is one paragraph. [FMT-paragraphs]"


def test_what_is_not_listed_is_counted() -> None:
    lines = lines_of("Perhaps it rains. " * 8)
    assert sum("[SPC-adverb]" in line for line in lines) == 5
    assert lines[-1] == "More findings of the same kind, not listed: Speculation 3."


def test_a_checker_that_did_not_take_part_is_named() -> None:
    assert lines_of(TEXT, deaf=True)[-1] == "Without LanguageTool."


def test_an_empty_text_is_not_called_in_order() -> None:
    assert lines_of("", Stage.DRAFT)[0] == "0 words · Base narrative 1.0.0 · not yet"


@pytest.mark.parametrize("pack", ["base-narrative", "ad-strict", "uk-english"])
def test_the_guides_call_the_criteria_as_the_sidebar_does(pack: str) -> None:
    guide = load_guide(SHIPPED / pack)
    assert [c.title for c in guide.criteria] == [criterion_name(c.id) for c in guide.criteria]


def test_lines_need_no_painting() -> None:
    asked = "import app.ui.rubric.printed, sys; sys.exit('PySide6.QtGui' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
