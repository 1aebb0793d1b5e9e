"""Random SOPs through the workbook and back: untouched ones change nothing, and what is written without the file draws
the same. `benchmarks/import_.py --bolak-balik 120` takes more of them, through LibreOffice too."""

from __future__ import annotations

import pytest
from budget import seeds
from random_trips import draws_the_same, leaves_its_file, random_workbooks

SEVERAL_ENDS = 72


@pytest.mark.slow
def test_untouched_workbooks_change_nothing() -> None:
    for seed, text, data in random_workbooks((SEVERAL_ENDS, *seeds(2))):
        assert leaves_its_file(data, text), seed
        assert draws_the_same(data, text), seed
