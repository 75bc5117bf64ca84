"""Shots from numbers."""

from __future__ import annotations

import numpy as np

from app.player.shots import find_cuts


def scene(frames: int, level: int, seed: int, motion: int = 2) -> np.ndarray:
    chance = np.random.default_rng(seed)
    base = chance.integers(max(0, level - 40), min(255, level + 40), 300)
    noise = chance.integers(-motion, motion + 1, (frames, 300))
    return np.clip(base + noise, 0, 255).astype(np.uint8)


def test_hard_cuts_are_found() -> None:
    film = np.concatenate([scene(40, 60, 1), scene(30, 160, 2), scene(50, 100, 3)])
    assert find_cuts(film) == [40, 70]


def test_a_flash_is_no_cut() -> None:
    film = scene(80, 90, 4)
    film[40:42] = 250
    assert find_cuts(film) == []


def test_a_fade_to_black_is_no_cut() -> None:
    film = scene(90, 140, 5).astype(np.float64)
    film[30:60] *= np.linspace(1, 0, 30)[:, None]
    film[60:] = 0
    assert find_cuts(film.astype(np.uint8)) == []


def test_shaking_is_no_cut() -> None:
    base = scene(1, 120, 6)[0]
    shifts = np.random.default_rng(7).integers(-6, 7, 90)
    assert find_cuts(np.stack([np.roll(base, shift) for shift in shifts])) == []
