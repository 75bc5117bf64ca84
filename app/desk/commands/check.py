"""``scenewright check``: one text, or a batch of them, against a guide.

Rows in have ``id``, ``text`` and maybe ``facts`` and ``stage``; more keys are ignored. Offsets in
the output count code points of the raw text as it was given.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TextIO, cast

from app.checks.engine import Checker, without_hidden
from app.checks.grammar import accepted_words, checker_runs, grammar_findings
from app.checks.guide.model import Guide
from app.checks.report import CheckerRun, Finding, Report, Severity, Stage, State, as_row
from app.checks.text import Views
from app.desk.ports.language import (
    CheckerName,
    CheckerUnavailableError,
    LanguageChecker,
    LanguageMatch,
)
from app.domain.caption import CleanText
from app.domain.clip import TICKS, ClipFacts, Ternary
from app.domain.errors import RefusedError

_MARKS: Final = {
    State.SATISFIED: "ok",
    State.WEAK: "weak",
    State.VIOLATED: "VIOLATED",
    State.NOT_APPLICABLE: "-",
    State.NEEDS_HUMAN: "?",
    State.TOO_EARLY: "early",
}
_LISTS: Final = ("names_allowed", "titles_forbidden")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckArguments:
    """How to check.

    Attributes:
        facts: Facts of the clip, for a single text; a row of a batch brings its own.
        as_json: One JSON row in place of text.
        dictionary: The person's words, which no language checker may call misspelled.
    """

    facts: ClipFacts = field(default_factory=ClipFacts)
    stage: Stage = Stage.DRAFT
    as_json: bool = False
    dictionary: frozenset[str] = frozenset()


def run_check(
    checker: Checker,
    raw: str,
    arguments: CheckArguments,
    out: TextIO,
    *,
    language: Sequence[LanguageChecker] = (),
) -> int:
    """Check one text and write the report; exit code 0 whatever the report says."""
    report = check_text(checker, raw, arguments, language=language)
    if arguments.as_json:
        out.write(json.dumps(as_row(report, ""), ensure_ascii=False) + "\n")
    else:
        out.writelines(f"{line}\n" for line in report_lines(report, raw, checker.guide))
    return 0


def run_batch(
    checker: Checker,
    rows: Iterable[str],
    arguments: CheckArguments,
    out: TextIO,
    *,
    language: Sequence[LanguageChecker] = (),
) -> int:
    """Check the rows of a JSON Lines file and write a row for each, in their order.

    Raises:
        RefusedError: ``check.bad-row`` with the number of the line.
    """
    for number, line in enumerate(rows, 1):
        if not line.strip():
            continue
        row_id, text, facts, stage = _row(line, number, arguments)
        own = CheckArguments(facts=facts, stage=stage, dictionary=arguments.dictionary)
        report = check_text(checker, text, own, language=language)
        out.write(json.dumps(as_row(report, row_id), ensure_ascii=False) + "\n")
    return 0


def check_text(
    checker: Checker,
    raw: str,
    arguments: CheckArguments,
    *,
    language: Sequence[LanguageChecker] = (),
) -> Report:
    """The whole report on a raw text, offsets in the raw text. Blocks on the language checkers."""
    clean = CleanText.of(raw)
    findings, runs = _language(clean, arguments, language)
    report = checker.check(
        clean,
        arguments.facts,
        arguments.stage,
        language_findings=findings,
        checkers=runs,
    )
    return report.in_raw(clean)


def facts_from(data: Mapping[str, object]) -> ClipFacts:
    """Read clip facts from plain data: ticks as true, false, null or words, lists of names.

    Raises:
        RefusedError: ``facts.unknown-key`` or ``facts.bad-value``.
    """
    facts = ClipFacts()
    lists: dict[str, tuple[str, ...]] = {}
    for key, value in data.items():
        if key in TICKS:
            facts = facts.with_tick(key, _tick(key, value))
        elif key in _LISTS and isinstance(value, list):
            lists[key] = tuple(str(v) for v in cast("list[object]", value))
        else:
            raise RefusedError("facts.unknown-key", key=key)
    return ClipFacts(
        **{tick: getattr(facts, tick) for tick in TICKS},
        names_allowed=lists.get("names_allowed", ()),
        titles_forbidden=lists.get("titles_forbidden", ()),
    )


def report_lines(report: Report, raw: str, guide: Guide) -> Iterator[str]:
    """The report as lines for people, with the first findings of each rule alone."""
    to_look_at = len(report.to_look_at())
    yield f"{report.words} words · guide {report.guide} · {to_look_at} to look at"
    yield from (
        f"  {_MARKS[v.state]:9}{v.criterion}  {v.cue or v.detail}".rstrip() for v in report.verdicts
    )
    for finding in without_hidden(report, guide).findings:
        if finding.severity is Severity.INFO:
            continue
        line = raw.count("\n", 0, finding.start) + 1
        column = finding.start - (raw.rfind("\n", 0, finding.start) + 1) + 1
        where = "" if finding.is_absence else f" “{finding.match}”"
        yield f"{line}:{column} {finding.severity} {finding.rule}{where}: {finding.reason.text}"
    yield from (f"+{v.hidden} more of {v.criterion}" for v in report.verdicts if v.hidden)
    for run in report.checkers:
        if not run.ran:
            yield f"{run.name} did not take part."


def _tick(key: str, value: object) -> Ternary:
    known = {True: Ternary.YES, False: Ternary.NO, None: Ternary.UNKNOWN}
    if isinstance(value, bool) or value is None:
        return known[value]
    try:
        return Ternary(str(value))
    except ValueError as error:
        raise RefusedError("facts.bad-value", key=key, value=str(value)) from error


def _row(line: str, number: int, arguments: CheckArguments) -> tuple[str, str, ClipFacts, Stage]:
    try:
        data: object = json.loads(line)
    except json.JSONDecodeError as error:
        raise RefusedError("check.bad-row", line=number, problem="not JSON") from error
    if not isinstance(data, dict):
        raise RefusedError("check.bad-row", line=number, problem="not an object")
    row = cast("dict[str, object]", data)
    if not isinstance(row.get("text"), str) or "id" not in row:
        raise RefusedError("check.bad-row", line=number, problem="id or text is missing")
    told = row.get("facts")
    facts = facts_from(cast("dict[str, object]", told)) if isinstance(told, dict) else None
    return str(row["id"]), str(row["text"]), facts or arguments.facts, arguments.stage


def _language(
    clean: CleanText, arguments: CheckArguments, language: Sequence[LanguageChecker]
) -> tuple[tuple[Finding, ...], tuple[CheckerRun, ...]]:
    """Ask every language checker; one that gives no answer is named as not having run."""
    accepted = accepted_words(arguments.facts.names_allowed) | arguments.dictionary
    matches: list[LanguageMatch] = []
    runs: list[CheckerRun] = []
    ran: dict[CheckerName, bool] = {}
    for one in language:
        try:
            matches += one.check(clean.text, accepted=accepted)
            ran[one.name] = True
        except CheckerUnavailableError:
            ran[one.name] = False
        (run,) = checker_runs((one.status(),))
        runs.append(CheckerRun(name=run.name, version=run.version, ran=ran[one.name]))
    quotes = [(q.start, q.end) for q in Views.of(clean.text).quotes]
    findings = grammar_findings(
        clean.text,
        matches,
        ran=frozenset(name for name, done in ran.items() if done),
        masks=quotes,
        accepted=accepted,
    )
    return findings, tuple(runs)
