"""The full number of random days for the work clock; prints JSON, ends with 1 on a failure.

Run: ``python -m tests.soak.hours_simulation [DAYS]`` (20,000 by default, some minutes).
"""

from __future__ import annotations

import json
import random
import sys
import time
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.unit.timekeeping.simulation import STEPS, World, run

BATCH = 2_000


def campaign(days: int = 20_000) -> dict[str, Any]:
    """Live through ``days`` random days of up to 60 events in batches with fresh seeds."""
    worlds: list[tuple[int, int, int]] = []
    failure = ""
    begun = time.monotonic()

    def note(world: World) -> None:
        worlds.append((world.truth.counted_ms, world.crashes, len(world.deltas)))

    while len(worlds) < days and not failure:
        lived = seed(random.SystemRandom().getrandbits(64))(
            settings(
                max_examples=min(BATCH, days),
                deadline=None,
                database=None,
                suppress_health_check=list(HealthCheck),
                phases=(Phase.generate, Phase.shrink),
            )(given(st.lists(STEPS, min_size=15, max_size=60))(lambda steps: note(run(steps))))
        )
        try:
            lived()
        except AssertionError as error:
            failure = "\n".join([str(error), *getattr(error, "__notes__", [])])
    return {
        "days": len(worlds),
        "hours_worked": round(sum(ms for ms, _, _ in worlds) / 3_600_000, 1),
        "crashes": sum(crashes for _, crashes, _ in worlds),
        "corrections": sum(corrections for _, _, corrections in worlds),
        "seconds": round(time.monotonic() - begun, 1),
        "failure": failure,
    }


def main(days: int = 20_000) -> int:
    """Run the campaign and print it."""
    told = campaign(days)
    print(json.dumps(told, indent=1))
    return 1 if told["failure"] else 0


if __name__ == "__main__":
    sys.exit(main(*(int(argument) for argument in sys.argv[1:2])))
