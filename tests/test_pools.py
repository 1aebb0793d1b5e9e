"""Commands that spread their work, with helpers that start anew as on Windows: what they are given must reach them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from commands import ran
from random_sops import random_sop, written

FILES = 9
SPAWNED = """
import multiprocessing, os, sys
from sopgen.cli import main

if __name__ == "__main__":
    get_context, started = multiprocessing.get_context, []
    def spawn(method=None):
        started.append(get_context("spawn"))
        return started[-1]
    multiprocessing.get_context = spawn
    os.cpu_count = lambda: 2
    try:
        main()
    finally:
        print("started", bool(started), file=sys.stderr)
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ["validate", "sop", "--format", "json", "--tanggal", "2026-01-31"],
        ["render", "sop", "--xlsx", "--svg", "-o", "hasil"],
        ["build", "sop", "-o", "hasil", "--tanpa", "pdf", "--tanpa", "xlsx", "--semua", "--tanggal", "2026-01-31"],
    ],
    ids=lambda words: words[0],
)
def test_helpers_that_start_anew_give_the_same(words: list[str], tmp_path: Path) -> None:
    here, anew, script = tmp_path / "here", tmp_path / "anew", tmp_path / "anew.py"
    script.write_text(SPAWNED, encoding="utf-8")
    for place in (here, anew):
        (place / "sop").mkdir(parents=True)
        for seed in range(FILES):
            (place / f"sop/{seed:02}.yaml").write_text(written(random_sop(seed, 3, 2)), encoding="utf-8")
    done = subprocess.run([sys.executable, script, *words], cwd=anew, capture_output=True, text=True, check=False)
    assert "started True" in done.stderr
    status, said, _ = ran(*words, folder=here)
    assert (status, said) == (done.returncode, done.stdout)
    assert status in (0, 1)
    made = [
        {
            path.relative_to(place): path.read_bytes()
            for path in place.rglob("*.*")
            if path.is_file() and not any(part.startswith(".") for part in path.relative_to(place).parts)
        }
        for place in (here, anew)
    ]
    assert made[0] == made[1]
