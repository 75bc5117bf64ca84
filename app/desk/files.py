"""Files the person asked for: whole or not at all, whatever the disk does."""

from __future__ import annotations

import os
from pathlib import Path

from app.domain.errors import EnvironmentFailureError


def write_whole(path: Path, content: bytes) -> Path:
    """Write a file beside its place and put it there when it is safe on the disk.

    What stood there before stays until then, so no failure and no crash leaves half a file.

    Raises:
        EnvironmentFailureError: ``file.not-written``; the place is as it was.
    """
    try:
        _write(path, content)
    except OSError as error:
        raise EnvironmentFailureError(
            "file.not-written", path=str(path), why=error.strerror or ""
        ) from error
    return path


def _write(path: Path, content: bytes) -> None:
    if path.exists() and not path.is_file():
        path.write_bytes(content)  # a pipe or a device has nothing to be kept
        return
    place = Path(os.path.realpath(path))  # through a link, not in its place
    part = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)
    _settle(place.parent)


def _settle(folder: Path) -> None:
    """Let the disk keep the new name too, where folders can be asked to."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
