"""Killed at any instant: what was stored is there, whole, and the record holds."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.journal import replay
from app.store.database import OpenOutcome
from app.store.glance import glance
from tests.integration.store.samples import add_clip

CHECKOUT = Path(__file__).parents[3]


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a thing of POSIX")
def test_five_kills_in_mid_write_lose_nothing_that_was_stored(
    place: Path, opening: Callable[[], OpenOutcome]
) -> None:
    chance = random.Random(20261123)
    told = 0
    for _ in range(5):
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.integration.store.killed_writer", str(place)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=CHECKOUT,
        )
        assert process.stdout is not None
        for _ in range(chance.randint(1, 20)):
            told = int(process.stdout.readline())
        process.kill()  # in the middle of whatever it does now
        rest = process.communicate()[0].split()
        told = int(rest[-1]) if rest else told

        store = opening().store
        assert store is not None
        health = store.check()
        assert health.problems == ()
        draft = store.read(lambda unit: unit.drafts.get("c1"))
        assert told <= draft.edit_number <= told + 1
        record = store.read(lambda unit: unit.drafts.edits("c1"))
        assert replay("", [link.edit for link in record]) == draft.text
        left = store.write(lambda unit: unit.worklog.recover_open())
        assert len(left) == 1
        assert left[0].end_ms >= (draft.edit_number - 1) * 1000
        store.close()


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a thing of POSIX")
def test_the_first_picture_after_a_kill_shows_the_stored_text(
    place: Path, opening: Callable[[], OpenOutcome]
) -> None:
    first = opening().store
    assert first is not None
    add_clip(first)
    first.write(lambda unit: unit.clips.set_last_opened("c1", 1))
    first.close()
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.integration.store.killed_writer", str(place)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=CHECKOUT,
    )
    assert process.stdout is not None
    told = [int(process.stdout.readline()) for _ in range(5)][-1]
    process.kill()
    process.communicate()
    seen = glance(place)
    assert seen is not None
    assert seen.draft is not None
    assert seen.draft.edit_number >= told
