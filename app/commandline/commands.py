"""Each sub-command with its arguments and what runs it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

from app.bootstrap import checking, scripts
from app.commandline.values import day, media_time, png
from app.desk.commands.check import FACT_LISTS
from app.domain.clip import TICKS

Add = Callable[..., argparse.ArgumentParser]
"""The ``add_parser`` of a parser's sub-commands."""


def _command(
    add: Add,
    name: str,
    words: str,
    run: Callable[[argparse.Namespace], int] | None = None,
    *,
    example: str = "",
    database: bool = True,
) -> argparse.ArgumentParser:
    """Add a sub-command.

    Args:
        add: Adds it.
        name: What it is called.
        words: What it does.
        run: Runs it; None where it has sub-commands of its own.
        example: Calls to show, one a line, and what they do.
        database: Whether the database or what lies beside it has a part in it.
    """
    parser = add(
        name,
        help=words,
        description=words,
        epilog=dedent(example),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    if database:
        # Left out where it is not given, so that one before the command counts too.
        parser.add_argument(
            "--database", metavar="PATH", default=argparse.SUPPRESS, help="the database to use"
        )
    if run is not None:
        parser.set_defaults(run=run)
    return parser


def _actions(parser: argparse.ArgumentParser) -> Add:
    return parser.add_subparsers(dest="action", metavar="ACTION", required=True).add_parser


def add_check(add: Add) -> None:
    """Add ``check``."""
    parser = _command(
        add,
        "check",
        "Check a caption against the rubric, as the sidebar does.",
        example=f"""\
            examples:
              scenewright check caption.txt --facts facts.json
              scenewright check --batch in.jsonl --no-languagetool > out.jsonl

            Facts are one JSON object:
              {", ".join(TICKS)}
                are true, false, or null for unknown
              {", ".join(FACT_LISTS)}
                are lists of names
            A row of a batch is {{"id": …, "text": …}}, and "facts" where it has its own. Offsets
            in JSON count code points of the text as given. The exit code is 0 whatever the
            report says.
            """,
    )
    parser.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="the caption, plain text in UTF-8;"
        " without it or with -, the input is read",
    )  # fmt: skip
    parser.add_argument(
        "--guide",
        default="base-narrative",
        metavar="GUIDE",
        help="id (also with a version, as base-narrative@1.0.0) or folder of the style guide"
        " (default: %(default)s)",
    )
    parser.add_argument(
        "--facts", type=Path, metavar="FILE", help="what is true of the clip, as JSON; see below"
    )
    parser.add_argument(
        "--stage",
        choices=("draft", "submit"),
        default="draft",
        help="draft: what is missing is not said before 40 words; submit: everything is"
        " (default: %(default)s)",
    )
    parser.add_argument(
        "--format",
        choices=("text", "json", "jsonl"),
        help="text to read, or one line of JSON for each caption (default: text for a caption,"
        " jsonl for a batch)",
    )
    parser.add_argument(
        "--batch", type=Path, metavar="IN.jsonl", help="many captions, one JSON object a line"
    )
    parser.add_argument(
        "--no-languagetool",
        action="store_true",
        help="check with Harper alone, which starts faster",
    )

    def run(given: argparse.Namespace) -> int:
        if given.batch is not None and given.file is not None:
            parser.error("give either FILE or --batch")
        if given.batch is not None and given.format == "text":
            parser.error("a batch is answered in JSON: leave --format out")
        given.file = given.file or Path("-")
        return checking.run(given)

    parser.set_defaults(run=run)


def add_export(add: Add) -> None:
    """Add ``export``."""
    parser = _command(
        add,
        "export",
        "Write captions to the output, also while a window is open.",
        scripts.export,
        example="""\
            example:
              scenewright export --state submitted --format json > captions.json
            """,
    )
    parser.add_argument(
        "clips",
        nargs="*",
        metavar="CLIP",
        help="a clip of the queue by its id, its title or its whole path (default: all)",
    )
    parser.add_argument(
        "--state",
        choices=("draft", "submitted", "all"),
        default="all",
        help="only what is still written, or only what was handed over (default: %(default)s)",
    )
    parser.add_argument(
        "--format",
        choices=("txt", "json"),
        default="txt",
        help="txt: clean texts with an empty line between; json: also id, title, state, number of"
        " words and the text with its timecodes (default: %(default)s)",
    )


def add_guide(add: Add) -> None:
    """Add ``guide``."""
    parser = _command(add, "guide", "Show, check, make and compare style guides.")
    actions = _actions(parser)
    show = _command(
        actions,
        "show",
        "Show a guide, or one of its sections.",
        checking.show_guide,
        example="""\
            examples:
              scenewright guide show
              scenewright guide show base-narrative 6.1
            """,
    )
    show.add_argument(
        "pack",
        nargs="?",
        default="base-narrative",
        metavar="GUIDE",
        help="id or folder (default: %(default)s)",
    )
    show.add_argument(
        "section", nargs="?", default="", metavar="SECTION", help="number of a section, such as 6.1"
    )
    validate = _command(
        actions,
        "validate",
        "Load guides and run their examples; 1 when one is broken or an example fails.",
        checking.validate_guides,
    )
    validate.add_argument(
        "packs", nargs="*", metavar="GUIDE", help="ids or folders (default: all that are here)"
    )
    new = _command(
        actions,
        "new",
        "Make a guide that extends base-narrative, with a rule and an example to change.",
        checking.new_guide,
        example="""\
            example:
              scenewright guide new acme-films ~/.local/share/scenewright/guides
            """,
    )
    new.add_argument("name", metavar="NAME", help="small letters, digits and hyphens")
    new.add_argument(
        "folder",
        nargs="?",
        type=Path,
        default=Path(),
        metavar="FOLDER",
        help="where its folder is made (default: here); the window finds it in the folder guides"
        " beside the database",
    )
    diff = _command(
        actions,
        "diff",
        "Write what differs between two guides; 0 when nothing does, else 1.",
        checking.compare_guides,
    )
    diff.add_argument("one", metavar="GUIDE", help="id or folder")
    diff.add_argument("other", metavar="OTHER", help="id or folder")


def add_hours(add: Add) -> None:
    """Add ``hours``."""
    parser = _command(
        add,
        "hours",
        "Write the hours of a period, as the timesheet in the window has them.",
        scripts.hours,
        example="""\
            example:
              scenewright hours --from 2026-11-01 --to 2026-11-30 --format pdf --out nov.pdf
            """,
    )
    parser.add_argument(
        "--from",
        dest="first_day",
        type=day,
        metavar="DAY",
        help="first day, as 2026-11-01 (default: the first day of the week of the last one)",
    )
    parser.add_argument(
        "--to", dest="last_day", type=day, metavar="DAY", help="last day (default: today)"
    )
    parser.add_argument(
        "--by",
        choices=("clip", "day", "week", "track", "activity"),
        default="clip",
        help="what the rows stand for (default: %(default)s)",
    )
    parser.add_argument(
        "--format",
        choices=("text", "csv", "json", "pdf", "ics"),
        default="text",
        help="json and ics also list every stretch of work; pdf needs --out (default: %(default)s)",
    )
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="the file to write (default: the output)"
    )


def add_frame(add: Add) -> None:
    """Add ``frame``."""
    parser = _command(
        add,
        "frame",
        "Give the frame that is shown at a time, exact to the frame.",
        scripts.frame,
        example="""\
            examples:
              scenewright frame clip.mp4 --at 12.4 --out frame.png
              scenewright frame clip.mp4 --at 1:02.5 --json

            The answer is the frame's own time, which lies at or before the one asked for, and
            its number from 0. A time behind the last frame is refused.
            """,
        database=False,
    )
    parser.add_argument("clip", metavar="CLIP", help="a file with pictures")
    parser.add_argument(
        "--at",
        dest="at_ms",
        type=media_time,
        required=True,
        metavar="TIME",
        help="seconds from the first frame, as 62.5, or 1:02.5",
    )
    parser.add_argument(
        "--out", type=png, metavar="F.png", help="write the picture, at most 1920 x 1080"
    )
    parser.add_argument(
        "--json", action="store_true", help="requested_ms, shown_ms and frame as JSON"
    )


def add_analyse(add: Add) -> None:
    """Add ``analyse``."""
    parser = _command(
        add,
        "analyse",
        "Tell the length, shots and silences of a clip; 1 when some of it cannot be read.",
        scripts.analyse,
        database=False,
    )
    parser.add_argument("clip", metavar="CLIP", help="a file")
    parser.add_argument("--json", action="store_true", help="as JSON; times in milliseconds")


def add_database(add: Add) -> None:
    """Add ``database``."""
    parser = _command(add, "database", "Check, back up or restore the database.")
    actions = _actions(parser)
    _command(
        actions,
        "check",
        "Look the database through from end to end; 1 when it is damaged.",
        scripts.check_database,
    )
    _command(actions, "backup", "Make a backup, check it and say where it is.", scripts.back_up)
    _command(
        actions,
        "backups",
        "List the good backups, newest first; 1 when there is none.",
        scripts.list_backups,
    )
    restore = _command(
        actions,
        "restore",
        "Bring a backup back. The window has to be closed; the present database is set aside.",
        scripts.restore,
    )
    restore.add_argument(
        "backup",
        nargs="?",
        type=Path,
        metavar="BACKUP",
        help="a file that 'backups' lists (default: the newest)",
    )


def add_doctor(add: Add) -> None:
    """Add ``doctor``."""
    parser = _command(
        add, "doctor", "Tell each part's version and state, and what to do.", scripts.doctor
    )
    parser.add_argument(
        "--clip",
        metavar="CLIP",
        help="play ten seconds of a file, make ten seeks and tell how it went, in place of the"
        " parts",
    )
    parser.add_argument("--json", action="store_true", help="the same as JSON")


def add_demo(add: Add) -> None:
    """Add ``demo``."""
    parser = _command(
        add,
        "demo",
        "Run the main job by itself in a window, on a database of its own, and keep a picture.",
        scripts.demo,
        database=False,
    )
    parser.add_argument(
        "--picture",
        type=Path,
        default=Path("build", "demo.png"),
        metavar="F.png",
        help="where the picture goes (default: %(default)s)",
    )


ALL = (
    add_check,
    add_export,
    add_guide,
    add_hours,
    add_frame,
    add_analyse,
    add_database,
    add_doctor,
    add_demo,
)
"""In the order of the help."""
