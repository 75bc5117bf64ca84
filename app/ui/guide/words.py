"""The words of the guide drawer."""

from __future__ import annotations

from app.checks.guide.errors import GuideError
from app.checks.guide.model import Criterion, Guide
from app.checks.report import State
from app.checks.rule_health import Standing
from app.desk.guide_view import GuidePage, PageKind
from app.desk.health import RuleRecord
from app.ui.common.words.criteria import GROUP_WORDS, criterion_group, criterion_name, state_words
from app.ui.common.words.errors import Problem
from app.ui.common.words.formats import counted
from app.ui.common.words.guide import broken_words, guide_name
from app.ui.guide.conditions import condition_words, weak_words

TITLE = "Style guide"
CLOSE = "Close the guide"
RELOAD = "Reload"
RELOAD_HELP = "Reads the guide again from its folder."
RELOADING = "Reading…"
READING, HEALTH = "Guide", "Rule health"
SEARCH = "Search the guide"
NOTHING_FOUND = "Nothing found"
NOTHING_FOUND_LINE = "No page has all of these words."
NO_GUIDE = "The style guide is not loaded yet."
NO_GUIDE_LINE = "It is read when the window opens. Reload tries again."
SECTIONS, CRITERIA = "Sections", "Criteria"
DO, DONT = "Do", "Do not"
BEHIND = "Behind this finding"
CONFIRM, CONFIRMED = "Confirm", "Confirmed"
CONFIRM_HELP = "Says that the finding is right. It stays, and counts for its rule."
STATES = "Its states"

HEALTH_COLUMNS = ("Rule", "Right", "Put aside", "Precision", "State")
NO_HEALTH = "No decisions yet."
NO_HEALTH_LINES = (
    "Confirm a finding here, or dismiss one in the rubric.",
    "A rule is judged from 50 decisions on.",
)
HEALTH_EXPLAINED = (
    "Precision: right ÷ (right + not the case). From 50 decisions on, below 0.70 a rule only "
    "gives notes, below 0.50 it is switched off."
)
OFF_SUMMARY = "switched off"
NOTE_SUMMARY = "shown as a note"


def group_words(page: GuidePage) -> str:
    """What stands over the title of a page."""
    if page.kind is PageKind.SECTION or page.criterion is None:
        return f"Section {page.number}"
    criterion = page.criterion
    rules = counted(page.rules, "rule") if page.rules else "no rules of its own"
    group = GROUP_WORDS[criterion_group(criterion.id)]
    return f"{criterion.id} · {group} · weight {criterion.weight} · {rules}"


def link_words(page_id: str, title: str) -> str:
    """The button that goes to a page that belongs to this one."""
    number = page_id.removeprefix("SG-")
    return f"Section {number}" if number != page_id else f"{title} ({page_id})"


def state_rows(criterion: Criterion) -> tuple[tuple[State, str, str], ...]:
    """The states a criterion can take, with their words and when they hold."""
    rows: list[tuple[State, str]] = [(State.SATISFIED, "otherwise")]
    weak, violated = weak_words(criterion), condition_words(criterion.violated)
    if weak:
        rows.append((State.WEAK, weak))
    if violated:
        rows.append((State.VIOLATED, violated))
    if criterion.needs_human is not None:
        rows.append((State.NEEDS_HUMAN, condition_words(criterion.needs_human)))
    if criterion.applies is not None:
        rows.append((State.NOT_APPLICABLE, "the clip's facts or the text rule it out"))
    return tuple((state, _bare(criterion.id, state), when) for state, when in rows)


def _bare(criterion: str, state: State) -> str:
    """The words of a state without a count: "to look at", not "1 to look at"."""
    return state_words(criterion, state).removeprefix("1 ")


def finding_words(severity: str, criterion: str) -> str:
    """What stands beside the words of the finding: "Major, speculation"."""
    return f"{severity}, {criterion_name(criterion).lower()}"


def standing_words(record: RuleRecord) -> str:
    """What became of a rule: "shown as a note: 0.62 of 58"."""
    if not record.judged or record.precision is None:
        return "too few to say"
    figure = f"{record.precision:.2f} of {record.decided}"
    if record.standing is Standing.OFF:
        return f"{OFF_SUMMARY}: {figure}"
    if record.standing is Standing.INFO:
        return f"{NOTE_SUMMARY}: {figure}"
    return f"in use: {figure}"


def hushed_words(record: RuleRecord) -> Problem:
    """What is said once when a rule is lowered or switched off."""
    became = (
        "is switched off" if record.standing is Standing.OFF else "only gives notes from now on"
    )
    name = criterion_name(record.criterion)
    return Problem(
        sentence=f"The rule {record.rule} ({name.lower()}) {became}.",
        detail=f"{record.confirmed} of its {record.decided} findings were right.",
    )


def precision_words(record: RuleRecord) -> str:
    """The precision of a rule; below 50 decisions none is given."""
    return f"{record.precision:.2f}" if record.judged and record.precision is not None else "–"


def record_words(record: RuleRecord) -> str:
    """What people said of a rule, in full."""
    parts = [
        f"{record.confirmed} right",
        f"{record.false_positive} not the case",
        f"{record.allowed_by_evidence} seen or heard in the clip",
        f"{record.preference} a matter of taste",
    ]
    return f"{record.rule}: {counted(record.shown, 'decision')}: {', '.join(parts)}."


def health_summary(records: tuple[RuleRecord, ...]) -> str:
    """The heading of the table: "12 rules, 1 switched off"."""
    parts = [counted(len(records), "rule")]
    for standing, words in ((Standing.INFO, NOTE_SUMMARY), (Standing.OFF, OFF_SUMMARY)):
        count = sum(record.standing is standing for record in records)
        if count:
            parts.append(f"{count} {words}")
    return ", ".join(parts)


def not_reloaded(error: Exception, kept: Guide | None) -> Problem:
    """What a reload that failed says: the file, the line, why, and what goes on."""
    goes_on = f"{guide_name(kept)} stays in use. " if kept is not None else ""
    detail = f"{goes_on}Mend the file and reload."
    if not isinstance(error, GuideError):
        return Problem(sentence="The guide was not reloaded.", detail=detail)
    return Problem(sentence=f"Not reloaded: {broken_words(error)}.", detail=detail)
