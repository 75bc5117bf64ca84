"""What is written behind an option, as a value; what is none is said with the way to write it."""

from __future__ import annotations

import argparse
import math
from datetime import date
from pathlib import Path

from app.domain.timecode import parse_entered_time


def day(text: str) -> date:
    """A day as 2026-11-01."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no day; write it as 2026-11-01") from None


def media_time(text: str) -> int:
    """Milliseconds of a time as people type it."""
    try:
        seconds = float(text)
    except ValueError:
        found = parse_entered_time(text)
    else:
        found = round(seconds * 1000) if math.isfinite(seconds) and seconds >= 0 else None
    if found is None:
        raise argparse.ArgumentTypeError(f"“{text}” is no time; write it as 62.5 or 1:02.5")
    return found


def png(text: str) -> Path:
    """The place of a picture; the only kind that is written is PNG."""
    path = Path(text)
    if path.suffix.lower() not in {"", ".png"}:
        raise argparse.ArgumentTypeError(f"“{text}” is no PNG; end its name in .png")
    return path
