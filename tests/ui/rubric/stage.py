"""Rows, findings and a state of the rubric for its tests."""

from __future__ import annotations

from PySide6.QtCore import QPoint

from app.checks.report import Severity, State
from app.ui.common.words.criteria import CRITERION_CODES
from app.ui.rubric.folding import Heights, Line
from app.ui.rubric.model import (
    CriterionRow,
    FindingCard,
    RubricState,
    criterion_row,
)
from app.ui.rubric.sidebar import RubricSidebar

HEIGHTS = Heights(row=24, heading=22, before=8, between=4)
TROUBLES = {"EMO-01": State.WEAK, "SPC-01": State.VIOLATED, "NAM-01": State.NEEDS_HUMAN}


def rows(troubles: dict[str, State] | None = None) -> tuple[CriterionRow, ...]:
    states = TROUBLES if troubles is None else troubles
    return tuple(
        criterion_row(
            f"{code}-01",
            states.get(f"{code}-01", State.SATISFIED),
            findings=1 if states.get(f"{code}-01") in {State.WEAK, State.VIOLATED} else 0,
        )
        for code in CRITERION_CODES
    )


SPECULATION = FindingCard(
    criterion="SPC-01",
    severity=Severity.MAJOR,
    match="is probably thinking",
    reason="No one can see a thought.",
    section="5.1",
)
EMOTION = FindingCard(
    criterion="EMO-01", severity=Severity.MINOR, match="", reason="Name what shows it."
)
SPELLING = FindingCard(
    criterion="GRM-01",
    severity=Severity.MINOR,
    match="recieves",
    reason="A spelling mistake.",
    section="7.1",
    suggestions=("receives",),
)
STATE = RubricState(
    rows=rows(),
    findings=(SPECULATION, EMOTION, SPELLING),
    current=0,
    guide_title="Base narrative 1.0",
    to_look_at=3,
)


def line_of(sidebar: RubricSidebar, criterion: str) -> Line:
    return next(line for line in sidebar.criteria.lines if line.row and line.row.id == criterion)


def middle(line: Line) -> QPoint:
    return QPoint(60, line.top + line.height // 2)
