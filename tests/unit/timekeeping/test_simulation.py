"""Random days against a truth that is counted apart; ``tests/soak`` runs many more of them."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.timekeeping.simulation import STEPS, run


@settings(max_examples=2_500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEPS, max_size=25))
def test_the_sum_of_the_intervals_is_the_time_worked(steps):
    run(steps)
