"""Runs as the child that becomes the LanguageTool server: ties itself to its parent, then execs.

Standard library only and no import of this project: it is started as a plain file, so that it
takes 20 ms and nothing runs between fork and exec in the window's many threads.

Usage: launch.py PARENT_PID PROGRAM ARGUMENT...
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1
NICENESS = 10


def main(arguments: list[str]) -> None:
    """Become the program named, niced, and killed by the system when the parent thread ends."""
    parent, command = int(arguments[0]), arguments[1:]
    os.nice(NICENESS)
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:  # it ended before the line above could see it
            sys.exit(1)
    os.execvp(command[0], command)  # noqa: S606 - no shell is wanted


if __name__ == "__main__":
    main(sys.argv[1:])
