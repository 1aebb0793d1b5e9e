"""How the memory of `validate` and of a light `build` grows with the library: the largest process, and per SOP.

python benchmarks/memory.py [--validate 1000,5000,10000] [--build 1000,5000]        (POSIX)
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from measuring import SOPGEN, prepare
from sample import PER_OFFICE, library

LIGHT = ("--tanpa", "pdf", "--tanpa", "xlsx")
KILOBYTES = 1 if sys.platform == "linux" else 1 / 1024


def peak(command: Sequence[str | Path]) -> tuple[float, float]:
    """(MB of the largest process, seconds of CPU) of a command."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen([str(word) for word in command], stdout=said, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode in (0, 1), command
    return used.ru_maxrss * KILOBYTES / 1024, used.ru_utime + used.ru_stime


def grows(name: str, counts: Sequence[int], folder: Path, *options: str) -> None:
    found = []
    for count in counts:
        place = folder / f"{name}-{count}"
        library(place, count // PER_OFFICE)
        target = ["-o", folder / f"situs-{count}"] if name == "build" else []
        megabytes, seconds = peak([*SOPGEN, name, place, *target, *options])
        found.append((count, megabytes))
        print(f"{name} {count} SOPs: {megabytes:.0f} MB at most, {seconds:.0f} s of CPU", flush=True)
    (few, least), (many, most) = found[0], found[-1]
    if many > few:
        print(f"{name}: {(most - least) * 1024 / (many - few):.1f} kB for each further SOP")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--validate", default="500,1000")
    parser.add_argument("--build", default="100,200")
    chosen = parser.parse_args()
    prepare()
    with tempfile.TemporaryDirectory() as name:
        for command, counts, options in (
            ("validate", chosen.validate, ("--format", "json")),
            ("build", chosen.build, ("--tanggal", "2026-01-31", *LIGHT)),
        ):
            if counts:
                grows(command, [int(count) for count in counts.split(",")], Path(name), *options)
