"""A virtual X server of one's own."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from tests.display.x11 import Display


def can_show() -> str:
    """Give why there can be no virtual display here, or ""."""
    return "" if shutil.which("Xvfb") else "Xvfb is not installed"


@contextmanager
def virtual_display(width: int = 1600, height: int = 1000) -> Iterator[Display]:
    """Start Xvfb at a number that is free, and end it."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{width}x{height}x24",
         "-nolisten", "tcp"],
        pass_fds=[writing],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        if not number:
            raise ConnectionError("Xvfb ended at once")
        display = Display(f":{number}")
        try:
            yield display
        finally:
            display.close()
    finally:
        server.terminate()
        server.wait()
