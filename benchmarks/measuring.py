"""What the benchmarks share: processor time, which other programs disturb less than the clock, and ratios of pairs.
Of commands that use several processors the clock is told too: it is what a person waits for.

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
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

import sopgen


class Used(NamedTuple):
    """Seconds that something took."""

    processors: float
    """of all that worked at it, added up"""
    clock: float


Measure = Callable[[], Used]
"""Does something and gives what it took."""
FEW = 3
"""rounds of something that takes so long that a warm-up would change nothing"""
SOPGEN = [sys.executable, "-m", "sopgen"]


def prepare() -> None:
    """Let the processes that a benchmark starts find compiled modules: ours, and those of the peers."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    compileall.compile_dir(Path(sopgen.__file__).parent, quiet=1)


def of_process(command: Sequence[str | Path], folder: Path | None = None) -> Used:
    """What a command and its helpers take; ends the benchmark where it fails (status over 1)."""
    begin = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen([str(word) for word in command], stdout=said, stderr=said, cwd=folder)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            said.seek(0)
            sys.exit(f"{' '.join(map(str, command))}: {said.read().decode(errors='replace')[-2000:]}")
    return Used(used.ru_utime + used.ru_stime, time.perf_counter() - begin)


def of_work(work: Callable[[], object]) -> Measure:
    """A measure of work done in this process."""

    def used() -> Used:
        begin = time.process_time(), time.perf_counter()
        work()
        return Used(time.process_time() - begin[0], time.perf_counter() - begin[1])

    return used


def compare(
    what: str,
    ours: Measure,
    peers: Mapping[str, Measure | None],
    rounds: int,
    goal: str = "",
    with_clock: bool = False,
) -> None:
    """Print how ours relates to each peer, or that a peer is not there (None): all in turn, so that whatever else the
    machine does falls on all alike, after one warm-up each where there are many rounds. `goal`: of the first peer, for
    the processors; `with_clock`: also how long a person waits."""
    there = {name: measure for name, measure in peers.items() if measure}
    for name in peers.keys() - there.keys():
        print(f"{what}: {name} is not installed: not compared")
    turns = [ours, *there.values()] if there else []
    if rounds > FEW:
        for measure in turns:
            measure()
    taken = [[measure() for measure in turns] for _ in range(rounds)]
    for place, name in enumerate(there, 1):
        wanted = f" (goal: at most {goal})" if goal and name == next(iter(peers)) else ""
        for kind, end in (("processors", wanted), ("clock", ""))[: 1 + with_clock]:
            mine, other = ([getattr(used[i], kind) for used in taken] for i in (0, place))
            ratio = median(one / another for one, another in zip(mine, other, strict=True))
            said = f"{what}, {kind}" if with_clock else what
            print(
                f"{said}: sopgen {median(mine) * 1e3:.0f} ms, {name} {median(other) * 1e3:.0f} ms: {ratio:.2f}x{end}",
                flush=True,
            )


def module(name: str) -> list[str] | None:
    """The command that runs an installed module."""
    return [sys.executable, "-m", name] if importlib.util.find_spec(name) else None
