"""Random SOPs, rendered to Excel and judged from the file alone (tests/quality.py)."""

from __future__ import annotations

from pathlib import Path

import pytest
from budget import seeds
from quality import judge
from random_sops import random_sop, sop_of, written

from sopgen.flow import trace
from sopgen.layout import lay_out
from sopgen.render.xlsx import render


def assert_judged_clean(seed: int, folder: Path, rows: int | None = None) -> None:
    document = random_sop(seed, rows)
    sop = sop_of(document)
    source, workbook = folder / "acak.yaml", folder / "acak.xlsx"
    source.write_text(written(document), encoding="utf-8")
    workbook.write_bytes(render(lay_out(sop, trace(sop))))
    assert judge(source, workbook) == [], written(document)


@pytest.mark.parametrize("seed", seeds(1))
def test_one(seed: int, tmp_path: Path) -> None:
    assert_judged_clean(seed, tmp_path, 15)


@pytest.mark.slow
@pytest.mark.parametrize("seed", seeds(4, 1000))
def test_more(seed: int, tmp_path: Path) -> None:
    assert_judged_clean(seed, tmp_path)
