"""How many random cases the tests make: few in each run; with `SOPGEN_BUDGET=50 pytest` 50 times as many."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

BUDGET = int(os.environ.get("SOPGEN_BUDGET", "1"))

# A busy machine fails no test: no example has a deadline, and none is too slow to make.
settings.register_profile(
    "sopgen",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=bool(os.environ.get("CI")),  # a check of a change fails for the change; new cases are met at home
    max_examples=15 * BUDGET,
)
settings.load_profile("sopgen")
COSTLY = settings(max_examples=3 * BUDGET)
"""for a test that lays out or renders a whole random SOP each time"""


def seeds(count: int, first: int = 0) -> range:
    """So many seeds of random cases, times the budget."""
    return range(first, first + count * BUDGET)
