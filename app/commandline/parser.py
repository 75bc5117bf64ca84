"""The parser of the whole command line, and how a problem is told."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence

from app import __version__
from app.commandline.commands import ALL
from app.domain.errors import ScenewrightError
from app.ui.common.words.commandline import problem_line

DESCRIPTION = "Write narrative captions of short clips. Without a command it opens the window."

USAGE = "scenewright [--database PATH] [CLIP ...]\n       scenewright COMMAND ..."

ENDING = """\
Without a command, CLIP is a video, a sound, a picture, a folder or a stream's
address to add to the queue. 'scenewright COMMAND --help' tells more of each.

exit codes:
  0  done
  1  not done, or something was found to be wrong; a sentence says what
  2  the arguments do not fit
"""


def run_command(arguments: Sequence[str]) -> int:
    """Read the arguments and run a sub-command; gives the exit code."""
    parser = make_parser()
    given = parser.parse_args(list(arguments))
    logging.basicConfig(format="scenewright: %(message)s")
    if given.command is None:
        parser.error("a command is missing")
    return int(given.run(given))


def tell(error: ScenewrightError) -> int:
    """Say a problem on the error channel; gives the exit code."""
    sys.stdout.flush()
    sys.stderr.write(f"scenewright: {problem_line(error)}\n")
    return 1


def make_parser() -> argparse.ArgumentParser:
    """Make the parser of every sub-command."""
    parser = argparse.ArgumentParser(
        prog="scenewright",
        usage=USAGE,
        description=DESCRIPTION,
        epilog=ENDING,
        allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"Scenewright {__version__}")
    parser.add_argument(
        "--database",
        metavar="PATH",
        help="the database to use, in place of SCENEWRIGHT_DATABASE and of the one of your account",
    )
    commands = parser.add_subparsers(
        dest="command", title="commands", metavar="COMMAND", prog="scenewright"
    )
    for add in ALL:
        add(commands.add_parser)
    return parser
