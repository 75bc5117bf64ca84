"""All figures as one JSON: ``python -m tests.bench [NAME...]``.

Each figure has its value, unit and target; where it depends on the machine, also what was measured
beside it in the same run and the ratio to that. A part that cannot run here says why.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench import (
    bench_checks,
    checkers,
    player,
    player_load,
    window_keys,
    window_start,
    year_of_work,
)
from tests.bench.figures import Figures, Place, SkippedError, figure
from tests.display.server import can_show

Part = Callable[[Place], Figures]


def _rubric(_place: Place) -> Figures:
    """The rubric: a full pass and one changed character, with its longest step."""
    told = bench_checks.measure()
    return {
        "check_250_words_cold": figure(told["check_250_words_cold_ms"], "ms"),
        "check_one_key": figure(told["one_key_total_ms"], "ms"),
        "check_one_key_longest_slice": figure(
            told["one_key_longest_step_ms"], "ms", bench_checks.SLICE_MS
        ),
        "check_3000_words_cold": figure(told["check_3000_words_cold_ms"], "ms"),
        "guide_loaded": figure(told["guide_load_ms"], "ms"),
    }


def _year(_place: Place) -> Figures:
    """A year of hours: the slowest view or timesheet, the first time in a fresh process."""
    told = year_of_work.measure()
    name, slowest = max(told["cold"].items(), key=lambda item: item[1])
    return {"year_of_hours": figure(slowest, "ms", 200, slowest=name, **told)}


def _on_display(part: Part) -> Part:
    def measure(place: Place) -> Figures:
        reason = can_show()
        if reason:
            raise SkippedError(reason)
        return part(place)

    return measure


PARTS: dict[str, Part] = {
    "start": _on_display(window_start.measure),
    "keys": _on_display(window_keys.measure),
    "rubric": _rubric,
    "harper": checkers.harper,
    "languagetool": checkers.languagetool,
    "player": _on_display(player.measure),
    "playing": _on_display(player_load.playing),
    "reading": player_load.reading,
    "switches": player.switches,
    "year": _year,
}


def run(names: list[str]) -> Figures:
    """Run parts and give everything that is printed."""
    figures: Figures = {}
    for name in names:
        begun = time.monotonic()
        sys.stderr.write(f"{name} …\n")
        with tempfile.TemporaryDirectory(prefix="scenewright-bench-") as folder:
            try:
                figures |= PARTS[name](Place(Path(folder)))
            except SkippedError as reason:
                figures[name] = {"skipped": str(reason)}
            except (AssertionError, OSError, RuntimeError, ValueError) as error:
                # One part that fails must not cost the figures of the others.
                figures[name] = {"failed": f"{type(error).__name__}: {error}"}
        sys.stderr.write(f"{name}: {time.monotonic() - begun:.0f} s\n")
    return {
        "machine": {
            "cores": os.cpu_count(),
            "system": platform.platform(),
            "python": platform.python_version(),
            "load_before": round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
        },
        "figures": figures,
    }


def main() -> int:
    """Read the names and print; ends with 1 when a part failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "names", nargs="*", choices=[[], *PARTS], metavar="NAME", help=", ".join(PARTS)
    )
    names = parser.parse_args().names or list(PARTS)
    told = run(names)
    print(json.dumps(told, indent=1))
    return int(any("failed" in found for found in told["figures"].values()))


if __name__ == "__main__":
    sys.exit(main())
