"""What the rubric sidebar shows, as plain values: made from a report elsewhere, painted here."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.checks.report import Severity, State
from app.desk.ports.store import DecisionReason, DecisionScope
from app.domain.clip import ClipFacts
from app.ui.common.kinds import Mark, Underline
from app.ui.common.words.criteria import (
    ABSENT_NOW,
    DISMISS_WORDS,
    SCOPE_WORDS,
    SEVERITY_WORDS,
    STATE_MARK,
    Group,
    criterion_group,
    criterion_name,
    more_words,
    state_words,
    to_look_at_words,
    underline_of,
)
from app.ui.common.words.formats import counted


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
        findings: Findings of minor severity and above that are counted.
        notes: Findings of severity info that are counted.
        more: Findings that are not, because their rule has too many.
        gravest: Severity of its gravest finding, None if it has none.
    """

    id: str
    name: str
    group: Group
    state: State
    words: str
    cue: str = ""
    findings: int = 0
    notes: int = 0
    more: int = 0
    gravest: Severity | None = None

    @property
    def shown(self) -> State:
        """State whose mark and color it has: what is violated only in a minor way is not red."""
        return _shown_state(self.id, self.state, self.gravest)

    @property
    def quiet(self) -> bool:
        """Whether nothing here wants a person, so that it may be folded away."""
        wanted = {State.WEAK, State.VIOLATED, State.NEEDS_HUMAN}
        return self.state not in wanted and not self.findings and not self.notes

    @property
    def spoken(self) -> str:
        """Name for screen readers: "Setting, mentioned, wooden pier"."""
        return ", ".join(part for part in (self.name, self.words, self.cue) if part)


def _shown_state(criterion: str, state: State, gravest: Severity | None) -> State:
    if state not in {State.WEAK, State.VIOLATED} or gravest is None:
        return state
    if gravest is Severity.INFO:
        # A note asks for nothing; a must-have that is thin stays to be seen.
        must_have = criterion_group(criterion) is Group.MUST_HAVE
        return State.WEAK if must_have else State.SATISFIED
    return State.WEAK if gravest is Severity.MINOR else State.VIOLATED


def criterion_row(
    criterion: str,
    state: State,
    *,
    cue: str = "",
    findings: int = 0,
    notes: int = 0,
    more: int = 0,
    gravest: Severity | None = None,
    present: bool = False,
) -> CriterionRow:
    """A row with the usual name, group and words of a criterion."""
    # "missing" and "thin" tell the states of a must-have apart; elsewhere the findings speak.
    must_have = criterion_group(criterion) is Group.MUST_HAVE
    said = state if must_have else _shown_state(criterion, state, gravest)
    rest = more_words(more) if more and not must_have else ""
    return CriterionRow(
        id=criterion,
        name=criterion_name(criterion),
        group=criterion_group(criterion),
        state=state,
        words=state_words(criterion, said, findings=findings, notes=notes, present=present),
        cue=rest or cue,  # beside a count that leaves something out, that is what matters
        findings=findings,
        notes=notes,
        more=more,
        gravest=gravest,
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
class PutAsideRow:
    """A dismissal that holds.

    Attributes:
        id: Id of the decision.
        match: The words it was about; "" when something was missing from the text.
        here: How many findings of the present text it leaves out.
    """

    id: str
    criterion: str
    match: str
    reason: DecisionReason
    scope: DecisionScope
    here: int = 0

    @property
    def what(self) -> str:
        """What it is about: the words for one finding, else all of its rule."""
        name = criterion_name(self.criterion)
        return f"“{self.match}”" if self.match else name

    @property
    def detail(self) -> str:
        """Criterion, reason, how far it reaches, and whether that is in the text now."""
        parts = [criterion_name(self.criterion)] if self.match else []
        parts += [DISMISS_WORDS[self.reason], SCOPE_WORDS[self.scope]]
        return " · ".join(part for part in (*parts, "" if self.here else ABSENT_NOW) if part)


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
        put_aside: The dismissals that hold for the clip, oldest first.
    """

    rows: tuple[CriterionRow, ...] = ()
    findings: tuple[FindingCard, ...] = ()
    current: int | None = None
    facts: ClipFacts = field(default_factory=ClipFacts)
    guide_title: str = ""
    to_look_at: int = 0
    put_aside: tuple[PutAsideRow, ...] = ()

    @property
    def finding(self) -> FindingCard | None:
        """The finding at hand; None if there is none or the index is out of date."""
        if self.current is None or not 0 <= self.current < len(self.findings):
            return None
        return self.findings[self.current]

    @property
    def checked(self) -> bool:
        """Whether a checker has spoken; False while the guide is not loaded."""
        return bool(self.rows or self.findings)

    @property
    def waiting(self) -> bool:
        """Whether there are findings and none of them is at hand."""
        return bool(self.findings) and self.finding is None

    @property
    def early(self) -> bool:
        """Whether it is too early to call the text in order: something waits for more words."""
        return any(row.state is State.TOO_EARLY for row in self.rows)

    @property
    def gravest(self) -> State:
        """State whose mark stands in the heading."""
        states = {row.shown for row in self.rows if not row.quiet}
        order = (State.VIOLATED, State.WEAK, State.NEEDS_HUMAN)
        return next((state for state in order if state in states), State.SATISFIED)

    @property
    def heading_words(self) -> str:
        """What the heading says at its right."""
        if not self.checked:
            return "not checked yet"
        if self.early and not self.to_look_at:
            return self._counted("not yet")
        if self.gravest is State.NEEDS_HUMAN and not self.to_look_at:
            return self._counted("please check")
        return self._counted(to_look_at_words(self.to_look_at))

    @property
    def notes(self) -> int:
        """Number of findings that ask for nothing."""
        return sum(card.severity is Severity.INFO for card in self.findings)

    def _counted(self, said: str) -> str:
        """Add what the walk reaches besides, so that the card counts no more than the heading."""
        more = len(self.findings) - self.to_look_at - self.notes
        parts = [f"{said} {more_words(more)}" if more > 0 else said]
        return ", ".join([*parts, *([counted(self.notes, "note")] if self.notes else [])])

    @property
    def heading_mark(self) -> Mark:
        """The mark of the heading; never a tick while there is something to look at."""
        if not self.checked or (self.early and not self.to_look_at):
            return Mark.DOTTED
        if self.to_look_at and self.gravest is State.SATISFIED:
            return Mark.HALF
        return STATE_MARK[self.gravest]

    @property
    def quiet_words(self) -> str:
        """What the card says while no finding is at hand."""
        if not self.checked:
            return "Not checked yet."
        if self.to_look_at:
            return f"{self.heading_words}."
        if self.findings:
            return f"{counted(len(self.findings), 'note')}."
        if self.early:
            return "Nothing to look at yet."
        return "Please check." if self.gravest is State.NEEDS_HUMAN else "Nothing to look at."

    @property
    def quiet_mark(self) -> Mark:
        """The mark of the card while no finding is at hand."""
        return Mark.DOT if self.waiting and not self.to_look_at else self.heading_mark

    def first_finding_of(self, criterion: str) -> int | None:
        """Index of the first finding of a criterion, None if it has none."""
        return next(
            (index for index, card in enumerate(self.findings) if card.criterion == criterion), None
        )
