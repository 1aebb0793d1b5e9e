"""`sopgen validate` against yamllint and check-jsonschema (with our schema) on the same files: prints ratios.

python benchmarks/validate.py        (needs: pip install yamllint check-jsonschema)
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import cold
import yaml
from sample import sop_text

from sopgen.model import schema
from sopgen.reading import read_text
from sopgen.rules import check

FILES, ROWS = 500, 20
PEERS = {"yamllint": "yamllint", "check-jsonschema": "check_jsonschema"}


def seconds(command: list[str], rounds: int) -> float:
    """The median time of a cold process, after one warm-up of the disk."""
    taken = []
    for _ in range(rounds + 1):
        begun = time.perf_counter()
        subprocess.run(command, check=False, capture_output=True)
        taken.append(time.perf_counter() - begun)
    return median(taken[1:])


def commands(files: list[str], schemafile: Path) -> dict[str, list[str]]:
    python = [sys.executable, "-m"]
    peers = {
        "yamllint": [*python, "yamllint", "-d", "relaxed", *files],
        "check-jsonschema": [*python, "check_jsonschema", "--schemafile", str(schemafile), *files],
    }
    there = {name: command for name, command in peers.items() if importlib.util.find_spec(PEERS[name])}
    return {"sopgen": [*python, "sopgen", "validate", *files]} | there


def as_yaml(rows: int, number: int) -> str:
    return yaml.safe_dump(json.loads(sop_text(rows, number)), allow_unicode=True, sort_keys=False, width=110)


def against_peers(folder: Path, schemafile: Path) -> None:
    files = []
    for number in range(FILES):
        path = folder / f"{number:03}.yaml"
        path.write_text(as_yaml(ROWS, number), encoding="utf-8")
        files.append(str(path))
    for some, rounds, goal in ((files, 3, 0.5), (files[:1], 15, 1.0)):
        found = {name: seconds(command, rounds) for name, command in commands(some, schemafile).items()}
        ours = found.pop("sopgen")
        print(f"{len(some)} SOPs of {ROWS} rows, one cold process: sopgen {ours:.2f} s")
        for name, theirs in found.items():
            print(f"  {name} {theirs:.2f} s: {ours / theirs:.2f}x (goal at most {goal})")
        for name in PEERS.keys() - found.keys():
            print(f"  {name} is not installed: not compared")


def growth() -> None:
    """One large SOP against a small one, in this process: processor time, the best of several."""
    times = []
    for rows, rounds in ((2000, 8), (20, 20)):
        text = as_yaml(rows, 1)
        taken = []
        for _ in range(rounds):
            begun = time.process_time()
            check(read_text(text, "sop.yaml", Path()))
            taken.append(time.process_time() - begun)
        times.append(min(taken))
    large, small = times
    print(f"2,000 rows {large * 1e3:.0f} ms, 20 rows {small * 1e3:.1f} ms: {large / small:.0f}x (goal at most 120)")


if __name__ == "__main__":
    cold.prepare()
    print(f"{os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        schemafile = place / "sop.schema.json"
        schemafile.write_text(schema.as_text(schema.sop_schema()), encoding="utf-8")
        (place / "sop").mkdir()
        against_peers(place / "sop", schemafile)
    growth()
