"""Draws many odd but valid SOPs (tests/fuzzed.py) in every format and names those that are not drawn or do not open.

python benchmarks/fuzz.py [--inputs 40] [--first 0] [--formats dot,html] [--workers 2]
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from fuzzed import fuzzed, unmade

from sopgen.render import FORMATS


def judged(number: int, formats: list[str]) -> dict[str, str] | None:
    return unmade(fuzzed(number), formats)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--inputs", type=int, default=40)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--formats", default=",".join(FORMATS))
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    numbers = range(options.first, options.first + options.inputs)
    refused, kinds = 0, Counter[str]()
    with ProcessPoolExecutor(options.workers) as pool:
        found = pool.map(partial(judged, formats=options.formats.split(",")), numbers, chunksize=20)
        for number, problems in zip(numbers, found, strict=True):
            refused += problems is None
            for name, problem in (problems or {}).items():
                kinds[problem] += 1
                print(f"{number} {name}: {problem}", flush=True)
    failed = sum(kinds.values())
    print(f"{len(numbers)} SOPs from {options.first} as {options.formats}: {refused} refused, {failed} not drawn")
