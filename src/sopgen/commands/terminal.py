"""What a command says: lines in Indonesian on either stream, a progress bar where somebody watches, and its status."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
FAILED, UNABLE, CANCELLED = 1, 2, 130
"""exit statuses besides 0: findings that fail, or changes where those are asked for; usage or system; Ctrl-C"""
BAR_FROM = 9
"""pieces of work from which a progress bar is worth showing"""


def say(text: str) -> None:
    sys.stdout.write(text + "\n")


def complain(text: str) -> None:
    sys.stdout.flush()  # the order in which things were said, where both streams go to one place
    sys.stderr.write(text + "\n")


def show(text: str, coloured: bool) -> None:
    """A whole text as it is."""
    if coloured and os.name == "nt":
        os.system("")  # a console of Windows knows colours from its first command on
    sys.stdout.write(text)


def has_colours() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def has_bar(total: int) -> bool:
    """Whether so much work is shown by a bar: on a terminal; never in a pipe or CI."""
    return total >= BAR_FROM and sys.stderr.isatty() and not os.environ.get("CI")


def tracked(title: str, done: Iterable[T], total: int) -> Iterator[T]:
    """What comes of each piece of a work. Where somebody watches much of it, a bar shows counts and the time left."""
    if not has_bar(total):
        yield from done
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield from bar.track(done, total, description=title)
