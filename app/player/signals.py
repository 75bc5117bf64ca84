"""What libVLC's side tells the session, and the clock both use; importable without libVLC."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class EngineEvent:
    """What libVLC told; `number` is a time in ms or a percentage."""

    name: str
    at_ms: float
    number: float
    opening: int


def now_ms() -> float:
    """The clock all player times are on: monotonic, in milliseconds."""
    return time.monotonic() * 1000


def has_sound_device() -> bool:
    """Whether libVLC would find somewhere to play sound; asking it instead costs seconds."""
    if os.name != "posix" or not Path("/proc").is_dir():
        return True
    cards = Path("/proc/asound/cards")
    try:
        if cards.exists() and "no soundcards" not in cards.read_text(encoding="utf-8"):
            return True
    except OSError:
        return False
    if os.environ.get("PULSE_SERVER"):
        return True
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR", "/nonexistent"))
    return (runtime / "pulse" / "native").exists() or (runtime / "pipewire-0").exists()
