"""`sopgen validate` against yamllint and check-jsonschema (with our schema) on the same files.

python benchmarks/validate.py        (peers: pip install yamllint check-jsonschema)
"""

from __future__ import annotations

import json
import tempfile
from functools import partial
from pathlib import Path
from statistics import median

import yaml
from measuring import SOPGEN, compare, module, of_process, of_work, prepare
from sample import sop_text

from sopgen.model import schema
from sopgen.reading import read_text
from sopgen.rules import check

FILES, ROWS = 300, 20
SMALLEST = Path(__file__).parents[1] / "examples" / "kecil.yaml"
"""where yamllint has least to read, and starting weighs most"""


def as_yaml(rows: int, number: int) -> str:
    return yaml.safe_dump(json.loads(sop_text(rows, number)), allow_unicode=True, sort_keys=False, width=110)


def against_peers(folder: Path) -> None:
    schemafile = folder / "sop.schema.json"
    schemafile.write_text(schema.as_text(schema.sop_schema()), encoding="utf-8")
    files = [folder / f"{number:03}.yaml" for number in range(FILES)]
    for number, path in enumerate(files):
        path.write_text(as_yaml(ROWS, number), encoding="utf-8")
    lint, judge = module("yamllint"), module("check_jsonschema")
    for what, some, rounds, goal in (
        (f"one cold file of {ROWS} rows", files[:1], 11, "3.5x"),
        ("one cold file of 5 rows with its logo", [SMALLEST], 11, "3.5x"),
        (f"{FILES} SOPs of {ROWS} rows, one cold process", files, 2, "0.5x"),
    ):
        peers = {
            "yamllint": lint and partial(of_process, [*lint, "-d", "relaxed", *some]),
            "check-jsonschema": judge and partial(of_process, [*judge, "--schemafile", schemafile, *some]),
        }
        compare(what, partial(of_process, [*SOPGEN, "validate", *some]), peers, rounds, goal)


def growth() -> None:
    """One large SOP against a small one, in this process."""
    times = []
    for rows, rounds in ((2000, 5), (20, 20)):
        text = as_yaml(rows, 1)
        work = of_work(lambda t=text: check(read_text(t, "sop.yaml", Path())))
        times.append(median(work().processors for _ in range(rounds)))
    large, small = times
    print(f"2,000 rows {large * 1e3:.0f} ms, 20 rows {small * 1e3:.1f} ms: {large / small:.0f}x for 100 times the rows")


if __name__ == "__main__":
    prepare()
    with tempfile.TemporaryDirectory() as name:
        against_peers(Path(name))
    growth()
