"""The player's full campaign: 50 deaths while playing, 1,000 damaged files. Prints JSON.

Run as `python -m tests.soak.player_soak [--kills 50] [--files 1000] [--seed 1] [--limit-s 3600]`;
after the limit no new file is begun, and `files` says how many were. It ends with 1 when
the picture did not come back once, or a file ended with neither a picture nor a reason.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from app.desk.ports.player import FrameShown, PlayerFailed, PlayerRestarted, PlayState
from tests.data.clips import SUITE, make_clip, make_sound, make_still
from tests.data.damage import mutated
from tests.integration.player.stage import Stage

SIGNS = (signal.SIGKILL, signal.SIGSTOP, signal.SIGSEGV)


def kills(count: int, clips: Path, chance: random.Random) -> dict[str, object]:
    """End or stop the process at random moments; how often and how soon the picture came back."""
    stage = Stage()
    back: list[float] = []
    lost = 0
    try:
        for number in range(count):
            # Each on its own load: three deaths in a row on one clip put it aside.
            stage.load(make_clip(SUITE[number % len(SUITE)], clips))
            if chance.random() < 0.7:
                stage.player.play()
            time.sleep(chance.random())
            wanted = stage.player.state
            stage.clear()
            os.kill(stage.player.process_id or 0, chance.choice(SIGNS))
            try:
                stage.until(lambda: bool(stage.of(PlayerRestarted)))
                start = time.monotonic()
                stage.until(lambda: bool(stage.pictures))
                back.append(time.monotonic() - start)
                if wanted == PlayState.PAUSED and stage.player.state != wanted:
                    lost += 1
            except AssertionError:
                lost += 1
    finally:
        stage.close()
    back.sort()
    return {
        "kills": count,
        "not_back": lost,
        "back_p50_s": round(back[len(back) // 2], 3) if back else None,
        "back_max_s": round(back[-1], 3) if back else None,
    }


def damage(count: int, clips: Path, seed: int, end_s: float) -> dict[str, object]:
    """Open damaged files; each must end with a picture, its sound, or a reason."""
    sources = [make_clip(recipe, clips) for recipe in SUITE]
    sources += [make_sound(clips), make_still(clips), make_still(clips, "still.jpg")]
    stage = Stage()
    ends: Counter[str] = Counter()
    silent: list[int] = []
    done = restarts = 0
    try:
        for number in range(seed, seed + count):
            if time.monotonic() > end_s:
                break
            done += 1
            with tempfile.TemporaryDirectory() as folder:
                path = mutated(sources[number % len(sources)], Path(folder), number)
                stage.clear()
                stage.player.load(str(path), is_stream=False, view_width=960, view_height=540)
                try:
                    stage.until(
                        lambda: (
                            bool(stage.of(FrameShown))
                            or bool(stage.of(PlayerFailed))
                            or stage.player.state == PlayState.PAUSED
                        )
                    )
                except AssertionError:
                    silent.append(number)
                    continue
                stage.player.play()
                time.sleep(0.05)
                failed = stage.of(PlayerFailed)
                restarts += len(stage.of(PlayerRestarted))
                ends[failed[0].code if failed else "picture or sound"] += 1
    finally:
        stage.close()
    return {"files": done, "ends": dict(ends), "restarts": restarts, "no_end": silent}


def main() -> int:
    """Run both campaigns."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit-s", type=float, default=3600)
    options = parser.parse_args()
    end_s = time.monotonic() + options.limit_s
    with tempfile.TemporaryDirectory() as folder:
        clips = Path(folder)
        result = {
            "seed": options.seed,
            **kills(options.kills, clips, random.Random(options.seed)),
            **damage(options.files, clips, options.seed, end_s),
        }
    json.dump(result, sys.stdout, indent=2)
    sys.stdout.write("\n")
    return 1 if result["not_back"] or result["no_end"] else 0


if __name__ == "__main__":
    sys.exit(main())
