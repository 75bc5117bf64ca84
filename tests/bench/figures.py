"""What a bench prints: figures with their unit and target, and why a part was left out."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.bench.keyprobe import Latency

CACHE = Path(__file__).resolve().parents[2] / "build" / "bench"
"""Clips and databases that take long to make; any of it may be removed."""

Figures = dict[str, Any]


class SkippedError(Exception):
    """This part cannot run here; says why."""


@dataclass(slots=True)
class Place:
    """What every part gets.

    Attributes:
        folder: An empty folder.
    """

    folder: Path
    notes: list[str] = field(default_factory=list)


def figure(
    value: float | None,
    unit: str,
    target: float | None = None,
    *,
    compared: tuple[str, float | None] | None = None,
    **more: object,
) -> Figures:
    """Make one entry.

    Args:
        value: What was measured, None when nothing was.
        unit: Its unit.
        target: What it may be at most.
        compared: The name and value of what was measured beside it in the same run.
        more: Further values of the same entry.
    """
    found: Figures = {"value": None if value is None else round(value, 3), "unit": unit}
    if target is not None:
        found["target"] = target
        found["ok"] = value is not None and value <= target
    if compared is not None and compared[1]:
        name, other = compared
        found["compared_with"] = {name: round(other, 3)}
        found["ratio"] = None if value is None else round(value / other, 2)
    return found | more


def latency(
    found: Latency, target: float | None, compared: tuple[str, Latency] | None = None
) -> Figures:
    """Make the entry of key latencies; the value is p95."""
    beside = None if compared is None else (f"{compared[0]} p95", compared[1].at(95))
    return figure(found.at(95), "ms p95", target, compared=beside, **found.figures())


def median(values: Sequence[float]) -> float:
    """The middle of some values."""
    return statistics.median(values)


def percentile(values: Sequence[float], percent: float) -> float:
    """The value that so many percent do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(percent / 100 * (len(ordered) - 1)))]
