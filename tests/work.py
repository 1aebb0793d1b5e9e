"""Work that is counted, not timed: the same on any machine, however busy."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

MOST = 50_000_000
"""Lines after which a piece of work is taken for one that never ends."""

LINEAR = 1.5
"""Below this `growth` is that of work in proportion; work that grows as the square of its size gives 4."""


def lines_run(work: Callable[[], object], most: int = MOST) -> int:
    """How many lines of Python `work` runs, each turn of a loop anew; fails where they are more than `most`."""
    count = 0

    def seen(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        if event == "line":
            count += 1
            assert count <= most, f"more than {most} lines were run"
        return seen

    before = sys.gettrace()
    sys.settrace(seen)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def growth(work: Callable[[int], Callable[[], object]], size: int, times: int = 4) -> float:
    """How much more `work` for a size `times` as large runs, divided by `times`: about 1 where it grows as the size.

    `work(size)` prepares one piece of work, which is not counted, and returns it.
    """
    work(size + 1)()  # what one run remembers for the next is remembered from here on
    small, large = (lines_run(work(n)) for n in (size, times * size))
    return large / small / times
