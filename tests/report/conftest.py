from __future__ import annotations

import pytest
from report_cases import everything

from sopgen.report import Report


@pytest.fixture(scope="session")
def content() -> Report:
    return everything()
