"""Damaged copies of clips, the same for the same seed."""

from __future__ import annotations

import random
from pathlib import Path


def mutated(path: Path, folder: Path, seed: int) -> Path:
    """A copy with bytes changed, a part cut out, repeated or zeroed, or its end missing."""
    chance = random.Random(seed)
    data = bytearray(path.read_bytes())
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(data))
        length = chance.randint(1, max(1, len(data) // 8))
        match chance.choice(("flip", "zero", "cut", "repeat", "end", "head")):
            case "flip":
                for _ in range(chance.randint(1, 200)):
                    data[chance.randrange(len(data))] = chance.randrange(256)
            case "zero":
                data[start : start + length] = bytes(len(data[start : start + length]))
            case "cut":
                del data[start : start + length]
            case "repeat":
                data[start:start] = data[start : start + length]
            case "end":
                del data[max(64, start) :]
            case "head":
                data[: min(64, len(data))] = chance.randbytes(min(64, len(data)))
        if len(data) < 64:
            data += bytes(64)
    target = folder / f"damaged-{seed}{path.suffix}"
    target.write_bytes(data)
    return target


def holed(path: Path, folder: Path, *, start: float = 0.4, share: float = 0.2) -> Path:
    """A copy with zeros in its middle, from a share of its length on."""
    data = bytearray(path.read_bytes())
    first, length = int(len(data) * start), int(len(data) * share)
    data[first : first + length] = bytes(length)
    target = folder / f"holed-{path.name}"
    target.write_bytes(data)
    return target
