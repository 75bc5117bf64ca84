"""Which media time a displayed picture had."""

from __future__ import annotations

import pytest

from app.player.clock import LEAD_MS, PlayClock


def test_time_runs_on_from_an_event_at_the_rate() -> None:
    clock = PlayClock()
    clock.rate = 1.5
    clock.started(0, 1000)
    clock.heard(500, 2000)
    assert clock.at(600) == pytest.approx(2150)


def test_after_a_seek_an_event_is_not_believed_at_once() -> None:
    clock = PlayClock()
    clock.started(0, 5000)
    clock.heard(20, 1200)
    assert clock.at(LEAD_MS) == pytest.approx(5000)
    clock.heard(400, 5388)
    assert clock.at(400) == pytest.approx(5388)


def test_an_early_event_at_another_speed_is_believed_when_it_is_near() -> None:
    clock = PlayClock()
    clock.rate = 2.0
    clock.started(0, 5000, spread_ms=67)
    clock.heard(2, 5048)
    assert clock.at(2) == pytest.approx(5048)


def test_an_early_event_that_is_too_low_is_not_believed() -> None:
    clock = PlayClock()
    clock.rate = 2.0
    clock.started(0, 5000)
    clock.heard(2, 4270)
    assert clock.at(LEAD_MS) == pytest.approx(5000)


def test_a_picture_displayed_late_at_a_low_speed_has_its_time_then() -> None:
    clock = PlayClock()
    clock.rate = 0.5
    clock.started(0, 5000, late_ms=400)
    assert clock.at(LEAD_MS + 400) == pytest.approx(5000)


def test_a_pause_takes_no_media_time() -> None:
    clock = PlayClock()
    clock.started(0, 0)
    clock.heard(1000, 990)
    clock.hold(1500)
    assert clock.at(9000) == pytest.approx(1490)
    clock.heard(2000, 0)
    clock.resume(11_500)
    assert clock.at(11_600) == pytest.approx(1590)


def test_nothing_is_known_after_a_void() -> None:
    clock = PlayClock()
    clock.started(0, 0)
    clock.void()
    assert clock.at(10) is None
    clock.heard(20, 300)
    assert not clock.known
