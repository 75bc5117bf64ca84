from __future__ import annotations

import pytest

from tests.contract.worklog.suite import WorkLogContract
from tests.fakes.worklog import FakeWorkLog


class TestFakeWorkLog(WorkLogContract):
    @pytest.fixture
    def worklog(self):
        return FakeWorkLog()
