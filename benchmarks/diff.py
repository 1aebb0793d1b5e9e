"""`sopgen diff`: its laws on many random SOPs, and its cost against reading and checking both sides.

python benchmarks/diff.py [--sops 500]
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from random import Random

from measuring import SOPGEN, compare, of_process, prepare
from sample import sop_text

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from compare import laws
from random_sops import random_sop, sop_of

FILES, ROWS = 100, 20


def hold_laws(sops: int) -> None:
    right = wanted = edits = 0
    for seed in range(sops):
        document, dice = random_sop(seed), Random(seed)
        for edit in dice.sample(laws.EDITS, 3):
            laws.assert_named_once(document, sop_of, edit, seed)
            edits += 1
        new = laws.several(document, seed)
        laws.other_identity(new, dice)
        laws.assert_nothing_silent(sop_of(document), sop_of(new))
        for strip in (dict, laws.without_ids):
            laws.assert_inverse(sop_of(strip(document)), sop_of(strip(new)))
        found = laws.pairs_right(document, seed)
        right, wanted = right + found[0], wanted + found[1]
    print(
        f"{sops} SOPs: {edits} single edits named once, nothing silent, the inverse the other way round; "
        f"of {wanted} pairs of rows {right / wanted:.2%} right (goal: at least 99.5%)"
    )


def cost(folder: Path) -> None:
    """A row reworded, a time and an executor changed in each SOP."""
    for number in range(FILES):
        document = json.loads(sop_text(ROWS, number))
        for side in ("lama", "baru"):
            path = folder / side / f"{number:03}.yaml"
            path.parent.mkdir(exist_ok=True)
            path.write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")
            rows = document["langkah"]
            rows[3]["kegiatan"] += " dengan teliti"
            rows[7]["mutu_baku"]["waktu"] = "3 hari"
            rows[9]["pelaksana"] = "kepala" if rows[9]["pelaksana"] != "kepala" else "sub"
    sides = [folder / "lama", folder / "baru"]
    report = folder / "laporan.json"
    compare(
        f"{FILES} changed SOPs of {ROWS} rows",
        lambda: of_process([*SOPGEN, "diff", *sides, "-o", report]),
        {"validate of both sides": lambda: of_process([*SOPGEN, "validate", *sides])},
        3,
        "2x",
        with_clock=True,
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--sops", type=int, default=FILES, help="random SOPs that are held to the laws")
    hold_laws(parser.parse_args().sops)
    prepare()
    with tempfile.TemporaryDirectory() as name:
        cost(Path(name))
