"""The question before handing over: all that is open, gravest first, in plain words."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtWidgets import QScrollArea

from app.checks.report import Confidence, Finding, Reason, Severity
from app.desk.handing_over import OpenPoints
from app.ui.common.labels import Label
from app.ui.dialogs import OpenList, finding_sentence, open_sentences, submit_question


def finding(
    criterion: str, match: str = "", reason: str = "", severity: Severity = Severity.MAJOR
) -> Finding:
    return Finding(
        rule="r",
        criterion=criterion,
        severity=severity,
        confidence=Confidence.LIKELY,
        start=0,
        end=len(match),
        match=match,
        reason=Reason(code="c", text=reason),
        section="SG-1",
    )


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (finding("SPC-01", "seems to"), "Speculation: “seems to”."),
        (finding("FLW-01", "He runs."), "Flow: “He runs.”"),
        (
            finding("WC-01", reason="43 words; the guide asks for 50 to 250."),
            "Length: 43 words; the guide asks for 50 to 250.",
        ),
        (finding("SET-01"), "Setting is missing or thin."),
    ],
)
def test_a_finding_is_one_plain_sentence(found: Finding, sentence: str) -> None:
    assert finding_sentence(found) == sentence


def test_every_open_thing_is_counted_and_has_its_severity() -> None:
    points = OpenPoints(
        findings=(
            finding("WC-01", reason="5 words.", severity=Severity.CRITICAL),
            finding("OBJ-01", "nice", severity=Severity.MINOR),
        ),
        unwatched=((4000, 10_000),),
    )
    title, rows = open_sentences(points)
    assert title == "Three things are open."
    assert [severity for severity, _ in rows] == ["Critical", "Minor", ""]
    assert rows[2][1].startswith("6.0 s were not watched: ")


@pytest.mark.parametrize(("count", "scrolls"), [(8, False), (9, True), (30, True)])
def test_all_findings_are_listed_without_gaps(hub, qtbot, count: int, scrolls: bool) -> None:
    found = tuple(finding("SPC-01", f"seems {number}") for number in range(count))
    question = submit_question(None, OpenPoints(findings=found))
    qtbot.addWidget(question)
    question.show()
    qtbot.waitExposed(question)
    assert (question.findChild(QScrollArea) is not None) is scrolls
    listed = question.findChild(OpenList)
    rows = [label for label in listed.findChildren(Label) if label.text() != "Major"]
    assert [label.text() for label in rows] == [finding_sentence(one) for one in found]
    for upper, lower in itertools.pairwise(rows):
        assert lower.y() - upper.geometry().bottom() <= 6
    assert question.height() <= 500
