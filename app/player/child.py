"""A running player process and how it is started; light, because the window imports it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from app.player.wire import Lines

_ROOT: Final = Path(__file__).resolve().parents[2]


@dataclass(slots=True)
class Child:
    """A running process and its signs of life.

    Attributes:
        asked_s: since when a question for a sign of life is open.
        busy_s: for how long it was at one thing when it last answered.
    """

    process: subprocess.Popen[bytes]
    started_s: float
    ready: bool = False
    asked_s: float | None = None
    busy_s: float = 0.0
    lines: Lines = field(default_factory=Lines)


def spawn(
    fd: int,
    path: Path | None,
    *,
    copies: Path | None,
    environment: dict[str, str],
    now_s: float,
) -> Child:
    """Start a child.

    Args:
        fd: the shared memory.
        path: the file it lies in, where a descriptor cannot be handed over.
        copies: folder of copies of clips.
        environment: variables added to this process's own.
        now_s: the time on the client's clock.

    Raises:
        OSError: no process can be started.
    """
    frames = str(path) if path is not None else str(fd)
    command = [sys.executable, "-m", "app.player.process", "--frames", frames]
    if copies is not None:
        command += ["--copies", str(copies)]
    paths = [str(_ROOT), os.environ.get("PYTHONPATH", "")]
    own = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        # Its libraries would print addresses of streams.
        stderr=subprocess.DEVNULL,
        bufsize=0,
        env={**own, **environment},
        pass_fds=() if path is not None or os.name != "posix" else (fd,),
    )
    if process.stdin is not None and hasattr(os, "set_blocking") and os.name == "posix":
        os.set_blocking(process.stdin.fileno(), False)
    return Child(process=process, started_s=now_s)
