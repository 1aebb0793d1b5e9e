"""Random SOPs through the workbook and back: untouched ones change nothing, and what is written without the file draws
the same. `benchmarks/import_.py --bolak-balik 120` takes more of them, through LibreOffice too."""

from __future__ import annotations

import pytest
from budget import seeds
from random_trips import draws_the_same, leaves_its_file, random_workbooks, swaps_just_lanes

SEVERAL_ENDS = 72


@pytest.mark.slow
def test_untouched_workbooks_change_nothing() -> None:
    for seed, text, data in random_workbooks((SEVERAL_ENDS, *seeds(1, 1))):
        assert leaves_its_file(data, text), seed
        assert draws_the_same(data, text), seed


@pytest.mark.parametrize(("seed", "place"), [(8, 0), (23, 3)], ids=["long arrows", "two outcomes to one row"])
def test_two_lanes_that_change_places_are_all_that_changes(seed: int, place: int) -> None:
    ((_, text, data),) = random_workbooks([seed])
    assert swaps_just_lanes(data, text, place)
