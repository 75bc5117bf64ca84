"""GRM-01: what the language checkers said, joined, weighed and turned into findings.

Pure: matches of the checkers in, findings out. Offsets are code points of the clean text.
Byte-identical output for the same matches; which matches there are depends on the checkers
that ran, and the verdict names them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from app.checks.grammar_own import own_matches
from app.checks.grammar_places import Places
from app.checks.grammar_weigh import Weigher
from app.checks.matches import (
    WORD,
    CheckerName,
    CheckerState,
    CheckerStatus,
    CheckerUnavailableError,
    LanguageMatch,
    MatchKind,
    Span,
)
from app.checks.report import CheckerRun, Confidence, Finding, Reason, Severity, State, Verdict

__all__ = [
    "CheckerName",
    "CheckerState",
    "CheckerStatus",
    "CheckerUnavailableError",
    "LanguageMatch",
    "MatchKind",
    "accepted_words",
    "checker_runs",
    "grammar_findings",
    "grammar_verdict",
]

CRITERION: Final = "GRM-01"
SECTION: Final = "SG-7.1"
SUGGESTIONS_MAX: Final = 5
ERRORS_PER_100_WORDS: Final = 4
_ORDER: Final = tuple(CheckerName)
_RULE_PREFIX: Final = {
    CheckerName.HARPER: "GRM-HARPER-",
    CheckerName.LANGUAGETOOL: "GRM-LT-",
    CheckerName.OWN: "GRM-OWN-",
}


@dataclass(slots=True)
class _Weighed:
    """A match with its weight, and what other checkers said about the same error."""

    match: LanguageMatch
    severity: Severity
    code: str
    checkers: set[CheckerName]
    suggestions: list[str]


def accepted_words(names: Iterable[str]) -> frozenset[str]:
    """The single words of names, titles and dictionary entries, as both checkers take them."""
    return frozenset(word for name in names for word in WORD.findall(name))


def grammar_findings(
    text: str,
    matches: Sequence[LanguageMatch],
    *,
    ran: frozenset[CheckerName],
    masks: Sequence[Span] = (),
    accepted: frozenset[str] = frozenset(),
    pending: Sequence[Span] = (),
) -> tuple[Finding, ...]:
    """Turn what the checkers said into findings, one for each error, in order of the text.

    Args:
        text: The clean text.
        matches: Of both checkers, in any order.
        ran: The checkers that answered; a word is misspelled only if all of them say so.
        masks: Balanced quotations: dialogue as heard. What touches one is dropped.
        accepted: Words that are names or in the dictionary; see `accepted_words`.
        pending: Sentences that LanguageTool has not answered yet; there Harper decides alone.
    """
    if not ran:
        return ()
    heard = [m for m in (*matches, *own_matches(text)) if not _touches(m, masks)]
    weigher = Weigher(text, heard, ran=ran, accepted=accepted, pending=pending)
    weighed: list[_Weighed] = []
    for match in heard:
        weight = weigher.weigh(match)
        if weight is not None:
            severity, code = weight
            weighed.append(
                _Weighed(match, severity, code, {match.checker}, list(match.suggestions))
            )
    return tuple(sorted((_finding(text, w) for w in _joined(weighed)), key=lambda f: f.order))


def grammar_verdict(
    findings: Sequence[Finding], *, words: int, checkers: Sequence[CheckerStatus]
) -> Verdict:
    """The state of GRM-01 from the checkers that ran.

    Satisfied without an error, violated from four errors in 100 words (a shorter text counts as
    100), else weak; `needs_human` only if no checker ran. `because` names the checkers with
    their versions.
    """
    ran = [run for run in checker_runs(checkers) if run.ran]
    errors = sum(
        1 for f in findings if f.criterion == CRITERION and f.severity is not Severity.INFO
    )
    if not ran:
        state = State.NEEDS_HUMAN
    elif errors == 0:
        state = State.SATISFIED
    elif errors * 100 >= ERRORS_PER_100_WORDS * max(words, 100):
        state = State.VIOLATED
    else:
        state = State.WEAK
    because = tuple(f"{run.name} {run.version}".rstrip() for run in ran) or ("no-checker-ran",)
    return Verdict(criterion=CRITERION, state=state, because=because, detail=str(errors))


def checker_runs(checkers: Sequence[CheckerStatus]) -> tuple[CheckerRun, ...]:
    """The checkers as a report names them."""
    return tuple(
        CheckerRun(name=c.name.value, version=c.version, ran=c.state is CheckerState.READY)
        for c in checkers
    )


def _touches(match: LanguageMatch, masks: Sequence[Span]) -> bool:
    return any(
        match.start < end and start < max(match.end, match.start + 1) for start, end in masks
    )


def _joined(weighed: list[_Weighed]) -> list[_Weighed]:
    """One for each error: what overlaps something graver, or as grave and shorter, goes into it.

    The shorter span wins because it points better; then the lower name, so that the order in
    which the checkers answered does not matter.
    """
    kept: dict[int, _Weighed] = {}
    places = Places()
    for new in sorted(weighed, key=_precedence):
        same = next(places.overlapping(new.match), None)
        if same is None:
            kept[id(new.match)] = new
            places.add(new.match)
            continue
        old = kept[id(same)]
        if new.severity is old.severity:
            old.checkers |= new.checkers
            if (new.match.start, new.match.end) == (same.start, same.end):
                old.suggestions.extend(s for s in new.suggestions if s not in old.suggestions)
    return list(kept.values())


def _precedence(weighed: _Weighed) -> tuple[int, int, int, str, int]:
    match = weighed.match
    return (
        -weighed.severity.rank,
        match.end - match.start,
        -_ORDER.index(match.checker) if match.checker is not CheckerName.OWN else 1,
        match.rule,
        match.start,
    )


def _finding(text: str, weighed: _Weighed) -> Finding:
    match = weighed.match
    checkers = ", ".join(name.value for name in _ORDER if name in weighed.checkers)
    correctable = match.kind in (MatchKind.SPELLING, MatchKind.GRAMMAR, MatchKind.CASING)
    return Finding(
        rule=_RULE_PREFIX[match.checker] + match.rule,
        criterion=CRITERION,
        severity=weighed.severity,
        confidence=Confidence.CERTAIN if len(weighed.checkers) > 1 else Confidence.LIKELY,
        start=match.start,
        end=match.end,
        match=text[match.start : match.end],
        reason=Reason(code=weighed.code, text=match.message, values=(("checkers", checkers),)),
        section=SECTION,
        suggestions=tuple(weighed.suggestions[:SUGGESTIONS_MAX]) if correctable else (),
    )
