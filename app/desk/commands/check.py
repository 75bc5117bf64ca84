"""``scenewright check``: one text, or a batch of them, against a guide.

Rows in have ``id``, ``text`` and maybe ``facts``; more keys are ignored. Offsets in the output
count code points of the raw text as it was given.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, TextIO, cast

from app.checks.engine import Checker
from app.checks.grammar import accepted_words, checker_runs, grammar_findings
from app.checks.report import CheckerRun, Finding, Report, Stage, as_row
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

FACT_LISTS: Final = ("names_allowed", "titles_forbidden")
"""The facts that are lists; the others are ticks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckArguments:
    """How to check.

    Attributes:
        facts: Facts of the clip; those of a row of a batch stand in their place.
        dictionary: The person's words, which no language checker may call misspelled.
    """

    facts: ClipFacts = field(default_factory=ClipFacts)
    stage: Stage = Stage.DRAFT
    dictionary: frozenset[str] = frozenset()


def run_batch(
    checker: Checker,
    rows: Iterable[str],
    arguments: CheckArguments,
    out: TextIO,
    *,
    language: Sequence[LanguageChecker] = (),
) -> None:
    """Check the rows of a JSON Lines file and write a row for each, in their order.

    Raises:
        RefusedError: ``check.bad-row``, or what ``facts_from`` raises, with the number of the row.
    """
    for number, line in enumerate(rows, 1):
        if not line.strip():
            continue
        row_id, text, facts = _row(line, number)
        own = arguments if facts is None else replace(arguments, facts=facts)
        report = check_text(checker, text, own, language=language)
        out.write(json_line(report, row_id))


def json_line(report: Report, row_id: str = "") -> str:
    """A report as one line of JSON."""
    return json.dumps(as_row(report, row_id), ensure_ascii=False) + "\n"


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
        RefusedError: ``facts.unknown-key``, ``facts.bad-value`` or ``facts.bad-list``.
    """
    facts = ClipFacts()
    lists: dict[str, tuple[str, ...]] = {}
    for key, value in data.items():
        if key in TICKS:
            facts = facts.with_tick(key, _tick(key, value))
        elif key not in FACT_LISTS:
            raise RefusedError("facts.unknown-key", key=key, known=", ".join((*TICKS, *FACT_LISTS)))
        elif isinstance(value, list):
            lists[key] = tuple(str(v) for v in cast("list[object]", value))
        else:
            raise RefusedError("facts.bad-list", key=key)
    return ClipFacts(
        **{tick: getattr(facts, tick) for tick in TICKS},
        names_allowed=lists.get("names_allowed", ()),
        titles_forbidden=lists.get("titles_forbidden", ()),
    )


def _tick(key: str, value: object) -> Ternary:
    known = {True: Ternary.YES, False: Ternary.NO, None: Ternary.UNKNOWN}
    if isinstance(value, bool) or value is None:
        return known[value]
    try:
        return Ternary(str(value))
    except ValueError as error:
        raise RefusedError("facts.bad-value", key=key, value=str(value)) from error


def _row(line: str, number: int) -> tuple[str, str, ClipFacts | None]:
    """Id, text and, where the row has its own, facts."""
    try:
        data: object = json.loads(line)
    except json.JSONDecodeError as error:
        raise RefusedError("check.bad-row", line=number, problem="it is not JSON") from error
    if not isinstance(data, dict):
        raise RefusedError("check.bad-row", line=number, problem="it is no JSON object")
    row = cast("dict[str, object]", data)
    if not isinstance(row.get("text"), str) or "id" not in row:
        raise RefusedError("check.bad-row", line=number, problem="id or text is missing")
    return str(row["id"]), str(row["text"]), _row_facts(row.get("facts"), number)


def _row_facts(told: object, number: int) -> ClipFacts | None:
    if told is None:
        return None
    if not isinstance(told, dict):
        raise RefusedError("check.bad-row", line=number, problem="its facts are no JSON object")
    try:
        return facts_from(cast("dict[str, object]", told))
    except RefusedError as error:
        raise RefusedError(error.code, **error.facts, row=number) from error


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
