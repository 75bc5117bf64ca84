"""A record of the servers this program started, so that none outlives it by more than one start."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import psutil

_PATTERN = "languagetool-*.json"
_SERVER_CLASS = "org.languagetool.server.HTTPServer"
_END_SECONDS = 2.0
_SAME_START_SECONDS = 0.1  # psutil rounds the start of a process to clock ticks


def write_record(folder: Path, pid: int) -> Path:
    """Note a server by process id and start time, and the process that owns it.

    Raises:
        OSError: The folder can't be written.
        psutil.NoSuchProcess: The server has ended already.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"languagetool-{pid}.json"
    owner = os.getpid()
    noted = {
        "pid": pid,
        "started": psutil.Process(pid).create_time(),
        "owner": owner,
        "owner_started": psutil.Process(owner).create_time(),
    }
    path.write_text(json.dumps(noted), encoding="utf-8")
    return path


def sweep(folder: Path) -> tuple[int, ...]:
    """End the servers whose owner is gone, forget the records of what is gone; give their ids.

    A server of another window that still runs is left alone, and so is a process that merely
    got a recorded id later.
    """
    ended: list[int] = []
    for path in sorted(folder.glob(_PATTERN)):
        noted = _read(path)
        if _runs(noted.get("owner"), noted.get("owner_started")) is not None:
            continue
        server = _runs(noted.get("pid"), noted.get("started"))
        if server is not None and _is_server(server):
            end_process(server)
            ended.append(server.pid)
        with contextlib.suppress(OSError):
            path.unlink()
    return tuple(ended)


def end_process(process: psutil.Process) -> None:
    """End a process: asked first, made to after two seconds. It may be gone already."""
    with contextlib.suppress(psutil.NoSuchProcess):
        process.terminate()
        try:
            process.wait(_END_SECONDS)
        except psutil.TimeoutExpired:
            process.kill()


def _read(path: Path) -> Mapping[str, object]:
    try:
        content: object = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return cast("dict[str, object]", content) if isinstance(content, dict) else {}


def _runs(pid: object, started: object) -> psutil.Process | None:
    """The process with this id, if it is the one that started then."""
    if not isinstance(pid, int) or not isinstance(started, int | float):
        return None
    try:
        process = psutil.Process(pid)
        same = abs(process.create_time() - started) < _SAME_START_SECONDS
        alive = same and process.status() != psutil.STATUS_ZOMBIE
    except (psutil.NoSuchProcess, psutil.AccessDenied, ValueError):
        return None
    return process if alive else None


def _is_server(process: psutil.Process) -> bool:
    try:
        return _SERVER_CLASS in process.cmdline()
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return False
