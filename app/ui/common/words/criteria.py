"""Names of criteria, states and severities: the same in every room."""

from __future__ import annotations

from enum import StrEnum

from app.checks.matches import CheckerName
from app.checks.report import Severity, State
from app.desk.ports.store import DecisionReason, DecisionScope
from app.ui.common.kinds import Mark, Underline
from app.ui.common.words.formats import counted


class Group(StrEnum):
    """The three groups of the rubric sidebar, in their order."""

    MUST_HAVE = "must_have"
    MUST_NOT_HAVE = "must_not_have"
    FORM = "form"


GROUP_WORDS = {
    Group.MUST_HAVE: "Must have",
    Group.MUST_NOT_HAVE: "Must not have",
    Group.FORM: "Form and language",
}

# Code, name, words when it is satisfied.
_TABLE: dict[Group, tuple[tuple[str, str, str], ...]] = {
    Group.MUST_HAVE: (
        ("WC", "Length", "in range"),
        ("SET", "Setting", "mentioned"),
        ("AUD", "Sound", "mentioned"),
        ("CHR", "People", "mentioned"),
        ("ACT", "Actions", "mentioned"),
        ("EMO", "Emotion", "mentioned"),
        ("DLG", "Dialogue", "quoted"),
    ),
    Group.MUST_NOT_HAVE: (
        ("SPC", "Speculation", "clear"),
        ("TTL", "Show or film title", "clear"),
        ("NAM", "Names and brands", "clear"),
        ("BGD", "Background people", "clear"),
        ("OBJ", "Opinion", "clear"),
        ("IDN", "Identity and age", "clear"),
        ("CAM", "Camera and viewer", "clear"),
        ("PER", "Third person", "clear"),
        ("TNS", "Present tense", "clear"),
    ),
    Group.FORM: (
        ("GRM", "Spelling and grammar", "in order"),
        ("OST", "Text on screen", "in order"),
        ("FMT", "One paragraph", "in order"),
        ("PRO", "Strong language", "in order"),
        ("REG", "Register", "in order"),
        ("FLW", "Flow", "in order"),
        ("ORD", "Order", "in order"),
        ("CON", "Consistency", "in order"),
    ),
}

_NAMES = {code: name for rows in _TABLE.values() for code, name, _ in rows}
_GOOD = {code: good for rows in _TABLE.values() for code, _, good in rows}
_GROUPS = {code: group for group, rows in _TABLE.items() for code, _, _ in rows}

CRITERION_CODES = tuple(_NAMES)
"""Every code of the base guide, in the order of the sidebar."""

STATE_MARK = {
    State.SATISFIED: Mark.TICK,
    State.WEAK: Mark.HALF,
    State.VIOLATED: Mark.OCTAGON,
    State.NEEDS_HUMAN: Mark.QUESTION,
    State.NOT_APPLICABLE: Mark.DASH,
    State.TOO_EARLY: Mark.DOTTED,
}

STATE_COLOR = {
    State.SATISFIED: "ink2",
    State.WEAK: "weak",
    State.VIOLATED: "bad",
    State.NEEDS_HUMAN: "info",
    State.NOT_APPLICABLE: "ink3",
    State.TOO_EARLY: "ink3",
}

SEVERITY_WORDS = {
    Severity.INFO: "Note",
    Severity.MINOR: "Minor",
    Severity.MAJOR: "Major",
    Severity.CRITICAL: "Critical",
}

CHECKER_NAMES: dict[str, str] = {
    CheckerName.HARPER: "Harper",
    CheckerName.LANGUAGETOOL: "LanguageTool",
}

SEVERITY_UNDERLINE = {
    Severity.INFO: Underline.NOTE,
    Severity.MINOR: Underline.MINOR,
    Severity.MAJOR: Underline.MAJOR,
    Severity.CRITICAL: Underline.CRITICAL,
}


DISMISS_WORDS = {
    DecisionReason.FALSE_POSITIVE: "Not the case here",
    DecisionReason.ALLOWED_BY_EVIDENCE: "It can be seen or heard in the clip",
    DecisionReason.PREFERENCE: "A matter of taste",
}
"""Reasons a finding can be dismissed for, in the order of the menu."""

SCOPE_WORDS = {
    DecisionScope.FINDING: "",
    DecisionScope.CLIP: "the whole clip",
    DecisionScope.RULE: "every clip",
}
"""How far a dismissal reaches; nothing is said of the usual one."""

FOR_THE_CLIP = "For the whole clip"
"""Heads the same reasons where they dismiss everything that a rule finds in the clip."""

ABSENT_NOW = "not in the text now"


def code_of(criterion: str) -> str:
    """The bare code of a criterion id: `SPC` for `SPC-01`."""
    return criterion.split("-", 1)[0]


def criterion_name(criterion: str) -> str:
    """Name of a criterion; one of a client's own guide is called by its code."""
    code = code_of(criterion)
    return _NAMES.get(code, code)


def criterion_group(criterion: str) -> Group:
    """Group of a criterion; one of a client's own guide stands under form and language."""
    return _GROUPS.get(code_of(criterion), Group.FORM)


def satisfied_words(criterion: str) -> str:
    """What a satisfied criterion says: mentioned, quoted, in range, clear, in order."""
    return _GOOD.get(code_of(criterion), "in order")


def underline_of(criterion: str, severity: Severity) -> Underline:
    """How a finding is underlined; spelling and grammar get the wave every writer knows."""
    if code_of(criterion) == "GRM":
        return Underline.LANGUAGE
    return SEVERITY_UNDERLINE[severity]


def state_words(
    criterion: str, state: State, *, findings: int = 0, notes: int = 0, present: bool = False
) -> str:
    """The words in the column of states.

    Args:
        criterion: Id of the criterion.
        state: Its state.
        findings: Findings of minor severity and above.
        notes: Findings of severity info.
        present: Whether the text gives the element; what is there is never called missing.
    """
    if state is State.NOT_APPLICABLE:
        return "not in this clip"
    if state is State.TOO_EARLY:
        return "not yet"
    if state is State.NEEDS_HUMAN:
        return "please check"
    must_have = criterion_group(criterion) is Group.MUST_HAVE
    if state is State.SATISFIED:
        return counted(notes, "note") if notes and not must_have else satisfied_words(criterion)
    there = present and findings and state is State.VIOLATED
    if must_have and code_of(criterion) != "WC" and not there:
        return "thin" if state is State.WEAK else "missing"
    if notes and not findings:
        return counted(notes, "note")
    return f"{max(findings, 1)} to look at"


def more_words(count: int) -> str:
    """What stands beside a count that leaves out some: "+3 more"."""
    return f"+{count} more"


def put_aside_words(count: int) -> str:
    """How many dismissals hold: "2 put aside"."""
    return f"{count} put aside"


def to_look_at_words(count: int) -> str:
    """The heading's count: "3 to look at", or "in order" when there is nothing."""
    return f"{count} to look at" if count else "in order"
