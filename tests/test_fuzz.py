"""What no finding refuses is drawn in every format and opens, however odd: a fixed few of the files that
`benchmarks/fuzz.py` makes in any number."""

from __future__ import annotations

import pytest
from fuzzed import fuzzed, unmade

INPUTS = 200
PARTS = 8
"""Each takes its share of the inputs, so that they spread over the processors."""


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_what_is_accepted_is_drawn(part: int) -> None:
    drawn = 0
    for number in range(part, INPUTS, PARTS):
        text = fuzzed(number)
        problems = unmade(text)
        assert not problems, text
        drawn += problems is not None
    assert drawn > INPUTS / PARTS / 3, "most are refused: they test nothing"
