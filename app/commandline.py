"""The sub-commands: their arguments, and which parts they are given."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from app import __version__
from app.bootstrap import scripts
from app.domain.errors import ScenewrightError

Add = Callable[[str, str], argparse.ArgumentParser]
"""Adds a sub-command by its name and what it does."""

DESCRIPTION = "Write narrative captions of short clips. Without a command it opens the window."


def run_command(arguments: Sequence[str]) -> int:
    """Read the arguments and run a sub-command; gives the exit code."""
    parser = make_parser()
    given = parser.parse_args(list(arguments))
    command = given.command
    if command is None:
        parser.print_help()
        return 0
    return int(given.run(given))


def tell(error: ScenewrightError) -> int:
    """Say a problem on the error channel; gives the exit code."""
    sys.stderr.write(f"scenewright: {scripts.words_of(error)}\n")
    return 1


def make_parser() -> argparse.ArgumentParser:
    """Make the parser of every sub-command."""
    parser = argparse.ArgumentParser(prog="scenewright", description=DESCRIPTION)
    parser.add_argument("--version", action="version", version=f"Scenewright {__version__}")
    parser.add_argument("--database", metavar="PATH", help="the database to use")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    def add(name: str, words: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=words, description=words)

    for describe in (
        _check,
        _export,
        _guide,
        _hours,
        _frame,
        _analyse,
        _database,
        _doctor,
        _demo,
    ):
        describe(add)
    return parser


def _add_database(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--database", metavar="PATH", default=argparse.SUPPRESS)


def _check(add: Add) -> None:
    parser = add("check", "Check a caption against the rubric.")
    _add_database(parser)
    parser.add_argument("file", nargs="?", default="-", metavar="FILE", help="- reads the input")
    parser.add_argument("--guide", default="base-narrative", metavar="ID")
    parser.add_argument("--facts", type=Path, metavar="FILE", help="the clip's facts as JSON")
    parser.add_argument("--stage", choices=("draft", "submit"), default="draft")
    parser.add_argument("--format", choices=("text", "json", "jsonl"), default="text")
    parser.add_argument("--batch", type=Path, metavar="IN.jsonl", help="rows with id and text")
    parser.add_argument("--no-languagetool", action="store_true", help="leave LanguageTool out")
    parser.set_defaults(run=scripts.check)


def _export(add: Add) -> None:
    parser = add("export", "Export captions; works while a window is open.")
    _add_database(parser)
    parser.add_argument("clips", nargs="*", metavar="CLIP", help="ids, titles or paths")
    parser.add_argument("--state", choices=("draft", "submitted", "all"), default="all")
    parser.add_argument("--format", choices=("txt", "json"), default="txt")
    parser.set_defaults(run=scripts.export)


def _guide(add: Add) -> None:
    parser = add("guide", "Look at, check, make and compare guide packs.")
    _add_database(parser)
    parser.add_argument("action", choices=("validate", "show", "new", "diff"))
    parser.add_argument(
        "packs", nargs="*", metavar="PACK", help="ids or folders; show: a section too"
    )
    parser.set_defaults(run=scripts.guide)


def _hours(add: Add) -> None:
    parser = add("hours", "The hours of a period.")
    _add_database(parser)
    parser.add_argument("--from", dest="first_day", type=date.fromisoformat, metavar="DAY")
    parser.add_argument("--to", dest="last_day", type=date.fromisoformat, metavar="DAY")
    by = ("clip", "day", "week", "track", "activity")
    parser.add_argument("--by", choices=by, default="clip")
    forms = ("text", "csv", "json", "pdf", "ics")
    parser.add_argument("--format", choices=forms, default="text")
    parser.add_argument("--out", type=Path, metavar="FILE")
    parser.set_defaults(run=scripts.hours)


def _frame(add: Add) -> None:
    parser = add("frame", "Give the frame at a time, by the exact path.")
    parser.add_argument("clip", metavar="CLIP")
    parser.add_argument("--at", type=float, required=True, metavar="SECONDS")
    parser.add_argument("--out", type=Path, metavar="F.png")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=scripts.frame)


def _analyse(add: Add) -> None:
    parser = add("analyse", "Shots, silences and length of a clip.")
    parser.add_argument("clip", metavar="CLIP")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=scripts.analyse)


def _database(add: Add) -> None:
    parser = add("database", "Check, back up or restore the database.")
    _add_database(parser)
    parser.add_argument("action", choices=("check", "backup", "backups", "restore"))
    parser.add_argument("backup", nargs="?", type=Path, metavar="BACKUP")
    parser.set_defaults(run=scripts.database)


def _doctor(add: Add) -> None:
    parser = add("doctor", "Each part's version and state, and what to do.")
    _add_database(parser)
    parser.add_argument("--clip", metavar="CLIP", help="play 10 s and make ten seeks")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=scripts.doctor)


def _demo(add: Add) -> None:
    parser = add("demo", "Run the main job by itself and keep a picture.")
    parser.add_argument("--picture", type=Path, default=Path("build", "demo.png"))
    parser.set_defaults(run=scripts.demo)
