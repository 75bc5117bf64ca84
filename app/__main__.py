"""The command line; with no sub-command it opens the window."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from app.domain.errors import ScenewrightError

COMMANDS = ("check", "export", "guide", "hours", "frame", "analyse", "database", "doctor", "demo")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; gives the exit code (2 for a wrong call, 1 for a failure)."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _run(given)
    except BrokenPipeError:
        # Whoever read the output has enough, as `head` does; Python would complain at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130


def _run(given: list[str]) -> int:
    try:
        if given and given[0] in (*COMMANDS, "-h", "--help", "--version"):
            from app.commandline.parser import run_command

            return run_command(given)
        return _open(given)
    except ScenewrightError as error:
        from app.commandline.parser import tell

        return tell(error)


def _open(given: list[str]) -> int:
    """Open the window; read by hand, because argparse costs 10 ms of the start."""
    from app.bootstrap.window import open_window

    database: str | None = None
    clips: list[str] = []
    rest = iter(given)
    for word in rest:
        if word == "--database":
            database = next(rest, "")
        elif word.startswith("--database="):
            database = word.partition("=")[2]
        elif word.startswith("-") and word != "-":
            from app.commandline.parser import run_command

            return run_command([word])
        elif word in COMMANDS and not clips:
            from app.commandline.parser import run_command

            return run_command(given)
        else:
            clips.append(word)
    if database == "":
        from app.commandline.parser import run_command

        return run_command(["--database"])
    return open_window(clips, database)


if __name__ == "__main__":
    sys.exit(main())
