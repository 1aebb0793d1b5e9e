"""What no finding refuses is drawn in every format and opens, however odd: a fixed few of the files that
`benchmarks/fuzz.py` makes in any number."""

from __future__ import annotations

import pytest
from budget import seeds
from fuzzed import fuzzed, unmade


@pytest.mark.slow
def test_what_is_accepted_is_drawn() -> None:
    drawn, inputs = 0, seeds(9, 10)
    for number in inputs:
        text = fuzzed(number)
        problems = unmade(text)
        assert not problems, text
        drawn += problems is not None
    assert drawn > len(inputs) / 3, "most are refused: they test nothing"
