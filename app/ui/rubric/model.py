"""What the rubric sidebar shows, as plain values: made from a report elsewhere, painted here."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.checks.report import Severity, State
from app.domain.clip import ClipFacts
from app.ui.common.underlines import Underline
from app.ui.common.words.criteria import (
    SEVERITY_WORDS,
    Group,
    criterion_group,
    criterion_name,
    state_words,
    underline_of,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionRow:
    """One line of the rubric.

    Attributes:
        id: Criterion id, such as `SPC-01`.
        name: Its name in the window.
        group: Under which heading it stands.
        state: Its state.
        words: The words of the state.
        cue: The cue found, or a figure; the first thing to be elided.
        findings: Findings of minor severity and above.
        notes: Findings of severity info.
    """

    id: str
    name: str
    group: Group
    state: State
    words: str
    cue: str = ""
    findings: int = 0
    notes: int = 0

    @property
    def quiet(self) -> bool:
        """Whether nothing here wants a person, so that it may be folded away."""
        wanted = {State.WEAK, State.VIOLATED, State.NEEDS_HUMAN}
        return self.state not in wanted and not self.findings and not self.notes

    @property
    def spoken(self) -> str:
        """Name for screen readers: "Setting, mentioned, wooden pier"."""
        return ", ".join(part for part in (self.name, self.words, self.cue) if part)


def criterion_row(
    criterion: str, state: State, *, cue: str = "", findings: int = 0, notes: int = 0
) -> CriterionRow:
    """A row with the usual name, group and words of a criterion."""
    return CriterionRow(
        id=criterion,
        name=criterion_name(criterion),
        group=criterion_group(criterion),
        state=state,
        words=state_words(criterion, state, findings=findings, notes=notes),
        cue=cue,
        findings=findings,
        notes=notes,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingCard:
    """One finding, for the card at the foot.

    Attributes:
        criterion: Criterion id.
        severity: How grave.
        match: The words of the span; "" when something is missing from the text.
        reason: One or two sentences why; never a rewritten sentence.
        section: Section of the guide to read, such as `5.1`, or "".
        suggestions: Spellings to choose from, for spelling and grammar only.
    """

    criterion: str
    severity: Severity
    match: str
    reason: str
    section: str = ""
    suggestions: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Name of its criterion."""
        return criterion_name(self.criterion)

    @property
    def severity_words(self) -> str:
        """Its severity in a word."""
        return SEVERITY_WORDS[self.severity]

    @property
    def underline(self) -> Underline:
        """How its words are underlined, here and in the text."""
        return underline_of(self.criterion, self.severity)

    def spoken(self, number: int, count: int) -> str:
        """Name for screen readers; `number` counts from 1."""
        head = f"Finding {number} of {count}, {self.severity_words.lower()}, {self.name.lower()}"
        return f"{head}: {self.match}" if self.match else head


@dataclass(frozen=True, slots=True, kw_only=True)
class RubricState:
    """Everything the sidebar shows at one moment.

    Attributes:
        rows: Criteria in the order of the guide.
        findings: All findings in the order of the text, notes among them.
        current: Index of the finding at hand, None if there is none.
        facts: What is true of the clip.
        guide_title: Name and version of the guide.
        to_look_at: Number of findings of minor severity and above.
        quiet_words: What the card says when there is no finding.
    """

    rows: tuple[CriterionRow, ...] = ()
    findings: tuple[FindingCard, ...] = ()
    current: int | None = None
    facts: ClipFacts = field(default_factory=ClipFacts)
    guide_title: str = ""
    to_look_at: int = 0
    quiet_words: str = "Nothing to look at."

    @property
    def finding(self) -> FindingCard | None:
        """The finding at hand; None if there is none or the index is out of date."""
        if self.current is None or not 0 <= self.current < len(self.findings):
            return None
        return self.findings[self.current]

    @property
    def early(self) -> bool:
        """Whether the text is too short for any verdict."""
        return bool(self.rows) and all(row.state is State.TOO_EARLY for row in self.rows)

    @property
    def gravest(self) -> State:
        """State whose mark stands in the heading."""
        states = {row.state for row in self.rows if not row.quiet}
        order = (State.VIOLATED, State.WEAK, State.NEEDS_HUMAN)
        return next((state for state in order if state in states), State.SATISFIED)

    def first_finding_of(self, criterion: str) -> int | None:
        """Index of the first finding of a criterion, None if it has none."""
        return next(
            (index for index, card in enumerate(self.findings) if card.criterion == criterion), None
        )
