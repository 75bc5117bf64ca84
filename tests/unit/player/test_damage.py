"""What of a clip cannot be shown, told from what its decoding gave."""

from __future__ import annotations

from fractions import Fraction

from app.player.damage import Damage, DamageFinder
from app.player.index import FrameIndex

INDEX = FrameIndex(
    pts=tuple(range(100)), base=Fraction(1, 25), keys=(0, 25, 50, 75), last_duration=1
)


def finder() -> tuple[DamageFinder, Damage]:
    damage = Damage()
    return DamageFinder(INDEX, damage), damage


def test_stretches_that_touch_become_one() -> None:
    damage = Damage()
    damage.add(100, 200)
    damage.add(300, 400)
    damage.add(200, 250)
    assert damage.stretches == ((100, 250), (300, 400))
    damage.add(0, 350)
    assert damage.stretches == ((0, 400),)
    assert damage.at(399) == (0, 400)
    assert damage.at(400) is None


def test_what_follows_a_broken_packet_is_damaged_up_to_the_next_key_frame() -> None:
    found, damage = finder()
    found.begins(0)
    for number in range(10):
        found.saw(number)
    found.broke()
    for number in range(12, 25):
        found.saw(number)
    assert damage.stretches == ((400, 1000),)


def test_an_error_told_late_belongs_to_the_frames_missing_before_it() -> None:
    found, damage = finder()
    found.begins(0)
    for number in (0, 1, 5, 6):
        found.saw(number)
    assert damage.stretches == ()
    found.broke()
    assert damage.stretches == ((80, 1000),)


def test_an_error_told_before_a_whole_key_frame_that_waited_is_kept_for_a_long_gap() -> None:
    found, damage = finder()
    found.begins(0)
    for number in range(25):
        found.saw(number)
    found.broke()
    found.saw(25)
    assert damage.stretches == ()
    found.saw(45)
    assert damage.stretches == ((1040, 2000),)


def test_a_long_gap_without_any_error_is_no_damage() -> None:
    found, damage = finder()
    found.begins(25)
    found.saw(25)
    found.saw(45)
    assert damage.stretches == ()


def test_a_spoiled_frame_that_comes_behind_later_ones_tells_of_the_gap() -> None:
    found, damage = finder()
    found.begins(25)
    for number in (25, 30):
        found.saw(number)
    found.saw(27, corrupt=True)
    assert damage.stretches == ((1040, 2000),)


def test_key_frames_that_are_lost_take_their_groups_with_them() -> None:
    found, damage = finder()
    found.begins(25)
    for number in range(25, 30):
        found.saw(number)
    found.broke()
    found.saw(60)
    assert damage.stretches == ((1200, 3000),)


def test_nothing_from_the_key_frame_on_is_damage_from_there() -> None:
    found, damage = finder()
    found.begins(25)
    found.broke()
    found.saw(50)
    assert damage.stretches == ((1000, 2000),)


def test_frames_that_never_come_without_an_error_are_none() -> None:
    found, damage = finder()
    found.begins(0)
    for number in (0, 2, 4, 6, 25, 26):
        found.saw(number)
    found.broke()
    found.saw(27)
    assert damage.stretches == ()


def test_what_is_missing_at_the_end_is_damaged_to_the_end() -> None:
    found, damage = finder()
    found.begins(75)
    for number in range(75, 90):
        found.saw(number)
    found.broke()
    found.ended()
    assert damage.stretches == ((3600, 4000),)
