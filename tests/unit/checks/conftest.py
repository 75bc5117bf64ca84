"""One checker of the base guide for all tests of the engine: it costs 60 ms to make."""

from __future__ import annotations

import pytest

from app.checks.engine import Checker
from app.checks.guide.loader import BASE_GUIDE, SHIPPED, load_guide


@pytest.fixture(scope="session")
def base_checker() -> Checker:
    return Checker(load_guide(SHIPPED / BASE_GUIDE))
