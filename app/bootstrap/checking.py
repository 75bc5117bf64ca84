"""``scenewright check`` and ``guide`` with the same checkers as the window."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Generator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, cast

from app.bootstrap.guides import checker_for, guide_folder, guide_places
from app.bootstrap.places import LANGUAGETOOL, folders
from app.checks.guide.errors import GuideError
from app.domain.errors import RefusedError
from app.ui.common.words.commandline import absent_line, problem_line

if TYPE_CHECKING:
    from app.desk.ports.language import LanguageChecker
    from app.domain.clip import ClipFacts


def run(given: Namespace) -> int:
    """Check one caption or a batch; one LanguageTool server serves the whole batch."""
    from app.checks.report import Stage
    from app.desk.commands.check import CheckArguments, check_text, json_line, run_batch

    checker = checker_for(given.guide, folders(given.database))
    arguments = CheckArguments(facts=_facts(given.facts), stage=Stage(given.stage))
    with ExitStack() as stack:
        rows = _opened(stack, given.batch) if given.batch else None
        raw = "" if given.batch else _read(given.file)
        language = _language(stack, with_languagetool=not given.no_languagetool)
        if rows is not None:
            with _text_of(given.batch):
                run_batch(checker, rows, arguments, sys.stdout, language=language)
            return 0
        report = check_text(checker, raw, arguments, language=language)
    if given.format in {"json", "jsonl"}:
        sys.stdout.write(json_line(report))
        return 0
    from app.ui.rubric.printed import report_lines

    sys.stdout.writelines(f"{line}\n" for line in report_lines(report, raw, checker.guide))
    return 0


def show_guide(given: Namespace) -> int:
    """Show a guide, or one of its sections."""
    from app.desk.commands.guide import run_show

    guide = checker_for(given.pack, folders(given.database)).guide
    return run_show(guide, sys.stdout, section=given.section)


def validate_guides(given: Namespace) -> int:
    """Load guides and run their examples; all that are here when none is named."""
    from app.checks.guide.loader import find_packs
    from app.desk.commands.guide import run_validate

    places = folders(given.database)
    search = guide_places(places)
    wanted = [guide_folder(name, places) for name in given.packs]
    codes: list[int] = []
    for folder in wanted or find_packs(search).values():
        try:
            codes.append(run_validate(folder, search, sys.stdout))
        except GuideError as error:
            sys.stdout.write(f"{problem_line(error)}\n")
            codes.append(1)
    return max(codes)


def new_guide(given: Namespace) -> int:
    """Make a guide that changes nothing yet."""
    from app.desk.commands.guide import run_new

    return run_new(given.name, given.folder, sys.stdout)


def compare_guides(given: Namespace) -> int:
    """Write what differs between two guides."""
    from app.desk.commands.guide import run_diff

    places = folders(given.database)
    one, other = (checker_for(name, places).guide for name in (given.one, given.other))
    return run_diff(one, other, sys.stdout)


def _language(stack: ExitStack, *, with_languagetool: bool) -> Sequence[LanguageChecker]:
    """Make both checkers ready; what can't be had is named on the error channel."""
    from app.checks.language.harper import HarperChecker
    from app.checks.language.languagetool import LanguageToolChecker
    from app.desk.ports.language import CheckerState

    checkers: list[LanguageChecker] = [HarperChecker()]
    if with_languagetool:
        checkers.append(LanguageToolChecker(LANGUAGETOOL, folders().state / "languagetool"))
    for checker in checkers:
        stack.callback(checker.close)
        status = checker.prepare()
        if status.state is not CheckerState.READY:
            sys.stderr.write(f"scenewright: {absent_line(status)}\n")
    return checkers


def _facts(path: Path | None) -> ClipFacts:
    from app.desk.commands.check import facts_from
    from app.domain.clip import ClipFacts

    if path is None:
        return ClipFacts()
    try:
        told = json.loads(_read(path))
    except json.JSONDecodeError as error:
        raise RefusedError("facts.broken", path=str(path), line=error.lineno) from None
    if not isinstance(told, dict):
        raise RefusedError("facts.broken", path=str(path), line=1)
    return facts_from(cast("dict[str, object]", told))


def _read(path: Path) -> str:
    """The text of a file; `-` reads the input to its end."""
    with ExitStack() as stack, _text_of(path):
        return _opened(stack, path).read()


def _opened(stack: ExitStack, path: Path) -> TextIO:
    """Open a text; `-` is the input.

    Raises:
        RefusedError: ``file.missing`` or ``file.unreadable``.
    """
    if str(path) == "-" and sys.stdin.isatty():
        sys.stderr.write("scenewright: reading what you type; Ctrl D ends it.\n")
    try:
        # utf-8-sig: what a Windows editor puts in front of a text is none of its characters.
        place = sys.stdin.fileno() if str(path) == "-" else path
        return stack.enter_context(open(place, encoding="utf-8-sig", closefd=place is path))
    except FileNotFoundError:
        raise RefusedError("file.missing", path=str(path)) from None
    except OSError as error:
        raise RefusedError("file.unreadable", path=str(path), why=error.strerror) from None


@contextmanager
def _text_of(path: Path) -> Generator[None]:
    """Say which file is no text.

    Raises:
        RefusedError: ``file.not-text``.
    """
    try:
        yield
    except UnicodeDecodeError:
        name = "the input" if str(path) == "-" else str(path)
        raise RefusedError("file.not-text", path=name) from None
