"""``scenewright check`` and ``guide`` with the same checkers as the window."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from app.bootstrap.places import LANGUAGETOOL, folders
from app.domain.errors import RefusedError

if TYPE_CHECKING:
    from app.desk.ports.language import LanguageChecker
    from app.domain.clip import ClipFacts


def run(given: Namespace) -> int:
    """Check one caption or a batch; one LanguageTool server serves the whole batch."""
    from app.bootstrap.window import checker_for
    from app.checks.report import Stage
    from app.desk.commands.check import CheckArguments, run_batch, run_check

    checker = checker_for(given.guide, folders(given.database))
    arguments = CheckArguments(
        facts=_facts(given.facts),
        stage=Stage(given.stage),
        as_json=given.format != "text",
        dictionary=frozenset(),
    )
    with ExitStack() as stack:
        language = _language(stack, with_languagetool=not given.no_languagetool)
        if given.batch is not None:
            with _open(given.batch) as rows:
                return run_batch(checker, rows, arguments, sys.stdout, language=language)
        raw = sys.stdin.read() if given.file == "-" else _read(Path(given.file))
        return run_check(checker, raw, arguments, sys.stdout, language=language)


def run_guide(given: Namespace) -> int:
    """Look at, check, make and compare guide packs.

    Raises:
        RefusedError: ``guide.packs-missing`` when the action needs more packs than were named.
    """
    from app.bootstrap.window import checker_for
    from app.checks.guide.loader import BASE_GUIDE, SHIPPED, find_packs
    from app.desk.commands import guide as commands

    places = folders(given.database)
    packs: list[str] = list(given.packs)
    needed = {"show": 0, "new": 1, "validate": 0, "diff": 2}[given.action]
    if len(packs) < needed:
        raise RefusedError("guide.packs-missing", action=given.action, needed=needed)
    match given.action:
        case "show":
            guide = checker_for(packs[0] if packs else BASE_GUIDE, places).guide
            section = packs[1] if len(packs) > 1 else ""
            return commands.run_show(guide, sys.stdout, section=section)
        case "new":
            return commands.run_new(packs[0], Path(packs[1] if len(packs) > 1 else "."), sys.stdout)
        case "diff":
            one, other = (checker_for(name, places).guide for name in packs[:2])
            return commands.run_diff(one, other, sys.stdout)
        case _:
            search = (SHIPPED, places.database.parent / "guides")
            known = find_packs(search)
            wanted = [known.get(name, Path(name)) for name in packs] or list(known.values())
            return max(commands.run_validate(folder, search, sys.stdout) for folder in wanted)


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
            sys.stderr.write(f"scenewright: {status.name} takes no part ({status.reason}).\n")
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
    return facts_from(told)


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        raise RefusedError("file.missing", path=str(path)) from None
    except (OSError, UnicodeDecodeError):
        raise RefusedError("file.unreadable", path=str(path)) from None


def _open(path: Path) -> TextIO:
    try:
        return path.open(encoding="utf-8")
    except FileNotFoundError:
        raise RefusedError("file.missing", path=str(path)) from None
    except OSError:
        raise RefusedError("file.unreadable", path=str(path)) from None
