"""The HTML of `sopgen diff` in Chromium: axe-core's judgement and the print, of all cases in one start."""

from __future__ import annotations

import copy
import re
from pathlib import Path
from random import Random
from typing import Any

import pytest
from compare import laws
from programs import met_in_chromium, needed, said
from random_sops import random_sop, written

from sopgen.cli import main
from sopgen.compare.matrix import LINES

pytestmark = pytest.mark.slow

CASES = ("kecil", "pustaka")
ALONE = [LINES[key] for key in ("decisions", "handovers", "loops", "longest_minutes")]
"""lines of the matrix whose names begin no line of a drawing"""


def rewritten(document: laws.Document) -> laws.Document:
    """A large rewrite: rows came, went and moved, a lane is new, most texts are others."""
    new, dice = laws.several(document, 5), Random(1)
    for edit in (laws.rewrite,) * 12 + (laws.move_row, laws.add_lane, laws.redirect, laws.rename_lane, laws.add_law):
        edit(new, dice)
    return new


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What tests/tools/judge-pages.mjs finds, by case; it prints them too."""
    folder = tmp_path_factory.mktemp("beda")
    small, large = random_sop(3, rows=8, lanes=3), random_sop(7, rows=24, lanes=6)
    one_time = copy.deepcopy(small)
    laws.set_waktu(one_time, Random(0))
    sides = {"lama": (small, large), "baru": (one_time, rewritten(large))}
    for side, documents in sides.items():
        for name, document in zip(("kecil", "besar"), documents, strict=True):
            path = folder / side / f"{name}.yaml"
            path.parent.mkdir(exist_ok=True)
            path.write_text(written(document), encoding="utf-8")
    for name, part in zip(CASES, ("/kecil.yaml", ""), strict=True):
        with pytest.raises(SystemExit):
            main(["diff", f"{folder}/lama{part}", f"{folder}/baru{part}", "--banding", "-o", f"{folder}/{name}.html"])
    pages = {name: str(folder / f"{name}.html") for name in CASES}
    found = met_in_chromium("judge-pages.mjs", folder, *pages.values())
    return {name: {**found[page], "pdf": Path(f"{page}.pdf")} for name, page in pages.items()}


@pytest.mark.parametrize("name", CASES)
def test_axe_finds_nothing(judged: dict[str, Any], name: str) -> None:
    found = judged[name]
    assert (found["violations"], found["errors"], found["requests"]) == ([], [], [])
    assert found["passes"] > 40


@pytest.mark.parametrize("name", CASES)
def test_a_matrix_is_printed_in_one_piece(judged: dict[str, Any], name: str) -> None:
    text = said(needed("pdftotext"), "-layout", judged[name]["pdf"], "-")
    lines = [
        [len(re.findall(rf"^ *{line} {{2,}}\S", page, re.MULTILINE)) for line in ALONE] for page in text.split("\f")
    ]
    assert sum(map(min, lines)) == (3 if name == "pustaka" else 1)  # of each SOP, and of all together
    assert all(min(page) == max(page) for page in lines)
