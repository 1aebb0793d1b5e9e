"""What the benchmarks share: processor time, which other programs disturb less than the clock, and ratios of pairs.

Processes are measured with all that they start, compiled as pip compiles what it installs.
"""

from __future__ import annotations

import compileall
import importlib.util
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import sopgen

SOPGEN = [sys.executable, "-m", "sopgen"]


def prepare() -> None:
    """Let the processes that a benchmark starts find compiled modules: ours, and those of the peers."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    compileall.compile_dir(Path(sopgen.__file__).parent, quiet=1)


def of_process(command: Sequence[str | Path], folder: Path | None = None) -> float:
    """Seconds of processors that a command and its helpers use; ends the benchmark where it fails (status over 1)."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen([str(word) for word in command], stdout=said, stderr=said, cwd=folder)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            said.seek(0)
            sys.exit(f"{' '.join(map(str, command))}: {said.read().decode(errors='replace')[-2000:]}")
    return used.ru_utime + used.ru_stime


def of_work(work: Callable[[], object]) -> Callable[[], float]:
    """A measure of work done in this process."""

    def seconds() -> float:
        begin = time.process_time()
        work()
        return time.process_time() - begin

    return seconds


def paired(ours: Callable[[], float], theirs: Callable[[], float], rounds: int) -> tuple[float, float, float]:
    """(median seconds of ours, of theirs, median ratio pair by pair): the two in turn, after one warm-up each."""
    ours(), theirs()
    pairs = [(ours(), theirs()) for _ in range(rounds)]
    return median(a for a, _ in pairs), median(b for _, b in pairs), median(a / b for a, b in pairs)


def compare(
    what: str, ours: Callable[[], float], peer: str, theirs: Callable[[], float] | None, rounds: int, goal: str = ""
) -> None:
    """Print one ratio, or that the peer is not there (`theirs` None)."""
    if theirs is None:
        print(f"{what}: {peer} is not installed: not compared")
        return
    mine, other, ratio = paired(ours, theirs, rounds)
    wanted = f" (goal: at most {goal})" if goal else ""
    print(f"{what}: sopgen {mine * 1e3:.0f} ms, {peer} {other * 1e3:.0f} ms: {ratio:.2f}x{wanted}")


def module(name: str) -> list[str] | None:
    """The command that runs an installed module."""
    return [sys.executable, "-m", name] if importlib.util.find_spec(name) else None
