"""Media files with seeded damage: flipped, lost, doubled and foreign bytes in every container."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from tests.data.clips import SUITE, ClipRecipe, make_clip, make_sound, make_still

_LENGTH: Final = 50
"""Frames of a clip that is damaged: the damage matters, not the length."""
Damage = Callable[[bytearray, random.Random], str]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A damaged file.

    Attributes:
        path: Where it is; the caller may remove it.
        how: What was done to which file, for the report.
    """

    path: Path
    how: str


def _flip(data: bytearray, chance: random.Random) -> str:
    count = chance.choice((1, 8, 64, 512))
    for _ in range(count):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return f"{count} bits flipped"


def _flip_head(data: bytearray, chance: random.Random) -> str:
    for _ in range(16):
        data[chance.randrange(min(len(data), 512))] = chance.randrange(256)
    return "16 bytes of the head changed"


def _cut(data: bytearray, chance: random.Random) -> str:
    kept = chance.randrange(1, len(data))
    del data[kept:]
    return f"cut after {kept} bytes"


def _cut_front(data: bytearray, chance: random.Random) -> str:
    lost = chance.randrange(1, len(data) // 2)
    del data[:lost]
    return f"{lost} bytes lost in front"


def _zero(data: bytearray, chance: random.Random) -> str:
    start = chance.randrange(len(data))
    length = chance.randrange(1, max(2, len(data) // 4))
    end = min(len(data), start + length)
    data[start:end] = bytes(end - start)
    return f"zeros from {start} to {end}"


def _noise(data: bytearray, chance: random.Random) -> str:
    start = chance.randrange(len(data))
    end = min(len(data), start + chance.randrange(16, 4096))
    data[start:end] = chance.randbytes(end - start)
    return f"noise from {start} to {end}"


def _lose(data: bytearray, chance: random.Random) -> str:
    start = chance.randrange(len(data))
    length = chance.randrange(1, 2048)
    del data[start : start + length]
    if not data:
        data += b"\0"
    return f"{length} bytes lost at {start}"


def _double(data: bytearray, chance: random.Random) -> str:
    start = chance.randrange(len(data))
    part = data[start : start + chance.randrange(16, 8192)]
    data[start:start] = part
    return f"{len(part)} bytes doubled at {start}"


def _huge_sizes(data: bytearray, chance: random.Random) -> str:
    """Write sizes that no file has where containers keep theirs."""
    for _ in range(4):
        at = chance.randrange(max(1, len(data) - 8))
        data[at : at + 4] = chance.choice((b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\0\0\0\0"))
    return "4 sizes overwritten"


_DAMAGE: Final[tuple[Damage, ...]] = (
    _flip, _flip_head, _cut, _cut_front, _zero, _noise, _lose, _double, _huge_sizes,
)  # fmt: skip


def sources(folder: Path) -> list[Path]:
    """Make a short whole file of each container and codec."""
    folder.mkdir(parents=True, exist_ok=True)
    plain: list[ClipRecipe] = [replace(recipe, frames=_LENGTH) for recipe in SUITE]
    plain.append(ClipRecipe(name="old.avi", codec="mpeg4", frames=_LENGTH, b_frames=0))
    plain.append(ClipRecipe(name="sound.mkv", frames=_LENGTH, sound=True))
    plain.append(ClipRecipe(name="flash.flv", frames=_LENGTH, sound=True))
    made = [make_clip(recipe, folder) for recipe in plain]
    return [*made, make_sound(folder), make_still(folder), make_still(folder, "still.jpg")]


def mutants(folder: Path, *, seed: int, count: int) -> Iterator[Mutant]:
    """Give damaged files one by one; the same seed gives the same files."""
    chance = random.Random(seed)
    whole = sources(folder / "whole")
    for number in range(count):
        source = whole[number % len(whole)]
        data = bytearray(source.read_bytes())
        done = [chance.choice(_DAMAGE)(data, chance) for _ in range(chance.choice((1, 1, 2, 3)))]
        path = folder / f"{number:04d}-{source.name}"
        path.write_bytes(data)
        yield Mutant(path, f"{source.name}: {', '.join(done)}")
