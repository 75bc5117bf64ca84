"""Telling an old picture from the one asked for."""

from __future__ import annotations

from app.player.likeness import difference, is_old, samples


def picture(level: int, width: int = 64, height: int = 48) -> bytes:
    return bytes(min(255, level + x // 4 + y // 8) for y in range(height) for x in range(width))


def turned(light: bytes, width: int, height: int) -> bytes:
    """One quarter counter-clockwise."""
    return bytes(light[y * width + x] for x in reversed(range(width)) for y in range(height))


def test_a_picture_of_the_old_place_is_known() -> None:
    old, wanted = samples(picture(20), 64, 48, 64), samples(picture(120), 64, 48, 64)
    next_old, next_wanted = samples(picture(24), 64, 48, 64), samples(picture(116), 64, 48, 64)
    assert is_old(next_old, wanted, [old])
    assert not is_old(next_wanted, wanted, [old])


def test_in_a_still_scene_no_picture_is_old() -> None:
    here = samples(picture(50), 64, 48, 64)
    scaled_otherwise = samples(picture(52), 64, 48, 64)
    assert not is_old(here, scaled_otherwise, [here])


def test_samples_are_those_of_the_upright_picture() -> None:
    lying = picture(30)
    upright = turned(lying, 64, 48)
    one = samples(lying, 64, 48, 64, turns=1)
    assert difference(one, samples(upright, 48, 64, 48)) < 2
    assert difference(one, samples(upright[::-1], 48, 64, 48)) > 5
