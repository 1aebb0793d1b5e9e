"""Options and fixtures of the whole suite."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

# A busy machine fails no test: no example has a deadline, and none is too slow to make.
settings.register_profile(
    "sopgen",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=bool(os.environ.get("CI")),  # a check of a change fails for the change; new cases are met at home
    max_examples=30,
)
# Long searches are for a night: pytest --hypothesis-profile thorough tests/layout
settings.register_profile("thorough", settings.get_profile("sopgen"), derandomize=False, max_examples=1000)
settings.load_profile("sopgen")

# Commands that tests start may keep what Python compiles, as they may at their users': each start would compile all.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write tests/golden anew")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))
